import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Person, personSchema } from '../../cases/case.ts';
import type { Sql } from '../../store/database.ts';
import { swarmEvent } from '../../store/swarmTables.ts';
import { searchableWords } from '../../swarm/service/searchWords.ts';
import type { HistoryRow } from '../swarms/rows.ts';
import { bestSwarms, fitting, type IsFound, inOrder, type Told, toldOf } from './best.ts';
import type { BestQuery } from './partly.ts';
import { occurrences } from './relevance.ts';

/**
 * What an engineer finds: the swarms they were in, whole; and of others that are resolved and not restricted what it was and
 * what fixed it, without customer and channel. Those are found by what is shown of them alone: a search for a customer's name
 * must not tell whose case it was. The best first.
 */
export async function knowledgeFor(database: Sql, query: BestQuery): Promise<HistoryRow[]> {
  const { reader, filter } = query;
  if (filter.customer !== undefined || filter.person !== undefined) return bestSwarms(database, query);
  const told = new Map<string, Told>();
  const isFound: IsFound = (row, wanted) => {
    if (row.restricted || row.rootCause === null || row.fix === null) return false;
    const shown = told.get(row.swarmId) ?? toldOf(row);
    told.set(row.swarmId, shown);
    return isFoundByWhatIsShown(row, shown, wanted);
  };
  const resolved = {
    ...query,
    reader: { ...reader, lead: true },
    filter: { ...filter, status: ['resolved' as const] },
  };
  const [own, all] = await Promise.all([fitting(database, query), fitting(database, resolved, isFound)]);
  const isOwn = new Set(own.rows.map(({ swarmId }) => swarmId));
  for (const swarmId of isOwn) told.delete(swarmId);
  const shared = all.rows
    .filter((row) => !isOwn.has(row.swarmId))
    .map((row) => ({ ...row, customer: null, channelUrl: null }));
  const telling = new Map([...own.telling, ...all.telling]);
  return inOrder(database, { rows: [...own.rows, ...shared], telling }, query, told);
}

function isFoundByWhatIsShown(
  { caseId, technologies }: HistoryRow,
  { title, knowledge }: Told,
  { groups, least, rare }: Parameters<IsFound>[1],
): boolean {
  const shown = [searchableWords([caseId]), title, knowledge].join('\n');
  const isShown = ({ own, aliases, technologies: named }: BestQuery['groups'][number]) =>
    named.some((each) => technologies.includes(each)) || [own, ...aliases].some((each) => occurrences(shown, each) > 0);
  const having = groups.filter(isShown);
  return having.length >= least && having.some((each) => rare.includes(each));
}

const creditsSchema = z.array(personSchema);

/** Who is named as having helped to solve each of some swarms, by its last resolution. */
export async function solversOf(database: Sql, swarmIds: readonly string[]): Promise<Map<string, Person[]>> {
  if (swarmIds.length === 0) return new Map();
  const { rows } = await database.execute<{ swarm_id: string; credits: unknown }>(sql`
    select distinct on (swarm_id) swarm_id, event->'credits' as credits from ${swarmEvent}
    where swarm_id in (${sql.join(
      swarmIds.map((each) => sql`${each}`),
      sql`, `,
    )}) and type = 'SwarmResolved' order by swarm_id, version desc`);
  return new Map(rows.map(({ swarm_id: id, credits }) => [id, creditsSchema.parse(credits)]));
}
