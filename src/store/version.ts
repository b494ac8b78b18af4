import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DatabaseUnusable } from './connection/databaseFault.ts';

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })).min(1) });

/** Asks the database one statement without values. */
export type Ask = (text: string) => Promise<{ rows: Record<string, unknown>[] }>;

/**
 * Whether the tables of a schema are of no later version than this build, which brings older ones up to its own. A later
 * version may keep what this one would not read, or write beside: throws DatabaseUnusable then, with what to do. Ask in a session
 * that holds the lock of migrations.
 */
export async function checkVersion(ask: Ask, schema: string, migrationsFolder: string): Promise<void> {
  const { rows: tables } = await ask(
    `select from pg_tables where schemaname = '${schema}' and tablename = '__drizzle_migrations'`,
  );
  if (tables.length === 0) return;
  const { entries } = journalSchema.parse(
    JSON.parse(await readFile(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')),
  );
  const ours = entries.reduce((latest, each) => (each.when > latest.when ? each : latest));
  const { rows } = await ask(`select max(created_at)::float8 as made from ${schema}.__drizzle_migrations`);
  const made = z.object({ made: z.number().nullable() }).parse(rows[0]).made ?? 0;
  if (made <= ours.when) return;
  const day = (when: number) => new Date(when).toISOString().slice(0, 10);
  throw new DatabaseUnusable(
    `The tables in ${schema} were brought up to date by a later version of Swarm (its last migration is of ${day(made)}; the last that this version knows is ${ours.tag}, of ${day(ours.when)}). Nothing was changed. ${remedy}`,
  );
}

/** The same of the queue's tables, which have a version of their own that only rises. */
export async function checkQueueVersion(ask: Ask, schema: string, ours: number): Promise<void> {
  const { rows: tables } = await ask(`select from pg_tables where schemaname = '${schema}' and tablename = 'version'`);
  if (tables.length === 0) return;
  const { rows } = await ask(`select max(version)::int as version from ${schema}.version`);
  const { version } = z.object({ version: z.number().nullable() }).parse(rows[0]);
  if ((version ?? 0) <= ours) return;
  throw new DatabaseUnusable(
    `The queue's tables in ${schema} are of a later version of Swarm (${version}; this one knows ${ours}). Nothing was changed. ${remedy}`,
  );
}

const remedy =
  'Start that version or a newer one. To go back to this one, restore a backup from before the update (docs/operations.md, Updates).';
