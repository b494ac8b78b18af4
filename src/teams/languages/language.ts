import type { Language } from '../../language/language.ts';
import type { ModelUse } from '../../settings/modelUses.ts';
import { en, type Messages } from './en.ts';
import { ja } from './ja.ts';

/**
 * Who reads a card, and when. `zone` is an IANA zone; `personId` their Entra object id; `at` the instant at which the
 * card is drawn (ISO, UTC), from which what is over is reckoned, and whether a year must be named.
 */
export type Reader = {
  language: Language;
  zone: string;
  personId: string;
  at: string;
  /** Which languages they speak, as the registry has it; left out where it does not know, or where others read it, too. */
  speaks?: readonly Language[];
  /** What can be done about what is written in another language; left out: nothing is told of that. */
  tongues?: Tongues;
  /** What the case systems are called to which a swarm can be linked; left out: none is connected. */
  caseSystems?: readonly string[];
};

/** Which languages people speak (null: the registry does not know them), and for what a language model may be told of cases. */
export type Tongues = { of: (personId: string) => readonly Language[] | null; model: readonly ModelUse[] };

const catalogues: Record<Language, Messages> = { en, ja };

/** Every sentence of the product in a language. */
export const messages = (language: Language): Messages => catalogues[language];

/** The language for a Teams locale such as `ja-JP`; English where we do not know better. */
export const languageOf = (locale: string | null | undefined): Language =>
  locale && /^ja(-|_|$)/i.test(locale.trim()) ? 'ja' : 'en';

/** The name of something that has one in both languages, as the reader calls it. */
export const named = (name: { en: string; ja: string }, reader: Pick<Reader, 'language'>): string =>
  name[reader.language];

/** "a, b and c", "a、b、c". */
export const listed = (parts: readonly string[], { language }: Pick<Reader, 'language'>): string =>
  language === 'ja' ? parts.join('、') : lists.format(parts);

const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' });
