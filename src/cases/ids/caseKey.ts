import { usual } from '../../language/usual.ts';

/**
 * What all spellings of one case's id have in common: `INC-JP-00123`, `inc–jp–00123` and `【ＩＮＣ－ＪＰ－００１２３】` are one.
 * Width and letter case do not count, nor invisible signs, brackets, spaces and punctuation; only between two figures
 * something stays, so that 4737-1 is not 47371. An id of nothing but signs is its own key. Never empty for an id that
 * is not. Stored beside ids (case_key): who changes this rewrites what is stored.
 */
export function caseKey(id: string): string {
  const plain = usual(id).toLowerCase();
  const key = plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, (signs, at: number) =>
    figure.test(plain.charAt(at - 1)) && figure.test(plain.charAt(at + signs.length)) ? '-' : '',
  );
  return key || plain.trim() || id;
}

const figure = /\p{Nd}/u;
