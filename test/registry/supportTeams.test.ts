import { describe, expect, test } from '@jest/globals';
import { planFor } from '../../src/matching/planning.ts';
import { rank } from '../../src/matching/ranking.ts';
import { problemSentence } from '../../src/registry/files/problemWords.ts';
import { readRegistryFiles, registryFiles } from '../../src/registry/files/registryFile.ts';
import { withOwnWords } from '../../src/registry/ownWords.ts';
import { createSnapshot, type Registry } from '../../src/registry/snapshot.ts';
import { type SupportTeam, teamSchema } from '../../src/registry/team.ts';
import { atOnce } from '../../src/time/pauses.ts';
import { engineer, sampleCase, skill, technology, wednesdayNoon } from './sample.ts';

const team = (id: string, differs: Partial<SupportTeam> = {}): SupportTeam =>
  teamSchema.parse({ id, name: { en: id, ja: `${id}チーム` }, ...differs });

/** The owner is of the network team; so is a, who knows VPN less than b of the cloud team and c of none. */
const registry = (cloud: Partial<SupportTeam> = {}): Registry => ({
  technologies: [technology('vpn'), technology('dns')],
  engineers: [
    engineer('case-owner', { team: 'network' }),
    engineer('a', { team: 'network' }),
    engineer('b', { team: 'cloud' }),
    engineer('c'),
  ],
  skills: [skill('a', 'vpn', 3), skill('b', 'vpn', 5, { owner: true }), skill('b', 'dns', 5), skill('c', 'vpn', 4)],
  teams: [team('network', { leads: ['a'] }), team('cloud', { leads: ['b'], ...cloud })],
});

const ranked = (of: Registry, ids: string[], asks = 0, waitHours?: number) => {
  const snapshot = createSnapshot(of);
  snapshot.apply([{ kind: 'team-asks', asks: new Map([['cloud', asks]]) }]);
  return rank({
    ...{ snapshot, case: sampleCase(), at: wednesdayNoon, critical: false, budget: 7, aheadHours: 96 },
    ...(waitHours !== undefined && { waitHours }),
    technologies: ids.map((each) => ({ technology: each, confidence: 1 })),
  }).candidates;
};
const of = (candidates: ReturnType<typeof ranked>, id: string) => candidates.find(({ person }) => person.id === id);

describe('a support team', () => {
  test('comes first for the cases of its own people, where it covers; then others by what they know', () => {
    expect(ranked(registry(), ['vpn']).map(({ person }) => person.id)).toEqual(['a', 'b', 'c']);
    expect(ranked(registry(), ['dns']).map(({ person }) => person.id)).toEqual(['b']);
    const detect = () => [{ ...{ technology: 'vpn', name: { en: 'VPN', ja: 'VPN' } }, confidence: 1, evidence: [] }];
    const request = { case: sampleCase(), at: wednesdayNoon, critical: false, budget: 7, detect };
    const plan = planFor({ ...request, snapshot: createSnapshot(registry()) });
    expect(plan.team.map(({ person }) => person.id)).toEqual(['a']);
  });

  test('is named with each of its people, and whether it is the owner’s own', () => {
    const candidates = ranked(registry(), ['vpn']);
    const told = (id: string) => of(candidates, id)?.for.find(({ code }) => code === 'of-team');
    expect(told('a')).toEqual({ code: 'of-team', team: { en: 'network', ja: 'networkチーム' }, own: true });
    expect(told('b')).toMatchObject({ own: false });
    expect(told('c')).toBeUndefined();
  });

  test('is waited for as long as a smaller team is, where nobody is at work', () => {
    const night = { ...registry(), skills: [skill('a', 'vpn', 3), skill('b', 'vpn', 3)] };
    // At noon on Wednesday in Tokyo b is back in five hours, a in sixteen.
    const zones: Record<string, string> = { a: 'America/Chicago', b: 'Europe/Rome' };
    night.engineers = night.engineers.map((each) => ({ ...each, zone: zones[each.id] ?? each.zone }));
    const first = (waitHours: number) => ranked(night, ['vpn'], 0, waitHours)[0]?.person.id;
    expect(first(24)).toBe('a');
    expect(first(4)).toBe('b');
  });

  test('that is off work comes after who is at work: nobody waits for their own', () => {
    const night = registry();
    night.engineers = night.engineers.map((each) =>
      each.id === 'a' ? { ...each, zone: 'America/Los_Angeles' } : each,
    );
    expect(ranked(night, ['vpn'])[0]?.person.id).toBe('b');
  });

  test('that its lead has closed is not asked by others, and by itself as ever', () => {
    const closed = registry({ closedUntil: '2026-11-19T00:00:00.000Z' });
    expect(of(ranked(closed, ['vpn']), 'b')).toMatchObject({
      available: false,
      against: [{ code: 'team-closed', until: '2026-11-19T00:00:00.000Z' }],
    });
    const own = { ...closed, engineers: closed.engineers.map((each) => ({ ...each, team: 'cloud' })) };
    expect(of(ranked(own, ['vpn']), 'b')?.available).toBe(true);
    expect(of(ranked(registry({ closedUntil: wednesdayNoon }), ['vpn']), 'b')?.available).toBe(true);
  });

  test('lets so many asks of others through a day, and no more', () => {
    const two = registry({ mostAsksADay: 2 });
    expect(of(ranked(two, ['vpn'], 1), 'b')?.available).toBe(true);
    expect(of(ranked(two, ['vpn'], 2), 'b')).toMatchObject({
      available: false,
      against: [{ code: 'team-asked-enough', asks: 2, most: 2 }],
    });
  });

  test('that was closed since a file was written stays closed', () => {
    const closed = registry({ closedUntil: '2026-11-19T00:00:00.000Z' });
    const { registry: kept } = atOnce(withOwnWords(registry(), closed, Date.parse(wednesdayNoon)));
    expect(kept.teams?.find(({ id }) => id === 'cloud')?.closedUntil).toBe('2026-11-19T00:00:00.000Z');
  });
});

