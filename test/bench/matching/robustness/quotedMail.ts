import { around, inBoth, type Kind, type Noise, openingOf, type Spoken, type Told } from './noise.ts';

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

/** An older mail below the new one, on another matter: as mail programs write it, and with a matter of our own. */
const thread: readonly (readonly [readonly Spoken[], string | ((other: Told) => string)])[] = [
  [
    ['ja'],
    (other) => `-----Original Message-----
From: 佐伯 真帆 <maho.saeki@adatum.example>
Sent: Tuesday, March 3, 2026 10:12 AM
To: 高田 玲奈 <rena.takada@northwind.example>
Subject: ${other.title}

高田様

${openingOf(other)}`,
  ],
  [
    ['ja'],
    (other) => `________________________________
差出人: 森 拓海 <takumi.mori@contoso.example>
送信日時: 2026年2月18日 17:40
宛先: サポート窓口 <support@litware.example>
CC: 情報システム部 <it@contoso.example>
件名: RE: ${other.title}

${openingOf(other)}`,
  ],
  [
    ['ja'],
    (other) => `2026年1月9日(金) 9:05 宮坂 直人 <naoto.miyasaka@fabrikam.example>:

${quoted(`${other.title}\n\n${openingOf(other)}`)}`,
  ],
  [
    ['ja'],
    (other) => `> 木暮です。
> ${other.title}
>
>> ご連絡ありがとうございます。
>> ${openingOf(other, 120)}`,
  ],
  [
    ['ja'],
    (other) => `2026/02/02 13:22、有村 千尋のメール:
${quoted(openingOf(other))}`,
  ],
  [
    ['ja'],
    `----- 転送メッセージ -----
差出人: 早川 徹 <t.hayakawa@proseware.example>
日付: 2025年12月1日 8:30
件名: 【完了】複合機の印刷が遅い件
宛先: ヘルプデスク

プリンター ドライバーを更新し、プリント サーバーの印刷スプーラーを再起動したところ、印刷できるようになりました。クローズしていただいて結構です。`,
  ],
  [
    ['ja'],
    `From: 李 佳怡
Sent: 2026年2月20日金曜日 11:48
To: インフラ課
Subject: [Ticket#20260220-17] VPN がつながらない

在宅勤務中の 3 名から VPN に接続できないとの申告がありました。拠点ルーターの再起動で復旧しています。
Exchange のメール フローは正常でした。`,
  ],
  [
    ['ja'],
    `───────── 元のメッセージ ─────────
差出人　：保守センター
送信日時：2026/01/15 19:02
件名　　：【作業報告】SQL Server 月次メンテナンス

可用性グループのフェールオーバー、インデックス再構築、トランザクション ログのバックアップを実施し、すべて正常終了しました。`,
  ],
  [
    ['ja'],
    `>>> 前回の件（SharePoint のサイト コレクションの容量）は、ごみ箱を空にして解決しました。
>>> ありがとうございました。`,
  ],
  [
    ['ja'],
    `[最初のメッセージ]
2025-11-04 10:00  お客様
Intune に登録した iPhone が準拠になりません。ポータル サイト アプリでエラーになります。
2025-11-05 16:20  サポート担当
コンプライアンス ポリシーを見直していただき、解決済みです。`,
  ],
  [
    ['en'],
    (other) => `-----Original Message-----
From: Annika Dreyer <annika.dreyer@tailspin.example>
Sent: Tuesday, March 3, 2026 10:12 AM
To: Robin Castellan <robin.castellan@fabrikam.example>
Subject: ${other.title}

Hi Robin,

${openingOf(other)}`,
  ],
  [
    ['en'],
    (other) => `________________________________
From: Devon Achterberg <devon.achterberg@contoso.example>
Sent: 18 February 2026 17:40
To: Support <support@litware.example>
Cc: IT <it@contoso.example>
Subject: RE: ${other.title}

${openingOf(other)}`,
  ],
  [
    ['en'],
    (other) => `On Fri, Jan 9, 2026 at 9:05 AM Priyanka Oduya <priyanka.oduya@woodgrove.example> wrote:

${quoted(`${other.title}\n\n${openingOf(other)}`)}`,
  ],
  [
    ['en'],
    (other) => `> Yusuf here.
> ${other.title}
>
>> Thanks for getting back to us.
>> ${openingOf(other, 120)}`,
  ],
  [
    ['en'],
    (other) => `Le lun. 2 févr. 2026 à 13:22, Odile Marchetti <odile.marchetti@adatum.example> a écrit :

${quoted(openingOf(other))}`,
  ],
  [
    ['en'],
    `---------- Forwarded message ---------
From: Service Desk <servicedesk@adventureworks.example>
Date: Mon, 1 Dec 2025 at 08:30
Subject: [SOLVED] Printing is slow on the 3rd floor
To: <it-all@adventureworks.example>

We updated the printer driver on the print server and restarted the print spooler. Closing this one.`,
  ],
  [
    ['en'],
    `From: Wei Lindqvist
Sent: Friday, February 20, 2026 11:48 AM
To: Infrastructure
Subject: [Ticket#20260220-17] VPN drops

Three people working from home could not connect to the VPN. A restart of the branch router fixed it.
Exchange mail flow was fine all the time.`,
  ],
  [
    ['en'],
    `*From:* Maintenance
*Date:* 15 January 2026 at 19:02:11 CET
*Subject:* *Report: monthly SQL Server maintenance*

Availability group failover, index rebuild and transaction log backups were carried out. All finished without error.`,
  ],
  [['en'], '>>> The SharePoint site collection quota (last ticket) is sorted: we emptied the recycle bin.\n>>> Cheers'],
  [
    ['en'],
    `Begin forwarded message:

From: Mobile Team
Subject: iPhones not compliant in Intune
Date: November 4, 2025 at 10:00:00 GMT+1

The Company Portal app showed an error. The compliance policy was changed and the phones are compliant again.`,
  ],
];

