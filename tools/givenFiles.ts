import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Language } from '../src/language/language.ts';
import type { RegistryFile } from '../src/registry/files/excel/workbook.ts';

/** The files named on a command line. Throws a sentence for the person at the terminal when one cannot be read. */
export const readGivenFiles = (paths: readonly string[], language: Language): Promise<RegistryFile[]> =>
  Promise.all(
    paths.map(async (path) => {
      const content = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
        throw new Error(unreadable[language](path, cause.code ?? cause.message), { cause });
      });
      return { name: basename(path), content };
    }),
  );

const unreadable: Record<Language, (path: string, code: string) => string> = {
  en: (path, code) => (code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${code}).`),
  ja: (path, code) => (code === 'ENOENT' ? `ファイル ${path} はありません。` : `${path} を読み込めません（${code}）。`),
};
