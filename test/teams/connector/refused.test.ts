import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { keepingTokens } from '../../../src/settings/tokens.ts';
import { createCalls } from '../../../src/teams/connector/calls.ts';
import { type Connector, createConnector } from '../../../src/teams/connector/connector.ts';
import { wordsMessage } from '../../../src/teams/connector/message.ts';
import { unpaced } from '../../../src/teams/connector/pacing.ts';
import { smallOrganisation } from '../../sandbox/smallOrganisation.ts';

/** What the bot makes of the connector's refusals. */

const now = Date.parse('2026-11-20T09:00:00Z');
let sandbox: Sandbox;
let send: (urgency?: 'own' | 'answer') => ReturnType<Connector['send']>;
/** Tokens that were asked for. */
let tokens = 0;
let passed = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ organisation: smallOrganisation(), botEndpoint: 'http://127.0.0.1:9/nobody' });
  const environment = sandbox.botEnvironment();
  const oauthScope = environment['BOT_OAUTH_SCOPE'] ?? '';
  const appId = environment['MICROSOFT_APP_ID'] ?? '';
  const credential = keepingTokens({
    make: () => ({
      async getToken() {
        tokens++;
        const token = await sandbox.tokens.forApp('https://api.botframework.com', []);
        return { token, expiresOnTimestamp: Date.now() + 3_000_000 };
      },
    }),
    authorityHost: null,
    clock: Date.now,
    steady: () => passed,
  });
  const connector = createConnector({
    callConnector: createCalls({ credential, oauthScope, anonymousLoopback: false }),
    ...{ appId, tenantId: sandbox.tenant.id, pacing: unpaced, clock: () => now },
    tokenRefused: () => credential.renew(oauthScope),
  });
  const chat = sandbox.tenant.byAlias.get('mika.sato')?.chat.id ?? '';
  const to = { serviceUrl: sandbox.addresses.serviceUrl, conversationId: chat };
  send = (urgency = 'own') => connector.send(to, wordsMessage('hello'), { urgency });
});
afterEach(() => {
  sandbox.faults.clear();
  passed += 60_000;
});
afterAll(() => sandbox.stop());

describe('how long the connector says to wait', () => {
  test.each([
    [9, '2026-11-20T09:00:09.000Z'],
    [2.128, '2026-11-20T09:00:02.128Z'],
    [86_400, '2026-11-21T09:00:00.000Z'],
    // A day and more is a mistake: the wait is ours then.
    [86_401, null],
    [99_999_999, null],
  ])('%d seconds: tried again at %s', async (retryAfter, retryAt) => {
    sandbox.faults.add({ door: 'connector', method: 'POST', does: 'throttle', retryAfter });
    expect(await send()).toMatchObject({ ok: false, status: 429, retryAt });
  });
});

describe('a token that the connector refuses', () => {
  const refuse = (times: number | null) =>
    sandbox.faults.add({
      ...{ door: 'connector', method: 'POST', does: 'refuse', status: 401, code: 'Unauthorized', times },
    });

  test.each(['own', 'answer'] as const)('makes way for a new one, and the message is sent (%s)', async (urgency) => {
    expect(await send(urgency)).toMatchObject({ ok: true });
    const before = tokens;
    refuse(1);
    expect(await send(urgency)).toMatchObject({ ok: true });
    expect(tokens).toBe(before + 1);
    expect(await send(urgency)).toMatchObject({ ok: true });
    expect(tokens).toBe(before + 1);
  });

  test('whatever its age is not asked for more than once a minute', async () => {
    refuse(null);
    const before = tokens;
    for (let nth = 0; nth < 5; nth++) expect(await send()).toMatchObject({ ok: false, status: 401 });
    expect(tokens).toBe(before + 1);
  });
});
