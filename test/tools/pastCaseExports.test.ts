import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import type { Language } from '../../src/language/language.ts';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import { pastCase } from '../../src/store/evidenceTables.ts';
import { runPastCasesCommand } from '../../tools/pastCasesCommand.ts';
import { engineer, technology } from '../registry/sample.ts';
import { openMemory } from '../store/databases.ts';

const tenantId = '00000000-0000-4000-8000-000000000001';
const mika = '5fc9344d-4d8d-4aad-aaff-eb34a0571f0d';
const kenji = '0c1d2e3f-0000-4000-8000-00000000000b';
const exports = join(import.meta.dirname, '../fixtures/exports');
const now = Date.parse('2026-11-29T12:00:00Z');

let database: Awaited<ReturnType<typeof openMemory>>;
let folder: string;
beforeAll(async () => {
  database = await openMemory();
  const registry = await openSkillsRegistry({ database, tenantId, clock: () => now });
  await registry.importAll({
    technologies: [
      technology('vpn-gateway', 'Azure VPN Gateway', 'Azure VPN Gateway', ['VPN Gateway']),
      technology('exchange-online', 'Exchange Online'),
    ],
    engineers: [engineer(mika, { name: '佐藤 美香', mail: 'mika.sato@contoso.example' })],
    skills: [],
  });
  folder = await mkdtemp(join(tmpdir(), 'swarm-exports-'));
  await writeFile(
    join(folder, 'people.csv'),
    `Mika Sato,${mika}\nKenji Tanaka,kenji.tanaka@contoso.example\n712020:1f2e3d4c,${mika}\n712020:9a8b7c6d,kenji.tanaka@contoso.example\n`,
  );
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await database.sql.delete(pastCase);
});

type Answers = {
  answers?: string[];
  language?: Language;
  findPerson?: ((mail: string) => Promise<{ id: string } | null>) | null;
};

/** Runs the command; `answers` are what somebody at the terminal says, one to each question. */
async function run(args: string[], { answers, language = 'en', findPerson }: Answers = {}) {
  const said: string[] = [];
  const asked: string[] = [];
  const code = await runPastCasesCommand(args, {
    environment: { MICROSOFT_APP_TENANT_ID: tenantId },
    language,
    print: (line) => void said.push(line),
    complain: (line) => void said.push(line),
    ask: async (question) => {
      asked.push(question);
      return answers?.[asked.length - 1] ?? null;
    },
    open: async () => ({ ...database, close: async () => {} }),
    clock: () => now,
    ...(findPerson === null
      ? {}
      : {
          findPerson:
            findPerson ??
            (async (mail: string) => (mail === 'kenji.tanaka@contoso.example' ? { id: kenji.toUpperCase() } : null)),
        }),
  });
  return { code, said: said.join('\n'), asked };
}

async function kept() {
  const rows = await database.sql.select().from(pastCase).orderBy(pastCase.caseId);
  return rows.map(({ caseId, title, text, closedAt, technologies, credits, rootCause, fix, url }) => ({
    ...{ caseId, title, text, technologies, rootCause, fix, url },
    closedAt: new Date(closedAt).toISOString(),
    people: (credits as { person: string }[]).map(({ person }) => person),
  }));
}
const file = (name: string) => join(exports, name);
const people = () => ['--people', join(folder, 'people.csv')];

