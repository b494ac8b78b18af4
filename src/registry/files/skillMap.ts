import { compatible } from '../../language/compatible.ts';
import type { Skill } from '../engineer.ts';
import { asMeant, markIn, saysNone, toLevel } from './cells.ts';
import type { KnownRegistry, Placed } from './check.ts';
import type { Line } from './lines.ts';
import type { Names } from './names.ts';
import { anyValue, cameAs, type FilePart } from './problem.ts';
import type { Tell } from './table.ts';

/** What a mark of a skill map became, and how often it stands there. `level` null: no skill. */
export type MarkRead = { mark: string; level: number | null; cells: number };

/** What marks are to mean instead of what they mean by default: `◎` 4. Null: no skill; undefined: nothing that anybody can tell. */
export type Marks = ReadonlyMap<string, number | null | undefined>;

/** `at`: the column that says what a line is of. */
type Shape = { people: 'down' | 'across'; at: number };

/** Before the column that says what a line is of there may be its number, a department, an address. */
const mostBefore = 6;

/**
 * Whether lines hold a skill map: people down and technologies across, or the reverse. The first title that names either says
 * what goes down (of 氏名＼技術 the first word), and at least one of those after it must be known.
 */
export function skillMapShape(
  [head]: readonly Line[],
  names: Names,
  known: (technology: string) => boolean,
): Shape | null {
  const titles = (head?.cells ?? []).map((title) => title.trim());
  const corners = titles.slice(0, mostBefore).map(cornerOf);
  const named = corners.findIndex((corner) => corner !== null);
  // A corner that says nothing is left empty over names.
  const at = named >= 0 ? named : titles[0] === '' ? 0 : -1;
  if (at < 0) return null;
  const others = titles.slice(at + 1).filter((title) => title !== '');
  if (named < 0 || corners[at] === 'people')
    return others.some((title) => known(names.technology(title))) ? { people: 'down', at } : null;
  return others.some((title) => names.person(title) !== title) ? { people: 'across', at } : null;
}

function cornerOf(title: string): 'people' | 'technologies' | null {
  const [first = ''] = folded(title).split(/[\\/|·・×]/);
  if (first !== '' && peopleTitles.has(first)) return 'people';
  return technologyTitles.has(first) ? 'technologies' : null;
}

const folded = (title: string): string =>
  compatible(title)
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');

