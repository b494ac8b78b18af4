import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, tsvector } from './columns.ts';
import { endedLate, fewTechnologies, manyTechnologies } from './partialIndexes.ts';

/**
 * The swarms: their events, what is read of them, their invitations and cards. `swarm_id` is in the key of every
 * table here, so that it can be the distribution column of a distributed PostgreSQL.
 */

/** The event log: the truth. (swarm_id, version) is the optimistic lock. */
export const swarmEvent = pgTable(
  'swarm_event',
  {
    swarmId: text('swarm_id').notNull(),
    version: integer('version').notNull(),
    at: instant('at').notNull(),
    type: text('type').notNull(),
    actor: jsonb('actor').notNull(),
    cause: text('cause').notNull(),
    event: jsonb('event').notNull(),
  },
  (table) => [primaryKey({ columns: [table.swarmId, table.version] })],
);

/**
 * One row a swarm: what lists, measures and uniqueness need. Written in the transaction of its events; small, because
 * every event rewrites it. Spans are whole seconds.
 */
export const swarm = pgTable(
  'swarm',
  {
    swarmId: text('swarm_id').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    caseId: text('case_id').notNull(),
    /** What all spellings of the id have in common (cases/ids/caseKey.ts). Rewritten only where a swarm is linked to another case. */
    caseKey: text('case_key').notNull(),
    /** The same of the id by which it was told, of one that was linked to a case since; null: it was not. */
    toldKey: text('told_key'),
    /** The system in which the case lives, and its id there, with a space between; null: it was typed or posted. */
    caseHome: text('case_home'),
    status: text('status').notNull(),
    version: integer('version').notNull(),
    title: text('title').notNull(),
    customer: text('customer'),
    product: text('product'),
    severity: text('severity').notNull(),
    language: text('language').notNull(),
    restricted: boolean('restricted').notNull(),
    ownerId: text('owner_id').notNull(),
    coordinatorId: text('coordinator_id').notNull(),
    coordinatorName: text('coordinator_name').notNull(),
    technologies: text('technologies').array().notNull(),
    /** Who is or was in it: owner, coordinator, members, who accepted. Only they see a restricted case. */
    people: text('people').array().notNull(),
    channelId: text('channel_id'),
    channelUrl: text('channel_url'),
    hostTeamId: text('host_team_id'),
    proposedAt: instant('proposed_at').notNull(),
    startedAt: instant('started_at'),
    closedAt: instant('closed_at'),
    /** From the case's creation to its plan. */
    planSeconds: integer('plan_seconds').notNull().default(0),
    /** From the start to the first expert who accepted, to the cover of all it needed, to its end as resolved. */
    acceptSeconds: integer('accept_seconds'),
    coverSeconds: integer('cover_seconds'),
    resolveSeconds: integer('resolve_seconds'),
    /** Experts asked, and how that stands or ended; the rest of `asked` still waits, while the swarm runs. */
    asked: smallint('asked').notNull().default(0),
    accepted: smallint('accepted').notNull().default(0),
    expired: smallint('expired').notNull().default(0),
    unreachable: smallint('unreachable').notNull().default(0),
    withdrawn: smallint('withdrawn').notNull().default(0),
    declinedBusy: smallint('declined_busy').notNull().default(0),
    declinedNotMyField: smallint('declined_not_my_field').notNull().default(0),
    declinedAskOther: smallint('declined_ask_other').notNull().default(0),
    declinedOther: smallint('declined_other').notNull().default(0),
    handOvers: smallint('hand_overs').notNull().default(0),
    /** Minutes in which nobody of an urgent swarm was at work, by the calendars as they were then. */
    unattendedMinutes: integer('unattended_minutes').notNull().default(0),
    /** Technologies nobody was left to ask for, and how many. */
    gaps: text('gaps').array().notNull().default(sql`'{}'`),
    gapCount: smallint('gap_count').notNull().default(0),
    /** Best place of a credited expert in the plan's ranking, from 1; null: nobody credited, or none was ranked. */
    solverRank: smallint('solver_rank'),
    /** How many experts were credited, the case's owner aside. */
    credited: smallint('credited').notNull().default(0),
    rootCause: text('root_cause'),
    fix: text('fix'),
    /** `workaround` or `final`; null: nobody said. */
    fixKind: text('fix_kind'),
    /** Its texts and people are gone, after the time for which they are kept. */
    forgotten: boolean('forgotten').notNull().default(false),
    /** How often it was reopened. */
    reopened: smallint('reopened').notNull().default(0),
  },
  (table) => [
    uniqueIndex('swarm_live_case')
      .on(table.tenantId, table.caseKey)
      .where(sql`${table.status} in ('proposed', 'running')`),
    index('swarm_by_case_home').on(table.tenantId, table.caseHome).where(sql`${table.caseHome} is not null`),
    // Lists need the first three. With the rest the measures of a period are read from the index alone, at half the
    // cost: a quarter of a large organisation is sixty thousand rows.
    index('swarm_by_time').on(
      table.tenantId,
      table.proposedAt,
      table.swarmId,
      table.status,
      table.severity,
      table.planSeconds,
      table.acceptSeconds,
      table.coverSeconds,
      table.resolveSeconds,
      table.asked,
      table.accepted,
      table.expired,
      table.unreachable,
      table.withdrawn,
      table.declinedBusy,
      table.declinedNotMyField,
      table.declinedAskOther,
      table.declinedOther,
      table.handOvers,
      table.gapCount,
      table.solverRank,
      table.credited,
    ),
    // The times of each technology are read from this one. It lists the technologies themselves, and an entry holds 2.7 kB
    // at most: swarms with very many (there may be a hundred) are found by the next, and read from the table.
    index('swarm_technologies_by_time')
      .on(
        table.tenantId,
        table.proposedAt,
        table.status,
        table.severity,
        table.planSeconds,
        table.acceptSeconds,
        table.coverSeconds,
        table.resolveSeconds,
        table.technologies,
      )
      .where(fewTechnologies(table.technologies)),
    index('swarm_many_technologies_by_time')
      .on(table.tenantId, table.proposedAt)
      .where(manyTechnologies(table.technologies)),
    index('swarm_by_case_key').on(table.tenantId, table.caseKey),
    index('swarm_by_told_key').on(table.tenantId, table.toldKey).where(sql`${table.toldKey} is not null`),
    index('swarm_by_channel').on(table.channelId),
    index('swarm_by_people').using('gin', table.people),
    index('swarm_by_technologies').using('gin', table.technologies),
    // For swarms like a new case: every plan asks, and most swarms it must not look at are no more than plans.
    index('swarm_by_status').on(table.tenantId, table.status, table.proposedAt, table.swarmId),
    // For how many a lead's measures count beyond their list.
    index('swarm_restricted_by_time').on(table.tenantId, table.proposedAt).where(sql`${table.restricted}`),
    index('swarm_by_customer').on(table.tenantId, table.customer, table.proposedAt, table.swarmId),
    index('swarm_by_end').on(table.tenantId, table.closedAt, table.swarmId).where(sql`${table.closedAt} is not null`),
    index('swarm_ended_late')
      .on(table.tenantId, table.closedAt, table.swarmId)
      .where(endedLate(table.proposedAt, table.closedAt)),
    index('swarm_unattended')
      .on(table.tenantId, table.proposedAt, table.severity, table.unattendedMinutes)
      .where(sql`${table.unattendedMinutes} > 0`),
    index('swarm_by_length')
      .on(table.tenantId, table.resolveSeconds, table.swarmId)
      .where(sql`${table.resolveSeconds} is not null`),
  ],
);

