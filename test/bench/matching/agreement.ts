/**
 * Whether names and past cases agree: `npm run bench:matching -- agreement [--set <part of a set's name>] [--early]`. Some
 * ten minutes, most of them JDT's; `--early`: the folds that choices are made by. Three tables, each with its goal:
 *
 * 1. The technology shown first, beside what past cases alone and the registry's names alone would say, after so many
 *    past cases. Goal: from 100 past cases on never more than a point under past cases alone, before that never more
 *    than a point under names alone. Past cases alone: the surest of the index, however unsure.
 * 2. How sure it is of the first technology, and how often that one is right: no more than 6 points apart from 100 past
 *    cases on, with names and without (a registry whose names stand in no text).
 * 3. Technologies that nobody has had a case of yet: how often they come first when they are the right ones, in a
 *    history of everything else. There is no goal in figures; what it was at first stands in docs/matching.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDetector, type Detector } from '../../../src/detection/detection.ts';
import { type EvidenceIndex, evidenceIndex } from '../../../src/evidence/index/evidenceIndex.ts';
import { learnedFrom } from '../../../src/evidence/learned.ts';
import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';
import type { Technology } from '../../../src/registry/technology.ts';
import { table } from './table.ts';
import { type Question, type Split, type TechnologySet, technologySets } from './technologySets.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: { set: { type: 'string', default: '' }, early: { type: 'boolean', default: false } },
});

type Row = Record<string, string | number>;
type Tally = { cases: number; names: number; past: number; shown: number };
type Sureness = { told: number; sum: number; right: number; silent: number };

const slices = [10, 30, 100, 300, 1000, Number.POSITIVE_INFINITY];
const agreement: Row[] = [];
const sureness: Row[] = [];
const cold: Row[] = [];

function measureSlices(set: TechnologySet): void {
  const named = createDetector(set.listed.technologies);
  const byHistory = new Map<string, { tally: Tally; both: Sureness; learned: Sureness; past: number }>();
  for (const split of set.splits())
    for (const most of slices) {
      if (most !== Number.POSITIVE_INFINITY && most >= split.past.length) continue;
      const history = thinned(split.past, most);
      const row = byHistory.get(String(most)) ?? {
        tally: tally(),
        both: none(),
        learned: none(),
        past: history.length,
      };
      byHistory.set(String(most), row);
      askAll(set, named, { past: history, asked: split.asked }, row);
    }
  for (const { tally: of, both, learned, past } of byHistory.values()) {
    const [names, alone, shown] = [of.names, of.past, of.shown].map((right) => (100 * right) / of.cases);
    const [bar, against] = past >= 100 ? [alone ?? 0, 'past cases'] : [names ?? 0, 'names'];
    agreement.push({
      set: set.name,
      registry: set.listed.name,
      'past cases': past,
      cases: of.cases,
      'names alone @1': fixed(names),
      'past cases alone @1': fixed(alone),
      'shown @1': fixed(shown),
      goal: `at least ${against} ${fixed(bar)} less 1`,
      holds: (shown ?? 0) >= bar - 1 ? 'yes' : `no, ${fixed(bar - (shown ?? 0))} under`,
    });
    sureness.push({
      set: set.name,
      registry: set.listed.name,
      'past cases': past,
      cases: of.cases,
      ...surenessOf('with names', both, past),
      ...surenessOf('without', learned, past),
    });
  }
}

function askAll(
  set: TechnologySet,
  named: Detector,
  { past, asked }: Split,
  row: { tally: Tally; both: Sureness; learned: Sureness },
): void {
  const index = indexOf(past);
  const shown = learnedFrom(() => index).detector(set.listed.technologies);
  const unnamed = indexOf(past.map((each) => ({ ...each, technologies: each.technologies.map(unheard) })));
  const unheardOf = learnedFrom(() => unnamed).detector(set.listed.technologies.map(silenced));
  const { names } = index.parts.technologies;
  for (const question of asked) {
    const { title, text, ids } = question;
    row.tally.cases++;
    const [best] = index.ask({ title, text }).technologies;
    if (best && ids.includes(names.nameOf(best.label))) row.tally.past++;
    if (isRight(named, question)) row.tally.names++;
    if (count(row.both, shown, question, ids)) row.tally.shown++;
    count(row.learned, unheardOf, question, ids.map(unheard));
  }
}

/** Notes how sure the first technology is, and says whether it is right. */
function count(of: Sureness, detect: Detector, { title, text }: Question, ids: readonly string[]): boolean {
  const [first] = detect({ title, description: text, product: null });
  if (!first) {
    of.silent++;
    return false;
  }
  const right = ids.includes(first.technology);
  of.told++;
  of.sum += first.confidence;
  if (right) of.right++;
  return right;
}

