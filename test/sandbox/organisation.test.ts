import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { caseSchema, type Person } from '../../src/cases/case.ts';
import { createDetector } from '../../src/detection/detection.ts';
import { recurringCauses } from '../../src/history/recurring/causes.ts';
import { skillSchema } from '../../src/registry/engineer.ts';
import { teamSchema } from '../../src/registry/team.ts';
import { technologySchema } from '../../src/registry/technology.ts';
import { loadOrganisation } from '../../src/sandbox/organisation/organisation.ts';
import {
  organisationFiles,
  organisationSchema,
  pastSwarmSchema,
  sandboxPersonSchema,
} from '../../src/sandbox/organisation/schema.ts';
import { endings } from '../../src/sandbox/story/story.ts';

const read = (file: keyof typeof organisationFiles): unknown =>
  JSON.parse(readFileSync(new URL(`../../src/sandbox/organisation/${file}`, import.meta.url), 'utf8'));

const organisation = organisationSchema.parse(read('organisation.json'));
const technologies = technologySchema.array().parse(read('technologies.json'));
const people = sandboxPersonSchema.array().parse(read('people.json'));
const skills = skillSchema.array().parse(read('skills.json'));
const cases = caseSchema.array().parse(read('cases.json'));
const past = pastSwarmSchema.array().parse(read('past.json'));

const technologyIds = new Set(technologies.map(({ id }) => id));
const personById = new Map(people.map((person) => [person.id, person]));
const engineerIds = new Set(people.filter(({ registered }) => registered).map(({ id }) => id));

/** The values that stand there more than once. */
const repeated = (values: string[]): string[] => [
  ...new Set(values.filter((value, at) => values.indexOf(value) !== at)),
];

describe("the sandbox's organisation", () => {
  test.each(Object.entries(organisationFiles))(
    '%s is what its schema says, with nothing left to a default',
    (file, schema) => {
      const content = read(file as keyof typeof organisationFiles);
      expect(schema.parse(content)).toEqual(content);
    },
  );

  test('is of a size worth trying', () => {
    expect(technologies.length).toBeGreaterThanOrEqual(80);
    expect(engineerIds.size).toBeGreaterThanOrEqual(60);
    expect(skills.length).toBeGreaterThanOrEqual(340);
    expect(cases.map(({ language }) => language).sort()).toEqual([...Array(6).fill('en'), ...Array(6).fill('ja')]);
    expect(past.length).toBeGreaterThanOrEqual(60);
  });

  test('has support teams, one with two leads and a deputy, of people who are in it', () => {
    const teams = teamSchema.array().parse(read('teams.json'));
    expect(teams.some(({ leads, deputies }) => leads.length > 1 && deputies.length > 0)).toBe(true);
    for (const { id, leads, deputies, technologies: of } of teams) {
      expect([...leads, ...deputies].map((each) => personById.get(each)?.team)).toEqual(
        [...leads, ...deputies].map(() => id),
      );
      expect(of.filter((each) => !technologyIds.has(each))).toEqual([]);
    }
    const ids = new Set(teams.map(({ id }) => id));
    expect(people.filter(({ team }) => team !== undefined && !ids.has(team))).toEqual([]);
  });

  test('gives every thing an id of its own', () => {
    expect(repeated(technologies.map(({ id }) => id))).toEqual([]);
    expect(
      repeated([organisation.tenantId, ...organisation.hostTeams.map(({ id }) => id), ...personById.keys()]),
    ).toEqual([]);
    expect(personById.size).toBe(people.length);
    expect(repeated(people.map(({ alias }) => alias))).toEqual([]);
    expect(repeated([...cases, ...past.map((swarm) => swarm.case)].map(({ id }) => id))).toEqual([]);
    expect(repeated(skills.map(({ person, technology }) => `${person} ${technology}`))).toEqual([]);
  });
});

