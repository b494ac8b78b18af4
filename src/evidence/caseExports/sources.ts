import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { isPacked } from '../../registry/files/excel/parts.ts';
import { opened, type RegistryFile, type Workbook } from '../../registry/files/excel/workbook.ts';
import type { ExportSystem } from './preset.ts';
import { inMemory, onDisk, type StoredBytes } from './storedBytes.ts';
import { filesInZip } from './zipFile.ts';

/** A table of an export: a text that can be read as often as needed, or a workbook. */
export type ExportSource =
  | { kind: 'text'; name: string; read(): AsyncIterable<Uint8Array> }
  | { kind: 'workbook'; workbook: Workbook };

/** Files that cannot be opened at all, by their error's code. */
export class Unopened extends Error {
  readonly path: string;
  readonly code: string;
  constructor(path: string, code: string, cause: unknown) {
    super(`${path}: ${code}`, { cause });
    this.path = path;
    this.code = code;
  }
}

/** The most bytes of a workbook as it is packed: what is more unfolds to more than is read in any case. */
const mostPacked = 200_000_000;

/** The most bytes to which a zip file may unfold that somebody sends: of text some hundred thousand cases. */
const mostUnpacked = 300_000_000;

/**
 * The tables in files, folders and zip files, in their order. Of a folder or zip file only what is a table by its name, and of
 * the Data Export of Salesforce, which has a file for each of hundreds of tables, only those that tell of cases. Throws
 * Unopened, and ZipFault.
 */
export async function exportSources(paths: readonly string[], from: ExportSystem): Promise<ExportSource[]> {
  const found: ExportSource[] = [];
  for (const path of paths) found.push(...(await sourcesAt(path, namesOf(from), true)));
  return found;
}

/** The same of files that somebody sent. Throws ZipFault. */
export async function sentSources(files: readonly RegistryFile[], from: ExportSystem): Promise<ExportSource[]> {
  const found: ExportSource[] = [];
  for (const { name, content } of files)
    found.push(...(await tablesOfFile(name, inMemory(content), { named: namesOf(from), isAsked: true, mostUnpacked })));
  return found;
}

const namesOf = (from: ExportSystem): RegExp | null =>
  from === 'salesforce' ? /^(?:.*[_-])?(?:Case|User|Account|CaseComment)s?\.(csv|xlsx)$/i : null;

async function sourcesAt(path: string, named: RegExp | null, isAsked: boolean): Promise<ExportSource[]> {
  try {
    if (!(await stat(path)).isDirectory())
      return await tablesOfFile(basename(path), onDisk(path), { named, isAsked, mostUnpacked: null });
    const inner: ExportSource[] = [];
    for (const name of (await readdir(path)).sort())
      if (isTable(name, named) || /\.zip$/i.test(name))
        inner.push(...(await sourcesAt(join(path, name), named, false)));
    return inner;
  } catch (fault) {
    const { data } = systemFault.safeParse(fault);
    throw data ? new Unopened(path, data.code, fault) : fault;
  }
}

async function tablesOfFile(
  name: string,
  stored: StoredBytes,
  how: { named: RegExp | null; isAsked: boolean; mostUnpacked: number | null },
): Promise<ExportSource[]> {
  const first = await stored.read(0, 4);
  if (isPacked(first)) {
    // A zip file begins with PK; the other packed one is an old Office file.
    const zipped = first[0] === 0x50 ? await zippedIn(name, stored, how.mostUnpacked) : null;
    if (zipped !== null)
      return zipped
        .filter((each) => isTable(basename(each.name), how.named))
        .map((each) => ({ kind: 'text', ...each }));
    const size = await stored.size();
    if (size > mostPacked) return [{ kind: 'workbook', workbook: tooBig(name) }];
    const [workbook] = await opened([{ name, content: await stored.read(0, size) }]);
    return workbook && 'sheets' in workbook ? [{ kind: 'workbook', workbook }] : [];
  }
  return how.isAsked || isTable(name, how.named) ? [{ kind: 'text', name, read: () => stored.stream() }] : [];
}

/** What the file system throws: ENOENT, EACCES … */
const systemFault = z.looseObject({ code: z.string().regex(/^E[A-Z]+$/), syscall: z.string() });

const isTable = (name: string, named: RegExp | null): boolean =>
  /^\.(csv|tsv|txt|json|ndjson|jsonl|xlsx|xlsm)$/i.test(extname(name)) && (named === null || named.test(name));

/** What is in a zip file of tables; null for a workbook, which is a zip file, too. */
async function zippedIn(name: string, stored: StoredBytes, most: number | null) {
  if (/\.xls[xm]?$/i.test(name)) return null;
  const inner = await filesInZip(stored, most);
  return inner.some((each) => each.name === 'xl/workbook.xml') ? null : inner;
}

const tooBig = (name: string): Workbook => ({
  ...{ name, sheets: [] },
  problems: [{ file: name, line: null, path: '', code: 'excel-too-big', expected: { kind: 'value' }, came: '' }],
});
