import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectPeople, type People } from '../../src/sandbox/persona.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { startProcess } from './bots/runProcess.ts';
import { smallOrganisation } from './smallOrganisation.ts';

let sandbox: Sandbox;
let bot: Awaited<ReturnType<typeof startProcess>>;
let people: People;

beforeAll(async () => {
  sandbox = await startSandbox({ organisation: smallOrganisation() });
  bot = await startProcess('echoBot.ts', sandbox.botEnvironment());
  people = connectPeople(sandbox.addresses.people);
});
afterAll(async () => {
  people?.close();
  await bot?.stop();
  await sandbox?.stop();
});

describe('a bot of production make beside the sandbox', () => {
  test('answers what a person says in their chat', async () => {
    const mika = people.as('mika.sato');
    const done = await mika.say('こんにちは');
    expect(done.deliveries.map((delivery) => delivery.status)).toEqual([200]);
    const answer = await mika.waitForMessage((message) => message.text.includes('you said'));
    expect(answer.text).toBe('you said: こんにちは (ja-JP)');
    expect(answer.from).toBeNull();
  });
});