function isRight(detect: Detector, { title, text, ids }: Question): boolean {
  const [first] = detect({ title, description: text, product: null });
  return first !== undefined && ids.includes(first.technology);
}

function surenessOf(way: string, { told, sum, right, silent }: Sureness, past: number): Row {
  const [sure, truth] = [(100 * sum) / Math.max(1, told), (100 * right) / Math.max(1, told)];
  return {
    [`${way}: sure`]: fixed(sure),
    [`${way}: right`]: fixed(truth),
    [`${way}: silent`]: silent,
    [`${way}: goal 6`]:
      told === 0 ? '–' : past < 100 ? fixed(sure - truth) : `${fixed(sure - truth)} ${holds(sure - truth)}`,
  };
}

const holds = (apart: number): string => (Math.abs(apart) <= 6 ? 'yes' : 'no');

/** Each technology asked for in a history without a case of it: the seven most usual, at most 100 cases each. */
function coldOf(set: TechnologySet): Row {
  const of = { cases: 0, names: 0, shown: 0, shownNamed: 0 };
  const named = createDetector(set.listed.technologies);
  const [split] = set.splits();
  for (const technology of mostUsual(split?.past ?? [])) {
    const index = indexOf(
      thinned(split?.past ?? [], 1500).filter(({ technologies }) => !technologies.includes(technology)),
    );
    const shown = learnedFrom(() => index).detector(set.listed.technologies);
    const questions = [...(split?.asked ?? []), ...asQuestions(split?.past ?? [])];
    for (const question of questions.filter(({ ids }) => ids.includes(technology)).slice(0, 100)) {
      const only = { ...question, ids: [technology] };
      of.cases++;
      const byName = isRight(named, only);
      const byBoth = isRight(shown, only);
      if (byName) of.names++;
      if (byBoth) of.shown++;
      if (byBoth && byName) of.shownNamed++;
    }
  }
  return {
    set: set.name,
    registry: set.listed.name,
    cases: of.cases,
    'names alone @1': fixed((100 * of.names) / of.cases),
    'shown @1': fixed((100 * of.shown) / of.cases),
    'shown of those that names alone find %': fixed((100 * of.shownNamed) / Math.max(1, of.names)),
  };
}

function mostUsual(past: readonly PastCase[]): string[] {
  const counts = new Map<string, number>();
  for (const id of past.flatMap(({ technologies }) => technologies)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 7)
    .map(([id]) => id);
}

const asQuestions = (past: readonly PastCase[]): Question[] =>
  past.map(({ title, text, technologies }) => ({ title, text: text.slice(0, 300).toWellFormed(), ids: technologies }));

/** So many cases, evenly spread, in order. */
function thinned(past: readonly PastCase[], most: number): PastCase[] {
  if (past.length <= most) return [...past];
  return Array.from({ length: most }, (_, at) => past[Math.floor((at * past.length) / most)]).filter(
    (each) => each !== undefined,
  );
}

function indexOf(past: readonly PastCase[]): EvidenceIndex {
  const index = evidenceIndex({ linearBits: 20 });
  for (const each of past) index.add(each);
  index.recount();
  return index;
}

/** An id that stands in no text, nor its words. */
const unheard = (id: string): string => `qzx${id.replace(/\W/g, '')}xzq`;
const silenced = ({ id }: Technology): Technology => ({
  id: unheard(id),
  name: { en: unheard(id), ja: unheard(id) },
  aliases: { en: [], ja: [] },
  parent: null,
});

const tally = (): Tally => ({ cases: 0, names: 0, past: 0, shown: 0 });
const none = (): Sureness => ({ told: 0, sum: 0, right: 0, silent: 0 });
const fixed = (value: number | undefined): string => (value ?? 0).toFixed(1);

// Last, when all constants are there.
const sets = technologySets({ early: values.early }).filter(({ name, listed }) =>
  `${name}, ${listed.name}`.includes(values.set),
);
for (const set of sets) {
  measureSlices(set);
  cold.push(coldOf(set));
}
for (const rows of [agreement, sureness, cold]) console.log(`${table(rows)}\n`);
const folder = join(import.meta.dirname, '../results');
mkdirSync(folder, { recursive: true });
const at = new Date().toISOString();
writeFileSync(
  join(folder, `agreement-${at.slice(0, 19).replaceAll(':', '')}.json`),
  JSON.stringify({ at, agreement, sureness, cold }, null, 2),
);
