import { randomUUID } from 'node:crypto';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Person } from '../cases/case.ts';
import { type ErasedPerson, replacing } from '../cases/pseudonym.ts';
import { fileImport } from '../store/administrationTables.ts';
import type { Sql } from '../store/database.ts';
import { mentions } from '../store/mentions.ts';

/** By which way something came: an administrator in the tab, a command, a signed door, the file that is read at each start. */
const doors = ['tab', 'command', 'signed', 'start'] as const;
const kinds = ['registry', 'past-cases'] as const;

/**
 * That something was imported. `at`: ISO, UTC. `by`: who did it in the tab; null by another way, and once they are erased.
 * `files`: their names, as they were given; none by a signed door. `counts`: how many entries were added, changed and so on.
 */
export type KeptImport = {
  id: string;
  at: string;
  what: (typeof kinds)[number];
  door: (typeof doors)[number];
  by: Person | null;
  files: string[];
  counts: Record<string, number>;
};

/** So many are told: who looks further back asks the database. */
const mostTold = 50;
/** Without a retention of the history they are kept for three years, as how cases went is. */
const keptDays = 3 * 365;
const dayMs = 86_400_000;

/** Keeps an import, in its own transaction. One by a machine that changes nothing is not worth a line: some come each hour. */
export async function keepImport(
  tx: Sql,
  tenantId: string,
  kept: Pick<KeptImport, 'what' | 'door'> & {
    by: Person | null;
    files: readonly string[];
    counts: object;
    /** Milliseconds since 1970. */
    at: number;
  },
): Promise<void> {
  const { what, door, by, files, at } = kept;
  const counts = countsOf(kept.counts);
  const isByMachine = door === 'signed' || door === 'start';
  const changed = Object.entries(counts).some(([name, count]) => name !== 'unchanged' && count > 0);
  if (isByMachine && !changed) return;
  await tx.insert(fileImport).values({
    ...{ tenantId, importId: randomUUID(), at: new Date(at).toISOString(), what, door, files, counts },
    by: by ? { id: by.id, name: by.name } : sql`'null'::jsonb`,
  });
}

/** The numbers of a summary: lists and names of people in it are none of the record. */
const countsOf = (summary: object): Record<string, number> =>
  Object.fromEntries(
    Object.entries(summary).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );

/** What was imported, the newest first. */
export async function readImports(database: Sql, tenantId: string): Promise<KeptImport[]> {
  const rows = await database
    .select()
    .from(fileImport)
    .where(eq(fileImport.tenantId, tenantId))
    .orderBy(desc(fileImport.at), desc(fileImport.importId))
    .limit(mostTold);
  return rows.map(keptIn);
}

const keptIn = (row: typeof fileImport.$inferSelect): KeptImport => ({
  id: row.importId,
  at: new Date(row.at).toISOString(),
  what: z.enum(kinds).parse(row.what),
  door: z.enum(doors).parse(row.door),
  by: bySchema.parse(row.by),
  files: filesSchema.parse(row.files),
  counts: z.record(z.string(), z.number()).parse(row.counts),
});
const bySchema = z.object({ id: z.string(), name: z.string() }).nullable();
const filesSchema = z.array(z.string());

/** Deletes what was imported longer ago than the history is kept (days; null: for good); gives how many that were. */
export async function forgetOldImports(
  database: Sql,
  { tenantId, days, now }: { tenantId: string; days: number | null; now: number },
): Promise<number> {
  const before = new Date(now - (days ?? keptDays) * dayMs).toISOString();
  const gone = await database
    .delete(fileImport)
    .where(and(eq(fileImport.tenantId, tenantId), lt(fileImport.at, before)))
    .returning({ id: fileImport.importId });
  return gone.length;
}

/** What somebody imported, and files whose names have their id. */
export async function importsOf(database: Sql, tenantId: string, person: string): Promise<KeptImport[]> {
  const rows = await database
    .select()
    .from(fileImport)
    .where(and(eq(fileImport.tenantId, tenantId), naming([person])))
    .orderBy(fileImport.at);
  return rows.map(keptIn);
}

/** Takes a person out of what was imported, also out of files' names; gives how many imports that were. */
export async function eraseFromImports(
  tx: Sql,
  { tenantId, person }: { tenantId: string; person: ErasedPerson },
): Promise<number> {
  const rows = await tx
    .select()
    .from(fileImport)
    .where(and(eq(fileImport.tenantId, tenantId), naming([...person.ids, ...person.names])));
  const unnamed = replacing(person, { id: '…', name: '…' });
  let changed = 0;
  for (const row of rows) {
    const { by, files } = keptIn(row);
    const isTheirs = by !== null && person.ids.includes(by.id);
    const without = files.map(unnamed);
    // A namesake's stay.
    if (!isTheirs && without.every((name, at) => name === files[at])) continue;
    changed++;
    await tx
      .update(fileImport)
      .set({ files: without, ...(isTheirs ? { by: sql`'null'::jsonb` } : {}) })
      .where(and(eq(fileImport.tenantId, tenantId), eq(fileImport.importId, row.importId)));
  }
  return changed;
}

const naming = (words: readonly string[]) => mentions(sql`concat(${fileImport.by}, ${fileImport.files})`, words);
