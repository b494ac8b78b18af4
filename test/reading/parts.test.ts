import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sectionsOf } from '../../src/reading/matter.ts';
import { type PartKind, readText } from '../../src/reading/parts.ts';

const kindsOf = (text: string): Record<string, PartKind> =>
  Object.fromEntries(readText(text, true).parts.map(({ kind, from, to }) => [text.slice(from, to).trim(), kind]));
const said = (text: string, told = true): string =>
  readText(text, told)
    .matter.map(({ from, to }) => text.slice(from, to).trim())
    .join('\n');

const matter = {
  en: 'The label printer at dock 4 prints nothing but blank pages.',
  ja: '4 番ドックのラベル プリンターから白紙しか出ません。',
};

describe('a text is read as its matter and what stands around it', () => {
  it.each<[string, string]>([
    [
      'a rule and a firm',
      `${matter.ja}\n\n──────────────\n東西物産株式会社 経理部\n鈴木\n電話 03-0000-0200\n──────────────`,
    ],
    [
      'a name under a closing',
      `${matter.en}\n\nWarm regards,\nIngrid Halvorsen\nHead of Facilities, Adatum Corp.\n+47 21 00 00 00`,
    ],
    ['who writes in a chat that was copied', `[9:12 AM] Halvorsen, Ingrid\n${matter.en}\n[9:14 AM] Sato Mika\nThanks!`],
    ['the same in Japanese', `[昨日 17:05] 鈴木 一郎\n${matter.ja}`],
    ['a name and a time over it', `鈴木 一郎  9:12\n${matter.ja}`],
    ['what a phone adds', `${matter.ja}\n\nGalaxy から送信しました`],
    ['what it adds behind', `${matter.ja}\n\nAndroidから送信 (Outlook for Android を入手)`],
    ['what another phone adds', `${matter.en}\n\nSent from Yahoo Mail on my tablet`],
    ['a tablet’s mail program', `${matter.en}\nGet Outlook for Mac <https://aka.ms/abc>`],
    [
      'how to join a meeting',
      `${matter.en}\n\nClick here to join the meeting\nMeeting ID: 211 555 010 99\nPasscode: Xy12\nOr call in (audio only)`,
    ],
    [
      'the same in Japanese',
      `${matter.ja}\n\n______________\nWeb 会議に参加\nミーティング番号: 2511 000 0000\nパスコード: 4455`,
    ],
    [
      'secrecy',
      `${matter.en}\n\nThis message is intended only for the addressee and may contain privileged information. If you received it in error, please delete it.`,
    ],
    [
      'secrecy in Japanese',
      `${matter.ja}\n\nこのメールには機密情報が含まれることがあります。誤送信の場合はお手数ですが破棄してください。`,
    ],
    [
      'a banner',
      `WARNING: This mail was sent from outside the company. Never open attachments unless you know the sender.\n\n${matter.en}`,
    ],
    [
      'a banner in Japanese',
      `※社外からのメールです。添付ファイルやリンクを開く前に送信者をご確認ください。\n\n${matter.ja}`,
    ],
    [
      'a list',
      `${matter.en}\n\nYou are receiving this e-mail as a subscriber. Manage your preferences or unsubscribe.`,
    ],
    [
      'an older mail',
      `${matter.en}\n\nFrom: Desk <desk@adatum.example>\nDate: 3 March 2026\nSubject: RE: SharePoint quota\n\nThe site collection was enlarged.`,
    ],
    [
      'an older mail in Japanese',
      `${matter.ja}\n\n差出人: 窓口\n送信日時: 2026年3月3日\n件名: SharePoint の容量\n\nサイト コレクションを拡張しました。`,
    ],
    ['an older mail, marked', `> The mailbox moved.\n> Exchange is fine.\n\n${matter.en}`],
    [
      'an older mail in Dutch',
      `${matter.en}\n\nOp ma 2 feb. 2026 om 13:22 schreef Odile <odile@adatum.example>:\n> Exchange is fine.`,
    ],
    ['a log', `${matter.en}\n\n2026-11-19 20:14:07 INFO azure-storage upload ok\n2026-11-19 20:14:09 WARN redis retry`],
    [
      'a log in another form',
      `[19/Nov/2026 08:14:22] sqlserver: connection reset\n[19/Nov/2026 08:14:23] sqlserver: connection reset\n\n${matter.ja}`,
    ],
    [
      'a trace',
      `java.sql.SQLException: no route\n\tat oracle.jdbc.Driver.connect(Driver.java:12)\n\tat com.adatum.Main.main(Main.java:3)\n\n${matter.en}`,
    ],
    [
      'a trace of Python',
      `${matter.ja}\n\nTraceback (most recent call last):\n  File "/srv/redis/app.py", line 3, in <module>\nredis.exceptions.ConnectionError: gone`,
    ],
    ['a prompt', `${matter.ja}\n\nPS C:\\> Get-AzVM -Status`],
    ['a prompt of a Unix shell', `${matter.ja}\n\nadmin@web-01:/var/log$ tail -n 20 syslog`],
    ['a command after its sign', `${matter.ja}\n\n$ kubectl get pods`],
    ['a variable', `${matter.ja}\n\n$result.Status`],
    ['something encoded', `${matter.ja}\n\nTUlJQ2RUQ0NBZDRDQVFBd2dZNHhDekFKQmdOVkJBWVRBa0pR`],
    [
      'a greeting',
      `お世話になっております。営業二課の鈴木です。\n${matter.ja}\nお手数ですがご対応をお願いいたします。`,
    ],
    [
      'a greeting in English',
      `Good afternoon team,\nI hope you had a good start into the week.\n${matter.en}\nMany thanks in advance!`,
    ],
  ])('%s', (_, text) => {
    expect(said(text)).toBe(text.includes(matter.ja) ? matter.ja : matter.en);
  });

  it('a mail that was only passed on is the matter itself', () => {
    const text = `-----Original Message-----\nFrom: A <a@adatum.example>\nSent: Monday\nSubject: VPN\n\nThe tunnel drops.`;
    expect(said(text, false)).toBe('The tunnel drops.');
    expect(said(text, true)).toBe('');
  });

  it('a log alone is all there is, and speaks', () => {
    const text = '2026-11-19 20:14:07 ERROR redis gone\n2026-11-19 20:14:09 ERROR redis gone';
    expect(readText(text, false).weightAt(30)).toBeGreaterThan(0.5);
    expect(readText(text, true).weightAt(30)).toBeLessThan(0.1);
  });

  it('the firm behind a mailbox says nothing', () => {
    const text = 'The reader is dead. Write to someone@outlook.com please.';
    expect(readText(text).weightAt(text.indexOf('outlook'))).toBe(0);
  });

  it.each([
    ['a question that is asked politely', 'お手数ですが、VPN ゲートウェイの設定方法をご教示ください。'],
    [
      'mail that does not arrive',
      'This morning mail from outside is blocked: the sender gets an error about phishing.',
    ],
    ['a fault told with thanks', 'Thanks for the call. Outlook cannot open the shared mailbox.'],
    ['an hour and a fault', '2026/11/19 10:12:00 に VPN が切断され、10:15:30 に復旧しました。'],
    ['types in angle brackets', 'List<String> is null in our converter.'],
    ['a last line that is a product', 'サインインできません。\n\nMicrosoft Teams Rooms on Windows'],
  ])('%s stays matter', (_, text) => {
    expect(said(text)).toContain(text.split('\n')[0]?.split('. ').at(-1)?.replace(/。$/, '') ?? '');
    expect(kindsOf(text)).not.toMatchObject({ [text]: 'notice' });
  });

  it('parts of any text lie in it, in order', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (text) => {
        let end = 0;
        for (const { from, to, weight } of readText(text).matter.map((part) => ({ ...part, weight: 1 }))) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(weight).toBeGreaterThanOrEqual(0);
          end = to;
        }
      }),
    );
  });
});