describe('an export of ServiceNow', () => {
  const english = () => ['import', '--from', 'servicenow', file('servicenow-incident-windows1252.csv'), ...people()];

  test('is asked what it is written in, which zone its dates are of, and whether it may come in', async () => {
    const answers = ['windows-1252', 'UTC', 'yes'];
    const { code, asked, said } = await run([...english(), '--restricted', 'Confidential=true'], { answers });
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('Imported: 3 new or changed') });
    expect(asked).toEqual([
      expect.stringContaining('not UTF-8'),
      expect.stringContaining('"2026-11-20 09:15:30"'),
      'Import 3 cases? (yes/no) ',
    ]);
    expect(await kept()).toEqual([
      {
        caseId: 'INC0012345',
        title: 'Site-to-site VPN drops every hour',
        text: 'The tunnel from Zürich drops – every hour, on the hour.\nLogs attached.',
        closedAt: '2026-11-20T09:15:30.000Z',
        technologies: ['vpn-gateway'],
        people: [mika],
        rootCause: '',
        fix: 'Rekeying was off by one minute; both ends now rekey after 3,600 s. Cost: €0.',
        url: null,
      },
      expect.objectContaining({
        caseId: 'INC0012346',
        text: 'Since the update every user is asked.\nBasic authentication is off.',
        people: [kenji],
        technologies: ['exchange-online'],
      }),
      expect.objectContaining({ caseId: 'INC0012347', title: '', text: '', fix: '', people: [mika] }),
    ]);
  });

  test('imported again changes nothing', async () => {
    const all = [...english(), '--restricted', 'Confidential=true', '--encoding', 'cp1252', '--zone', 'UTC', '--yes'];
    expect((await run(all)).said).toContain('3 new or changed, 0 unchanged');
    expect((await run(all)).said).toContain('0 new or changed, 3 unchanged');
  });

  test.each([
    [
      'its encoding',
      ['--zone', 'UTC', '--none-restricted', '--yes'],
      '--encoding shift_jis or --encoding windows-1252',
    ],
    ['its zone', ['--encoding', 'windows-1252', '--none-restricted', '--yes'], '--zone Asia/Tokyo'],
    ['which cases are confidential', ['--encoding', 'windows-1252', '--zone', 'UTC', '--yes'], '--none-restricted'],
    ['that it may come in', ['--encoding', 'windows-1252', '--zone', 'UTC', '--none-restricted'], '--yes'],
  ])('is refused where nobody says %s', async (_what, args, told) => {
    expect(await run([...english(), ...args])).toMatchObject({ code: 1, said: expect.stringContaining(told) });
    expect(await kept()).toEqual([]);
  });

  test('is refused where the rule for confidential cases names a column that is not there', async () => {
    const { code, said } = await run([
      ...english(),
      '--encoding',
      'windows-1252',
      '--zone',
      'UTC',
      '--restricted',
      'Secret=yes',
      '--yes',
    ]);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('has no column "Secret"') });
  });

  test('is refused where one of two files lacks the column for confidential cases: all of that one would be open', async () => {
    const head = 'number,short_description,state,resolved_at';
    const told = join(folder, 'told.csv');
    const untold = join(folder, 'untold.csv');
    await writeFile(told, `${head},u_confidential\n1,VPN,Closed,2026-11-20 09:15:30,true\n`);
    await writeFile(untold, `${head}\n2,The secret merger,Closed,2026-11-20 09:15:30\n`);
    const common = ['--zone', 'UTC', '--restricted', 'u_confidential=true', '--yes'];
    for (const files of [
      [told, untold],
      [untold, told],
    ]) {
      const { code, said } = await run(['import', '--from', 'servicenow', ...files, ...common]);
      expect({ code, said }).toEqual({
        code: 1,
        said: expect.stringContaining('untold.csv has no column "u_confidential"'),
      });
    }
    expect(await kept()).toEqual([]);
  });

  test('is read with labels in Japanese, and told about in Japanese', async () => {
    const args = [
      'import',
      '--from',
      'servicenow',
      file('servicenow-incident-ja.csv'),
      '--zone',
      'Asia/Tokyo',
      '--none-restricted',
      '--yes',
    ];
    const { code, said } = await run(args, { language: 'ja' });
    expect(code).toBe(0);
    expect(said).toContain('2 件を取り込みます。未解決の 1 件は除きます。');
    expect(await kept()).toEqual([
      expect.objectContaining({
        caseId: 'INC0022001',
        closedAt: '2026-11-20T09:15:30.000Z',
        people: [mika],
        technologies: ['vpn-gateway'],
      }),
      expect.objectContaining({
        caseId: 'INC0022002',
        closedAt: '2026-11-21T23:59:59.000Z',
        text: '昨日の更新以降、全員に起きています😢',
      }),
    ]);
  });

  test('whose Japanese was lost on the way says so, and what to set', async () => {
    const { said } = await run([
      'check',
      '--from',
      'servicenow',
      file('servicenow-incident-lost.csv'),
      '--zone',
      'UTC',
      '--none-restricted',
    ]);
    expect(said).toContain('one title is question marks alone, in line 3');
    expect(said).toContain('glide.export.csv.charset');
    expect(await kept()).toEqual([]);
  });
});

