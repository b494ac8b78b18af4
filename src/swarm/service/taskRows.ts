import { isDeepStrictEqual } from 'node:util';
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarmTask } from '../../store/swarmTables.ts';
import { isOpenTask, type StartedSwarm, type SwarmState, wasStarted } from '../state.ts';

type TaskRow = typeof swarmTask.$inferInsert;

/** What writes the rows of what comes after a swarm's end, those that changed; null: none did. */
export function tasksWrite(database: Sql, before: SwarmState, state: StartedSwarm): SQL | null {
  if (wasStarted(before) && before.aftercare === state.aftercare && before.case.owner.id === state.case.owner.id)
    return null;
  const known = new Map(wasStarted(before) ? taskRows(before).map((each) => [each.taskId, each] as const) : []);
  const news = taskRows(state).filter((each) => !isDeepStrictEqual(known.get(each.taskId), each));
  return news.length === 0 ? null : written(database, news);
}

/** Writes all of them anew, from events that were rewritten. */
export async function rewriteTasks(tx: Sql, state: SwarmState): Promise<void> {
  if (!wasStarted(state)) return;
  await tx.delete(swarmTask).where(eq(swarmTask.swarmId, state.swarmId));
  const rows = taskRows(state);
  if (rows.length > 0) await tx.execute(written(tx, rows));
}

function written(database: Sql, rows: TaskRow[]): SQL {
  return database
    .insert(swarmTask)
    .values(rows)
    .onConflictDoUpdate({
      target: [swarmTask.swarmId, swarmTask.taskId],
      set: {
        personId: sql`excluded.person_id`,
        personName: sql`excluded.person_name`,
        state: sql`excluded.state`,
        open: sql`excluded.open`,
        dueAt: sql`excluded.due_at`,
        answeredAt: sql`excluded.answered_at`,
        still: sql`excluded.still`,
        told: sql`excluded.told`,
        confirmed: sql`excluded.confirmed`,
      },
    })
    .getSQL();
}

/** The rows as a state has them. */
export function taskRows({ swarmId, tenantId, forgotten, aftercare, case: { owner } }: StartedSwarm): TaskRow[] {
  const common = { swarmId, tenantId };
  return [
    ...aftercare.followUps.map(({ version, setAt, at, dropped, answer }): TaskRow => {
      const state = answer ? 'answered' : dropped ? 'dropped' : 'waiting';
      return {
        ...{ ...common, taskId: `f${version}`, kind: 'follow-up', state, open: state === 'waiting' && !forgotten },
        ...{ personId: owner.id, personName: owner.name, words: '' },
        ...{ askedAt: setAt, dueAt: at, answeredAt: answer?.at ?? null },
        ...{ still: answer?.still ?? null, told: answer?.told ?? null, confirmed: answer?.confirmed ?? null },
      };
    }),
    ...aftercare.preventions.map(
      (each): TaskRow => ({
        ...{ ...common, taskId: each.id, kind: 'prevention', state: each.answer.state },
        ...{ open: isOpenTask(each) && !forgotten, words: each.task },
        ...{ personId: each.person.id, personName: each.person.name },
        ...{ askedAt: each.askedAt, dueAt: each.remindAt, answeredAt: each.answer.state === 'asked' ? null : each.at },
        ...{ still: null, told: null, confirmed: null },
      }),
    ),
  ];
}
