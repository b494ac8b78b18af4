import { type SQL, sql } from 'drizzle-orm';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import { swarm } from '../store/schema.ts';

/** Who reads history. A lead sees the organisation's swarms, an engineer those they were in. */
export type HistoryReader = { personId: string; lead: boolean };

/** The reader by our own records; null for somebody the registry does not know. */
export function readerOf(snapshot: RegistrySnapshot, personId: string): HistoryReader | null {
  const engineer = snapshot.listed(personId)?.engineer;
  return engineer ? { personId, lead: engineer.lead } : null;
}

/** The swarms a reader may see with their content. A restricted one is its people's alone, whoever leads them. */
export function visibleTo(tenantId: string, { personId, lead }: HistoryReader): SQL {
  const inside = sql`${swarm.people} @> array[${personId}]::text[]`;
  // A plan that was not started is its owner's alone: nobody else was ever told of it.
  const begun = sql`(${swarm.startedAt} is not null or ${swarm.ownerId} = ${personId})`;
  return sql`${swarm.tenantId} = ${tenantId} and ${begun} and ${lead ? sql`(not ${swarm.restricted} or ${inside})` : inside}`;
}
