import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Persona } from '../../src/sandbox/people/persona.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { createChanges } from '../../src/teams/inbound/changes.ts';
import { inboundSchema } from '../../src/teams/inbound/inbound.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

let office: Office;
let mika: Persona;
beforeAll(async () => {
  office = await openOffice();
  mika = office.people.as('mika.sato');
  office.cases.set('4712', {
    ...{ id: '4712', title: 'Azure DNS zone is stale', description: 'Old records.', customer: 'Tailspin', url: null },
    ...{ product: null, severity: 'normal', language: 'en', restricted: true, created: '2026-11-20T01:00:00Z' },
    owner: { id: '22222222-2222-4222-8222-000000000001', name: '佐藤 美香' },
  });
});
afterAll(() => office?.close());

test('where Graph lets no app into private channels somebody adds it, and the swarm goes on by itself', async () => {
  office.sandbox.faults.set({ appsInPrivateChannels: 'by-hand' });
  await mika.say('/swarm 4712', { locale: 'en-US' });
  const plan = await mika.waitForMessage(has('start-swarm'));
  const swarmId = swarmOn(plan);
  await plan.press('start-swarm');
  const stuck = await office.until(
    swarmId,
    (state) =>
      wasStarted(state) && state.troubles.some(({ step, status }) => step === 'enable-app' && status === 'failed'),
  );
  await mika.waitForMessage(has('そのチャネルに Swarm を追加してください'));
  if (!wasStarted(stuck) || stuck.channel.status === 'opening') throw new Error('The swarm has no channel');
  const { channelId } = stuck.channel.channel;

  await mika.addApp(channelId);
  await office.until(swarmId, (state) => wasStarted(state) && state.briefing !== null && state.troubles.length === 0);
  // The briefing is the only word there: no greeting in a language that nobody asked for.
  const { messages } = await mika.conversation(channelId);
  expect(messages).toHaveLength(1);
  expect(messages.map(textOf)[0]).toContain('4712');
}, 120_000);

/** Teams sends both, in no order, and either may be lost. */
test.each([
  ['installationUpdate', { action: 'add' }, true],
  ['installationUpdate', { action: 'add-upgrade' }, true],
  ['conversationUpdate', { membersAdded: [{ id: '28:swarm' }] }, true],
  ['conversationUpdate', { membersAdded: [{ id: '29:somebody' }] }, false],
  ['conversationUpdate', { channelData: { channel: { id: '19:room' }, eventType: 'channelRenamed' } }, false],
])('%s alone, with %j, lets the step that waited for Swarm in a channel go on: %j', async (type, told, goesOn) => {
  const done: SwarmCommand[] = [];
  const changed = createChanges({
    ...{
      directory: { readerOf: never },
      views: { ownersCard: never },
      database: office.database,
      queue: { enqueue: never },
      tenantId: office.tenantId,
    },
    ...{ connector: { send: never, sendTargeted: never, update: never, openPersonalChat: never, openThread: never } },
    swarms: {
      swarmInChannel: async (channelId) => (channelId === '19:room' ? 'a-swarm' : null),
      execute: async (_swarmId, command) => {
        done.push(command);
        return { ok: true, state: { status: 'none' }, events: [] };
      },
      load: async () => ({ status: 'none' }),
    },
    log: () => {},
    clock: Date.now,
  });
  await changed(
    inboundSchema.parse({
      ...{ type, id: '1', channelId: 'msteams', serviceUrl: 'https://smba.example/', recipient: { id: '28:swarm' } },
      ...{ from: { id: '29:mika' }, conversation: { id: '19:room', conversationType: 'channel' } },
      ...{ channelData: { channel: { id: '19:room' } }, ...told },
    }),
  );
  expect(done).toEqual(goesOn ? [{ type: 'ReportAppEnabled' }] : []);
});

const never = async (): Promise<never> => {
  throw new Error('Nobody is told anything');
};
