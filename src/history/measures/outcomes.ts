import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { swarm } from '../../store/swarmTables.ts';
import type { DeclineReason } from '../../swarm/events.ts';
import type { Centiles } from './centiles.ts';

/** How a set of started swarms went, and how the experts answered whom they asked. */
export type OutcomeMeasures = {
  resolved: number;
  cancelled: number;
  running: number;
  /** Swarms in which nobody was left to ask for some technology. */
  withGaps: number;
  /** Resolved swarms by the best place that a credited expert had in the plan; `unranked`: none of them was in it. */
  solver: { first: number; second: number; third: number; later: number; unranked: number; nobody: number };
  handOvers: number;
  /** Experts asked, and what became of it. Silence is `expired`; `unreachable` was not delivered. */
  invitations: {
    asked: number;
    accepted: number;
    declined: Record<DeclineReason, number>;
    expired: number;
    unreachable: number;
    withdrawn: number;
    waiting: number;
  };
  /** Experts asked for each swarm that was covered: fewer is a better match. */
  perCover: Centiles;
};

/** What is counted of started swarms. What follows from these is not counted: each count costs time. */
export const talliesSchema = z.object({
  swarms: z.number(),
  resolved: z.number(),
  running: z.number(),
  withGaps: z.number(),
  credited: z.number(),
  ranked: z.number(),
  first: z.number(),
  second: z.number(),
  third: z.number(),
  handOvers: z.number(),
  asked: z.number(),
  accepted: z.number(),
  expired: z.number(),
  unreachable: z.number(),
  withdrawn: z.number(),
  busy: z.number(),
  notMyField: z.number(),
  askOther: z.number(),
  other: z.number(),
});
export type Tallies = z.infer<typeof talliesSchema>;

const countOf = (which: SQL): SQL => sql`count(*) filter (where ${which})`;

/** Each by an aggregate over the table of swarms. */
export const tallies = {
  swarms: sql`count(*)`,
  resolved: countOf(sql`${swarm.status} = 'resolved'`),
  running: countOf(sql`${swarm.status} = 'running'`),
  withGaps: countOf(sql`${swarm.gapCount} > 0`),
  credited: countOf(sql`${swarm.credited} > 0`),
  ranked: sql`count(${swarm.solverRank})`,
  first: countOf(sql`${swarm.solverRank} = 1`),
  second: countOf(sql`${swarm.solverRank} = 2`),
  third: countOf(sql`${swarm.solverRank} = 3`),
  handOvers: sql`sum(${swarm.handOvers})`,
  asked: sql`sum(${swarm.asked})`,
  accepted: sql`sum(${swarm.accepted})`,
  expired: sql`sum(${swarm.expired})`,
  unreachable: sql`sum(${swarm.unreachable})`,
  withdrawn: sql`sum(${swarm.withdrawn})`,
  busy: sql`sum(${swarm.declinedBusy})`,
  notMyField: sql`sum(${swarm.declinedNotMyField})`,
  askOther: sql`sum(${swarm.declinedAskOther})`,
  other: sql`sum(${swarm.declinedOther})`,
} satisfies Record<keyof Tallies, SQL>;

/** The outcomes that tallies tell. Only resolved swarms have credited experts, and only credited experts a rank. */
export function outcomesOf(tally: Tallies, perCover: Centiles): OutcomeMeasures {
  const { swarms, resolved, running, withGaps, credited, ranked, first, second, third, handOvers } = tally;
  const { asked, accepted, expired, unreachable, withdrawn, busy, notMyField, askOther, other } = tally;
  const declined = { busy, 'not-my-field': notMyField, 'ask-other': askOther, other };
  const answered = accepted + expired + unreachable + withdrawn + busy + notMyField + askOther + other;
  return {
    resolved,
    cancelled: swarms - resolved - running,
    running,
    withGaps,
    handOvers,
    solver: {
      first,
      second,
      third,
      later: ranked - first - second - third,
      unranked: credited - ranked,
      nobody: resolved - credited,
    },
    invitations: { asked, accepted, declined, expired, unreachable, withdrawn, waiting: asked - answered },
    perCover,
  };
}
