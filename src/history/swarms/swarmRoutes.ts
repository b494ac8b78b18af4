import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Person } from '../../cases/case.ts';
import { languages } from '../../language/language.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Technology } from '../../registry/technology.ts';
import type { Sql } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';
import { type HistoryReader, readerOf, visibleTo } from '../reader.ts';
import {
  json,
  type personRoutes,
  problem,
  readQuery,
  type TabAnswer,
  type TabRequest,
  type TabRoute,
} from '../routes/route.ts';
import { bestSwarms } from '../search/best.ts';
import { knowledgeFor } from '../search/knowledge.ts';
import { createSearchReader } from '../search/searchQuery.ts';
import { type ExportFormat, exportFormats, exportSwarms } from './export.ts';
import { listSorts, type SwarmFilter, swarmFilterSchema } from './filter.ts';
import { cursorOf, readCursor } from './paging.ts';
import type { HistoryRow } from './rows.ts';
import { type Solver, withChats } from './solvers.ts';
import { type SwarmStory, tellShared, tellStory } from './story.ts';
import { listSwarms } from './swarmList.ts';

export type SwarmRoutesNeeds = {
  database: Sql;
  snapshot: RegistrySnapshot;
  tenantId: string;
  appId: string;
  isShared: () => boolean;
  administrators: () => readonly string[];
};

/** `GET /api/history/swarms`. `next` is the cursor of the following page; null on the last. */
export type SwarmsPage = { rows: HistoryRow[]; next: string | null };
/**
 * `GET /api/history/choices`: who asks, and what filters offer. Only leads and administrators get people; who leads a team
 * (`leadsTeam`) gets its own.
 */
export type Choices = {
  /** The app's id, for deep links into the tab. */
  appId: string;
  /** `engineer`: in the registry. */
  me: Person & { engineer: boolean; lead: boolean; leadsTeam: boolean; administrator: boolean; zone: string };
  technologies: { id: string; name: Technology['name'] }[];
  people: Person[];
  customers: string[];
};
export type { SwarmStory };
/** `GET /api/history/swarms/:id`: the story, and whom to ask about it. */
export type StoryAnswer = SwarmStory & { solvers: Solver[] };

