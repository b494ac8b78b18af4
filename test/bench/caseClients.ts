import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createLimits } from '../../src/sandbox/doors/limits.ts';
import { openDoor } from '../../src/sandbox/doors/listener.ts';
import { createClientTokens } from '../../src/sandbox/systems/clients.ts';
import { createDynamicsStandIn } from '../../src/sandbox/systems/dynamics/dynamics.ts';
import { idWithin, type KeptCase } from '../../src/sandbox/systems/keptCase.ts';
import { guide } from '../../src/sandbox/systems/zendesk/guide.ts';
import { createZendeskStandIn } from '../../src/sandbox/systems/zendesk/zendesk.ts';

/**
 * Holds the played case systems against clients that others wrote for the real ones, and keep: what those read must be what is there. They
 * are no dependency of ours. `node test/bench/caseClients.ts FOLDER`, where `npm install --prefix FOLDER node-zendesk@6 dynamics-web-api@2`
 * has put them. For ServiceNow no kept client was found on npm (November 2026) that signs in with a token.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder in which the clients were installed');
const load = createRequire(join(resolve(folder), 'package.json'));
const failures: string[] = [];
function is(what: string, seen: unknown, wanted: unknown): void {
  const holds = isDeepStrictEqual(seen, wanted);
  console.log(`${holds ? 'as the client reads it' : 'OTHERWISE'}: ${what}`);
  if (!holds) failures.push(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
}

const kept = (number: string, change: Partial<KeptCase> = {}): KeptCase => ({
  ...{ number, title: 'VPN が切れる', description: 'It drops.', customer: 'Northwind', product: null },
  ...{ severity: 'high', language: 'ja', created: '2026-11-28T00:15:30.000Z', state: 'open', changes: 4 },
  owner: { kind: 'person', id: idWithin('entra', 'mika'), name: '佐藤 美香', mail: 'mika.sato@swarm.example' },
  ...change,
});
const limits = createLimits(Date.now);

await zendesk();
await dynamics();
if (failures.length > 0) throw new Error(failures.join('\n'));

async function zendesk(): Promise<void> {
  const door = await openDoor({ name: 'zendesk', port: 0 });
  const tokens = createClientTokens(Date.now);
  const cases = [kept('35436'), kept('35437', { state: 'merged', mergedInto: { number: '35436' } })];
  const client = { id: 'swarm', secret: 'none' };
  const standIn = createZendeskStandIn({ address: door.address, client, tokens, limits, cases });
  door.serve(standIn.answer);
  const token = tokens.give('tickets:read tickets:write users:read organizations:read hc:read hc:write', 1_800);
  const { createClient } = load('node-zendesk');
  const common = { username: 'swarm', token, oauth: true };
  const api = createClient({ ...common, endpointUri: `${door.address}/api/v2` });
  const { result: ticket } = await api.tickets.show(35_436);
  is('a ticket', [ticket.id, ticket.subject, ticket.priority], [35_436, 'VPN が切れる', 'high']);
  const { result: merged } = await api.tickets.show(35_437);
  is('a merged one', [merged.status, merged.tags], ['closed', ['closed_by_merge']]);
  await api.tickets.update(35_436, { ticket: { comment: { body: 'For staff', public: false } } });
  const comments = await api.tickets.getComments(35_436);
  const [last] = (Array.isArray(comments) ? comments : comments.result).slice(-1);
  is('an internal comment', [last?.body, last?.public], ['For staff', false]);
  const refused = await api.tickets
    .update(35_437, { ticket: { comment: { body: 'x', public: false } } })
    .catch((error: Error) => error.message.includes('422') || error.message.includes('closed prevents ticket update'));
  is('a comment on a closed ticket is refused', refused, true);
  const help = createClient({ ...common, endpointUri: `${door.address}/api/v2/help_center` });
  const article = {
    ...{ title: 'x', body: '<p>y</p>', locale: 'ja', draft: true },
    ...{ permission_group_id: guide.permissionGroup, user_segment_id: null },
  };
  const made = await help.helpcenter.articles.create(guide.section, { article, notify_subscribers: false });
  is('an article as a draft', [made.result.draft, standIn.articles().length], [true, 1]);
  await door.close();
}

async function dynamics(): Promise<void> {
  const door = await openDoor({ name: 'dynamics', port: 0 });
  const cases = [kept('CAS-01213-V0K9Y0'), kept('CAS-01214-V0K9Y0')];
  const standIn = createDynamicsStandIn({
    tokens: { verifyApp: async () => ({ ok: true, roles: [] }) },
    ...{ audience: door.address, cases, limits },
  });
  door.serve(standIn.answer);
  const { DynamicsWebApi } = load('dynamics-web-api');
  const api = new DynamicsWebApi({
    serverUrl: door.address,
    dataApi: { version: '9.2' },
    onTokenRefresh: async () => 'any',
  });
  const key = idWithin('incident', 'CAS-01213-V0K9Y0');
  const select = ['ticketnumber', 'title', 'statecode'];
  const one = await api.retrieve({ collection: 'incidents', key, select });
  is('a case by its id', [one.ticketnumber, one.title, one.statecode], ['CAS-01213-V0K9Y0', 'VPN が切れる', 0]);
  const filter = "ticketnumber eq 'CAS-01214-V0K9Y0'";
  const { value } = await api.retrieveMultiple({ collection: 'incidents', select, filter, top: 2 });
  is('a case by its number', value.length, 1);
  const tracked = await api.retrieveMultiple({ collection: 'incidents', select: ['ticketnumber'], trackChanges: true });
  is('all rows and a delta link', [tracked.value.length, typeof tracked.oDataDeltaLink], [2, 'string']);
  const note = { subject: 'Swarm', notetext: 'For staff', 'objectid_incident@odata.bind': `/incidents(${key})` };
  const made = { collection: 'annotations', key: idWithin('note', '1'), data: note, ifnonematch: '*' };
  await api.upsert(made);
  is(
    'a note',
    standIn.timeline('CAS-01213-V0K9Y0').map(({ text, isPublic }) => [text, isPublic]),
    [['For staff', false]],
  );
  const again = await api.upsert(made).then(
    (result: unknown) => result,
    (error: { status?: number }) => error.status,
  );
  is(
    'the same note once more is not made',
    [again === 412 || again === null, standIn.timeline('CAS-01213-V0K9Y0').length],
    [true, 1],
  );
  await door.close();
}
