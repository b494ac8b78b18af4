import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { personalDataIn } from '../../src/composition/personalData.ts';
import type { After } from '../../src/history/after/after.ts';
import type { ArticleAnswer } from '../../src/history/article/articleRoutes.ts';
import type { HostTeamRooms, Load } from '../../src/history/measures/measureRoutes.ts';
import type { Measures } from '../../src/history/measures/measures.ts';
import type { MySkills } from '../../src/history/mySkills/mySkills.ts';
import type { PolicyAnswer, PolicyPreview, WrongField } from '../../src/history/policy/policyRoutes.ts';
import type { MyRecord } from '../../src/history/record/recordRoutes.ts';
import type { TabRoute } from '../../src/history/routes/route.ts';
import { staticRoutes } from '../../src/history/routes/staticFiles.ts';
import type { SwarmStory } from '../../src/history/swarms/story.ts';
import type { Choices, StoryAnswer, SwarmsPage } from '../../src/history/swarms/swarmRoutes.ts';
import { createTab } from '../../src/history/tab.ts';
import { createServer, type Server } from '../../src/http/server.ts';
import { openSkillsRegistry, type SkillsRegistry } from '../../src/registry/registry.ts';
import { type SupportTeam, teamSchema } from '../../src/registry/team.ts';
import type { Database } from '../../src/store/database.ts';
import { refusedSkill } from '../../src/store/registryTables.ts';
import { swarm } from '../../src/store/swarmTables.ts';
import { createRegistryPlanner } from '../../src/swarm/planning/registryPlanner.ts';
import { type LivingPolicy, openLivingPolicy } from '../../src/swarm/policies/livingPolicy.ts';
import { engines } from '../store/databases.ts';
import { person } from '../swarm/given.ts';
import { app, flaws, publicUrl, startEntra } from './entra.ts';
import { deputyMeantIn } from './namedDeputies.ts';
import { organisation } from './organisation.ts';
import { type Happening, solved, store } from './past.ts';
import { writesSwarms } from './writesSwarms.ts';

const frameOrigin = 'http://127.0.0.1:4000';