const listQuerySchema = swarmFilterSchema.extend({
  sort: z.enum(listSorts).default('newest'),
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const exportQuerySchema = swarmFilterSchema.extend({
  language: z.enum(languages).default('en'),
  sort: z
    .enum(listSorts)
    .default('newest')
    // A file has all of them, and only the first of a search are put in order.
    .transform((sort) => (sort === 'best' ? 'newest' : sort)),
});

/** The list, one swarm, the export, and what filters offer. */
export function swarmRoutes(person: ReturnType<typeof personRoutes>, needs: SwarmRoutesNeeds): TabRoute[] {
  const { database, snapshot, tenantId, appId, isShared } = needs;
  const readSearch = createSearchReader(snapshot);
  const readerFor = (caller: Person): HistoryReader =>
    readerOf(snapshot, caller.id) ?? { personId: caller.id, lead: false };

  const list = async ({ query }: TabRequest, caller: Person): Promise<TabAnswer> => {
    const asked = readQuery(listQuerySchema, query);
    if (!asked.ok) return asked.answer;
    const { sort: wanted, after: cursor, limit, ...filter } = asked.value;
    if (wanted === 'best' && filter.words.trim() !== '') return best(filter, { cursor, limit }, caller);
    const sort = wanted === 'best' ? 'newest' : wanted;
    const after = cursor === undefined ? null : readCursor(cursor, sort);
    if (cursor !== undefined && !after) return problem(400, 'bad-query', 'The page asked for is not one of this list.');
    const groups = readSearch(filter.words);
    // One more than shown tells whether there is another page.
    const found = await listSwarms(database, {
      tenantId,
      reader: readerFor(caller),
      filter,
      groups,
      sort,
      after,
      limit: limit + 1,
    });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return json(200, { rows, next: found.length > limit && last ? cursorOf(sort, last) : null } satisfies SwarmsPage);
  };

  /** A page of the best of a search: they are put in order together, so a page is a part of that. */
  const best = async (
    filter: SwarmFilter,
    { cursor, limit }: { cursor: string | undefined; limit: number },
    caller: Person,
  ): Promise<TabAnswer> => {
    const from = cursor === undefined ? 0 : placeIn(cursor);
    if (from === null) return problem(400, 'bad-query', 'The page asked for is not one of this list.');
    const groups = readSearch(filter.words);
    const reader = readerFor(caller);
    const query = { tenantId, reader, filter, groups };
    // What the chat finds is found here, too.
    const found =
      groups.length === 0 ? [] : await (isShared() && !reader.lead ? knowledgeFor : bestSwarms)(database, query);
    const rows = found.slice(from, from + limit);
    const next = from + limit < found.length ? String(from + limit) : null;
    return json(200, { rows, next } satisfies SwarmsPage);
  };

  const story = async ({ params }: TabRequest, caller: Person): Promise<TabAnswer> => {
    // No id holds a NUL, and the database takes one for a fault of ours.
    const swarmId = (params.id ?? '').replaceAll('\0', '');
    const asked = { tenantId, reader: readerFor(caller), swarmId };
    const told = (await tellStory(database, asked)) ?? (isShared() ? await tellShared(database, asked) : null);
    // Nobody is sent to ask themselves.
    const others = told?.solvers.filter(({ id }) => id !== caller.id) ?? [];
    const named = told && { ...told, solvers: withChats(snapshot, others) };
    // Whether there is one that they may not see is nothing to tell either.
    return named
      ? json(200, named satisfies StoryAnswer)
      : problem(404, 'not-found', 'There is no such swarm, or you may not see it.');
  };

  const exported =
    (format: ExportFormat) =>
    async ({ query, signal }: TabRequest, caller: Person): Promise<TabAnswer> => {
      const asked = readQuery(exportQuerySchema, query);
      if (!asked.ok) return asked.answer;
      const { sort, language, ...filter } = asked.value;
      const groups = readSearch(filter.words);
      const wanted = { tenantId, reader: readerFor(caller), filter, groups, sort };
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
      return {
        status: 200,
        headers: { 'Content-Disposition': `attachment; filename="swarms.${format}"` },
        body: { type, content: exportSwarms(database, wanted, { format, language, signal }) },
      };
    };

  const choices = async (_request: TabRequest, caller: Person): Promise<TabAnswer> => {
    const reader = readerFor(caller);
    const byName = (a: Person, b: Person) => a.name.localeCompare(b.name, 'ja') || (a.id < b.id ? -1 : 1);
    const known = snapshot.listed(caller.id)?.engineer;
    const { lead, teamPeople = [] } = reader;
    const administrator = needs.administrators().includes(caller.id);
    const team = new Set(teamPeople);
    const isOffered = (id: string) => lead || administrator || team.has(id);
    const answer: Choices = {
      appId,
      me: {
        ...{ ...caller, lead, administrator },
        engineer: known !== undefined,
        leadsTeam: team.size > 0,
        zone: known?.zone ?? 'UTC',
      },
      technologies: snapshot
        .technologies()
        .map(({ id, name }) => ({ id, name }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
      people: Array.from(snapshot.engineers(), ({ id, name }) => ({ id, name }))
        .filter(({ id }) => isOffered(id))
        .sort(byName),
      customers: await recentCustomers(database, tenantId, reader),
    };
    return json(200, answer);
  };

  return [
    person('anyone', 'GET', '/api/history/choices', choices),
    person('engineer', 'GET', '/api/history/swarms', list),
    person('engineer', 'GET', '/api/history/swarms/:id', story),
    ...exportFormats.map((format) =>
      person('engineer', 'GET', `/api/history/export.${format}`, exported(format), { cost: 20 }),
    ),
  ];
}

/** How many of the best are on the pages before; null where that is no number of them. */
const placeIn = (cursor: string): number | null => (/^\d{1,3}$/.test(cursor) ? Number(cursor) : null);

/** Customers of the newest swarms a reader may see; any other can be typed. */
async function recentCustomers(database: Sql, tenantId: string, reader: HistoryReader): Promise<string[]> {
  const { rows } = await database.execute<{ customer: string }>(sql`
    select distinct customer from (
      select ${swarm.customer} as customer from ${swarm} where ${visibleTo(tenantId, reader)}
      order by ${swarm.proposedAt} desc, ${swarm.swarmId} desc limit 1000) newest
    where customer is not null order by customer limit 200`);
  return rows.map((row) => row.customer);
}
