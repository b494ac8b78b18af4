import { readFile } from 'node:fs/promises';

/**
 * The JSON that a setting gives: itself where it begins as an object does, else what the file of that path holds; `{}`
 * for null. A platform that carries settings and no files (App Service) can so carry it. Throws, naming the setting, when the file
 * cannot be read.
 */
export async function givenJson(setting: string, given: string | null): Promise<string> {
  if (given === null) return '{}';
  if (given.trimStart().startsWith('{')) return given;
  try {
    return await readFile(given, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code ?? cause})`;
    throw new Error(`${setting} is neither JSON nor the path of a file: ${given}: ${why}`, { cause });
  }
}
