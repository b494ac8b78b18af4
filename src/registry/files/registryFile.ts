import type { Language } from '../../language/language.ts';
import type { Registry } from '../snapshot.ts';
import { checkRegistry, type KnownRegistry, nothingKnown, type PlacedRegistry, registryOf } from './check.ts';
import { readRegistryCsv, writeRegistryCsv } from './csv.ts';
import { readRegistryJson, writeRegistryJson } from './json.ts';
import type { RegistryProblem } from './problem.ts';

/** A file as it was uploaded or lies on disk. */
export type RegistryFile = { name: string; content: Uint8Array };

/** All of the files, or everything that is wrong with them: a registry is imported wholly or not at all. */
export type RegistryReading = { ok: true; registry: Registry } | { ok: false; problems: RegistryProblem[] };

/**
 * Reads a registry from JSON (all in one) or CSV (one file for each table, any of them), together. `known` is the
 * registry as it is, which the files may refer to. Problems come in the order of files and lines
 * (problemSentence makes a sentence of one).
 */
export function readRegistryFiles(
  files: readonly RegistryFile[],
  known: KnownRegistry = nothingKnown,
): RegistryReading {
  const placed: PlacedRegistry = { technologies: [], engineers: [], skills: [] };
  const problems: RegistryProblem[] = [];
  for (const { name, content } of files) {
    const text = decoded(content);
    if (typeof text !== 'string') {
      problems.push({ file: name, line: null, path: '', code: text.code, expected: 'UTF-8', came: text.code });
      continue;
    }
    const read = isJson(name, text) ? readRegistryJson(name, text) : readRegistryCsv(name, text);
    problems.push(...read.problems);
    placed.technologies.push(...read.placed.technologies);
    placed.engineers.push(...read.placed.engineers);
    placed.skills.push(...read.placed.skills);
  }
  // References are only judged when every line was read: a bad technology would condemn every skill of it.
  if (problems.length === 0) problems.push(...checkRegistry(placed, known));
  if (problems.length === 0) return { ok: true, registry: registryOf(placed) };
  const place = new Map(files.map(({ name }, at) => [name, at]));
  return {
    ok: false,
    problems: problems.sort(
      (a, b) => (place.get(a.file) ?? 0) - (place.get(b.file) ?? 0) || (a.line ?? 0) - (b.line ?? 0),
    ),
  };
}

/** The registry as files that readRegistryFiles reads back to the same. Titles of CSV columns in the language. */
export function registryFiles(registry: Registry, format: 'json' | 'csv', language: Language = 'en'): RegistryFile[] {
  const file = (name: string, text: string): RegistryFile => ({ name, content: new TextEncoder().encode(text) });
  if (format === 'json') return [file('registry.json', writeRegistryJson(registry))];
  const { technologies, engineers, skills } = writeRegistryCsv(registry, language);
  return [file('technologies.csv', technologies), file('engineers.csv', engineers), file('skills.csv', skills)];
}

export const isJson = (name: string, text: string): boolean => /\.json$/i.test(name) || /^\s*[{[]/.test(text);

/** The text, or why there is none. The byte order mark is taken off. */
export function decoded(content: Uint8Array): string | { code: 'not-utf8' | 'shift-jis' | 'utf-16' } {
  const [first, second] = content;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return { code: 'utf-16' };
  return decodedAs('utf-8', content) ?? { code: decodedAs('shift_jis', content) === null ? 'not-utf8' : 'shift-jis' };
}

function decodedAs(encoding: string, content: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return null;
  }
}
