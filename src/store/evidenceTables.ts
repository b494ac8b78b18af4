import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/** Solved cases, and the index that is made of them (evidence/). */

/**
 * Closed cases as evidence of who solves what: of swarms, written with their end, and imported ones. `text` is empty
 * for a restricted case, whose words nobody else may meet. `revision` counts the tenant's changes: who follows reads
 * what is beyond the last one seen. `gone`: taken back, kept only to tell so.
 */
export const pastCase = pgTable(
  'past_case',
  {
    tenantId: text('tenant_id').notNull(),
    caseId: text('case_id').notNull(),
    /** The swarm that told it; null: imported. */
    swarmId: text('swarm_id'),
    closedAt: instant('closed_at').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    /** Both cut into terms (evidence/terms/termBytes.ts), so that a start need not read them again. */
    terms: bytes('terms').notNull(),
    technologies: text('technologies').array().notNull(),
    /** `[{ person, weight, technologies? }]`, as in evidence/pastCases/pastCase.ts. */
    credits: jsonb('credits').notNull(),
    rootCause: text('root_cause').notNull(),
    fix: text('fix').notNull(),
    url: text('url'),
    gone: boolean('gone').notNull().default(false),
    revision: integer('revision').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.caseId] }),
    index('past_case_by_revision').on(table.tenantId, table.revision),
    index('past_case_by_time').on(table.tenantId, table.closedAt, table.caseId),
    index('past_case_by_credit').using('gin', table.credits.op('jsonb_path_ops')),
  ],
);

/** How many changes of past cases a tenant has had; its row puts their writers in line. */
export const pastCaseRevision = pgTable('past_case_revision', {
  tenantId: text('tenant_id').primaryKey(),
  revision: integer('revision').notNull(),
  /** The last one that erased somebody: what is made of cases read before may not be kept. */
  erased: integer('erased').notNull().default(0),
});

/** An index of past cases as some bot process had it, so that a start need not make it again (indexSnapshots.ts). */
export const indexSnapshot = pgTable(
  'index_snapshot',
  {
    tenantId: text('tenant_id').notNull(),
    id: uuid('id').notNull().defaultRandom(),
    /** Which version of the program can read it. */
    format: text('format').notNull(),
    begunAt: instant('begun_at').notNull().defaultNow(),
    /** False until its last chunk is there. */
    whole: boolean('whole').notNull().default(false),
    /** It holds all changes up to this one, and was made of cases read after `base`. */
    revision: integer('revision').notNull(),
    base: integer('base').notNull(),
    /** How many cases there were when it was made of them. */
    built: integer('built').notNull().default(0),
    /** What its columns are, in the order of their bytes. */
    manifest: jsonb('manifest').notNull().default([]),
    chunks: integer('chunks').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** Not logged: after a crash, or on a standby that took over, it is empty, and a start does without. */
export const indexSnapshotChunk = pgTable(
  'index_snapshot_chunk',
  {
    tenantId: text('tenant_id').notNull(),
    snapshotId: uuid('snapshot_id').notNull(),
    number: integer('number').notNull(),
    /** CRC-32 of the bytes. */
    sum: bigint('sum', { mode: 'number' }).notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.snapshotId, table.number] })],
);
