import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/**
 * Whether a list of technologies, of 64 characters each, is short enough for an entry of an index, which holds 2.7 kB at
 * most. Written in a query as it is in the index: otherwise the database does not see that the index has all it asks for.
 * Of equality the database guesses that it is rare, and of what is not equal that it is nearly all, which is so here.
 */
export const fewTechnologies = (technologies: AnyPgColumn): SQL => sql`least(cardinality(${technologies}), 17) <> 17`;

/** Whether it isn't. */
export const manyTechnologies = (technologies: AnyPgColumn): SQL => sql`least(cardinality(${technologies}), 17) = 17`;