test.each(['index-BkZ2Fh0P.js', 'useInputStyles.styles-D3x_a.js', 'index-a1.css', 'font.latin-400.woff2'])(
  'a built file of the tab is given, whatever the bundler has called it: %s',
  async (file) => {
    const folder = await mkdtemp(join(tmpdir(), 'swarm-tab-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'assets', file), 'content');
    const { rule } = staticRoutes({ folder, authorityHost: '' }).find(({ path }) => path.endsWith(':file')) ?? {};
    if (rule?.kind !== 'open') throw new Error('Built files are not for everybody');
    const request = { params: { file }, query: new URLSearchParams(), headers: {}, body: new Uint8Array() };
    const { signal } = new AbortController();
    expect(await rule.answer({ ...request, signal })).toMatchObject({ status: 200 });
    await rm(folder, { recursive: true });
  },
);

describe.each(engines)('the tab on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let registry: SkillsRegistry;
  let entra: Awaited<ReturnType<typeof startEntra>>;
  let server: Server;
  let living: LivingPolicy;
  let routes: TabRoute[];
  /** The system that takes articles. */
  let base: string | null = null;
  let address: string;
  let now = Date.parse('2026-11-20T02:00:00Z');
  const clock = () => now;

  beforeAll(async () => {
    database = await open();
    entra = await startEntra();
    registry = await openSkillsRegistry({ database, tenantId: app.tenantId, clock });
    await registry.importAll(organisation);
    const { authorityHost } = entra;
    living = await openLivingPolicy({ sql: database.sql, tenantId: app.tenantId, given: { graceMinutes: 3 }, clock });
    routes = createTab({
      personalData: personalDataIn({ database, tenantId: app.tenantId }, clock),
      swarms: writesSwarms(database, clock, (id) => registry.snapshot.listed(id)?.engineer.lead ?? false),
      isShared: () => true,
      folder: 'dist/web',
      database,
      registry,
      app,
      authorityHost,
      publicUrl,
      frameOrigin,
      askBudget: () => 7,
      living,
      planner: createRegistryPlanner(registry.snapshot),
      deputyMeant: deputyMeantIn(registry, clock),
      articles: { knowledgeBaseOf: () => base },
      evidence: { follow: async () => {} },
      hostTeams: async () => [
        { taken: 120, most: 1000, deleted: 4, countedAt: '2026-11-19T17:30:00.000Z' },
        { taken: 870, most: 1000, deleted: null, countedAt: null },
      ],
      findPerson: async () => null,
      clock,
      steady: clock,
    });
    const quiet = () => {};
    server = createServer({
      secret: 'not of interest here',
      seen: { find: async () => null, use: async () => {} },
      findPerson: async () => null,
      log: { info: quiet, warn: quiet, error: quiet },
      clock,
      admitActivity: async () => ({ ok: false, answer: { status: 401 } }),
      cases: { save: async () => 'stored' },
      tenantId: app.tenantId,
      importRegistry: async () => ({ ok: true, summary: {} }),
      importPastCases: async () => ({ ok: true, summary: {} }),
      exportRegistry: async () => Readable.from(['{}']),
      ready: async () => ({}),
      routes,
    });
    address = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
    const past = (number: number, happenings: Happening[]) =>
      store(database, { swarmId: `s${number}`, from: `2026-10-0${number}T00:00:00.000Z`, happenings });
    const tenant = (happenings: Happening[]): Happening[] =>
      happenings.map((each) =>
        each.event.type === 'SwarmProposed' ? { ...each, event: { ...each.event, tenantId: app.tenantId } } : each,
      );
    await past(
      1,
      tenant(solved({ case: { id: '4701', title: 'サーバー証明書の期限切れ' }, technologies: ['certificates'] })),
    );
    await past(
      2,
      tenant(
        solved({ fixKind: 'workaround', case: { id: '4702', title: '=cmd()|calc', customer: '+1' }, expert: 'ravi' }),
      ),
    );
    await past(3, tenant(solved({ case: { id: '4703', title: 'VPN drops', severity: 'critical' } })));
    await past(4, tenant(solved({ case: { id: '4704', title: 'Merger', restricted: true } })));
    await past(5, tenant(solved({ case: { id: '4705', title: 'VPN slow' } }).slice(0, 3)));
  });
  afterAll(async () => {
    await server.close(0);
    await entra.stop();
    await database.drop();
  });
  // Everybody's budget of requests is full again.
  beforeEach(() => {
    now += 120_000;
  });

  const call = async (path: string, who: string | null, init: RequestInit = {}) => {
    const headers = who === null ? {} : { authorization: `Bearer ${await entra.token(who, now)}` };
    return fetch(`${address}${path}`, { ...init, headers: { ...headers, ...init.headers } });
  };
  const get = async <T>(path: string, who = 'lead'): Promise<T> => {
    const answer = await call(path, who);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const caseIds = async (query: string, who = 'lead') =>
    (await get<SwarmsPage>(`/api/history/swarms?${query}`, who)).rows.map((row) => row.caseId);

  describe('the story of a swarm of others', () => {
    test('tells every engineer what it was and what fixed it, and neither customer, text, people nor what happened', async () => {
      const story = await get<StoryAnswer>('/api/history/swarms/s1', 'ravi');
      expect(story).toMatchObject({
        isShared: true,
        row: { rootCause: 'Expired root', fix: 'Renewed it', customer: null, channelUrl: null },
        solvers: [{ name: 'Mika' }],
        timeline: [],
        case: { description: '', url: null },
      });
      expect(story.people.map(({ person: { name } }) => name)).toEqual(['Mika']);
      expect((await get<StoryAnswer>('/api/history/swarms/s1', 'mika')).isShared).toBe(false);
    });
    test('is not told of one that is restricted, or runs; and is found by its words as in the chat', async () => {
      expect((await call('/api/history/swarms/s4', 'ravi')).status).toBe(404);
      expect((await call('/api/history/swarms/s5', 'ravi')).status).toBe(404);
      expect(await caseIds('words=証明書&sort=best', 'ravi')).toEqual(['4701']);
      expect(await caseIds('words=Merger&sort=best', 'ravi')).toEqual([]);
    });
  });

  describe('one’s own record', () => {
    const put = (body: unknown, who: string) =>
      call('/api/me/record/sharing', who, { method: 'PUT', body: JSON.stringify(body) });

    test('has one’s own part alone, restricted swarms too, and goes on page after page', async () => {
      const mine = await get<MyRecord>('/api/me/record', 'mika');
      expect(mine.lines.map(({ caseId }) => caseId)).toEqual(['4704', '4703', '4701']);
      expect(mine).toMatchObject({ next: null, sharing: { share: 'nothing', saidAt: null } });
      expect((await get<MyRecord>('/api/me/record', 'ravi')).lines.map(({ caseId }) => caseId)).toEqual(['4702']);
      // A lead has no way to another's: whatever is asked, it is their own.
      expect((await get<MyRecord>('/api/me/record', 'lead')).lines).toEqual([]);
      expect((await call('/api/me/record?person=mika', 'lead')).status).toBe(400);
      for (const after of ['0000-01-01T00:00:00Z x', '9999-12-31T23:59:59Z x', 'nowhere', '2026-13-45T00:00:00Z x'])
        expect((await call(`/api/me/record?after=${encodeURIComponent(after)}`, 'mika')).status).toBe(200);
      const [newest] = mine.lines;
      const after = encodeURIComponent(`${newest?.closedAt} ${newest?.swarmId}`);
      const rest = await get<MyRecord>(`/api/me/record?after=${after}`, 'mika');
      expect(rest.lines.map(({ caseId }) => caseId)).toEqual(['4703', '4701']);
      expect((await get<MyRecord>('/api/me/record?after=nowhere', 'mika')).lines).toHaveLength(3);
    });

    test('is shared by its person’s choice alone, kept with its date', async () => {
      const chosen = await (await put({ share: 'sums', monthly: true }, 'mika')).json();
      expect(chosen).toMatchObject({ share: 'sums', monthly: true, saidAt: expect.any(String) });
      expect((await get<MyRecord>('/api/me/record', 'mika')).sharing).toEqual(chosen);
      expect((await get<MyRecord>('/api/me/record', 'ravi')).sharing.share).toBe('nothing');
      expect((await put({ share: 'everything', monthly: true }, 'mika')).status).toBe(400);
      expect((await put({ share: 'sums', monthly: true, person: 'ravi' }, 'mika')).status).toBe(400);
      expect((await call('/api/me/record', 'stranger')).status).toBe(403);
      expect((await call('/api/me/record', null)).status).toBe(401);
    });
  });

  describe('the article of a resolved swarm', () => {
    const path = '/api/history/swarms/s3/article';
    const put = (body: unknown, who: string) => call(path, who, { method: 'PUT', body: JSON.stringify(body) });

    test('is drafted from its record, written by who was in it, and never over what somebody saved meanwhile', async () => {
      const draft = await get<ArticleAnswer>(path, 'mika');
      expect(draft).toMatchObject({ saved: null, article: { cause: 'Expired root', fix: 'Renewed it' } });
      const title = `${draft.article.title} again`;
      const article = { ...draft.article, title, cause: 'The root <b>had</b> expired & nobody saw.' };
      expect((await put({ article, basedOn: 0 }, 'ravi')).status).toBe(404);
      // Its title is one line, in whatever it was pasted from.
      const pasted = { ...article, title: title.replace(' again', '\r\n\tagain') };
      expect((await put({ article: { ...article, title: ' \n ' }, basedOn: 0 }, 'mika')).status).toBe(400);
      expect((await put({ article: { ...pasted, title: ` ${pasted.title}\n` }, basedOn: 0 }, 'mika')).status).toBe(200);
      const saved = await get<ArticleAnswer>(path, 'lead');
      expect(saved).toMatchObject({ article, saved: { by: { name: 'Mika' } } });
      const late = { article: { ...article, fix: 'Other words' }, basedOn: 0 };
      expect((await put(late, 'lead')).status).toBe(409);
      expect((await put({ ...late, basedOn: saved.saved?.version }, 'lead')).status).toBe(200);
    });
    test('is sent as a draft, as it is saved, where the case’s system takes articles', async () => {
      const version = async () => (await get<ArticleAnswer>(path, 'mika')).saved?.version;
      const send = async (basedOn: number | undefined, who = 'mika') =>
        (await call(`${path}/draft`, who, { method: 'PUT', body: JSON.stringify({ basedOn }) })).status;
      base = null;
      expect((await get<ArticleAnswer>(path, 'mika')).draft).toBeNull();
      expect(await send(await version())).toBe(403);
      base = 'ServiceNow';
      expect((await get<ArticleAnswer>(path, 'mika')).draft).toEqual({ system: 'ServiceNow', status: 'none' });
      expect(await send(await version(), 'ravi')).toBe(404);
      expect(await send(1)).toBe(409);
      expect(await send(undefined)).toBe(400);
      expect(await send(await version())).toBe(200);
      expect(await send(await version())).toBe(200);
      const { draft } = await get<ArticleAnswer>(path, 'mika');
      expect(draft).toMatchObject({ system: 'ServiceNow', status: 'waits', by: { name: 'Mika' }, isLate: false });
    });
    test('is taken along as Markdown and HTML, in which nothing that people wrote is markup', async () => {
      const markdown = await (await call(`${path}/markdown`, 'lead')).text();
      expect(markdown).toContain('## 原因 / Cause');
      expect(markdown).toContain('\\<b\\>had');
      const html = await (await call(`${path}/html`, 'lead')).text();
      expect(html).toContain('The root &lt;b&gt;had&lt;/b&gt; expired &amp; nobody saw.');
      expect((await call(`${path}/html`, 'ravi')).status).toBe(404);
    });
  });

  describe('who may call', () => {
    /** A route as an address that could be called. */
    const addressOf = ({ path }: TabRoute) => path.replace(':id', 's1').replace(':file', 'none.js');
    const calling = (route: TabRoute, headers: Record<string, string>) =>
      fetch(`${address}${addressOf(route)}`, {
        method: route.method,
        headers,
        ...(route.method === 'PUT' ? { body: '[]' } : {}),
      });

    test('every route is for persons, but the files of the tab, which are the same for everybody', () => {
      const open = routes.filter(({ rule }) => rule.kind !== 'person').map(({ path }) => path);
      expect(open).toEqual(['/tab', '/tab/configure', '/tab/assets/:file']);
      expect(server.routes.filter(({ rule }) => rule.kind === 'person')).toHaveLength(routes.length - open.length);
    });
    test('no route answers without a token, nor with something that is none', async () => {
      for (const route of routes.filter(({ rule }) => rule.kind === 'person'))
        for (const authorization of [undefined, '', 'Bearer', 'Bearer x', 'Basic YTpi', 'Bearer a.b.c', 'Bearer ..']) {
          const answer = await calling(route, authorization === undefined ? {} : { authorization });
          expect([route.path, authorization, answer.status]).toEqual([route.path, authorization, 401]);
        }
    });
    test.each(flaws)('no route takes a token that is flawed: %s', async (flaw) => {
      const authorization = `Bearer ${await entra.token('lead', now, { flaw })}`;
      for (const route of routes.filter(({ rule }) => rule.kind === 'person')) {
        const answer = await calling(route, { authorization });
        expect([route.path, answer.status]).toEqual([route.path, 401]);
      }
    });
    test('who is not in the registry is let in nowhere, and who is no lead not where leads are', async () => {
      const stranger = { authorization: `Bearer ${await entra.token('stranger', now)}` };
      const mika = { authorization: `Bearer ${await entra.token('mika', now)}` };
      for (const route of routes) {
        if (route.rule.kind !== 'person') continue;
        expect([route.path, (await calling(route, stranger)).status]).toEqual([route.path, 403]);
        const expected = ['lead', 'steward', 'administrator'].includes(route.rule.audience)
          ? 403
          : route.method === 'PUT'
            ? 400
            : 200;
        expect([route.path, (await calling(route, mika)).status]).toEqual([route.path, expected]);
      }
    });
    test('a v1 token, made for the address of the app, is as good; ids are compared in lower case', async () => {
      const authorization = `Bearer ${await entra.token('MIKA', now, { v1: true })}`;
      expect((await fetch(`${address}/api/history/choices`, { headers: { authorization } })).status).toBe(200);
    });
    test('someone who asks too much is told when to come back, and others are not held up', async () => {
      const authorization = `Bearer ${await entra.token('ravi', now)}`;
      const answers = await Promise.all(
        Array.from({ length: 7 }, () => fetch(`${address}/api/history/export.csv`, { headers: { authorization } })),
      );
      const refused = answers.filter((each) => each.status === 429);
      expect(refused).toHaveLength(1);
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await call('/api/history/choices', 'mika')).status).toBe(200);
    });
    test('who asks too much is told before their body is read', async () => {
      const authorization = `Bearer ${await entra.token('ravi', now)}`;
      for (let at = 0; at < 6; at++)
        await (await fetch(`${address}/api/history/export.csv`, { headers: { authorization } })).text();
      const line = connect(Number(new URL(address).port), '127.0.0.1');
      line.write(
        `PUT /api/me/skills HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-length: 100000\r\n\r\n`,
      );
      let heard = '';
      for await (const bytes of line) heard += String(bytes);
      expect(heard).toMatch(/^HTTP\/1.1 429 [\s\S]*Retry-After: \d+[\s\S]*"too-many-requests"/);
    });
  });

  describe('the list', () => {
    test('a lead sees the swarms of the organisation, newest first, and no restricted case of others', async () => {
      expect(await caseIds('')).toEqual(['4705', '4703', '4702', '4701']);
    });
    test('an engineer sees the swarms they were in, restricted ones too; who was only asked sees nothing', async () => {
      expect(await caseIds('', 'mika')).toEqual(['4704', '4703', '4701']);
      expect(await caseIds('', 'ravi')).toEqual(['4702']);
    });
    test('who leads a support team, or is a deputy there, sees what concerns its people, and no restricted case of theirs', async () => {
      const engineers = organisation.engineers.map((each) => (each.id === 'mika' ? { ...each, team: 'tokyo' } : each));
      const led = async (people: Partial<SupportTeam>) => {
        const team = teamSchema.parse({ id: 'tokyo', name: { en: 'Tokyo', ja: '東京' }, ...people });
        await registry.importAll({ ...organisation, engineers, teams: [team] });
      };
      const before = await caseIds('', 'mika');
      for (const people of [{ leads: ['owner', 'ravi'] }, { leads: ['owner'], deputies: ['ravi'] }]) {
        await led(people);
        // In 4705 somebody of the team was asked, and has not answered.
        expect(await caseIds('', 'ravi')).toEqual(['4705', '4703', '4702', '4701']);
        expect((await call('/api/history/swarms/s1', 'ravi')).status).toBe(200);
        expect(await caseIds('words=VPN&sort=best', 'ravi')).toEqual(expect.arrayContaining(['4703', '4705']));
        const { me, people: offered } = await get<Choices>('/api/history/choices', 'ravi');
        expect([me.lead, me.leadsTeam, offered.map(({ id }) => id)]).toEqual([false, true, ['mika']]);
        const measures = await get<Measures>('/api/history/measures', 'ravi');
        expect([measures.overall.swarms, measures.unlisted]).toEqual([5, 1]);
        const load = await get<Load>('/api/history/load', 'ravi');
        expect(load.people.map(({ id }) => id)).toEqual(['mika', 'ravi']);
        expect((await call('/api/history/coverage', 'ravi')).status).toBe(403);
        // Who is of the team leads nobody.
        expect(await caseIds('', 'mika')).toEqual(before);
      }
      await led({});
      expect(await caseIds('', 'ravi')).toEqual(['4702']);
    });
    test('filters narrow it, one by one and together', async () => {
      expect(await caseIds('status=running')).toEqual(['4705']);
      expect(await caseIds('technology=certificates')).toEqual(['4701']);
      expect(await caseIds('person=ravi')).toEqual(['4702']);
      expect(await caseIds('severity=critical,high')).toEqual(['4703']);
      expect(await caseIds('customer=%2B1')).toEqual(['4702']);
      expect(await caseIds('from=2026-10-02T00:00:00Z&to=2026-10-04T00:00:00%2B09:00')).toEqual(['4703', '4702']);
      expect(await caseIds('words=drops&severity=normal')).toEqual([]);
      expect(await caseIds('words=certificate')).toEqual(['4701']);
    });
    test('what is no filter is refused with its name, and harms nothing', async () => {
      for (const query of [
        'status=gone',
        'technology=A%20B',
        'from=yesterday',
        'sort=worst',
        'after=x',
        'limit=0',
        'what=1',
        'customer=%00',
        'person=a%00',
        'words=a%00',
        'from=0000-01-01T00:00:00Z',
        'to=9999-12-31T23:59:59-01:00',
      ]) {
        const answer = await call(`/api/history/swarms?${query}`, 'lead');
        expect([query, answer.status]).toEqual([query, 400]);
      }
      const named = await call('/api/history/swarms?words=a%00', 'lead');
      expect(await named.json()).toMatchObject({
        error: { fields: [{ path: 'words', message: 'holds a NUL (U+0000), which cannot be kept' }] },
      });
      expect((await call('/api/history/swarms/a%00', 'lead')).status).toBe(404);
      const quotes = encodeURIComponent("'; drop table swarm; --");
      expect(await caseIds(`customer=${quotes}`)).toEqual([]);
      expect(await caseIds(`words=${quotes}`)).toEqual([]);
      expect(await caseIds(`person=${quotes}`)).toEqual([]);
      // As far from UTC as ISO 8601 allows, and PostgreSQL does not.
      expect(await caseIds('from=2026-10-03T23:59:00%2B23:59&to=2026-10-04T00:00:00Z')).toEqual(['4703']);
    });
    test.each(['newest', 'oldest', 'closed', 'longest'])(
      'pages by key, sorted by %s, hold every swarm once',
      async (sort) => {
        const all = await get<SwarmsPage>(`/api/history/swarms?sort=${sort}`);
        const paged: string[] = [];
        let cursor: string | null = null;
        do {
          const after: string = cursor ? `&after=${cursor}` : '';
          const page: SwarmsPage = await get(`/api/history/swarms?sort=${sort}&limit=1${after}`);
          expect(page.rows).toHaveLength(1);
          paged.push(...page.rows.map((row) => row.swarmId));
          cursor = page.next;
        } while (cursor);
        expect(paged).toEqual(all.rows.map((row) => row.swarmId));
      },
    );
    test('a cursor of another sort is refused', async () => {
      const { next } = await get<SwarmsPage>('/api/history/swarms?sort=newest&limit=1');
      expect((await call(`/api/history/swarms?sort=longest&after=${next}`, 'lead')).status).toBe(400);
    });
    test.each([
      ['newest', '2026-01-01 (noon)', 's1'],
      ['newest', '0000-01-01T00:00:00.000Z', 's1'],
      ['newest', 1, 's1'],
      ['closed', '', 's1'],
      ['newest', '2026-01-01T00:00:00.000Z', 's\0'],
      ['longest', 3_000_000_000, 's1'],
      ['longest', '1', 's1'],
    ])('a cursor made up as %j, %j, %j is refused', async (sort, value, swarmId) => {
      const cursor = Buffer.from(JSON.stringify([sort, value, swarmId])).toString('base64url');
      expect((await call(`/api/history/swarms?sort=${sort}&after=${cursor}`, 'lead')).status).toBe(400);
    });
    test('a row tells how a running swarm stands', async () => {
      const [row] = (await get<SwarmsPage>('/api/history/swarms?status=running')).rows;
      expect(row).toMatchObject({ asked: 1, accepted: 0, waiting: 1, coordinator: { name: 'Owner' }, closedAt: null });
    });
    test('filters offer people to leads alone, and customers of swarms one may see', async () => {
      const lead = await get<Choices>('/api/history/choices');
      expect(lead.people.map((each) => each.name)).toEqual(['Lead', 'Mika', 'Owner', 'Ravi']);
      expect(lead.customers).toEqual(['+1', 'Contoso']);
      const ravi = await get<Choices>('/api/history/choices', 'ravi');
      expect(ravi).toMatchObject({
        me: { id: 'ravi', lead: false, leadsTeam: false, zone: 'Asia/Kolkata' },
        people: [],
        customers: ['+1'],
      });
    });
  });

  describe('measures', () => {
    test('come by the weeks of a zone that is one place to everybody, and of no other', async () => {
      const asked = (zone: string) =>
        call(`/api/history/measures?zone=${encodeURIComponent(zone)}`, 'lead').then(({ status }) => status);
      for (const zone of ['UTC', 'Etc/UTC', 'Asia/Tokyo', 'America/Argentina/Buenos_Aires'])
        expect(await asked(zone)).toBe(200);
      for (const zone of ['IST', 'BST', 'CAT', 'AET', '+0900', '+09:00', 'GMT', 'Etc/GMT-9', 'Asia/Nowhere', ''])
        expect([zone, await asked(zone)]).toEqual([zone, 400]);
    });
  });

  describe('what comes after the end', () => {
    test('counts those that were reopened among those that were ever resolved, also while they go on', async () => {
      const counts = { resolved: 4, workarounds: 1, final: 0, everResolved: 4, reopened: 0 };
      expect((await get<After>('/api/history/after')).now).toMatchObject(counts);
      await database.sql.execute(sql`update swarm set reopened = 1 where swarm_id = 's5'`);
      expect((await get<After>('/api/history/after')).now).toMatchObject({ ...counts, everResolved: 5, reopened: 1 });
      await database.sql.execute(sql`update swarm set reopened = 0 where swarm_id = 's5'`);
      expect((await call('/api/history/after', 'mika')).status).toBe(403);
    });
  });

  describe('one swarm', () => {
    test('tells whether what fixed it is a workaround, where somebody said', async () => {
      expect((await get<SwarmStory>('/api/history/swarms/s2')).row.fixKind).toBe('workaround');
      expect((await get<SwarmStory>('/api/history/swarms/s1')).row.fixKind).toBeNull();
    });

    test('tells why these technologies, why these people, what became of it and what fixed it', async () => {
      const story = await get<SwarmStory>('/api/history/swarms/s1');
      expect(story.row).toMatchObject({ rootCause: 'Expired root', fix: 'Renewed it', resolveSeconds: 3600 });
      expect(story.people.map(({ person: { id }, role, credited }) => [id, role, credited])).toEqual([
        ['owner', 'coordinator', false],
        ['mika', 'expert', true],
      ]);
      expect(story.people[1]?.invitations[0]).toMatchObject({
        answer: { state: 'accepted' },
        technologies: ['certificates'],
      });
      expect(story.timeline.map(({ event }) => event.type)).toEqual([
        'SwarmProposed',
        'SwarmStarted',
        'ExpertInvited',
        'ChannelOpened',
        'InvitationAccepted',
        'MemberSeated',
        'SwarmResolved',
      ]);
      expect(story.timeline[0]?.event).toMatchObject({
        plan: { ranking: { candidates: [{ person: person('mika') }, {}] } },
      });
    });
    test('does not tell where messages lie, nor the tenant', async () => {
      const text = JSON.stringify(await get('/api/history/swarms/s1'));
      for (const hidden of ['serviceUrl', 'activityId', app.tenantId]) expect(text).not.toContain(hidden);
    });
    test('is not there for who may not see it, nor when it does not exist', async () => {
      expect((await call('/api/history/swarms/%00', 'lead')).status).toBe(404);
      expect((await call('/api/history/swarms/s4', 'lead')).status).toBe(404);
      expect((await call('/api/history/swarms/s4', 'mika')).status).toBe(200);
      expect((await call('/api/history/swarms/none', 'lead')).status).toBe(404);
      expect((await call(`/api/history/swarms/${encodeURIComponent("' or 1=1 --")}`, 'lead')).status).toBe(404);
    });
  });

  describe('the export', () => {
    test('CSV holds what is filtered; no cell can become a formula', async () => {
      const answer = await call('/api/history/export.csv?severity=normal', 'lead');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="swarms.csv"');
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const lines = new TextDecoder().decode(bytes).trim().split('\r\n');
      expect(lines).toHaveLength(4);
      expect(lines[2]).toContain(",'=cmd()|calc,");
      expect(lines[2]).toContain(",'+1,");
      expect(lines[2]).toMatch(/,workaround$/);
      expect(lines[3]).toMatch(/,$/);
    });
    test('CSV is in the language of who saves it; ids stay as they are', async () => {
      const saved = async (query: string) =>
        (await (await call(`/api/history/export.csv?severity=normal${query}`, 'lead')).text()).trim().split('\r\n');
      const [english, japanese] = [await saved(''), await saved('&language=ja')];
      expect(english[0]).toMatch(/^\uFEFF?swarm,case,title,status,severity,customer,/);
      expect(japanese[0]).toMatch(/^\uFEFF?スウォーム,ケース,タイトル,状態,緊急度,お客様,/);
      const widths = (lines: string[]) => lines[0]?.split(',').length;
      expect(widths(japanese)).toBe(widths(english));
      expect(japanese[2]).toMatch(/,解決済み,中,/);
      expect(japanese[2]).toMatch(/,暫定対応$/);
      expect(japanese.map((line) => line.split(',')[0]).slice(1)).toEqual(
        english.map((line) => line.split(',')[0]).slice(1),
      );
      expect((await call('/api/history/export.csv?language=fr', 'lead')).status).toBe(400);
    });
    test('so is the list for the developers', async () => {
      const head = async (query: string) =>
        (await (await call(`/api/history/recurring.csv${query}`, 'lead')).text()).split('\r\n')[0];
      expect(await head('')).toMatch(/^\uFEFF?product,technologies,symptom,/);
      expect(await head('?language=ja')).toMatch(/^\uFEFF?製品,技術,症状,/);
    });
    test('JSON holds the same swarms', async () => {
      const rows = await get<{ caseId: string }[]>('/api/history/export.json?severity=normal');
      expect(rows.map((row) => row.caseId)).toEqual(['4705', '4702', '4701']);
      expect(await get('/api/history/export.json?words=nothinglikeit')).toEqual([]);
    });
    test('more than a page comes whole, and a caller who leaves stops it', async () => {
      await database.sql.execute(sql`
        insert into swarm select (jsonb_populate_record(swarm, jsonb_build_object('swarm_id', 'copy' || n, 'customer', 'Copied'))).*
        from swarm, generate_series(1, 2100) n where swarm_id = 's1'`);
      const rows = await get<{ swarmId: string }[]>('/api/history/export.json?customer=Copied');
      expect(new Set(rows.map((each) => each.swarmId)).size).toBe(2100);
      const leaving = new AbortController();
      const answer = await call('/api/history/export.csv?customer=Copied', 'lead', { signal: leaving.signal });
      await answer.body?.getReader().read();
      leaving.abort();
      await database.sql.delete(swarm).where(eq(swarm.customer, 'Copied'));
      expect((await call('/api/history/choices', 'lead')).status).toBe(200);
    });
  });

  describe('one’s own skills', () => {
    /** The registry as another process has it: what it writes the tab's process knows only when it refreshes. */
    let elsewhere: SkillsRegistry;
    const engineers = organisation.engineers.filter(({ id }) => id === 'mika');
    const skills = organisation.skills.filter(({ person: who }) => who === 'mika');
    beforeEach(async () => {
      elsewhere = await openSkillsRegistry({ database, tenantId: app.tenantId, clock });
      await elsewhere.importAll({ technologies: [], engineers, skills });
      await registry.refresh();
    });
    afterAll(async () => {
      await elsewhere.importAll(organisation, { replace: true });
      await registry.refresh();
    });
    const put = (change: object, who = 'mika') =>
      call('/api/me/skills', who, { method: 'PUT', body: JSON.stringify(change) });
    const stored = async () => (await elsewhere.export()).engineers.find(({ id }) => id === 'mika');

    test('what holds a sign that cannot be kept is refused with the name of its field', async () => {
      for (const [technology, message] of [
        ['vpn\0', 'holds a NUL (U+0000), which cannot be kept'],
        ['vpn\ud83d', 'holds half of a character, which cannot be kept'],
      ]) {
        const answer = await put({ skills: [{ technology, change: { level: 5 } }] });
        expect(answer.status).toBe(400);
        expect(await answer.json()).toMatchObject({
          error: { fields: expect.arrayContaining([{ path: 'skills.0.technology', message }]) },
        });
      }
    });
    test('saved from a page that is older than a revocation make nobody a lead again', async () => {
      await elsewhere.importAll({
        technologies: [],
        engineers: engineers.map((each) => ({ ...each, lead: true })),
        skills,
      });
      await registry.refresh();
      const isLead = async () => (await get<Choices>('/api/history/choices', 'mika')).me.lead;
      expect(await isLead()).toBe(true);
      await elsewhere.importAll({ technologies: [], engineers, skills });
      expect((await put({ mostSwarms: 4 })).status).toBe(200);
      expect(await stored()).toMatchObject({ lead: false, mostSwarms: 4 });
      // The process that wrote knows it at once.
      expect(await isLead()).toBe(false);
    });

    test('saved from a page keep what was pressed on a card meanwhile, and show it', async () => {
      await elsewhere.edit('mika', {
        at: '2026-11-20T01:00:00.000Z',
        availability: { awayUntil: '2026-12-24T00:00:00.000Z', hours: { from: '07:00' } },
        skills: [{ technology: 'dns', add: { level: 3, owner: false, wantsToLearn: false } }],
      });
      const answer = await put({ hours: { to: '16:00' }, skills: [{ technology: 'vpn', change: { level: 5 } }] });
      expect(await answer.json()).toMatchObject({
        person: { hours: { days: [1, 2, 3, 4, 5], from: '07:00', to: '16:00' }, awayUntil: '2026-12-24T00:00:00.000Z' },
        skills: [
          { technology: 'dns', level: 3 },
          { technology: 'vpn', level: 5, owner: true, confirmedAt: null },
        ],
      });
    });

    test('name deputies by the rules of the bot’s card, at once, and take that back', async () => {
      const change = (wanted: object) =>
        call('/api/me/deputies', 'mika', { method: 'PUT', body: JSON.stringify(wanted) });
      const named = (typed: string, lastDay: string, language = 'en') => change({ name: { typed, lastDay }, language });
      const mine = async () => (await get<MySkills>('/api/me/skills', 'mika')).deputies;
      expect(await mine()).toEqual([]);
      const ravi = { id: 'ravi', name: 'Ravi', until: '2026-11-27T14:59:59.999Z' };
      expect(await (await named(' ravi ', '2026-11-27')).json()).toEqual({ deputies: [ravi] });
      expect(await mine()).toEqual([ravi]);
      expect(await stored()).toMatchObject({ deputies: [ravi] });

      for (const [typed, lastDay, told] of [
        ['', '2026-11-27', 'Please name a person.'],
        ['Mika', '2026-11-27', 'name somebody else'],
        ['Nobody At All', '2026-11-27', 'Nobody At All'],
        ['ravi', '2026-11-19', 'from today on'],
        ['ravi', '2028-01-01', 'within a year'],
      ] as const) {
        const answer = await named(typed, lastDay);
        expect([answer.status, await answer.json()]).toMatchObject([
          400,
          { error: { code: 'deputy-not-named', message: expect.stringContaining(told) } },
        ]);
      }
      expect(await (await named('', '2026-11-27', 'ja')).text()).toContain('代理を頼む人を入力してください。');
      for (const wrong of [
        {},
        { revoke: '' },
        { name: { typed: 'ravi', lastDay: 'soon' }, language: 'en' },
        { of: 'lead' },
      ])
        expect((await change(wrong)).status).toBe(400);
      expect(await mine()).toEqual([ravi]);

      expect(await (await change({ revoke: 'ravi' })).json()).toEqual({ deputies: [] });
      // Pressed twice.
      expect(await (await change({ revoke: 'ravi' })).json()).toEqual({ deputies: [] });
      await elsewhere.save([{ kind: 'engineer-gone', id: 'mika' }]);
      expect((await named('ravi', '2026-11-27')).status).toBe(403);
    });

    test('of somebody who has left the registry since the page was opened are not saved, and the page is told why', async () => {
      await elsewhere.save([{ kind: 'engineer-gone', id: 'mika' }]);
      const dns = { technology: 'dns', add: { level: 3, owner: false, wantsToLearn: false } };
      const answer = await put({ mostSwarms: 1, skills: [dns], refused: ['certificates'] });
      expect([answer.status, await answer.json()]).toMatchObject([403, { error: { code: 'not-registered' } }]);
      const left = await elsewhere.export();
      expect(left.engineers.map(({ id }) => id)).not.toContain('mika');
      expect(left.skills.map(({ person: whose }) => whose)).not.toContain('mika');
      expect(await database.sql.select().from(refusedSkill)).toEqual([]);
      expect((await call('/api/me/skills', 'mika')).status).toBe(403);
    });

    test('in a technology that the registry does not have are refused with its name, and nothing is saved', async () => {
      const cobol = { technology: 'cobol', add: { level: 3, owner: false, wantsToLearn: false } };
      const answer = await put({ mostSwarms: 1, skills: [cobol] });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('no technology cobol');
      expect(await stored()).toMatchObject({ mostSwarms: 2 });
    });

    test.each([{ lead: true }, { name: 'Boss' }, { hours: { zone: 'UTC' } }, { skills: [{ person: 'ravi' }] }])(
      'are all that can be said: %j is refused',
      async (change) => {
        expect((await put(change)).status).toBe(400);
      },
    );
  });

  describe('the policy', () => {
    const put = (path: string, body: object, who = 'lead') =>
      call(`/api/policy${path}`, who, { method: 'PUT', body: JSON.stringify(body) });
    const policy = (who = 'lead') => get<PolicyAnswer>('/api/policy', who);
    const change = async (set: object, who = 'lead', why = 'Mondays are busy') =>
      put('', { revision: (await policy(who)).revision, why, set }, who);
    const errorOf = async (answer: Response) =>
      ((await answer.json()) as { error: { code: string; fields?: WrongField[] } }).error;

    test('is changed by a lead, with a reason, and counts in every process', async () => {
      const { sql } = database;
      const other = await openLivingPolicy({ sql, tenantId: app.tenantId, given: {}, clock });
      const answer = await change({ askAtOnce: { critical: 3, high: 2, normal: 1, low: 1 }, mostAsksPerTechnology: 4 });
      expect(answer.status).toBe(200);
      const { fields, changes } = (await answer.json()) as PolicyAnswer;
      expect(fields.mostAsksPerTechnology).toBe(4);
      expect(changes[0]).toMatchObject({ by: { id: 'lead', name: 'Lead' }, why: 'Mondays are busy', undoes: null });
      expect(changes[0]?.changed.map(({ field }) => field).sort()).toEqual(['askAtOnce', 'mostAsksPerTechnology']);
      expect(living.now().policy.askAtOnce.critical).toBe(3);
      await other.refresh();
      expect(other.now().policy.mostAsksPerTechnology).toBe(4);
      expect((await change({ graceMinutes: 0 }, 'lead', '  ')).status).toBe(400);
    });

    test('is not changed over somebody who was faster, nor where the policy file has its word', async () => {
      const { revision } = await policy();
      expect((await change({ askAheadHours: 48 })).status).toBe(200);
      const late = await put('', { revision, why: 'Late', set: { askAheadHours: 24 } });
      expect([late.status, (await errorOf(late)).code]).toEqual([409, 'policy-changed']);
      expect((await policy()).fields.askAheadHours).toBe(48);
      const locked = await change({ graceMinutes: 9 });
      expect([locked.status, (await errorOf(locked)).code]).toEqual([409, 'policy-locked']);
      expect((await policy()).locked).toEqual([{ field: 'graceMinutes', why: 'file' }]);
      expect((await policy()).fields.graceMinutes).toBe(3);
    });

    test('says at which field what is wrong, and takes nothing of it', async () => {
      const answer = await change({
        answerWithinMinutes: { critical: 0, high: 30, normal: 120, low: 480 },
        askAheadHours: 12,
        automatic: [{ name: '', does: 'start' }],
        colour: 'red',
      });
      const { code, fields = [] } = await errorOf(answer);
      expect([answer.status, code]).toEqual([400, 'bad-policy']);
      expect(fields.map(({ path, code: what, minimum }) => [path, what, minimum])).toEqual([
        ['answerWithinMinutes.critical', 'too_small', 1],
        ['automatic.0.name', 'empty', 1],
        ['colour', 'unrecognized_keys', undefined],
      ]);
      expect((await policy()).fields.askAheadHours).not.toBe(12);
    });

    test('is taken back by one press, until the same was changed again', async () => {
      const before = (await policy()).fields.stepPatienceMinutes;
      await change({ stepPatienceMinutes: 30 });
      const { revision } = await policy();
      const undone = await put('/undo', { revision, undoes: revision });
      const after = (await undone.json()) as PolicyAnswer;
      expect(after.fields.stepPatienceMinutes).toBe(before);
      expect(after.changes[0]).toMatchObject({ undoes: revision, changed: [{ before: 30, after: before }] });
      const again = await put('/undo', { revision: after.revision, undoes: revision });
      expect((await errorOf(again)).code).toBe('policy-changed-since');
      expect((await put('/undo', { revision: after.revision, undoes: 9999 })).status).toBe(404);
    });

    test('names administrators, who then are the only ones to name more, and need not be engineers', async () => {
      const administrator = '33333333-cccc-4ccc-8ccc-333333333333';
      expect((await change({ administrators: [administrator] })).status).toBe(200);
      const refused = await change({ administrators: [] });
      expect([refused.status, (await errorOf(refused)).code]).toEqual([403, 'administrators-only']);
      const { revision } = await policy();
      expect((await put('/undo', { revision, undoes: revision })).status).toBe(403);
      expect((await policy()).locked).toContainEqual({ field: 'administrators', why: 'administrators-only' });
      const { me } = await get<Choices>('/api/history/choices', administrator);
      expect(me).toMatchObject({ engineer: false, lead: false, administrator: true });
      expect((await call('/api/history/swarms', administrator)).status).toBe(403);
      expect((await put('/undo', { revision, undoes: revision }, administrator)).status).toBe(200);
      expect((await policy()).fields.administrators).toEqual([]);
    });

    test('tells what would have been different for past swarms, and what would be forgotten, before anything is kept', async () => {
      const answer = await put('/preview', {
        set: { channelRetentionDays: null, historyRetentionDays: 30, knowledgeForEveryone: false },
      });
      const { looked, differences, untold, forgotten } = (await answer.json()) as PolicyPreview;
      expect(looked.swarms).toBe(5);
      expect(differences).toEqual([expect.objectContaining({ code: 'channel-deleted', before: 4, after: 0 })]);
      expect([untold, forgotten]).toEqual([['knowledgeForEveryone'], 4]);
      expect((await policy()).fields.historyRetentionDays).toBeNull();
    });
  });

  test('how full the teams that hold channels are is told to leads alone', async () => {
    const { hostTeams } = await get<HostTeamRooms>('/api/history/host-teams');
    expect(hostTeams.map(({ taken, most, countedAt }) => [taken, most, countedAt !== null])).toEqual([
      [120, 1000, true],
      [870, 1000, false],
    ]);
    expect((await call('/api/history/host-teams', 'ravi')).status).toBe(403);
  });

  describe('files that are imported', () => {
    test('come through whole up to twenty megabytes, two administrators’ at once', async () => {
      const administrators = ['44444444-dddd-4ddd-8ddd-444444444444', '55555555-eeee-4eee-8eee-555555555555'];
      const { revision } = await get<PolicyAnswer>('/api/policy');
      const body = JSON.stringify({ revision, why: 'Imports', set: { administrators } });
      expect((await call('/api/policy', 'lead', { method: 'PUT', body })).status).toBe(200);
      const bytes = 20 * 1024 * 1024;
      const sent = () => {
        const head = JSON.stringify({ language: 'en', files: [{ name: 'map.csv', bytes }] });
        return Buffer.concat([Buffer.from(`${head}\n`), Buffer.alloc(bytes, ' ')]);
      };
      const answers = await Promise.all(
        administrators.map((who) => call('/api/imports/registry/preview', who, { method: 'PUT', body: sent() })),
      );
      // What blanks are is told: they were read.
      for (const answer of answers) {
        expect(answer.status).toBe(422);
        expect(await answer.json()).toMatchObject({ error: { code: 'not-imported' } });
      }
    });
  });

  describe('the page', () => {
    test('may be framed by Teams and by the origin that was configured, by nobody else', async () => {
      const policy = (await fetch(`${address}/tab`)).headers.get('content-security-policy') ?? '';
      const ancestors = /frame-ancestors ([^;]+)/.exec(policy)?.[1]?.split(' ') ?? [];
      expect(ancestors).toContain('https://*.cloud.microsoft');
      expect(ancestors).toContain('https://teams.microsoft.com');
      expect(ancestors).toContain(frameOrigin);
      expect(ancestors.filter((each) => !each.startsWith('https://'))).toEqual([frameOrigin]);
      expect(policy).toContain("default-src 'none'");
    });
    test('gives no file from outside its folder', async () => {
      for (const file of ['..%2f..%2fpackage.json', '%2e%2e', 'package.json', 'a.ts', '..%5cx.js', 'none.js'])
        expect([file, (await fetch(`${address}/tab/assets/${file}`)).status]).toEqual([file, 404]);
    });
  });
});
