import { cut } from '../../language/cut.ts';
import { finder, type JoinedTable } from './columns.ts';
import type { ExportRow, ExportTable } from './exportTable.ts';
import type { Join } from './preset.ts';

/** What tables beside that of the cases tell of each: `Owner.Username` and its like, by what cases know of them. */
export type Joins = {
  /** Takes in the rows of such a table. */
  take(join: Join, by: JoinedTable, table: ExportTable): Promise<number>;
  /** The names under which rows get more columns, for those that have what leads there. */
  columnsFor(columns: readonly string[]): string[];
  /** The row with what belongs to it. */
  joined(row: ExportRow): ExportRow;
};

/** Longer texts of such rows are cut: they are held until all cases are read. */
const mostHeld = 4_000;

export function createJoins(): Joins {
  const held = new Map<
    Join,
    { kept: Set<string>; rows: Map<string, { by: string; values: ReadonlyMap<string, string> }> }
  >();
  return {
    async take(join, by, table) {
      const of = held.get(join) ?? { kept: new Set(), rows: new Map() };
      held.set(join, of);
      let taken = 0;
      for await (const row of table.rows) {
        // A row of these that cannot be read costs a case a name, not itself.
        if ('problem' in row) continue;
        const key = row.values.get(by.to)?.[0];
        const last = by.lastBy.map((column) => row.values.get(column)?.[0] ?? '').find((value) => value !== '') ?? '';
        const before = key === undefined ? undefined : of.rows.get(keyOf(key));
        if (key === undefined || (before !== undefined && before.by > last)) continue;
        const values = by.take.flatMap(({ kept, from }): [string, string][] => {
          const told = [...new Set(from.flatMap((column) => row.values.get(column) ?? []))].join('\n');
          if (told === '') return [];
          of.kept.add(kept);
          return [[`${join.as}.${kept}`, cut(told, mostHeld)]];
        });
        of.rows.set(keyOf(key), { by: last, values: new Map(values) });
        taken++;
      }
      return taken;
    },
    columnsFor(columns) {
      const found = finder(columns);
      return [...held].flatMap(([join, { kept }]) =>
        join.from.some((name) => found(name) !== null) ? [...kept].map((name) => `${join.as}.${name}`) : [],
      );
    },
    joined(row) {
      if (held.size === 0) return row;
      const found = finder([...row.values.keys()]);
      const more = [...held].flatMap(([join, { rows }]) => {
        for (const name of join.from) {
          const column = found(name);
          const key = column === null ? undefined : row.values.get(column)?.[0];
          const match = key === undefined ? undefined : rows.get(keyOf(key));
          if (match) return [...match.values].map(([column, value]): [string, string[]] => [column, [value]]);
        }
        return [];
      });
      return more.length === 0 ? row : { ...row, values: new Map([...row.values, ...more]) };
    },
  };
}

const keyOf = (text: string): string => text.trim().toLowerCase();
