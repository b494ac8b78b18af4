import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ImportRoutesNeeds, importRoutes } from '../../src/history/imports/importRoutes.ts';
import { profileSkillsRoutes } from '../../src/history/imports/profileSkillsRoutes.ts';
import { forgetOldImports, type KeptImport, keepImport, readImports } from '../../src/history/keptImports.ts';
import { personRoutes } from '../../src/history/routes/route.ts';
import type { ReadProfiles } from '../../src/registry/files/profileSkills.ts';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import type { Database } from '../../src/store/database.ts';
import { engines } from '../store/databases.ts';

const tenantId = 'contoso';
const caller = { id: 'ada', name: 'Ada Admin' };
const now = Date.parse('2026-11-20T02:00:00Z');
const ids = ['11111111-0000-4000-8000-00000000000a', '22222222-0000-4000-8000-00000000000b'] as const;

const technologies = 'id,name_en,name_ja\nvpn,VPN,VPN\ndns,DNS,DNS\n';
const engineers = `id,name,zone,languages,days,from,to\n${ids[0]},Mika Sato,Asia/Tokyo,ja|en,mon|tue|wed|thu|fri,09:00,18:00\n${ids[1]},Ravi Rao,Asia/Kolkata,en,mon|tue|wed|thu|fri,09:00,18:00\n`;
const skills = `person,technology,level,owner\n${ids[0]},vpn,5,yes\n${ids[1]},dns,4,yes\n`;
const solved = (id: string) =>
  `id,title,text,closed_at,technologies,solved_by,root_cause,fix\n${id},VPN drops,It drops.,2026-10-01 09:00,vpn,${ids[0]},Old firmware,New firmware\n`;

type Given = { name: string; content: string | Uint8Array };

