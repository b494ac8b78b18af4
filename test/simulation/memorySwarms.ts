import type { Candidate } from '../../src/matching/plan.ts';
import { decide } from '../../src/swarm/decide.ts';
import type { RecordedEvent } from '../../src/swarm/events.ts';
import { evolve } from '../../src/swarm/evolve.ts';
import type { ScheduledJob } from '../../src/swarm/jobs.ts';
import { reactions, withoutRepeats } from '../../src/swarm/reactions.ts';
import type { Swarms } from '../../src/swarm/service/swarms.ts';
import { type SwarmState, wasStarted } from '../../src/swarm/state.ts';

export type MemorySwarms = Pick<Swarms, 'load' | 'history' | 'execute'> & {
  /** Everything that happened to any swarm, in order. */
  told: RecordedEvent[];
  ids(): string[];
  inChannel(channelId: string): Promise<string | null>;
};

/** The real decider, evolve and reactions over a log in memory. `candidates`: who could be asked now. */
export function createMemorySwarms(needs: {
  store: (jobs: readonly ScheduledJob[]) => void;
  candidates: () => Candidate[];
  standsIn: (personId: string) => boolean;
  now: () => number;
}): MemorySwarms {
  const logs = new Map<string, RecordedEvent[]>();
  const told: RecordedEvent[] = [];
  const states = new Map<string, SwarmState>();
  const now = (swarmId: string): SwarmState => states.get(swarmId) ?? { status: 'none' };
  const load: Swarms['load'] = async (swarmId) => now(swarmId);

  return {
    told,
    ids: () => [...logs.keys()],
    load,
    history: async (swarmId) => logs.get(swarmId) ?? [],
    async inChannel(channelId) {
      const held = [...logs].filter(([, log]) =>
        log.some(({ event }) => event.type === 'ChannelOpened' && event.channel.channelId === channelId),
      );
      return held.at(-1)?.[0] ?? null;
    },
    async execute(swarmId, command, { actor, cause }) {
      const log = logs.get(swarmId) ?? [];
      let state = now(swarmId);
      const at = new Date(needs.now()).toISOString();
      const decision = decide(state, command, {
        at,
        actor,
        cause,
        actorStandsIn: actor.kind === 'person' && needs.standsIn(actor.person.id),
        ranking: { candidates: needs.candidates(), leftOut: 0 },
        hours: {},
      });
      if (!decision.ok) return { ok: false, state, refusal: decision.refusal };
      const events: RecordedEvent[] = [];
      const jobs: ScheduledJob[] = [];
      for (const event of decision.events) {
        const version = (state.status === 'none' ? 0 : state.version) + 1;
        const recorded = { swarmId, version, at, actor, cause, event };
        state = evolve(state, recorded);
        jobs.push(...reactions(state, recorded));
        events.push(recorded);
      }
      logs.set(swarmId, [...log, ...events]);
      states.set(swarmId, state);
      told.push(...events);
      needs.store(withoutRepeats(jobs));
      return { ok: true, state, events };
    },
  };
}

/** The swarms that were ever started, as they are now. */
export const startedOnes = async (swarms: MemorySwarms) =>
  (await Promise.all(swarms.ids().map(swarms.load))).filter(wasStarted);
