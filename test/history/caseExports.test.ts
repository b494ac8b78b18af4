import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { type ImportRoutesNeeds, importRoutes } from '../../src/history/imports/importRoutes.ts';
import { readImports } from '../../src/history/keptImports.ts';
import { personRoutes } from '../../src/history/routes/route.ts';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import type { Database } from '../../src/store/database.ts';
import { pastCase } from '../../src/store/evidenceTables.ts';
import { engineer, technology } from '../registry/sample.ts';
import { engines } from '../store/databases.ts';

const tenantId = 'contoso';
const caller = { id: 'ada', name: 'Ada Admin' };
const now = Date.parse('2026-11-29T12:00:00Z');
const mika = '5fc9344d-4d8d-4aad-aaff-eb34a0571f0d';
const kenji = '0c1d2e3f-0000-4000-8000-00000000000b';
const fixture = async (name: string) => ({
  name,
  content: await readFile(join(import.meta.dirname, '../fixtures/exports', name)),
});

type Given = { name: string; content: string | Uint8Array };

describe.each(engines)(
  'an export of a case system that an administrator brings in by the tab, on $name',
  ({ open }) => {
    let database: Database & { drop(): Promise<void> };
    let needs: ImportRoutesNeeds;
    let followed: number;
    beforeEach(async () => {
      database = await open();
      followed = 0;
      const registry = await openSkillsRegistry({ database, tenantId, clock: () => now });
      await registry.importAll({
        technologies: [
          technology('vpn-gateway', 'Azure VPN Gateway', 'Azure VPN Gateway', ['VPN Gateway']),
          technology('exchange-online', 'Exchange Online'),
        ],
        engineers: [engineer(mika, { name: 'Mika Sato', mail: 'mika.sato@contoso.example' })],
        skills: [],
      });
      const follow = async () => {
        followed += 1;
      };
      const findPerson = async (mail: string) => (mail === 'kenji.tanaka@contoso.example' ? { id: kenji } : null);
      needs = { database, tenantId, registry, evidence: { follow }, findPerson, clock: () => now };
    });
    afterEach(() => database.drop());

    /** The tab's page: the lines that one answer gives. */
    function page() {
      const person = personRoutes({ access: async () => ({ ok: true, caller }), rateLimit: () => ({ ok: true }) });
      const routes = importRoutes(person, needs);
      return async (path: '/preview' | '', given: Given[], asked: Record<string, unknown>) => {
        const route = routes.find((each) => each.path === `/api/imports/case-exports${path}`);
        if (route?.rule.kind !== 'person') throw new Error('No route');
        expect(route.rule.audience).toBe('administrator');
        const files = given.map(({ name, content }) => ({ name, bytes: Buffer.from(content) }));
        const told = { language: 'en', files: files.map((each) => ({ ...each, bytes: each.bytes.length })), ...asked };
        const body = Buffer.concat([Buffer.from(`${JSON.stringify(told)}\n`), ...files.map(({ bytes }) => bytes)]);
        const request = { params: {}, query: new URLSearchParams(), headers: {}, signal: AbortSignal.timeout(30_000) };
        const { status, body: answer } = await route.rule.answer({ ...request, body }, caller);
        return {
          status,
          async lines() {
            const content = answer?.content ?? '';
            let text = '';
            for await (const piece of typeof content === 'string' || content instanceof Uint8Array
              ? [content]
              : content)
              text += String(piece);
            return text
              .split('\n')
              .filter((line) => line !== '')
              .map((line) => JSON.parse(line));
          },
        };
      };
    }
    async function ask(path: '/preview' | '', given: Given[], asked: Record<string, unknown>) {
      const { status, lines } = await page()(path, given, asked);
      const all = await lines();
      const [content] = all.slice(-1);
      const sentences: string[] = (content.error?.fields ?? []).map(({ message }: { message: string }) => message);
      return { status, code: content.error?.code ?? null, sentences, content, lines: all };
    }
    const kept = async () => (await database.sql.select().from(pastCase).orderBy(pastCase.caseId)).map((each) => each);
    const answered = {
      from: 'servicenow',
      encoding: 'windows-1252',
      restricted: 'Confidential=true',
      zone: 'Asia/Tokyo',
    };

    test('is asked one by one what it does not tell, then shown, and brought in', async () => {
      const files = [await fixture('servicenow-incident-windows1252.csv')];
      const asked: Record<string, unknown> = { from: 'servicenow' };
      const answers = [
        ['asks-encoding', 'not UTF-8', { encoding: 'windows-1252' }],
        ['asks-restricted', 'confidential', { restricted: 'Nonsense=1' }],
        ['asks-restricted', 'no column “Nonsense”', { restricted: 'Confidential=true' }],
        ['asks-zone', '2026-11-20 09:15:30', { zone: 'IST' }],
        ['asks-zone', 'Asia/Kolkata', { zone: 'Asia/Tokyo' }],
      ] as const;
      for (const [code, words, answer] of answers) {
        for (const path of ['/preview', ''] as const) {
          const told = await ask(path, files, asked);
          expect(told).toMatchObject({ status: 422, code, sentences: [expect.stringContaining(words)] });
        }
        Object.assign(asked, answer);
      }
      const { content } = await ask('/preview', files, asked);
      expect(content.cases).toBe(3);
      expect(content.tables[0].taken).toContainEqual({
        ...{ column: 'Short description', becomes: 'title', sample: 'Site-to-site VPN drops every hour' },
      });
      expect(content.sentences).toContain(
        '3 cases would come in; 1 still open is left out; 1 cancelled, merged or duplicate is left out.',
      );
      expect(content.sentences.join()).not.toContain('--');
      expect(content.samples.map(({ title }: { title: string }) => title)).toContain('(restricted)');
      expect(await kept()).toEqual([]);
      expect(followed).toBe(0);

      expect((await ask('', files, asked)).content).toEqual({ did: { taken: 3, unchanged: 0 } });
      expect(followed).toBe(1);
      expect(await kept()).toMatchObject([
        { caseId: 'INC0012345', title: 'Site-to-site VPN drops every hour', technologies: ['vpn-gateway'] },
        { caseId: 'INC0012346', technologies: ['exchange-online'], credits: [{ person: kenji, weight: 1 }] },
        { caseId: 'INC0012347', title: '', text: '', fix: '' },
      ]);
      expect(new Date((await kept())[0]?.closedAt ?? '').toISOString()).toBe('2026-11-20T00:15:30.000Z');
      expect((await ask('', files, asked)).content).toEqual({ did: { taken: 0, unchanged: 3 } });
    });

    test.each([
      ['in a list', (of: string) => `{"records":[${of}]}`, 'No table of cases was found'],
      ['in a record a line', (of: string) => of.replaceAll('},{', '}\n{'), 'nested too deep'],
    ])('that nests deeper than any record is refused before it is read: %s', async (_, written, words) => {
      const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
      const records = ['"VPN drops"', '"DNS fails"', deep].map(
        (title, at) => `{"number":"INC${at}","short_description":${title},"closed_at":"2026-11-20 09:15:30"}`,
      );
      const files = [{ name: 'deep.json', content: written(records.join()) }];
      const asked = { from: 'servicenow', encoding: 'utf-8', noneRestricted: 'yes', zone: 'Asia/Tokyo' };
      const told = await ask('/preview', files, asked);
      expect(told.status).toBeLessThan(500);
      expect(JSON.stringify(told)).toContain(words);
    });

    test('is asked in the language of who asks', async () => {
      const files = [await fixture('servicenow-incident-ja.csv')];
      const asked = { from: 'servicenow', language: 'ja' };
      expect((await ask('/preview', files, asked)).sentences[0]).toContain('取扱注意のケースを示す列がありません');
      const { content } = await ask('/preview', files, {
        ...{ ...asked, noneRestricted: 'yes', zone: 'Asia/Tokyo', skipUnknownPeople: 'yes' },
      });
      expect(content.tables[0].taken).toContainEqual(
        expect.objectContaining({ column: '簡単な説明', becomes: '件名' }),
      );
      expect(content.sentences).toContain('ご確認のとおり、取扱注意のケースはないものとして扱います。');
    });

    test('tells each line that cannot be taken, and leaves it out only where that is said', async () => {
      const content = `Number,Short description,State,Resolved,Confidential,Colour\nINC1,VPN drops,Closed,2026-11-20 09:00:00,,red\nINC2,Mail is late,Closed,yesterday,,\n`;
      const files = [{ name: 'incidents.csv', content }];
      const asked = { ...answered, restricted: 'Confidential' };
      const refused = await ask('', files, asked);
      expect(refused).toMatchObject({ status: 422, code: 'asks-faulty' });
      expect(refused.sentences).toEqual([expect.stringMatching(/incidents\.csv.*3.*yesterday/)]);
      expect(await kept()).toEqual([]);
      const looked = await ask('/preview', files, { ...asked, skipFaulty: 'yes' });
      expect(looked.content).toMatchObject({ cases: 1, leftOut: refused.sentences, tables: [{ left: ['Colour'] }] });
      expect((await ask('', files, { ...asked, skipFaulty: 'yes' })).content).toEqual({
        did: { taken: 1, unchanged: 0 },
      });
    });

    test('tells who is not known, and credits nobody with their cases only where that is said', async () => {
      needs.findPerson = async () => null;
      const files = [await fixture('servicenow-incident-windows1252.csv')];
      const refused = await ask('', files, answered);
      expect(refused).toMatchObject({ status: 422, code: 'asks-people' });
      expect(refused.sentences).toEqual([expect.stringContaining('kenji.tanaka@contoso.example: 1 case')]);
      const { content } = await ask('/preview', files, { ...answered, skipUnknownPeople: 'yes' });
      expect(content.unknown).toEqual(refused.sentences);
      await ask('', files, { ...answered, skipUnknownPeople: 'yes' });
      expect((await kept()).map(({ credits }) => credits)).toContainEqual([]);
    });

    test('asks Entra of so many people as an import may, and tells of the others that it was not asked', async () => {
      let calls = 0;
      needs.findPerson = async () => {
        calls += 1;
        return null;
      };
      const lines = Array.from(
        { length: 600 },
        (_, at) => `INC${at},VPN drops,Closed,2026-11-20 09:00:00,,p${at}@contoso.example`,
      );
      const content = `Number,Short description,State,Resolved,Confidential,Resolved by\n${lines.join('\n')}\n`;
      const looked = await ask('/preview', [{ name: 'i.csv', content }], { ...answered, skipUnknownPeople: 'yes' });
      expect([calls, looked.content.cases]).toEqual([500, 600]);
    });

    test('of dates in which either number may be the day is asked which', async () => {
      const content = `Number,Short description,State,Resolved,Confidential\nINC1,VPN drops,Closed,06/07/2026 09:00,\n`;
      const files = [{ name: 'i.csv', content }];
      expect(await ask('/preview', files, answered)).toMatchObject({
        code: 'asks-order',
        sentences: [expect.stringContaining('06/07/2026')],
      });
      await ask('', files, { ...answered, order: 'day-first' });
      expect(new Date((await kept())[0]?.closedAt ?? '').toISOString()).toBe('2026-07-06T00:00:00.000Z');
    });

    test('of another system, or no export at all, says so', async () => {
      const files = [await fixture('jira.csv')];
      const other = await ask('/preview', files, answered);
      expect(other).toMatchObject({ status: 422, code: 'not-imported' });
      expect(other.sentences[0]).toContain('Jira');
      const html = [{ name: 'export.xls', content: '<html><body><table></table></body></html>' }];
      expect((await ask('/preview', html, answered)).sentences).toEqual([expect.stringContaining('web page')]);
    });

    test('with more columns than any table has is refused with its line, and not read to its end', async () => {
      const head = 'Number,Short description,State,Resolved,Confidential\nINC1,VPN,Closed,2026-11-20 09:00:00,\n';
      const wide = [
        { name: 'wide.csv', content: `${head}${','.repeat(300_000)}\nINC2,DNS,Closed,2026-11-20 09:00:00,\n` },
      ];
      expect(await ask('/preview', wide, answered)).toMatchObject({
        code: 'asks-faulty',
        sentences: [expect.stringMatching(/^wide\.csv.*3.*100000/)],
      });
      const commas = [{ name: 'commas.csv', content: ','.repeat(300_000) }];
      expect(await ask('/preview', commas, answered)).toMatchObject({ status: 422, code: 'not-imported' });
    });

    test('comes as a zip file, too; one that unfolds to too much, or to more than it says, does not', async () => {
      const { name, content } = await fixture('servicenow-incident-windows1252.csv');
      const packed = zipSync({ [name]: content });
      const zip = (bytes: Uint8Array) => [{ name: 'export.zip', content: bytes }];
      expect((await ask('/preview', zip(packed), answered)).content.cases).toBe(3);
      const directory = Buffer.from(packed).lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
      for (const size of [400_000_000, 100]) {
        const lying = Buffer.from(packed);
        lying.writeUInt32LE(size, directory + 24);
        const told = await ask('/preview', zip(lying), answered);
        expect([told.code, told.sentences]).toEqual(['not-imported', [expect.stringContaining('300 MB')]]);
      }
    });

    test.each([
      ['which cases are confidential in no form', { restricted: '=yes' }, 'bad-rule'],
      ['that none is confidential, and which', { noneRestricted: 'yes' }, 'bad-rule'],
      ['an address without https', { site: 'http://contoso' }, 'bad-site'],
      ['a system that is not read', { from: 'remedy' }, 'bad-body'],
    ])('of which is said %s is refused', async (_, asked, code) => {
      const files = [await fixture('servicenow-incident-windows1252.csv')];
      expect(await ask('', files, { ...answered, ...asked })).toMatchObject({ status: 400, code });
    });

    test('tells how far it is, others are answered meanwhile, and a second one waits', async () => {
      const lines = Array.from(
        { length: 2_500 },
        (_, at) => `INC${at},${'VPN drops '.repeat(30)},Closed,2026-11-20 09:00:00,`,
      );
      const content = `Number,Short description,State,Resolved,Confidential\n${lines.join('\n')}\n`;
      const files = [{ name: 'many.csv', content }];
      let turns = 0;
      const turn = () => {
        turns += 1;
        waiting = setImmediate(turn);
      };
      let waiting = setImmediate(turn);
      const looked = await ask('/preview', files, answered);
      clearImmediate(waiting);
      expect([looked.content.cases, turns > 40]).toEqual([2_500, true]);

      const others = Promise.withResolvers<void>();
      needs.evidence = { follow: () => others.promise };
      const send = page();
      const first = (await send('', files, answered)).lines();
      const second = await send('', files, answered);
      expect([second.status, (await second.lines())[0].error.code]).toEqual([503, 'import-under-way']);
      others.resolve();
      const told = await first;
      expect(told.slice(0, -1).some(({ read }) => read > 0 && read < 2_500)).toBe(true);
      expect(told.at(-1)).toEqual({ did: { taken: 2_500, unchanged: 0 } });
      const third = await send('', [await fixture('servicenow-incident-windows1252.csv')], answered);
      expect((await third.lines()).at(-1)).toEqual({ did: { taken: 3, unchanged: 0 } });
    });

    test('is kept with who brought it in, from which files, and what it came to; a look is not', async () => {
      const files = [await fixture('servicenow-incident-windows1252.csv')];
      await ask('/preview', files, answered);
      expect(await readImports(database.sql, tenantId)).toEqual([]);
      await ask('', files, answered);
      expect(await readImports(database.sql, tenantId)).toEqual([
        expect.objectContaining({
          ...{ what: 'past-cases', door: 'tab', by: caller, files: [files[0]?.name] },
          counts: { taken: 3, unchanged: 0 },
        }),
      ]);
    });
  },
);
