/** Rows as a Markdown table, one column for each key of the first. */
export function table(rows: readonly Record<string, string | number>[]): string {
  const keys = Object.keys(rows[0] ?? {});
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(keys), line(keys.map(() => '---')), ...rows.map((row) => line(keys.map((key) => row[key] ?? '')))].join(
    '\n',
  );
}

/** The same turned on its side: one column for each row, headed by what `name` says. */
export function turned(rows: readonly Record<string, string | number>[], name: string): string {
  const measures = Object.keys(rows[0] ?? {}).filter((key) => key !== name);
  return table(
    measures.map((measure) => ({
      '': measure,
      ...Object.fromEntries(rows.map((row) => [row[name] ?? '', row[measure] ?? ''])),
    })),
  );
}