describe('people of an export', () => {
  const args = () => [
    'import',
    '--from',
    'servicenow',
    file('servicenow-incident-lost.csv'),
    '--zone',
    'UTC',
    '--none-restricted',
    '--yes',
  ];

  test('are refused by name where Entra is not asked, has nobody, or gives no answer', async () => {
    const told = 'kenji.tanaka@contoso.example: 2 cases, first in servicenow-incident-lost.csv, line 2. ';
    expect((await run(args(), { findPerson: null })).said).toContain(
      `${told}Addresses are looked up in Entra only where`,
    );
    expect((await run(args(), { findPerson: async () => null })).said).toContain(
      `${told}Nobody in Entra has this address.`,
    );
    const away = async () => {
      throw new Error('away');
    };
    expect(await run(args(), { findPerson: away })).toMatchObject({
      code: 1,
      said: expect.stringContaining(`${told}Entra gives no answer now.`),
    });
    expect(await kept()).toEqual([]);
  });

  test('who are nobody any more are left out when somebody says so', async () => {
    expect(await run([...args(), '--skip-unknown-people'], { findPerson: async () => null })).toMatchObject({
      code: 0,
    });
    expect((await kept()).map(({ people: credited }) => credited)).toEqual([[], []]);
  });
});

describe('an export of Jira', () => {
  const args = () => [
    'import',
    '--from',
    'jira',
    file('jira.csv'),
    ...people(),
    '--zone',
    'Asia/Tokyo',
    '--yes',
    '--site',
    'https://contoso.atlassian.net/jira',
  ];

  test('has its repeated columns together, its own form of dates, and the last answer of who had the case', async () => {
    expect(await run(args())).toMatchObject({ code: 0 });
    expect(await kept()).toEqual([
      {
        caseId: 'SUP-101',
        title: 'Site-to-site VPN drops every hour',
        text: 'What happens\nThe tunnel drops every hour.\n\n```\n\nIKE_SA rekey failed\n\n```',
        closedAt: '2024-05-11T06:26:00.000Z',
        technologies: ['vpn-gateway', 'exchange-online'],
        people: [mika],
        rootCause: '',
        fix: 'Rekeying was off by one minute; both ends now rekey after 3,600 s.',
        url: 'https://contoso.atlassian.net/browse/SUP-101',
      },
      expect.objectContaining({
        caseId: 'SUP-102',
        closedAt: '2026-11-01T15:00:00.000Z',
        people: [kenji],
        fix: '先進認証を有効にしました。',
      }),
      expect.objectContaining({ caseId: 'SUP-103', title: '', text: '', url: null }),
    ]);
  });

  test('takes its security level for the rule of confidential cases, and leaves out what is open or a duplicate', async () => {
    const { said } = await run(['check', ...args().slice(1)]);
    expect(said).toContain('1 case is restricted (Security Level): no word of it is kept.');
    expect(said).toContain('1 still open is left out; 1 cancelled, merged or duplicate is left out');
    expect(said).toContain('No technology goes by: s2s (1), hourly (1)');
  });

  test('has who solved it by the name beside an account that nobody knows', async () => {
    const jira = join(folder, 'names.csv');
    const head = 'Summary,Issue key,Status,Resolution,Assignee,Assignee Id,Resolved,Description';
    await writeFile(jira, `${head}\nSearch broken,OPS-77,Done,Done,佐藤 美香,5b10ac8d,04/Feb/26 10:00 AM,x\n`);
    const { code } = await run(['import', '--from', 'jira', jira, '--none-restricted', '--zone', 'UTC'], {
      answers: ['yes'],
    });
    expect(code).toBe(0);
    expect(await kept()).toMatchObject([{ caseId: 'OPS-77', people: [mika] }]);
  });

  test('with rows wider than its head names their lines, and leaves them out only when told', async () => {
    const wide = join(folder, 'wide.csv');
    const text = await readFile(file('jira.csv'), 'utf8');
    await writeFile(wide, text.replace('Highest,', 'Highest,,,,,,,,,,,,,,,,,,,,,'));
    const on = [...args().map((arg) => (arg === file('jira.csv') ? wide : arg))];
    const { code, said } = await run(on);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('wide.csv, line 8: This line has ') });
    expect(await kept()).toEqual([]);
    expect(await run([...on, '--skip-faulty'])).toMatchObject({ code: 0 });
    expect((await kept()).map(({ caseId }) => caseId)).toEqual(['SUP-101', 'SUP-102']);
  });
});

