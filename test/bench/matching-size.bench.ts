import { pathToFileURL } from 'node:url';
import { createDetector } from '../../src/detection/detection.ts';
import { namedTechnology, planFor } from '../../src/matching/planning.ts';
import type { Engineer, Skill } from '../../src/registry/engineer.ts';
import { createSnapshot, type RegistryChange, type RegistrySnapshot } from '../../src/registry/snapshot.ts';
import { centile, heapMb } from './figures.ts';
import { madeUpTechnology, pick, randomFrom, type Spread, word } from './madeUp.ts';

/** One line of the table. Milliseconds for one plan (ranking and team), megabytes of heap for the whole registry. */
export type MatchingMeasure = {
  engineers: number;
  technologies: number;
  skills: number;
  spread: Spread;
  /** People who came into question for a case, at the median. */
  candidates: number;
  medianMs: number;
  p99Ms: number;
  /** The same by the thread's own clock, which stands still while other programs have the processor. */
  p99CpuMs: number;
  heapMb: number;
};

/** Finding technologies in the text of a case among 2,000 technologies with 20 aliases each. */
export type DetectionMeasure = {
  aliases: number;
  characters: number;
  buildMs: number;
  medianMs: number;
  p99Ms: number;
};

export type MatchingReport = { matching: MatchingMeasure[]; detection: DetectionMeasure[] };

/**
 * Plans for cases of three technologies over made-up registries of growing size. A larger registry has more
 * candidates for a case; whether its size alone costs anything is seen in the lines with the spread `same`.
 */
export function measureMatching(sizes = [100, 10_000, 100_000], plans = 500): MatchingReport {
  const matching = sizes.flatMap((engineers) =>
    (['same', 'even', 'popular'] as const).map((spread) => measurePlans(engineers, spread, plans)),
  );
  return { matching, detection: [500, 5000, 50_000].map((characters) => measureDetection(characters)) };
}

const technologyCount = 2000;
const skillsEach = 6;
const at = '2026-11-18T02:00:00.000Z';

function measurePlans(engineers: number, spread: Spread, plans: number): MatchingMeasure {
  const random = randomFrom(engineers);
  const before = heapMb();
  const snapshot = registryOf(engineers, spread, random);
  const heap = heapMb() - before;
  const all = snapshot.technologies().map(({ id }) => id);
  const ids = spread === 'same' ? all.slice(0, askedFor) : all;
  const times: number[] = [];
  const cpu: number[] = [];
  const candidates: number[] = [];
  for (let run = -50; run < plans; run++) {
    const technologies = new Set([pick(ids, spread, random), pick(ids, spread, random), pick(ids, spread, random)]);
    const wanted = [...technologies].flatMap((id) => snapshot.technology(id) ?? []).map(namedTechnology);
    const started = performance.now();
    const thread = process.threadCpuUsage();
    const plan = planFor({
      case: {
        id: String(run),
        title: 'It does not work',
        description: '',
        customer: null,
        product: null,
        severity: 'normal',
        language: run % 2 === 0 ? 'ja' : 'en',
        restricted: false,
        owner: { id: 'owner', name: 'Owner' },
        created: at,
        url: null,
      },
      at: new Date(Date.parse(at) + run * 60_000).toISOString(),
      critical: run % 10 === 0,
      budget: 7,
      snapshot,
      detect: () => wanted,
    });
    const took = performance.now() - started;
    const { user, system } = process.threadCpuUsage(thread);
    if (run < 0) continue;
    times.push(took);
    cpu.push((user + system) / 1000);
    candidates.push(plan.ranking.candidates.length + plan.ranking.leftOut);
  }
  const { skills } = snapshot.counts();
  return {
    engineers,
    technologies: technologyCount,
    skills,
    spread,
    candidates: centile(candidates, 50),
    medianMs: centile(times, 50),
    p99Ms: centile(times, 99),
    p99CpuMs: centile(cpu, 99),
    heapMb: Math.round(heap),
  };
}

