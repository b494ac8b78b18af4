import { z } from 'zod';
import { type Language, languages } from '../../language/language.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Sql } from '../../store/database.ts';
import { json, type personRoutes, readQuery, type TabAnswer, type TabRequest, type TabRoute } from '../routes/route.ts';
import { storyLink } from '../storyLink.ts';
import { byteOrderMark, csvLine } from '../swarms/csv.ts';
import { csvWords } from '../swarms/csvWords.ts';
import { type RecurringCause, recurringOf } from './recurring.ts';

export type RecurringNeeds = {
  database: Sql;
  snapshot: Pick<RegistrySnapshot, 'technology'>;
  tenantId: string;
  appId: string;
  publicUrl: string;
  clock: () => number;
};

/** `GET /api/history/recurring`: for leads. */
export type Recurring = { causes: RecurringCause[] };

/** Causes that come again: to look at, and as a list for those who develop the product. */
export function recurringRoutes(person: ReturnType<typeof personRoutes>, needs: RecurringNeeds): TabRoute[] {
  const { database, tenantId, clock } = needs;
  const list = async (): Promise<TabAnswer> =>
    json(200, { causes: await recurringOf(database, tenantId, clock()) } satisfies Recurring);
  const file = async ({ query }: TabRequest): Promise<TabAnswer> => {
    const asked = readQuery(fileQuerySchema, query);
    if (!asked.ok) return asked.answer;
    const { language } = asked.value;
    const words = csvWords[language];
    const causes = await recurringOf(database, tenantId, clock());
    return {
      status: 200,
      headers: { 'Content-Disposition': 'attachment; filename="recurring.csv"' },
      body: {
        type: 'text/csv; charset=utf-8',
        content:
          byteOrderMark +
          csvLine(words.recurring) +
          causes.map((cause) => csvLine(toldToDevelopers(cause, language, needs))).join(''),
      },
    };
  };
  return [
    person('lead', 'GET', '/api/history/recurring', list, { cost: 5 }),
    person('lead', 'GET', '/api/history/recurring.csv', file, { cost: 10 }),
  ];
}

const fileQuerySchema = z.object({ language: z.enum(languages).default('en') });

/** For people who know neither Swarm nor its registry: technologies by their names, and how it showed each time. */
export function toldToDevelopers(
  { swarms, prevention }: RecurringCause,
  language: Language,
  needs: Pick<RecurringNeeds, 'snapshot' | 'appId' | 'publicUrl'>,
): (string | number | null)[] {
  const [newest] = swarms;
  const words = csvWords[language];
  const once = (told: readonly string[]) => [...new Set(told)].join('; ');
  return [
    once(swarms.flatMap(({ product }) => product ?? [])),
    once(
      swarms
        .flatMap(({ technologies }) => technologies)
        .map((id) => needs.snapshot.technology(id)?.name[language] ?? id),
    ),
    once(swarms.map(({ title }) => title)),
    swarms.length,
    newest?.rootCause ?? null,
    words.prevention[prevention],
    newest?.closedAt ?? null,
    swarms.map(({ caseId }) => caseId).join('; '),
    swarms.map(({ swarmId }) => storyLink(needs, swarmId)).join(' '),
  ];
}
