import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BotProcess, startBotProcess } from '../../src/sandbox/botProcess.ts';
import { freePort } from '../../src/sandbox/doors/listener.ts';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { botEngines } from '../store/botDatabases.ts';
import { until } from '../until.ts';
import { channelsOf, makeWorld, type World } from './world.ts';

/**
 * Three processes on one database behind a balancer that gives each the next request: nothing but the database is shared, and whoever
 * asks does not notice.
 */
(botEngines.includes('PostgreSQL') ? describe : describe.skip)('three processes behind a balancer', () => {
  let world: World;
  let balancer: Server;
  /** By port; those that are taken out get no request. */
  const running = new Map<number, BotProcess>();
  let asked = 0;

  const begin = async (port: number) => {
    const environment = { ...world.environment, PORT: String(port) };
    running.set(port, await startBotProcess({ environment, patience: 240_000 }));
  };
  /** As a platform updates an app: taken out of the balancer, told to stop, and another begun in its place. */
  const restart = async (port: number) => {
    const old = running.get(port);
    running.delete(port);
    await old?.stop();
    await begin(port);
  };

  beforeAll(async () => {
    world = await makeWorld('PostgreSQL');
    world.sandbox.faults.set({ limits: 'off' });
    await offerCases(world.sandbox.organisation.cases, { address: world.botAddress, secret: world.secret });
    running.set(Number(new URL(world.botAddress).port), world.bot());
    for (const port of [await freePort(), await freePort()]) await begin(port);
    balancer = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      const ports = [...running.keys()];
      const port = ports[asked++ % ports.length];
      const headers = { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' };
      const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, { method: 'POST', headers, body });
      response.statusCode = answer.status;
      response.setHeader('content-type', answer.headers.get('content-type') ?? 'application/json');
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise<void>((resolve) => balancer.listen(0, '127.0.0.1', resolve));
    world.sandbox.bot.endpoint = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}/api/messages`;
  }, 400_000);
  afterAll(async () => {
    balancer?.close();
    for (const bot of running.values()) await bot.stop();
    await world.end();
  }, 120_000);

  test('are begun anew one after the other, while a swarm goes its way', async () => {
    const owner = world.people.as('owen.owner');
    await owner.say('/swarm 4711');
    const plan = await owner.waitForMessage(has('start-swarm'));
    const [first, second, third] = [...running.keys()] as [number, number, number];
    const [, answer] = await Promise.all([restart(first), plan.press('start-swarm')]);
    expect(answer.error).toBeNull();
    const experts = world.sandbox.organisation.people.filter(({ alias }) => alias !== 'owen.owner');
    const [expert, invitation] = await Promise.any(
      experts.map(async ({ alias }) => {
        const who = world.people.as(alias);
        return [who, await who.waitForMessage(has('accept'), { timeout: 120_000 })] as const;
      }),
    );
    const [, accepted] = await Promise.all([restart(second), invitation.press('accept')]);
    expect([expert.who, accepted.error]).toEqual([expert.who, null]);
    await owner.waitForMessage(({ thread, id, card }) => thread === id && card !== null, { timeout: 120_000 });
    await restart(third);
    await owner.say('/swarm status 4711');
    const status = await owner.waitForMessage(has('cancel'), { timeout: 120_000 });
    const cancelled = await status.press('cancel', { cancelReason: 'It was the customer' });
    expect(cancelled.error).toBeNull();
    await until(() => channelsOf(world).every(({ archived }) => archived), 120_000);
    expect(channelsOf(world)).toHaveLength(1);
  }, 600_000);

  test('ask who is there once a minute, and not each of them', async () => {
    const minutes: string[] = [];
    const stop = world.sandbox.feed.subscribe((event) => {
      if (event.kind === 'wire' && event.entry.url.includes('getPresencesByUserId'))
        minutes.push(event.entry.at.slice(0, 16));
    });
    await until(() => new Set(minutes).size >= 3, 300_000);
    stop();
    // The first may have been under way when we began to count, the last may not be complete.
    expect(minutes.length).toBe(new Set(minutes).size);
  }, 400_000);
});

const has = (verb: string) => (message: SeenMessage) => message.actions.some((action) => action.verb === verb);
