import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What Graph said of people and host teams, for all processes and over restarts (graph/). */

/** How far each list of people in Entra has been read: everybody's, or a group's (graph/people/followState.ts). */
export const peopleFollowed = pgTable(
  'people_followed',
  {
    tenantId: text('tenant_id').notNull(),
    /** `everyone`, or the id of a group. */
    source: text('source').notNull(),
    /** Where to go on, below Graph's version; null: at the beginning. */
    link: text('link'),
    /** Since when who is new counts as a joiner. */
    since: instant('since').notNull(),
    triedAt: instant('tried_at').notNull(),
    /** When it was last read to its end; null: never yet. */
    readAt: instant('read_at'),
    /** When everybody of the registry was last looked up; null: that is to be done. */
    lookedAt: instant('looked_at'),
    trouble: text('trouble'),
    /** So many would have left at once, which nobody believes. */
    held: integer('held').notNull().default(0),
    /** Of a group: who is in it, by id. */
    members: jsonb('members').notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.source] })],
);

/** What Graph last said of a person. */
export const presence = pgTable(
  'presence',
  {
    tenantId: text('tenant_id').notNull(),
    person: text('person').notNull(),
    availability: text('availability').notNull(),
    activity: text('activity').notNull(),
    outOfOffice: boolean('out_of_office').notNull(),
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.person] })],
);

/** What people's mailboxes said when they were last read: hours that only propose, and automatic replies. */
export const mailbox = pgTable(
  'mailbox',
  {
    tenantId: text('tenant_id').notNull(),
    person: text('person').notNull(),
    zone: text('zone'),
    hours: jsonb('hours'),
    repliesFrom: instant('replies_from'),
    repliesUntil: instant('replies_until'),
    readAt: instant('read_at').notNull(),
    /** Since when zone and hours are these. */
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.person] })],
);

/** Whom we added to host teams, so that they leave again when nothing of theirs is left there. */
export const addedToTeam = pgTable(
  'added_to_team',
  {
    tenantId: text('tenant_id').notNull(),
    teamId: text('team_id').notNull(),
    personId: text('person_id').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.teamId, table.personId] })],
);

/** What Graph last listed in each host team, for every process and over restarts (graph/channels/hostTeams.ts). */
export const hostTeamCount = pgTable(
  'host_team_count',
  {
    tenantId: text('tenant_id').notNull(),
    teamId: text('team_id').notNull(),
    countedAt: instant('counted_at').notNull(),
    /** Channels that are not of swarms. */
    others: integer('others').notNull(),
    /** Those of swarms deleted in the 30 days before, which keep their places. */
    deleted: integer('deleted').notNull(),
    /** Since when it is known, and was told, to be nearly full; null: it has been below since. */
    toldAt: instant('told_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.teamId] })],
);

/**
 * Whom somebody named who is not in the registry, as the organisation's directory knows them. `asked` is an Entra id or
 * a mail address in lower case; without `person_id` once answered: nobody.
 */
export const lookedUpPerson = pgTable(
  'looked_up_person',
  {
    tenantId: text('tenant_id').notNull(),
    asked: text('asked').notNull(),
    personId: text('person_id'),
    name: text('name'),
    askedAt: instant('asked_at').notNull(),
    answeredAt: instant('answered_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.asked] })],
);
