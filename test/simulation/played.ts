import { casesThatDiffer } from './casesInMemory.ts';
import { endOf } from './endOfWeek.ts';
import { allMishaps, type Mishaps } from './mishaps.ts';
import { momentsThatDiffer } from './moments.ts';
import { roomsThatDiffer } from './rooms.ts';
import { wrongNow } from './watching.ts';
import { playWeek, type Week, WeekFault, type WeekOptions } from './week.ts';

/** What came of a week in which anything may go wrong: `wrong` tells what, and all that was done, or is null. */
export type Played = { week: Week | null; wrong: string | null };

/** Two days are enough for all that is known to go wrong, and more of them can be played. */
export const short = { mishaps: allMishaps, days: 2, deeds: 10, processes: 3 } as const;

/** Plays a week, watching it all the time, and looks at all that is there at its end. */
export async function played(seed: number, options: WeekOptions = short): Promise<Played> {
  try {
    const week = await playWeek(seed, { watch: wrongNow, ...options });
    const parts = await Promise.all([endOf(week), momentsThatDiffer(week), roomsThatDiffer(week)]);
    const wrong = [...parts.flatMap((part) => part.wrong), ...casesThatDiffer(week), ...neverDone(week)];
    return { week, wrong: wrong.length > 0 ? [...wrong, 'What was done:', ...week.story].join('\n') : null };
  } catch (error) {
    if (!(error instanceof WeekFault)) throw error;
    return { week: null, wrong: error.message };
  }
}

/** Weeks after the last mishap only what has its moment is still to come. */
function neverDone({ waiting }: Week): string[] {
  const alarms = new Set(['delete-channel', 'ask-for-note', 'expire-invitation', 'ask-follow-up', 'remind-prevention']);
  return waiting.filter(({ job }) => !alarms.has(job.name)).map(({ job }) => `Never done: ${JSON.stringify(job)}`);
}

/**
 * The shortest story that was found of a seed that goes wrong: with as few kinds of mishaps and as few deeds as still do. `tries`: how
 * many weeks are played for it, at most.
 */
export async function shrunk(seed: number, options: WeekOptions, tries: number): Promise<string | null> {
  let best = options;
  let story = (await played(seed, options)).wrong;
  if (story === null) return null;
  let tried = 0;
  const attempt = async (other: WeekOptions): Promise<boolean> => {
    if (tried++ >= tries) return false;
    const { wrong } = await played(seed, other);
    if (wrong === null) return false;
    best = other;
    story = wrong;
    return true;
  };
  await attempt({ ...best, processes: 1 });
  for (const kind of Object.keys(allMishaps) as (keyof Mishaps)[])
    await attempt({ ...best, mishaps: { ...(best.mishaps ?? allMishaps), [kind]: 0 } });
  const { days = short.days, deeds = short.deeds } = options;
  for (let size = Math.ceil((days * deeds) / 2); size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < days * deeds; from += size) {
      const left = Array.from({ length: Math.min(size, days * deeds - from) }, (_, nth) => from + nth);
      if (left.some((deed) => !best.without?.has(deed)))
        await attempt({ ...best, without: new Set([...(best.without ?? []), ...left]) });
    }
  const { processes = 1 } = best;
  const off = Object.entries(best.mishaps ?? {}).flatMap(([kind, often]) => (often === 0 ? [kind] : []));
  return [
    `Seed ${seed}, with ${processes === 1 ? 'one process' : `${processes} processes`}, without ${[...off, `${best.without?.size ?? 0} deeds`].join(', ')}`,
    story,
  ].join('\n');
}
