import { randomUUID } from 'node:crypto';
import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { forgetOldCases } from '../../cases/personalData.ts';
import { forgetPastCase } from '../../evidence/pastCases/pastCases.ts';
import type { Sql } from '../../store/database.ts';
import { isUniqueViolation } from '../../store/eventLog.ts';
import { invitation, swarmEvent, swarm as swarmTable } from '../../store/swarmTables.ts';
import type { RecordedEvent } from '../events.ts';
import { fold } from '../evolve.ts';
import { rewriteReadModel } from '../service/readModel.ts';
import { wasStarted } from '../state.ts';
import { type ForgottenWords, withoutContent } from './forgotten.ts';
import { readSwarm } from './personalData.ts';

export type ForgettingNeeds = {
  sql: Sql;
  tenantId: string;
  words: ForgottenWords;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** No swarm is begun after so many milliseconds: the rest is for the next time. */
  mostMs: number;
};

const day = 86_400_000;

/**
 * Forgets the swarms that ended more than so many days ago, and what case systems sent of such cases; gives how many
 * swarms. Each is its own transaction, so that a process that is killed goes on where it was, and each is done once.
 */
export async function forgetOldSwarms(needs: ForgettingNeeds, days: number): Promise<number> {
  const { sql: database, tenantId, clock, mostMs } = needs;
  const began = clock();
  // By whole days in UTC: what was saved of the index of past cases is then discarded once a day, not every hour.
  const before = new Date((Math.floor(began / day) - days) * day).toISOString();
  const ended = sql`coalesce(${swarmTable.closedAt}, ${swarmTable.proposedAt})`;
  const old = await database
    .select({ swarmId: swarmTable.swarmId })
    .from(swarmTable)
    .where(
      and(
        eq(swarmTable.tenantId, tenantId),
        inArray(swarmTable.status, ['resolved', 'cancelled', 'lapsed']),
        lt(swarmTable.proposedAt, before),
        sql`${ended} < ${before}::timestamptz`,
        eq(swarmTable.forgotten, false),
      ),
    )
    .orderBy(swarmTable.proposedAt)
    .limit(10_000);
  let forgotten = 0;
  for (const { swarmId } of old) {
    if (clock() - began > mostMs) break;
    forgotten += (await forgetSwarm(needs, swarmId)) ? 1 : 0;
  }
  await forgetOldCases(database, tenantId, before);
  return forgotten;
}

/** Whether it was forgotten now; not when it goes on, or when somebody appended meanwhile: then it is next time's. */
async function forgetSwarm(
  { sql: database, tenantId, words, clock }: ForgettingNeeds,
  swarmId: string,
): Promise<boolean> {
  try {
    return await database.transaction(async (tx) => {
      const { events, state } = await readSwarm(tx, swarmId);
      if (state.status === 'none' || state.status === 'proposed' || state.status === 'running' || state.forgotten)
        return false;
      const { language } = state.case;
      const rewritten = withoutContent(events, { language, words, pseudonymOf: () => randomUUID() });
      const mark: RecordedEvent = {
        swarmId,
        version: state.version + 1,
        at: new Date(clock()).toISOString(),
        actor: { kind: 'system', name: 'retention' },
        cause: 'retention',
        event: { type: 'SwarmForgotten' },
      };
      // First: whoever appends at this moment takes the version, and this is rolled back whole.
      await tx.insert(swarmEvent).values({ ...mark, type: mark.event.type });
      for (const { version, actor, cause, event } of rewritten)
        await tx
          .update(swarmEvent)
          .set({ actor, cause, event })
          .where(and(eq(swarmEvent.swarmId, swarmId), eq(swarmEvent.version, version)));
      const after = fold([...rewritten, mark]);
      if (after.status === 'none') throw new Error(`Nothing is left of swarm ${swarmId}`);
      await rewriteReadModel(tx, after);
      for (const { id, person } of wasStarted(after) ? after.invitations : [])
        await tx
          .update(invitation)
          .set({ personId: person.id })
          .where(and(eq(invitation.swarmId, swarmId), eq(invitation.invitationId, id)));
      // Only what was resolved once has taught anything, also if it was reopened since.
      if (events.some(({ event }) => event.type === 'SwarmResolved')) await forgetPastCase(tx, tenantId, swarmId);
      return true;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
