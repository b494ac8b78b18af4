import { z } from 'zod';
import { interruptionLevels, loadsOfPeople, type PersonLoad } from '../../availability/load.ts';
import type { Person } from '../../cases/case.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Sql } from '../../store/database.ts';
import { isZone, zoneNamed } from '../../time/zone.ts';
import { readerOf } from '../reader.ts';
import { json, type personRoutes, type TabAnswer, type TabRequest, type TabRoute, withQuery } from '../routes/route.ts';
import { swarmFilterSchema } from '../swarms/filter.ts';
import { type CaseOutcomes, caseOutcomesOf } from './caseOutcomes.ts';
import { coverageOf, type TechnologyCoverage } from './coverage.ts';
import { type Measures, measuresOf, spanNames } from './measures.ts';
import { spanByTechnology, type TechnologySpan } from './technologySpans.ts';

export type MeasureRoutesNeeds = {
  database: Sql;
  snapshot: RegistrySnapshot;
  tenantId: string;
  askBudget: () => number;
  hostTeams: () => Promise<HostTeamRoom[]>;
  clock: () => number;
};

/**
 * How full a team that holds channels is: of `most` places `taken` are, `deleted` of these by channels of swarms deleted in the 30 days
 * before it was counted (ISO, UTC); null: it was not counted yet, and only our own are known.
 */
export type HostTeamRoom = { taken: number; most: number; deleted: number | null; countedAt: string | null };
/** `GET /api/history/host-teams`: in the order of the settings, for a lead. */
export type HostTeamRooms = { hostTeams: HostTeamRoom[] };

/** `GET /api/history/measures`: of the caller's own swarms, for who leads a team of its people's, for a lead of the organisation's. */
export type { Measures };
/** `GET /api/history/measures/technologies`. */
export type TechnologyMeasures = { technologies: TechnologySpan[] };
/** `GET /api/history/measures/cases`: of the organisation's, for a lead. */
export type { CaseOutcomes };
/** `GET /api/history/coverage`. `since`: the swarms counted were planned after it. */
export type Coverage = { since: string; technologies: TechnologyCoverage[] };
/** `GET /api/history/load`: everyone's for a lead, their people's for who leads a team, otherwise one's own. */
export type Load = { people: PersonLoad[]; askBudget: number; levels: typeof interruptionLevels };

const zone = z.string().max(64).transform(zoneNamed).refine(isZone, 'an IANA zone like Asia/Tokyo').default('UTC');
const measuresQuerySchema = swarmFilterSchema
  .omit({ words: true })
  .extend({ by: z.enum(['week', 'month']).default('week'), zone });
const technologiesQuerySchema = measuresQuerySchema.extend({ span: z.enum(spanNames).default('accept') });
const casesQuerySchema = z.strictObject({ from: swarmFilterSchema.shape.from, to: swarmFilterSchema.shape.to });
const coverageQuerySchema = z.strictObject({ days: z.coerce.number().int().min(1).max(3660).default(180) });

/** Measures, coverage and load. */
export function measureRoutes(person: ReturnType<typeof personRoutes>, needs: MeasureRoutesNeeds): TabRoute[] {
  const { database, snapshot, tenantId, askBudget, clock } = needs;

  const readerFor = (caller: Person) => readerOf(snapshot, caller.id) ?? { personId: caller.id, lead: false };

  const measures = withQuery(measuresQuerySchema, async ({ by, zone: inZone, ...filter }, caller) => {
    const query = { tenantId, reader: readerFor(caller), filter, zone: inZone };
    return json(200, (await measuresOf(database, query, by)) satisfies Measures);
  });

  const byTechnology = withQuery(technologiesQuerySchema, async (asked, caller) => {
    const { by: _, zone: inZone, span, ...filter } = asked;
    const query = { tenantId, reader: readerFor(caller), filter, zone: inZone };
    return json(200, { technologies: await spanByTechnology(database, query, span) } satisfies TechnologyMeasures);
  });

  const cases = withQuery(casesQuerySchema, async (asked) =>
    json(200, (await caseOutcomesOf(database, { tenantId, ...asked, now: clock() })) satisfies CaseOutcomes),
  );

  const coverage = withQuery(coverageQuerySchema, async ({ days }) => {
    const since = new Date(clock() - days * 86_400_000).toISOString();
    const technologies = await coverageOf(database, { tenantId, snapshot, since, askBudget: askBudget() });
    return json(200, { since, technologies } satisfies Coverage);
  });

  const load = async (_request: TabRequest, caller: Person): Promise<TabAnswer> => {
    const { lead, teamPeople = [] } = readerFor(caller);
    const all = { tenantId, snapshot, now: clock() };
    const some = [...new Set([caller.id, ...teamPeople])];
    const people = await loadsOfPeople(database, lead ? all : { ...all, people: some });
    return json(200, { people, askBudget: askBudget(), levels: interruptionLevels } satisfies Load);
  };

  return [
    person('engineer', 'GET', '/api/history/measures', measures),
    person('engineer', 'GET', '/api/history/measures/technologies', byTechnology),
    person('lead', 'GET', '/api/history/measures/cases', cases),
    person('lead', 'GET', '/api/history/coverage', coverage),
    person('engineer', 'GET', '/api/history/load', load),
    person('lead', 'GET', '/api/history/host-teams', async () =>
      json(200, { hostTeams: await needs.hostTeams() } satisfies HostTeamRooms),
    ),
  ];
}
