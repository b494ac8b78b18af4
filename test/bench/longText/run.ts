import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../matching/table.ts';
import { bigDoors, type Door, doors } from './doors.ts';
import { type TextKind, textKinds } from './kinds.ts';
import { milliseconds, textFor } from './measure.ts';
import { stretches } from './stretches.ts';

/**
 * Long ordinary text at each door's limit: `npm run bench:long-text -- [--door <part of a name>] [--kind <part of a
 * name>] [--busy] [--big]`. Some three minutes while much takes long, half a minute when nothing does.
 *
 * Goal: each under 100 ms of the processor, since nobody else is served meanwhile. Printed are the doors with their worst
 * kind, and everything that misses, with how the time grows: 1 as the text, 2 as its square. What an eighth of the text shows to take
 * very long is reckoned from it and marked with ~. Where anything misses, it ends with 1; `--busy` allows twice the time,
 * since a machine that does much else takes more of the processor for the same. `--big`: bodies of twenty megabytes, by a twelfth
 * of the kinds, and what they keep everybody waiting at a stretch when the bot takes them in (goal: 100 ms).
 */
const { values } = parseArgs({
  options: {
    door: { type: 'string', default: '' },
    kind: { type: 'string', default: '' },
    busy: { type: 'boolean', default: false },
    big: { type: 'boolean', default: false },
  },
});
/** Of bodies of twenty megabytes: a quarter of a second for each. */
const goal = (values.big ? 5000 : 100) * (values.busy ? 2 : 1);
/** What would take longer than this is not run. */
const patience = values.big ? 30_000 : 4000;

type Measured = { door: string; kind: string; signs: number; ms: number; growth: number; reckoned: boolean };

const chosen = (values.big ? bigDoors : doors).filter(({ name }) => name.includes(values.door));
const kinds = textKinds.filter(({ name }, at) => name.includes(values.kind) && (!values.big || at % 12 === 0));
for (const door of chosen) for (const kind of kinds.slice(0, 3)) milliseconds(door, textFor(door, kind, 0.02));
const all = chosen.flatMap((door) => {
  const own = kinds.map((kind) => measured(door, kind));
  const over = own.filter(({ ms }) => ms >= goal).length;
  process.stderr.write(`${door.name}: ${over} of ${own.length} over ${goal} ms\n`);
  return own;
});
console.log(`${kinds.length} kinds of text, ${chosen.length} doors\n`);
console.log(table(chosen.map(summary)));
const missed = all.filter(({ ms }) => ms >= goal).sort((a, b) => b.ms - a.ms);
console.log(`\n${missed.length} of ${all.length} miss the goal of ${goal} ms\n`);
if (missed.length > 0) {
  console.log(table(missed.map(shown)));
  process.exitCode = 1;
}
if (values.big) {
  console.log('\nAt the limit, as the bot takes it in: what nobody is served in\n');
  console.log(table(await stretches()));
}
const folder = join(import.meta.dirname, '../results');
mkdirSync(folder, { recursive: true });
const at = new Date().toISOString();
writeFileSync(
  join(folder, `longText-${at.slice(0, 19).replaceAll(':', '')}.json`),
  JSON.stringify({ at, all }, null, 2),
);

/** At the limit, the better of two; before that an eighth and a quarter, for the growth and so that nothing takes minutes. */
function measured(door: Door, kind: TextKind): Measured {
  const told = { door: door.name, kind: kind.name, signs: textFor(door, kind, 1).length };
  const eighth = better(door, kind, 0.125);
  const quarter = eighth < 2 ? 0 : better(door, kind, 0.25);
  const early = growthOf(eighth, quarter, 2);
  if (eighth * 8 ** Math.max(1, early) > patience)
    return { ...told, ms: eighth * 8 ** early, growth: early, reckoned: true };
  const text = textFor(door, kind, 1);
  let whole = milliseconds(door, text);
  // Once more when it misses narrowly: the first time compiles.
  if (whole >= goal / 2 && whole < 3 * goal) whole = Math.min(whole, milliseconds(door, text));
  return { ...told, ms: whole, growth: growthOf(eighth, whole, 8), reckoned: false };
}

/** Of two: the first compiles, or pays for what others left behind. */
function better(door: Door, kind: TextKind, part: number): number {
  const text = textFor(door, kind, part);
  return Math.min(milliseconds(door, text), milliseconds(door, text));
}

function growthOf(shorter: number, longer: number, times: number): number {
  return shorter < 0.5 || longer < 0.5 ? 1 : Math.log(longer / shorter) / Math.log(times);
}

function summary(door: Door): Record<string, string | number> {
  const own = all.filter((each) => each.door === door.name);
  const [worst] = own.toSorted((a, b) => b.ms - a.ms);
  return {
    door: door.name,
    'signs at most': door.most,
    kinds: own.length,
    [`over ${goal} ms`]: own.filter(({ ms }) => ms >= goal).length,
    'worst ms': worst ? rounded(worst) : '',
    'worst kind': worst?.kind ?? '',
    holds: (worst?.ms ?? 0) < goal ? 'yes' : 'no',
  };
}

function rounded({ ms, reckoned }: Measured): string {
  return `${reckoned ? '~' : ''}${ms.toFixed(ms < 10 ? 1 : 0)}`;
}

function shown(each: Measured): Record<string, string | number> {
  return {
    door: each.door,
    kind: each.kind,
    signs: each.signs,
    ms: rounded(each),
    'grows as': each.growth.toFixed(1),
  };
}
