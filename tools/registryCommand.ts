import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { keepImport } from '../src/history/keptImports.ts';
import type { Language } from '../src/language/language.ts';
import { opened } from '../src/registry/files/excel/workbook.ts';
import { problemSentence } from '../src/registry/files/problemWords.ts';
import { readRegistryFiles, registryFiles } from '../src/registry/files/registryFile.ts';
import { type MarkRead, type Marks, marksIn, narrowScale, scaleIn } from '../src/registry/files/skillMap.ts';
import type { ImportSummary } from '../src/registry/imports.ts';
import { type LeftBehind, leftBehind } from '../src/registry/leftBehind.ts';
import { openSkillsRegistry, type SkillsRegistry } from '../src/registry/registry.ts';
import type { Registry } from '../src/registry/snapshot.ts';
import { technologySchema } from '../src/registry/technology.ts';
import starter from '../src/sandbox/organisation/technologies.json' with { type: 'json' };
import { readStoreConfig } from '../src/settings/config.ts';
import { FolderInUse } from '../src/store/connection/folderLock.ts';
import { openDatabase } from '../src/store/database.ts';
import { tellable } from '../src/store/tellable.ts';
import { readGivenFiles } from './givenFiles.ts';
import { type RegistryWords, registryWords } from './registryWords.ts';

export type RegistryCommandNeeds = {
  environment: Readonly<Record<string, string | undefined>>;
  language: Language;
  /** What was asked for. */
  print(line: string): void;
  /** What went wrong. */
  complain(line: string): void;
  open?: typeof openDatabase;
};

const none: Registry = { technologies: [], engineers: [], skills: [] };

/** The most problems, or kept words, that are told; a wrong column gives one for each line. */
const mostTold = 200;

/**
 * Runs `check`, `import`, `export` or `starter`; gives the exit code: 0 done, 1 refused (nothing was changed), 2 not understood.
 * Of the environment it reads only where the data is.
 */
export async function runRegistryCommand(args: readonly string[], needs: RegistryCommandNeeds): Promise<number> {
  const words = registryWords[needs.language];
  const asked = read(args);
  if (asked.kind === 'help') {
    needs.print(words.help);
    return 0;
  }
  if (asked.kind === 'not-understood') {
    if (asked.because) needs.complain(asked.because);
    needs.complain(words.help);
    return 2;
  }
  try {
    switch (asked.kind) {
      case 'check':
        return await check(asked, needs, words);
      case 'import':
        return await bringIn(asked, needs, words);
      case 'export':
        return await takeOut(asked, needs, words);
      case 'starter':
        return await write({ ...none, technologies: z.array(technologySchema).parse(starter) }, asked, needs, words);
      default:
        return asked satisfies never;
    }
  } catch (error) {
    needs.complain(error instanceof FolderInUse ? words.inUse(error.message) : tellable(error));
    return 1;
  }
}

/** Japanese where the terminal's language is. */
export const languageOfTerminal = (environment: Readonly<Record<string, string | undefined>>): Language =>
  /^ja/i.test(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '') ? 'ja' : 'en';

type Asked =
  /** `isSaid`: what the marks of a skill map mean was said. */
  | { kind: 'check' | 'import'; files: string[]; replace: boolean; marks: Marks; isSaid: boolean }
  | ({ kind: 'export' | 'starter' } & Target);
type Target = { target: string | null; format: 'json' | 'csv' };

function read(args: readonly string[]): Asked | { kind: 'help' } | { kind: 'not-understood'; because: string | null } {
  const unclear = (because: string | null) => ({ kind: 'not-understood', because }) as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        replace: { type: 'boolean', default: false },
        format: { type: 'string' },
        marks: { type: 'string' },
        scale: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { replace, format } = values;
    const [kind, ...files] = positionals;
    if (values.help) return { kind: 'help' };
    if (kind === 'check' || kind === 'import') {
      if (files.length === 0 || format !== undefined) return unclear(null);
      const marks = values.marks === undefined ? new Map() : marksIn(values.marks);
      if (!marks) return unclear(`--marks ${values.marks}?`);
      const scale = values.scale === undefined ? new Map() : scaleIn(values.scale);
      if (!scale) return unclear(`--scale ${values.scale}?`);
      const isSaid = scale.size + marks.size > 0;
      return { kind, files, replace, marks: new Map([...scale, ...marks]), isSaid };
    }
    const [target = null, more] = files;
    if ((kind !== 'export' && kind !== 'starter') || more !== undefined || replace) return unclear(null);
    if (format !== undefined && format !== 'json' && format !== 'csv') return unclear(`--format ${format}?`);
    return { kind, target, format: format ?? 'json' };
  } catch (error) {
    return unclear(tellable(error));
  }
}

