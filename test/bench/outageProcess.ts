import { z } from 'zod';
import { createLimits } from '../../src/sandbox/doors/limits.ts';
import { openDoor } from '../../src/sandbox/doors/listener.ts';
import type { Call } from '../../src/sandbox/doors/routes.ts';
import { type CaseSystemKind, caseSystemKinds } from '../../src/sandbox/systems/caseSystemKind.ts';
import { createClientTokens } from '../../src/sandbox/systems/clients.ts';
import { createDynamicsStandIn } from '../../src/sandbox/systems/dynamics/dynamics.ts';
import { type CaseStandIn, idWithin, type KeptCase } from '../../src/sandbox/systems/keptCase.ts';
import { sysId } from '../../src/sandbox/systems/servicenow/records.ts';
import { createServiceNowStandIn } from '../../src/sandbox/systems/servicenow/servicenow.ts';
import { createZendeskStandIn } from '../../src/sandbox/systems/zendesk/zendesk.ts';
import { outageAsked, outageClient, outageNumber } from './outageCases.ts';

/**
 * A case system with very many cases, in a process of its own: in the field it has a machine of its own. Started with which, how many, and the
 * owner's id, name and mail. Says where it is, and each call that it answered; is told whether it is away (503), holds its
 * answers back, or gives them.
 */
const [kind, count, id = '', name = '', mail = ''] = process.argv.slice(2);
const system = z.enum(caseSystemKinds).parse(kind);
const total = Number(count);
const now = Date.now();
/** Evenly over the last six days, the newest last: the list of changes begins with a week ago. */
const cases = Array.from(
  { length: total },
  (_, n): KeptCase => ({
    ...{ number: outageNumber(system, n), title: 'The VPN drops', description: null },
    ...{ customer: null, product: null, severity: 'low', language: 'en', state: 'open', changes: 2 },
    owner: { kind: 'person', id, name, mail },
    created: new Date(now - 40 * 86_400_000).toISOString(),
    changedAt: changedAt(n),
  }),
);
function changedAt(n: number): string {
  return new Date(now - 6 * 86_400_000 * (1 - n / total)).toISOString();
}

const door = await openDoor({ name: 'outage', port: 0 });
const { address } = door;
const limits = createLimits(Date.now);
const tokens = createClientTokens(Date.now);
const playing: Record<CaseSystemKind, (known: KeptCase[]) => CaseStandIn> = {
  // Whether a token of Entra is good is not measured, and only the sandbox's Entra could tell.
  dynamics: (known) =>
    createDynamicsStandIn({
      tokens: { verifyApp: async () => ({ ok: true, roles: [] }) },
      ...{ audience: address, cases: known, limits },
    }),
  servicenow: (known) => createServiceNowStandIn({ client: outageClient, tokens, limits, cases: known }),
  zendesk: (known) => createZendeskStandIn({ address, client: outageClient, tokens, limits, cases: known }),
};
const played = playing[system];
const all = played(cases);

/** Of what is asked for by its id or by a time the others are not looked through: a system has an index for both. */
const byId = new Map(cases.map((each) => [recordOf(each), each]));
function recordOf({ number }: KeptCase): string {
  return system === 'zendesk'
    ? number
    : system === 'dynamics'
      ? idWithin('incident', number)
      : sysId('incident', number);
}
function asked({ path, query }: Call): CaseStandIn {
  const named =
    /incidents\(([0-9a-f-]{36})\)|\/tickets\/(\d+)/.exec(decodeURIComponent(path))?.slice(1).find(Boolean) ??
    /^sys_id=([0-9a-f]{32})$/.exec(query.get('sysparm_query') ?? '')?.[1];
  const one = named === undefined ? undefined : byId.get(named);
  if (one) return played([one]);
  const since = sinceIn(query);
  if (since === null) return all;
  const from = cases.findIndex(({ changedAt: at = '' }) => Date.parse(at) >= since - 1_000);
  return played(from < 0 ? [] : cases.slice(from, from + 3_000));
}
/** Milliseconds since 1970: ServiceNow's query, Zendesk's cursor or start. */
function sinceIn(query: URLSearchParams): number | null {
  const updated = /^sys_updated_on>?=(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/.exec(query.get('sysparm_query') ?? '')?.[1];
  if (updated !== undefined) return Date.parse(`${updated.replace(' ', 'T')}Z`);
  const cursor = Buffer.from(query.get('cursor') ?? '', 'base64').toString();
  const seconds = /^(\d+)\.0/.exec(cursor)?.[1] ?? query.get('start_time');
  return seconds === null || seconds === undefined ? null : 1_000 * Number(seconds);
}

let state: OutageState = 'away';
const held: (() => void)[] = [];
const unprepared: (() => void)[] = [];
door.serve(async (call) => {
  if (state === 'away') return { status: 503 };
  const isList = outageAsked(call.url).kind === 'list';
  if (state === 'resting' || (state === 'there' && isList)) await new Promise<void>((go) => unprepared.push(go));
  const answer = await asked(call).answer(call);
  if (isList) {
    process.send?.({ prepared: call.url });
    await new Promise<void>((go) => held.push(go));
  }
  if (process.connected) process.send?.({ path: call.url, status: answer.status });
  return answer;
});

/**
 * What it takes to tell of thousands of cases is no part of what is measured, and on one machine it would slow whoever is measured: lists
 * are written out while the state is `preparing`, and given when it is `there`. While it is `resting` nothing is done and given.
 */
export type OutageState = 'away' | 'preparing' | 'resting' | 'there';
process.on('message', (said) => {
  state = z.enum(['away', 'preparing', 'resting', 'there']).parse(said);
  if (state === 'preparing') for (const go of unprepared.splice(0)) go();
  if (state === 'there') for (const go of [...held.splice(0), ...unprepared.splice(0)]) go();
});
process.on('disconnect', () => process.exit());
process.send?.({ address });
