import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, getTableName, sql } from 'drizzle-orm';
import type { Language, Person } from '../../src/cases/case.ts';
import { createStoredCases } from '../../src/cases/storedCases.ts';
import { openLivingEvidence } from '../../src/skills/livingEvidence.ts';
import { keepPastCases } from '../../src/skills/pastCases.ts';
import { openSkillsRegistry } from '../../src/skills/registry.ts';
import type { Database } from '../../src/store/database.ts';
import { openQueue } from '../../src/store/queue.ts';
import * as tables from '../../src/store/schema.ts';
import type { Actor, SwarmEvent } from '../../src/swarm/events.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { createRegistryPlanner } from '../../src/swarm/registryPlanner.ts';
import { createSwarms } from '../../src/swarm/swarms.ts';
import { findPersonJob } from '../../src/teams/lookUps.ts';
import { runPersonCommand } from '../../tools/personCommand.ts';
import { type Happening, store } from '../history/past.ts';
import { engineer, technology as registered, skill } from '../skills/sample.ts';
import { engines } from '../store/databases.ts';
import { briefed, candidate, opened, person, plan, technology, theCase } from '../swarm/given.ts';

const tenantId = '00000000-0000-4000-8000-000000000001';
const gone: Person = { id: '5c0ffee5-1111-4222-8333-444455556666', name: 'Keziah Quillfeather' };
const namesake: Person = { id: '7e57ab1e-1111-4222-8333-444455556666', name: gone.name };
const mri = '29:1AbCdEfGoneGone';
const chat = 'a:1XyZGoneGoneGone';
/** Each part by itself too: a search's words are apart. */
const traces = [gone.id, gone.name, 'keziah', 'quillfeather', mri, chat];
const at = '2026-10-01T00:00:00.000Z';
const by = (who: Person): Actor => ({ kind: 'person', person: who });
const solver = person('solver');

/** A swarm in which the person was ranked, asked, declined with a note, named somebody, and is spoken of. */
function declinedBy(who: Person, caseId: string, language: Language = 'en'): Happening[] {
  const asked = (id: string, to: Person, reasonBy: string | null): SwarmEvent => ({
    type: 'ExpertInvited',
    invitation: {
      id,
      person: to,
      role: 'expert',
      technologies: ['vpn'],
      wave: 1,
      for: reasonBy ? [{ code: 'named-by-person', by: reasonBy }] : [],
      answerBy: at,
    },
  });
  const { owner } = theCase();
  const candidates = [
    { ...candidate('x', ['vpn']), person: who },
    { ...candidate('y', ['vpn']), person: solver },
  ];
  const ranked = plan({ team: [{ person: who, technologies: ['vpn'], for: [] }], ranking: { candidates, leftOut: 0 } });
  const told = theCase({ id: caseId, language, title: `VPN drops, says ${who.name.toUpperCase()}` });
  const message = { serviceUrl: 'https://smba.example/', conversationId: chat, activityId: 'm1' };
  return [
    {
      after: 0,
      by: by(owner),
      event: { type: 'SwarmProposed', tenantId, case: told, plan: ranked, room: 'standard', policy: defaultPolicy },
    },
    { after: 1, event: { type: 'SwarmStarted', coordinator: owner, technologies: [technology('vpn')], team: [] } },
    { after: 1, event: asked('i1', who, null) },
    { after: 2, event: opened },
    { after: 2, event: briefed },
    { after: 2, event: { type: 'InvitationDelivered', invitationId: 'i1', message } },
    { after: 3, event: { type: 'StepFailed', step: `seat:${who.id}`, cause: '403', advice: 'add-member-by-hand' } },
    {
      after: 4,
      by: by(who),
      event: {
        type: 'InvitationDeclined',
        invitationId: 'i1',
        reason: 'ask-other',
        instead: solver,
        note: who === gone ? 'I am ill.' : 'Busy.',
      },
    },
    { after: 5, event: asked('i2', solver, who.name) },
    { after: 6, by: by(solver), event: { type: 'InvitationAccepted', invitationId: 'i2' } },
  ];
}

const resolvedWith = (credits: Person[]): Happening => ({
  after: 60,
  event: {
    type: 'SwarmResolved',
    rootCause: `The root had expired, as ${gone.name}さん knew`,
    fix: 'Renewed it',
    technologies: ['vpn'],
    credits,
  },
});

