import { cut } from '../../language/cut.ts';
import type { Engineer } from '../../registry/engineer.ts';
import { type FoldedName, foldedName, holdsName, isSameName } from './writtenName.ts';

/** How well what was typed fits a person: it is a name of theirs, a part of one, or neither. */
export type Fit = 'same' | 'part' | 'none';

type Called = Pick<Engineer, 'name' | 'reading' | 'mail'>;

/**
 * What tells how well a typed name fits people: by the name as it is written, by its reading in kana or Latin letters
 * (Saito, Saitō and Saitou are one), and by the front of their mail address.
 */
export function fitting(typed: string): (person: Called) => Fit {
  const written = foldedName(cut(typed, longestName));
  const sounded = soundedName(written);
  if (written.whole === '') return () => 'none';
  return (person) => {
    const names = namesOf(person);
    const pairs = [
      ...names.written.map((name) => [name, written] as const),
      ...names.sounded.map((name) => [name, sounded] as const),
    ];
    if (pairs.some(([name, wanted]) => isSameName(name, wanted))) return 'same';
    return pairs.some(([name, wanted]) => holdsName(name, wanted)) ? 'part' : 'none';
  };
}

/** Nobody has a longer name. */
const longestName = 300;

type Names = { written: FoldedName[]; sounded: FoldedName[] };

/** Kept for as long as the registry holds the person so. */
const known = new WeakMap<Called, Names>();

function namesOf(person: Called): Names {
  const kept = known.get(person);
  if (kept) return kept;
  const { name, reading, mail } = person;
  const front = mail?.split('@', 1)[0]?.replace(/[._+-]+/g, ' ');
  const read = reading === undefined ? [] : [foldedName(cut(reading, longestName))];
  const names = {
    written: [foldedName(cut(name, longestName)), ...read, ...(front ? [foldedName(front)] : [])],
    sounded: read.map(({ parts }) => soundedName(foldedName(parts.map(romanised).join(' ')))),
  };
  known.set(person, names);
  return names;
}

const soundedName = ({ parts }: FoldedName): FoldedName => {
  const sounds = parts.map(soundOf);
  return { whole: sounds.join(''), parts: sounds };
};

/** A Japanese name in Latin letters without what is written in several ways: Ōno, Oono, Ohno; Shinji, Sinzi; Namba, Nanba. */
const soundOf = (name: string): string =>
  name
    .replace(/shi/g, 'si')
    .replace(/sh/g, 'sy')
    .replace(/chi/g, 'ti')
    .replace(/ch/g, 'ty')
    .replace(/tsu/g, 'tu')
    .replace(/ji/g, 'zi')
    .replace(/jy?/g, 'zy')
    .replace(/f/g, 'h')
    .replace(/m(?=[bp])/g, 'n')
    .replace(/o[uo]|oh(?![aeiouy])/g, 'o')
    .replace(/uu/g, 'u');

/** Kana, as they are folded (hiragana), in Latin letters; what is none stays. */
function romanised(kana: string): string {
  let latin = '';
  for (const sign of kana) {
    const letters = syllables.get(sign);
    if (sign === 'っ') latin += '=';
    else if (sign === 'ー') continue;
    else if ('ゃゅょ'.includes(sign)) latin = `${latin.replace(/i$/, '')}${letters}`;
    else if ('ぁぃぅぇぉ'.includes(sign)) latin = `${latin.replace(/[aiueo]$/, '')}${letters}`;
    else latin += letters ?? sign;
  }
  return latin.replace(/=([a-z])/g, '$1$1').replaceAll('=', '');
}

const rows = {
  '': 'あいうえお',
  k: 'かきくけこ',
  s: 'さしすせそ',
  t: 'たちつてと',
  n: 'なにぬねの',
  h: 'はひふへほ',
  m: 'まみむめも',
  r: 'らりるれろ',
  g: 'がぎぐげご',
  z: 'ざじずぜぞ',
  d: 'だぢづでど',
  b: 'ばびぶべぼ',
  p: 'ぱぴぷぺぽ',
  x: 'ぁぃぅぇぉ',
};
const syllables = new Map<string, string>([
  ...Object.entries(rows).flatMap(([consonant, kana]) =>
    [...kana].map((sign, at): [string, string] => [sign, `${consonant === 'x' ? '' : consonant}${'aiueo'.charAt(at)}`]),
  ),
  ...Object.entries({ や: 'ya', ゆ: 'yu', よ: 'yo', ゃ: 'ya', ゅ: 'yu', ょ: 'yo', わ: 'wa', を: 'o', ん: 'n' }),
  ...Object.entries({ ゔ: 'vu', ぢ: 'zi', づ: 'zu' }),
]);
