import { boolean, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What comes in at the doors, so that it is carried out once, and how to reach who wrote (teams/, http/). */

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
 * Where the cards lie that leads, and owners of cases, have of somebody (`of_id`) who left or joined; `shown`: a hash of what each
 * shows, so that one that is as it should be costs no call (teams/people/peopleCards.ts).
 */
export const peopleCard = pgTable(
  'people_card',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    activityId: text('activity_id').notNull(),
    ofId: text('of_id').notNull(),
    about: text('about').notNull(),
    message: jsonb('message').notNull(),
    shown: text('shown').notNull(),
    sentAt: instant('sent_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.personId, table.activityId] }),
    index('people_card_by_subject').on(table.tenantId, table.ofId),
  ],
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
