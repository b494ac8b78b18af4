import { compatible } from '../../language/compatible.ts';
import type { Skill } from '../engineer.ts';
import { asMeant, levelOfMark, markIn, toNumber } from './cells.ts';
import type { KnownRegistry, Placed } from './check.ts';
import type { Line } from './lines.ts';
import type { Names } from './names.ts';
import { anyValue, cameAs, type FilePart } from './problem.ts';
import type { Tell } from './table.ts';

/** What a mark of a skill map became, and how often it stands there. `level` null: no skill. */
export type MarkRead = { mark: string; level: number | null; cells: number };

/** What marks are to mean instead of what they mean by default: `◎` 4. Null: no skill. */
export type Marks = ReadonlyMap<string, number | null>;

type Shape = { people: 'down' | 'across' };

/**
 * Whether lines hold a skill map: people down and technologies across, or the reverse. The first title says what goes
 * down, and at least one of the others must be known.
 */
export function skillMapShape(
  [head]: readonly Line[],
  names: Names,
  known: (technology: string) => boolean,
): Shape | null {
  const [first = '', ...others] = (head?.cells ?? []).map((title) => title.trim());
  const corner = compatible(first).toLowerCase().replaceAll(/\s+/g, '');
  if (peopleTitles.has(corner))
    return others.some((title) => known(names.technology(title))) ? { people: 'down' } : null;
  if (!technologyTitles.has(corner)) return null;
  return others.some((title) => title !== '' && names.person(title) !== title) ? { people: 'across' } : null;
}

const peopleTitles = new Set([
  'person',
  'people',
  'name',
  'engineer',
  'member',
  'id',
  'mail',
  '',
  '担当者',
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
  'product',
  '技術',
  'スキル',
  '製品',
  '項目',
  'スキル項目',
  '技術名',
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
  const counted = new Map<string, MarkRead>();
  const skills = rows.flatMap(({ line, cells }) =>
    titles.flatMap((title, at): Placed<Skill>[] => {
      const cell = asMeant((cells[at] ?? '').trim());
      if (at === 0 || title === '' || cell === '') return [];
      const down = asMeant((cells[0] ?? '').trim());
      const [who, what] = shape.people === 'down' ? [down, title] : [title, down];
      const mark = markIn(cell);
      const level = marks.has(mark) ? (marks.get(mark) ?? null) : levelIn(cell);
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
      return [{ value: { person, technology, level, ...kept }, ...part, line, path: '' }];
    }),
  );
  return { skills, marks: [...counted.values()].toSorted((a, b) => (b.level ?? 0) - (a.level ?? 0)) };
}

/** The level of a cell; null for no skill, undefined for what nobody can tell. */
function levelIn(cell: string): number | null | undefined {
  const mark = markIn(cell);
  if (mark === '×' || mark === '-') return null;
  const level = levelOfMark(cell) ?? toNumber(cell);
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
