import type { CaseStandIn } from '../../src/sandbox/systems/keptCase.ts';
import type { SwarmJob } from '../../src/swarm/jobs.ts';
import type { PersonalChats } from '../../src/teams/people/chats.ts';
import type { Directory } from '../../src/teams/people/directory.ts';
import { createViews, type Views } from '../../src/teams/views/views.ts';
import { candidate } from '../swarm/given.ts';
import { type BotProcess, beginBot, type Press, shownInMemory } from './botInMemory.ts';
import { createCasesInMemory, linkable } from './casesInMemory.ts';
import { chanceOf } from './chance.ts';
import { type Actor, createActor } from './deeds.ts';
import { drawnOnce } from './drawnOnce.ts';
import { createMemoryDatabase, createProcessSwarms, type MemoryDatabase, type SomeSwarms } from './memoryDatabase.ts';
import { createMemoryQueue, type MemoryQueue } from './memoryQueue.ts';
import { createMisfortune, type Mishaps, usualMishaps } from './mishaps.ts';
import { type Call, createOutside, type Outside } from './outside.ts';
import { lead, monday, muted, owners, peopleKnown, team, technologies } from './people.ts';

const hour = 3_600_000;

/** How a week ended. `story`: what people did and what came of it, line by line. */
export type Week = {
  /** What happened to the swarms, as the database has it. */
  swarms: MemoryDatabase;
  /** The same, changed by somebody for whom nothing goes wrong. */
  steady: SomeSwarms;
  outside: Outside;
  cases: CaseStandIn;
  views: Views;
  directory: Directory;
  chats: PersonalChats;
  /** Every job that was stored. */
  jobs: SwarmJob[];
  /** The jobs that are still to come. */
  readonly waiting: ReturnType<MemoryQueue['waiting']>;
  /** What a process was told to be stored, and is not. */
  lost: string[];
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
  /** How many processes the bot has at one time. */
  processes?: number;
  /** Deeds that nobody does, counted from 0 over all days: the others stay as they are. */
  without?: ReadonlySet<number>;
  /** Is asked after each round of jobs and each deed; what it finds wrong ends the week at once (WeekFault). */
  watch?: (week: Week) => string[];
  /** Is told each call of Teams and Graph. */
  heard?: (call: Call) => void;
  /** Is told of the week at the end of each day, when all that was due is done, and before anybody looks at their cards again. */
  evening?: (week: Week) => Promise<void>;
  /** Its cases are critical: two are asked at once for the same. */
  isUrgent?: boolean;
  /** In place of a week of unexpected things: what people do, and when. */
  play?: (stage: Stage) => Promise<void>;
};

/** What a week is played on; `runUntil`: until an instant, in milliseconds since 1970. */
export type Stage = { week: Week; act: Actor; press: Press; runUntil: (until: number) => Promise<void> };

/** Something was wrong in the middle of a week. */
export class WeekFault extends Error {}

/**
 * A week of a support team that does unexpected things, the same for the same seed and options: the real decider, reactions,
 * workers, effects, buttons and cards in one process or several, with Teams, Graph, Zendesk and the database in memory.
 */
export async function playWeek(seed: number, options: WeekOptions = {}): Promise<Week> {
  const {
    mishaps = usualMishaps,
    days = 5,
    deeds = 12,
    processes = 1,
    without = new Set(),
    watch,
    heard,
    play,
    evening,
    isUrgent = false,
  } = options;
  const chance = chanceOf(seed);
  const now = (): number => queue.now();
  const misfortune = createMisfortune(chanceOf(seed + 0.25), mishaps, { processes, now });
  const running: BotProcess[] = [];
  const queue = createMemoryQueue(chance, monday, {
    workers: () => running.map(({ worker }) => worker),
    unheard: misfortune.unheard,
    between,
  });
  const jobs: SwarmJob[] = [];
  const story: string[] = [];
  const lost: string[] = [];
  const swarms = createMemoryDatabase((stored, clock) => {
    jobs.push(...stored.map(({ job }) => job));
    queue.store(stored, clock);
  });
  const outside = createOutside({
    ...{ chance, team, lead, now },
    isBlocked: (personId) => personId === muted,
    toldNow: () => swarms.told.length,
    ...(heard && { heard }),
  });
  const cases = createCasesInMemory(['4711', ...linkable], now);
  const candidates = () => {
    const away = new Set(chance.once(3) ? chance.some(team) : []);
    return team
      .filter((id) => !owners.includes(id) && id !== lead)
      .map((id, at) => candidate(id, technologies.slice(at % 2), 3 - at / 3, !away.has(id)));
  };
  const standsIn = (personId: string): boolean => personId === lead;
  const steady = createProcessSwarms({
    ...{ database: swarms, candidates, standsIn, clock: now },
    keep: async (after, news) => swarms.keep(after, news, now),
  });
  const { directory, chats } = peopleKnown();
  const views = drawnOnce(createViews({ chats, directory, findSimilar: async () => [], standsIn }));
  const week: Week = {
    ...{ swarms, steady, outside, cases, views, directory, chats, jobs, lost, story, lives: 0 },
    get waiting() {
      return queue.waiting();
    },
  };
  const shown = shownInMemory();

  /** Begins a process in each place that has none. */
  async function begin(): Promise<void> {
    for (let place = 0; place < processes; place++) {
      if (running[place]?.life.isOver() === false) continue;
      if (running[place]) story.push(`process ${place} dies, another begins`);
      week.lives += 1;
      running[place] = await beginBot({
        ...{ database: swarms, outside, cases, views, directory, chats, shown, candidates, chance, now },
        elderWaits: queue.elderWaits,
        fortune: misfortune.of(place),
        lost: (what) => lost.push(what),
      });
    }
  }
  await begin();
  /** Whichever process it comes to. */
  const press: Press = async (...pressed) => {
    await begin();
    const { press: answer } = processes === 1 ? (running[0] as BotProcess) : chance.one(running);
    return answer(...pressed);
  };
  const act = createActor(week, { press, connector: outside.connectorOf(misfortune.of(0)), isUrgent });

  /** Other processes are begun where some have died, and the week is watched. */
  async function between(): Promise<void> {
    await begin();
    const wrong = watch?.(week) ?? [];
    if (wrong.length > 0) throw new WeekFault([...wrong, 'What was done:', ...story].join('\n'));
  }

  if (play) {
    await play({ week, act, press, runUntil: queue.runUntil });
    return week;
  }
  await act.propose(chance, owners[0] ?? '', '4711');
  // Of every other week the second is told in words.
  if (chanceOf(seed + 0.5).once(2)) await act.tell(chance, owners[1] ?? '', 'T-1042');
  else await act.propose(chance, owners[1] ?? '', '4712');
  for (let deed = 0; deed < days * deeds; deed++) {
    const own = chanceOf(seed + (deed + 1) / 4096);
    await queue.runUntil(now() + (own.once(3) ? 1_000 : own.below(24 * hour) / (2 * deeds)));
    story.push(...misfortune.deed());
    if (!without.has(deed)) await act.something(own);
    await between();
    if (deed % deeds !== deeds - 1) continue;
    await queue.runUntil(monday + Math.ceil((deed + 1) / deeds) * 24 * hour);
    await evening?.(week);
  }
  misfortune.end();
  await queue.runUntil(monday + 13 * 24 * hour);
  await act.lookAtAll();
  await queue.runUntil(monday + 14 * 24 * hour);
  return week;
}