export const quotedMail: Kind = {
  name: 'quoted mail',
  goal: 5,
  // Whoever answers below writes under what they answer to.
  noises: thread.flatMap(([spoken, words], at) =>
    around(`quoted mail ${at + 1}`, spoken, words, at % 10 === 2 || at % 10 === 3 ? ['before', 'after'] : ['after']),
  ),
};

/** The mail was written as an answer to an old one: its title is of another matter, its own stands in the text. */
const titled = (name: string, spoken: readonly Spoken[], title: (other: Told) => string): Noise => ({
  name,
  in: spoken,
  put: (of, other) => ({ title: title(other), text: `${of.title}\n${of.text}` }),
});

export const foreignTitles: Kind = {
  name: 'foreign titles',
  goal: 8,
  noises: [
    titled('RE:', inBoth, ({ title }) => `RE: ${title}`),
    titled('Re:', inBoth, ({ title }) => `Re: ${title}`),
    titled('FW: RE:', inBoth, ({ title }) => `FW: RE: ${title}`),
    titled('Fwd:', inBoth, ({ title }) => `Fwd: ${title}`),
    titled('RE: with a ticket', inBoth, ({ title }) => `RE: [Ticket#20260220-17] ${title}`),
    titled('RE: [External]', ['en'], ({ title }) => `RE: [EXTERNAL] ${title}`),
    titled('AW:', ['en'], ({ title }) => `AW: ${title}`),
    titled('another matter:', ['en'], ({ title }) => `New question (was: ${title})`),
    titled('printer', ['en'], () => 'RE: Printer on the 3rd floor'),
    titled('VPN', ['en'], () => 'FW: VPN Gateway tunnel down - SOLVED'),
    titled('SQL', ['en'], () => 'RE: RE: RE: SQL Server maintenance window'),
    titled('返信', ['ja'], ({ title }) => `返信: ${title}`),
    titled('転送', ['ja'], ({ title }) => `転送: ${title}`),
    titled('ＲＥ：', ['ja'], ({ title }) => `ＲＥ：${title}`),
    titled('（別件）', ['ja'], ({ title }) => `【別件】Re: ${title}`),
    titled('プリンター', ['ja'], () => 'RE: 3 階のプリンターの件'),
    titled('VPN ja', ['ja'], () => 'FW: 【完了】VPN が切れる件'),
    titled('SQL ja', ['ja'], () => 'RE: RE: RE: SQL Server 定期メンテナンスのお知らせ'),
  ],
};
