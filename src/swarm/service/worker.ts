import type { DeliveredJob, Queue } from '../../store/queue.ts';
import { count } from '../../telemetry/telemetry.ts';
import {
  type JobOf,
  ownPace,
  queuedOf,
  type SwarmJob,
  type SwarmJobName,
  stepOf,
  swarmJobNames,
  swarmJobSchema,
} from '../jobs.ts';
import { isPending, waitedFor, wasStarted } from '../state.ts';
import type {
  CaseEffects,
  EffectCircumstances,
  EffectOutcome,
  GraphEffects,
  ModelEffects,
  TeamsEffects,
} from './effects.ts';
import type { Execution } from './execution.ts';
import type { Swarms } from './swarms.ts';

/** What a worker tells the log. */
export type JobLog = (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;

export type WorkerNeeds = {
  queue: Queue;
  swarms: Swarms;
  effects: GraphEffects & TeamsEffects & CaseEffects & ModelEffects;
  log: JobLog;
  clock: () => number;
  /** 0..1, for the jitter of waits. */
  random: () => number;
};

/** How many jobs of a name run at once in one process; the platform's limits are per team, channel and chat. */
const concurrency: Partial<Record<SwarmJobName, number>> = {
  'deliver-invitation': 10,
  'open-channel': 4,
  'post-briefing': 4,
  'refresh-card': 6,
  'seat-member': 1,
};

/** Starts the workers: each job's effect is done, and what became of it goes back to its swarm as a command. */
export async function startWorkers(needs: WorkerNeeds): Promise<void> {
  const { queue, effects } = needs;
  const single = <N extends Exclude<SwarmJobName, NotSingle>>(name: N) =>
    queue.work(
      name,
      { concurrency: concurrency[name] ?? 2, ...(name === 'refresh-card' ? { oneOfGroup: true, givesWay: 50 } : {}) },
      async (delivered) => {
        for (const each of delivered) {
          const ready = await prepare<N>(needs, name, each);
          if (!ready) continue;
          // TypeScript cannot see that `effects[name]` takes jobs of `name`; the table's type says so.
          const effect = effects[name] as (job: JobOf<N>, circumstances: EffectCircumstances) => Promise<EffectOutcome>;
          await conclude(needs, ready, each, await effect(ready.job, ready.circumstances).catch(thrown));
        }
      },
    );
  for (const name of swarmJobNames.filter(isSingle)) await single(name);
  await queue.work('seat-member', { concurrency: 1, batch: 100 }, (delivered) => seatTogether(needs, delivered));
  await queue.work('expire-invitation', { concurrency: 2 }, async (delivered) => {
    for (const each of delivered) {
      const job = parse('expire-invitation', each);
      const origin = { actor: { kind: 'system', name: 'clock' }, cause: each.id } as const;
      const { state } = await needs.swarms.execute(
        job.swarmId,
        { type: 'Expire', invitationId: job.invitationId },
        origin,
      );
      // The database's clock rang it and ours may be behind: dropped now, it would never ring again.
      if (state.status === 'running' && state.invitations.some((it) => it.id === job.invitationId && isPending(it)))
        throw new Error(`The alarm of ${job.invitationId} rang before our clock has it due: again later`);
    }
  });
  await queue.work('ask-for-note', { concurrency: 2 }, async (delivered) => {
    for (const each of delivered) {
      const { swarmId, silentSince } = parse('ask-for-note', each);
      const origin = { actor: { kind: 'system', name: 'clock' }, cause: each.id } as const;
      await needs.swarms.execute(swarmId, { type: 'AskForNote', silentSince }, origin);
    }
  });
}

/** Who sits in a team is told to Graph together, and an alarm has no effect outside. */
type NotSingle = 'seat-member' | 'expire-invitation' | 'ask-for-note';
const isSingle = (name: SwarmJobName): name is Exclude<SwarmJobName, NotSingle> =>
  name !== 'seat-member' && name !== 'expire-invitation' && name !== 'ask-for-note';

function parse<N extends SwarmJobName>(name: N, { body, id }: DeliveredJob): JobOf<N> {
  const job = swarmJobSchema.parse(body);
  if (job.name !== name) throw new Error(`Job ${id} of queue ${name} says it is ${job.name}`);
  return job as JobOf<N>;
}

async function prepare<N extends SwarmJobName>({ swarms, log }: WorkerNeeds, name: N, delivered: DeliveredJob) {
  const job = parse(name, delivered);
  const state = await swarms.load(job.swarmId);
  if (state.status === 'none') {
    log('warn', 'A job names a swarm that does not exist', { job: name, swarmId: job.swarmId });
    return null;
  }
  return {
    job,
    circumstances: { state, repeated: delivered.repeated || job.attempt > 1, signal: delivered.signal },
  };
}

async function seatTogether(needs: WorkerNeeds, delivered: DeliveredJob[]): Promise<void> {
  const ready: { job: JobOf<'seat-member'>; circumstances: EffectCircumstances; delivered: DeliveredJob }[] = [];
  for (const each of delivered) {
    const one = await prepare(needs, 'seat-member', each);
    if (one) ready.push({ ...one, delivered: each });
  }
  const outcomes = await needs.effects['seat-member'](ready).catch((error) => ready.map(() => thrown(error)));
  for (const [index, one] of ready.entries()) {
    const outcome = outcomes[index];
    if (outcome) await conclude(needs, one, one.delivered, outcome);
  }
}

/** What was thrown is named, not quoted: a database's error holds the statement's values, which are a case's text. */
const thrown = (error: unknown): EffectOutcome => ({
  kind: 'wait',
  cause: error instanceof Error ? [error.name, 'code' in error ? error.code : ''].join(' ').trim() : typeof error,
  retryAt: null,
  advice: 'try-again',
});

/**
 * Tells the swarm what became of a job. A wait nobody looks at (a card's refresh) is left to the queue's own retry, whose pauses double;
 * but where our own pace has no place in a chat for a second, it comes again when there is one.
 */
async function conclude(
  needs: WorkerNeeds,
  { job, circumstances: { state } }: { job: SwarmJob; circumstances: EffectCircumstances },
  { id }: DeliveredJob,
  outcome: EffectOutcome,
): Promise<void> {
  const { swarms, log } = needs;
  const origin = { actor: { kind: 'system', name: job.name }, cause: id } as const;
  const facts = { job: job.name, swarmId: job.swarmId, attempt: job.attempt };
  if (outcome.kind === 'done') return;
  if (outcome.kind === 'report') {
    const execution = await told(swarms, job.swarmId, outcome.command, origin);
    if (!execution.ok) log('warn', 'A report was refused', { ...facts, refusal: execution.refusal.code });
    return;
  }
  count('swarm.steps.delayed', { 'swarm.step': job.name, 'swarm.outcome': outcome.kind });
  log('warn', 'A step could not be done', { ...facts, kind: outcome.kind, cause: outcome.cause });
  const step = stepOf(job);
  const { cause, advice } = outcome;
  if (step === null) {
    if (outcome.kind !== 'wait') return;
    const queued = queuedOf({ job });
    // Each draws its card as the swarm is then: through an outage one goes on trying, however many were asked for meanwhile.
    if (await needs.queue.elderWaits(queued, id)) return;
    if (outcome.retryAt === null || cause !== ownPace) throw new Error(`${job.name} must wait: ${cause}`);
    await needs.queue.later(queued, Math.max(0, Date.parse(outcome.retryAt) - needs.clock()));
    return;
  }
  if (outcome.kind === 'give-up') {
    await swarms.execute(job.swarmId, { type: 'ReportFailure', step, cause, advice }, origin);
    return;
  }
  const now = needs.clock();
  const asked = outcome.retryAt === null ? null : Date.parse(outcome.retryAt) - now;
  const waited = wasStarted(state) ? waitedFor(state, step) : { failing: 0, asked: 0 };
  const wait = pause(asked, waited, needs.random());
  await swarms.execute(
    job.swarmId,
    {
      type: 'ReportDelay',
      step,
      attempt: job.attempt,
      cause,
      retryAt: new Date(now + wait).toISOString(),
      asked: asked !== null,
      advice,
    },
    origin,
  );
}

/**
 * Tells a swarm what was done outside, again where that could not be stored: the job would come again and do it a second time, a
 * message for one person too. Told twice it changes nothing. Throws what the last try threw.
 */
async function told(swarms: Pick<Swarms, 'execute'>, ...said: Parameters<Swarms['execute']>): Promise<Execution> {
  for (let left = mostTold - 1; left > 0; left--) {
    try {
      return await swarms.execute(...said);
    } catch {
      // A session that is lost fails one statement: the next has another.
    }
  }
  return swarms.execute(...said);
}
const mostTold = 3;

const shortestPause = 1_000;
const longestPause = 300_000;

/**
 * Milliseconds to wait before the next attempt. After a failure as long as after all failures before: so it doubles,
 * from a second to five minutes, with jitter (platform.md 2.3). Where the other side asked to wait so long, that long;
 * and longer the longer it asks, for some always ask for a second or none.
 */
export function pause(asked: number | null, waited: { failing: number; asked: number }, random: number): number {
  const jitter = 0.5 + random / 2;
  if (asked === null) return Math.round(Math.min(longestPause, shortestPause + waited.failing) * jitter);
  return Math.round(Math.max(asked, Math.min(longestPause, shortestPause + waited.asked / 8) * jitter));
}
