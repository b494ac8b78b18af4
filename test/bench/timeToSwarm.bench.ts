import { fileURLToPath } from 'node:url';
import { startBotProcess } from '../../src/sandbox/botProcess.ts';
import type { FeedEvent } from '../../src/sandbox/doors/feed.ts';
import { connectPeople } from '../../src/sandbox/people/persona.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { fiveExperts } from './fiveExperts.ts';
import { inOwnSchema, median } from './measure.ts';

/** Milliseconds from Start; `limit` is two calls outside that depend on each other. */
export type TimeToSwarmReport = {
  latencyMs: number;
  limitMs: number;
  briefingMs: number;
  lastInvitationMs: number;
  briefingRatio: number;
  lastInvitationRatio: number;
  runs: { briefing: number; lastInvitation: number }[];
};

/** How long from Start to the briefing, and to the last of five invitations, with `latency` added to every call. */
export async function measureTimeToSwarm({ latency = 100, swarms = 15 } = {}): Promise<TimeToSwarmReport> {
  return inOwnSchema(async (database) => {
    const sandbox = await startSandbox({ organisation: fiveExperts(), faults: { limits: 'off' } });
    const environment = { ...sandbox.botEnvironment(), ...database, SWARM_CONNECTOR_LIMITS: 'off', LOG_LEVEL: 'error' };
    const bot = await startBotProcess({ environment });
    const people = connectPeople(sandbox.addresses.people);
    try {
      sandbox.faults.set({ limits: 'off', latency: { graph: latency, connector: latency } });
      const owner = people.as('owen.owner');
      const runs: TimeToSwarmReport['runs'] = [];
      for (let number = 0; number <= swarms; number++) {
        await owner.say(`/swarm Number ${number} fails, alpha, beta, gamma, delta and epsilon all fail`);
        const plan = await owner.waitForMessage(
          (each) =>
            each.actions.some((action) => action.verb === 'start-swarm') &&
            JSON.stringify(each.card).includes(`Number ${number} fails,`),
        );
        const watch = watchSwarm(sandbox);
        await plan.press('start-swarm');
        const run = await watch;
        // The first swarm warms up sign-in and connections.
        if (number > 0) runs.push(run);
        await sandbox.deliveries.settled();
        await quiet(sandbox);
      }
      const briefingMs = Math.round(median(runs.map((run) => run.briefing)));
      const lastInvitationMs = Math.round(median(runs.map((run) => run.lastInvitation)));
      const limitMs = 2 * latency;
      return {
        latencyMs: latency,
        limitMs,
        briefingMs,
        lastInvitationMs,
        briefingRatio: briefingMs / limitMs,
        lastInvitationRatio: lastInvitationMs / limitMs,
        runs,
      };
    } finally {
      people.close();
      await bot.stop();
      await sandbox.stop();
    }
  });
}

/**
 * Until nothing more is said or called for half a second: the cards of one swarm that are still brought up to date are
 * no part of the next one's time.
 */
function quiet(sandbox: Sandbox): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    stop();
    resolve();
  }, 500);
  const stop = sandbox.feed.subscribe(() => timer.refresh());
  return promise;
}

/** Times, from now, when the briefing and the fifth invitation are there. */
function watchSwarm(sandbox: Sandbox): Promise<{ briefing: number; lastInvitation: number }> {
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<{ briefing: number; lastInvitation: number }>();
  const invited = new Map<string, number>();
  let briefing: number | null = null;
  const stop = sandbox.feed.subscribe((event: FeedEvent) => {
    if (event.kind !== 'message' || event.change !== 'new' || event.message.from !== 'bot') return;
    const passed = performance.now() - began;
    const { conversation } = event;
    if (conversation.kind === 'channel') briefing ??= passed;
    else if (conversation.kind === 'personal' && conversation.person.profile.alias !== 'owen.owner')
      invited.set(conversation.person.id, passed);
    if (briefing === null || invited.size < 5) return;
    stop();
    resolve({ briefing, lastInvitation: Math.max(...invited.values()) });
  });
  return promise;
}

if (fileURLToPath(import.meta.url) === process.argv[1]) console.log(await measureTimeToSwarm());
