import type { Language } from '../../language/language.ts';
import type { Registry } from '../snapshot.ts';
import { checkRegistry, type KnownRegistry, nothingKnown, type PlacedRegistry, registryOf } from './check.ts';
import { readRegistryTable, writeRegistryCsv } from './csv.ts';
import { readRegistryJson, writeRegistryJson } from './json.ts';
import { csvLines } from './lines.ts';
import { anyValue, type RegistryProblem } from './problem.ts';

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
      problems.push(notText(name, text.code));
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

function readRegistryCsv(file: string, text: string): ReturnType<typeof readRegistryTable> {
  const { lines, fault } = csvLines(text);
  if (!fault) return readRegistryTable(file, lines);
  const problem: RegistryProblem = { file, ...fault, path: '', expected: anyValue, came: '' };
  return { placed: { technologies: [], engineers: [], skills: [] }, problems: [problem] };
}

/** The registry as files that readRegistryFiles reads back to the same. Titles of CSV columns in the language. */
export function registryFiles(registry: Registry, format: 'json' | 'csv', language: Language = 'en'): RegistryFile[] {
  const file = (name: string, text: string): RegistryFile => ({ name, content: new TextEncoder().encode(text) });
  if (format === 'json') return [file('registry.json', writeRegistryJson(registry))];
  const { technologies, engineers, skills } = writeRegistryCsv(registry, language);
  return [file('technologies.csv', technologies), file('engineers.csv', engineers), file('skills.csv', skills)];
}

export const isJson = (name: string, text: string): boolean => /\.json$/i.test(name) || /^\s*[{[]/.test(text);

/** The encodings that are named to who sends one. */
type OtherEncoding = 'not-utf8' | 'shift-jis' | 'utf-16' | 'iso-2022-jp';

export const notText = (file: string, code: OtherEncoding): RegistryProblem => ({
  ...{ file, line: null, path: '', code, expected: anyValue, came: '' },
});

/** The text, or why there is none. The byte order mark is taken off. */
export function decoded(content: Uint8Array): string | { code: OtherEncoding } {
  const [first, second] = content;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return { code: 'utf-16' };
  if (isIso2022Jp(content)) return { code: 'iso-2022-jp' };
  return decodedAs('utf-8', content) ?? { code: decodedAs('shift_jis', content) === null ? 'not-utf8' : 'shift-jis' };
}

/** It is plain ASCII to look at: escapes say where Japanese begins (ESC $ @, ESC $ B, ESC ( J, ESC ( I). */
function isIso2022Jp(content: Uint8Array): boolean {
  for (let at = content.indexOf(escapeByte); at >= 0; at = content.indexOf(escapeByte, at + 1)) {
    const next = String.fromCharCode(...content.subarray(at + 1, at + 3));
    if (/^(\$[@B(]|\([JI])$/.test(next)) return true;
  }
  return false;
}
const escapeByte = 0x1b;

function decodedAs(encoding: string, content: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return null;
  }
}