describe('an export of Salesforce', () => {
  test('as a report in Shift_JIS has its foot left out', async () => {
    const args = [
      'import',
      '--from',
      'salesforce',
      file('salesforce-report-shiftjis.csv'),
      '--encoding',
      'Shift_JIS',
      '--zone',
      'Asia/Tokyo',
      '--restricted',
      '機密',
      '--yes',
    ];
    const { code, said } = await run(args);
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining('5 lines at the foot of the report are left out'),
    });
    expect(await kept()).toEqual([
      expect.objectContaining({
        caseId: '00001026',
        title: '拠点間 VPN が①時間ごとに切れる',
        closedAt: '2026-11-28T00:15:00.000Z',
        people: [mika],
      }),
      expect.objectContaining({ caseId: '00001027', text: '髙橋様より、全員に起きているとのこと。' }),
      expect.objectContaining({ caseId: '00001028', title: '' }),
    ]);
  });

  test('as a report whose foot has commas and no quotes has it left out all the same, and counts none of it as open', async () => {
    const path = join(folder, 'unquoted.csv');
    await writeFile(
      path,
      `Case Number,Subject,Description,Status,Date/Time Closed
00001026,VPN drops,Hourly,Closed,2026-11-28 09:15
00001029,Printer,,New,

"Support: closed cases, this quarter"
Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.
Confidential, not for distribution, by order
Contoso, 2026
`,
    );
    const args = ['check', '--from', 'salesforce', path, '--zone', 'Asia/Tokyo', '--none-restricted'];
    const { said } = await run(args);
    expect(said).toContain('1 still open is left out; 4 lines at the foot of the report are left out');
  });

  test.each(['folder', 'zip'])(
    'as a Data Export (%s) is joined with its people, accounts and comments',
    async (form) => {
      const inner = ['Case', 'User', 'Account', 'CaseComment', 'Opportunity'];
      const zip = join(folder, 'WE_00D5g00000_1.ZIP');
      const at = (name: string) => file(`salesforce-data-export/${name}.csv`);
      await writeFile(
        zip,
        zipSync(
          Object.fromEntries(await Promise.all(inner.map(async (name) => [`${name}.csv`, await readFile(at(name))]))),
        ),
      );
      const path = form === 'zip' ? zip : file('salesforce-data-export');
      const args = [
        'import',
        '--from',
        'salesforce',
        path,
        '--restricted',
        'Account.Name=Ministry of Works',
        '--site',
        'https://contoso.my.salesforce.com',
        '--yes',
      ];
      expect(await run(args)).toMatchObject({ code: 0 });
      expect(await kept()).toEqual([
        expect.objectContaining({
          caseId: '00001026',
          closedAt: '2026-11-28T00:15:30.000Z',
          people: [mika],
          fix: 'Both ends now rekey after 3,600 s.',
          url: 'https://contoso.my.salesforce.com/lightning/r/Case/5005g00000AbCdEAAV/view',
        }),
        expect.objectContaining({ caseId: '00001027', title: '', people: [kenji], technologies: ['exchange-online'] }),
      ]);
    },
  );
});

