import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ queueRuns: false });
});
afterAll(() => office?.close());
afterEach(() => {
  jest.restoreAllMocks();
});

const forgeries = [
  'no-token',
  'unsigned',
  'wrong-key',
  'wrong-audience',
  'wrong-issuer',
  'expired',
  'wrong-service-url',
] as const;

describe('the bot’s door', () => {
  test.each(forgeries)('refuses a token that is %s with a quiet 401', async (forged) => {
    const printed = [jest.spyOn(console, 'error'), jest.spyOn(console, 'warn'), jest.spyOn(console, 'log')];
    const done = await office.people.as('ravi.rao').say(`Azure DNS forged ${forged}`, { delivery: { forged } });
    expect(done.deliveries.map(({ status, body }) => ({ status, body }))).toEqual([{ status: 401, body: null }]);
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  });

  test.each([
    [{ tenant: 'foreign' }, 403],
    [{ tenant: 'none' }, 403],
    [{ serviceUrl: 'none' }, 401],
  ] as const)('refuses %j with a word in the log and none in the answer', async (delivery, status) => {
    const before = office.logged.length;
    const done = await office.people.as('ravi.rao').say('Azure DNS is slow', { delivery });
    expect(done.deliveries.map((each) => ({ status: each.status, body: each.body }))).toEqual([{ status, body: null }]);
    const [entry] = office.logged.slice(before);
    expect(entry?.level).toBe('warn');
    expect(JSON.stringify(entry)).not.toContain('Azure DNS');
  });

  test('after all of them, nobody has been answered and nothing exists', async () => {
    const ravi = await office.people.as('ravi.rao').conversation(undefined, { peek: true });
    expect(ravi.messages.filter((message) => message.from === null)).toEqual([]);
    const mine = await office.people.as('ravi.rao').say('mine', { locale: 'en-IE' });
    expect(mine.deliveries.map((each) => each.status)).toEqual([200]);
    const list = await office.people
      .as('ravi.rao')
      .waitForMessage((message) => JSON.stringify(message.card ?? {}).includes('You are in no swarm'));
    expect(list).toBeDefined();
  });

  test('takes the same activity twice for one', async () => {
    const alice = office.people.as('alice.byrne');
    const done = await alice.say('help', { delivery: { twice: 'same-id' } });
    expect(done.deliveries.map((each) => each.status)).toEqual([200, 200]);
    const { messages } = await alice.conversation(undefined, { peek: true });
    expect(messages.filter((message) => message.from === null)).toHaveLength(1);
  });

  test('makes one swarm of the same words delivered twice under different ids', async () => {
    const mika = office.people.as('mika.sato');
    await mika.say('Azure DNS の名前解決が失敗する', { delivery: { twice: 'new-id' } });
    const { messages } = await mika.conversation(undefined, { peek: true });
    const cards = messages
      .map((message) => JSON.stringify(message.card ?? {}))
      .filter((card) => card.includes('start-swarm'));
    const swarms = new Set(cards.map((card) => /"swarmId":"([^"]+)"/.exec(card)?.[1]));
    expect(swarms.size).toBe(1);
  });
});
