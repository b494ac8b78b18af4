import { describe, expect, test } from '@jest/globals';
import type { Case } from '../../src/cases/case.ts';
import { languageLater } from '../../src/matching/languageLater.ts';
import type { Plan } from '../../src/matching/plan.ts';
import type { Calendar } from '../../src/registry/calendar.ts';
import type { Engineer, Skill } from '../../src/registry/engineer.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { createRegistryPlanner } from '../../src/swarm/planning/registryPlanner.ts';
import { defaultPolicy, type SwarmPolicy } from '../../src/swarm/policy.ts';
import { engineer, sampleCase, skill, technology } from '../registry/sample.ts';

const yearEnd: Calendar = {
  id: 'office',
  name: { en: 'Tokyo office', ja: '東京オフィス' },
  on: [],
  from: '2026-01-01',
  days: ['2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'].map((date) => ({
    date,
    kind: 'company',
    name: { en: 'Year end', ja: '年末年始' },
  })),
  until: '2027-12-31',
};
const mika = engineer('mika', { languages: ['ja'], calendars: ['office'] });
const sean = engineer('sean', { zone: 'Europe/Dublin', languages: ['en'] });
const knowing = [skill('mika', 'vpn', 5, { owner: true }), skill('sean', 'vpn', 4)];

/** The plan of a case in Japanese, by what the policy says as shipped. */
const planned = (
  at: string,
  severity: Case['severity'],
  differs: { engineers?: Engineer[]; skills?: Skill[]; policy?: Partial<SwarmPolicy> } = {},
): Promise<Plan> => {
  const { engineers = [mika, sean], skills = knowing } = differs;
  const technologies = [technology('vpn', 'VPN')];
  const snapshot = createSnapshot({ technologies, engineers, skills, calendars: [yearEnd] });
  return createRegistryPlanner(snapshot).plan({
    case: sampleCase({ title: 'VPN', language: 'ja', severity }),
    at,
    policy: { ...defaultPolicy, ...differs.policy },
    ...{ dropped: { technologies: [], people: [] }, addedTechnologies: [], addedPeople: [] },
  });
};
const ids = ({ team }: Plan): string[] => team.map(({ person }) => person.id).sort();
const newYearsEve = '2026-12-31T10:00:00+09:00';
const wednesdayNight = '2026-11-18T23:00:00+09:00';
const beforeSix = '2026-11-19T06:00:00+09:00';

describe('somebody who speaks the language of the case', () => {
  test('is not waited for over New Year where it is urgent: who is back tonight is asked alone, and the plan says so', async () => {
    for (const severity of ['high', 'normal'] as const) {
      const plan = await planned(newYearsEve, severity);
      expect({ severity, asked: ids(plan) }).toEqual({ severity, asked: ['sean'] });
      expect(languageLater(plan)).toEqual([
        { person: { id: 'mika', name: 'Name of mika' }, from: '2027-01-04T00:00:00.000Z' },
      ]);
    }
  });

  test('is waited for over New Year where nothing is urgent', async () => {
    const plan = await planned(newYearsEve, 'low');
    expect(ids(plan)).toEqual(['mika']);
    expect(languageLater(plan)).toBeNull();
  });

  test('is asked on a holiday of a case that cannot wait, with nobody waited for', async () => {
    const plan = await planned(newYearsEve, 'critical');
    expect(ids(plan)).toContain('mika');
    expect(plan.team.flatMap((each) => each.for.map(({ code }) => code))).not.toContain('back');
  });

  test('is waited for until the morning where it is less than four hours off, or the case is not urgent', async () => {
    const atWork = [mika, engineer('sean', { zone: 'America/New_York', languages: ['en'] })];
    const asked = async (...[at, severity]: Parameters<typeof planned>) =>
      ids(await planned(at, severity, { engineers: atWork }));
    expect(await asked(wednesdayNight, 'high')).toEqual(['sean']);
    expect(await asked(beforeSix, 'high')).toEqual(['mika', 'sean']);
    expect(await asked(wednesdayNight, 'normal')).toEqual(['mika', 'sean']);
  });

  test('is not told to be missing where one of them is in the plan, nor where nobody is asked at all', async () => {
    expect(languageLater(await planned('2026-11-18T11:00:00+09:00', 'high'))).toBeNull();
    expect(languageLater(await planned(newYearsEve, 'high', { engineers: [], skills: [] }))).toBeNull();
  });

  test('is asked for what nobody else knows, however late', async () => {
    const plan = await planned(newYearsEve, 'high', { engineers: [mika], skills: knowing.slice(0, 1) });
    expect(ids(plan)).toEqual(['mika']);
    expect(languageLater(plan)).toBeNull();
  });

  test('is not promised for later where something else than the hour keeps them from being asked', async () => {
    const away = { ...mika, awayUntil: '2027-01-05T00:00:00Z' };
    const told = async (who: Engineer) =>
      languageLater(await planned(newYearsEve, 'critical', { engineers: [who, sean] }));
    expect((await told(away))?.map(({ from }) => from)).toEqual(['2027-01-05T00:00:00.000Z']);
    expect(await told({ ...mika, mostSwarms: 0 })).toEqual([]);
    expect(await told({ ...mika, outside: 'by phone' })).toEqual([]);
  });

  test('is waited for as long as the organisation says, beside who is back tonight where it is urgent', async () => {
    const languageWaitHours = { ...defaultPolicy.languageWaitHours, high: 96 };
    const asked = async (policy: Partial<SwarmPolicy>) => ids(await planned(newYearsEve, 'high', { policy }));
    expect(await asked({ languageWaitHours })).toEqual(['mika', 'sean']);
    const smallerTeamWaitHours = { ...defaultPolicy.smallerTeamWaitHours, high: 96 };
    expect(await asked({ languageWaitHours, smallerTeamWaitHours })).toEqual(['mika']);
  });

  test('is among the kept, however many know more and do not speak it', async () => {
    const many = Array.from({ length: 260 }, (_, at) => engineer(`p${at}`, { languages: ['en'] }));
    const beginner = engineer('speaker', { languages: ['ja'] });
    const skills = [...many.map(({ id }) => skill(id, 'vpn', 5)), skill('speaker', 'vpn', 3)];
    const loaded = await planned('2026-11-18T11:00:00+09:00', 'high', { engineers: [...many, beginner], skills });
    expect(ids(loaded)).toEqual(['speaker']);
  });
});
