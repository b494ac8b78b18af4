import { idWithin, type KeptCase } from '../keptCase.ts';
import type { Row } from './rows.ts';
import type { DataverseColumn } from './schema.ts';

/** The columns of `incidentresolution` that are told here: its own, and those of every activity. */
export const resolutionColumns: readonly DataverseColumn[] = [
  { name: 'incidentid', type: 'lookup' },
  { name: 'description', type: 'memo', maxLength: 100_000 },
  { name: 'subject', type: 'string', maxLength: 200 },
  { name: 'actualend', type: 'dateTime' },
  { name: 'createdon', type: 'dateTime' },
];

const names = resolutionColumns.map(({ name, type }) => (type === 'lookup' ? `_${name}_value` : name));

/** What a query of cases' resolutions finds; a text: it is not understood, and why. */
export function resolutionsFound(cases: readonly KeptCase[], query: URLSearchParams): Row[] | string {
  const selected = query.get('$select')?.split(',') ?? names;
  const unknown = selected.find((name) => !names.includes(name));
  if (unknown !== undefined)
    return `Could not find a property named '${unknown}' on type 'Microsoft.Dynamics.CRM.incidentresolution'.`;
  const ids = idsIn(query.get('$filter') ?? '', '_incidentid_value');
  if (ids === null) return `The filter '${query.get('$filter')}' is not played here.`;
  return cases.flatMap(({ number, solution, isDeleted }) => {
    const id = idWithin('incident', number);
    if (!solution || isDeleted || !ids.includes(id)) return [];
    const [subject = '', ...more] = solution.text.split('\n');
    const row: Row = {
      _incidentid_value: id,
      subject,
      description: more.join('\n') || null,
      actualend: solution.at,
      createdon: solution.at,
    };
    return [Object.fromEntries(selected.map((name) => [name, row[name]]))];
  });
}

/** The ids of a filter that is nothing but alternatives of one column; null when it is something else. */
export function idsIn(filter: string, column: string): string[] | null {
  const parts = filter.split(' or ').map((part) => new RegExp(`^${column} eq ([0-9a-f-]{36})$`, 'i').exec(part)?.[1]);
  return parts.every((id) => id !== undefined) ? parts.map((id) => id.toLowerCase()) : null;
}
