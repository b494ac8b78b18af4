import type { SwarmJob } from '../../src/swarm/jobs.ts';
import type { PersonalChats } from '../../src/teams/people/chats.ts';
import type { Directory } from '../../src/teams/people/directory.ts';
import { createViews, type Views } from '../../src/teams/views/views.ts';
import { candidate } from '../swarm/given.ts';
import { beginBot, shownInMemory } from './botInMemory.ts';
import { chanceOf } from './chance.ts';
import { createActor } from './deeds.ts';
import { createLives } from './lives.ts';
import { createMemoryQueue } from './memoryQueue.ts';
import { createMemorySwarms, type MemorySwarms } from './memorySwarms.ts';
import { createMisfortune, type Mishaps, usualMishaps } from './mishaps.ts';
import { createOutside, type Outside } from './outside.ts';
import { lead, monday, muted, owners, peopleKnown, team, technologies } from './people.ts';

const hour = 3_600_000;

/** How a week ended. `story`: what people did and what came of it, line by line. */
export type Week = {
  swarms: MemorySwarms;
  outside: Outside;
  views: Views;
  directory: Directory;
  chats: PersonalChats;
  /** Every job that was stored. */
  jobs: SwarmJob[];
  /** The jobs that are still to come. */
  waiting: { job: SwarmJob; dueAt: number }[];
  story: string[];
  /** How many processes the bot had. */
  lives: number;
};

export type WeekOptions = {
  /** What goes wrong; what any week has if not given. */
  mishaps?: Mishaps;
  days?: number;
  /** How often in a day somebody does something. */
  deeds?: number;
  /** Deeds that nobody does, counted from 0 over all days: the others stay as they are. */
  without?: ReadonlySet<number>;
  /** Is asked after each round of jobs and each deed; what it finds wrong ends the week at once (WeekFault). */
  watch?: (week: Week) => Promise<string[]>;
};

/** Something was wrong in the middle of a week. */
export class WeekFault extends Error {}

/**
 * A week of a support team that does unexpected things, the same for the same seed and options: the real decider, reactions,
 * workers, effects, buttons and cards, with Teams and Graph in memory.
 */
export async function playWeek(seed: number, options: WeekOptions = {}): Promise<Week> {
  const { mishaps = usualMishaps, days = 5, deeds = 12, without = new Set(), watch } = options;
  const chance = chanceOf(seed);
  const misfortune = createMisfortune(chanceOf(seed + 0.25), mishaps, () => queue.now());
  const lives = createLives(misfortune.dies);
  let skew = 0;
  const clock = (): number => queue.now() + skew;
  const queue = createMemoryQueue(chance, monday, { death: lives.death, between, clock });
  const jobs: SwarmJob[] = [];
  const story: string[] = [];
  const told = { swarms: null as MemorySwarms | null };
  const outside = createOutside({
    chance,
    misfortune,
    team,
    lead,
    isBlocked: (personId) => personId === muted,
    toldNow: () => told.swarms?.told.length ?? 0,
    now: queue.now,
  });
  const candidates = () => {
    const away = new Set(chance.once(3) ? chance.some(team) : []);
    return team
      .filter((id) => !owners.includes(id) && id !== lead)
      .map((id, at) => candidate(id, technologies.slice(at % 2), 3 - at / 3, !away.has(id)));
  };
  const swarms = createMemorySwarms({
    store(stored) {
      jobs.push(...stored.map(({ job }) => job));
      queue.store(stored);
    },
    candidates,
    standsIn: (personId) => personId === lead,
    now: clock,
  });
  told.swarms = swarms;
  const { directory, chats } = peopleKnown();
  const views = createViews({
    chats,
    directory,
    findSimilar: async () => [],
    standsIn: (personId) => personId === lead,
  });
  const week: Week = {
    ...{ swarms, outside, views, directory, chats, jobs, story, lives: 1 },
    get waiting() {
      return queue.waiting();
    },
  };
  const shown = shownInMemory();
  const begin = () => beginBot({ lives, queue, swarms, outside, views, directory, chats, shown, chance, clock });
  let press = await begin();
  const act = createActor(week, (...pressed) => press(...pressed));

  /** Another process is begun where one has died, and the week is watched. */
  async function between(): Promise<void> {
    if (week.lives !== lives.count()) {
      week.lives = lives.count();
      story.push('the process dies, another begins');
      press = await begin();
    }
    const wrong = (await watch?.(week)) ?? [];
    if (wrong.length > 0) throw new WeekFault([...wrong, 'What was done:', ...story].join('\n'));
  }

  await act.propose(chance, owners[0] ?? '', '4711');
  await act.propose(chance, owners[1] ?? '', '4712');
  for (let deed = 0; deed < days * deeds; deed++) {
    const own = chanceOf(seed + (deed + 1) / 4096);
    await queue.runUntil(queue.now() + (own.once(3) ? 1_000 : own.below(24 * hour) / (2 * deeds)));
    skew = misfortune.deed();
    if (skew !== 0) story.push(`the clock is set ${skew / 60_000} minutes off`);
    if (!without.has(deed)) await act.something(own);
    await between();
    if (deed % deeds === deeds - 1) await queue.runUntil(monday + Math.ceil((deed + 1) / deeds) * 24 * hour);
  }
  misfortune.end();
  skew = 0;
  await queue.runUntil(monday + 13 * 24 * hour);
  await act.lookAtAll();
  await queue.runUntil(monday + 14 * 24 * hour);
  return week;
}