describe('somebody outside', () => {
  test('is named with how to reach them, and never asked: not for a critical case, nor by name', () => {
    const vendor = registry();
    vendor.engineers = vendor.engineers.map((each) =>
      each.id === 'b' ? { ...each, outside: 'tac@vendor.example' } : each,
    );
    const snapshot = createSnapshot(vendor);
    const named = [{ person: { id: 'b', name: 'Name of b' }, by: 'The Owner' }];
    const request = { snapshot, case: sampleCase(), at: wednesdayNoon, critical: true, budget: 7, named };
    const { candidates } = rank({ ...request, technologies: [{ technology: 'dns', confidence: 1 }] });
    expect(of(candidates, 'b')).toMatchObject({
      available: false,
      against: [{ code: 'outside', reach: 'tac@vendor.example' }],
    });
  });
});

describe('a table of support teams', () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const read = (content: string) =>
    readRegistryFiles([{ name: 'teams.csv', content: text(content) }], createSnapshot(registry()));

  test.each(['csv', 'json'] as const)('is exported as %s and read back to the same', (format) => {
    const whole = registry({
      ...{ closedUntil: '2026-11-19T00:00:00.000Z', mostAsksADay: 3, deputies: ['c'], sites: ['Tokyo', 'Osaka'] },
      ...{ technologies: ['vpn'], languages: ['ja'], hostTeams: ['df556603-d583-4180-9a72-c59b3bfae51e'] },
    });
    whole.engineers = whole.engineers.map((each) => (each.id === 'c' ? { ...each, outside: '+81 3 0000' } : each));
    for (const language of ['en', 'ja'] as const) {
      const reading = readRegistryFiles(registryFiles(whole, format, language));
      expect(reading.ok && createSnapshot(reading.registry).registry()).toEqual(createSnapshot(whole).registry());
    }
  });

  test('may leave out all but an id, a name and the leads', () => {
    const reading = read('id,name_ja,leads\nnetwork,ネットワーク,a|b\n');
    expect(reading.ok && reading.registry.teams).toEqual([
      team('network', { name: { en: 'ネットワーク', ja: 'ネットワーク' }, leads: ['a', 'b'] }),
    ]);
  });

  test('names what does not fit, by its line', () => {
    const reading = read(
      'id,name_en,leads,technologies,most_asks_a_day\nNet work,N,,,\nnet,N,nobody,vpn,\nnet,N,,,-1\n',
    );
    const told = reading.ok ? [] : reading.problems.map((each) => problemSentence(each, 'en'));
    expect(told).toEqual([
      'teams.csv, line 2, id: "Net work" cannot be taken. It should be an id of lower case letters, digits and -.',
      'teams.csv, line 4, most_asks_a_day: "-1" cannot be taken. It should be a number of 0 or more.',
    ]);
    const unknown = readRegistryFiles(
      [
        {
          name: 'e.csv',
          content: text('id,name,zone,days,from,to,languages,team\nz,Z,Asia/Tokyo,1,09:00,18:00,ja,none-such\n'),
        },
      ],
      createSnapshot(registry()),
    );
    expect(unknown.ok ? [] : unknown.problems.map((each) => problemSentence(each, 'en'))).toEqual([
      'e.csv, line 2, team: There is no team "none-such", neither here nor in the registry.',
    ]);
    const leads = read('id,name_en,leads,technologies\nnet,N,nobody,\n');
    expect(leads.ok ? [] : leads.problems.map(({ code }) => code)).toEqual(['unknown-person']);
  });
});
