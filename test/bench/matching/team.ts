/**
 * Whom it would ask, simulated: `npm run bench:matching -- team [--cases 10000] [--engineers 5000]`. Four weeks of cases for
 * the sandbox's organisation, enlarged; three ways to choose, the same seeded cases, presences and answers for each.
 *
 * How people answer (nobody who chooses is told): Available 0.8, Busy 0.5, Away 0.35, Offline 0.15; out of hours a third
 * of that; at their most swarms a third; for each ask beyond five in the four weeks a tenth less. Who does not come
 * declines in half of the cases, else says nothing until the policy's time is over. Then the next is asked, up to six for
 * a technology. A swarm keeps its members busy for a day at the median.
 *
 * The simple ways know who is away or off shift, as a dispatcher would, but nothing of load: the best expert per
 * technology (owner, then level), and everyone of level 3 and above in turn.
 */
import { parseArgs } from 'node:util';
import { canBeAsked, type Instant } from '../../../src/availability/availability.ts';
import { stateOfRota } from '../../../src/availability/workingStates.ts';
import { rank } from '../../../src/matching/ranking.ts';
import { chooseTeam } from '../../../src/matching/team.ts';
import type { RegistrySnapshot } from '../../../src/registry/snapshot.ts';
import { defaultPolicy } from '../../../src/swarm/policy.ts';
import { randomOf } from './madeCases.ts';
import { enlarged, type MadeCase, madeSwarms, presenceAt } from './madeOrganisation.ts';
import { turned } from './table.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: 'string', default: '10000' }, engineers: { type: 'string', default: '5000' } },
});

type Ask = { person: string; technologies: string[] };
/** Whom to ask for what is open; empty when nobody can be asked now. */
type Way = {
  name: string;
  choose(of: { made: MadeCase; open: string[]; known: Set<string>; at: number; snapshot: RegistrySnapshot }): Ask[];
};

const budget = defaultPolicy.askBudget28Days;
const instantOf = (made: MadeCase, at: number): Instant => ({
  at,
  critical: defaultPolicy.anyTime[made.severity],
  budget,
});

const engine: Way = {
  name: 'this engine',
  choose({ made, open, known, at, snapshot }) {
    const ranking = rank({
      at: new Date(at).toISOString(),
      critical: defaultPolicy.anyTime[made.severity],
      budget,
      technologies: open.map((technology) => ({ technology, confidence: 1 })),
      case: { owner: { id: 'owner', name: 'Owner' }, language: made.language },
      snapshot,
    });
    const { team } = chooseTeam({
      technologies: open,
      ranking,
      perTechnology: defaultPolicy.askAtOnce[made.severity],
      exclude: known,
    });
    return team.map(({ person, technologies }) => ({ person: person.id, technologies }));
  },
};

/** Everyone who knows the technology, is there and on shift. */
const knowing = (of: Parameters<Way['choose']>[0], technology: string) =>
  of.snapshot.skilled(technology).filter(({ by, level }) => {
    const moment = instantOf(of.made, of.at);
    const idle = { ...by, load: null };
    return level >= 3 && !of.known.has(by.engineer.id) && canBeAsked(idle, stateOfRota(by.rota, of.at), moment);
  });

const best: Way = {
  name: 'best expert per technology',
  choose: (of) =>
    together(
      of.open.flatMap((technology) => {
        const [first] = knowing(of, technology).sort(
          (a, b) =>
            Number(b.owner) - Number(a.owner) || b.level - a.level || (a.by.engineer.id < b.by.engineer.id ? -1 : 1),
        );
        return first ? [{ person: first.by.engineer.id, technologies: [technology] }] : [];
      }),
    ),
};

const inTurn = (): Way => {
  const turns = new Map<string, string>();
  return {
    name: 'round robin',
    choose: (of) =>
      together(
        of.open.flatMap((technology) => {
          const ids = knowing(of, technology)
            .map(({ by }) => by.engineer.id)
            .sort();
          const next = ids.find((id) => id > (turns.get(technology) ?? '')) ?? ids[0];
          if (next === undefined) return [];
          turns.set(technology, next);
          return [{ person: next, technologies: [technology] }];
        }),
      ),
  };
};

