import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createDetector } from '../../src/detection/detection.ts';
import { textOfMarkup } from '../../src/reading/markup.ts';
import { technologySchema } from '../../src/registry/technology.ts';
import { caseFromText } from '../../src/teams/commands/case/freeText.ts';

const file = join(import.meta.dirname, '../../src/sandbox/organisation/technologies.json');
const detect = createDetector(z.array(technologySchema).parse(JSON.parse(readFileSync(file, 'utf8'))));
const owner = { id: '22222222-2222-4222-8222-000000000001', name: 'Owen Owner' };
/** What a text that was pasted comes to: its title, and what it is about. */
function asCase(text: string): { title: string | undefined; technologies: string[] } {
  const told = caseFromText({ text, tenantId: 't', owner, at: '2026-11-20T01:00:00.000Z' });
  return { title: told?.title, technologies: told ? detect(told).map(({ technology }) => technology) : [] };
}

const head = {
  en: (subject: string) =>
    `From: Ann Lee <ann@fabrikam.example>\nSent: Friday, 20 November 2026 09:00\nTo: Service desk\nSubject: ${subject}`,
  ja: (subject: string) => `差出人: 田中 一郎\n送信日時: 2026年11月20日 9:00\n宛先: サポート窓口\n件名: ${subject}`,
};
const older = {
  en: `${head.en('VPN')}\n\nHi team,\nThe VPN Gateway tunnel drops every hour.\nThanks,\nAnn`,
  ja: `${head.ja('VPN の件')}\n\nお世話になっております。\nVPN Gateway のトンネルが毎時切れます。\n田中`,
};
const passedOn = { en: 'The VPN Gateway tunnel drops every hour', ja: 'VPN Gateway のトンネルが毎時切れます' };

describe('a mail that is passed on is the case, whoever hands it on says so in', () => {
  it.each([
    ...['FYI', 'FYI.', 'fyi - see below', 'Please see below.', 'see attached mail', 'can somebody take this one?'],
    ...[
      'Forwarding this to you.',
      'FYI, can someone pick this up?',
      'Any takers?',
      'Ken, can you take this?',
      'FYI @Ken Mori - see below',
      'See the mail from Woodgrove below. The customer is waiting.',
      'Could anyone look at this please? Thanks!',
    ],
    ...['Hi all,\n\nplease see the request below from our customer.\n\nRobin', 'Passing this on. Who can handle it?'],
  ])('English: %s', (handing) => {
    const { title, technologies } = asCase(`${handing}\n\n${older.en}`);
    expect(title).toBe(passedOn.en);
    expect(technologies).toContain(asCase(passedOn.en).technologies[0]);
  });

  it.each([
    ...[
      '転送します。',
      '転送いたします。',
      '取り急ぎ転送します。',
      '下記ご確認ください。',
      '対応できる方お願いします。',
      'ご参考までに共有します。',
    ],
    ...[
      'どなたか見てもらえますか？',
      'お客様からの問い合わせです。',
      'これ誰か引き取れますか',
      'ファブリカム様より下記問い合わせがありました。対応できる方いますか？',
      '佐藤さん\n\n転送します。',
      'お疲れさまです。\n以下の件、対応お願いします。',
      'FYI です',
    ],
  ])('Japanese: %s', (handing) => {
    const { title, technologies } = asCase(`${handing}\n\n${older.ja}`);
    expect(title).toBe(passedOn.ja);
    expect(technologies).toContain(asCase(passedOn.ja).technologies[0]);
  });

  it.each([
    ['Outlook crashes since the update.', older.en],
    ['The scanner on floor two is broken.', older.en],
    ['Mail is not received by anyone.', older.en],
    ['Nobody can print here', older.en],
    ['FYI, Outlook crashes too', older.en],
    ['Can someone restart the print server?', older.en],
    ['How do I forward a message?', older.en],
    ['Can we get our mail back?', older.en],
    ['who can see our mail?', older.en],
    ['Our customer is waiting for mail from us', older.en],
    ['Attachment needed, please forward mail to the team.', older.en],
    ['I need the original message back', older.en],
    ['who sent this email?', older.en],
    ['メールが届いていない件、確認お願いします。', older.ja],
    ['シェアポが開きません。', older.ja],
    ['メールが届いていない', older.ja],
    ['複合機から印刷されません', older.ja],
    ['添付が見れない', older.ja],
    ['メールの転送をしたい', older.ja],
    ['転送ルールが効きません。', older.ja],
    ['どなたか Outlook の件お願いします。', older.ja],
  ])('but who says something tells that: %s', (words, below) => {
    expect(asCase(`${words}\n\n${below}`).title).toBe(words.replace(/[。.]$/, ''));
  });

  it('and its title is what it was, where nothing but its subject is there', () => {
    expect(asCase('FW: VPN Gateway down\n\nFYI, can someone pick this up?').title).toBe('VPN Gateway down');
    expect(asCase('転送: VPN Gateway の障害\n\n対応できる方いますか？').title).toBe('VPN Gateway の障害');
    expect(asCase('FW: VPN Gateway down\n\nOutlook is slow as well.').title).toBe('Outlook is slow as well');
  });

  it('and carries no marks of a quote in its title', () => {
    expect(asCase('下記、対応お願いします。\n> サイト間VPNが毎時切れます。').title).toBe('サイト間VPNが毎時切れます');
    expect(asCase('Please see below.\n> The site-to-site VPN drops hourly.').title).toBe(
      'The site-to-site VPN drops hourly',
    );
  });
});