describe('an export of Zendesk', () => {
  test('is read a ticket a line, what solved it being the last public answer', async () => {
    const args = [
      'import',
      '--from',
      'zendesk',
      file('zendesk-tickets.jsonl'),
      '--restricted',
      'tags=confidential',
      '--column',
      'product=custom_fields.360001',
      '--site',
      'https://contoso.zendesk.com',
      '--yes',
    ];
    const { code, said } = await run(args);
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining('4 cases would come in; 1 still open is left out; 1 cancelled'),
    });
    expect(await kept()).toEqual([
      expect.objectContaining({
        caseId: '35436',
        technologies: ['vpn-gateway'],
        people: [mika],
        fix: 'Rekeying was off; both ends now rekey after 3,600 s.',
        url: 'https://contoso.zendesk.com/agent/tickets/35436',
      }),
      expect.objectContaining({ caseId: '35437', people: [kenji], text: '昨日の更新以降、全員に起きています😢' }),
      expect.objectContaining({ caseId: '35438', title: '', text: '' }),
      expect.objectContaining({ caseId: '35441', title: '画面が真っ白になります', people: [] }),
    ]);
  });
});

describe('an answer of Zendesk’s API that holds tickets and their users', () => {
  const ticket = (id: number, assignee: number) => ({
    ...{ id, subject: `VPN drops ${id}`, description: 'It drops.', status: 'closed', assignee_id: assignee },
    ...{ created_at: '2026-10-01T00:00:00Z', updated_at: '2026-10-02T00:00:00Z' },
  });
  const users = [
    { id: 7, name: 'Mika', email: 'mika.sato@contoso.example' },
    { id: 8, name: 'Kenji', email: 'kenji.tanaka@contoso.example' },
  ];
  const whole = { users, tickets: [ticket(1, 7), ticket(2, 8)] };
  const pages = [
    { tickets: [ticket(1, 7)], users: users.slice(0, 1), next_page: null },
    { tickets: [ticket(2, 8)], users: users.slice(1) },
  ];

  test.each([
    ['on one line', JSON.stringify(whole)],
    ['over several lines', JSON.stringify(whole, null, 1)],
    ['a page a line', pages.map((page) => JSON.stringify(page)).join('\n')],
  ])('keeps who solved them: %s', async (_, text) => {
    const path = join(folder, 'tickets.json');
    await writeFile(path, text);
    const { code, said } = await run(['import', '--from', 'zendesk', path, '--none-restricted', '--yes']);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('2 cases would come in') });
    expect((await kept()).map(({ caseId, people }) => ({ caseId, people }))).toEqual([
      { caseId: '1', people: [mika] },
      { caseId: '2', people: [kenji] },
    ]);
  });
});

