import { and, eq, ne, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Case } from '../../cases/case.ts';
import { isSameCase, type LeadsTo } from '../../cases/caseHome.ts';
import type { CaseSource } from '../../cases/caseSource.ts';
import { caseKey } from '../../cases/ids/caseKey.ts';
import type { CaseOver, StoredCases } from '../../cases/storedCases.ts';
import { isGuess } from '../../detection/detectedTechnology.ts';
import type { Sql } from '../../store/database.ts';
import type { Queue, QueuedJob } from '../../store/queue.ts';
import { swarm } from '../../store/swarmTables.ts';
import type { Planner } from '../planning/planner.ts';
import type { Origin } from '../service/execution.ts';
import type { Swarms } from '../service/swarms.ts';
import type { JobLog } from '../service/worker.ts';
import { type AutomaticRule, ruleFor } from './automatic.ts';
import { untilNewest } from './newestCase.ts';

export type ArrivalNeeds = {
  queue: Pick<Queue, 'work'>;
  sql: Sql;
  cases: CaseSource & Pick<StoredCases, 'overOf'>;
  swarms: Swarms;
  planner: Pick<Planner, 'detect'>;
  rules: () => readonly AutomaticRule[];
  tenantId: string;
  /** Whether an address leads to a case that lives in a connected system. */
  leadsTo: LeadsTo;
  log: JobLog;
};

/** The queue of cases that a case system has just sent. */
export const arrivalQueue = 'case-arrived';
const arrivalSchema = z.strictObject({ caseId: z.string() });

/** What is to be done once a case is stored; stored with it. Jobs of one case, however it is spelled, never run together. */
export const arrivalOf = ({ id }: Case): QueuedJob => ({
  name: arrivalQueue,
  body: { caseId: id },
  group: caseKey(id),
});

/**
 * Takes up cases as they arrive: their swarm learns what the case system says, and a rule of the leads may have the
 * case swarmed. Safe to run twice; a case is swarmed by a rule once, however many versions of it come.
 */
export async function startArrivals(needs: ArrivalNeeds): Promise<void> {
  const { queue, cases, tenantId } = needs;
  await queue.work(arrivalQueue, { concurrency: 2, oneOfGroup: true }, async (delivered) => {
    for (const { id, body } of delivered) {
      const { caseId } = arrivalSchema.parse(body);
      await untilNewest(
        async () => ({ theCase: await cases.find(tenantId, caseId), over: await cases.overOf(tenantId, caseId) }),
        async ({ theCase, over }) => {
          if (theCase) await arrived(theCase, over, id, needs);
        },
      );
    }
  });
}

async function arrived(theCase: Case, over: CaseOver | null, cause: string, needs: ArrivalNeeds): Promise<void> {
  const { swarms, planner, rules, leadsTo, log } = needs;
  const isOfIt = async (swarmId: string): Promise<boolean> => {
    const state = await swarms.load(swarmId);
    return state.status !== 'none' && isSameCase(theCase, state.case, leadsTo);
  };
  for (const swarmId of await swarmsOf(theCase.id, needs)) {
    // Somebody else's case may have been swarmed under the same number.
    if (!(await isOfIt(swarmId))) continue;
    const origin: Origin = { actor: { kind: 'system', name: 'case-system' }, cause };
    await swarms.execute(swarmId, { type: 'ReportCase', case: theCase, over }, origin);
  }
  // Nobody swarms what is closed.
  if (over) return;
  const rule = ruleFor(theCase, rules(), () =>
    planner
      .detect(theCase)
      .filter((each) => !isGuess(each))
      .map(({ technology }) => technology),
  );
  if (!rule) return;
  const origin: Origin = { actor: { kind: 'system', name: `${byRule}${rule.name}` }, cause };
  const swarmId = (await swarms.liveSwarmOf(theCase.id)) ?? (await proposed(theCase, origin, needs));
  if (!swarmId || rule.does === 'offer' || !(await isOfIt(swarmId))) return;
  // A plan that a person asked for is theirs to start; and one without a team starts nothing.
  const state = await swarms.load(swarmId);
  if (state.status !== 'proposed' || state.plan.team.length === 0) return;
  const [first] = await swarms.history(swarmId);
  if (first?.actor.kind !== 'system' || !first.actor.name.startsWith(byRule)) return;
  await swarms.execute(swarmId, { type: 'Start' }, origin);
  log('info', 'A rule started a swarm', { swarmId, rule: rule.name });
}

/** Every swarm of a case that is not a lapsed plan; closed ones too, for their channels and what they taught stay. */
async function swarmsOf(caseId: string, { sql, tenantId }: ArrivalNeeds): Promise<string[]> {
  const rows = await sql
    .select({ swarmId: swarm.swarmId })
    .from(swarm)
    .where(and(eq(swarm.tenantId, tenantId), eq(swarm.caseKey, caseKey(caseId)), ne(swarm.status, 'lapsed')))
    .orderBy(swarm.proposedAt);
  return rows.map(({ swarmId }) => swarmId);
}

const byRule = 'rule: ';

/** A new plan by a rule, unless the case was swarmed before: its swarm ended, or its owner let a plan lapse. */
async function proposed(
  theCase: Case,
  origin: Origin,
  { sql, swarms, tenantId }: ArrivalNeeds,
): Promise<string | null> {
  const [before] = await sql
    .select({ swarmId: swarm.swarmId })
    .from(swarm)
    .where(
      and(
        eq(swarm.tenantId, tenantId),
        eq(swarm.caseKey, caseKey(theCase.id)),
        // A plan that lapsed because it was not this owner's says nothing of this owner.
        or(ne(swarm.status, 'lapsed'), eq(swarm.ownerId, theCase.owner.id)),
      ),
    )
    .limit(1);
  if (before) return null;
  const { state } = await swarms.propose(theCase, origin);
  return state.status === 'none' ? null : state.swarmId;
}
