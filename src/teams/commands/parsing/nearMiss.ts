import type { CommandName, Deed } from './request.ts';
import { commandWords } from './vocabulary.ts';

/**
 * The command whose word somebody meant who typed one like it (`statsu`, ヘルフ, `whois`); null when none is that near.
 * Words of five letters and more may differ in two keystrokes, of four in an order, an extra or a missing letter, and so
 * those of three kana: "helm" is no slip of "help", テスト none of リスト, and what is a command already is none.
 */
export function nearMiss(word: string): CommandName | null {
  const typed = comparable(word);
  if (typed.length < 3) return null;
  for (const { command, ours, written } of spellings) if (ours === typed && written !== word) return command;
  let best: { command: CommandName; distance: number } | null = null;
  for (const { command, ours, most, swaps } of spellings) {
    if (ours.length < 3 || most === 0) continue;
    const distance =
      ours === 'who' ? (/^who(?:is|s|'s)$/.test(typed) ? 1 : Infinity) : keystrokes(typed, ours, { swaps, most });
    if (distance <= most && distance < (best?.distance ?? Infinity)) best = { command, distance };
  }
  return best?.command ?? null;
}

/**
 * The deed whose word somebody meant who typed one like it beside the number of a case (`clsoe 4711`, `cancle`); null when
 * none is that near. Told is only how it is done, so that a wrong guess does nothing.
 */
export function nearDeed(word: string): Deed | null {
  const typed = comparable(word);
  const near = deedSpellings.find(({ ours, most, swaps }) => keystrokes(typed, ours, { swaps, most }) <= most);
  return near?.deed ?? null;
}

const deedWords: Partial<Record<Deed, readonly string[]>> = {
  cancel: ['cancel', 'abort', 'キャンセル'],
  resolve: ['resolve', 'resolved', 'close', 'closed', 'finish', 'クローズ'],
  leave: ['leave'],
  reopen: ['reopen'],
};

const isKana = (word: string): boolean => /^[\p{Script=Katakana}ー]+$/u.test(word);
const allowed = (word: string): number =>
  isKana(word) ? (word.length >= 3 ? 1 : 0) : /^[a-z]+$/.test(word) ? (word.length >= 6 ? 2 : 1) : 0;

/** Letter case, kana of either kind and their marks do not tell two words apart: ヘルフ, ヘルプ, へるぷ. */
const comparable = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .normalize('NFD')
    .replace(/[\u3099\u309a]/g, '')
    .normalize('NFC');

/** The words of the commands, ready to be compared: every message begins with a word that could be meant for one. */
const spellings = Object.entries(commandWords).flatMap(([command, words]) =>
  words.map((written) => {
    const ours = comparable(written);
    return {
      command: command as CommandName,
      written,
      ours,
      most: allowed(ours),
      swaps: ours.length > (isKana(ours) ? 3 : 4),
    };
  }),
);

const deedSpellings = Object.entries(deedWords).flatMap(([deed, words]) =>
  words.map((ours) => ({
    ...{ deed: deed as Deed, ours: comparable(ours) },
    ...{ most: allowed(ours), swaps: ours.length > 4 },
  })),
);

/**
 * How many keystrokes lead from one word to the other: a letter more, one less, two changed about, or (`swaps`) another.
 * More than `most` is no matter how many.
 */
function keystrokes(one: string, other: string, { swaps, most }: { swaps: boolean; most: number }): number {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const turned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const at = (back: number, left: number): number => rows[i - back]?.[j - left] ?? 0;
      row.push(
        Math.min(
          (rows[i - 1]?.[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          same ? at(1, 1) : at(1, 1) + (swaps ? 1 : 2),
          turned ? at(2, 2) + 1 : Infinity,
        ),
      );
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? Infinity;
}