const together = (asks: Ask[]): Ask[] => {
  const byPerson = new Map<string, string[]>();
  for (const { person, technologies } of asks) byPerson.set(person, [...(byPerson.get(person) ?? []), ...technologies]);
  return [...byPerson].map(([person, technologies]) => ({ person, technologies }));
};

type Swarm = {
  made: MadeCase;
  open: Set<string>;
  asks: Map<string, number>;
  pending: number;
  members: Set<string>;
  known: Set<string>;
};

function simulated(way: Way) {
  const { registry, people } = enlarged(Number(values.engineers));
  const world = presenceAt(people);
  const cases = madeSwarms(registry, Number(values.cases));
  const loads = new Map(people.map((id) => [id, { live: 0, pending: 0, asks: 0 }]));
  const { snapshot } = world.start(registry);
  const queue = agenda();
  const covered: { parts: number; whole: number; minutes: number[] } = { parts: 0, whole: 0, minutes: [] };
  let wanted = 0;
  let members = 0;
  let asked = 0;
  let came = 0;
  let overloaded = 0;

  const tell = (person: string): void => {
    const load = loads.get(person);
    if (load)
      snapshot.apply([
        {
          kind: 'load',
          load: { person, liveSwarms: load.live, pendingInvitations: load.pending, asks28d: load.asks },
        },
      ]);
  };
  const change = (person: string, by: { live?: number; pending?: number; asks?: number }): void => {
    const load = loads.get(person);
    if (!load) return;
    load.live += by.live ?? 0;
    load.pending += by.pending ?? 0;
    load.asks += by.asks ?? 0;
    tell(person);
  };

  const askOn = (swarm: Swarm, at: number): void => {
    const open = [...swarm.open].filter((each) => (swarm.asks.get(each) ?? 0) < defaultPolicy.mostAsksPerTechnology);
    if (open.length === 0 || swarm.pending > 0) return;
    world.moveTo(at);
    const chosen = way.choose({ made: swarm.made, open, known: swarm.known, at, snapshot });
    if (chosen.length === 0 && at - swarm.made.at < patience)
      queue.add(at + retryAfter, () => askOn(swarm, at + retryAfter));
    for (const { person, technologies } of chosen) {
      asked++;
      swarm.known.add(person);
      swarm.pending++;
      for (const each of technologies) swarm.asks.set(each, (swarm.asks.get(each) ?? 0) + 1);
      const { comes, after } = answer(swarm, person, at);
      change(person, { pending: 1, asks: 1 });
      queue.add(at + after, () => answered(swarm, person, technologies, comes, at + after));
    }
  };

  const answer = (swarm: Swarm, person: string, at: number): { comes: boolean; after: number } => {
    const random = randomOf(Math.imul(swarm.made.number, 7919) ^ hashOf(person));
    const load = loads.get(person) ?? { live: 0, pending: 0, asks: 0 };
    const listed = snapshot.listed(person);
    const most = listed?.engineer.mostSwarms ?? 1;
    const works = listed !== undefined && stateOfRota(listed.rota, at).working;
    const chance =
      (chances[listed?.presence?.availability ?? ''] ?? 0) *
      (works ? 1 : 1 / 3) *
      (load.live >= most ? 1 / 3 : 1) *
      0.9 ** Math.max(0, load.asks - 5);
    if (load.live >= most) overloaded++;
    const limit = defaultPolicy.answerWithinMinutes[swarm.made.severity] * minute;
    const speaks = random() < 0.5;
    const after = Math.min(limit, -Math.log(1 - random()) * limit * 0.3 + minute);
    const comes = random() < chance;
    return { comes, after: comes || speaks ? after : limit };
  };

  const answered = (swarm: Swarm, person: string, technologies: string[], comes: boolean, at: number): void => {
    change(person, { pending: -1 });
    swarm.pending--;
    const useful = technologies.filter((each) => swarm.open.has(each));
    if (comes && useful.length > 0) {
      came++;
      members++;
      swarm.members.add(person);
      for (const each of useful) swarm.open.delete(each);
      covered.parts += useful.length;
      change(person, { live: 1 });
      const length = day * Math.exp(0.8 * normal(randomOf(hashOf(person) ^ swarm.made.number)));
      queue.add(at + length, () => change(person, { live: -1 }));
      if (swarm.open.size === 0) {
        covered.whole++;
        covered.minutes.push((at - swarm.made.at) / minute);
      }
    }
    askOn(swarm, at);
  };

  for (const made of cases) {
    wanted += made.technologies.length;
    const swarm: Swarm = {
      made,
      open: new Set(made.technologies),
      asks: new Map(),
      pending: 0,
      members: new Set(),
      known: new Set(),
    };
    queue.add(made.at, () => askOn(swarm, made.at));
  }
  queue.run(Math.max(...cases.map(({ at }) => at)) + 3 * day);

  const asks = [...loads.values()].map((load) => load.asks).sort((a, b) => a - b);
  covered.minutes.sort((a, b) => a - b);
  const round = (value: number, digits = 1): number => Number(value.toFixed(digits));
  return {
    way: way.name,
    'technologies covered %': round((100 * covered.parts) / wanted),
    'cases wholly covered %': round((100 * covered.whole) / cases.length),
    'minutes to cover, median': round(covered.minutes[covered.minutes.length >> 1] ?? 0),
    p90: round(covered.minutes[Math.floor(covered.minutes.length * 0.9)] ?? 0),
    'people a swarm': round(members / cases.length, 2),
    'asks a swarm': round(asked / cases.length, 2),
    'asks that bring someone %': round((100 * came) / asked),
    'asks of full people': overloaded,
    'Gini of asks': round(gini(asks), 3),
    'most asks of one': asks.at(-1) ?? 0,
    'people over 7': asks.filter((each) => each > budget).length,
  };
}

