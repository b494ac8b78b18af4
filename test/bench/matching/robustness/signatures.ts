import { around, inBoth, type Kind, type Noise, type Place, type Spoken } from './noise.ts';

/** Who wrote and from what: companies' blocks, phones and mail programs, the join text of an online meeting. */
const signatures: readonly (readonly [readonly Spoken[], string])[] = [
  [
    ['ja'],
    `━━━━━━━━━━━━━━━━━━━━━━━━
ノースウィンド商事株式会社
情報システム部 インフラ課
高田 玲奈（Rena Takada）
〒000-0000 東京都港区架空町 1-2-3 ノースウィンドビル 8F
TEL: 03-0000-0101（直通）／ FAX: 03-0000-0102
E-mail: rena.takada@northwind.example
URL: https://www.northwind.example/
━━━━━━━━━━━━━━━━━━━━━━━━`,
  ],
  [
    ['ja'],
    `-- 
株式会社コントソ 名古屋支店 システム管理グループ
森 拓海
携帯：090-0000-0000
メール：takumi.mori@contoso.example`,
  ],
  [
    ['ja'],
    `*********************************************
 ファブリカム株式会社
 クラウド推進本部 Azure 導入支援室
 主任 宮坂 直人
 〒000-0000 大阪府大阪市架空区 4-5-6
 電話 06-0000-0123  内線 4512
 Teams: naoto.miyasaka@fabrikam.example
*********************************************`,
  ],
  [['ja'], 'iPhone から送信'],
  [['ja'], 'Outlook for iOS を入手'],
  [['ja'], 'Android 版 Outlook から送信\n[https://aka.ms/architect-x]'],
  [['ja'], 'Windows 版のメールから送信'],
  [
    ['ja'],
    `________________________________________________________________________________
Microsoft Teams ヘルプが必要ですか?
今すぐ会議に参加する
会議 ID: 400 000 000 000
パスコード: aB3dE9
________________________________
電話によるダイヤルイン
+81 3-0000-0000,,123456789# 日本, 東京
電話会議 ID: 123 456 789#
開催者向け: 会議のオプション | ダイヤルイン PIN のリセット`,
  ],
  [
    ['ja'],
    `Zoom ミーティングに参加する
https://zoom.example/j/90000000000?pwd=abcd
ミーティング ID: 900 0000 0000
パスコード: 246810`,
  ],
  [
    ['ja'],
    `==============================
アダタム株式会社  サーバー・ネットワーク運用センター
24 時間 365 日受付  0120-000-000
担当：木暮 / 佐伯 / 李
Microsoft 365・Azure・SharePoint の運用はおまかせください
==============================`,
  ],
  [
    ['ja'],
    `◇◆テイルスピン株式会社◆◇
　DX 推進室　有村 千尋
　Chihiro Arimura
　在宅勤務日：月・水・金（Teams でご連絡ください）
　SharePoint ポータル：https://tailspin.sharepoint.example/sites/dx`,
  ],
  [
    ['ja'],
    `プロスウェア株式会社 ITサービス部
Azure Solutions Architect Expert / 情報処理安全確保支援士
早川 徹　t.hayakawa@proseware.example`,
  ],
  [
    ['en'],
    `Robin Castellan
IT Manager | Fabrikam, Inc.
21 Invented Street, Leeds LS0 0AA, United Kingdom
T +44 113 496 0101 | M +44 7700 900123
robin.castellan@fabrikam.example | www.fabrikam.example`,
  ],
  [['en'], 'Sent from my iPhone'],
  [['en'], 'Get Outlook for iOS<https://aka.ms/o0ukef>'],
  [['en'], 'Sent from Outlook for Android<https://aka.ms/AAb9ysg>'],
  [['en'], 'Sent from Mail<https://go.microsoft.com/fwlink/?LinkId=550986> for Windows'],
  [
    ['en'],
    `________________________________________________________________________________
Microsoft Teams Need help?<https://aka.ms/JoinTeamsMeeting?omkt=en-US>
Join the meeting now<https://teams.microsoft.example/l/meetup-join/19%3ameeting_abc>
Meeting ID: 400 000 000 000
Passcode: aB3dE9
________________________________
Dial in by phone
+1 323-555-0100,,123456789# United States, Los Angeles
Find a local number
For organizers: Meeting options | Reset dial-in PIN`,
  ],
  [
    ['en'],
    `-- 
Devon Achterberg
Senior Exchange & Messaging Engineer
Contoso Ltd. - Winner, Partner of the Year for Azure 2025
P: (425) 555-0142   F: (425) 555-0143`,
  ],
  [
    ['en'],
    `Best regards / Mit freundlichen Grüßen

Annika Dreyer
Tailspin Toys GmbH, Abteilung IT-Infrastruktur
Am Beispielweg 7, 00000 Musterstadt
Geschäftsführer: K. Lorenz. Registergericht Musterstadt HRB 00000
Tel. +49 30 23125 100`,
  ],
  [
    ['en'],
    `Priyanka Oduya | Woodgrove Bank | SQL & Data Platform
Office hours Mon-Thu 8-16 CET. Chat me on Teams: priyanka.oduya@woodgrove.example
Book time with me: https://outlook.office.example/bookwithme/user/0000`,
  ],
  [
    ['en'],
    `Litware Managed Services
Your partner for Microsoft 365, SharePoint and Windows Server
Service desk 24x7: 1-800-555-0199 | portal: https://support.litware.example
Follow us on LinkedIn | X | YouTube`,
  ],
  [
    ['en'],
    `Yusuf
IT department
Adventure Works

Download the Teams app for your phone | Find us on SharePoint: https://adventureworks.sharepoint.example/sites/IT`,
  ],
  [inBoth, '[cid:image001.png@01DB2F7A.5C0E1D20]\n[logo_exchange_partner.png]'],
];

