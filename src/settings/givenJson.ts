import { readFile } from 'node:fs/promises';

/**
 * The JSON that a setting gives: itself where it begins as an object does, else what the file of that path holds; `{}`
 * for null. A platform that carries settings and no files (App Service) can so carry it. Throws when the file cannot be
 * read.
 */
export async function givenJson(given: string | null): Promise<string> {
  if (given === null) return '{}';
  return given.trimStart().startsWith('{') ? given : readFile(given, 'utf8');
}
