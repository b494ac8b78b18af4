import type { Language } from '../../language/language.ts';
import type { Sql } from '../../store/database.ts';
import { byteOrderMark, csvLine } from './csv.ts';
import { csvWords } from './csvWords.ts';
import { cursorOf, readCursor } from './paging.ts';
import type { HistoryRow } from './rows.ts';
import { listSwarms } from './swarmList.ts';
import type { SwarmQuery } from './swarmQuery.ts';

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const pageSize = 1000;

/**
 * All swarms of a query, however many, as text that flows while it is read: a page at a time is in memory. Stops when
 * the signal says that nobody listens any more. JSON is an array with a swarm a line; CSV is in `language`.
 */
export async function* exportSwarms(
  database: Sql,
  query: Omit<SwarmQuery, 'after' | 'limit'>,
  { format, language, signal }: { format: ExportFormat; language: Language; signal: AbortSignal },
): AsyncGenerator<string> {
  const words = csvWords[language];
  yield format === 'csv' ? byteOrderMark + csvLine(words.swarms) : '[';
  let first = true;
  let after: SwarmQuery['after'] = null;
  while (!signal.aborted) {
    const rows: HistoryRow[] = await listSwarms(database, { ...query, after, limit: pageSize });
    if (format === 'csv') yield rows.map((row) => csvLine(cellsOf(row, words))).join('');
    else yield rows.map((row, at) => `${first && at === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`).join('');
    first = first && rows.length === 0;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) break;
    after = readCursor(cursorOf(query.sort, last), query.sort);
  }
  if (format === 'json') yield '\n]\n';
}

const cellsOf = (row: HistoryRow, words: (typeof csvWords)[Language]): (string | number | null)[] => [
  row.swarmId,
  row.caseId,
  row.title,
  words.status[row.status],
  words.severity[row.severity],
  row.customer,
  row.product,
  words.isRestricted[row.restricted ? 'yes' : 'no'],
  row.technologies.join(' '),
  row.gaps.join(' '),
  row.coordinator.name,
  row.proposedAt,
  row.startedAt,
  row.closedAt,
  row.resolveSeconds,
  row.rootCause,
  row.fix,
  row.fixKind && words.fixKind[row.fixKind],
];