describe('technologies', () => {
  /** As a reader of text sees a word: width, case and spaces do not matter. */
  const spelling = (words: string) => words.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');

  test('no spelling belongs to two of them, but the names of families', () => {
    const families = ['vm', 'exch', 'exchange', 'エクスチェンジ', 'イクスチェンジ', 'mail', 'email', 'メール', 'vpn'];
    const owners = new Map<string, string>();
    const shared: string[] = [];
    for (const { id, name, aliases } of technologies) {
      for (const words of [name.en, name.ja, ...aliases.en, ...aliases.ja]) {
        const owner = owners.get(spelling(words)) ?? id;
        if (owner !== id) shared.push(`${words}: ${owner}, ${id}`);
        owners.set(spelling(words), id);
      }
    }
    expect(shared.map((each) => each.split(':')[0]).sort()).toEqual(families.sort());
  });

  test('none repeats a spelling, nor its own name', () => {
    const plain = (words: string) => words.normalize('NFKC').toLowerCase();
    for (const { name, aliases } of technologies) {
      expect(repeated([...new Set([name.en, name.ja]), ...aliases.en, ...aliases.ja].map(plain))).toEqual([]);
    }
  });

  test('parents exist and make no circle', () => {
    const parentOf = new Map(technologies.map(({ id, parent }) => [id, parent]));
    for (const { id } of technologies) {
      const line: string[] = [];
      for (let at: string | null | undefined = id; at; at = parentOf.get(at)) {
        expect(technologyIds).toContain(at);
        expect(line).not.toContain(at);
        line.push(at);
      }
    }
  });

  test('some have one owner, a few have none, none has more than three', () => {
    const owners = technologies.map(
      ({ id }) => skills.filter(({ technology, owner }) => technology === id && owner).length,
    );
    expect(owners.filter((count) => count === 1).length).toBeGreaterThan(10);
    expect(owners.filter((count) => count === 0).length).toBe(4);
    expect(Math.max(...owners)).toBeLessThanOrEqual(3);
  });
});

describe('people', () => {
  test('have a mail of their alias, a zone that exists, and hours that begin before they end', () => {
    for (const { alias, mail, zone, hours } of people) {
      expect(mail).toBe(`${alias}@${organisation.domain}`);
      expect(Intl.supportedValuesOf('timeZone').concat('Asia/Kolkata')).toContain(zone);
      expect(hours.from < hours.to).toBe(true);
    }
  });

  test('engineers have three to nine skills, others none', () => {
    for (const { id, alias, registered } of people) {
      const count = skills.filter(({ person }) => person === id).length;
      expect([alias, registered ? count >= 3 && count <= 9 : count === 0]).toEqual([alias, true]);
    }
    for (const { person, technology } of skills) {
      expect(engineerIds).toContain(person);
      expect(technologyIds).toContain(technology);
    }
  });

  test('include leads, somebody away, somebody without the app, and outsiders', () => {
    expect(people.filter(({ lead }) => lead).length).toBe(4);
    expect(people.filter(({ awayUntil }) => awayUntil).length).toBe(2);
    expect(people.filter(({ appInstalled }) => !appInstalled).length).toBeGreaterThan(2);
    expect(people.find(({ alias }) => alias === 'olga.outside')?.registered).toBe(false);
  });

  test('who is away says so in presence too', () => {
    for (const { awayUntil, presence } of people) expect(presence.outOfOffice).toBe(awayUntil !== null);
  });
});

describe('open cases', () => {
  test('are owned by engineers, told before now, and long enough to read something from', () => {
    for (const { owner, created, description } of cases) {
      expectKnown(owner);
      expect(Date.parse(created)).toBeLessThan(Date.parse(organisation.asOf));
      expect(description.length).toBeGreaterThan(300);
    }
  });

  test('one is restricted', () => {
    expect(cases.filter(({ restricted }) => restricted).length).toBe(1);
  });
});