function measureDetection(characters: number): DetectionMeasure {
  const random = randomFrom(characters);
  const technologies = Array.from({ length: technologyCount }, (_, place) => madeUpTechnology(place, random));
  const started = performance.now();
  const detect = createDetector(technologies);
  const buildMs = performance.now() - started;
  const times: number[] = [];
  for (let run = -5; run < (characters > 10_000 ? 40 : 300); run++) {
    let description = '';
    while (description.length < characters) {
      const technology = technologies[Math.floor(random() * technologies.length)];
      const name = random() < 0.1 ? technology?.aliases[random() < 0.5 ? 'en' : 'ja'][3] : word(random);
      description += `${name} ${random() < 0.3 ? 'の接続が切れる。サーバー' : 'does not answer since'} `;
    }
    const from = performance.now();
    detect({ title: description.slice(0, 80), description: description.slice(0, characters), product: null });
    if (run >= 0) times.push(performance.now() - from);
  }
  const aliases = technologies.reduce((sum, each) => sum + each.aliases.en.length + each.aliases.ja.length, 0);
  return { aliases, characters, buildMs, medianMs: centile(times, 50), p99Ms: centile(times, 99) };
}

function registryOf(engineers: number, spread: Spread, random: () => number): RegistrySnapshot {
  const snapshot = createSnapshot();
  const technologies = Array.from({ length: technologyCount }, (_, place) => madeUpTechnology(place, random));
  snapshot.apply(technologies.map((technology) => ({ kind: 'technology', technology })));
  const ids = technologies.map(({ id }) => id);
  snapshot.apply(people(engineers, ids, spread, random));
  return snapshot;
}

const zones = [
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Europe/Dublin',
  'America/Los_Angeles',
  'America/New_York',
  'Asia/Shanghai',
];

function* people(count: number, ids: string[], spread: Spread, random: () => number): Generator<RegistryChange> {
  const dice = (sides: number): number => Math.floor(random() * sides);
  const others = ids.slice(askedFor);
  for (let place = 0; place < count; place++) {
    const id = `${place.toString(16).padStart(8, '0')}-0000-4000-8000-${place.toString(16).padStart(12, '0')}`;
    const from = 7 + dice(4);
    const engineer: Engineer = {
      id,
      name: `Engineer ${place}`,
      zone: zones[dice(zones.length)] ?? 'Asia/Tokyo',
      hours: { days: [1, 2, 3, 4, 5], from: `${String(from).padStart(2, '0')}:00`, to: `${from + 9}:00` },
      languages: dice(3) === 0 ? ['ja', 'en'] : dice(2) === 0 ? ['ja'] : ['en'],
      mostSwarms: 1 + dice(3),
      awayUntil: dice(20) === 0 ? '2027-01-01T00:00:00.000Z' : null,
      lead: false,
    };
    yield { kind: 'engineer', engineer };
    for (let line = 0; line < skillsEach; line++) {
      const number = place * skillsEach + line;
      const technology =
        spread !== 'same'
          ? pick(ids, spread, random)
          : ((number < askedFor * peopleEach ? ids[number % askedFor] : undefined) ?? pick(others, spread, random));
      const skill: Skill = {
        person: id,
        technology,
        level: 1 + dice(5),
        owner: dice(50) === 0,
        wantsToLearn: false,
        confirmedAt: null,
      };
      yield { kind: 'skill', skill };
    }
    const availability = ['Available', 'Busy', 'Away', 'DoNotDisturb', 'Offline'][dice(5)] ?? 'Available';
    yield {
      kind: 'presence',
      presence: { person: id, availability, activity: availability, outOfOffice: dice(30) === 0, seenAt: at },
    };
    if (dice(4) === 0)
      yield { kind: 'load', load: { person: id, liveSwarms: dice(3), pendingInvitations: dice(2), asks28d: dice(10) } };
  }
}

/** In `same` the first 30 technologies are asked for; each has 100 people. */
const askedFor = 30;
const peopleEach = 100;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const report = measureMatching();
  console.table(report.matching);
  console.table(report.detection);
  console.log(JSON.stringify(report));
}
