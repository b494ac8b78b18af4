import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The skills registry: who can what, when they work, who joined and left (registry/). */

export const technology = pgTable(
  'technology',
  { tenantId: text('tenant_id').notNull(), id: text('id').notNull(), body: jsonb('body').notNull() },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

export const engineer = pgTable(
  'engineer',
  { tenantId: text('tenant_id').notNull(), id: text('id').notNull(), body: jsonb('body').notNull() },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** The days off of a site or a firm. */
export const supportTeam = pgTable(
  'support_team',
  { tenantId: text('tenant_id').notNull(), id: text('id').notNull(), body: jsonb('body').notNull() },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

export const calendar = pgTable(
  'calendar',
  { tenantId: text('tenant_id').notNull(), id: text('id').notNull(), body: jsonb('body').notNull() },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** The rota of a person, whose id it has. */
export const personShifts = pgTable(
  'person_shifts',
  { tenantId: text('tenant_id').notNull(), id: text('id').notNull(), body: jsonb('body').notNull() },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** iCalendar feeds of shifts, as an administrator set them. */
export const feed = pgTable(
  'feed',
  { tenantId: text('tenant_id').notNull(), id: text('id').notNull(), body: jsonb('body').notNull() },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** What each feed said last, and how its last reading went (registry/shifts/feed.ts). */
export const feedState = pgTable(
  'feed_state',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    /** When it was last read to the end; null: never yet. */
    readAt: instant('read_at'),
    triedAt: instant('tried_at').notNull(),
    trouble: text('trouble'),
    leftOut: jsonb('left_out').notNull(),
    shifts: jsonb('shifts').notNull(),
    /** When `shifts` became what they are. */
    changedAt: instant('changed_at').notNull(),
    etag: text('etag'),
    /** Hashes of how it was set when it was tried and of what was read, and when that was last reckoned into shifts. */
    hash: text('hash'),
    reckonedAt: instant('reckoned_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

export const skill = pgTable(
  'skill',
  {
    tenantId: text('tenant_id').notNull(),
    person: text('person').notNull(),
    technology: text('technology').notNull(),
    level: smallint('level').notNull(),
    owner: boolean('owner').notNull(),
    wantsToLearn: boolean('wants_to_learn').notNull(),
    confirmedAt: instant('confirmed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.person, table.technology] }),
    index('skill_by_technology').on(table.tenantId, table.technology),
  ],
);

/** Who left the organisation: what the registry had of them, so that they can come back with it; null: no longer (registry/left). */
export const leftPerson = pgTable(
  'left_person',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    leftAt: instant('left_at').notNull(),
    body: jsonb('body'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** Who joined the organisation and is not in the registry yet, as their lead was told (registry/left/joiners.ts). */
export const joinedPerson = pgTable(
  'joined_person',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    joinedAt: instant('joined_at').notNull(),
    body: jsonb('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** Skills that history suggested to a person and that they said they don't have: not suggested again. */
export const refusedSkill = pgTable(
  'refused_skill',
  {
    tenantId: text('tenant_id').notNull(),
    person: text('person').notNull(),
    technology: text('technology').notNull(),
    refusedAt: instant('refused_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.person, table.technology] })],
);

/** Changes of the registry, so that several bot processes keep their memory current (registry/registry.ts). */
export const registryRevision = pgTable('registry_revision', {
  tenantId: text('tenant_id').primaryKey(),
  revision: integer('revision').notNull(),
});

/**
 * What each of the last revisions changed, so that another process reads that and not the whole registry. Null where
 * it was too much to keep: then all is read.
 */
export const registryChange = pgTable(
  'registry_change',
  {
    tenantId: text('tenant_id').notNull(),
    revision: integer('revision').notNull(),
    changes: jsonb('changes'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.revision] })],
);
