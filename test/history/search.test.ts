import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { type LivingEvidence, openLivingEvidence } from '../../src/evidence/livingEvidence.ts';
import { createHistory, type History } from '../../src/history/history.ts';
import { bestSwarms } from '../../src/history/search/best.ts';
import { createSearchReader } from '../../src/history/search/searchQuery.ts';
import { swarmFilterSchema } from '../../src/history/swarms/filter.ts';
import { cursorOf, type PageEnd, readCursor } from '../../src/history/swarms/paging.ts';
import { listSwarms } from '../../src/history/swarms/swarmList.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import type { Database } from '../../src/store/database.ts';
import { engines } from '../store/databases.ts';
import { technology, theCase } from '../swarm/given.ts';
import { organisation } from './organisation.ts';
import { solved, store } from './past.ts';

const tab = { appId: 'app', publicUrl: 'https://swarm.example' };

describe.each(engines)('searching past swarms on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let history: History;
  let learned: LivingEvidence;

  beforeAll(async () => {
    database = await open();
    const snapshot = createSnapshot(organisation);
    learned = openLivingEvidence({ database, tenantId: 'tenant', report: () => {} });
    history = createHistory({
      database,
      registry: { snapshot },
      learned,
      tenantId: 'tenant',
      tab,
      isShared: () => true,
      clock: Date.now,
    });
    const past = (number: number, title: string, description: string, more: Parameters<typeof solved>[0] = {}) =>
      store(database, {
        swarmId: `s${number}`,
        from: `2026-10-0${number}T00:00:00.000Z`,
        happenings: solved({ ...more, case: { id: `470${number}`, title, description, ...more?.case } }),
      });
    await past(1, 'ｻｰﾊﾞｰ証明書の期限切れ', '更新したのに古いままです。', { technologies: ['certificates'] });
    await past(2, 'TLS certificate expired', 'Browsers warn.', { technologies: ['certificates'], expert: 'ravi' });
    await past(3, 'VPN が切れる', '拠点間の接続が 10 分ごとに切断されます。', { rootCause: 'ライフタイムの不一致' });
    await past(4, '証明という明書でない話', 'plain words', { technologies: ['vpn'] });
    await past(5, 'Secret merger', 'certificate', { technologies: ['certificates'], case: { restricted: true } });
    await learned.follow();
  });
  afterAll(async () => {
    await learned.stop();
    await database.drop();
  });

  const found = async (words: string, personId = 'lead') =>
    (await history.search(words, { personId, language: 'ja' })).hits.map((each) => each.caseId).sort();

  test('証明書 and certificate find the same swarms, by the names of the technology in both languages', async () => {
    expect(await found('証明書')).toEqual(['4701', '4702']);
    expect(await found('certificate')).toEqual(['4701', '4702']);
    expect(await found('ＣＥＲＴＩＦＩＣＡＴＥ')).toEqual(['4701', '4702']);
  });
  test('a part of a Japanese word is found, also within, whatever its width', async () => {
    expect(await found('証明')).toEqual(['4701', '4704']);
    expect(await found('サーバ証')).toEqual(['4701']);
    expect(await found('切断')).toEqual(['4703']);
    expect(await found('切')).toEqual(['4701', '4703']);
  });
  test('Japanese characters must stand side by side as they were written', async () => {
    expect(await found('証明書でない')).toEqual([]);
  });
  test('a Latin word is found by its beginning, and every word must be there', async () => {
    expect(await found('brow')).toEqual(['4702']);
    expect(await found('certificate brow')).toEqual(['4702']);
    expect(await found('certificate 期限')).toEqual(['4701']);
    expect(await found('証明書の更新')).toEqual(['4701']);
  });
  test('a swarm is found by its case number, its root cause and its customer', async () => {
    expect(await found('4703')).toEqual(['4703']);
    expect(await found('ライフタイム')).toEqual(['4703']);
    expect(await found('contoso')).toHaveLength(4);
  });
  test('no words give the newest, and words of nothing but signs give nothing', async () => {
    expect(await found('')).toHaveLength(4);
    expect(await found('!!! ---')).toEqual([]);
  });
  test('signs of the query language are words like others', async () => {
    for (const words of ["'); drop table swarm --", "a' | 'b:*", '\\', '%_%', '!證明 & (', ':* <->', '\u0000'])
      expect(Array.isArray(await found(words))).toBe(true);
    expect(await found('contoso')).toHaveLength(4);
  });
  test('whatever somebody pastes gets an answer, and asks the database for no more than a few words', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => `word${at}`).join(' ');
    const pasted = [
      'a'.repeat(10_000),
      '証'.repeat(10_000),
      'の'.repeat(10_000),
      '証明書の'.repeat(2500),
      '\ufdfa'.repeat(10_000),
      '\u{10400}'.repeat(5000),
      'e\u0301'.repeat(5000),
      '!?…・「」'.repeat(2000),
      '%_\\\'"'.repeat(2000),
      "証明書の期\u0000限切れ' & | ! ( ) <-> :*",
      `${'証'.repeat(499)}\u{20bb7}`,
      '\ud83d証明書期限\udc00 \ud83d',
      '期限切%れ_の\\証明書',
      many,
    ];
    for (const words of pasted) expect(Array.isArray(await found(words))).toBe(true);
    // Repeated, a word is a word.
    expect(await found('証明書の'.repeat(2500))).toEqual(['4701', '4702']);
    const read = createSearchReader(createSnapshot(organisation));
    for (const words of pasted) expect(read(words).length).toBeLessThanOrEqual(12);
  });
  test('a title that has the words comes before a text that has them', async () => {
    const { hits } = await history.search('vpn', { personId: 'lead', language: 'en' });
    expect(hits.map((each) => each.caseId)).toEqual(['4703', '4704']);
  });
  test('the words themselves in a title come before other names of the technology they mean', async () => {
    await store(database, {
      swarmId: 's-own',
      from: '2026-09-01T00:00:00.000Z',
      happenings: solved({
        ...{ technologies: ['certificates'], rootCause: '中間がない', fix: '追加した' },
        case: { id: '4690', title: '証明書チェーンが切れる', description: '', customer: null },
      }),
    });
    const { hits } = await history.search('証明書', { personId: 'lead', language: 'ja' });
    // 4702 is newer, and only its other name is there.
    expect(hits.map((each) => each.caseId)).toEqual(['4690', '4701', '4702']);
  });
  test('a question finds those that have the most telling of its words', async () => {
    expect(await found('なぜ 拠点間の接続が プリンター 切断')).toContain('4703');
  });
  test('of a question of which nobody has all words, what has more of those that few have comes first', async () => {
    const about = (number: number, title: string, description: string) =>
      store(database, {
        swarmId: `asked${number}`,
        from: `2026-07-0${number}T00:00:00.000Z`,
        happenings: solved({ case: { id: `464${number}`, title, description, customer: null } }),
      });
    await about(1, 'Printer quota', 'The spooler restarts after each quota report.');
    for (const number of [2, 3, 4, 5, 6, 7])
      await about(number, `Printer stops (${number})`, 'It stops in the morning.');
    const { hits } = await history.search('why does the printer stop when the quota report is made', {
      personId: 'lead',
      language: 'en',
    });
    expect(hits[0]?.caseId).toBe('4641');
    expect(await found('whatever quota')).toEqual([]);
  });
  test('of seven that have the word the one that is about it comes first, however old it is', async () => {
    const about = (number: number, title: string, description: string, rootCause: string) =>
      store(database, {
        swarmId: `group${number}`,
        from: `2026-07-0${number}T00:00:00.000Z`,
        happenings: solved({
          case: { id: `465${number}`, title, description, customer: null },
          ...{ rootCause, fix: '設定を戻した' },
        }),
      });
    await about(
      1,
      '可用性グループのフェールオーバーが失敗する',
      '可用性グループ が切り替わりません。',
      '可用性グループのリスナーの設定',
    );
    for (const number of [2, 3, 4, 5, 6, 7])
      await about(number, `夜間バッチが遅い (${number})`, '構成: 可用性グループ、3 ノード、', '統計が古い');
    const { hits } = await history.search('可用性グループ', { personId: 'lead', language: 'ja' });
    expect(hits[0]?.caseId).toBe('4651');
    const by = { tenantId: 'tenant', reader: { personId: 'lead', lead: true }, sort: 'newest' } as const;
    const groups = createSearchReader(createSnapshot(organisation))('可用性グループ');
    const filter = swarmFilterSchema.parse({ words: '可用性グループ' });
    const rows = await listSwarms(database.sql, { ...by, groups, filter, after: null, limit: 10 });
    expect(rows.map(({ swarmId }) => swarmId).at(-1)).toBe('group1');
  });
  describe('names that signs are part of', () => {
    beforeAll(async () => {
      const about = (number: number, title: string) =>
        store(database, {
          swarmId: `sign${number}`,
          from: `2026-08-0${number}T00:00:00.000Z`,
          happenings: solved({ case: { id: `460${number}`, title, description: '', customer: null } }),
        });
      await about(1, 'C# の SDK で例外 (Ｃ＃ 12)');
      await about(2, 'C++ ビルドが止まる');
      await about(3, '.NET 8 に更新後に起動しない');
      await about(4, 'F# script; network and car');
      await about(5, 'Clang compiles c only');
      await about(6, 'privatelink.blob.core.windows.net に届かない');
      await about(7, 'ASP.NET の画面が白い');
    });
    test.each([
      ['C#', ['4601']],
      ['ｃ＃', ['4601']],
      ['C++', ['4602']],
      // As the end of a host's name it is none.
      ['.NET', ['4603', '4607']],
      ['F#', ['4604']],
      ['C#, SDK', ['4601']],
      ['.NET 起動', ['4603']],
    ])('%s is a word', async (words, cases) => {
      expect(await found(words)).toEqual(cases);
    });
  });
  describe('an engineer', () => {
    const asked = async (words: string, personId: string, isShared = true) => {
      const needs = {
        database,
        registry: { snapshot: createSnapshot(organisation) },
        learned,
        tenantId: 'tenant',
        tab,
      };
      return (
        await createHistory({ ...needs, isShared: () => isShared, clock: Date.now }).search(words, {
          personId,
          language: 'en',
        })
      ).hits;
    };
    const cases = async (...of: Parameters<typeof asked>) => (await asked(...of)).map(({ caseId }) => caseId).sort();

    test('finds what others’ swarms were and what fixed them, with whom to ask, and without their channel', async () => {
      expect(await cases('期限切れ', 'ravi')).toEqual(['4701']);
      const [hit] = await asked('期限切れ', 'ravi');
      expect(hit).toMatchObject({
        rootCause: 'Expired root',
        fix: 'Renewed it',
        url: expect.stringContaining('/l/entity/app/history'),
        solvedBy: [{ name: 'Mika' }],
      });
    });
    test('finds others’ by what is shown of them alone: not by customer, nor by the text of the case', async () => {
      expect(await cases('contoso', 'ravi')).toEqual(['4702']);
      expect(await cases('古いまま', 'ravi')).toEqual([]);
    });
    test('finds others’ by a question, too, whose words are not all shown; a customer named in it neither finds nor hides any', async () => {
      expect(await cases('なぜ VPN が 切れる プリンター', 'ravi')).toContain('4703');
      expect(await cases('contoso なぜ VPN が 切れる プリンター', 'ravi')).toContain('4703');
      expect(await cases('contoso 古いまま プリンター', 'ravi')).toEqual([]);
      // Nor does what is not shown put any first.
      const inOrder = async (words: string) => (await asked(words, 'ravi')).map(({ caseId }) => caseId);
      const byShown = await inOrder('期限切れ 証明書 VPN 切れる nobody');
      expect(byShown.length).toBeGreaterThan(2);
      expect(await inOrder('古いまま 期限切れ 証明書 VPN 切れる nobody')).toEqual(byShown);
    });
    test('finds only their own where the policy says so; a stranger to the registry finds none, nor anybody a restricted one', async () => {
      expect(await cases('certificate', 'ravi', false)).toEqual(['4702']);
      expect(await cases('certificate', 'nobody')).toEqual([]);
      expect(await cases('merger', 'ravi')).toEqual([]);
    });
    test('sees no cases like theirs beside a plan where they would not find them either', async () => {
      const needs = {
        database,
        registry: { snapshot: createSnapshot(organisation) },
        learned,
        tenantId: 'tenant',
        tab,
      };
      const closed = createHistory({ ...needs, isShared: () => false, clock: Date.now });
      const like = theCase({ id: 'a', title: 'The TLS certificate has expired', description: '' });
      expect(await closed.similar(like, [technology('certificates')], 'ravi')).toEqual([]);
      expect(await closed.similar(like, [technology('certificates')], 'lead')).not.toEqual([]);
    });
  });
  test("a restricted case is found by its people alone, and not by a lead who wasn't in it", async () => {
    expect(await found('merger')).toEqual([]);
    expect(await found('merger', 'mika')).toEqual(['4705']);
  });
  test('a hit tells what it was and what fixed it, technologies in the language of the reader', async () => {
    const { hits } = await history.search('4702', { personId: 'lead', language: 'ja' });
    expect(hits).toMatchObject([
      {
        title: 'TLS certificate expired',
        status: 'resolved',
        technologies: ['証明書と PKI'],
        rootCause: 'Expired root',
        fix: 'Renewed it',
        closedAt: '2026-10-02T01:01:00.000Z',
        url: expect.stringContaining('/l/entity/app/history'),
      },
    ]);
  });
  test('swarms like a case are found for all who ask at one moment, with what fixed them, and never a restricted one', async () => {
    const like = (changes: Parameters<typeof theCase>[0], id: string) =>
      history.similar(theCase({ description: '', ...changes }), [technology(id)], 'lead');
    const [certificate, vpn, printer] = await Promise.all([
      like({ id: 'a', title: 'The TLS certificate has expired' }, 'certificates'),
      like({ id: 'b', title: '拠点間の VPN が 10 分ごとに切れる' }, 'vpn'),
      like({ id: 'c', title: 'Printer out of paper' }, 'dns'),
    ]);
    // What another test here has stored may have been read by now, or not.
    expect(certificate.filter(({ caseId }) => caseId !== '4690')).toEqual([
      {
        caseId: '4702',
        title: 'TLS certificate expired',
        fix: 'Renewed it',
        fixKind: null,
        url: expect.stringContaining('/l/entity/app/history'),
        solvedBy: [{ name: 'Ravi', chat: null }],
      },
      // The same, told in Japanese.
      expect.objectContaining({ caseId: '4701', title: 'ｻｰﾊﾞｰ証明書の期限切れ' }),
    ]);
    expect(vpn[0]?.caseId).toBe('4703');
    expect(printer).toEqual([]);
    const itself = await like({ id: '4702', title: 'TLS certificate expired' }, 'certificates');
    expect(itself.map(({ caseId }) => caseId)).not.toContain('4702');
  });

  describe('among thousands', () => {
    const pages = async (words: string, sort: 'newest' | 'oldest' | 'longest', filter: object = {}) => {
      const snapshot = createSnapshot(organisation);
      const found: string[] = [];
      let after: PageEnd | null = null;
      do {
        const rows = await listSwarms(database.sql, {
          tenantId: 'tenant',
          reader: { personId: 'lead', lead: true },
          filter: { ...swarmFilterSchema.parse({ words, ...filter }) },
          groups: createSearchReader(snapshot)(words),
          sort,
          after,
          limit: 60,
        });
        found.push(...rows.map((row) => row.caseId));
        const last = rows.at(-1);
        after = last && rows.length === 60 ? readCursor(cursorOf(sort, last), sort) : null;
      } while (after);
      return found;
    };

    beforeAll(async () => {
      // Three an hour; every 30th has a word of its own, the oldest another, all one.
      await database.sql.execute(sql`
        with many as (
          select n, 'many' || n as id, '2026-09-30T00:00:00Z'::timestamptz - n * interval '20 minutes' as at
          from generate_series(1, 2000) n),
        listed as (
          insert into swarm select (jsonb_populate_record(null::swarm, to_jsonb(one) || jsonb_build_object('swarm_id', id,
            'case_id', id, 'title', 'Ubiquitous', 'proposed_at', at, 'customer', 'Many', 'resolve_seconds', n, 'technologies', '{vpn}'::text[]))).*
          from many, (select * from swarm where swarm_id = 's2') one)
        insert into swarm_search (swarm_id, tenant_id, proposed_at, words, tokens)
        select id, 'tenant', at, 'ubiquitous', array_to_tsvector(array['ubiquitous', '#vpn',
          '@' || to_char(at at time zone 'UTC', 'YYYY-MM')]
          || case when n % 30 = 0 then array['frequent'] else '{}' end
          || case when n = 2000 then array['seldom'] else '{}' end)
        from many`);
      await database.sql.execute(sql`analyze swarm, swarm_search`);
    });
    afterAll(async () => {
      await database.sql.execute(sql`delete from swarm where customer = 'Many'`);
      await database.sql.execute(sql`delete from swarm_search where swarm_id like 'many%'`);
    });
    const every = (step: number) => Array.from({ length: 2000 / step }, (_, at) => `many${(at + 1) * step}`);

    test('frequent and rare words are found alike, whole and in order, page by page', async () => {
      expect(await pages('ubiquitous', 'newest', { from: '2026-09-25T00:00:00Z' })).toEqual(every(1).slice(0, 360));
      expect(await pages('frequent', 'newest')).toEqual(every(30).slice(0, 66));
      expect(await pages('frequent', 'oldest')).toEqual(every(30).slice(0, 66).reverse());
      expect(await pages('frequent', 'longest')).toEqual(every(30).slice(0, 66).reverse());
      expect(await pages('seldom', 'newest')).toEqual(['many2000']);
      expect(await pages('nowhere', 'newest')).toEqual([]);
    });
    test('a question is answered from what was asked for: a period, or one’s own', async () => {
      const snapshot = createSnapshot(organisation);
      const best = async (words: string, filter: object, reader = { personId: 'lead', lead: true }) =>
        (
          await bestSwarms(database.sql, {
            ...{ tenantId: 'tenant', reader, groups: createSearchReader(snapshot)(words) },
            filter: swarmFilterSchema.parse({ words, ...filter }),
          })
        ).map(({ caseId }) => caseId);
      const question = 'whatever is frequent and ubiquitous';
      expect(await best(question, {})).toHaveLength(60);
      expect(await best(question, { to: '2026-09-04T00:00:00Z' })).toEqual([
        'many1890',
        'many1920',
        'many1950',
        'many1980',
      ]);
      expect(await best(question, {}, { personId: 'nobody', lead: false })).toEqual([]);
    });
    test('a rare word of what is not shown hides nothing', async () => {
      const history = createHistory({
        ...{ database, registry: { snapshot: createSnapshot(organisation) }, learned, tenantId: 'tenant', tab },
        ...{ isShared: () => true, clock: Date.now },
      });
      const asked = async (words: string) =>
        (await history.search(words, { personId: 'mika', language: 'en' })).hits.map(({ caseId }) => caseId);
      const found = await asked('VPN ubiquitous nowhere');
      expect(found.length).toBeGreaterThan(2);
      expect(await asked('VPN ubiquitous seldom')).toEqual(found);
    });
    test('also within a technology, a customer and a period', async () => {
      expect(await pages('frequent', 'newest', { technology: 'vpn' })).toHaveLength(66);
      expect(await pages('frequent', 'newest', { technology: 'dns' })).toEqual([]);
      expect(await pages('frequent', 'newest', { customer: 'Many' })).toHaveLength(66);
      expect(await pages('frequent', 'oldest', { from: '2026-09-29T00:00:00Z' })).toEqual(['many60', 'many30']);
      expect(await pages('seldom', 'newest', { from: '2026-09-20T00:00:00Z' })).toEqual([]);
    });
  });
});
