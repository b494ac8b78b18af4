import { compatible, isPlain } from './compatible.ts';

/**
 * A text with usual signs for those of other width or look, and without what nobody sees: ４７３７ is 4737, and a
 * zero-width space is nothing. Line ends stay.
 */
export const usual = (text: string): string => compatible(withoutInvisible(text));

/** Without what nobody sees: joiners, marks of direction, selectors of a letter's look, enclosing marks. */
export const withoutInvisible = (text: string): string =>
  isPlain.test(text) ? text : text.toWellFormed().replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Me}]/gu, '');

/** Without blanks around it; empty where nobody would see anything of it: a zero-width space alone is no word. */
export const visible = (text: string): string => (withoutInvisible(text).trim() === '' ? '' : text.trim());
