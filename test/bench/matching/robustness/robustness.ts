/**
 * How often what people put around a case changes what it is taken for: `npm run bench:matching -- robustness
 * [--whole] [--noises] [--noisy-past] [--set <part of a name>]`. Two to three minutes, `--whole` three times that.
 *
 * Real cases of three sets, asked as they are and with each kind of noise around them (robustness/kinds.ts), by the
 * registry's names alone and with learned cases, as a case system hands them over and as somebody pastes them. Counted
 * is how often the first technology is another one than without the noise; and, so that nobody gains by always saying
 * the same, how often it is right. Each case gets each third noise of a kind, `--whole`: all. Nothing is random.
 * `--noises` names the noises that change most; `--noisy-past`: past cases are greeted and signed as well.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evidenceIndex } from '../../../../src/evidence/index/evidenceIndex.ts';
import type { PastCase } from '../../../../src/evidence/pastCases/pastCase.ts';
import { organisation } from '../labels.ts';
import { table } from '../table.ts';
import { type Asked, type AskedSet, askedSets } from './askedSets.ts';
import { greetings } from './greetings.ts';
import { kinds } from './kinds.ts';
import type { Kind, Noise, Spoken, Told } from './noise.ts';
import { type Door, doors, type Reader, reader } from './product.ts';
import { quotedMail } from './quotedMail.ts';
import { signaturesAndNotices } from './signatures.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    whole: { type: 'boolean', default: false },
    noises: { type: 'boolean', default: false },
    'noisy-past': { type: 'boolean', default: false },
    set: { type: 'string', default: '' },
  },
});
const ways = ['registry alone', 'learned'] as const;
type Way = (typeof ways)[number];
type Trial = {
  kind: string;
  noise: string;
  set: string;
  spoken: Spoken;
  door: Door;
  way: Way;
  changed: boolean;
  rightBefore: boolean;
  right: boolean;
};

const sets = askedSets().filter(({ name }) => name.includes(values.set));
const trials = sets.flatMap(trialsOf);
const rows = kinds.flatMap((kind) => (['ja', 'en'] as const).flatMap((spoken) => rowOf(kind, spoken)));
console.log(table(rows));
if (values.noises) console.log(`\n${table(worstNoises())}`);
keep(rows);

function trialsOf(set: AskedSet): Trial[] {
  const index = evidenceIndex({ linearBits: 20 });
  const past = values['noisy-past'] ? set.past.map(asMailed) : set.past;
  for (const each of past.toSorted((a, b) => a.closedAt - b.closedAt)) index.add(each);
  index.recount();
  const readers: [Way, Reader][] = [
    ['registry alone', reader(organisation.technologies)],
    ['learned', reader(organisation.technologies, index)],
  ];
  return set.asked.flatMap((asked, at) => {
    const other = otherThan(asked, at, set.asked);
    return readers.flatMap(([way, read]) =>
      doors.flatMap((door) => {
        const quiet = read(entering(asked, door), door)?.technology;
        return kinds.flatMap((kind) =>
          noisesFor(kind, asked, at).map(({ name, put }): Trial => {
            const noisy = read(put(entering(asked, door), other), door)?.technology;
            return {
              kind: kind.name,
              noise: name,
              set: set.name,
              spoken: asked.spoken,
              door,
              way,
              changed: noisy !== quiet,
              rightBefore: quiet !== undefined && asked.ids.includes(quiet),
              right: noisy !== undefined && asked.ids.includes(noisy),
            };
          }),
        );
      }),
    );
  });
}

/** A past case as it lies in a case system: greeted, signed, and now and then with an older mail below it. */
function asMailed(past: PastCase, at: number, all: readonly PastCase[]): PastCase {
  const spoken = /[\u3041-\u30ff]/.test(past.title) ? 'ja' : 'en';
  const other = all[(at * 7 + 3) % all.length] ?? past;
  let told: Told = past;
  for (const kind of at % 3 === 0 ? [greetings, signaturesAndNotices, quotedMail] : [greetings, signaturesAndNotices]) {
    const fitting = kind.noises.filter((noise) => noise.in.includes(spoken));
    told = fitting[at % fitting.length]?.put(told, other) ?? told;
  }
  return { ...past, ...told };
}

/** What is pasted has no title apart: the noise goes around the whole. */
function entering({ title, text }: Told, door: Door): Told {
  return door === 'case system' ? { title, text } : { title: '', text: `${title}\n${text}` };
}

function noisesFor(kind: Kind, { spoken, ids }: Asked, at: number): Noise[] {
  const fitting = kind.noises.filter(
    (noise) => noise.in.includes(spoken) && !noise.except?.some((id) => ids.includes(id)),
  );
  return values.whole ? fitting : fitting.filter((_, place) => (place + at) % 3 === 0);
}

/** The next case of the same language that has no technology with this one in common. */
function otherThan(asked: Asked, at: number, all: readonly Asked[]): Told {
  const apart = (each: Asked): boolean =>
    each.spoken === asked.spoken && !each.ids.some((id) => asked.ids.includes(id));
  return [...all.slice(at), ...all].find(apart) ?? { title: 'Holiday calendar', text: 'The office is closed.' };
}

function rowOf(kind: Kind, spoken: Spoken): Record<string, string | number>[] {
  const own = trials.filter((trial) => trial.kind === kind.name && trial.spoken === spoken);
  if (own.length === 0) return [];
  const columns: Record<string, string> = {};
  let worst = 0;
  for (const way of ways)
    for (const door of doors) {
      const of = own.filter((trial) => trial.way === way && trial.door === door);
      const changed = share(of, 'changed');
      worst = Math.max(worst, changed);
      columns[`${way}, ${door} %`] = changed.toFixed(1);
    }
  const right = (before: 'rightBefore' | 'right'): string =>
    ways
      .map((way) =>
        share(
          own.filter((trial) => trial.way === way),
          before,
        ).toFixed(1),
      )
      .join(' / ');
  return [
    {
      kind: kind.name,
      cases: spoken,
      trials: own.length,
      ...columns,
      'right without it': right('rightBefore'),
      'right with it': right('right'),
      goal: kind.goal === null ? '' : `at most ${kind.goal}`,
      holds: kind.goal === null ? '' : worst <= kind.goal ? 'yes' : 'no',
    },
  ];
}

function worstNoises(): Record<string, string | number>[] {
  const byNoise = Map.groupBy(trials, ({ kind, noise }) => `${kind} | ${noise}`);
  return [...byNoise]
    .map(([name, of]) => ({ 'kind | noise': name, trials: of.length, 'changed %': share(of, 'changed') }))
    .sort((a, b) => b['changed %'] - a['changed %'])
    .slice(0, 40)
    .map((row) => ({ ...row, 'changed %': row['changed %'].toFixed(1) }));
}

function share(of: readonly Trial[], what: 'changed' | 'right' | 'rightBefore'): number {
  return of.length === 0 ? 0 : (100 * of.filter((trial) => trial[what]).length) / of.length;
}

function keep(rows: readonly object[]): void {
  const folder = join(import.meta.dirname, '../../results');
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const bySet = [...Map.groupBy(trials, ({ kind, set, way, door }) => [kind, set, way, door].join(' | '))].map(
    ([name, of]) => ({ name, trials: of.length, changed: share(of, 'changed'), right: share(of, 'right') }),
  );
  writeFileSync(
    join(folder, `robustness-${at.slice(0, 19).replaceAll(':', '')}.json`),
    JSON.stringify({ at, rows, bySet }, null, 2),
  );
}
