import type { Line } from './lines.ts';

/**
 * Lines over what somebody wrote in a chat that was copied: `[9:12] Tanaka Kenji`, `[20/11 9:12 AM] Tanaka, Kenji`,
 * `田中 健二 9:12`. Something must stand below each, so that a list of what happened when is none; and of Latin letters, in
 * which products have capitals as people have, one without brackets is not enough.
 */
export function chatHeads(lines: readonly Line[]): Line[] {
  const heads = lines.flatMap(({ words }, at) => (words.length <= 80 && isHead(words) ? [at] : []));
  if (heads.some((at) => at + 1 === lines.length || heads.includes(at + 1))) return [];
  return heads.flatMap((at) => {
    const line = lines[at];
    return line && (heads.length > 1 || !bare.test(line.words)) ? [line] : [];
  });
}

const isHead = (words: string): boolean => bracketed.test(words) || bare.test(words) || japanese.test(words);

const time = String.raw`(?:午前|午後)?\s?\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?:\s?[AaPp][Mm])?`;
const day = String.raw`(?:(?:[Yy]esterday|[Tt]oday|昨日|今日|[A-Z][a-z]{2,8}|\d{1,4}(?:[./-]\d{1,2}){1,2}|\d{1,2}月\d{1,2}日)(?:\s?[(（][^)）]{1,4}[)）])?,?\s+)?`;
const capital = String.raw`\p{Lu}[\p{L}'’.-]*`;
const post = String.raw`(?:\s?[(（][^)）]{1,30}[)）])?`;
const latinName = String.raw`${capital}(?:,?\s${capital}){1,3}${post}`;
const japaneseName = String.raw`[\p{Script=Han}々]{1,4}\s?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々]{1,5}${post}`;
const bracketed = new RegExp(String.raw`^\[${day}${time}\]\s*(?:${latinName}|${japaneseName})\s*[:：]?$`, 'u');
const bare = new RegExp(String.raw`^${latinName}[,、]?\s+[[(（]?${day}${time}[\])）]?$`, 'u');
const japanese = new RegExp(
  String.raw`^(?=\p{Script=Han}{1,4}[\s\u3000])${japaneseName}[,、]?\s+[[(（]?${day}${time}[\])）]?$`,
  'u',
);