describe.each(engines)('files that an administrator brings in by the tab, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let needs: ImportRoutesNeeds;
  let followed: number;
  beforeEach(async () => {
    database = await open();
    followed = 0;
    const registry = await openSkillsRegistry({ database, tenantId, clock: () => now });
    const follow = async () => {
      followed += 1;
    };
    needs = { database, tenantId, registry, evidence: { follow }, findPerson: async () => null, clock: () => now };
  });
  afterEach(() => database.drop());

  /** `given`: sent as the tab does; null: nothing is sent. `body`: sent instead. */
  async function ask(path: string, given: Given[] | null, asked: Record<string, unknown> = {}, body?: Uint8Array) {
    const person = personRoutes({ access: async () => ({ ok: true, caller }), rateLimit: () => ({ ok: true }) });
    const address = path === '' ? '/api/imports' : `/api/imports/${path}`;
    const route = importRoutes(person, needs).find((each) => each.path === address);
    if (route?.rule.kind !== 'person') throw new Error(`No route ${path}`);
    const files = (given ?? []).map(({ name, content }) => ({ name, bytes: Buffer.from(content) }));
    const told = { language: 'en', files: files.map((each) => ({ ...each, bytes: each.bytes.length })), ...asked };
    const sent = Buffer.concat([Buffer.from(`${JSON.stringify(told)}\n`), ...files.map(({ bytes }) => bytes)]);
    const answer = await route.rule.answer(
      {
        params: {},
        query: new URLSearchParams(),
        headers: {},
        body: body ?? (given ? sent : new Uint8Array()),
        signal: AbortSignal.timeout(30_000),
      },
      caller,
    );
    const content = answer.body?.content ?? '';
    let text = '';
    for await (const piece of typeof content === 'string' || content instanceof Uint8Array ? [content] : content)
      text += String(piece);
    return { status: answer.status, content: JSON.parse(text), headers: answer.headers };
  }
  const all = [
    { name: 'technologies.csv', content: technologies },
    { name: 'engineers.csv', content: engineers },
    { name: 'skills.csv', content: skills },
  ];

  test('are looked at first, and change nothing; then they are brought in, and again change nothing', async () => {
    const looked = await ask('registry/preview', all);
    expect(looked).toMatchObject({
      status: 200,
      content: { holds: { technologies: 2, engineers: 2, skills: 2 }, counts: { added: 6, removed: 0 } },
    });
    expect([...needs.registry.snapshot.engineers()]).toEqual([]);
    expect((await ask('registry', all)).content.counts.added).toBe(6);
    expect(needs.registry.snapshot.listed(ids[0])?.engineer.name).toBe('Mika Sato');
    expect((await ask('registry', all)).content.counts).toEqual({ added: 0, changed: 0, unchanged: 6, removed: 0 });
    const held = await ask('registry.json', null);
    expect(held.headers).toMatchObject({ 'content-disposition': 'attachment; filename="registry.json"' });
    expect(held.content.engineers).toHaveLength(2);
  });

  describe('skills of Microsoft 365 profiles', () => {
    async function page(readProfiles: ReadProfiles | null, after = '', path = 'profile-skills') {
      const person = personRoutes({ access: async () => ({ ok: true, caller }), rateLimit: () => ({ ok: true }) });
      const routes = profileSkillsRoutes(person, { snapshot: needs.registry.snapshot, readProfiles });
      const route = routes.find((each) => each.path === `/api/imports/${path}`);
      if (route?.rule.kind !== 'person') throw new Error('No route');
      expect(route.rule.audience).toBe('administrator');
      const request = { params: {}, headers: {}, body: new Uint8Array(), signal: AbortSignal.timeout(30_000) };
      const query = new URLSearchParams(path === 'settings' ? {} : { after });
      const { status, body } = await route.rule.answer({ ...request, query }, caller);
      return { status, content: JSON.parse(String(body?.content)) };
    }
    const profiles: ReadProfiles = async (people) => ({
      ok: true,
      profiles: people.map((person) => ({
        person,
        skills: [{ name: 'vpn', proficiency: 'expert', wantsToLearn: false, isConfirmed: true }],
      })),
    });

    test('are proposed as a file of the registry, and change nothing until it is brought in', async () => {
      await ask('registry', all);
      const { content } = await page(profiles);
      // Mika has it already, and Ravi has not.
      expect(content).toMatchObject({ known: 1, read: 2, of: 2, next: null, names: { [ids[1]]: 'Ravi Rao' } });
      expect(needs.registry.snapshot.skillsOf(ids[1]).map(({ technology }) => technology)).toEqual(['dns']);
      const file = { name: 'profile-skills.json', content: JSON.stringify({ skills: content.skills }) };
      expect((await ask('registry', [file])).content.counts).toMatchObject({ added: 1, changed: 0 });
      expect(needs.registry.snapshot.skillsOf(ids[1])).toContainEqual(
        expect.objectContaining({ technology: 'vpn', level: 5, owner: false }),
      );
      expect((await page(profiles)).content.skills).toEqual([]);
    });

    test('are read part by part, of nobody outside', async () => {
      await ask('registry', all);
      const lines = Array.from(
        { length: 150 },
        (_, nth) => `33333333-0000-4000-8000-${String(nth).padStart(12, '0')},P${nth},UTC,en,mon,09:00,18:00,`,
      );
      const outside = 'vendor,V,UTC,en,mon,09:00,18:00,+353 1 555';
      const head = 'id,name,zone,languages,days,from,to,outside';
      await ask('registry', [{ name: 'e.csv', content: [head, ...lines, outside, ''].join('\n') }]);
      const first = (await page(profiles)).content;
      expect(first).toMatchObject({ read: 100, of: 152 });
      expect((await page(profiles, first.next)).content).toMatchObject({ read: 52, of: 152, next: null });
    });

    test('are not there where they are not switched on, refused, or away', async () => {
      expect((await page(null, '', 'settings')).content).toEqual({ profileSkills: false });
      expect((await page(profiles, '', 'settings')).content).toEqual({ profileSkills: true });
      expect(await page(null)).toMatchObject({ status: 404, content: { error: { code: 'not-switched-on' } } });
      const fails = (trouble: 'not-granted' | 'away') => page(async () => ({ ok: false, trouble }));
      expect(await fails('not-granted')).toMatchObject({
        status: 403,
        content: { error: { code: 'profiles-not-granted' } },
      });
      expect(await fails('away')).toMatchObject({ status: 503, content: { error: { code: 'profiles-away' } } });
    });
  });

  test('take out what they do not name only where that was said, and tell what is left without an owner', async () => {
    await ask('registry', all);
    const fewer = [
      all[0] ?? { name: '', content: '' },
      { name: 'engineers.csv', content: engineers.split('\n').slice(0, 2).join('\n') },
      { name: 'skills.csv', content: skills.split('\n').slice(0, 2).join('\n') },
    ];
    expect((await ask('registry/preview', fewer)).content.counts.removed).toBe(0);
    const { counts, sentences } = (await ask('registry/preview', fewer, { replace: 'yes' })).content;
    expect(counts.removed).toBeGreaterThan(0);
    expect(sentences).toEqual([expect.stringContaining('Ravi Rao leaves DNS with no owner')]);
    const japanese = await ask('registry/preview', fewer, { replace: 'yes', language: 'ja' });
    expect(japanese.content.sentences[0]).toContain('DNS のオーナーはいなくなります');
    await ask('registry', fewer, { replace: 'yes' });
    expect(needs.registry.snapshot.listed(ids[1])).toBeUndefined();
  });

  test('of a skill map say what each mark becomes, and are read anew where marks mean something else', async () => {
    await ask('registry', all);
    const map = { name: 'map.csv', content: '氏名,VPN,DNS\nMika Sato,◎,1\nRavi Rao,2,3\n' };
    const { sentences } = (await ask('registry/preview', [map])).content;
    expect(sentences).toContain('The mark ◎ becomes level 5 (1 cell).');
    const meant = (await ask('registry/preview', [map], { marks: '◎=4' })).content;
    expect(meant.sentences).toContain('The mark ◎ becomes level 4 (1 cell).');
    const numbers = { name: 'map.csv', content: '氏名,VPN,DNS\nMika Sato,3,1\nRavi Rao,2,3\n' };
    expect((await ask('registry/preview', [numbers])).content.scale).toBe('1-3');
    expect((await ask('registry/preview', [numbers], { scale: '1-3' })).content.scale).toBeNull();
    expect(await ask('registry/preview', [map], { marks: '◎' })).toMatchObject({
      status: 400,
      content: { error: { code: 'bad-marks' } },
    });
  });

  test('in which something is wrong change nothing, and say what and in which line, in the language of who asks', async () => {
    const wrong = { name: 'skills.csv', content: `person,technology,level\n${ids[0]},vpn,9\n${ids[1]},dns,7\n` };
    for (const path of ['registry/preview', 'registry']) {
      const { status, content } = await ask(path, [...all.slice(0, 2), wrong]);
      expect([status, content.error.code]).toEqual([422, 'not-imported']);
      expect(content.error.fields.map((field: { path: string }) => field.path)).toEqual([
        'skills.csv:2',
        'skills.csv:3',
      ]);
      expect(content.error.fields[0].message).toContain('9');
    }
    expect([...needs.registry.snapshot.engineers()]).toEqual([]);
    const japanese = await ask('registry', [...all.slice(0, 2), wrong], { language: 'ja' });
    expect(japanese.content.error.fields[0].message).toMatch(/[ぁ-ん]/);
  });

  test('of solved cases are counted first, then learned from; the zone is that of times that name none', async () => {
    await ask('registry', all);
    const file = { name: 'solved.csv', content: solved('C-1') };
    expect((await ask('past-cases/preview', [file], { zone: 'Asia/Tokyo' })).content).toEqual({
      ...{ cases: 1, ofTechnology: 1, ofPeople: 1, from: '2026-10-01', to: '2026-10-01' },
    });
    expect(followed).toBe(0);
    expect((await ask('past-cases', [file], { zone: 'Asia/Tokyo' })).content).toEqual({ taken: 1, unchanged: 0 });
    expect(followed).toBe(1);
    expect((await ask('past-cases', [file], { zone: 'Asia/Tokyo' })).content).toEqual({ taken: 0, unchanged: 1 });
    for (const zone of ['IST', 'Etc/GMT-9'])
      expect(await ask('past-cases', [file], { zone })).toMatchObject({
        status: 400,
        content: { error: { code: 'bad-zone' } },
      });
  });

  test('with mail addresses wait for Entra, and say so', async () => {
    needs.findPerson = () => Promise.reject(new Error('no answer'));
    const mails = {
      name: 'engineers.csv',
      content: engineers.replace(ids[0], 'mika.sato@contoso.example').split('\n').slice(0, 2).join('\n'),
    };
    expect(await ask('registry/preview', [mails])).toMatchObject({
      status: 503,
      content: { error: { code: 'directory-away' } },
    });
    needs.findPerson = async () => ({ id: ids[0] });
    expect((await ask('registry', [mails])).content.counts.added).toBe(1);
    expect(needs.registry.snapshot.listed(ids[0])?.engineer.name).toBe('Mika Sato');
  });

  test.each([
    ['no files', { files: [] }],
    ['what is no list', { files: '[{"name":"a.csv","bytes":7}]' }],
    ['more files than twenty', { files: Array(21).fill({ name: 'a.csv', bytes: 0 }) }],
    ['a length below nothing', { files: [{ name: 'a.csv', bytes: -1 }] }],
    ['another length than they have', { files: [{ name: 'a.csv', bytes: 7 }] }],
    ['a name that no database keeps', { files: [{ name: 'a\u0000.csv', bytes: 7 }] }],
    ['a language that there is not', { language: 'fr' }],
    ['what nobody asked for', { tenant: 'other' }],
  ])('that are told with %s are refused', async (_, query) => {
    const { status, content } = await ask('registry', all, query);
    expect([status, typeof content.error.message]).toEqual([400, 'string']);
    expect([...needs.registry.snapshot.engineers()]).toEqual([]);
  });

  test('come with names of any length that a file may have, all of them in kanji', async () => {
    const names = Array.from({ length: 20 }, (_, at) => `${'台帳'.repeat(120)}${at}.csv`);
    const given = names.map((name, at) => ({ name, content: at === 0 ? technologies : 'id,name_en,name_ja\n' }));
    expect((await ask('registry', given)).content.counts.added).toBe(2);
    expect((await ask('', null)).content.imports[0].files).toEqual(names);
  });

  test('without the line that tells what they are are refused', async () => {
    for (const body of ['', technologies, 'no line', `${' '.repeat(300_000)}\n`])
      expect((await ask('registry', [], {}, Buffer.from(body))).status).toBe(400);
  });

  test('are kept with who brought them in, when, and what they came to; a look is not', async () => {
    await ask('registry/preview', all);
    expect((await ask('', null)).content).toEqual({ imports: [] });
    await ask('registry', all);
    await ask('past-cases', [{ name: 'solved.csv', content: solved('C-1') }]);
    await ask('registry', [{ name: 'wrong.csv', content: 'person,technology,level\nx,vpn,9\n' }]);
    const { imports } = (await ask('', null)).content;
    const registry = { what: 'registry', files: ['technologies.csv', 'engineers.csv', 'skills.csv'] };
    const by = { door: 'tab', by: caller, at: new Date(now).toISOString() };
    expect(imports).toHaveLength(2);
    expect(imports).toContainEqual(
      expect.objectContaining({ ...by, ...registry, counts: { added: 6, changed: 0, unchanged: 0, removed: 0 } }),
    );
    expect(imports).toContainEqual(
      expect.objectContaining({
        ...by,
        ...{ what: 'past-cases', files: ['solved.csv'], counts: { taken: 1, unchanged: 0 } },
      }),
    );
  });

  test('that machines send again and again are kept where they change something', async () => {
    const keep = (door: KeptImport['door'], taken: number) =>
      keepImport(database.sql, tenantId, {
        ...{ what: 'past-cases', door, by: null, files: [], counts: { taken, unchanged: 4, kept: ['Mika'] }, at: now },
      });
    for (const door of ['signed', 'start', 'command'] as const) for (const taken of [0, 3]) await keep(door, taken);
    const kept = (await readImports(database.sql, tenantId)).map(({ door, counts }) => [door, counts]);
    expect(kept).toHaveLength(4);
    expect(kept).toEqual(
      expect.arrayContaining([
        ['signed', { taken: 3, unchanged: 4 }],
        ['start', { taken: 3, unchanged: 4 }],
        ['command', { taken: 0, unchanged: 4 }],
        ['command', { taken: 3, unchanged: 4 }],
      ]),
    );
    expect(await readImports(database.sql, 'another')).toEqual([]);
  });

  test('are forgotten with the history, or after three years', async () => {
    const day = 86_400_000;
    const ages = [0, 89, 91, 1094, 1096];
    const keep = (age: number) =>
      keepImport(database.sql, tenantId, {
        ...{
          what: 'registry',
          door: 'command',
          by: null,
          files: [`${age}`],
          counts: { added: 1 },
          at: now - age * day,
        },
      });
    for (const age of ages) await keep(age);
    const left = async () => (await readImports(database.sql, tenantId)).map(({ files }) => Number(files[0]));
    expect(await forgetOldImports(database.sql, { tenantId, days: null, now })).toBe(1);
    expect(await left()).toEqual([0, 89, 91, 1094]);
    expect(await forgetOldImports(database.sql, { tenantId, days: 90, now })).toBe(2);
    expect(await left()).toEqual([0, 89]);
  });

  test('that are no text, or torn, are refused by name', async () => {
    for (const content of [Buffer.from([0xff, 0xfe, 0x41, 0xd8]), Buffer.from('PK\u0003\u0004torn')]) {
      const answer = await ask('registry', [{ name: 'people.xlsx', content }]);
      expect([answer.status, answer.content.error.fields[0].path]).toEqual([422, 'people.xlsx']);
    }
  });

  test('that nest deeper than any record does are refused, with what is wrong', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const [path, content] of [
      ['registry/preview', `{"technologies":[${deep}]}`],
      ['past-cases/preview', `{"pastCases":[${deep}]}`],
      ['past-cases/preview', `{"pastCases":[{"id":"P","title":${deep}}]}`],
      ['past-cases/preview', `{"id":"P"}\n{"id":"Q","title":${deep}}`],
    ] as const) {
      const { status, content: told } = await ask(path, [{ name: 'deep.json', content }]);
      expect([status, told.error.code]).toEqual([422, 'not-imported']);
      expect(told.error.fields[0].message).toContain('nested too deep');
    }
  });

  test('of many solved cases are counted while others are answered', async () => {
    const titles = 'id,title,closed_at,solved_by\n';
    const lines = Array.from({ length: 20_000 }, (_, at) => `P-${at},VPN drops,2026-10-01T00:00:00Z,${ids[0]}`);
    let others = 0;
    const answerOthers = () => {
      others += 1;
      waiting = setImmediate(answerOthers);
    };
    let waiting = setImmediate(answerOthers);
    // What the request itself waits for is over by then.
    const few = await ask('past-cases/preview', [{ name: 'few.csv', content: `${titles}${lines[0]}` }]);
    const ofFew = others;
    const many = await ask('past-cases/preview', [{ name: 'many.csv', content: `${titles}${lines.join('\n')}` }]);
    clearImmediate(waiting);
    expect([few.content.cases, many.content.cases]).toEqual([1, 20_000]);
    expect(others - ofFew).toBeGreaterThan(ofFew + 2);
  });
});
