import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { usualPermissions } from '../../src/sandbox/graph/permissions.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { spawnNode } from '../sandbox/bots/runProcess.ts';
import { smallOrganisation } from '../sandbox/smallOrganisation.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ organisation: smallOrganisation(), botEndpoint: 'http://127.0.0.1:9/nobody' });
});
afterAll(() => sandbox.stop());
const closing: (() => void)[] = [];
afterEach(() => {
  sandbox.faults.clear();
  sandbox.permissions.application = usualPermissions().application;
  for (const close of closing.splice(0)) close();
});

/** Microsoft's own libraries, in a process of their own that trusts this Entra: what is asked of it, one by one. */
function caller(change: Record<string, string> = {}): (line: string) => Promise<unknown> {
  const child = spawnNode(new URL('./bots/callGraph.ts', import.meta.url).pathname, {
    ...sandbox.botEnvironment(),
    ...change,
  });
  closing.push(() => child.kill('SIGKILL'));
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (line) => {
    child.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`It ended: ${complaints}`);
    return JSON.parse(value);
  };
}

const tokensAsked = (): number =>
  sandbox.feed.wireLog().filter(({ door, url }) => door === 'entra' && url.includes('/token')).length;

describe('without a token', () => {
  const refused = (cause: string) => ({
    status: 401,
    setback: { kind: 'wait', advice: 'ask-administrator', cause: expect.stringContaining(cause), retryAt: null },
  });

  test('as the secret is wrong, the administrator is asked at once', async () => {
    const call = caller({ MICROSOFT_APP_PASSWORD: 'a guess' });
    expect(await call('GET /users')).toEqual(refused('AADSTS7000215: Invalid client secret provided.'));
  });

  test('as the secret has ended, the administrator is asked at once, and told what to do', async () => {
    sandbox.faults.set({ secretEnded: true });
    const call = caller();
    expect(await call('GET /users')).toEqual(refused('AADSTS7000222'));
    expect(await call('GET /users')).toEqual(refused('What to do: the secret has ended: make a new one'));
  });

  test('as the app is gone, the administrator is asked at once', async () => {
    const call = caller({ MICROSOFT_APP_ID: '11111111-1111-4111-8111-111111111199' });
    expect(await call('GET /users')).toEqual(refused('AADSTS700016'));
  });

  test('as the certificate of Entra is not trusted, it is told so', async () => {
    const call = caller({ NODE_EXTRA_CA_CERTS: '' });
    expect(await call('GET /users')).toEqual(refused('the certificate is not trusted'));
  });

  test('as the name of Entra is not known, it is told so', async () => {
    const call = caller({ AZURE_AUTHORITY_HOST: 'https://login.nowhere.invalid' });
    expect(await call('GET /users')).toEqual(refused('login.nowhere.invalid: the name is not known'));
  });

  test('as Entra is out of order, it is tried again', async () => {
    sandbox.faults.add({ door: 'entra', path: '/token', does: 'unavailable', times: null });
    expect(await caller()('GET /users')).toEqual({
      status: null,
      setback: {
        kind: 'wait',
        advice: 'try-again',
        cause: expect.stringContaining('Entra answers 503'),
        retryAt: null,
      },
    });
  });
});

describe('a token that Graph refuses', () => {
  test('makes way for a new one of Entra, and the call is made again', async () => {
    const call = caller();
    expect(await call('GET /users')).toEqual({ status: 200 });
    const before = tokensAsked();
    sandbox.faults.add({
      door: 'graph',
      path: '/users',
      does: 'refuse',
      status: 401,
      code: 'InvalidAuthenticationToken',
    });
    expect(await call('GET /users')).toEqual({ status: 200 });
    expect(tokensAsked()).toBe(before + 1);
    expect(await call('GET /users')).toEqual({ status: 200 });
    expect(tokensAsked()).toBe(before + 1);
  });

  test('whatever its age is not asked for more than once a minute', async () => {
    const call = caller();
    sandbox.faults.add({
      ...{
        door: 'graph',
        path: '/users',
        does: 'refuse',
        status: 401,
        code: 'InvalidAuthenticationToken',
        times: null,
      },
    });
    const before = tokensAsked();
    for (let nth = 0; nth < 5; nth++) expect(await call('GET /users')).toMatchObject({ status: 401 });
    expect(tokensAsked()).toBe(before + 2);
  });
});

describe('after the administrator has consented', () => {
  const allow = (allowed: boolean): void => {
    const all = usualPermissions().application;
    sandbox.permissions.application = allowed ? all : all.filter((each) => !each.startsWith('User.'));
  };

  test('a call that was forbidden works within a minute, though the old token is good for an hour', async () => {
    allow(false);
    const call = caller();
    expect(await call('GET /users')).toMatchObject({ status: 403 });
    const before = tokensAsked();
    allow(true);
    expect(await call('GET /users')).toMatchObject({ status: 403 });
    expect(tokensAsked()).toBe(before);
    await call('minute');
    expect(await call('GET /users')).toEqual({ status: 200 });
    expect(tokensAsked()).toBe(before + 1);
  });

  test('the doctor sees it', async () => {
    allow(false);
    const call = caller();
    expect(await call('roles')).not.toMatchObject({ roles: expect.arrayContaining(['User.ReadBasic.All']) });
    allow(true);
    await call('minute');
    expect(await call('roles')).toMatchObject({ roles: expect.arrayContaining(['User.ReadBasic.All']) });
  });
});