/** Judges files against the registry in use where that can be read, else by themselves. Changes nothing. */
async function check(
  { files: paths, replace, marks, isSaid }: Extract<Asked, { files: string[] }>,
  needs: RegistryCommandNeeds,
  words: RegistryWords,
): Promise<number> {
  const files = await opened(await readGivenFiles(paths, needs.language));
  const judge = async (skills: SkillsRegistry | null): Promise<number> => {
    const reading = readRegistryFiles(files, skills?.snapshot, { marks });
    if (!reading.ok) return refuse(reading, needs, words);
    tellMarks(reading.marks ?? [], isSaid, needs, words);
    for (const of of reading.cancelled ?? []) needs.print(words.cancelled(of));
    for (const calendar of reading.registry.calendars ?? []) needs.print(words.calendar(calendar));
    const { technologies, engineers, skills: levels } = reading.registry;
    needs.print(words.fine(technologies.length, engineers.length, levels.length));
    if (skills) {
      if (replace) tellLeftBehind(leftBehind(skills.snapshot, reading.registry), needs, words);
      const summary = await skills.previewImport(reading.registry, { replace });
      tellKept(summary, needs, words);
      needs.print(words.wouldDo(summary));
    }
    return 0;
  };
  const found = await openRegistry(needs, words).catch((error: unknown) => ({ because: tellable(error) }));
  if ('because' in found) {
    needs.complain(words.alone(found.because));
    return judge(null);
  }
  return judge(found.registry).finally(found.close);
}

/** What each mark of a skill map becomes; and that numbers up to 3 may be of a scale that ends there. */
function tellMarks(
  marks: readonly MarkRead[],
  isSaid: boolean,
  needs: Pick<RegistryCommandNeeds, 'print'>,
  words: RegistryWords,
): void {
  for (const mark of marks) needs.print(words.mark(mark));
  const scale = isSaid ? null : narrowScale(marks);
  if (scale !== null) needs.print(words.perhapsScale(scale));
}

async function bringIn(
  { files: paths, replace, marks, isSaid }: Extract<Asked, { files: string[] }>,
  needs: RegistryCommandNeeds,
  words: RegistryWords,
): Promise<number> {
  const files = await opened(await readGivenFiles(paths, needs.language));
  const { registry, tenantId, engine, close } = await openRegistry(needs, words);
  try {
    const reading = readRegistryFiles(files, registry.snapshot, { marks });
    if (!reading.ok) return refuse(reading, needs, words);
    tellMarks(reading.marks ?? [], isSaid, needs, words);
    for (const of of reading.cancelled ?? []) needs.print(words.cancelled(of));
    for (const calendar of reading.registry.calendars ?? []) needs.print(words.calendar(calendar));
    const left = replace ? leftBehind(registry.snapshot, reading.registry) : [];
    const named = paths.map((path) => basename(path));
    const summary = await registry.importAll(reading.registry, {
      replace,
      alongside: (tx, counts) =>
        keepImport(tx, tenantId, { what: 'registry', door: 'command', by: null, files: named, counts, at: Date.now() }),
    });
    tellLeftBehind(left, needs, words);
    tellKept(summary, needs, words);
    needs.print(words.did(summary));
    if (engine === 'postgres') needs.print(words.followed);
    return 0;
  } finally {
    await close();
  }
}

async function takeOut(asked: Target, needs: RegistryCommandNeeds, words: RegistryWords): Promise<number> {
  const { registry, close } = await openRegistry(needs, words);
  return write(await registry.export().finally(close), asked, needs, words);
}

async function write(
  held: Registry,
  { target, format }: Target,
  needs: RegistryCommandNeeds,
  words: RegistryWords,
): Promise<number> {
  const files = registryFiles(held, format, needs.language);
  const [only] = files;
  if (format === 'json' && only && target === null) {
    needs.print(new TextDecoder().decode(only.content).trimEnd());
    return 0;
  }
  for (const { name, content } of files) {
    const path = format === 'json' ? (target ?? name) : join(target ?? '.', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    needs.print(words.wrote(path));
  }
  return 0;
}

/** What people said themselves, and the files say otherwise. */
function tellKept(
  { kept, deputiesLeftOut = [], leftOut = [] }: ImportSummary,
  { print }: RegistryCommandNeeds,
  words: RegistryWords,
): void {
  for (const each of kept.slice(0, mostTold)) print(words.kept(each));
  if (kept.length > mostTold) print(words.more(kept.length - mostTold));
  if (deputiesLeftOut.length > 0) print(words.deputiesLeftOut(deputiesLeftOut.slice(0, 5), deputiesLeftOut.length));
  if (leftOut.length > 0) print(words.leftOut(leftOut.slice(0, 5), leftOut.length));
}

/** What people who leave owned, and now has one owner or none. */
function tellLeftBehind(
  left: readonly LeftBehind[],
  { print }: Pick<RegistryCommandNeeds, 'print'>,
  words: RegistryWords,
): void {
  for (const each of left.slice(0, mostTold)) print(words.leftBehind(each));
  if (left.length > mostTold) print(words.more(left.length - mostTold));
}

/** Every problem by its line. */
function refuse(
  { problems }: Extract<ReturnType<typeof readRegistryFiles>, { ok: false }>,
  { complain, language }: RegistryCommandNeeds,
  words: RegistryWords,
): number {
  for (const problem of problems.slice(0, mostTold)) complain(problemSentence(problem, language));
  if (problems.length > mostTold) complain(words.more(problems.length - mostTold));
  complain(words.refused(problems.length));
  return 1;
}

async function openRegistry({ environment, open = openDatabase }: RegistryCommandNeeds, words: RegistryWords) {
  const read = readStoreConfig(environment);
  if (!read.ok) {
    const told = read.problems.map(({ variable, problem, remedy }) => `  ${variable} ${problem}. ${remedy}`);
    throw new Error([words.unset, ...told].join('\n'));
  }
  const database = await open(read.config.database);
  try {
    const registry = await openSkillsRegistry({ database, tenantId: read.config.tenantId, clock: Date.now });
    const { engine, close } = database;
    return { registry, tenantId: read.config.tenantId, engine, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
