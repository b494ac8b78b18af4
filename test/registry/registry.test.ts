import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import type { Registry } from '../../src/registry/snapshot.ts';
import { teamSchema } from '../../src/registry/team.ts';
import { follow } from '../../src/store/following.ts';
import { invitation, swarm } from '../../src/store/swarmTables.ts';
import { engines } from '../store/databases.ts';
import { engineer, skill, technology, wednesdayNoon } from './sample.ts';

const registry: Registry = {
  technologies: [technology('dns'), technology('vpn', 'VPN', 'VPN', ['vpn gateway'], ['VPN ゲートウェイ'], 'dns')],
  engineers: [engineer('a', { lead: true }), engineer('b', { awayUntil: '2026-12-01T00:00:00.000Z' })],
  skills: [
    skill('a', 'dns', 5, { owner: true, confirmedAt: '2026-10-01T00:00:00.000Z' }),
    skill('b', 'vpn', 2, { wantsToLearn: true }),
  ],
};
const clock = () => Date.parse(wednesdayNoon);
const ago = (days: number) => new Date(clock() - days * 24 * 3_600_000).toISOString();

describe.each(engines)('the skills registry on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  // One database for all; each test is a tenant of its own.
  let tenant = '';
  let tests = 0;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => {
    tenant = `tenant-${++tests}`;
  });
  afterAll(() => database.drop());
  const swarmRow = (swarmId: string, ownerId: string) => ({
    ...{ swarmId, tenantId: tenant, caseId: swarmId, caseKey: swarmId, status: 'running', version: 1, at: ago(1) },
    ...{ title: '', severity: 'normal', language: 'en', restricted: false, ownerId, coordinatorId: ownerId },
    ...{ coordinatorName: '', technologies: [], people: [] },
  });
  const registryOf = (tenantId = tenant) => openSkillsRegistry({ database, tenantId, clock });

  test('answers people while a file of many is compared with what it holds', async () => {
    const skills = await registryOf();
    const engineers = Array.from({ length: 5000 }, (_, at) => engineer(`p${at}`));
    await skills.importAll({ technologies: [], engineers, skills: [] });
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    await skills.previewImport({ technologies: [], engineers, skills: [] });
    isOver = true;
    expect(turns).toBeGreaterThan(1);
  });

  test('holds what was imported, also after a restart, and gives it back', async () => {
    const skills = await registryOf();
    expect(await skills.importAll(registry)).toEqual({ added: 6, changed: 0, unchanged: 0, removed: 0, kept: [] });
    expect(skills.snapshot.registry()).toEqual(registry);
    expect(await skills.export()).toEqual(registry);
    expect((await registryOf()).snapshot.registry()).toEqual(registry);
  });

  test('that one process writes is what the others know by their next look', async () => {
    const here = await registryOf();
    const there = await registryOf();
    const known = Promise.withResolvers<void>();
    const stop = follow(async () => {
      await there.takeOver();
      if (there.snapshot.listed('a')) known.resolve();
    }, known.reject);
    await here.importAll(registry);
    await known.promise;
    expect(there.snapshot.registry()).toEqual(here.snapshot.registry());
    await here.save([{ kind: 'engineer', engineer: engineer('a', { mostSwarms: 9 }) }]);
    await there.takeOver();
    stop();
    expect(there.snapshot.listed('a')?.engineer.mostSwarms).toBe(9);
  });

  test('keeps calendars beside it: a file without any leaves them, one with others replaces them', async () => {
    const calendar = (id: string, until = '2026-12-31') => ({
      ...{ id, name: { en: id, ja: id }, on: ['jp'], from: '2026-01-01', until, days: [] },
    });
    const skills = await registryOf();
    const other = await registryOf();
    const whole = {
      ...{ technologies: [], skills: [], calendars: [calendar('office'), calendar('plant')] },
      engineers: [engineer('a', { calendars: ['office'] })],
    };
    expect(await skills.importAll(whole)).toMatchObject({ added: 3 });
    await other.refresh();
    expect(other.snapshot.registry()).toEqual(whole);
    const { calendars: _, ...rest } = whole;
    expect(await skills.importAll(rest, { replace: true })).toMatchObject({ removed: 0, unchanged: 1 });
    const longer = [calendar('office', '2027-12-31')];
    expect(await skills.importAll({ ...rest, calendars: longer }, { replace: true })).toMatchObject({
      ...{ changed: 1, removed: 1 },
    });
    await other.refresh();
    expect(other.snapshot.listed('a')?.rota.days?.knows('2027-06-01')).toBe(true);
    expect(await skills.export()).toEqual({ ...rest, calendars: longer });
  });

  test('is imported again without doubling, in whatever zone its instants are written', async () => {
    const skills = await registryOf();
    await skills.importAll(registry);
    const [first, ...others] = registry.skills;
    const again = {
      ...registry,
      skills: [{ ...(first ?? skill('', '', 1)), confirmedAt: '2026-10-01T09:00:00+09:00' }, ...others],
    };
    expect(await skills.importAll(again)).toEqual({ added: 0, changed: 0, unchanged: 6, removed: 0, kept: [] });
    expect(
      await skills.importAll({ ...registry, engineers: [engineer('a', { name: 'New' })], skills: [] }),
    ).toMatchObject({
      added: 0,
      changed: 1,
    });
    expect(skills.snapshot.counts()).toEqual({ technologies: 2, engineers: 2, skills: 2 });
  });

  test('keeps what an import does not name, unless it replaces', async () => {
    const skills = await registryOf();
    await skills.importAll(registry);
    const smaller = { ...registry, engineers: registry.engineers.slice(0, 1), skills: registry.skills.slice(0, 1) };
    expect((await skills.importAll(smaller)).removed).toBe(0);
    expect((await skills.importAll(smaller, { replace: true })).removed).toBe(2);
    expect(skills.snapshot.registry()).toEqual(smaller);
    expect(await skills.export()).toEqual(smaller);
  });

  test('is imported wholly or not at all', async () => {
    const skills = await registryOf();
    await skills.importAll(registry);
    const broken = { ...registry, engineers: [engineer('c')], skills: [skill('c', 'dns', 1_000_000)] };
    await expect(skills.importAll(broken)).rejects.toThrow();
    expect(skills.snapshot.registry()).toEqual(registry);
    expect(await skills.export()).toEqual(registry);
    await skills.save([{ kind: 'engineer', engineer: engineer('c') }]);
    expect((await skills.export()).engineers).toHaveLength(3);
  });

  test('leaves out of an import whom another process put aside a moment before', async () => {
    const [skills, other] = [await registryOf(), await registryOf()];
    await skills.importAll(registry);
    await other.leave([{ id: 'b', at: ago(0), why: 'disabled' }], async () => () => {});
    const told = { ...registry, engineers: [...registry.engineers, engineer('c')] };
    expect(await skills.importAll(told)).toMatchObject({ added: 1, leftOut: [engineer('b').name] });
    expect((await other.export()).engineers.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(await other.bringBack('b')).toBe(true);
    expect((await other.export()).engineers.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('leaves out of an import whom another process puts aside while it is reckoned', async () => {
    const [skills, other] = [await registryOf(), await registryOf()];
    await skills.importAll(registry);
    const many = Array.from({ length: 3000 }, (_, at) => engineer(`p${at}`));
    const imported = skills.importAll({ ...registry, engineers: [...registry.engineers, ...many] });
    await other.leave([{ id: 'b', at: ago(0), why: 'disabled' }], async () => () => {});
    await imported;
    expect((await other.export()).engineers.some(({ id }) => id === 'b')).toBe(false);
  });

  test('keeps nothing of an import that was undone by what is written alongside', async () => {
    const [skills, other] = [await registryOf(), await registryOf()];
    await skills.importAll(registry);
    const told = { ...registry, engineers: [...registry.engineers, engineer('c')] };
    const alongside = async () => {
      throw new Error('The disk is full');
    };
    await expect(skills.importAll(told, { alongside })).rejects.toThrow('The disk is full');
    expect(skills.snapshot.registry()).toEqual(registry);
    await other.edit('b', { at: wednesdayNoon, skills: [{ technology: 'vpn', change: { owner: true } }] });
    expect(await skills.importAll(told)).toMatchObject({ added: 1 });
    const stored = await other.export();
    expect(stored.engineers.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(skills.snapshot.registry()).toEqual(stored);
  });

  test('shows a change at once, and to the other processes when they refresh', async () => {
    const here = await registryOf();
    await here.importAll(registry);
    const there = await registryOf();
    await here.save([
      { kind: 'skill', skill: skill('b', 'dns', 4) },
      { kind: 'skill-gone', person: 'b', technology: 'vpn' },
      { kind: 'technology', technology: technology('sql') },
      {
        kind: 'presence',
        presence: {
          person: 'a',
          availability: 'Busy',
          activity: 'InAMeeting',
          outOfOffice: false,
          seenAt: wednesdayNoon,
        },
      },
    ]);
    expect(here.snapshot.skillsOf('b')).toEqual([skill('b', 'dns', 4)]);
    expect(there.snapshot.skillsOf('b')).toEqual([skill('b', 'vpn', 2, { wantsToLearn: true })]);
    await there.refresh();
    expect(there.snapshot.registry()).toEqual(here.snapshot.registry());
    expect(there.snapshot.listed('a')?.presence?.availability).toBe('Busy');
    // Both write from here on; neither loses what the other did.
    await there.save([{ kind: 'engineer', engineer: engineer('c') }]);
    await here.save([{ kind: 'engineer', engineer: engineer('d') }]);
    await Promise.all([here.refresh(), there.refresh()]);
    expect(here.snapshot.counts().engineers).toBe(4);
    expect(there.snapshot.registry()).toEqual(here.snapshot.registry());
  });

  test('reads the whole of it after a change too large to be kept as such', async () => {
    const here = await registryOf();
    const there = await registryOf();
    await here.save([{ kind: 'technology', technology: technology('sql') }]);
    const many = Array.from({ length: 2100 }, (_, place) => engineer(`e${place}`));
    await here.importAll({ ...registry, engineers: [...registry.engineers, ...many] }, { replace: true });
    await there.refresh();
    expect(there.snapshot.registry()).toEqual(here.snapshot.registry());
    expect(there.snapshot.counts()).toEqual({ technologies: 2, engineers: 2102, skills: 2 });
    await here.save([{ kind: 'engineer-gone', id: 'e7' }]);
    await there.refresh();
    expect(there.snapshot.counts().engineers).toBe(2101);
  });

  test('takes everything of a person or a technology along when they go', async () => {
    const skills = await registryOf();
    await skills.importAll(registry);
    await skills.save([
      { kind: 'engineer-gone', id: 'a' },
      { kind: 'technology-gone', id: 'vpn' },
    ]);
    expect(skills.snapshot.counts()).toEqual({ technologies: 1, engineers: 1, skills: 0 });
    expect(await skills.export()).toEqual(skills.snapshot.registry());
  });

  test('ignores a skill of someone or something that is not there', async () => {
    const skills = await registryOf();
    await skills.importAll(registry);
    await skills.save([
      { kind: 'skill', skill: skill('nobody', 'dns', 3) },
      { kind: 'skill', skill: skill('a', 'gone', 3) },
    ]);
    expect(await skills.export()).toEqual(registry);
  });

  test('lets an older presence never overwrite a newer one', async () => {
    const skills = await registryOf();
    await skills.importAll(registry);
    const seen = (availability: string, seenAt: string) => ({
      kind: 'presence' as const,
      presence: { person: 'a', availability, activity: availability, outOfOffice: false, seenAt },
    });
    await skills.save([seen('Busy', wednesdayNoon)]);
    await skills.save([seen('Away', ago(1))]);
    expect((await registryOf()).snapshot.listed('a')?.presence?.availability).toBe('Busy');
    expect(skills.snapshot.listed('a')?.presence?.availability).toBe('Busy');
  });

  test('counts what people carry', async () => {
    const skills = await registryOf();
    await skills.importAll(registry);
    const invited = (
      invitationId: string,
      state: string,
      live: boolean,
      invitedAt: string,
      deliveredAt: string | null,
      tenantId = tenant,
    ) => ({
      swarmId: tenant,
      invitationId,
      tenantId,
      personId: 'a',
      role: 'expert',
      technologies: ['dns'],
      wave: 1,
      state,
      invitedAt,
      deliveredAt,
      answerBy: wednesdayNoon,
      live,
    });
    await database.sql.insert(invitation).values([
      invited('i1', 'accepted', true, ago(40), ago(40)),
      invited('i2', 'delivered', true, ago(1), ago(1)),
      // Made before, and brought in the morning.
      invited('i3', 'declined', false, ago(29), ago(27)),
      invited('i4', 'accepted', false, ago(27), ago(27)),
      invited('i5', 'declined', false, ago(29), ago(29)),
      invited('i6', 'accepted', true, ago(1), ago(1), 'other tenant'),
      // Over before they reached anybody.
      invited('i7', 'withdrawn', false, ago(1), null),
      invited('i8', 'unreachable', false, ago(1), null),
      invited('i9', 'withdrawn', false, ago(1), ago(1)),
    ]);
    await skills.refreshLoads();
    const expected = { person: 'a', liveSwarms: 1, pendingInvitations: 1, asks28d: 4, asks7d: 2 };
    expect(skills.snapshot.listed('a')?.load).toEqual(expected);
    await database.sql.delete(invitation);
    await skills.refreshLoads(['a']);
    expect(skills.snapshot.listed('a')?.load).toEqual({
      person: 'a',
      liveSwarms: 0,
      pendingInvitations: 0,
      asks28d: 0,
      asks7d: 0,
    });
  });

  test('keeps support teams; one is closed and opened again, in every process, and not by a file that says nothing of it', async () => {
    const team = (id: string, more = {}) => teamSchema.parse({ id, name: { en: id, ja: id }, leads: ['a'], ...more });
    const people = [engineer('a', { team: 'net' }), engineer('b', { team: 'cloud' })];
    const whole = { technologies: [], skills: [], engineers: people, teams: [team('cloud'), team('net')] };
    const skills = await registryOf();
    const other = await registryOf();
    await skills.importAll(whole);
    await other.refresh();
    const until = new Date(clock() + 3_600_000).toISOString();
    expect(await other.closeTeam('cloud', until, 'lead')).toBe(true);
    expect(await other.closeTeam('none', until)).toBe(false);
    await skills.refresh();
    expect(skills.snapshot.team('cloud')).toMatchObject({ closedUntil: until, closedBy: 'lead' });
    expect(await skills.importAll(whole)).toMatchObject({ changed: 0, unchanged: 4 });
    expect(skills.snapshot.team('cloud')?.closedUntil).toBe(until);
    await skills.closeTeam('cloud', null);
    expect(await skills.export()).toEqual(whole);
    expect(await skills.importAll({ ...whole, teams: [team('net')] }, { replace: true })).toMatchObject({ removed: 1 });
    expect((await registryOf()).snapshot.teams().map(({ id }) => id)).toEqual(['net']);
  });

  test('counts how often others asked the people of a team in a day, where the team lets only so many through', async () => {
    const skills = await registryOf();
    const team = teamSchema.parse({ id: 'net', name: { en: 'net', ja: 'net' }, mostAsksADay: 5 });
    const engineers = [engineer('a', { team: 'net' }), engineer('b', { team: 'net' })];
    await skills.importAll({ technologies: [], skills: [], engineers, teams: [team] });
    const asked = async (swarmId: string, ownerId: string, when: string) => {
      const { caseId, status, at, ...row } = swarmRow(swarmId, ownerId);
      await database.sql.insert(swarm).values({ ...row, caseId, status, proposedAt: at });
      await database.sql.insert(invitation).values({
        ...{ swarmId, invitationId: 'i1', tenantId: tenant, personId: 'a', role: 'expert', technologies: [], wave: 1 },
        ...{ state: 'delivered', invitedAt: when, deliveredAt: when, answerBy: when, live: true },
      });
    };
    await asked('others today', 'somebody', ago(0.5));
    await asked('others before', 'somebody', ago(1.5));
    await asked('their own', 'b', ago(0.5));
    await skills.refreshLoads();
    expect(skills.snapshot.asksOfTeam('net')).toBe(1);
    await database.sql.delete(invitation);
  });

  test('keeps tenants apart', async () => {
    await (await registryOf()).importAll(registry);
    expect((await registryOf('another tenant')).snapshot.counts()).toEqual({
      technologies: 0,
      engineers: 0,
      skills: 0,
    });
  });
});
