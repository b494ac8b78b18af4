import type { TokenCredential } from '@azure/identity';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Persona } from '../../../src/sandbox/people/persona.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { createCalls } from '../../../src/teams/connector/calls.ts';
import { createConnector } from '../../../src/teams/connector/connector.ts';
import { wordsMessage } from '../../../src/teams/connector/message.ts';
import { createPacing } from '../../../src/teams/connector/pacing.ts';
import { createSharedPause, type SharedPause } from '../../../src/teams/connector/sharedPause.ts';
import { dropSchema } from '../../store/keptSchemas.ts';
import { until } from '../../until.ts';
import { has, type Office, openOffice } from '../office.ts';

/** The connector takes so many messages a second for one conversation from the bot, however many processes it runs in. */

let office: Office;
let mika: Persona;

beforeAll(async () => {
  office = await openOffice({ faults: { limits: 'published' } });
  mika = office.people.as('mika.sato');
});
afterEach(() => office.sandbox.faults.clear());
afterAll(() => office?.close());

/** The voice of one more process, which knows nothing of the others' pace. */
function anotherProcess(sharedPause?: SharedPause) {
  const { sandbox, tenantId } = office;
  const environment = sandbox.botEnvironment();
  const appId = environment['MICROSOFT_APP_ID'] ?? '';
  const credential: TokenCredential = {
    getToken: async () => ({
      token: await sandbox.tokens.forApp('https://api.botframework.com', []),
      expiresOnTimestamp: Date.now() + 3_000_000,
    }),
  };
  const oauthScope = environment['BOT_OAUTH_SCOPE'] ?? '';
  const pacing = createPacing(() => performance.now());
  return createConnector({
    callConnector: createCalls({ credential, oauthScope, anonymousLoopback: false }),
    appId,
    tenantId,
    pacing,
    clock: Date.now,
    ...(sharedPause ? { sharedPause } : {}),
  });
}

describe('an answer', () => {
  test('that several processes give in one conversation at once is lost by none of them', async () => {
    await mika.say('help', { locale: 'en-US' });
    const { conversation } = await mika.conversation(undefined, { peek: true });
    const to = { serviceUrl: office.sandbox.addresses.serviceUrl, conversationId: conversation.id };
    const processes = [anotherProcess(), anotherProcess(), anotherProcess()];
    const said = processes.flatMap((connector, process) =>
      [1, 2, 3, 4].map((nth) => ({ connector, words: `answer ${nth} of process ${process}` })),
    );
    const sent = await Promise.all(
      said.map(({ connector, words }) => connector.send(to, wordsMessage(words), { urgency: 'answer' })),
    );
    expect(sent.filter(({ ok }) => !ok)).toEqual([]);
    const { messages } = await mika.conversation(undefined, { peek: true });
    for (const { words } of said) expect(messages.filter(has(words))).toHaveLength(1);
  });

  test('refused for longer than a turn may last comes as soon as it may', async () => {
    const { conversation } = await mika.conversation(undefined, { peek: true });
    office.sandbox.faults.add({
      door: 'connector',
      method: 'POST',
      path: encodeURIComponent(conversation.id).replaceAll('.', '\\.'),
      does: 'throttle',
      retryAfter: 9,
      times: 1,
    });
    await mika.say('/swarm who Kubernetes', { locale: 'en-US' });
    await mika.waitForMessage(has('Carol Quinn'), { timeout: 30_000 });
  });

  test.each([
    ['the connector could not be had', { does: 'unavailable' }, 1],
    // Nobody knows whether it is there: to be told twice is better than to hear nothing.
    ['its connection broke off', { does: 'lose-answer' }, 2],
  ] as const)('that did not come through because %s comes afterwards', async (_, fault, times) => {
    const { conversation } = await mika.conversation(undefined, { peek: true });
    const path = encodeURIComponent(conversation.id).replaceAll('.', '\\.');
    office.sandbox.faults.add({ door: 'connector', method: 'POST', path, times: 1, ...fault });
    const { message } = await mika.say('/swarm who Kubernetes', { locale: 'en-US' });
    const answers = async () => {
      const { messages } = await mika.conversation(undefined, { peek: true });
      return messages.filter((each) => has('Carol Quinn')(each) && each.order > (message?.order ?? 0)).length;
    };
    await until(async () => (await answers()) === times, 30_000);
  });
});

const url = process.env.TEST_DATABASE_URL ?? '';

(url === '' ? describe.skip : describe)('processes on one PostgreSQL', () => {
  const schema = `swarm_test_pause_${process.pid}`;
  const opened = () => openDatabase({ kind: 'postgres', url, schema, poolSize: 2 });
  afterAll(() => dropSchema(url, schema));

  test('wait for a conversation together: one was told until when, and they go on one after the other', async () => {
    const databases = [await opened(), await opened()];
    const [first, second] = databases.map((database) => createSharedPause({ database }));
    if (!first || !second) throw new Error('no database');
    expect(await first('chat', 3_000)).toBeGreaterThan(2_900);
    const waits = [await second('chat', 0), await first('chat', 100), await second('chat', 250)];
    expect(waits.map((wait) => wait > 2_900)).toEqual([true, true, true]);
    const [one = 0, two = 0, three = 0] = waits;
    expect([two - one > 100, three - two > 100]).toEqual([true, true]);
    // Another conversation is not held up, and who is asked to wait for longer does.
    expect(await second('another chat', 0)).toBeLessThan(500);
    expect(await second('chat', 60_000)).toBeGreaterThan(59_000);
    await Promise.all(databases.map((database) => database.close()));
  });

  test('say nothing more in a conversation before the instant that another was told', async () => {
    const databases = [await opened(), await opened()];
    const told = Promise.withResolvers<void>();
    const [first, second] = databases.map((database) => {
      const pause = createSharedPause({ database });
      return anotherProcess((...asked) => pause(...asked).finally(told.resolve));
    });
    if (!first || !second) throw new Error('no process');
    const { conversation } = await mika.conversation(undefined, { peek: true });
    const to = { serviceUrl: office.sandbox.addresses.serviceUrl, conversationId: conversation.id };
    const path = encodeURIComponent(conversation.id).replaceAll('.', '\\.');
    const throttle = (retryAfter: number) =>
      office.sandbox.faults.add({ door: 'connector', method: 'POST', path, does: 'throttle', retryAfter, times: 1 });
    throttle(3);
    const from = performance.now();
    const early = first.send(to, wordsMessage('told to wait'), { urgency: 'answer' });
    await told.promise;
    throttle(0);
    await second.send(to, wordsMessage('not told until when'), { urgency: 'answer' });
    expect(performance.now() - from).toBeGreaterThan(2_900);
    expect(await early).toMatchObject({ ok: true });
    await Promise.all(databases.map((database) => database.close()));
  });
});
