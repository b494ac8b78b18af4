import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { until } from '../until.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld('PGlite');
}, 300_000);
afterAll(() => world?.end(), 120_000);

const readiness = async () => {
  const answer = await fetch(`${world.botAddress}/readyz`);
  const { checks } = (await answer.json()) as { checks: Record<string, boolean> };
  return { status: answer.status, checks };
};
const isHelp = ({ from, card }: SeenMessage) => from === null && JSON.stringify(card).includes('/swarm mine');

test('a bot that was looked at by its doctor is ready as before', async () => {
  const lead = world.people.as('sean.byrne');
  await lead.say('/swarm doctor', { locale: 'en-US' });
  await lead.waitForMessage(({ card }) => JSON.stringify(card).includes('Sign-in to the tab'), { timeout: 60_000 });
  expect((await readiness()).checks).toEqual({ database: true, queue: true, signIn: true, keys: true });
  expect(world.log.filter((each) => each.includes('The bot cannot sign in'))).toEqual([]);
}, 100_000);

test('a bot whose secret ends is not ready, says what to do, and speaks again once there is a new one', async () => {
  const owner = world.people.as('owen.owner');
  expect(await readiness()).toEqual({ status: 200, checks: { database: true, queue: true, signIn: true, keys: true } });

  world.sandbox.faults.set({ limits: 'off', secretEnded: true });
  // Its token is refused as it comes to its end; a new one is not given.
  world.sandbox.faults.add({
    ...{ door: 'connector', method: 'POST', does: 'refuse', status: 401, code: 'Unauthorized', times: null },
  });
  await owner.say('/swarm help');
  await until(async () => (await readiness()).status === 503, 60_000);
  expect((await readiness()).checks).toEqual({ database: true, queue: true, signIn: false, keys: true });
  const told = () => world.log.find((each) => each.includes('The bot cannot sign in'));
  // What the process prints comes by a way of its own.
  await until(() => told() !== undefined, 20_000);
  const line = told();
  expect(line).toContain('AADSTS7000222');
  expect(line).toContain('make a new one for the app in Entra, and set MICROSOFT_APP_PASSWORD');

  world.sandbox.faults.clear();
  world.sandbox.faults.set({ limits: 'off', secretEnded: false });
  await owner.say('/swarm help');
  await owner.waitForMessage(isHelp, { timeout: 60_000 });
  expect((await readiness()).status).toBe(200);
}, 200_000);