/**
 * What a search looks through, beside the swarm's row: words change seldom, rows with every event, and each new
 * version of a row would carry all its words into the index again (swarm/service/searchWords.ts makes the tokens).
 */
export const swarmSearch = pgTable(
  'swarm_search',
  {
    swarmId: text('swarm_id').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    proposedAt: instant('proposed_at').notNull(),
    words: text('words').notNull(),
    tokens: tsvector('tokens').notNull(),
  },
  (table) => [
    index('swarm_search_by_tokens').using('gin', table.tokens),
    index('swarm_search_by_time').on(table.tenantId, table.proposedAt, table.swarmId),
  ],
);

/**
 * One row for each thing to come after a swarm's end: the question to its owner whether it is still fixed (`f` and the version of the
 * event that set it), and what is to prevent the next one (`p1`, …).
 */
export const swarmTask = pgTable(
  'swarm_task',
  {
    swarmId: text('swarm_id').notNull(),
    taskId: text('task_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    /** `follow-up` or `prevention`. */
    kind: text('kind').notNull(),
    /** Who is asked, or has it to do. */
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    /** What is to be done; empty for a question. */
    words: text('words').notNull(),
    /** `waiting`, `answered` or `dropped`; `asked`, `accepted`, `declined` or `done`. */
    state: text('state').notNull(),
    /** Whether something of it is still to come, of a swarm that is not forgotten. */
    open: boolean('open').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** When its day begins for that person. */
    dueAt: instant('due_at').notNull(),
    answeredAt: instant('answered_at'),
    /** What was answered: `yes`, `no` or `unknown`; whether the customer was told, and has confirmed. */
    still: text('still'),
    told: boolean('told'),
    confirmed: boolean('confirmed'),
  },
  (table) => [
    primaryKey({ columns: [table.swarmId, table.taskId] }),
    index('swarm_task_by_person').on(table.tenantId, table.personId).where(sql`${table.open}`),
    index('swarm_task_by_due').on(table.tenantId, table.dueAt),
    index('swarm_task_open').on(table.tenantId, table.dueAt).where(sql`${table.open}`),
  ],
);

/** One row an invitation: a person's load, and who was asked for what. */
export const invitation = pgTable(
  'invitation',
  {
    swarmId: text('swarm_id').notNull(),
    invitationId: text('invitation_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    role: text('role').notNull(),
    technologies: text('technologies').array().notNull(),
    wave: smallint('wave').notNull(),
    state: text('state').notNull(),
    invitedAt: instant('invited_at').notNull(),
    deliveredAt: instant('delivered_at'),
    /** Whether it reached them outside their working hours, as these were then; null: nobody knew. */
    offHours: boolean('off_hours'),
    answeredAt: instant('answered_at'),
    answerBy: instant('answer_by').notNull(),
    declineReason: text('decline_reason'),
    /** Whether the swarm is still running: with `state`, a person's live load. */
    live: boolean('live').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.swarmId, table.invitationId] }),
    index('invitation_by_person').on(table.tenantId, table.personId, table.invitedAt),
    index('invitation_live').on(table.tenantId, table.personId).where(sql`${table.live}`),
  ],
);

/** Which version of a swarm each of its cards shows, so that a repeated refresh costs nothing outside. */
export const shownCard = pgTable(
  'shown_card',
  {
    swarmId: text('swarm_id').notNull(),
    card: text('card').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [primaryKey({ columns: [table.swarmId, table.card] })],
);
