import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { isPacked } from '../../registry/files/excel/parts.ts';
import { opened, type Workbook } from '../../registry/files/excel/workbook.ts';
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

/**
 * The tables in files, folders and zip files, in their order. Of a folder or zip file only what is a table by its name;
 * `named`: of those only the ones with such names. Throws Unopened, and ZipFault.
 */
export async function exportSources(paths: readonly string[], named: RegExp | null): Promise<ExportSource[]> {
  const found: ExportSource[] = [];
  for (const path of paths) found.push(...(await sourcesAt(path, named, true)));
  return found;
}

async function sourcesAt(path: string, named: RegExp | null, isAsked: boolean): Promise<ExportSource[]> {
  try {
    if ((await stat(path)).isDirectory()) {
      const inner: ExportSource[] = [];
      for (const name of (await readdir(path)).sort())
        if (isTable(name, named) || /\.zip$/i.test(name))
          inner.push(...(await sourcesAt(join(path, name), named, false)));
      return inner;
    }
    const name = basename(path);
    const first = await beginningOf(path);
    if (isPacked(first)) {
      // A zip file begins with PK; the other packed one is an old Office file.
      const zipped = first[0] === 0x50 ? await zippedIn(path) : null;
      if (zipped !== null)
        return zipped.filter((each) => isTable(basename(each.name), named)).map((each) => ({ kind: 'text', ...each }));
      if ((await stat(path)).size > mostPacked) return [{ kind: 'workbook', workbook: tooBig(name) }];
      const [workbook] = await opened([{ name, content: await readFile(path) }]);
      return workbook && 'sheets' in workbook ? [{ kind: 'workbook', workbook }] : [];
    }
    return isAsked || isTable(name, named) ? [{ kind: 'text', name, read: () => createReadStream(path) }] : [];
  } catch (fault) {
    const { data } = systemFault.safeParse(fault);
    throw data ? new Unopened(path, data.code, fault) : fault;
  }
}

/** What the file system throws: ENOENT, EACCES … */
const systemFault = z.looseObject({ code: z.string().regex(/^E[A-Z]+$/), syscall: z.string() });

const isTable = (name: string, named: RegExp | null): boolean =>
  /^\.(csv|tsv|txt|json|ndjson|jsonl|xlsx|xlsm)$/i.test(extname(name)) && (named === null || named.test(name));

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  const first = new Uint8Array(4);
  await file.read(first, 0, 4, 0).finally(() => file.close());
  return first;
}

/** What is in a zip file of tables; null for a workbook, which is a zip file, too. */
async function zippedIn(path: string) {
  if (/\.xls[xm]?$/i.test(path)) return null;
  const inner = await filesInZip(path);
  return inner.some(({ name }) => name === 'xl/workbook.xml') ? null : inner;
}

const tooBig = (name: string): Workbook => ({
  ...{ name, sheets: [] },
  problems: [{ file: name, line: null, path: '', code: 'excel-too-big', expected: { kind: 'value' }, came: '' }],
});
