import { readText } from './parts.ts';

/**
 * What somebody says in a text, a stretch a line: without greeting, signature and older mails, and without what a machine wrote.
 * The whole text where nothing else is left of it.
 */
export function matterOf(text: string): string {
  const said = readText(text, true)
    .matter.map(({ from, to }) => text.slice(from, to).trim())
    .filter((words) => /[\p{L}\p{N}]/u.test(words));
  return said.length > 0 ? said.join('\n') : text;
}