/** What a map says of its people or technologies beside their skills. */
const isAside = (title: string): boolean => asides.test(folded(title));
const asides =
  /^(?:no\.?|#|番号|項番|社員(?:番号|id|no\.?|コード)|部署名?|部門名?|所属|部|課|室|グループ名?|チーム名?|会社名?|拠点|勤務地|役職|職位|等級|入社(?:日|年|年月日)?|年次|勤続年数|年齢|性別|電話(?:番号)?|内線|メール(?:アドレス)?|e?mail(?:address)?|備考|コメント|メモ|更新日|最終更新日?|記入日|合計|小計|総計|平均|計|凡例|注記?|分類|カテゴリー?|大分類|中分類|小分類|言語|department|division|team|group|section|title|role|position|office|site|location|company|phone|notes?|remarks?|comments?|updated|total|sum|average|legend|category|employee(?:id|no\.?|number))$/;

const peopleTitles = new Set([
  'person',
  'people',
  'name',
  'engineer',
  'member',
  'id',
  'mail',
  'email',
  'mailaddress',
  'engineername',
  'fullname',
  'staff',
  'employee',
  '担当者',
  '担当者名',
  '社員名',
  'エンジニア名',
  'メンバー名',
  '対象者',
  'ユーザー',
  'ユーザー名',
  'メール',
  '氏名',
  '名前',
  'エンジニア',
  'メンバー',
  '社員',
  '担当',
  'メールアドレス',
]);
const technologyTitles = new Set([
  'technology',
  'skill',
  'skills',
  'technologies',
  'products',
  'product',
  '技術',
  'スキル',
  '製品',
  '項目',
  'スキル項目',
  '技術名',
  'スキル名',
  '製品名',
  '技術要素',
  '技術領域',
]);

/**
 * Reads the skills of a map. A blank cell, ×, − and 0 are no skill; ◎ ○ △ are levels 5, 3, 2, or what `marks` says; other
 * numbers are levels. Who owns what and who wants to learn what, a map does not say: that stays as it is known.
 */
export function readSkillMap(
  { part, lines, shape }: { part: FilePart; lines: readonly Line[]; shape: Shape },
  { names, known, marks, tell }: { names: Names; known: KnownRegistry; marks: Marks; tell: Tell },
): { skills: Placed<Skill>[]; marks: MarkRead[] } {
  const [head, ...rows] = lines;
  const titles = (head?.cells ?? []).map((title) => title.trim());
  const isKnown = (title: string): boolean =>
    shape.people === 'down' ? known.technology(names.technology(title)) !== undefined : names.person(title) !== title;
  const asideAt = new Set(titles.flatMap((title, at) => (isAside(title) && !isKnown(title) ? [at] : [])));
  const counted = new Map<string, MarkRead>();
  const skills = rows.flatMap(({ line, cells }) =>
    titles.flatMap((title, at): Placed<Skill>[] => {
      const cell = asMeant((cells[at] ?? '').trim());
      if (at <= shape.at || title === '' || cell === '' || asideAt.has(at)) return [];
      const down = asMeant((cells[shape.at] ?? '').trim());
      const [who, what] = shape.people === 'down' ? [down, title] : [title, down];
      // A line of sums is nobody's, and no technology.
      if (
        isAside(down) &&
        (shape.people === 'down' ? names.person(down) === down : !known.technology(names.technology(down)))
      )
        return [];
      const mark = markIn(cell);
      const level = marks.has(mark) ? marks.get(mark) : levelIn(cell);
      if (level === undefined) {
        tell(line, title, 'unknown-mark', anyValue, cameAs(cell));
        return [];
      }
      const read = counted.get(mark) ?? { mark, level, cells: 0 };
      counted.set(mark, { ...read, cells: read.cells + 1 });
      if (level === null) return [];
      const person = names.person(who);
      const technology = names.technology(what);
      const before = known.listed(person)?.skills.find((each) => each.technology === technology);
      const kept = {
        owner: before?.owner ?? false,
        wantsToLearn: before?.wantsToLearn ?? false,
        confirmedAt: before?.level === level ? before.confirmedAt : null,
      };
      const corner = titles[shape.at] ?? '';
      const named =
        shape.people === 'down' ? { person: corner, technology: title } : { person: title, technology: corner };
      return [{ value: { person, technology, level, ...kept }, ...part, line, path: '', titles: named }];
    }),
  );
  return { skills, marks: [...counted.values()].toSorted((a, b) => (b.level ?? 0) - (a.level ?? 0)) };
}

/** The level of a cell; null for no skill, undefined for what nobody can tell. */
function levelIn(cell: string): number | null | undefined {
  if (saysNone(cell)) return null;
  const level = toLevel(cell);
  if (level === 0) return null;
  return typeof level === 'number' && Number.isInteger(level) && level >= 1 && level <= 5 ? level : undefined;
}

/** Marks as somebody writes what they are to mean: `◎=4,○=3,△=1`. Null when that is not understood. */
export function marksIn(text: string): Marks | null {
  const pairs = text.split(/[,、]/).map((pair) => /^\s*(\S+?)\s*[=＝]\s*([0-5]|-)\s*$/.exec(compatible(pair)));
  if (pairs.some((pair) => pair === null)) return null;
  return new Map(
    pairs.flatMap((pair) =>
      pair?.[1] && pair[2] ? [[markIn(pair[1]), /^[1-5]$/.test(pair[2]) ? Number(pair[2]) : null] as const] : [],
    ),
  );
}

/**
 * A scale of another's as somebody writes it, `0-10` or `1-3`, as what each of its numbers means: the least level of it 1, the most 5,
 * the others between; 0 is no skill. Null when that is not understood.
 */
export function scaleIn(text: string): Marks | null {
  const [, from, to] = /^\s*(\d{1,3})\s*[-–~〜～]\s*(\d{1,3})\s*$/.exec(compatible(text)) ?? [];
  const [first, last] = [Math.max(1, Number(from)), Number(to)];
  if (from === undefined || to === undefined || Number(from) > 1 || last <= first || last > 100) return null;
  const levels = Array.from({ length: last - first + 1 }, (_, step): [string, number | null] => [
    String(first + step),
    1 + Math.round((4 * step) / (last - first)),
  ]);
  // What is beyond it is no level of ours by chance.
  const beyond = [1, 2, 3, 4, 5].map((each): [string, undefined] => [String(each), undefined]);
  return new Map<string, number | null | undefined>([...beyond, ['0', null], ...levels]);
}

/** The scale that a map's numbers may be of, where they say less than our five levels: `1-3`. Null: they go beyond, or are marks. */
export function narrowScale(marks: readonly MarkRead[]): string | null {
  const numbers = marks.flatMap(({ mark, level }) => (/^\d+$/.test(mark) && level !== null ? [Number(mark)] : []));
  const most = Math.max(0, ...numbers);
  return numbers.length > 1 && most <= 3 && marks.every(({ mark, level }) => level === null || /^\d+$/.test(mark))
    ? `1-${most}`
    : null;
}