describe('an export of Dynamics 365', () => {
  const sheet = (rows: unknown[][]) => utils.aoa_to_sheet(rows, { cellDates: true });
  async function workbook(name: string, sheets: Record<string, unknown[][]>): Promise<string> {
    const book = utils.book_new();
    for (const [title, rows] of Object.entries(sheets)) utils.book_append_sheet(book, sheet(rows), title);
    const path = join(folder, name);
    await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx' }));
    return path;
  }
  const guid = 'a1b2c3d4-0000-4000-8000-000000000001';

  test('as a workbook is joined with the resolutions of another one', async () => {
    const cases = await workbook('Closed cases.xlsx', {
      'Closed cases': [
        [
          '(Do Not Modify) Case',
          '(Do Not Modify) Row Checksum',
          '(Do Not Modify) Modified On',
          'Case Title',
          'Case Number',
          'Description',
          'Status',
          'Status Reason',
          'Product',
          'Owner',
          'Azure AD Object ID (Owning User) (User)',
          'Modified On',
        ],
        [
          guid,
          'x',
          '2026-11-28 09:15',
          'Site-to-site VPN drops',
          'CAS-01213-V0K9Y0',
          '<div>It <b>drops</b></div><div>hourly</div>',
          'Resolved',
          'Problem Solved',
          'VPN Gateway',
          'Mika Sato',
          `{${mika.toUpperCase()}}`,
          '2026-11-28 09:15',
        ],
        [
          '',
          'x',
          '',
          'Merged',
          'CAS-01214-V0K9Y0',
          '',
          'Canceled',
          'Merged',
          '',
          'Mika Sato',
          mika,
          '2026-11-28 09:15',
        ],
      ],
    });
    const resolutions = await workbook('Resolutions.xlsx', {
      Resolutions: [
        ['Resolution', 'Description', 'Case Number (Case) (Case)', 'Actual End', 'Created By'],
        ['Looked at', '', 'CAS-01213-V0K9Y0', '2026-11-20 10:00', 'Mika Sato'],
        ['Rekeying was off', 'Both ends now rekey after 3,600 s.', 'CAS-01213-V0K9Y0', '2026-11-27 18:00', 'Mika Sato'],
      ],
    });
    const args = [
      'import',
      '--from',
      'dynamics',
      cases,
      resolutions,
      '--zone',
      'Asia/Tokyo',
      '--none-restricted',
      '--yes',
      '--site',
      'https://contoso.crm7.dynamics.com',
    ];
    const { code, said } = await run(args);
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining('Resolutions.xlsx (Resolutions): 2 rows that belong to the cases'),
    });
    expect(await kept()).toEqual([
      {
        caseId: 'CAS-01213-V0K9Y0',
        title: 'Site-to-site VPN drops',
        text: 'It drops\nhourly',
        closedAt: '2026-11-27T09:00:00.000Z',
        technologies: ['vpn-gateway'],
        people: [mika],
        rootCause: '',
        fix: 'Rekeying was off\nBoth ends now rekey after 3,600 s.',
        url: `https://contoso.crm7.dynamics.com/main.aspx?etn=incident&pagetype=entityrecord&id=${guid}`,
      },
    ]);
  });
});

