import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createOperators } from '../../src/composition/operators.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { caseSystemScopes } from '../../src/settings/caseSystems.ts';
import { NoToken } from '../../src/settings/tokens.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openQueue } from '../../src/store/queue.ts';
import { createTokenGate } from '../../src/teams/inbound/tokenGate.ts';
import { startProcess } from '../sandbox/bots/runProcess.ts';
import { smallOrganisation } from '../sandbox/smallOrganisation.ts';
import { openGateway } from '../store/gateway.ts';
import { dropSchema } from '../store/keptSchemas.ts';
import { openUnreachable } from '../unreachable.ts';
import { until } from '../until.ts';

/** A bot that is silent tells its operators why: the cause, the host, what to do; once, however often it happens. */

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ organisation: smallOrganisation(), botEndpoint: 'http://127.0.0.1:9/nobody' });
});
afterAll(() => sandbox.stop());

const toldSchema = z.object({
  lines: z.array(z.looseObject({ level: z.int(), msg: z.string(), cause: z.string().optional() })),
  canSignIn: z.boolean(),
});

/** Microsoft's own identity library against this Entra, in a process of its own that trusts it. */
async function silentBot(change: Record<string, string>) {
  const { firstLine, stop } = await startProcess('../../composition/bots/silentBot.ts', {
    ...sandbox.botEnvironment(),
    ...change,
  });
  await stop();
  return toldSchema.parse(JSON.parse(firstLine));
}

describe('a bot that cannot sign in', () => {
  test.each([
    [
      'its secret is wrong',
      { MICROSOFT_APP_PASSWORD: 'a guess' },
      /AADSTS7000215.*What to do:.*MICROSOFT_APP_PASSWORD/,
    ],
    [
      'the certificate of Entra is not trusted',
      { NODE_EXTRA_CA_CERTS: '' },
      /127\.0\.0\.1:\d+: the certificate is not trusted.*NODE_EXTRA_CA_CERTS/,
    ],
    [
      'the name of Entra is not known',
      { AZURE_AUTHORITY_HOST: 'https://login.nowhere.invalid' },
      /login\.nowhere\.invalid: the name is not known; check DNS/,
    ],
  ])('as %s, says so in one line for all tries, and is not ready', async (_, change, cause) => {
    const { lines, canSignIn } = await silentBot(change);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 50,
        msg: 'The bot cannot sign in, so it can neither speak nor ask Graph',
        cause: expect.stringMatching(cause),
        times: 1,
      }),
    ]);
    expect(canSignIn).toBe(false);
  });

  test('but for an outage that passes by itself, stays ready', async () => {
    sandbox.faults.add({ door: 'entra', path: '/token', does: 'unavailable', times: null });
    const { lines, canSignIn } = await silentBot({});
    sandbox.faults.clear();
    expect(lines[0]?.cause).toContain('Entra answers 503');
    // For a while the library gives its own word for it, and asks nobody.
    expect(lines.slice(1).map((line) => line.cause)).toEqual([expect.stringMatching(/^no token from Entra: \w/)]);
    expect(canSignIn).toBe(true);
  });
});

test('a bot to which Entra gives no token for its case systems alone stays ready, and leaves the telling to who looks at those', () => {
  const told: string[] = [];
  const at = (_facts: object, message: string) => void told.push(message);
  const caseSystems = {
    ...{ dynamics: { url: 'https://contoso.api.crm7.dynamics.com' }, zendesk: null, mappingFile: null },
    servicenow: { url: 'https://contoso.service-now.com', scope: 'api://servicenow/.default' },
    pushSecrets: { dynamics: [], servicenow: [], zendesk: [] },
  };
  const operators = createOperators({
    log: { info: at, warn: at, error: at } as Parameters<typeof createOperators>[0]['log'],
    ...{ database: 'the database', elsewhere: caseSystemScopes(caseSystems) },
  });
  const refused = new NoToken('Entra refuses to sign the bot in: AADSTS500011', { refused: true });
  for (const scope of ['https://contoso.crm7.dynamics.com/.default', 'api://servicenow/.default'])
    operators.signedIn(refused, scope);
  expect({ told, canSignIn: operators.canSignIn() }).toEqual({ told: [], canSignIn: true });
  // A token for a case system says nothing of whether the bot can speak, either.
  operators.signedIn(refused, 'https://api.botframework.com/.default');
  operators.signedIn(null, 'https://contoso.crm7.dynamics.com/.default');
  expect(operators.canSignIn()).toBe(false);
});

test('a bot that cannot have the keys of Teams says so in one line for all tries: which host, why, what to do', async () => {
  const { cases, close } = await openUnreachable();
  const told: { level: string; facts: object; message: string }[] = [];
  const at = (level: string) => (facts: object, message: string) => void told.push({ level, facts, message });
  const { keysTried } = createOperators({
    log: { info: at('info'), warn: at('warn'), error: at('error') } as Parameters<typeof createOperators>[0]['log'],
    database: 'the database',
  });
  for (const { address } of cases) {
    const gate = createTokenGate({
      appId: 'app',
      metadataUrl: address,
      issuer: 'i',
      tried: keysTried,
      clock: Date.now,
    });
    for (let tries = 0; tries < 3; tries++) await gate.verdictOn('Bearer a.b.c');
  }
  await close();
  expect(told).toEqual(
    cases.map((each) => ({
      level: 'error',
      facts: { cause: expect.stringMatching(each.told), times: 1 },
      message: 'Nobody in Teams is heard: the keys of their tokens cannot be had',
    })),
  );
});

const url = process.env.TEST_DATABASE_URL ?? '';

(url === '' ? test.skip : test)('what the queue reports of a database that is down keeps what it is of', async () => {
  const gateway = await openGateway(url);
  const told: Record<string, unknown>[] = [];
  const write = (facts: object) => void told.push({ ...facts });
  const operators = createOperators({ log: { info: write, warn: write, error: write }, database: 'the database' });
  const schema = `swarm_test_operators_${process.pid}`;
  const database = await openDatabase({ kind: 'postgres', url: gateway.url, schema, poolSize: 1 });
  const queue = await openQueue(database, ['greet'], operators.queueReported);
  await queue.work('greet', { concurrency: 1 }, async () => {});
  gateway.shut(true);
  await until(() => told.length > 0, 60_000);
  gateway.shut(false);
  const faultsSchema = z.array(z.looseObject({ name: z.string(), at: z.array(z.string()) })).min(1);
  for (const { fault } of told) {
    const faults = faultsSchema.parse(fault);
    expect(faults.map(({ name }) => name)).not.toContain('object');
    expect(faults.flatMap(({ at }) => at).length).toBeGreaterThan(0);
  }
  await queue.stop();
  await database.close();
  await gateway.close();
  await dropSchema(url, schema);
});

test('a note that customers can see is told at error, each by what finds it and with the way to go on', () => {
  const told: { level: string; facts: object; message: string }[] = [];
  const at = (level: string) => (facts: object, message: string) => void told.push({ level, facts, message });
  const operators = createOperators({
    log: { info: at('info'), warn: at('warn'), error: at('error') } as Parameters<typeof createOperators>[0]['log'],
    database: 'the database',
  });
  for (const note of ['comment 7', 'comment 8'])
    operators.notePublic('Zendesk', { caseId: '35436', note, detail: 'it is public' });
  expect(told).toMatchObject(
    ['comment 7', 'comment 8'].map((note) => ({
      ...{ level: 'error', facts: { system: 'Zendesk', caseId: '35436', note } },
      message: expect.stringContaining('npm run cases -- go-on'),
    })),
  );
});
