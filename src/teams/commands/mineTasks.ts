import { and, asc, eq, lte, or } from 'drizzle-orm';
import type { Database } from '../../store/database.ts';
import { swarmTask } from '../../store/swarmTables.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { wasStarted } from '../../swarm/state.ts';
import type { TaskLine } from '../cards/listCards.ts';
import { mayRead } from '../cards/parts/caseHeader.ts';

/** The most that are looked at: nobody has so many to do. */
const most = 20;

/**
 * What of past swarms is still somebody's to do: to prevent the next one, and, from its day on, to tell whether it is still fixed. What
 * is due first, first. `at`: now (ISO, UTC).
 */
export async function tasksOf(
  needs: { database: Pick<Database, 'sql'>; swarms: Pick<Swarms, 'load'>; tenantId: string },
  personId: string,
  at: string,
): Promise<TaskLine[]> {
  const { database, swarms, tenantId } = needs;
  const rows = await database.sql
    .select({ swarmId: swarmTask.swarmId, taskId: swarmTask.taskId })
    .from(swarmTask)
    .where(
      and(
        eq(swarmTask.tenantId, tenantId),
        eq(swarmTask.personId, personId),
        eq(swarmTask.open, true),
        or(eq(swarmTask.kind, 'prevention'), lte(swarmTask.dueAt, at)),
      ),
    )
    .orderBy(asc(swarmTask.dueAt))
    .limit(most);
  const lines: TaskLine[] = [];
  for (const { swarmId, taskId } of rows) {
    const state = await swarms.load(swarmId);
    if (!wasStarted(state)) continue;
    const title = mayRead(state, personId) ? state.case.title : null;
    const line = { swarmId, caseId: state.case.id, title };
    const task = state.aftercare.preventions.find(({ id }) => id === taskId);
    const followUp = state.aftercare.followUps.find(({ version }) => `f${version}` === taskId);
    if (task) lines.push({ ...line, of: { kind: 'prevention', id: task.id, task: task.task, due: task.due } });
    else if (followUp) lines.push({ ...line, of: { kind: 'follow-up', version: followUp.version } });
  }
  return lines;
}