const minute = 60_000;
const day = 1440 * minute;
const retryAfter = 60 * minute;
const patience = day;
const chances: Readonly<Record<string, number>> = { Available: 0.8, Busy: 0.5, Away: 0.35, Offline: 0.15 };

/** 0 when all are asked as often, 1 when one is asked for everything. `sorted` from least to most. */
function gini(sorted: number[]): number {
  const total = sorted.reduce((sum, each) => sum + each, 0);
  const weighted = sorted.reduce((sum, each, at) => sum + (at + 1) * each, 0);
  return total === 0 ? 0 : (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}

/** Box and Muller. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function hashOf(text: string): number {
  let hash = 7;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/** What happens next, in order of time; of the same instant what was planned first. A binary heap. */
function agenda() {
  const heap: { at: number; number: number; run: () => void }[] = [];
  let added = 0;
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [heap[a], heap[b]];
    return !!one && !!other && (one.at < other.at || (one.at === other.at && one.number < other.number));
  };
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one && other) [heap[a], heap[b]] = [other, one];
  };
  return {
    add(at: number, run: () => void) {
      heap.push({ at, number: added++, run });
      for (let child = heap.length - 1; child > 0 && isBefore(child, (child - 1) >> 1); child = (child - 1) >> 1)
        swap(child, (child - 1) >> 1);
    },
    run(until: number) {
      for (let next = heap[0]; next && next.at <= until; next = heap[0]) {
        const last = heap.pop();
        if (last && heap.length > 0) heap[0] = last;
        for (let top = 0; ; ) {
          const [left, right] = [2 * top + 1, 2 * top + 2];
          const least = isBefore(right, left) ? right : left;
          if (!isBefore(least, top)) break;
          swap(least, top);
          top = least;
        }
        next.run();
      }
    },
  };
}

// Last, when all constants are there.
console.log(turned([engine, best, inTurn()].map(simulated), 'way'));
