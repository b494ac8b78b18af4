import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { dial, head } from '../http/doors.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld('PGlite', {}, 'nothing');
  world.sandbox.faults.set({ limits: 'off' });
}, 300_000);
afterAll(() => world.end(), 120_000);

const has = (verb: string) => (message: SeenMessage) => message.actions.some((action) => action.verb === verb);

test('whoever crowds the doors, cases come in, Teams is heard, and the bot stops at once when told', async () => {
  const port = Number(new URL(world.botAddress).port);
  const crowd = [
    ...Array(500).fill(head('GET /healthz', 'connection: Upgrade', 'upgrade: websocket')),
    ...Array(100).fill(`${head('POST /api/cases', 'content-length: 1048576')}${'x'.repeat(400_000)}`),
    ...Array(20).fill(`${head('POST /api/registry', 'content-length: 20971520')}x`),
  ];
  const staying = [];
  for (const bytes of crowd) {
    const leaving = await dial(port);
    await leaving.send(bytes);
    leaving.socket.resetAndDestroy();
    const line = await dial(port);
    await line.send(bytes);
    staying.push(line);
  }
  await offerCases(world.sandbox.organisation.cases, { address: world.botAddress, secret: world.secret });
  const owner = world.people.as('owen.owner');
  await owner.say('/swarm 4711');
  await owner.waitForMessage(has('start-swarm'), { timeout: 120_000 });

  await world.bot().stop();
  expect(await world.bot().ended).toBe(0);
  expect(world.log.filter((line) => line.includes('Stopped with something under way'))).toEqual([]);
  await Promise.all(staying.map(({ closed }) => closed));
}, 400_000);
