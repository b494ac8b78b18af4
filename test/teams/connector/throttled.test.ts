import type { TokenCredential } from '@azure/identity';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Persona } from '../../../src/sandbox/people/persona.ts';
import { createAdapter } from '../../../src/teams/connector/adapter.ts';
import { createConnector } from '../../../src/teams/connector/connector.ts';
import { wordsMessage } from '../../../src/teams/connector/message.ts';
import { createPacing } from '../../../src/teams/connector/pacing.ts';
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
function anotherProcess() {
  const { sandbox, tenantId } = office;
  const environment = sandbox.botEnvironment();
  const appId = environment['MICROSOFT_APP_ID'] ?? '';
  const credential: TokenCredential = {
    getToken: async () => ({
      token: await sandbox.tokens.forApp('https://api.botframework.com', []),
      expiresOnTimestamp: Date.now() + 3_000_000,
    }),
  };
  const adapter = createAdapter({
    appId,
    credential,
    oauthScope: environment['BOT_OAUTH_SCOPE'] ?? '',
    metadataUrl: environment['BOT_OPENID_METADATA_URL'] ?? '',
    issuer: environment['BOT_TOKEN_ISSUER'] ?? '',
    anonymousLoopback: false,
  });
  const pacing = createPacing(() => performance.now());
  return createConnector({ adapter, appId, tenantId, pacing, clock: Date.now });
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
});
