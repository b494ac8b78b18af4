import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { BuildFigures, Wanted } from './calendars/build.ts';
import { median } from './measure.ts';

/** One organisation's plans by this build and by `base`, each figure the median of the rounds. `null`: no base was named. */
export type CalendarsMeasure = { what: string; here: BuildFigures; base: BuildFigures | null };

type CalendarsOptions = { rounds?: number; plans?: number; engineers?: number; only?: string | undefined };

/**
 * Plans of an organisation of 100,000 engineers on 40 calendars, four minutes apart from a Friday to a Tuesday. Beside it, if a
 * checkout of an older build is named, the same by that: in turn, round by round, so that other work on the machine is felt by
 * both. `wishes`: two thousand people have hours, focus time and days of their own; a build without calendars cannot be told. `teams`:
 * everybody is of one, which a build without them is not told, as of 2,000 feeds, which name 15,000 people. `only`: one organisation,
 * as it is called.
 */
export async function measureCalendars(
  base: string | undefined,
  { rounds = 3, plans = 1400, engineers = 100_000, only }: CalendarsOptions = {},
): Promise<CalendarsMeasure[]> {
  const of = { engineers, plans, minutes: 4, spread: 'even', wishes: false, teams: 0, feeds: 0 } as const;
  const organisations: { what: string; wanted: Wanted }[] = [
    { what: 'even', wanted: of },
    { what: 'even, with wishes', wanted: { ...of, wishes: true } },
    { what: 'popular', wanted: { ...of, spread: 'popular' } },
    { what: 'even, in 250 support teams', wanted: { ...of, teams: 250 } },
    { what: 'even, with 2,000 feeds', wanted: { ...of, feeds: 2000 } },
    { what: 'popular, with 2,000 feeds', wanted: { ...of, spread: 'popular', feeds: 2000 } },
  ];
  const measured: CalendarsMeasure[] = [];
  for (const { what, wanted } of organisations.filter((each) => only === undefined || each.what === only)) {
    const here: BuildFigures[] = [];
    const there: BuildFigures[] = [];
    for (let round = 0; round < rounds; round++) {
      if (base !== undefined) there.push(await figuresOf(resolve(base), wanted));
      here.push(await figuresOf(join(import.meta.dirname, '../..'), wanted));
    }
    measured.push({ what, here: middleOf(here), base: there.length > 0 ? middleOf(there) : null });
  }
  return measured;
}

async function figuresOf(checkout: string, wanted: Wanted): Promise<BuildFigures> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'calendars/build.ts')],
    ...[checkout, JSON.stringify(wanted)],
  ]);
  return JSON.parse(stdout);
}

function middleOf(all: readonly BuildFigures[]): BuildFigures {
  const middle = (of: (figures: BuildFigures) => number) => Math.round(median(all.map(of)) * 100) / 100;
  return {
    kinds: middle(({ kinds }) => kinds),
    clock: {
      p50: middle(({ clock }) => clock.p50),
      p99: middle(({ clock }) => clock.p99),
      most: middle(({ clock }) => clock.most),
    },
    processor: {
      p50: middle(({ processor }) => processor.p50),
      p99: middle(({ processor }) => processor.p99),
      most: middle(({ processor }) => processor.most),
    },
    heapMb: middle(({ heapMb }) => heapMb),
  };
}