describe('what somebody says, for who comes later', () => {
  const log = '2026-11-19 20:14:07 INFO azure-storage upload ok\n2026-11-19 20:14:09 WARN redis retry';
  const left = '(log left out)';
  it('is told without greeting and signature, and says where a log was left out', () => {
    const text = `Hello team,\n${matter.en} The log:\n\n${log}\n\nIt began on Monday.\n\nBest regards\nAnn`;
    expect(sectionsOf(text, left)).toBe(`${matter.en} The log:\n${left}\nIt began on Monday.`);
    expect(sectionsOf(text, null)).toBe(`${matter.en} The log:\n${log}\nIt began on Monday.`);
  });
  it('keeps its sections in order, without marks at its beginning and headings over nothing', () => {
    const text = `【至急】【社外秘】\n\nお世話になっております。\n${matter.ja}\n\n【環境】\n・製品: LP-400\n\n【確認したこと】\n${log}\n\n【その他】\n\n【ログ】\n`;
    expect(sectionsOf(text, left)).toBe(`${matter.ja}\n【環境】\n・製品: LP-400\n【確認したこと】\n${left}`);
  });
  it('begins with a usual label where it has one', () =>
    expect(sectionsOf(`【現象】\n${matter.ja}`, left)).toBe(`【現象】\n${matter.ja}`));
  it('is all of it where it is nothing but a log', () => expect(sectionsOf(log, left)).toBe(log));
});

