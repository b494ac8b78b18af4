import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');

/**
 * Puts the place in the sources for each place in the built bot (`dist/main.js:123:45`) that a line of a log names, by
 * the source maps of that same build. A place that they do not know stays.
 */
export function createWhere(folder = join(root, 'dist')): (line: string) => string {
  const maps = new Map<string, SourceMap | null>();
  const mapOf = (file: string): SourceMap | null => {
    const known = maps.get(file);
    if (known !== undefined) return known;
    const map = read(join(folder, `${file}.map`));
    maps.set(file, map);
    return map;
  };
  return (line) =>
    line.replace(/[^\s("]*?\/dist\/((?:chunks\/)?[\w-]+\.js):(\d+):(\d+)/g, (place, file: string, row, column) => {
      const entry = mapOf(file)?.findEntry(Number(row) - 1, Number(column) - 1);
      if (!entry || !('originalSource' in entry)) return place;
      const source = relative(root, join(folder, dirname(file), entry.originalSource));
      return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    });
}

function read(path: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const where = createWhere();
  for await (const line of createInterface({ input: process.stdin })) console.log(where(line));
}
