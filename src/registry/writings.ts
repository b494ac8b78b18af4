import type { Technology } from './technology.ts';

/** One way to write a technology. `until`: a former name, by the year or month in which it was given up (2023-07). */
export type Writing = { words: string; until: string | null };

/**
 * An alias as the registry has it: `Azure AD (until 2023-07)` and `Azure AD（2023-07 まで）` are a former name, found in texts
 * as `Azure AD`, old ones and new.
 */
export function writingOf(alias: string): Writing {
  const [, words, en, ja] = formerName.exec(alias) ?? [];
  return words === undefined ? { words: alias, until: null } : { words, until: en ?? ja ?? null };
}

const formerName = /^(.*\S)\s*[(（](?:until (\d{4}(?:-\d{2})?)|(\d{4}(?:-\d{2})?)\s?まで)[)）]$/u;

/** What a technology is called beside its name, in both languages. */
export const aliasesOf = ({ aliases }: Pick<Technology, 'aliases'>): string[] =>
  [...aliases.en, ...aliases.ja].map((alias) => writingOf(alias).words);
