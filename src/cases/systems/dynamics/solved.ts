import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { readRows } from '../calls/rows.ts';
import type { RowsRead, SolvedRead } from '../caseSystem.ts';

/**
 * Solved cases with what solved them, which Dataverse keeps in a table of its own: `incidentresolution`, of which a case
 * that was reopened has several. Cancelled and merged cases have the state 2, and are not asked for.
 */
export function dynamicsSolved({
  api,
  host,
  caller,
  headers,
  readWhere,
}: {
  api: string;
  host: string;
  caller: Caller;
  headers: Readonly<Record<string, string>>;
  readWhere: (filter: string) => Promise<RowsRead>;
}) {
  return async (records: readonly string[]): Promise<SolvedRead> => {
    const ids = records.filter((record) => guid.test(record));
    if (ids.length === 0) return { kind: 'ok', cases: [], odd: [] };
    const read = await readWhere(`statecode eq 1 and (${ids.map((id) => `incidentid eq ${id}`).join(' or ')})`);
    if (read.kind !== 'ok') return read;
    const query = new URLSearchParams({
      $select: '_incidentid_value,subject,description,actualend,createdon',
      $filter: ids.map((id) => `_incidentid_value eq ${id}`).join(' or '),
    });
    const asked = await caller.get(`${api}/incidentresolutions?${query}`, headers);
    if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
    if (asked.kind === 'refused') return asTrouble(asked, host);
    const list = held(resolutionsSchema, asked, host);
    if (list.kind !== 'ok') return list;
    const { rows, odd } = readRows(resolutionSchema, list.held.value, Number.POSITIVE_INFINITY);
    const last = new Map<string, Resolution>();
    for (const each of rows.toSorted((one, other) => endOf(one).localeCompare(endOf(other))))
      if (each._incidentid_value) last.set(each._incidentid_value.toLowerCase(), each);
    return {
      kind: 'ok',
      // Without a resolution nothing tells when it was solved: a plugin or an import has closed it.
      cases: read.cases.flatMap((each) => {
        const how = last.get(each.record);
        if (!how) return [];
        const fix = [how.subject, how.description].filter((text) => text).join('\n');
        return [{ case: each, closedAt: endOf(how), cause: '', fix }];
      }),
      odd: [...read.odd, ...odd],
    };
  };
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const instant = z.iso.datetime({ offset: true });
const resolutionSchema = z.object({
  _incidentid_value: z.string().nullish(),
  subject: z.string().nullish(),
  description: z.string().nullish(),
  actualend: instant.nullish(),
  createdon: instant,
});
const resolutionsSchema = z.object({ value: z.array(z.unknown()) });
type Resolution = z.infer<typeof resolutionSchema>;

const endOf = ({ actualend, createdon }: Resolution): string => new Date(actualend ?? createdon).toISOString();