describe.each(engines)('npm run person on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  beforeAll(async () => {
    database = await open();
  });
  afterEach(async () => {
    for (const { schema, name } of await everyTable())
      if (name in emptied || name === 'job')
        await database.sql.execute(sql`truncate ${sql.identifier(schema)}.${sql.identifier(name)}`);
  });
  afterAll(() => database.drop());

  async function run(args: string[], language: Language = 'en') {
    const printed: string[] = [];
    const complaints: string[] = [];
    const code = await runPersonCommand(args, {
      environment: { MICROSOFT_APP_TENANT_ID: tenantId },
      language,
      clock: () => Date.parse('2026-11-20T00:00:00.000Z'),
      print: (line) => printed.push(line),
      complain: (line) => complaints.push(line),
      open: async () => ({ ...database, close: async () => {} }),
    });
    return { code, printed: printed.join('\n'), complaints: complaints.join('\n') };
  }

  /** Of the bot and of its queue; `job` stands for all its partitions. */
  async function everyTable(): Promise<{ schema: string; name: string }[]> {
    const { rows } = await database.sql.execute<{ schema: string; name: string }>(sql`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_schema in (${database.schema}, ${`${database.schema}_queue`}) and table_type = 'BASE TABLE'`);
    return rows;
  }

  /** The tables, of the bot and of its queue, in which any of some words stands anywhere. */
  async function tablesNaming(words: readonly string[]): Promise<string[]> {
    const naming: string[] = [];
    for (const { schema, name } of await everyTable()) {
      const all = await database.sql.execute<{ line: string }>(
        sql`select lower(each::text) as line from ${sql.identifier(schema)}.${sql.identifier(name)} as each`,
      );
      if (all.rows.some(({ line }) => words.some((word) => line.includes(word.toLowerCase())))) naming.push(name);
    }
    return naming.sort();
  }

  const skillsRegistry = () => openSkillsRegistry({ database, tenantId, clock: Date.now });
  const evidence = () =>
    openLivingEvidence({
      database,
      tenantId,
      report: (problem) => {
        throw problem;
      },
    });
  const swarm = (swarmId: string, happenings: Happening[]) => store(database, { swarmId, from: at, happenings });

  async function everywhere(): Promise<void> {
    const registry = await skillsRegistry();
    await registry.importAll({
      technologies: [registered('vpn')],
      engineers: [engineer(gone.id, { name: gone.name }), engineer(solver.id)],
      skills: [skill(gone.id, 'vpn', 5), skill(solver.id, 'vpn', 4)],
    });
    const presence = { availability: 'Away', activity: 'Away', outOfOffice: false, seenAt: at };
    await registry.save([{ kind: 'presence', presence: { person: gone.id, ...presence } }]);
    await database.sql
      .insert(tables.refusedSkill)
      .values({ tenantId, person: gone.id, technology: 'vpn', refusedAt: at });
    await database.sql.insert(tables.personalChat).values({
      tenantId,
      personId: gone.id,
      teamsUserId: mri,
      name: gone.name,
      conversationId: chat,
      serviceUrl: 'https://smba.example/',
      locale: 'en-US',
      seenAt: at,
    });
    await database.sql
      .insert(tables.lookedUpPerson)
      .values({ tenantId, asked: 'keziah@example.com', personId: gone.id, name: gone.name, askedAt: at });
    const cases = createStoredCases({ database: database.sql, clock: Date.now });
    await cases.save(tenantId, theCase({ id: '9001', owner: gone }), 1);
    await swarm('declined', [...declinedBy(gone, '4711', 'ja'), resolvedWith([solver])]);
    const owned = declinedBy(solver, '4712').map((each) =>
      each.event.type === 'SwarmProposed'
        ? { ...each, event: { ...each.event, case: { ...each.event.case, owner: gone } } }
        : each.event.type === 'SwarmStarted'
          ? { ...each, event: { ...each.event, coordinator: gone } }
          : each,
    );
    await swarm('owned', [...owned, resolvedWith([gone])]);
    const past = { swarmId: null, closedAt: Date.parse(at), technologies: ['vpn'], rootCause: '', url: null };
    const told = { title: 'Tunnel', text: `${gone.name} saw it drop`, fix: `Ask ${gone.name}` };
    await keepPastCases(database.sql, tenantId, [
      { id: 'imported', ...past, ...told, credits: [{ person: gone.id, weight: 1 }] },
    ]);
    const queue = await openQueue(database, [findPersonJob], () => {});
    await queue.enqueue(database.sql, [{ name: findPersonJob, body: { asked: gone.id } }]);
    await queue.stop();
  }

  test('shows all that is stored of a person, as JSON', async () => {
    await everywhere();
    const { code, printed } = await run(['show', gone.id.toUpperCase()]);
    expect(code).toBe(0);
    const shown = JSON.parse(printed);
    expect(shown).toMatchObject({
      person: gone.id,
      engineer: { name: gone.name },
      skills: [{ technology: 'vpn', level: 5 }],
      refusedSkills: [{ technology: 'vpn' }],
      presence: { availability: 'Away' },
      chat: { conversationId: chat },
      lookUps: [{ asked: 'keziah@example.com' }],
      cases: [{ id: '9001' }],
    });
    expect(shown.swarms).toMatchObject([
      { caseId: '4711', parts: ['invited'], invitations: [{ answer: { state: 'declined', note: 'I am ill.' } }] },
      { caseId: '4712', parts: ['coordinates', 'owns', 'credited'] },
    ]);
    expect(shown.pastCases).toMatchObject([{ caseId: 'imported' }, { caseId: '4712', weight: 1 }]);
  });

  test('first tells what an erasure would change, and changes nothing', async () => {
    await everywhere();
    const before = await tablesNaming(traces);
    const english = await run(['erase', gone.id]);
    expect(english).toMatchObject({ code: 0, complaints: '' });
    expect(english.printed).toContain('swarms told with a pseudonym instead: 2');
    expect(english.printed).toContain('add --yes');
    expect((await run(['erase', gone.id], 'ja')).printed).toContain('仮名に置き換えるスウォーム: 2');
    expect(await tablesNaming(traces)).toEqual(before);
  });

  test('after an erasure the person is named in no table', async () => {
    await everywhere();
    expect(await tablesNaming(traces)).toEqual([
      'engineer',
      'invitation',
      'job',
      'job_common',
      'looked_up_person',
      'past_case',
      'personal_chat',
      'presence',
      'refused_skill',
      'registry_change',
      'skill',
      'stored_case',
      'swarm',
      'swarm_event',
      'swarm_search',
    ]);
    const counts = await database.sql.select(counted).from(tables.swarm).orderBy(tables.swarm.swarmId);
    expect(await run(['erase', gone.id, '--yes'])).toMatchObject({ code: 0, complaints: '' });
    expect(await tablesNaming([...traces, 'I am ill'])).toEqual([]);
    expect(await database.sql.select(counted).from(tables.swarm).orderBy(tables.swarm.swarmId)).toEqual(counts);
    expect((await run(['erase', gone.id, '--yes'])).printed).toBe(`Nothing is stored of ${gone.id}.`);
    expect((await run(['show', gone.id], 'ja')).complaints).toBe(`${gone.id} のデータは保存されていません。`);
  });

  test('in history a pseudonym of each swarm stands in their place, in the language of its case', async () => {
    await everywhere();
    await run(['erase', gone.id, '--yes']);
    const rows = await database.sql.select().from(tables.swarm).orderBy(tables.swarm.swarmId);
    const [declined, owned] = rows;
    expect(declined).toMatchObject({
      title: 'VPN drops, says 元メンバー',
      rootCause: expect.stringContaining('元メンバーさん'),
    });
    expect(owned).toMatchObject({ coordinatorName: 'a former colleague', solverRank: null, credited: 0 });
    expect(owned?.ownerId).toBe(owned?.coordinatorId);
    const [asked] = await database.sql
      .select()
      .from(tables.invitation)
      .where(eq(tables.invitation.swarmId, 'declined'));
    expect(asked?.personId).toMatch(/^[0-9a-f-]{36}$/);
    expect(asked?.personId).not.toBe(owned?.ownerId);
  });

  test('bots that run follow: registry, evidence, and swarms they hold in memory', async () => {
    await everywhere();
    const registry = await skillsRegistry();
    const learned = evidence();
    await learned.loaded();
    const planner = createRegistryPlanner(registry.snapshot, learned);
    const queue = { enqueue: async () => {} };
    const swarms = createSwarms({ database, queue, planner, policy: defaultPolicy, tenantId, clock: Date.now });
    const seen = await swarms.load('owned');
    await run(['erase', gone.id, '--yes']);
    await registry.refresh();
    await learned.follow();
    expect(registry.snapshot.listed(gone.id)).toBeUndefined();
    expect(registry.snapshot.listed(solver.id)).toBeDefined();
    expect(JSON.stringify(await swarms.load('owned'))).not.toContain(gone.id);
    const actor = { kind: 'system', name: 'test' } as const;
    const done = await swarms.execute('owned', { type: 'ReportOutcomePosted' }, { actor, cause: 'test' }, seen);
    expect(done.ok).toBe(true);
    expect(await tablesNaming(traces)).toEqual([]);
    await learned.stop();
  });

  test('somebody who has a part in a swarm that goes on is not erased, and is told which and what to do', async () => {
    await swarm('live', [
      ...declinedBy(solver, '4713'),
      { after: 9, event: { type: 'MemberSeated', person: gone, role: 'expert' } },
    ]);
    await swarm('planned', declinedBy(gone, '4714').slice(0, 1));
    const english = await run(['erase', gone.id, '--yes']);
    expect(english).toMatchObject({ code: 1, printed: '' });
    expect(english.complaints).toMatch(/4713 .*is in it[\s\S]*4714 .*is in the plan[\s\S]*Hand coordination over/);
    expect((await run(['erase', gone.id, '--yes'], 'ja')).complaints).toContain('コーディネーターを引き継ぎ');
    expect(await tablesNaming([gone.id])).toContain('swarm_event');
  });

  test('who only declined is erased from a swarm that goes on', async () => {
    await swarm('live', declinedBy(gone, '4715'));
    expect((await run(['erase', gone.id, '--yes'])).code).toBe(0);
    expect(await tablesNaming([gone.id, 'quillfeather'])).toEqual([]);
  });

  test('somebody else of the same name stays', async () => {
    const queue = await openQueue(database, ['seat-member'], () => {});
    await queue.enqueue(database.sql, [{ name: 'seat-member', body: { person: namesake } }]);
    await queue.stop();
    await swarm('theirs', [...declinedBy(namesake, '4716'), resolvedWith([namesake])]);
    await swarm('declined', [...declinedBy(gone, '4717'), resolvedWith([namesake])]);
    const before = await database.sql.select().from(tables.swarmEvent).where(eq(tables.swarmEvent.swarmId, 'theirs'));
    await run(['erase', gone.id, '--yes']);
    expect(await database.sql.select().from(tables.swarmEvent).where(eq(tables.swarmEvent.swarmId, 'theirs'))).toEqual(
      before,
    );
    expect(await tablesNaming([gone.id])).toEqual([]);
    expect(await tablesNaming([namesake.id])).toContain('job');
    const [row] = await database.sql
      .select()
      .from(tables.swarmEvent)
      .where(sql`${tables.swarmEvent.type} = 'SwarmResolved' and ${tables.swarmEvent.swarmId} = 'declined'`);
    expect(row?.event).toMatchObject({ credits: [namesake] });
  });

  test('somebody who left the registry earlier is erased from its changes', async () => {
    const registry = await skillsRegistry();
    await registry.save([{ kind: 'engineer', engineer: engineer(gone.id, { name: gone.name }) }]);
    await registry.save([{ kind: 'engineer-gone', id: gone.id }]);
    expect(await tablesNaming(traces)).toEqual(['registry_change']);
    expect((await run(['erase', gone.id, '--yes'])).code).toBe(0);
    expect(await tablesNaming(traces)).toEqual([]);
  });

  test('what is no Entra id, and what is not understood, changes nothing', async () => {
    expect(await run(['erase', 'Mika', '--yes'])).toMatchObject({
      code: 2,
      complaints: expect.stringContaining('no Entra object id'),
    });
    expect((await run(['show', 'Mika'], 'ja')).complaints).toContain('オブジェクト ID ではありません');
    expect(await run(['forget', gone.id])).toMatchObject({
      code: 2,
      complaints: expect.stringContaining('npm run person'),
    });
  });
});

const emptied = Object.fromEntries(Object.values(tables).map((table) => [getTableName(table), true]));
const { asked, accepted, declinedAskOther, credited, solverRank, resolveSeconds, acceptSeconds, status } = tables.swarm;
const counted = { asked, accepted, declinedAskOther, credited, solverRank, resolveSeconds, acceptSeconds, status };