describe('a line without a full stop', () => {
  it.each([
    'URGENT - ExpressRoute circuit of the Osaka site is down',
    '大阪拠点の ExpressRoute が今朝から切断を繰り返しています',
    'all users are affected, nobody can send from Exchange Online',
    'Hi, the VPN of the Osaka site drops every hour',
  ])('is the matter above an older mail, not a part of its head: %s', (text) => {
    for (const head of [
      'On Fri, Jan 9, 2026 at 9:05 AM Priyanka Oduya <priyanka.oduya@woodgrove.example> wrote:',
      '2026年1月9日(金) 9:05 宮坂 直人 <naoto.miyasaka@fabrikam.example>:',
    ])
      for (const between of ['\n', '\n\n'])
        expect(said(`${text}${between}${head}\n> Printing is slow on the 3rd floor`, false)).toBe(text);
  });

  it.each([
    ...['CRITICAL: AKS down', 'URGENT: AKS Down', 'CRITICAL 2 DCs down', 'SUMMARY: AKS down', '本番停止'],
    ...['Hi,\n\nOutlook Down\n\nRobin', 'お世話になっております。\n\n通信障害\n\n木暮'],
  ])('and of a word or two is the whole case above an older mail, no signature, log or trace: %s', (text) => {
    const head = 'From: Aoi Tanabe <aoi@fabrikam.example>\nSent: Monday, January 12, 2026 9:05 AM\nTo: Service desk';
    const own = text.split('\n\n').at(text.includes('\n') ? 1 : 0) ?? '';
    expect(said(`${text}\n\n${head}\nSubject: Printing\n\nPrinting is slow on the 3rd floor.`, false)).toBe(own);
  });

  it('may still be the first half of such a head, where a long name breaks it', () => {
    const head =
      'On Fri, Jan 9, 2026 at 9:05 AM Priyanka Oduya-Featherstonehaugh\n<priyanka.oduya@woodgrove.example> wrote:';
    expect(said(`${matter.en}\n\n${head}\n> Printing is slow`, false)).toBe(matter.en);
  });
});

describe('who writes in a chat', () => {
  it.each([
    '[9:12] vpn is down',
    '9:12 VPN down\nsince then nothing works',
    'VPN 9:12',
    'Windows Update 9:12\nfailed with 0x80240438',
    '[9:12] Windows Update\n[9:40] Restart Failed\nsince then it is slow',
  ])('is no more than a name and a time over something: %s', (text) => {
    expect(said(text, false)).toContain(text.split('\n')[0] ?? '');
  });
});
