import { z } from 'zod';
import { stateOfRota } from '../../../src/availability/workingStates.ts';
import type { Case } from '../../../src/cases/case.ts';
import { calendarSchema } from '../../../src/registry/calendar.ts';
import { engineerSchema, skillSchema } from '../../../src/registry/engineer.ts';
import { createSnapshot, type Registry, type RegistrySnapshot } from '../../../src/registry/snapshot.ts';
import { technologySchema } from '../../../src/registry/technology.ts';
import { loadOrganisation, registryOf } from '../../../src/sandbox/organisation/organisation.ts';
import { randomOf } from './madeCases.ts';

export type MadeCase = {
  number: number;
  at: number;
  technologies: string[];
  severity: Case['severity'];
  language: Case['language'];
};

export const monday = Date.UTC(2026, 5, 1);
const day = 86_400_000;
const registrySchema = z.object({
  technologies: z.array(technologySchema),
  engineers: z.array(engineerSchema),
  skills: z.array(skillSchema),
  // Without them the engineers name calendars that are not there, and nobody knows of any date.
  calendars: z.array(calendarSchema),
});
const original = registrySchema.parse(registryOf(await loadOrganisation(undefined, monday)));

/**
 * The sandbox's organisation so many people large: everyone again and again, with a fifth of the levels one off and
 * every seventh skill in another technology. Of nine copies of an owner one owns.
 */
export function enlarged(size: number): { registry: Registry; people: string[] } {
  const random = randomOf(20_260_601);
  const known = original.technologies.map(({ id }) => id);
  const engineers = Array.from({ length: size }, (_, at) => {
    const model = original.engineers[at % original.engineers.length];
    if (!model) throw new Error('The sandbox has no engineers');
    return { ...model, id: `p${String(at).padStart(5, '0')}`, awayUntil: null, model: model.id };
  });
  const skills = engineers.flatMap(({ id, model }, at) => {
    const lines = original.skills
      .filter(({ person }) => person === model)
      .map((skill) => {
        const moved = random() < 1 / 7 ? known[Math.floor(random() * known.length)] : undefined;
        const level = skill.level + (random() < 0.2 ? (random() < 0.5 ? -1 : 1) : 0);
        return {
          ...skill,
          person: id,
          technology: moved ?? skill.technology,
          level: Math.max(1, Math.min(5, level)),
          owner: skill.owner && at % 9 === 0,
        };
      });
    return [...new Map(lines.map((line) => [line.technology, line])).values()];
  });
  return {
    registry: {
      technologies: original.technologies,
      calendars: original.calendars,
      engineers: engineers.map(({ model: _, ...engineer }) => engineer),
      skills,
    },
    people: engineers.map(({ id }) => id),
  };
}

/**
 * Four weeks of cases, most of them in Tokyo's working hours. The first technology by Zipf's law, the others from what
 * somebody who knows it also knows, as problems lie where systems meet.
 */
export function madeSwarms({ technologies, skills }: Registry, count: number): MadeCase[] {
  const random = randomOf(4711);
  const able = skills.filter(({ level }) => level >= 3);
  const byPerson = Map.groupBy(able, ({ person }) => person);
  const byTechnology = Map.groupBy(able, ({ technology }) => technology);
  const asked = technologies.filter(({ id }) => byTechnology.has(id));
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  return Array.from({ length: count }, (_, number): MadeCase => {
    const first = asked[Math.floor(asked.length ** random()) - 1]?.id ?? asked[0]?.id ?? '';
    const knower = pick(byTechnology.get(first) ?? [])?.person ?? '';
    const others = (byPerson.get(knower) ?? []).map(({ technology }) => technology);
    const chance = random();
    const wanted = chance < 0.4 ? 1 : chance < 0.75 ? 2 : chance < 0.93 ? 3 : 4;
    const set = new Set([first]);
    for (let tries = 0; set.size < wanted && tries < 12; tries++) set.add(pick(others) ?? first);
    const grave = random();
    return {
      number,
      at: momentOf(random),
      technologies: [...set],
      severity: grave < 0.05 ? 'critical' : grave < 0.25 ? 'high' : grave < 0.8 ? 'normal' : 'low',
      language: random() < 0.7 ? 'ja' : 'en',
    };
  }).sort((a, b) => a.at - b.at);
}

function momentOf(random: () => number): number {
  for (;;) {
    const at = monday + Math.floor(random() * 28 * day);
    const tokyo = new Date(at + 9 * 3_600_000);
    const busy = tokyo.getUTCDay() % 6 !== 0 && tokyo.getUTCHours() >= 9 && tokyo.getUTCHours() < 18;
    if (busy || random() < 0.15) return at;
  }
}

/** Everyone's presence, new every two hours, and one day in sixteen out of office; the same for every way to choose. */
export function presenceAt(people: readonly string[]) {
  let snapshot: RegistrySnapshot = createSnapshot();
  let told = -1;
  return {
    start(registry: Registry): { snapshot: RegistrySnapshot } {
      snapshot = createSnapshot(registry);
      return { snapshot };
    },
    moveTo(at: number): void {
      const slot = Math.floor(at / holds);
      if (slot === told) return;
      told = slot;
      // As if seen at the end of it: fresh all the time.
      const seenAt = new Date((slot + 1) * holds).toISOString();
      const today = Math.floor(at / day);
      snapshot.apply(
        people.map((person, number) => {
          const chance = randomOf(Math.imul(number + 1, 40_503) ^ Math.imul(slot, 69_069))();
          const listed = snapshot.listed(person);
          const works = listed !== undefined && stateOfRota(listed.rota, at).working;
          return {
            kind: 'presence' as const,
            presence: { person, ...presenceOf(chance, works), outOfOffice: isOff(number, today), seenAt },
          };
        }),
      );
    },
  };
}

const holds = 2 * 3_600_000;
const isOff = (number: number, today: number): boolean =>
  randomOf(Math.imul(number + 1, 7919) ^ Math.imul(today, 104_729))() < 1 / 16;

function presenceOf(chance: number, works: boolean): { availability: string; activity: string } {
  const kind = works
    ? chance < 0.6
      ? 'Available'
      : chance < 0.85
        ? 'Busy'
        : chance < 0.9
          ? 'DoNotDisturb'
          : 'Away'
    : chance < 0.1
      ? 'Away'
      : 'Offline';
  return { availability: kind, activity: kind };
}
