import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { keepingTokens } from '../../src/settings/tokens.ts';
import { startProcess } from '../sandbox/bots/runProcess.ts';
import { smallOrganisation } from '../sandbox/smallOrganisation.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ organisation: smallOrganisation(), botEndpoint: 'http://127.0.0.1:9/nobody' });
});
afterAll(() => sandbox.stop());

async function signIn(change: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const { firstLine, stop } = await startProcess('../../graph/bots/signIn.ts', {
    ...sandbox.botEnvironment(),
    ...change,
  });
  await stop();
  return JSON.parse(firstLine);
}

test('the bot signs in at the authority it is told, over the certificate it is told to trust', async () => {
  expect(await signIn()).toMatchObject({ appid: sandbox.tenant.app.id, tid: sandbox.tenant.id });
});

test('a wrong secret does not sign in', async () => {
  expect(await signIn({ MICROSOFT_APP_PASSWORD: 'a guess' })).toMatchObject({
    error: expect.stringContaining('AADSTS7000215'),
  });
});

test('a token is handed out again until five minutes before its end, each scope its own', async () => {
  let now = 0;
  const asked: string[] = [];
  const credential = keepingTokens({
    make: () => ({
      async getToken(scopes) {
        asked.push(String(scopes));
        return { token: `${scopes} ${asked.length}`, expiresOnTimestamp: now + 60 * 60_000 };
      },
    }),
    authorityHost: null,
    clock: () => now,
    steady: () => now,
  });
  const tokenFor = async (scope: string) => (await credential.getToken(scope))?.token;
  expect([await tokenFor('graph'), await tokenFor('graph'), await tokenFor('bots')]).toEqual([
    'graph 1',
    'graph 1',
    'bots 2',
  ]);
  now = 55 * 60_000;
  expect(await tokenFor('graph')).toBe('graph 3');
});
