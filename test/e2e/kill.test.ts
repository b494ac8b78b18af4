import { describe, expect, test } from '@jest/globals';
import type { FaultRuleInput } from '../../src/sandbox/doors/faults.ts';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { botEngines } from '../store/botDatabases.ts';
import { until } from '../until.ts';
import { channelsOf, makeWorld, type World } from './world.ts';

type Call = Pick<FaultRuleInput, 'door' | 'method' | 'path' | 'body'>;

const outcome = { rootCause: 'The certificate was replaced.', fix: 'Pinned the new one.' };

/** The call outside that each job makes. Its process is killed while that call waits, before and after its work. */
const calls = {
  'open-channel': { door: 'graph', method: 'POST', path: '/teams/[^/]+/channels$' },
  'deliver-invitation': { door: 'connector', method: 'POST', path: '/conversations/a[^/]*/activities$' },
  'post-briefing': { door: 'connector', method: 'POST', path: '/conversations$', body: 'thread.tacv2' },
  'seat-member': { door: 'graph', method: 'POST', path: '/members/add$' },
  'refresh-card': { door: 'connector', method: 'PUT', path: '/activities/' },
  // Both post in the swarm's thread; a late announcement must not be taken for the outcome.
  'announce-member': { door: 'connector', method: 'POST', path: 'messageid[^/]*/activities$', body: '"mentioned"' },
  'post-outcome': { door: 'connector', method: 'POST', path: 'messageid[^/]*/activities$', body: outcome.fix },
  'archive-channel': { door: 'graph', method: 'POST', path: '/archive$' },
  'open-private-channel': { door: 'graph', method: 'POST', path: '/teams/[^/]+/channels$', body: '"private"' },
  'delete-left-channel': { door: 'graph', method: 'DELETE', path: '/channels/[^/]+$' },
} satisfies Record<string, Call>;

const has = (verb: string) => (message: SeenMessage) => message.actions.some((action) => action.verb === verb);

describe('a bot killed in the middle of everything,', () => {
  /** Side by side, each in a world of its own: most of what they take is waiting for what a dead process left. */
  const story = (name: string, told: (stage: Stage) => Promise<void>) =>
    test.concurrent.each(botEngines)(
      `on %s ${name}`,
      async (engine) => {
        const world = await makeWorld(engine);
        const { killAt, callOff } = killerIn(world);
        try {
          world.sandbox.faults.set({ limits: 'off' });
          await offerCases(world.sandbox.organisation.cases, { address: world.botAddress, secret: world.secret });
          await told({ world, owner: world.people.as('owen.owner'), killAt });
        } finally {
          await callOff();
          await world.end();
        }
      },
      1_200_000,
    );

  story(
    'leaves the open room of a case that became restricted, and nothing of it stays where all can read',
    async ({ world, owner, killAt }) => {
      await owner.say('/swarm 4711');
      await (await owner.waitForMessage(has('start-swarm'))).press('start-swarm');
      const mika = world.people.as('mika.sato');
      await (await mika.waitForMessage(has('accept'), { timeout: 120_000 })).press('accept');
      const sean = world.people.as('sean.byrne');
      const invitation = await sean.waitForMessage(has('accept'), { timeout: 120_000 });
      await mika.waitForMessage(({ card }) => JSON.stringify(card).includes('"mentioned"'), { timeout: 120_000 });

      const leaving = killAt(['open-private-channel', 'delete-left-channel']);
      const [known] = world.sandbox.organisation.cases;
      if (!known) throw new Error('the organisation has no case');
      await offerCases([{ ...known, restricted: true }], { address: world.botAddress, secret: world.secret }, 2);
      await leaving;

      await until(
        () => channelsOf(world).length === 1 && channelsOf(world).every(({ kind }) => kind === 'private'),
        120_000,
      );
      const [room] = channelsOf(world);
      const inRoom = () => [...(room?.members.values() ?? [])].map((each) => each.person.profile.alias).sort();
      await until(() => inRoom().join() === 'mika.sato,owen.owner', 120_000);
      await mika.waitForMessage(
        ({ conversation, card }) => conversation === room?.id && JSON.stringify(card).includes(known.title),
        { timeout: 120_000 },
      );
      await sean.waitForMessage(
        ({ id, card }) =>
          id === invitation.id &&
          !JSON.stringify(card).includes(known.title) &&
          has('accept')({ ...invitation, id, card }),
        { timeout: 120_000 },
      );
      const kinds = [...world.sandbox.tenant.teams.values()].flatMap((team) =>
        [...team.channels.values(), ...team.deleted]
          .filter((channel) => channel !== team.general)
          .map(({ kind }) => kind),
      );
      expect(kinds.sort()).toEqual(['private', 'standard']);
    },
  );

  story(
    'finishes the swarm after every restart, with one channel and every answer',
    async ({ world, owner, killAt }) => {
      await owner.say('/swarm 4711');
      const plan = await owner.waitForMessage(has('start-swarm'));

      const opening = killAt(['open-channel', 'deliver-invitation', 'refresh-card'], ['post-briefing', 'seat-member']);
      await plan.press('start-swarm');
      await opening;

      // Accepted, and at once the process is gone: what Teams was told is ok must not be lost.
      const mika = world.people.as('mika.sato');
      await (await mika.waitForMessage(has('accept'), { timeout: 120_000 })).press('accept');
      await world.bot().kill();
      await world.startBot();
      const sean = world.people.as('sean.byrne');
      const seating = killAt(['announce-member']);
      await (await sean.waitForMessage(has('accept'), { timeout: 120_000 })).press('accept');
      await seating;

      const [room] = channelsOf(world);
      await until(
        () => [...(room?.team.members.values() ?? [])].some((each) => each.person.profile.alias === 'mika.sato'),
        120_000,
      );
      await until(
        () => [...(room?.team.members.values() ?? [])].some((each) => each.person.profile.alias === 'sean.byrne'),
        120_000,
      );

      // The connector had taken a briefing of which the killed process was never told: whoever looks finds it.
      const isBriefing = (message: SeenMessage) =>
        message.conversation === room?.id && message.thread === message.id && message.card?.refresh !== undefined;
      const briefings = async () => (await owner.conversation(room?.id, { peek: true })).messages.filter(isBriefing);
      await owner.conversation(room?.id);
      await until(async () => (await briefings()).length === 1, 120_000);
      const [briefing] = await briefings();
      const closing = killAt(['post-outcome'], ['archive-channel']);
      await briefing?.press('resolve', outcome);
      await closing;
      await until(() => channelsOf(world)[0]?.archived === true, 120_000);

      const everChannels = [...world.sandbox.tenant.teams.values()].flatMap((team) => [
        ...team.channels.values(),
        ...team.deleted,
      ]);
      expect(everChannels.filter((channel) => channel.name.includes('4711'))).toHaveLength(1);
      const status = await owner.waitForMessage((message) => message.id === plan.id && has('reopen')(message), {
        timeout: 120_000,
      });
      expect(JSON.stringify(status.card)).toContain(outcome.fix);
    },
  );
});

