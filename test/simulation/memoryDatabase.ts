import type { Candidate } from '../../src/matching/plan.ts';
import type { Database } from '../../src/store/database.ts';
import type { Conflict } from '../../src/store/eventLog.ts';
import type { RecordedEvent } from '../../src/swarm/events.ts';
import type { ScheduledJob } from '../../src/swarm/jobs.ts';
import { withoutRepeats } from '../../src/swarm/reactions.ts';
import { createCommands, type News } from '../../src/swarm/service/execute.ts';
import { createSwarmLog } from '../../src/swarm/service/swarmLog.ts';
import type { Swarms } from '../../src/swarm/service/swarms.ts';
import { type SwarmState, wasStarted } from '../../src/swarm/state.ts';

/** What swarms are loaded, changed and found by. */
export type SomeSwarms = Pick<Swarms, 'load' | 'history' | 'execute'>;

/** What every process's statements come to: the log of what happened, one version after another. */
export type MemoryDatabase = {
  /** Everything that happened to any swarm, in order. */
  told: RecordedEvent[];
  ids(): string[];
  /** The swarm as it is now, as whoever stored its last event has it. */
  stateOf(swarmId: string): SwarmState;
  historyOf(swarmId: string): readonly RecordedEvent[];
  inChannel(channelId: string): string | null;
  /** Reads events of swarms, as the statement of swarmLog.ts does. */
  run: Database['run'];
  /** Keeps events with the jobs that follow, by the clock of who stores them; or tells that a version of them is taken. */
  keep(after: SwarmState, news: News, clock: () => number): Conflict | null;
  /** Keeps jobs by themselves, by the clock of who stores them. */
  keepJobs(jobs: readonly ScheduledJob[], clock: () => number): void;
};

export function createMemoryDatabase(
  enqueue: (jobs: readonly ScheduledJob[], clock: () => number) => void,
): MemoryDatabase {
  const logs = new Map<string, RecordedEvent[]>();
  const states = new Map<string, SwarmState>();
  const channels = new Map<string, string>();
  const told: RecordedEvent[] = [];
  const historyOf = (swarmId: string): readonly RecordedEvent[] => logs.get(swarmId) ?? [];

  return {
    told,
    keepJobs: enqueue,
    ids: () => [...logs.keys()],
    stateOf: (swarmId) => states.get(swarmId) ?? { status: 'none' },
    historyOf,
    inChannel: (channelId) => channels.get(channelId) ?? null,
    async run(_statement, [ids, afters]) {
      return (ids as string[]).flatMap((swarmId, at) =>
        historyOf(swarmId)
          .slice((afters as number[])[at])
          .map(({ swarmId: swarm_id, ...row }) => ({ swarm_id, ...row })),
      );
    },
    keep(after, { recorded, jobs }, clock) {
      const [first] = recorded;
      if (!first) return null;
      const log = logs.get(first.swarmId) ?? [];
      if (log.length !== first.version - 1) return 'changed-meanwhile';
      logs.set(first.swarmId, log);
      log.push(...recorded);
      told.push(...recorded);
      states.set(first.swarmId, after);
      for (const { event } of recorded)
        if (event.type === 'ChannelOpened') channels.set(event.channel.channelId, first.swarmId);
      enqueue(withoutRepeats([...jobs]), clock);
      return null;
    },
  };
}

type SwarmsNeeds = {
  database: Pick<MemoryDatabase, 'run'>;
  keep: (after: SwarmState, news: News) => Promise<Conflict | null>;
  candidates: () => Candidate[];
  standsIn: (personId: string) => boolean;
  clock: () => number;
};

/** The service that runs commands in one process: the real one, with its memory of swarms, over statements of this database. */
export function createProcessSwarms({ database, keep, candidates, standsIn, clock }: SwarmsNeeds): SomeSwarms {
  const log = createSwarmLog(database);
  const { execute } = createCommands({
    store: {
      load: log.load,
      lately: log.lately,
      async keep(_before, after, news) {
        if (news.recorded.length === 0) return null;
        const conflict = await keep(after, news);
        if (conflict === null) log.saw(after);
        return conflict;
      },
    },
    planner: {
      rank: async () => ({ candidates: candidates(), leftOut: 0 }),
      standsIn,
      leadsGap: standsIn,
      hoursOf: () => ({}),
    },
    clock,
  });
  return { load: log.load, history: log.history, execute };
}

/** The swarms that were ever started, as they are now. */
export const startedOnes = ({ ids, stateOf }: MemoryDatabase) => ids().map(stateOf).filter(wasStarted);
