import { eq, type SQL } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarmThanks } from '../../store/growthTables.ts';
import { type StartedSwarm, type SwarmState, wasStarted } from '../state.ts';

type ThanksRow = typeof swarmThanks.$inferInsert;

/** What writes the rows of words of thanks that are new; null: none are. */
export function thanksWrite(database: Sql, before: SwarmState, state: StartedSwarm): SQL | null {
  const known = wasStarted(before) ? before.thanks.length : 0;
  const news = thanksRows({ ...state, thanks: state.thanks.slice(known) });
  return news.length === 0 ? null : database.insert(swarmThanks).values(news).onConflictDoNothing().getSQL();
}

/** Writes all of them anew, from events that were rewritten. */
export async function rewriteThanks(tx: Sql, state: SwarmState): Promise<void> {
  if (!wasStarted(state)) return;
  await tx.delete(swarmThanks).where(eq(swarmThanks.swarmId, state.swarmId));
  const rows = thanksRows(state);
  if (rows.length > 0) await tx.insert(swarmThanks).values(rows);
}

/** The rows as a state has them; a swarm that is forgotten thanks nobody any more. */
export function thanksRows({ swarmId, tenantId, forgotten, thanks }: StartedSwarm): ThanksRow[] {
  if (forgotten) return [];
  return thanks.flatMap(({ version, at, by, to, words, praise }) =>
    to.map(({ id: personId }) => ({
      ...{ swarmId, version, personId, tenantId, at, words, praise },
      ...{ byId: by.id, byName: by.name },
    })),
  );
}
