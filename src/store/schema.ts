import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { endedLate, fewTechnologies, manyTechnologies } from './partialIndexes.ts';

/**
 * Every table of the product. `swarm_id` is in the key of every swarm table, so that it can be the distribution
 * column of a distributed PostgreSQL. Instants are `timestamptz`, handed over as ISO strings in UTC.
 */

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

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
    /** What all spellings of the id have in common (cases/ids/caseKey.ts). Never rewritten. */
    caseKey: text('case_key').notNull(),
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

/** Words of thanks, a row for each who was thanked: what they find in their own record. */
export const swarmThanks = pgTable(
  'swarm_thanks',
  {
    swarmId: text('swarm_id').notNull(),
    /** Of the event that said it. */
    version: integer('version').notNull(),
    /** Who was thanked. */
    personId: text('person_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    byId: text('by_id').notNull(),
    byName: text('by_name').notNull(),
    words: text('words').notNull(),
    /** The words are the customer's. */
    praise: boolean('praise').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.swarmId, table.version, table.personId] }),
    index('swarm_thanks_by_person').on(table.tenantId, table.personId, table.at),
  ],
);

/** What somebody wants of the monthly word, by their own choice (growth/choice.ts); no row: they have not chosen. */
export const growthChoice = pgTable(
  'growth_choice',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    /** `nothing`, `sums` or `thanks`: what their lead hears. */
    share: text('share').notNull(),
    /** Whether they want it themselves. */
    monthly: boolean('monthly').notNull(),
    saidAt: instant('said_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.personId] })],
);

/** What somebody was told or asked of their own part, so that it is once (growth/told.ts). */
export const growthTold = pgTable(
  'growth_told',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    /** `month`, `skill` or `care`. */
    kind: text('kind').notNull(),
    /** Of which month (`2026-11`), or technology; empty where it is told again and again. */
    of: text('of').notNull(),
    toldAt: instant('told_at').notNull(),
    /** What they answered to a question: `listed` or `declined`; null: nothing. */
    answer: text('answer'),
    answeredAt: instant('answered_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.personId, table.kind, table.of] })],
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

/** Activities that some process answers or has answered lately, by a hash of what names them (teams/inbound/oneProcess.ts). */
export const turnTaken = pgTable(
  'turn_taken',
  {
    id: text('id').primaryKey(),
    takenAt: instant('taken_at').notNull(),
    doneAt: instant('done_at'),
  },
  (table) => [index('turn_taken_by_time').on(table.takenAt)],
);

/**
 * Until when a conversation takes no more messages from the bot, in whichever process, as the connector said; and the place of
 * whoever waits for that (teams/connector/sharedPause.ts).
 */
export const conversationPause = pgTable('conversation_pause', {
  /** A hash of the conversation's. */
  id: text('id').primaryKey(),
  nextAt: instant('next_at').notNull(),
});

/** Signatures of requests that were carried out lately, each with its route and what it was answered. */
export const seenSignature = pgTable(
  'seen_signature',
  {
    signature: text('signature').primaryKey(),
    seenAt: instant('seen_at').notNull(),
    got: jsonb('got'),
  },
  (table) => [index('seen_signature_by_time').on(table.seenAt)],
);

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

/** How to reach a person in their personal chat; only from authenticated activities. */
export const personalChat = pgTable(
  'personal_chat',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    teamsUserId: text('teams_user_id').notNull(),
    name: text('name').notNull(),
    conversationId: text('conversation_id'),
    serviceUrl: text('service_url').notNull(),
    locale: text('locale').notNull(),
    zone: text('zone'),
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.personId] })],
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

/**
 * Problems that people who may not start a swarm have sent to their support contacts (teams/requests). `body` is the whole;
 * `open`: somebody can still take it.
 */
export const helpRequest = pgTable(
  'help_request',
  {
    tenantId: text('tenant_id').notNull(),
    requestId: text('request_id').notNull(),
    askerId: text('asker_id').notNull(),
    askedAt: instant('asked_at').notNull(),
    open: boolean('open').notNull(),
    body: jsonb('body').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.requestId] }),
    index('help_request_by_asker').on(table.tenantId, table.askerId, table.askedAt),
  ],
);

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
