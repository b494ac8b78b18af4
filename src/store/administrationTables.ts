import { bigint, boolean, date, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What administrators and leads change and ask for, and what the product keeps of its own running. */

/**
 * Every change of the policy in the tab, for good: the last row has what is held now (swarm/policies/storedPolicy.ts). Its
 * key is the optimistic lock: two who change it at once do not undo each other.
 */
export const policyChange = pgTable(
  'policy_change',
  {
    tenantId: text('tenant_id').notNull(),
    /** Counts from 1. */
    revision: integer('revision').notNull(),
    at: instant('at').notNull(),
    /** Entra id and name. */
    by: jsonb('by').notNull(),
    why: text('why').notNull(),
    /** `{ field: { before, after } }`. */
    changed: jsonb('changed').notNull(),
    /** Fields that are not as shipped, after it. */
    held: jsonb('held').notNull(),
    /** The revision that it takes back; null: none. */
    undoes: integer('undoes'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.revision] })],
);

/**
 * Exports of what is stored of a person, and erasures: who asked, why, who decided, what it came to
 * (history/personalData/storedRequests.ts). Kept for good; whose data it was only until it is erased.
 */
export const personRequest = pgTable(
  'person_request',
  {
    tenantId: text('tenant_id').notNull(),
    requestId: text('request_id').notNull(),
    /** `export` or `erasure`. */
    kind: text('kind').notNull(),
    /** Entra id; null once nothing is left to be erased of them. */
    personId: text('person_id'),
    /** `waiting` for somebody to decide, `following` what running bots still write, `done`, `withdrawn`. */
    state: text('state').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** Entra id and name; JSON null when they were erased themselves. As `decided_by`. */
    askedBy: jsonb('asked_by').notNull(),
    why: text('why').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: jsonb('decided_by'),
    /** How many rows of each kind an erasure changed. */
    counts: jsonb('counts'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.requestId] })],
);

/** Every import of the registry and of past cases: who, when, by which way, which files, what it came to (history/keptImports.ts). */
export const fileImport = pgTable(
  'file_import',
  {
    tenantId: text('tenant_id').notNull(),
    importId: text('import_id').notNull(),
    at: instant('at').notNull(),
    /** `registry` or `past-cases`. */
    what: text('what').notNull(),
    /** `tab`, `command`, `signed` or `start`. */
    door: text('door').notNull(),
    /** Entra id and name; JSON null where it was no person, or they are erased. */
    by: jsonb('by').notNull(),
    /** Their names. */
    files: jsonb('files').notNull(),
    counts: jsonb('counts').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.importId] })],
);

/** What a language model took of a tenant's day (UTC), how it answered last, and until when nobody asks it (model/calls/modelUse.ts). */
export const modelUse = pgTable('model_use', {
  tenantId: text('tenant_id').primaryKey(),
  day: date('day').notNull(),
  tokens: bigint('tokens', { mode: 'number' }).notNull(),
  calls: integer('calls').notNull(),
  lastAt: instant('last_at'),
  lastSaid: text('last_said'),
  lastOk: boolean('last_ok'),
  pausedUntil: instant('paused_until'),
});

/** What readiness writes, to know that a write goes through: emptied and written anew each time, so that it needs room on the disk. */
export const readinessProbe = pgTable('readiness_probe', { at: instant('at').notNull() });
