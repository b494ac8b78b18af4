import { stringify } from 'csv-stringify/sync';
import type { z } from 'zod';
import type { Language } from '../../language/language.ts';
import { engineerSchema, skillSchema } from '../engineer.ts';
import type { Registry } from '../snapshot.ts';
import { technologySchema } from '../technology.ts';
import { asMeant, harmless } from './cells.ts';
import type { Placed, PlacedRegistry } from './check.ts';
import { type Column, tables } from './columns.ts';
import type { Line } from './lines.ts';
import { cameAs, expectationOf, type RegistryProblem } from './problem.ts';
import { columnOf, fieldsOf, recordOf, tableIn, tellerOf } from './table.ts';

/**
 * Reads one table of the registry (columns.ts says which columns) of its lines. Every line with a fault is told, and
 * nothing of it taken.
 */
export function readRegistryTable(
  file: string,
  lines: readonly Line[],
): { placed: PlacedRegistry; problems: RegistryProblem[] } {
  const placed: PlacedRegistry = { technologies: [], engineers: [], skills: [] };
  const problems: RegistryProblem[] = [];
  const tell = tellerOf(file, problems);
  const titles = (lines[0]?.cells ?? []).map((title) => title.trim());
  const name = tableOf(titles);
  if (!name) {
    tell(lines[0]?.line ?? 1, '', 'unknown-file', fieldsOf(...Object.values(tables)), cameAs(titles.join(', ')));
    return { placed, problems };
  }
  const all: readonly Column<never>[] = tables[name];
  const table = tableIn(all, lines, tell);

  const records = <T>(schema: z.ZodType<T>): Placed<T>[] =>
    table.rows.flatMap(({ line, cells }) => {
      const read = schema.safeParse(recordOf(all, table.columns, cells));
      if (read.success) return [{ value: read.data, file, line, path: '' }];
      for (const issue of read.error.issues) {
        const at = table.columns.findIndex((column) => column?.field.every((key, depth) => issue.path[depth] === key));
        const wanted = all.find((column) => column.field.every((key, depth) => issue.path[depth] === key));
        const cell = asMeant((cells[at] ?? '').trim());
        const path = table.titles[at] ?? wanted?.name ?? issue.path.join('.');
        tell(line, path, cell === '' ? 'missing' : 'wrong-value', expectationOf(issue), cameAs(cell));
      }
      return [];
    });
  switch (name) {
    case 'technologies':
      placed.technologies = records(technologySchema);
      break;
    case 'engineers':
      placed.engineers = records(engineerSchema);
      break;
    case 'skills':
      placed.skills = records(skillSchema);
      break;
    default:
      name satisfies never;
  }
  return { placed, problems };
}

/** The three files. With a byte order mark, by which Excel knows UTF-8, and no cell that Excel would reckon. */
export function writeRegistryCsv(registry: Registry, language: Language = 'en'): Record<keyof Registry, string> {
  const csv = <T>(columns: readonly Column<T>[], records: readonly T[]): string =>
    stringify(
      [
        columns.map((column) => (language === 'ja' ? column.ja : column.name)),
        ...records.map((record) => columns.map((column) => harmless(column.write(record)))),
      ],
      { bom: true, record_delimiter: 'windows' },
    );
  return {
    technologies: csv(tables.technologies, registry.technologies),
    engineers: csv(tables.engineers, registry.engineers),
    skills: csv(tables.skills, registry.skills),
  };
}

/** The table whose required columns are all there. */
function tableOf(titles: readonly string[]): keyof Registry | null {
  const has = (columns: readonly Column<never>[], ...names: string[]): boolean =>
    names.every((name) => titles.some((title) => columnOf(columns, title)?.name === name));
  if (has(tables.skills, 'person', 'technology')) return 'skills';
  if (has(tables.engineers, 'id', 'zone')) return 'engineers';
  if (has(tables.technologies, 'id', 'name_en') || has(tables.technologies, 'id', 'name_ja')) return 'technologies';
  return null;
}
