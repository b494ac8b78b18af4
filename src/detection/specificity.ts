import { isHan, isJapanese, isKatakana } from './text.ts';

/**
 * How surely the words mean a technology and not something else, 0..1, from the words alone: `vpn gateway` can hardly
 * mean anything else, `flow` and 監視 can. `words` are folded. A technology's own name is trusted more than an alias.
 */
export function specificity(words: string, isName: boolean): number {
  const sure = isJapanese(words.charCodeAt(0)) || hasJapanese(words) ? japanese(words) : latin(words);
  return isName ? Math.max(sure, 0.85) : sure;
}

function latin(words: string): number {
  if (words.includes(' ') || /[^a-z]/.test(words)) return 1;
  if (words.length <= 2) return 0.45;
  if (words.length <= 4) return 0.7;
  return 0.85;
}

function japanese(words: string): number {
  const units = Array.from(words, (sign) => sign.charCodeAt(0));
  if (units.every(isHan)) return units.length <= 2 ? 0.5 : units.length === 3 ? 0.7 : 0.85;
  if (units.every(isKatakana)) return units.length <= 3 ? 0.6 : units.length <= 5 ? 0.8 : 0.9;
  return 1;
}

const hasJapanese = (words: string): boolean => {
  for (let at = 0; at < words.length; at++) if (isJapanese(words.charCodeAt(at))) return true;
  return false;
};
