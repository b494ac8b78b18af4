import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/**
 * Conditions of indexes that hold a part of a table. A query asks by the same words: otherwise the database does not see
 * that the index has all it wants. Each is an equality, of which the database guesses that it is rare, and that whatever
 * is not equal is nearly all. That is so here, and it could not guess it from more or less.
 */

/** Whether a list of technologies, of 64 characters each, is short enough for an entry of an index: 2.7 kB at most. */
export const fewTechnologies = (technologies: AnyPgColumn): SQL => sql`least(cardinality(${technologies}), 17) <> 17`;

/** Whether it isn't. */
export const manyTechnologies = (technologies: AnyPgColumn): SQL => sql`least(cardinality(${technologies}), 17) = 17`;

/** Whether something ended within this time after it was planned. */
export const soon = sql`interval '60 days'`;
export const endedSoon = (plannedAt: AnyPgColumn, endedAt: AnyPgColumn): SQL => sql`${late(plannedAt, endedAt)} <> 1`;

/** Whether it ended later, or (by clocks that differ) earlier than it was planned. */
export const endedLate = (plannedAt: AnyPgColumn, endedAt: AnyPgColumn): SQL => sql`${late(plannedAt, endedAt)} = 1`;

const late = (plannedAt: AnyPgColumn, endedAt: AnyPgColumn): SQL =>
  sql`case when ${endedAt} - ${plannedAt} not between interval '0 days' and ${soon} then 1 else 0 end`;
