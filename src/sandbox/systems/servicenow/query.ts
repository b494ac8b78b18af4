import { plainDate } from './plainDate.ts';
import type { Column, Table } from './records.ts';

type Held = { record: Readonly<Record<string, Column>> };

/**
 * The rows that an encoded query finds, sorted as it says. A part of it that is not understood is left out, and the
 * rest is run: as shipped there is no error for it. Dates in it are in the zone of the account that asks.
 */
export function queried<Row extends Held>(rows: readonly Row[], query: string, table: Table, zone: string): Row[] {
  const parts = query.split('^');
  const conditions = parts.flatMap((part) => {
    const [, column, operator, value] = /^([a-z_.]+?)(>=|<=|=|>|<|IN)(.*)$/.exec(part) ?? [];
    if (column === undefined || operator === undefined || value === undefined) return [];
    return table.columns.includes(column) ? [{ column, operator, value: inUtc(value, zone) }] : [];
  });
  const order = parts.flatMap((part) => {
    const column = /^ORDERBY([a-z_.]+)$/.exec(part)?.[1];
    return column !== undefined && table.columns.includes(column) ? [column] : [];
  });
  const columnOf = ({ record }: Row, column: string): string => record[column]?.value ?? '';
  const holds = (row: Row, { column, operator, value }: (typeof conditions)[number]): boolean => {
    const kept = columnOf(row, column);
    switch (operator) {
      case '=':
        return kept === value;
      case 'IN':
        return value.split(',').includes(kept);
      case '>=':
        return kept >= value;
      case '>':
        return kept > value;
      case '<=':
        return kept <= value;
      default:
        return kept < value;
    }
  };
  return rows
    .filter((row) => conditions.every((condition) => holds(row, condition)))
    .toSorted((one, other) => {
      const column = order.find((each) => columnOf(one, each) !== columnOf(other, each));
      return column === undefined ? 0 : columnOf(one, column) < columnOf(other, column) ? -1 : 1;
    });
}

/** A date as it is kept, in UTC; anything else as it is. */
function inUtc(value: string, zone: string): string {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return value;
  const asUtc = Date.parse(`${value.replace(' ', 'T')}Z`);
  return plainDate(new Date(2 * asUtc - Date.parse(`${plainDate(new Date(asUtc), zone).replace(' ', 'T')}Z`)), 'UTC');
}
