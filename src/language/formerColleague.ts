import type { Language } from './language.ts';

/**
 * What stands in the history for somebody who was erased, in the language of the case; so the words themselves are what is stored, and
 * must stay as they are.
 */
export const formerColleague: Record<Language, string> = { en: 'a former colleague', ja: '元メンバー' };

/** Whether a name tells of somebody who was erased: of nobody who can be asked or thanked. */
export const isFormerColleague = (name: string): boolean => Object.values(formerColleague).includes(name);

/**
 * A text for a reader of this language, with its own words for who was erased; inside of what people wrote in the other language they stay.
 * `text`: a sentence of a card, or a name.
 */
export function withFormerColleague(text: string, language: Language): string {
  return language === 'en' ? text.replace(inEnglish, formerColleague.en) : text.replace(inJapanese, formerColleague.ja);
}

const japanese = '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}]';
/** Beside a Japanese letter it belongs to a Japanese text. */
const inEnglish = new RegExp(`(?<!${japanese})${formerColleague.ja}(?!${japanese})`, 'gu');
/** Beside a Latin word it belongs to an English text; the spaces that Latin letters have are not for Japanese ones. */
const inJapanese = new RegExp(
  `(?:(?<=${japanese}) |(?<![\\p{scx=Latn}\\d][ ,]?))${formerColleague.en}(?! ?\\p{scx=Latn})(?: (?=${japanese}))?`,
  'gu',
);