describe('the subject of a mail that was pasted whole', () => {
  it.each([
    ['SQL AG failover loop', 'It happened again last night after patching.', 'en'],
    ['Exchange Online mail flow is delayed', 'Same as last week, please help.', 'en'],
    ['SQL Serverのフェールオーバーが繰り返されます', '昨夜また発生しました。', 'ja'],
    ['SQL Server のフェールオーバーが失敗', '昨晩 2 時、パッチ適用後に再発しました。', 'ja'],
    ['SQL Server patching fails', 'It happened again at 9:05 on Monday.', 'en'],
    ['Exchange Online のメール遅延', '先週と同じです。至急お願いします。', 'ja'],
  ] as const)('is the case where its words name nothing: %s', (subject, body, language) => {
    const { technologies } = asCase(subject);
    expect(technologies).not.toEqual([]);
    const [first, ...others] = head[language](subject).split('\n').toReversed();
    for (const over of [head[language](subject), [first, ...others.toReversed()].join('\n')])
      expect(asCase(`${over}\n\n${body}`)).toEqual({ title: subject, technologies });
  });

  it.each([
    ['SQL AG failover loop', 'Outlook on the terminal server crashes.', 'en'],
    ['RE: SQL AG failover loop', 'It happened again last night.', 'en'],
    ['Question', 'It happened again last night.', 'en'],
    ['SQL Server の件', 'ターミナル サーバーの Outlook が落ちます。', 'ja'],
    ['返信: SQL Server の件', '昨夜また発生しました。', 'ja'],
    ['お問い合わせ', '昨夜また発生しました。', 'ja'],
  ] as const)('is no title where they do, or where it says nothing itself: %s', (subject, body, language) => {
    expect(asCase(`${head[language](subject)}\n\n${body}`).title).toBe(body.replace(/[。.]$/, ''));
  });

  it('has no mark of a mail server', () => {
    expect(asCase(`${head.en('[EXTERNAL] SQL AG failover loop')}\n\nIt happened again.`).title).toBe(
      'SQL AG failover loop',
    );
    expect(asCase(`${head.ja('【社外】SQL Server の停止')}\n\n昨夜また発生しました。`).title).toBe('SQL Server の停止');
  });

  it('tells what it is about also where it is no title', () => {
    for (const text of [
      `${head.en('FW: SQL AG failover loop')}\n\nIt happened again last night.`,
      `FYI\n\n${head.en('Database')}\n\nSince the update nothing works.\nThe SQL AG does not fail over.`,
    ])
      expect(asCase(text).technologies).toEqual(asCase('SQL AG failover loop').technologies);
    expect(asCase(`${head.ja('転送: SQL Server の件')}\n\n昨夜また発生しました。`).technologies).toEqual(
      asCase('SQL Server の件').technologies,
    );
  });

  it('is that of the newest that says something', () => {
    const text = `FYI\n\n${head.en('FW: something')}\n\nsee below\n\n${head.en('SQL AG failover loop')}\n\nIt happened again.\n\n${older.en}`;
    expect(asCase(text).title).toBe('SQL AG failover loop');
  });
});

