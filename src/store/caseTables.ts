import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Cases as their systems sent them, and how far each system has been read and may be written to (cases/). */

/** Cases as case systems sent them, the newest version of each. */
export const storedCase = pgTable(
  'stored_case',
  {
    tenantId: text('tenant_id').notNull(),
    caseId: text('case_id').notNull(),
    /** What all spellings of the id have in common (cases/ids/caseKey.ts). */
    caseKey: text('case_key').notNull(),
    version: bigint('version', { mode: 'bigint' }).notNull(),
    /** Who told it: `webhook`, or the key of the system it was read from. Versions of different ones cannot be compared. */
    source: text('source').notNull().default('webhook'),
    /** Its id within the system it was read from, by which that tells of changes; null: not read there yet. */
    record: text('record'),
    /** Why it needs nobody any more: `closed` in its system, or `gone` from it. Null: it is open. */
    over: text('over'),
    body: jsonb('body').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.caseId] }),
    index('stored_case_by_key').on(table.tenantId, table.caseKey),
    index('stored_case_by_record').on(table.tenantId, table.source, table.record),
  ],
);

/** Cases that changed in their system and are to be read there again, one row each however often it was told. */
export const changedCase = pgTable(
  'changed_case',
  {
    tenantId: text('tenant_id').notNull(),
    system: text('system').notNull(),
    record: text('record').notNull(),
    /** Counts up with each telling: what is told while it is being read is not lost. */
    tellings: integer('tellings').notNull(),
    /** The newest is read first. */
    changedAt: instant('changed_at').notNull(),
    dueAt: instant('due_at').notNull(),
    /** Until when, at the latest, it waits for the end of the long list that told of it; null: it waits for none. */
    heldUntil: instant('held_until'),
    /** Until when a process that reads it has it for itself. */
    takenUntil: instant('taken_until'),
    tries: integer('tries').notNull().default(0),
    /** The record into which a push said it was merged. */
    mergedInto: text('merged_into'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.system, table.record] }),
    index('changed_case_newest_of_system').on(table.tenantId, table.system, table.changedAt),
  ],
);

/** How each case of a system went, whether it was swarmed or not, as lists of changes tell: no word and no person of it. */
export const caseOutcome = pgTable(
  'case_outcome',
  {
    tenantId: text('tenant_id').notNull(),
    system: text('system').notNull(),
    record: text('record').notNull(),
    caseKey: text('case_key').notNull(),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    /** When it was closed the first time; and the last, null while it is open. */
    firstClosedAt: instant('first_closed_at'),
    closedAt: instant('closed_at'),
    /** When it was opened again the first time. */
    reopenedAt: instant('reopened_at'),
    satisfaction: text('satisfaction'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.system, table.record] }),
    index('case_outcome_by_time').on(table.tenantId, table.createdAt),
  ],
);

/** How far each case system was asked for changes. */
export const casePoll = pgTable(
  'case_poll',
  {
    tenantId: text('tenant_id').notNull(),
    system: text('system').notNull(),
    /** Where to go on, in the system's own terms; null: at `since`. */
    cursor: text('cursor'),
    /** From when on changes count where there is no cursor. */
    since: instant('since').notNull(),
    /** When it was last asked to the end; null: never yet. */
    caughtUpAt: instant('caught_up_at'),
    /** Why the last asking did not end; null: it did. */
    trouble: jsonb('trouble'),
    /** So many requests were made for changes, ever. */
    requests: bigint('requests', { mode: 'number' }).notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.system] })],
);

/** How fast the cases of a system are read again, by all processes of a tenant together. */
export const casePace = pgTable(
  'case_pace',
  {
    tenantId: text('tenant_id').notNull(),
    system: text('system').notNull(),
    /** When a bucket that is refilled steadily would be full again, if nothing more were taken out of it. */
    fullAt: instant('full_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.system] })],
);

/** Which short id (`T-1042`) each case told in free text has, by its told id (cases/ids/shortIds.ts). */
export const shortId = pgTable(
  'short_id',
  {
    tenantId: text('tenant_id').notNull(),
    toldId: text('told_id').notNull(),
    number: integer('number').notNull(),
    givenAt: instant('given_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.toldId] })],
);

/** The last number given in a tenant. It only counts up, so that no number is given again when its case is forgotten. */
export const shortIdCount = pgTable('short_id_count', {
  tenantId: text('tenant_id').primaryKey(),
  last: integer('last').notNull(),
});

/** A case system into which nothing is written any more: customers could see this note (cases/systems/stops.ts). */
export const caseWritingStop = pgTable(
  'case_writing_stop',
  {
    tenantId: text('tenant_id').notNull(),
    system: text('system').notNull(),
    caseId: text('case_id').notNull(),
    note: text('note').notNull(),
    detail: text('detail').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.system] })],
);
