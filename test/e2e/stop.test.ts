import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { until } from '../until.ts';
import { makeWorld, type World } from './world.ts';

const has = (verb: string) => (message: SeenMessage) => message.actions.some((action) => action.verb === verb);
const top = fileURLToPath(new URL('../..', import.meta.url));

describe('a bot that is asked to stop', () => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld('PGlite');
    world.sandbox.faults.set({ limits: 'off' });
    await offerCases(world.sandbox.organisation.cases, { address: world.botAddress, secret: world.secret });
  }, 300_000);
  afterEach(async () => {
    world.sandbox.faults.release();
    await world.end();
  }, 120_000);

  /** Starts a swarm whose channel is being made, as Graph holds the call; gives the rule that holds it. */
  async function openingHeld(): Promise<string> {
    const owner = world.people.as('owen.owner');
    await owner.say('/swarm 4711');
    const rule = world.sandbox.faults.add({
      ...{ door: 'graph', method: 'POST', path: '/teams/[^/]+/channels$', does: 'hold', when: 'after', times: 1 },
    });
    await (await owner.waitForMessage(has('start-swarm'))).press('start-swarm');
    await world.sandbox.faults.untilHeld(rule);
    return rule;
  }
  const isSaid = (words: string) => () => world.log.some((line) => line.includes(words));
  const asked = () =>
    world.sandbox.feed.wireLog().filter(({ method, url }) => method === 'POST' && /\/channels$/.test(url)).length;

  test('lets a job under way end, also when told again, keeps what came of it, and ends well', async () => {
    const rule = await openingHeld();
    const stopped = world.bot().stop();
    await until(isSaid('Stopping'), 60_000);
    // systemd tells the whole group; tools/start.cjs, whose shell died of that, tells the bot once more.
    process.kill(world.bot().pid, 'SIGTERM');
    process.kill(world.bot().pid, 'SIGTERM');
    world.sandbox.faults.release(rule);
    await stopped;
    expect(await world.bot().ended).toBe(0);
    await world.startBot();
    const owner = world.people.as('owen.owner');
    await owner.waitForMessage(({ thread, id, card }) => thread === id && card !== null, { timeout: 120_000 });
    // Had the answer been lost, the channel would have been looked for.
    expect(asked()).toBe(1);
    expect(world.log.filter((line) => line.includes('it is done again'))).toEqual([]);
  }, 400_000);

  test('does not wait for ever for one that does not end, ends well all the same, and does it again', async () => {
    const rule = await openingHeld();
    await world.bot().stop();
    expect(await world.bot().ended).toBe(0);
    world.sandbox.faults.release(rule);
    await world.startBot();
    const owner = world.people.as('owen.owner');
    await owner.waitForMessage(({ thread, id, card }) => thread === id && card !== null, { timeout: 120_000 });
    expect(asked()).toBe(1);
  }, 400_000);

  test('by way of npm, which alone gets the signal, leaves no process behind', async () => {
    await world.bot().stop();
    const { PATH = '', HOME = '' } = process.env;
    const npm = spawn('npm', ['start'], { cwd: top, env: { PATH, HOME, ...world.environment }, stdio: 'pipe' });
    const ended = once(npm, 'exit');
    let said = '';
    for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    await until(() => said.includes('Swarm is up'), 240_000);
    const pid = Number(/"pid":(\d+)/.exec(said)?.[1]);
    expect(pid).not.toBe(npm.pid);
    npm.kill('SIGTERM');
    await ended;
    await until(() => !isAlive(pid), 60_000);
    expect(said).toContain('Stopping');
    // The folder is free again: the next one starts on it.
    await world.startBot();
  }, 600_000);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
