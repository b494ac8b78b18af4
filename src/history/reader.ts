import { type SQL, sql } from 'drizzle-orm';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import { leadsTeam } from '../registry/team.ts';
import { invitation, swarm } from '../store/swarmTables.ts';

/**
 * Who reads history. A lead sees the organisation's swarms, an engineer those they were in; who leads support teams, or is a deputy
 * there, also those of `teamPeople`, by id.
 */
export type HistoryReader = { personId: string; lead: boolean; teamPeople?: readonly string[] };

/** The reader by our own records; null for somebody the registry does not know. */
export function readerOf(snapshot: RegistrySnapshot, personId: string): HistoryReader | null {
  const engineer = snapshot.listed(personId)?.engineer;
  if (!engineer) return null;
  const teamPeople = engineer.lead ? [] : peopleLedBy(snapshot, personId);
  return { personId, lead: engineer.lead, ...(teamPeople.length > 0 ? { teamPeople } : {}) };
}

/** Everybody of the teams that somebody speaks for, by id. */
function peopleLedBy(snapshot: RegistrySnapshot, personId: string): string[] {
  const led = new Set(snapshot.teams().flatMap((team) => (leadsTeam(team, personId) ? [team.id] : [])));
  if (led.size === 0) return [];
  return [...snapshot.engineers()].flatMap(({ id, team }) => (team !== undefined && led.has(team) ? [id] : []));
}

/** The swarms a reader may see with their content. A restricted one is its people's alone, whoever leads them. */
export function visibleTo(tenantId: string, reader: HistoryReader): SQL {
  // A plan that was not started is its owner's alone: nobody else was ever told of it.
  const begun = sql`(${swarm.startedAt} is not null or ${swarm.ownerId} = ${reader.personId})`;
  return sql`${swarm.tenantId} = ${tenantId} and ${begun} and ${mayRead(tenantId, reader)}`;
}

function mayRead(tenantId: string, reader: HistoryReader): SQL {
  const inside = isInside(reader);
  if (reader.lead) return sql`(not ${swarm.restricted} or ${inside})`;
  return reader.teamPeople
    ? sql`(${aboutReader(tenantId, reader)} and (not ${swarm.restricted} or ${inside}))`
    : inside;
}

const isInside = ({ personId }: HistoryReader): SQL => sql`${swarm.people} @> array[${personId}]::text[]`;

/** The swarms that concern a reader, restricted ones too: a lead's all, else those in which they, or people of their teams, are or were asked. */
export function aboutReader(tenantId: string, reader: HistoryReader): SQL {
  if (reader.lead) return sql`true`;
  const { teamPeople = [] } = reader;
  if (teamPeople.length === 0) return isInside(reader);
  const people = sql`array(select json_array_elements_text(${JSON.stringify(teamPeople)}::json))`;
  // Each part by its own index; for either of them there is none.
  return sql`(${isInside(reader)} or ${swarm.swarmId} in (
    select s.swarm_id from ${swarm} s where s.tenant_id = ${tenantId} and s.people && ${people}
    union all select i.swarm_id from ${invitation} i where i.tenant_id = ${tenantId} and i.person_id = any(${people})))`;
}
