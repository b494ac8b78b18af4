import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BotProcess, startBotProcess } from '../../src/sandbox/botProcess.ts';
import { freePort } from '../../src/sandbox/doors/listener.ts';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { cardText } from '../../src/sandbox/terminal/cardText.ts';
import { botEngines } from '../store/botDatabases.ts';
import { makeWorld, type World } from './world.ts';

const caseIds = Array.from({ length: 20 }, (_, nth) => `49${String(nth).padStart(2, '0')}`);

(botEngines.includes('PostgreSQL') ? describe : describe.skip)('three processes on PostgreSQL', () => {
  let world: World;
  const others: BotProcess[] = [];
  let balancer: Server;
  let firstProcess: string;
  beforeAll(async () => {
    world = await makeWorld('PostgreSQL');
    // Each process paces itself; that three of them may be throttled together is not what is tested here.
    world.sandbox.faults.set({ limits: 'off' });
    const [offered] = world.sandbox.organisation.cases;
    if (!offered) throw new Error('The organisation has no case');
    await offerCases(
      caseIds.map((id) => ({ ...offered, id })),
      { address: world.botAddress, secret: world.secret },
    );
    const ports = [await freePort(), await freePort()];
    for (const port of ports)
      others.push(
        await startBotProcess({ environment: { ...world.environment, PORT: String(port) }, patience: 240_000 }),
      );
    firstProcess = world.sandbox.bot.endpoint;
    const all = [firstProcess, ...ports.map((port) => `http://127.0.0.1:${port}/api/messages`)];
    // As a balancer that loses patience: the same request reaches each process at the same moment.
    balancer = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      const headers = { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' };
      const answers = await Promise.all(all.map((address) => fetch(address, { method: 'POST', headers, body })));
      const texts = await Promise.all(answers.map((answer) => answer.text()));
      response.writeHead(Math.max(...answers.map(({ status }) => status)));
      response.end(texts[0]);
    });
    await new Promise<void>((resolve) => balancer.listen(0, '127.0.0.1', resolve));
    world.sandbox.bot.endpoint = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}/api/messages`;
  }, 240_000);
  afterAll(async () => {
    balancer?.close();
    for (const bot of others) await bot.stop();
    await world.end();
  }, 60_000);

  test('that all get one message answer it with one plan card, every time', async () => {
    const owner = world.people.as('owen.owner');
    const isPlanOf = (caseId: string) => (message: SeenMessage) =>
      message.actions.some(({ verb }) => verb === 'start-swarm') &&
      cardText(message.card).lines.join('\n').includes(caseId);
    const counts: number[] = [];
    for (const caseId of caseIds) {
      // Nobody answers Teams before all three are done.
      await owner.say(`/swarm ${caseId}`);
      const last = await owner.waitForMessage(isPlanOf(caseId));
      const { messages } = await owner.conversation(last.conversation, { peek: true });
      counts.push(messages.filter(isPlanOf(caseId)).length);
    }
    expect(counts).toEqual(caseIds.map(() => 1));
  }, 120_000);

  test('an answer that has to wait is given by another when the process that was asked is killed', async () => {
    const owner = world.people.as('owen.owner');
    const { conversation } = await owner.conversation(undefined, { peek: true });
    const path = encodeURIComponent(conversation.id).replaceAll('.', '\\.');
    world.sandbox.bot.endpoint = firstProcess;
    world.sandbox.faults.add({ door: 'connector', method: 'POST', path, does: 'throttle', retryAfter: 12, times: 1 });
    await owner.say('/swarm who Exchange');
    await world.bot().kill();
    const answer = await owner.waitForMessage(
      (message) => cardText(message.card).lines.join('\n').includes('Carol Quinn'),
      { timeout: 60_000 },
    );
    expect(answer.conversation).toBe(conversation.id);
  }, 120_000);
});
