import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { erasePerson } from '../../src/composition/personalData.ts';
import { deputiesAfter, isDeputyOf } from '../../src/registry/deputies.ts';
import { registryDataOf } from '../../src/registry/personalData.ts';
import { type PersonEdit, writeEdit } from '../../src/registry/personEdit.ts';
import { openSkillsRegistry, type SkillsRegistry } from '../../src/registry/registry.ts';
import type { Registry } from '../../src/registry/snapshot.ts';
import { writePresences } from '../../src/registry/writes.ts';
import { begun } from '../../src/store/begun.ts';
import type { Sql } from '../../src/store/database.ts';
import { supportTeam } from '../../src/store/registryTables.ts';
import { formerly } from '../../tools/personWords.ts';
import { engines } from '../store/databases.ts';
import { tablesNaming } from '../tools/personEverywhere.ts';
import { engineer, skill, technology, wednesdayNoon } from './sample.ts';

const at = '2026-11-20T02:00:00.000Z';
const clock = () => Date.parse(at);
const said = (level: number, owner = false, wantsToLearn = false) => ({ level, owner, wantsToLearn });

describe.each(engines)('what a person changes of their entry, on $name', ({ name, open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  // One database for all; each test is a tenant of its own, with people of its own.
  let tenantId = '';
  let mika = '';
  let tests = 0;
  /** Two processes. Each knows what it wrote itself, and the rest only when it refreshes. */
  let here: SkillsRegistry;
  let there: SkillsRegistry;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    tenantId = `tenant-${++tests}`;
    mika = `mika-${tests}-of-the-registry`;
    here = await openSkillsRegistry({ database, tenantId, clock });
    await here.importAll(registry());
    there = await openSkillsRegistry({ database, tenantId, clock });
  });
  afterAll(() => database.drop());

  const registry = (): Registry => ({
    technologies: [technology('dns'), technology('sql'), technology('vpn')],
    engineers: [engineer(mika, { lead: true }), engineer('ravi')],
    skills: [skill(mika, 'dns', 3), skill(mika, 'vpn', 5, { owner: true, confirmedAt: '2026-10-01T00:00:00.000Z' })],
  });
  const edit = (by: SkillsRegistry, what: Omit<PersonEdit, 'at'>) => by.edit(mika, { at, ...what });
  const stored = async () => {
    const all = await here.export();
    const lines = all.skills.filter(({ person }) => person === mika).map(({ person: _, ...line }) => line);
    return { engineer: all.engineers.find(({ id }) => id === mika), skills: lines };
  };
  const imported = (by: SkillsRegistry, what: Partial<Registry>) =>
    by.importAll({ technologies: [], engineers: [], skills: [], ...what });
  const erase = () => erasePerson({ database, tenantId, person: mika }, { forReal: true, formerly, at });

  test('leaves a lead’s right as another process stored it, and this one knows at once', async () => {
    await imported(there, { engineers: [engineer(mika, { lead: false, name: 'Mika S.' })] });
    expect(here.snapshot.listed(mika)?.engineer.lead).toBe(true);
    expect(await edit(here, { availability: { mostSwarms: 1 } })).toEqual({ kind: 'saved', changed: true });
    const expected = engineer(mika, { lead: false, name: 'Mika S.', mostSwarms: 1, saidAt: { mostSwarms: at } });
    expect((await stored()).engineer).toEqual(expected);
    expect(here.snapshot.listed(mika)?.engineer).toEqual(expected);
    await there.refresh();
    expect(there.snapshot.listed(mika)?.engineer).toEqual(expected);
  });

  test.each<[string, NonNullable<PersonEdit['availability']>, object]>([
    ['the end of the day', { hours: { to: '16:00' } }, { hours: { days: [1, 2], from: '08:00', to: '16:00' } }],
    ['the zone', { zone: 'Europe/Dublin' }, { zone: 'Europe/Dublin' }],
    ['how many swarms at once', { mostSwarms: 0 }, { mostSwarms: 0 }],
    ['away until', { awayUntil: '2026-12-24T23:59:59+09:00' }, { awayUntil: '2026-12-24T14:59:59.000Z' }],
    ['not away', { awayUntil: null }, { awayUntil: null }],
    ['nothing', {}, {}],
  ])('is just that: %s', async (_, availability, becomes) => {
    const elsewhere = {
      hours: { days: [1, 2], from: '08:00', to: '17:00' },
      mostSwarms: 7,
      zone: 'Asia/Seoul',
      awayUntil: '2026-12-01T00:00:00.000Z',
    };
    await edit(there, { availability: elsewhere });
    await edit(here, { availability });
    expect((await stored()).engineer).toEqual(
      engineer(mika, {
        ...{ lead: true, hoursSaidAt: at, saidAt: { mostSwarms: at, awayUntil: at } },
        ...elsewhere,
        ...becomes,
      }),
    );
  });

  test('is nothing else, whatever more the caller’s object holds', async () => {
    const more = { mostSwarms: 1, lead: false, name: 'Somebody', hours: { from: '10:00', until: '11:00' } };
    await edit(here, { availability: more });
    expect((await stored()).engineer).toEqual(
      engineer(mika, {
        ...{ lead: true, mostSwarms: 1, hoursSaidAt: at, saidAt: { mostSwarms: at } },
        hours: { days: [1, 2, 3, 4, 5], from: '10:00', to: '18:00' },
      }),
    );
  });

  test('of hours and zone is theirs: the file imported again leaves them, and reports no change', async () => {
    const file = await here.export();
    await edit(here, { availability: { hours: { from: '10:00', to: '16:00' }, zone: 'Europe/Dublin' } });
    const own = await here.export();
    expect(await imported(there, file)).toMatchObject({ added: 0, changed: 0 });
    expect(await here.export()).toEqual(own);
    // What else the file says of them is taken, and a later word of theirs in it.
    await imported(there, { engineers: file.engineers.map((each) => ({ ...each, mostSwarms: 5 })) });
    const later = { hours: { days: [6], from: '01:00', to: '02:00' }, hoursSaidAt: '2026-11-20T11:00:00.001+09:00' };
    expect((await stored()).engineer).toEqual({ ...own.engineers.find(({ id }) => id === mika), mostSwarms: 5 });
    await imported(there, { engineers: [engineer(mika, later)] });
    expect((await stored()).engineer).toEqual(engineer(mika, { ...later, hoursSaidAt: '2026-11-20T02:00:00.001Z' }));
  });

  const own = {
    languages: ['en' as const],
    reads: 'en' as const,
    mostSwarms: 5,
    awayUntil: '2026-12-24T14:59:59.000Z',
    anyHour: true,
  };
  const dates = { languages: at, reads: at, mostSwarms: at, awayUntil: at, anyHour: at };

  test('is theirs: the file imported again leaves all of it, and says what it keeps', async () => {
    const file = await here.export();
    await edit(here, { availability: own });
    const entry = engineer(mika, { lead: true, ...own, saidAt: dates });
    expect((await stored()).engineer).toEqual(entry);
    const words = (fields: string[]) =>
      fields.map((field) => ({ person: mika, name: `Name of ${mika}`, field, said: at }));
    // The file says nothing of the language they read, nor of any hour.
    const differs = { added: 0, changed: 0, kept: words(['languages', 'mostSwarms', 'awayUntil']) };
    expect(await here.previewImport(file)).toMatchObject(differs);
    expect(await imported(there, file)).toMatchObject(differs);
    expect((await stored()).engineer).toEqual(entry);
    expect(await imported(there, await here.export())).toMatchObject({ changed: 0, kept: [] });
  });

  test('is overwritten by a file that bears a later date of theirs, field by field', async () => {
    await edit(here, { availability: own });
    const later = '2026-11-20T11:00:00.001+09:00';
    const given = engineer(mika, { reads: 'ja', saidAt: { mostSwarms: later, reads: at } });
    expect((await imported(there, { engineers: [given] })).kept.map(({ field }) => field)).toEqual([
      ...['languages', 'reads', 'awayUntil'],
    ]);
    expect((await stored()).engineer).toEqual(
      engineer(mika, { ...own, mostSwarms: 2, saidAt: { ...dates, mostSwarms: '2026-11-20T02:00:00.001Z' } }),
    );
  });

  test('of an absence that is over says nothing any more; that they are not away stays', async () => {
    const file = { engineers: [engineer(mika, { awayUntil: '2026-12-31T00:00:00.000Z' })] };
    await edit(here, { availability: { awayUntil: '2026-11-19T00:00:00.000Z' } });
    expect((await imported(there, file)).kept).toEqual([]);
    expect((await stored()).engineer).toEqual(file.engineers[0]);
    await edit(here, { availability: { awayUntil: null } });
    expect((await imported(there, file)).kept).toMatchObject([{ field: 'awayUntil' }]);
    expect((await stored()).engineer).toMatchObject({ awayUntil: null });
  });

  test('that says that the hours stand makes them their own; without a word on hours they stay the file’s', async () => {
    await edit(here, { availability: { mostSwarms: 1, awayUntil: null } });
    expect((await stored()).engineer).not.toHaveProperty('hoursSaidAt');
    await edit(here, { availability: { hoursStand: true } });
    expect((await stored()).engineer).toHaveProperty('hoursSaidAt', at);
  });

  test('of who acts for them is theirs: named, named until another day, revoked; an old file brings nobody back', async () => {
    const until = '2026-12-04T14:59:59.999Z';
    const ravi = { id: 'ravi', name: 'Ravi', until };
    await edit(here, { deputies: { name: ravi } });
    await edit(there, { deputies: { name: { id: 'sean', name: 'Sean', until } } });
    await edit(here, { deputies: { name: { ...ravi, until: '2026-12-11T23:59:59+09:00' } } });
    const named = [
      { id: 'sean', name: 'Sean', until },
      { ...ravi, until: '2026-12-11T14:59:59.000Z' },
    ];
    expect((await stored()).engineer?.deputies).toEqual(named);
    await there.refresh();
    expect(there.snapshot.listed(mika)?.engineer.deputies).toEqual(named);
    const file = await here.export();
    await edit(here, { deputies: { revoke: ['ravi', 'sean'] } });
    await imported(there, file);
    expect((await stored()).engineer?.deputies).toEqual([]);
  });

  test('of who acts for them no file says for them, also of who is new in the registry', async () => {
    const deputies = [{ id: 'ravi', name: 'Ravi', until: '2026-12-04T14:59:59.999Z' }];
    const nobody = { engineers: [engineer('nadia', { deputies }), engineer(mika, { lead: true, deputies })] };
    expect(await imported(here, nobody)).toMatchObject({ added: 1, changed: 0 });
    expect((await here.export()).engineers.filter((each) => each.deputies)).toEqual([]);
    expect(await imported(there, nobody)).toMatchObject({ added: 0, changed: 0 });
  });

  /** A process to whose database everything gets just after this: the others were quicker. */
  const slower = (quicker: () => Promise<unknown>) => {
    let first = true;
    const transaction: Sql['transaction'] = async (work, config) => {
      if (first) await quicker();
      first = false;
      return database.sql.transaction(work, config);
    };
    const through = new Proxy(database.sql, {
      get: (of, key) => (key === 'transaction' ? transaction : Reflect.get(of, key)),
    });
    return openSkillsRegistry({ database: { sql: through }, tenantId, clock });
  };

  test('stays where another process is just importing an entry made from what was before', async () => {
    const until = '2026-12-04T14:59:59.999Z';
    await edit(here, { deputies: { name: { id: 'ravi', name: 'Ravi', until } } });
    const words = { ...own, hours: { from: '06:00' } };
    const importing = await slower(async () => {
      await edit(here, {
        availability: words,
        deputies: { revoke: ['ravi'] },
        skills: [{ technology: 'sql', add: said(2) }],
      });
    });
    const file = {
      engineers: [engineer(mika, { name: 'Mika S.', languages: ['ja'] }), engineer('nadia')],
      skills: [skill('nadia', 'dns', 2)],
    };
    const summary = await imported(importing, file);
    expect(summary).toMatchObject({ added: 2, changed: 1 });
    expect(summary.kept.map(({ field }) => field)).toEqual(['hours', 'languages', 'mostSwarms', 'awayUntil']);
    const after = await stored();
    expect(after.engineer).toEqual({
      ...engineer(mika, { ...own, name: 'Mika S.', deputies: [], saidAt: dates, hoursSaidAt: at }),
      hours: { ...engineer(mika).hours, from: '06:00' },
    });
    expect(after.skills.map((line) => line.technology)).toEqual(['dns', 'sql', 'vpn']);
    expect(importing.snapshot.registry()).toEqual(await here.export());
  });

  test('stays also where the other process has to read the whole registry anew', async () => {
    const until = '2026-12-04T14:59:59.999Z';
    await edit(here, { deputies: { name: { id: 'ravi', name: 'Ravi', until } } });
    const importing = await slower(async () => {
      const many = Array.from({ length: 2100 }, (_, place) => engineer(`e${place}`));
      await imported(there, { engineers: many });
      await edit(here, { deputies: { revoke: ['ravi'] } });
    });
    await imported(importing, { engineers: [engineer(mika, { name: 'Mika S.' })] });
    expect((await stored()).engineer).toEqual(engineer(mika, { name: 'Mika S.', deputies: [] }));
    expect(importing.snapshot.registry()).toEqual(await here.export());
  });

  test('of who acts for them ends on its day, and nobody is their own deputy', () => {
    const of = engineer(mika, { deputies: [{ id: 'ravi', name: 'Ravi', until: '2026-11-21T00:00:00.000Z' }] });
    expect(isDeputyOf(of, 'ravi', at)).toBe(true);
    expect(isDeputyOf(of, 'sean', at)).toBe(false);
    expect(isDeputyOf(of, 'ravi', '2026-11-21T00:00:00.000Z')).toBe(false);
    const later = '2026-11-22T00:00:00.000Z';
    expect(deputiesAfter(of, { name: { id: mika, name: 'Mika', until: later } }, later)).toEqual([]);
  });

  test('of a line is just what it names; what another process took away of it stays away', async () => {
    await imported(there, { skills: [skill(mika, 'vpn', 5, { owner: false, wantsToLearn: true })] });
    await edit(here, { skills: [{ technology: 'vpn', add: said(4, true), change: { level: 4 } }] });
    expect((await stored()).skills).toEqual([
      { technology: 'dns', ...said(3), confirmedAt: null },
      { technology: 'vpn', ...said(4, false, true), confirmedAt: null },
    ]);
    await edit(here, { skills: [{ technology: 'dns', change: { confirmed: true } }] });
    expect((await stored()).skills[0]).toEqual({ technology: 'dns', ...said(3), confirmedAt: at });
  });

  test('adds a line where there is none; one that is there by now is not overwritten', async () => {
    const add = { skills: [{ technology: 'sql', add: said(3) }] };
    await edit(there, { skills: [{ technology: 'sql', add: said(5, true) }] });
    expect(await edit(here, add)).toEqual({ kind: 'saved', changed: false });
    expect(here.snapshot.skillsOf(mika)).toContainEqual(skill(mika, 'sql', 5, { owner: true, confirmedAt: at }));
    await edit(there, { drops: [{ technology: 'sql' }] });
    expect(await edit(here, add)).toEqual({ kind: 'saved', changed: true });
    expect(here.snapshot.skillsOf(mika)).toContainEqual(skill(mika, 'sql', 3, { confirmedAt: at }));
  });

  test('confirms only a line that is there', async () => {
    await edit(there, { drops: [{ technology: 'vpn' }] });
    const kept = await edit(here, { skills: [{ technology: 'vpn', change: { confirmed: true } }] });
    expect(kept).toEqual({ kind: 'saved', changed: false });
    expect((await stored()).skills.map((line) => line.technology)).toEqual(['dns']);
    expect(here.snapshot.skillsOf(mika).map((line) => line.technology)).toEqual(['dns']);
  });

  test('takes a line off unless it was confirmed since', async () => {
    await edit(there, { skills: [{ technology: 'vpn', change: { confirmed: true } }] });
    const drop = (unlessConfirmedSince: string) => edit(here, { drops: [{ technology: 'vpn', unlessConfirmedSince }] });
    expect(await drop(at)).toEqual({ kind: 'saved', changed: false });
    expect(await drop('2026-11-20T02:00:00.001Z')).toEqual({ kind: 'saved', changed: true });
    expect((await stored()).skills.map((line) => line.technology)).toEqual(['dns']);
  });

  test('is all written or nothing: a technology that the registry does not have (any more) is named', async () => {
    await here.save([{ kind: 'technology-gone', id: 'sql' }]);
    const before = await stored();
    const wanted = {
      availability: { mostSwarms: 9 },
      skills: [{ technology: 'sql', add: said(3) }],
      drops: [{ technology: 'vpn' }],
      refuses: ['dns'],
    };
    expect(await edit(there, wanted)).toEqual({ kind: 'unknown-technologies', technologies: ['sql'] });
    expect(await stored()).toEqual(before);
    expect(there.snapshot.listed(mika)?.engineer.mostSwarms).toBe(2);
  });

  test('from two places at once: neither undoes the other’s', async () => {
    await Promise.all([
      edit(here, {
        availability: { hours: { days: [1] }, awayUntil: '2026-12-01T00:00:00.000Z' },
        skills: [{ technology: 'vpn', change: { level: 1 } }],
      }),
      edit(there, {
        availability: { hours: { from: '10:00' }, mostSwarms: 4 },
        skills: [
          { technology: 'vpn', change: { wantsToLearn: true } },
          { technology: 'sql', add: said(2) },
        ],
        drops: [{ technology: 'dns' }],
      }),
    ]);
    const now = await stored();
    expect(now.engineer).toEqual(
      engineer(mika, {
        lead: true,
        hours: { days: [1], from: '10:00', to: '18:00' },
        mostSwarms: 4,
        awayUntil: '2026-12-01T00:00:00.000Z',
        hoursSaidAt: at,
        saidAt: { awayUntil: at, mostSwarms: at },
      }),
    );
    expect(now.skills.map((line) => [line.technology, line.level, line.owner, line.wantsToLearn])).toEqual([
      ['sql', 2, false, false],
      ['vpn', 1, true, true],
    ]);
    await Promise.all([here.refresh(), there.refresh()]);
    expect(here.snapshot.registry()).toEqual(await here.export());
    expect(there.snapshot.registry()).toEqual(await here.export());
  });

  const presence = { availability: 'Busy', activity: 'Busy', outOfOffice: false, seenAt: wednesdayNoon };
  /** Everything by which a process that knows somebody writes something of them. */
  const writes: [string, (by: SkillsRegistry) => Promise<unknown>][] = [
    ['availability', (by) => edit(by, { availability: { mostSwarms: 1, hours: { from: '07:00' } } })],
    ['a new line', (by) => edit(by, { skills: [{ technology: 'sql', add: said(3), change: said(3) }] })],
    ['a confirmation', (by) => edit(by, { skills: [{ technology: 'vpn', change: { confirmed: true } }] })],
    ['a line to take off', (by) => edit(by, { drops: [{ technology: 'vpn' }] })],
    ['a refusal', (by) => edit(by, { refuses: ['sql'] })],
    ['a presence', (by) => by.save([{ kind: 'presence', presence: { person: mika, ...presence } }])],
    ['a whole line', (by) => by.save([{ kind: 'skill', skill: skill(mika, 'sql', 1) }])],
    ['a line gone', (by) => by.save([{ kind: 'skill-gone', person: mika, technology: 'vpn' }])],
  ];

  test.each(writes)('does not bring back somebody who was erased, nor any word of them: %s', async (_, write) => {
    await edit(here, { refuses: ['dns'] });
    await here.save([{ kind: 'presence', presence: { person: mika, ...presence } }]);
    expect(await erase()).toMatchObject({ kind: 'erased' });
    expect(there.snapshot.listed(mika)).toBeDefined();
    await write(there);
    expect(await tablesNaming(database, [mika])).toEqual([]);
    await there.refresh();
    expect(there.snapshot.listed(mika)).toBeUndefined();
    expect(there.snapshot.counts()).toEqual({ technologies: 3, engineers: 1, skills: 0 });
  });

  test('leaves a team closed that they had closed, and says no more who it was', async () => {
    const closedUntil = '2026-11-21T00:00:00.000Z';
    const team = { id: 'cloud', name: { en: 'Cloud', ja: 'クラウド' }, leads: [], closedUntil, closedBy: mika };
    await database.sql.insert(supportTeam).values({ tenantId, id: 'cloud', body: team });
    expect(await registryDataOf(database.sql, tenantId, mika)).toMatchObject({ closedTeams: ['cloud'] });
    await erase();
    const [kept] = await database.sql
      .select({ body: supportTeam.body })
      .from(supportTeam)
      .where(eq(supportTeam.tenantId, tenantId));
    expect(kept?.body).toMatchObject({ closedUntil });
    expect(await tablesNaming(database, [mika])).toEqual([]);
  });

  test('tells who is no longer in the registry, and the process that asked forgets them at once', async () => {
    await erase();
    expect(await edit(here, {})).toEqual({ kind: 'not-registered' });
    expect(here.snapshot.listed(mika)).toBeUndefined();
    expect(await here.edit('nobody', { at })).toEqual({ kind: 'not-registered' });
  });

  test('an import of skills alone does not bring lines back of somebody erased while it was read', async () => {
    // The file was checked against what this process knew; the person goes between its look and its write.
    const takeOver = there.refresh();
    await erase();
    await takeOver;
    await there.save([
      { kind: 'skill', skill: skill(mika, 'dns', 4) },
      { kind: 'skill', skill: skill('ravi', 'dns', 2) },
    ]);
    expect(await tablesNaming(database, [mika])).toEqual([]);
    expect((await here.export()).skills).toEqual([skill('ravi', 'dns', 2)]);
  });

  /** Only a server has two sessions that can wait for each other. */
  const ifServed = name === 'PostgreSQL' ? test : test.skip;
  ifServed.each<[string, (tx: Sql) => Promise<unknown>]>([
    ['a presence', (tx) => writePresences(tx, tenantId, [{ person: mika, ...presence }])],
    ['a refusal', (tx) => writeEdit(tx, { tenantId, person: mika, edit: { at, refuses: ['sql'] } })],
    [
      'a line',
      (tx) => writeEdit(tx, { tenantId, person: mika, edit: { at, skills: [{ technology: 'sql', add: said(3) }] } }),
    ],
  ])('an erasure waits for who is about to write of the person, and takes that too: %s', async (_, write) => {
    let erasing: Promise<unknown> = Promise.resolve();
    await database.sql.transaction(async (tx) => {
      await write(tx);
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      erasing = begun(erase());
      await Promise.race([erasing, somebodyWaitsFor(rows[0]?.pid ?? 0)]);
    });
    await erasing;
    expect(await tablesNaming(database, [mika])).toEqual([]);
  });
  async function somebodyWaitsFor(pid: number): Promise<void> {
    const asked = sql`select count(*)::int as waiting from pg_stat_activity where ${pid} = any (pg_blocking_pids(pid))`;
    for (;;) {
      const { rows } = await database.sql.execute<{ waiting: number }>(asked);
      if (rows[0]?.waiting) return;
    }
  }

  test('whoever writes at the very moment of an erasure leaves nothing behind', async () => {
    for (let round = 0; round < 6; round++) {
      await here.refresh();
      await imported(here, registry());
      await there.refresh();
      const [erasure] = await Promise.all([
        erase(),
        ...writes.map(([, write], place) => write(place % 2 ? here : there)),
      ]);
      expect(erasure.kind).toBe('erased');
      expect(await tablesNaming(database, [mika])).toEqual([]);
    }
  });
});