describe('past swarms', () => {
  test('name engineers and technologies of the registry only', () => {
    for (const swarm of past) {
      expectKnown(swarm.case.owner);
      const asked = swarm.invited.flatMap(({ person, instead }) => (instead ? [person, instead] : [person]));
      for (const id of [swarm.coordinator, ...asked, ...swarm.credits]) expect(engineerIds).toContain(id);
      for (const id of [...swarm.technologies, ...swarm.invited.map(({ technology }) => technology)]) {
        expect(technologyIds).toContain(id);
      }
    }
  });

  test('lie in the eight weeks before now, and are told in order', () => {
    const eightWeeks = 56 * 86_400_000;
    const now = Date.parse(organisation.asOf);
    let last = now - eightWeeks;
    for (const swarm of past) {
      const [created, started, resolved] = [swarm.case.created, swarm.startedAt, swarm.resolvedAt].map((at) =>
        Date.parse(at),
      );
      expect([created, started, resolved, now]).toEqual([created, started, resolved, now].sort());
      expect(started).toBeGreaterThanOrEqual(last);
      last = started ?? last;
    }
  });

  test('ask nobody twice for one technology, and never the coordinator', () => {
    for (const { coordinator, invited } of past) {
      expect(repeated(invited.map(({ person, technology }) => `${person} ${technology}`))).toEqual([]);
      expect(invited.map(({ person }) => person)).not.toContain(coordinator);
    }
  });

  test('end the asking for a technology with the first who comes', () => {
    for (const { technologies: wanted, invited } of past) {
      for (const id of wanted) {
        const answers = invited.filter(({ technology }) => technology === id).map(({ answer }) => answer);
        expect(answers.slice(0, -1)).not.toContain('accepted');
      }
    }
  });

  test('give a reason with each decline and nowhere else, and credit only who came', () => {
    for (const { invited, credits } of past) {
      for (const { answer, reason, instead } of invited) {
        expect(reason !== undefined).toBe(answer === 'declined');
        expect(instead !== undefined).toBe(reason === 'ask-other');
      }
      const came = new Set(invited.filter(({ answer }) => answer === 'accepted').map(({ person }) => person));
      for (const id of credits) expect(came).toContain(id);
    }
  });
});

describe('causes', () => {
  const known = past.map(({ case: { id, title, product }, technologies: of, rootCause, fix, fixKind, resolvedAt }) => ({
    ...{ swarmId: id, caseId: id, title, product, technologies: of, rootCause, fix },
    ...{ fixKind: fixKind ?? null, closedAt: resolvedAt },
  }));
  const casesOf = (told: typeof known) => recurringCauses(told).map((swarms) => swarms.map(({ caseId }) => caseId));

  test('one has come three times already', () => {
    expect(casesOf(known)).toEqual([['4620', '4500', '4329']]);
  });

  test.each([
    ['ja', '4711', ['4531', '4357']],
    ['en', '4718', ['4436', '4341']],
  ])('that which ends the story comes for the third time (%s)', (_, id, before) => {
    const [theCase] = cases.filter((each) => each.id === id);
    const found = createDetector(technologies)({
      ...{ title: theCase?.title ?? '', description: theCase?.description ?? '', product: theCase?.product ?? null },
    });
    const ended = {
      ...{ swarmId: id, caseId: id, title: '', product: null, technologies: found.map(({ technology }) => technology) },
      ...{ rootCause: endings[id]?.rootCause ?? '', fix: '', fixKind: null, closedAt: organisation.asOf },
    };
    expect(casesOf([...known, ended])).toContainEqual([id, ...before]);
  });
});

function expectKnown(person: Person): void {
  expect(engineerIds).toContain(person.id);
  expect(person.name).toBe(personById.get(person.id)?.name);
}

test('its past lies just behind today, whenever it is shown, on the same weekdays', async () => {
  const shipped = await loadOrganisation(undefined, 0);
  const later = await loadOrganisation(undefined, Date.parse(shipped.tenant.asOf) + 100 * 7 * 86_400_000 + 1);
  const [before] = shipped.past;
  const [after] = later.past;
  expect(Date.parse(after?.startedAt ?? '') - Date.parse(before?.startedAt ?? '')).toBe(100 * 7 * 86_400_000);
});

describe('cases', () => {
  test.each([
    ['VPN', ['azure-vpn-gateway', 'ipsec-vpn']],
    ['vpn', ['azure-vpn-gateway', 'ipsec-vpn']],
    ['certificate', ['certificates']],
    ['証明書', ['certificates']],
    ['DNS', ['dns-dhcp']],
    ['Exchange', ['exchange-online', 'exchange-server']],
    ['メール', ['exchange-online', 'outlook']],
    ['SQL', ['sql-server']],
    // Thirty technologies are of Azure: nobody could tell whom to ask.
    ['Azure', []],
  ])('of one word, %s, are about what people mean by it', (title, expected) => {
    const found = createDetector(technologies)({ title, description: title, product: null });
    expect(found.map(({ technology }) => technology).sort()).toEqual(expected);
  });
});
