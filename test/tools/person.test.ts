import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { Person } from '../../src/cases/case.ts';
import { openLivingEvidence } from '../../src/evidence/livingEvidence.ts';
import type { Language } from '../../src/language/language.ts';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openQueue } from '../../src/store/queue.ts';
import { createRegistryPlanner } from '../../src/swarm/planning/registryPlanner.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { createSwarms } from '../../src/swarm/service/swarms.ts';
import { createLookUps } from '../../src/teams/lookUps.ts';
import { createPersonalChats } from '../../src/teams/people/chats.ts';
import type { FindPerson } from '../../src/teams/ports.ts';
import { runPersonCommand } from '../../tools/personCommand.ts';
import { type Happening, store } from '../history/past.ts';
import { engineer } from '../registry/sample.ts';
import { engines } from '../store/databases.ts';
import { everyTable as tables } from '../store/everyTable.ts';
import { plan, theCase } from '../swarm/given.ts';
import {
  at,
  chat,
  declinedBy,
  emptyTables,
  everywhere,
  gone,
  mri,
  namesake,
  resolvedWith,
  solver,
  tablesNaming,
  tenantId,
  traces,
} from './personEverywhere.ts';

describe.each(engines)('npm run person on $name', ({ name, open }) => {
  let database: Database & { drop(): Promise<void> };
  beforeAll(async () => {
    database = await open();
  });
  afterEach(() => emptyTables(database));
  afterAll(() => database.drop());

  /** `meanwhile`: what bots do while the command waits for them. */
  async function run(
    args: string[],
    language: Language = 'en',
    opened: Database = database,
    meanwhile: (ms?: number) => Promise<unknown> = () => Promise.reject(new Error('No bot runs to be waited for')),
  ) {
    const printed: string[] = [];
    const complaints: string[] = [];
    const code = await runPersonCommand(args, {
      environment: { MICROSOFT_APP_TENANT_ID: tenantId },
      language,
      clock: () => Date.parse('2026-11-20T00:00:00.000Z'),
      print: (line) => printed.push(line),
      complain: (line) => complaints.push(line),
      open: async () => ({ ...opened, close: async () => {} }),
      pause: meanwhile,
    });
    return { code, printed: printed.join('\n'), complaints: complaints.join('\n') };
  }

  /** A bot that runs beside the command has sessions of its own; gives its end. */
  async function botRuns(): Promise<() => Promise<void>> {
    const { schema } = database;
    const bot = await openDatabase({ kind: 'postgres', url: process.env.TEST_DATABASE_URL ?? '', schema });
    const begun = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const session = bot.sql.transaction(async (tx) => {
      await tx.execute(sql`select`);
      begun.resolve();
      await over.promise;
    });
    await begun.promise;
    return async () => {
      over.resolve();
      await session;
      await bot.close();
    };
  }

  const skillsRegistry = () => openSkillsRegistry({ database, tenantId, clock: Date.now });
  const swarm = (swarmId: string, happenings: Happening[]) => store(database, { swarmId, from: at, happenings });

  test('shows all that is stored of a person, as JSON', async () => {
    await everywhere(database);
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
      sharing: { share: 'sums', monthly: true },
      toldOfGrowth: [{ kind: 'skill', of: 'vpn', answer: null }],
    });
    expect(shown.swarms).toMatchObject([
      { caseId: '4711', parts: ['invited'], invitations: [{ answer: { state: 'declined', note: 'I am ill.' } }] },
      { caseId: '4712', parts: ['coordinates', 'owns', 'credited'] },
    ]);
    expect(shown.swarms[1].thanks).toEqual([
      { at: expect.any(String), given: true, with: [solver.name], words: 'It worked at once.', praise: false },
      { at: expect.any(String), given: false, with: [solver.name], words: 'You saw it first.', praise: false },
    ]);
    expect(shown.pastCases).toMatchObject([{ caseId: 'imported' }, { caseId: '4712', weight: 1 }]);
  });

  test('first tells what an erasure would change, and changes nothing', async () => {
    await everywhere(database);
    const before = await tablesNaming(database, traces);
    const english = await run(['erase', gone.id]);
    expect(english).toMatchObject({ code: 0, complaints: '' });
    expect(english.printed).toContain('swarms told with a pseudonym instead: 2');
    expect(english.printed).toContain('add --yes');
    expect((await run(['erase', gone.id], 'ja')).printed).toContain('仮名に置き換えるスウォーム: 2');
    expect(await tablesNaming(database, traces)).toEqual(before);
  });

  test('after an erasure the person is named in no table', async () => {
    await everywhere(database);
    expect(await tablesNaming(database, traces)).toEqual([
      'engineer',
      'file_import',
      'growth_choice',
      'growth_told',
      'help_request',
      'invitation',
      'job',
      'job_common',
      'joined_person',
      'left_person',
      'looked_up_person',
      'past_case',
      'people_card',
      'people_followed',
      'person_request',
      'personal_chat',
      'policy_change',
      'presence',
      'refused_skill',
      'registry_change',
      'skill',
      'stored_case',
      'swarm',
      'swarm_event',
      'swarm_search',
      'swarm_task',
      'swarm_thanks',
    ]);
    const counts = await database.sql.select(counted).from(tables.swarm).orderBy(tables.swarm.swarmId);
    expect(await run(['erase', gone.id, '--yes'])).toMatchObject({ code: 0, complaints: '' });
    expect(await tablesNaming(database, [...traces, 'I am ill', 'You saw it first'])).toEqual([]);
    expect(await database.sql.select(counted).from(tables.swarm).orderBy(tables.swarm.swarmId)).toEqual(counts);
    expect((await run(['erase', gone.id, '--yes'])).printed).toBe(`Nothing is stored of ${gone.id}.`);
    expect((await run(['show', gone.id], 'ja')).complaints).toBe(`${gone.id} のデータは保存されていません。`);
  });

  test('in history a pseudonym of each swarm stands in their place, in the language of its case', async () => {
    await everywhere(database);
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
    await everywhere(database);
    const registry = await skillsRegistry();
    const learned = openLivingEvidence({ database, tenantId, report: console.error });
    await learned.loaded();
    const planner = createRegistryPlanner(registry.snapshot, learned);
    const queue = { statements: async () => ({ statements: [], committed: () => {} }) };
    const swarms = createSwarms({ database, queue, planner, policy: () => defaultPolicy, tenantId, clock: Date.now });
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
    expect(await tablesNaming(database, traces)).toEqual([]);
    await learned.stop();
  });

  describe('what bots had under way', () => {
    const mail = 'keziah@example.com';
    const lookUps = (findPerson: FindPerson) =>
      createLookUps({
        ...{ database, findPerson, tenantId, budget: () => 'granted', clock: Date.now },
        queue: { enqueue: async () => () => {} },
      });

    test('an answer of the directory that comes after the erasure names nobody: asked before, or asking now', async () => {
      await everywhere(database);
      const question = { tenantId, asked: mail, personId: null, name: null, askedAt: at, answeredAt: null };
      await database.sql.delete(tables.lookedUpPerson);
      await database.sql.insert(tables.lookedUpPerson).values(question);
      const { promise: answer, resolve } = Promise.withResolvers<Person | null>();
      const directory = lookUps(() => answer);
      const asking = directory.run({ asked: mail });
      await run(['erase', gone.id, '--yes']);
      resolve(gone);
      await asking;
      await lookUps(async () => gone).run({ asked: mail });
      expect(await tablesNaming(database, traces)).toEqual([]);
    });

    // The embedded database is one process's: no bot has it open while the command runs.
    const ifServed = name === 'PostgreSQL' ? test : test.skip;

    ifServed('is waited for, and what they wrote of the person until they had heard of it is erased, too', async () => {
      await everywhere(database);
      const botEnds = await botRuns();
      const chats = createPersonalChats({ database, tenantId, clock: Date.now });
      const waited: number[] = [];
      const { code, printed } = await run(['erase', gone.id, '--yes'], 'en', database, async (ms?: number) => {
        waited.push(ms ?? 0);
        expect(await tablesNaming(database, traces)).toEqual([]);
        await chats.remember({
          ...{ personId: gone.id, teamsUserId: mri, name: gone.name, serviceUrl: 'https://smba.example/' },
          ...{ locale: null, zone: null, introduces: true, chat: { kind: 'none' } },
        });
      });
      await botEnds();
      expect(waited).toEqual([45_000]);
      expect(code).toBe(0);
      expect(printed).toContain('personal chats forgotten: 1');
      expect(await tablesNaming(database, traces)).toEqual([]);
    });

    ifServed.each<Language>(['en', 'ja'])(
      'a plan made by a bot that had not heard of it is named, with what to do: %s',
      async (language) => {
        await everywhere(database);
        const botEnds = await botRuns();
        const planner = createRegistryPlanner((await skillsRegistry()).snapshot);
        const queue = { statements: async () => ({ statements: [], committed: () => {} }) };
        const swarms = createSwarms({
          database,
          queue,
          planner,
          policy: () => defaultPolicy,
          tenantId,
          clock: Date.now,
        });
        const asked = { ...theCase({ id: '4720', title: 'vpn', severity: 'critical' }), owner: solver };
        const origin = { actor: { kind: 'person', person: solver }, cause: 'test' } as const;
        const { code, complaints } = await run(['erase', gone.id, '--yes'], language, database, () =>
          swarms.propose(asked, origin),
        );
        await botEnds();
        expect(code).toBe(1);
        expect(complaints).toContain('4720');
        expect(complaints).toContain(language === 'en' ? 'had not heard of it' : '反映される前に');
      },
    );

    ifServed('that nothing was written is said', async () => {
      await everywhere(database);
      const botEnds = await botRuns();
      const { code, printed } = await run(['erase', gone.id, '--yes'], 'ja', database, async () => {});
      await botEnds();
      expect([code, printed.split('\n').at(-1)]).toEqual([0, `その後、${gone.id} のデータは書き込まれていません。`]);
    });
  });

  test('somebody who has a part in a swarm that goes on is not erased, and is told which and what to do', async () => {
    await swarm('live', [
      ...declinedBy(solver, '4713'),
      { after: 9, event: { type: 'MemberSeated', person: gone, role: 'expert' } },
    ]);
    await swarm('planned', declinedBy(gone, '4714').slice(0, 1));
    const learning = plan({ learners: [{ person: gone, technologies: ['vpn'], for: [] }] });
    await swarm('learning', [
      ...declinedBy(solver, '4715').slice(0, 1),
      {
        after: 1,
        event: {
          ...{ type: 'PlanRevised', plan: learning, dropped: { technologies: [], people: [] }, added: [] },
          learners: [gone],
        },
      },
    ]);
    const english = await run(['erase', gone.id, '--yes']);
    expect(english).toMatchObject({ code: 1, printed: '' });
    expect(english.complaints).toMatch(/4713 .*is in it[\s\S]*Hand coordination over/);
    expect(english.complaints).toMatch(/4714 .*is in the plan/);
    expect(english.complaints).toMatch(/4715 .*is in the plan/);
    expect((await run(['erase', gone.id, '--yes'], 'ja')).complaints).toContain('コーディネーターを引き継ぎ');
    expect(await tablesNaming(database, [gone.id])).toContain('swarm_event');
  });

  test('who only declined is erased from a swarm that goes on', async () => {
    await swarm('live', declinedBy(gone, '4715'));
    expect((await run(['erase', gone.id, '--yes'])).code).toBe(0);
    expect(await tablesNaming(database, [gone.id, 'quillfeather'])).toEqual([]);
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
    expect(await tablesNaming(database, [gone.id])).toEqual([]);
    expect(await tablesNaming(database, [namesake.id])).toContain('job');
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
    expect(await tablesNaming(database, traces)).toEqual(['registry_change']);
    expect((await run(['erase', gone.id, '--yes'])).code).toBe(0);
    expect(await tablesNaming(database, traces)).toEqual([]);
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

  test('an erasure that fails half way has changed nothing', async () => {
    await everywhere(database);
    const before = await tablesNaming(database, [...traces, 'I am ill']);
    await database.sql.execute(sql`create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'the disk is full'; end $$`);
    await database.sql.execute(sql`create trigger refuse before delete on personal_chat execute function refuse()`);
    expect(await run(['erase', gone.id, '--yes'])).toMatchObject({ code: 1, printed: '' });
    expect(await tablesNaming(database, [...traces, 'I am ill'])).toEqual(before);
    await database.sql.execute(sql`drop function refuse() cascade`);
    expect((await run(['erase', gone.id, '--yes'])).code).toBe(0);
    expect(await tablesNaming(database, [...traces, 'I am ill'])).toEqual([]);
  });

  test('a bot that writes to one of the swarms meanwhile loses nothing: the erasure begins again', async () => {
    await everywhere(database);
    let tries = 0;
    // A bot's commit between our reading and our writing cannot be timed from outside; what the database says of it can.
    const transaction: Database['sql']['transaction'] = (work, config) => {
      tries += 1;
      if (tries > 1) return database.sql.transaction(work, config);
      return Promise.reject(
        new Error('insert failed', { cause: Object.assign(new Error('taken'), { code: '23505' }) }),
      );
    };
    const opened = { ...database, sql: Object.create(database.sql, { transaction: { value: transaction } }) };
    expect((await run(['erase', gone.id, '--yes'], 'en', opened)).code).toBe(0);
    expect(tries).toBe(2);
    expect(await tablesNaming(database, traces)).toEqual([]);
  });
});

const { asked, accepted, declinedAskOther, credited, solverRank, resolveSeconds, acceptSeconds, status } = tables.swarm;
const counted = { asked, accepted, declinedAskOther, credited, solverRank, resolveSeconds, acceptSeconds, status };
