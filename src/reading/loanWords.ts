/**
 * Katakana as every spelling of one loan word has it: フェイル and フェール, エイ and エー, ヴァ and バ, ファイヤー and ファイア,
 * サーバー and サーバ, ウィンドウ and ウインドウ. It is for comparing, not for reading.
 */
export const foldedLoanWord = (katakana: string): string =>
  katakana
    .replace(/[ァィゥェォ]/g, (small) => String.fromCharCode(small.charCodeAt(0) + 1))
    .replace(/ヴ([アイエオ]?)/g, (_, vowel: string) => voicedLips(vowel.charCodeAt(0)))
    .replace(/ー/g, '')
    .replace(/([エケゲセゼテデネヘベペメレ])イ+(ヤ?)/g, (_, sound: string, glide: string) =>
      glide === '' ? sound : `${sound}ア`,
    )
    .replace(/イヤ/g, 'イア');

/** バ, ビ, ベ or ボ for ヴ before a large or small vowel, ブ before anything else. */
export function voicedLips(vowel: number): string {
  return vowels.get(vowel) ?? 'ブ';
}
const vowels: ReadonlyMap<number, string> = new Map(
  [...'アァバイィビエェベオォボ'].flatMap((sign, at, all) =>
    at % 3 === 2 ? [] : [[sign.charCodeAt(0), all[at - (at % 3) + 2] ?? 'ブ'] as const],
  ),
);

/** Whether a large katakana ends in the sound e, which イ and ー draw out alike. */
export const endsInE = (unit: number): boolean => soundsOfE.has(unit);
const soundsOfE: ReadonlySet<number> = new Set([...'エケゲセゼテデネヘベペメレ'].map((sign) => sign.charCodeAt(0)));
