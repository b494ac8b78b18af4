import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Columns that several tables have. */

/** An instant: `timestamptz`, handed over as an ISO string in UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
