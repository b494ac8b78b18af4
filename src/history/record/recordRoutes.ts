import { z } from 'zod';
import { choiceOf, type GrowthChoice, keepChoice, shares } from '../../growth/choice.ts';
import { type Learning, learningOf } from '../../growth/learning.ts';
import { type RecordEntry, recordOf } from '../../growth/record.ts';
import { leadsOf } from '../../registry/left/leads.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Technology } from '../../registry/technology.ts';
import type { Sql } from '../../store/database.ts';
import { json, type personRoutes, readQuery, type TabAnswer, type TabRoute, withBody } from '../routes/route.ts';

type Named = { id: string; name: Technology['name'] };

/** One's part in a swarm as the page shows it. `with`: names; `others`: how many more, whom the registry does not know. */
export type RecordLine = Omit<RecordEntry, 'technologies' | 'others'> & {
  technologies: Named[];
  with: string[];
  others: number;
};

/** `GET /api/me/record`. `next`: where it goes on, null: nowhere; `leads`: by name, who hears what is shared. */
export type MyRecord = {
  lines: RecordLine[];
  next: string | null;
  learning: (Omit<Learning, 'technology'> & Named & { level: number | null })[];
  sharing: GrowthChoice;
  leads: string[];
};

const page = 20;
/** So many technologies are listed, those met most. */
const mostLearning = 12;

const pageSchema = z.strictObject({ after: z.string().max(200).optional() });
// PostgreSQL knows no year 0.
const placeSchema = z.tuple([z.iso.datetime().regex(/^(?!0000)/), z.string().min(1).max(64)]);
const sharingSchema = z.strictObject({ share: z.enum(shares), monthly: z.boolean() });
export type SharingChange = z.input<typeof sharingSchema>;

/** One's own record: whoever calls reads theirs, whatever the request says, and chooses what their lead hears of it. */
export function recordRoutes(
  person: ReturnType<typeof personRoutes>,
  needs: { database: Sql; snapshot: RegistrySnapshot; tenantId: string; clock: () => number },
): TabRoute[] {
  const { database, snapshot, tenantId, clock } = needs;
  const named = (id: string): Named => ({ id, name: snapshot.technology(id)?.name ?? { en: id, ja: id } });
  const nameOf = (id: string): string[] => {
    const name = snapshot.listed(id)?.engineer.name;
    return name === undefined ? [] : [name];
  };

  const record = async (query: URLSearchParams, personId: string): Promise<TabAnswer> => {
    const asked = readQuery(pageSchema, query);
    if (!asked.ok) return asked.answer;
    // A place that is none begins at the beginning: nothing is hidden by it.
    const place = placeSchema.safeParse(asked.value.after?.split(' '));
    const after = place.success ? { closedAt: place.data[0], swarmId: place.data[1] } : null;
    const found = await recordOf(database, { tenantId, personId, most: page + 1, ...(after && { after }) });
    const last = found.length > page ? found[page - 1] : undefined;
    const levels = new Map(snapshot.skillsOf(personId).map(({ technology, level }) => [technology, level]));
    const engineer = snapshot.listed(personId)?.engineer;
    return json(200, {
      lines: found.slice(0, page).map(({ technologies, others, ...line }) => {
        const names = others.flatMap(nameOf);
        return { ...line, technologies: technologies.map(named), with: names, others: others.length - names.length };
      }),
      next: last ? `${last.closedAt} ${last.swarmId}` : null,
      learning: (await learningOf(database, { tenantId, personId }))
        .slice(0, mostLearning)
        .map(({ technology, ...each }) => ({ ...each, ...named(technology), level: levels.get(technology) ?? null })),
      sharing: await choiceOf(database, { tenantId, personId }),
      leads: engineer ? leadsOf(engineer, snapshot).flatMap(nameOf) : [],
    } satisfies MyRecord);
  };

  return [
    person('engineer', 'GET', '/api/me/record', ({ query }, caller) => record(query, caller.id)),
    person(
      'engineer',
      'PUT',
      '/api/me/record/sharing',
      withBody(sharingSchema, async (change, caller) => {
        const at = new Date(clock()).toISOString();
        return json(200, await keepChoice(database, { tenantId, personId: caller.id }, change, at));
      }),
      { bodyLimit: 1024 },
    ),
  ];
}