type Job = keyof typeof calls;
type Stage = { world: World; owner: Persona; killAt: (...lists: Job[][]) => Promise<void> };

/** Kills the bot of a world at calls that it makes; `callOff` ends the kills that go on beside a story that failed. */
function killerIn(world: World) {
  const { faults } = world.sandbox;
  let killing = Promise.resolve();
  const over = new AbortController();

  /**
   * Kills the process at each of these calls, once before its work and once after. Jobs of one list run beside each
   * other: when each of them has a call that waits, one kill strikes them all. The lists come one after the other.
   */
  function killAt(...lists: Job[][]): Promise<void> {
    const rulesOf = (job: Job) =>
      (['before', 'after'] as const).map((when) => faults.add({ ...calls[job], does: 'hold', when, times: 1 }));
    killing = killOneByOne(lists.map((jobs) => new Map(jobs.map((job) => [job, rulesOf(job)]))));
    killing.catch(() => {});
    return killing;
  }

  async function killOneByOne(lists: readonly Map<string, string[]>[]): Promise<void> {
    for (const left of lists) while (left.size > 0) await killTogether(left, lists);
  }

  async function killTogether(left: Map<string, string[]>, lists: readonly Map<string, string[]>[]): Promise<void> {
    await eachHeld(left);
    await world.bot().kill();
    const struck = faults.held();
    // A call held before its work must be seen to have lost its caller, or the sandbox would still do the work.
    await until(() => struck.every((held) => held.isAbandoned()), 60_000);
    for (const list of lists)
      for (const [job, rules] of list) {
        const rest = rules.filter((rule) => struck.every((held) => held.rule !== rule));
        if (rest.length > 0) list.set(job, rest);
        else list.delete(job);
      }
    faults.release();
    await world.startBot();
  }

  /** When each job has a call that is held; fails, naming those that have none, rather than wait for ever. */
  async function eachHeld(left: ReadonlyMap<string, readonly string[]>): Promise<void> {
    const never = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const missing = [...left].filter(([, rules]) => !faults.held().some(({ rule }) => rules.includes(rule)));
      never.reject(new Error(`Never came: ${missing.map(([job]) => job).join(', ')}`));
    }, 120_000);
    const callOff = () => never.reject(over.signal.reason);
    over.signal.addEventListener('abort', callOff);
    over.signal.throwIfAborted();
    const held = [...left.values()].map((rules) => Promise.race(rules.map((rule) => faults.untilHeld(rule))));
    await Promise.race([Promise.all(held), never.promise]).finally(() => {
      clearTimeout(timer);
      over.signal.removeEventListener('abort', callOff);
    });
  }

  return {
    killAt,
    // They would start bots in a world that is taken down.
    async callOff(): Promise<void> {
      over.abort(new Error('The test is over'));
      await killing.catch(() => {});
    },
  };
}