describe('an export that is not as it should be', () => {
  const common = ['--zone', 'UTC', '--none-restricted', '--yes'];
  const head = 'number,short_description,description,state,resolved_at,resolved_by,close_notes';
  async function given(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  }
  const bring = (path: string, ...more: string[]) => run(['import', '--from', 'servicenow', path, ...common, ...more]);

  test.each([
    ['a mark that is never closed', `${head}\n1,"VPN,,Closed,2026-11-20 09:15:30,,\n`, 'line 2: A quotation mark'],
    [
      'a date that is none',
      `${head}\n1,VPN,,Closed,soon,,\n`,
      'line 2, resolved_at: "soon" cannot be taken. It should be a date such as 2026/11/28 9:15',
    ],
    [
      'a day that is not yet',
      `${head}\n1,VPN,,Closed,9999-12-31 00:00:00,,\n`,
      'line 2, resolved_at: "9999-12-31 00:00:00" cannot be taken. It should be at the latest',
    ],
    [
      'a number twice',
      `${head}\n1,VPN,,Closed,2026-11-20 09:15:30,,\n\n1,VPN,,Closed,2026-11-20 09:15:30,,\n`,
      'line 4: "1" is here a second time; the first is in line 2',
    ],
    ['a case without a number', `${head}\n,VPN,,Closed,2026-11-20 09:15:30,,\n`, 'line 2, number: This is missing'],
    ['a NUL', `${head}\n1,V\0PN,,Closed,2026-11-20 09:15:30,,\n`, 'line 2, short_description: The text holds a NUL'],
    ['columns of something else', 'name,size\na,1\n', 'No table of cases was found'],
    ['nothing', '', 'nothing.csv: the file is empty'],
    ['a byte order mark alone', '\ufeff', 'the file is empty'],
    ['a web page', '<!DOCTYPE html><table><tr><td>number</td></tr></table>', 'this is a web page (HTML)'],
    ['a print', '%PDF-1.7\n…', 'this is a PDF'],
    ['XML', '<?xml version="1.0"?><xml><incident><number>1</number></incident></xml>', 'this is XML'],
    [
      'an old workbook',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]),
      '(.xls)',
    ],
    ['an export of another system', 'CaseNumber,Subject,Status\n1,T,Closed\n', 'try --from salesforce'],
    [
      'a status by another name',
      `${head.replace('state', 'phase')}\n1,VPN,,Closed,,,\n`,
      'No column for the status was found (state',
    ],
  ])('is told by its line: %s', async (_what, content, told) => {
    expect(await bring(await given(content === '' ? 'nothing.csv' : 'odd.csv', content))).toMatchObject({
      code: 1,
      said: expect.stringContaining(told),
    });
    expect(await kept()).toEqual([]);
  });

  test('is told by its line where it is not of the encoding that was said', async () => {
    const text = Buffer.concat([
      Buffer.from(`${head}\n1,VPN,,Closed,2026-11-20 09:15:30,,\n2,`),
      Buffer.from([0x81, 0x20]),
      Buffer.from(',,Closed,2026-11-20 09:15:30,,\n'),
    ]);
    const path = await given('bytes.csv', text);
    for (const encoding of ['shift_jis', 'windows-1252'])
      expect((await bring(path, '--encoding', encoding)).said).toContain(`Line 3: here the file is not ${encoding}.`);
  });

  test.each([
    ['servicenow', 'number,short_description,state,resolved_at,close_code', ['Closed', '2026-11-20 09:15:30']],
    ['jira', 'Issue key,Summary,Status,Resolved,Resolution', ['完了', '2026-11-20 09:15']],
  ])(
    'of %s leaves out what was closed without being solved, however that is said',
    async (system, head, [status, at]) => {
      const unsolved = [
        'Not Solved (Not Reproducible)',
        'Not solved - too costly',
        'Unresolved',
        'Could not reproduce',
      ];
      const ja = [
        '未解決（費用が高すぎる）',
        '未解決',
        '再現せず',
        '再現できませんでした',
        '解決に至らず',
        'お客様都合により取り下げ',
      ];
      const solved = ['Solved (Work Around)', 'User error', '恒久対応', '再起動で解消', ''];
      const rows = [...unsolved, ...ja, ...solved].map((outcome, n) => `A-${n},T,${status},${at},${outcome}`);
      const path = await given(
        `${system}.csv`,
        [head, ...rows, `A-98,T,完了（未解決）,${at},`, `A-99,T,未完了,${at},`].join('\n'),
      );
      expect(await run(['import', '--from', system, path, ...common])).toMatchObject({
        code: 0,
        said: expect.stringContaining('1 still open is left out; 11 cancelled'),
      });
      expect((await kept()).map(({ caseId }) => caseId)).toEqual(['A-10', 'A-11', 'A-12', 'A-13', 'A-14']);
    },
  );

  test.each(['\n', '\r\n', '\r'])(
    'names the lines in which its rows begin, whatever ends those within a text (%j)',
    async (end) => {
      const about = (id: string, product: string) =>
        `${id},"Over${end}three${end}lines",,Closed,2026-11-20 09:15:30,,${product}`;
      const rows = [about('1', ''), about('2', ''), '3,DNS,,Closed,no date,,', about('4', ',,x')];
      const { said } = await bring(await given('texts.csv', [head, ...rows, ''].join(end)));
      expect([...said.matchAll(/line (\d+)/gi)].map(([, line]) => Number(line))).toEqual([8, 9]);
    },
  );

  test('is read though its lines end in two ways', async () => {
    const rows = ['1,<b>VPN</b> &amp; DNS,,Closed,2026-11-20 09:15:30,,', '2,DNS,,Closed,2026-11-20 09:15:30,,', ''];
    expect(await bring(await given('ends.csv', `${head}\r\n${rows.join('\n')}`))).toMatchObject({ code: 0 });
    expect((await kept()).map(({ title }) => title)).toEqual(['VPN & DNS', 'DNS']);
  });

  test('is named where it is ISO-2022-JP, and read where its byte order mark says UTF-16', async () => {
    const jis = Buffer.concat([
      Buffer.from(`${head}\n1,`),
      Buffer.from([0x1b, 0x24, 0x42, 0x3e, 0x63, 0x1b, 0x28, 0x42]),
    ]);
    expect((await bring(await given('jis.csv', jis))).said).toContain('ISO-2022-JP');
    const utf16 = Buffer.from(`\ufeff${head}\n1,証明書,,Closed,2026-11-20 09:15:30,,\n`, 'utf16le');
    expect(await bring(await given('utf16.csv', utf16))).toMatchObject({ code: 0 });
    expect((await kept()).map(({ title }) => title)).toEqual(['証明書']);
  });

  test('is told in the reader’s words where it is a torn zip file, or no file', async () => {
    const zip = zipSync({ 'Case.csv': new TextEncoder().encode('Id,CaseNumber,Subject\n'.repeat(5_000)) });
    for (const torn of [
      zip.slice(0, zip.length / 2),
      Buffer.concat([zip.slice(0, 60), Buffer.alloc(40), zip.slice(100)]),
    ]) {
      const args = ['import', '--from', 'salesforce', await given('torn.zip', torn), ...common];
      expect(await run(args)).toMatchObject({ code: 1, said: expect.stringContaining('cannot be unpacked') });
      expect((await run(args, { language: 'ja' })).said).toContain('展開できません');
    }
    expect((await bring(join(folder, 'none.csv'))).said).toContain('There is no file');
  });

  test('has dates in doubt only as long as no line of it decides', async () => {
    const rows = (days: string[]) => [head, ...days.map((day, n) => `${n},VPN,,Closed,${day} 16:14,,`)].join('\n');
    expect((await bring(await given('doubt.csv', rows(['6/7/2025'])))).said).toContain(
      '--dates day-first or --dates month-first',
    );
    expect(await bring(await given('decided.csv', rows(['6/7/2025', '6/21/2025'])))).toMatchObject({ code: 0 });
    expect((await kept())[0]?.closedAt).toBe('2025-06-07T16:14:00.000Z');
    expect((await bring(await given('both.csv', rows(['21/6/2025', '6/21/2025'])))).said).toContain(
      'day first in some lines',
    );
  });

  test('has the columns that somebody names, and products that somebody says', async () => {
    const path = await given('own.csv', 'Ticket,What,Done at,Area\nA-1,VPN drops,2026-11-20 09:15,VPN (old)\n');
    const own = [
      '--column',
      'number=Ticket',
      '--column',
      'title=What',
      '--column',
      'closed=Done at',
      '--column',
      'product=Area',
    ];
    expect(await bring(path, ...own, '--product', 'VPN (old)=vpn-gateway')).toMatchObject({ code: 0 });
    expect(await kept()).toEqual([
      expect.objectContaining({ caseId: 'A-1', title: 'VPN drops', technologies: ['vpn-gateway'] }),
    ]);
    expect((await bring(path, ...own, '--product', 'VPN (old)=nothing')).said).toContain('no technology "nothing"');
    expect(await bring(path, '--column', 'colour=Area')).toMatchObject({
      code: 2,
      said: expect.stringContaining('--column colour=Area?'),
    });
  });
});
