import { and, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { severities } from '../../cases/case.ts';
import { technologyIdSchema } from '../../registry/technology.ts';
import { swarm } from '../../store/swarmTables.ts';
import { startedStatuses, swarmStatuses } from './rows.ts';

export const swarmSorts = ['newest', 'oldest', 'closed', 'longest'] as const;
export type SwarmSort = (typeof swarmSorts)[number];
/** Of a list that is searched, the best first, too (search/best.ts); without words that is the newest first. */
export const listSorts = ['best', ...swarmSorts] as const;
export type ListSort = (typeof listSorts)[number];

const listOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .transform((list) => list.split(',').filter((each) => each !== ''))
    .pipe(z.array(z.enum(values)).max(values.length));

/** PostgreSQL keeps no NUL in text, and takes one for a fault of ours. */
const words = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\0]*$/);

/** Of the years that PostgreSQL and ISO 8601 write alike, whatever the offset, in UTC. */
const instant = z.iso
  .datetime({ offset: true })
  .transform((given) => new Date(given).toISOString())
  .pipe(z.string().regex(/^(?!0000)\d{4}-/));

/**
 * Which swarms are wanted, as an address says it: `?status=running,resolved&technology=azure-vpn&words=…`.
 * `from` and `to` are instants between which the swarm was planned, `to` exclusive. Without a state: those that were
 * started.
 */
export const swarmFilterSchema = z.strictObject({
  status: listOf(swarmStatuses).default([...startedStatuses]),
  severity: listOf(severities).default([]),
  technology: technologyIdSchema.optional(),
  person: words(128).optional(),
  customer: words(200).optional(),
  from: instant.optional(),
  to: instant.optional(),
  words: z.string().max(500).default(''),
});
export type SwarmFilter = z.infer<typeof swarmFilterSchema>;

/** Whether swarms in one of these states are among those wanted. */
export const wantsSome = (
  { status }: Pick<SwarmFilter, 'status'>,
  states: readonly SwarmFilter['status'][number][],
): boolean => status.length === 0 || status.some((each) => states.includes(each));

/** The condition on a swarm's row, words aside. */
export function filterCondition(filter: Omit<SwarmFilter, 'words'>): SQL | undefined {
  const { status, severity, technology, person, customer, from, to } = filter;
  return and(
    status.length > 0 ? inArray(swarm.status, status) : undefined,
    severity.length > 0 ? inArray(swarm.severity, severity) : undefined,
    technology ? sql`${swarm.technologies} @> array[${technology}]::text[]` : undefined,
    person ? sql`${swarm.people} @> array[${person}]::text[]` : undefined,
    customer ? sql`${swarm.customer} = ${customer}` : undefined,
    from ? gte(swarm.proposedAt, from) : undefined,
    to ? lt(swarm.proposedAt, to) : undefined,
  );
}
