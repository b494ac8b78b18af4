import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What people of a swarm are thanked for, and what they wish to hear of their own part (growth/). */

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