const places: readonly Place[] = ['after'];
export const signatureNoises: readonly Noise[] = signatures.flatMap(([spoken, words], at) =>
  around(`signature ${at + 1}`, spoken, words, places),
);

/** What companies have mail programs say: secrecy, who is outside, lists, virus checks. Some stand above, some below. */
const notices: readonly (readonly [readonly Spoken[], Place, string])[] = [
  [
    ['ja'],
    'after',
    '【機密保持について】\n本メールおよび添付ファイルには機密情報が含まれている場合があります。誤って受信された場合は、直ちに送信者へご連絡のうえ、本メールを削除してくださいますようお願いいたします。無断での複製・転送・開示は固くお断りします。',
  ],
  [
    ['ja'],
    'before',
    '[注意] このメールは社外から送信されています。送信者に心当たりがない場合は、リンクや添付ファイルを開かないでください。不審なメールは Outlook の「報告」ボタンから Microsoft Defender に報告してください。',
  ],
  [['ja'], 'before', '【外部】外部ドメインからのメールです'],
  [
    ['ja'],
    'after',
    'このメールはサポートポータルに登録された方にお送りしています。配信停止をご希望の方は、こちらのページからお手続きください。\nhttps://mail.fabrikam.example/unsubscribe?u=00000',
  ],
  [
    ['ja'],
    'after',
    '※このメールは送信専用アドレスから配信しています。ご返信いただいてもお答えできません。\n※お問い合わせはポータル（SharePoint サイト）の FAQ をご覧ください。',
  ],
  [
    ['ja'],
    'after',
    'ウイルスチェック済み：Microsoft Defender for Office 365\nスキャン結果：脅威は検出されませんでした。',
  ],
  [
    ['ja'],
    'after',
    '添付ファイルはセキュリティポリシーにより OneDrive のリンクに置き換えられました。リンクの有効期限は 14 日間です。パスワードは別メールでお送りします。',
  ],
  [
    ['ja'],
    'before',
    '差出人が contoso.example からのメールを受信することはあまりありません。これが重要である理由をご覧ください<https://aka.ms/LearnAboutSenderIdentification>',
  ],
  [['ja'], 'after', '本メールを印刷する前に、環境へのご配慮をお願いいたします。'],
  [
    ['ja'],
    'after',
    'アンケートにご協力ください：今回の対応はいかがでしたか。\n★★★★★ とても満足 ／ ★ 不満\n（Power Automate により自動送信されています）',
  ],
  [['ja'], 'after', '秘密度ラベル：社外秘（Microsoft Purview Information Protection により適用）'],
  [
    ['en'],
    'after',
    'CONFIDENTIALITY NOTICE: This e-mail and any attachments are for the exclusive and confidential use of the intended recipient. If you are not the intended recipient, please do not read, distribute or take action based on this message. If you have received this in error, notify us immediately by return e-mail and delete it from your system.',
  ],
  [
    ['en'],
    'before',
    '[CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender. Report phishing with the Report button in Outlook or in Microsoft Defender.]',
  ],
  [['en'], 'before', '[EXTERNAL]'],
  [
    ['en'],
    'before',
    "You don't often get email from robin.castellan@fabrikam.example. Learn why this is important<https://aka.ms/LearnAboutSenderIdentification>",
  ],
  [
    ['en'],
    'after',
    'You are receiving this because you are subscribed to service notifications. Unsubscribe<https://news.litware.example/u/1> | Manage preferences | View this email in your browser',
  ],
  [
    ['en'],
    'after',
    'This message has been scanned for viruses and dangerous content by Microsoft Defender for Office 365 and is believed to be clean.',
  ],
  [
    ['en'],
    'after',
    'Classification: Contoso - Confidential. This item is protected by Microsoft Purview Information Protection; forwarding is restricted.',
  ],
  [
    ['en'],
    'after',
    'Attachments larger than 10 MB were uploaded to OneDrive and replaced by a sharing link. The link expires in 30 days. If you cannot open it, sign in with your Microsoft account.',
  ],
  [['en'], 'after', 'Please consider the environment before printing this e-mail.'],
  [
    ['en'],
    'after',
    'Contoso Ltd is registered in England and Wales, company number 00000000. Emails may be monitored and archived in Exchange for regulatory purposes. We accept no liability for any virus transmitted by this email.',
  ],
  [
    ['en'],
    'before',
    '## Please reply above this line ##\n\nYour request has been received and is being reviewed by our support staff.',
  ],
];

const noticeNoises: readonly Noise[] = notices.flatMap(([spoken, place, words], at) =>
  around(`notice ${at + 1}`, spoken, words, [place]),
);

export const signaturesAndNotices: Kind = {
  name: 'signatures and notices',
  goal: 3,
  noises: [...signatureNoises, ...noticeNoises],
};