describe('a table in Markdown', () => {
  const table = {
    en: '| server | status | since |\n|---|---|---|\n| dc01 | failed | Monday |',
    ja: '| サーバー | 状態 | 発生 |\n|---|---|---|\n| dc01 | 停止 | 月曜 |',
  };
  it.each([
    [
      `${table.en}\n\nActive Directory replication is broken, see table.`,
      'Active Directory replication is broken, see table',
    ],
    [
      `${table.ja}\n\nActive Directory のレプリケーションが止まっています。`,
      'Active Directory のレプリケーションが止まっています',
    ],
    [`${table.en}\nAD replication broken, see table`, 'AD replication broken, see table'],
    [`Active Directory replication is broken:\n${table.en}`, 'Active Directory replication is broken:'],
    [
      '| Field | Value |\n|---|---|\n| Customer | Woodgrove |\n| Issue | Outlook crashes on start |',
      'Outlook crashes on start',
    ],
    ['| 項目 | 内容 |\n|---|---|\n| 顧客 | 東西物産 |\n| 事象 | Outlook が起動しません |', 'Outlook が起動しません'],
    [
      'kubectl get pods | grep api | wc -l returns 0 since noon',
      'kubectl get pods | grep api | wc -l returns 0 since noon',
    ],
  ])('is no sentence: %s', (text, title) => expect(asCase(text).title).toBe(title));

  it('keeps what it names', () => {
    expect(asCase(`${table.en}\n\nActive Directory replication is broken, see table.`).technologies).toContain(
      asCase('Active Directory replication is broken').technologies[0],
    );
  });
});

describe('a letter in the form of an office', () => {
  it.each([
    [
      '関係者各位\n\n下記の通り障害が発生しております。\n\n記\n\n１．発生日時　2026年11月20日 9:00\n２．事象　サイト間VPNが切断される\n３．影響範囲　大阪拠点\n\n以上',
      'サイト間VPNが切断される',
    ],
    ['下記の通り報告いたします。\n\n事象　サイト間VPNが切断される\n影響　大阪拠点', 'サイト間VPNが切断される'],
    [
      'Details of the incident are as follows:\n\nDate: 20 November\nIssue: the site-to-site VPN drops',
      'the site-to-site VPN drops',
    ],
    [
      '以下の内容でお問い合わせがありました。\n\n■件名\nTeams 会議に入れない\n■内容\n昨日からです',
      'Teams 会議に入れない',
    ],
    ['Please see the following:\nTitle: Teams meetings do not open\nSince: yesterday', 'Teams meetings do not open'],
    [
      '拝啓\n\n下記のとおり障害が発生しましたのでご報告いたします。\n\n敬具\n\n記\n\n１　発生日時　令和8年11月20日\n２　事象　　　サイト間VPNが切断される\n\n以上',
      'サイト間VPNが切断される',
    ],
    ['Incident report\n\n1. Date: 20 November\n2. Issue: site-to-site VPN drops', 'site-to-site VPN drops'],
    ['障害報告\n\n事象：サイト間VPNが切断される', 'サイト間VPNが切断される'],
    ['障害　発生中', '障害　発生中'],
    ['下記の通り VPN が切断されます。\n\n1. 接続する\n2. 待つ', '下記の通り VPN が切断されます'],
    ['サイト間VPNが切断されます。\n\n２．事象　毎時 0 分に発生', 'サイト間VPNが切断されます'],
  ])('is titled by what happens, not by what points to it: %s', (text, title) =>
    expect(asCase(text).title).toBe(title),
  );
});

describe('a table of Teams', () => {
  const cell = (words: string): string => `<td><p>${words}</p></td>`;
  const row = (...cells: string[]): string => `<tr>${cells.map(cell).join('')}</tr>`;
  it.each([
    ['server', 'status', 'sql01', 'down'],
    ['サーバー', '状態', 'sql01', '停止'],
  ])('keeps each row in a line: %s', (a, b, c, d) => {
    const html = `<p>See table</p><table><tbody>${row(a, b)}${row(c, d)}</tbody></table>`;
    expect(textOfMarkup(html).replace(/ +/g, ' ')).toBe(`See table\n${a} ${b}\n${c} ${d}`);
  });

  it('is not what a mail is laid out with: its paragraphs stay lines', () => {
    const html = '<table><tr><td><p>Hi team,</p><p>The VPN drops.</p><div>Thanks</div></td></tr></table>';
    expect(textOfMarkup(html)).toBe('Hi team,\nThe VPN drops.\nThanks');
  });
});
