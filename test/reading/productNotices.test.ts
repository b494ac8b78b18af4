import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createDetector } from '../../src/detection/detection.ts';
import { readText } from '../../src/reading/parts.ts';
import { titleOf } from '../../src/reading/title.ts';
import { technologySchema } from '../../src/registry/technology.ts';

const file = join(import.meta.dirname, '../../src/sandbox/organisation/technologies.json');
const detect = createDetector(z.array(technologySchema).parse(JSON.parse(readFileSync(file, 'utf8'))));
/** What is told in a chat: its title, and the surest technology. */
function asCase(text: string): { title: string; technology: string | undefined } {
  const title = titleOf(text);
  return { title, technology: detect({ title, description: text, product: null })[0]?.technology };
}

const matter = {
  en: 'The label printer at dock 4 prints nothing but blank pages.',
  ja: '4 番ドックのラベル プリンターから白紙しか出ません。',
};
const said = (text: string): string =>
  readText(text)
    .matter.map(({ from, to }) => text.slice(from, to).trim())
    .join('\n');

/** What programs say of the message they carry, each with a product that it is no case of. */
const notices = {
  en: [
    'This e-mail is scanned by Exchange Online Protection.',
    'This message was scanned by Microsoft Defender.',
    'This message was encrypted with Microsoft Purview Message Encryption.',
    'This email has been archived by Exchange Online Archiving.',
    'The attachments of this message were checked by Safe Attachments.',
    'This mail is protected by Azure Information Protection.',
    'All incoming messages are filtered through Exchange Online Protection before delivery.',
    'Secured by Microsoft Defender for Office 365',
    '*** Scanned by Exchange Online Protection - no threats found ***',
    'Sent from Outlook for iOS',
    'Sent with the new Outlook for Mac',
    'Sent via Microsoft Teams',
    'This is an automated message sent by Power Automate.',
    'This message was sent by Dynamics 365 Customer Service on behalf of Adatum.',
    'This message was sent from Outlook for Android.',
    'This communication was digitally signed using a certificate issued by Active Directory Certificate Services.',
    'Outgoing mail of this organization is journaled in Exchange Online and kept for seven years.',
    'Message delivered securely via Exchange Online.',
    'You received this message because you are a member of the Outlook group "Facilities".',
    'This message comes from outside Adatum. Use the Report Message add-in of Outlook if it looks suspicious.',
    'Virus-free. Checked by Microsoft Defender Antivirus.',
    'A record of this call is kept in Microsoft Teams. This meeting was recorded and transcribed by Microsoft Teams.',
  ],
  ja: [
    'このメールは Exchange Online により暗号化されています。',
    'このメールは Microsoft Defender for Office 365 によってスキャンされました。',
    '本メールは Microsoft Purview により保護されています。',
    '当メールは Exchange Online Archiving でアーカイブされます。',
    'このメッセージは Power Automate から自動で送られています。',
    '本メールは Dynamics 365 より送信されました。',
    'ウイルス検査済み（Exchange Online Protection）',
    '【ウイルス検査済】Microsoft Defender ウイルス対策',
    '添付ファイルは Microsoft Defender により検査済みです。',
    'このメールの添付ファイルは SharePoint に保管されています。',
    'Outlook for iOS から送信',
    'Outlook for Android から送信されました',
    'Microsoft Teams から送信',
    '新しい Outlook for Mac で作成',
    'このメールは組織外から届いています。不審な点があれば Outlook の報告ボタンをご利用ください。',
    '※ このメールは Azure Information Protection のラベル「社外秘」が付与されています。',
    '本メールは TLS により Exchange Online から安全に配送されています。',
    '受信メールはすべて Exchange Online Protection でウイルスおよび迷惑メールの検査を行っています。',
    'このメールは SharePoint のグループに参加されている方へ自動配信しています。',
    '送受信したメールは Exchange Online に 7 年間保存されます。',
    'この会議は Microsoft Teams により録画・文字起こしされています。',
    'Powered by Microsoft Dynamics 365 Customer Voice',
  ],
};

/** What looks alike, and is what somebody wants to have solved. */
const matters = {
  en: [
    'This e-mail is encrypted by Exchange Online, but the recipients cannot open it.',
    'This message was scanned by Microsoft Defender and deleted, although it is harmless.',
    'Messages that are scanned by Exchange Online Protection arrive an hour late.',
    'This email was archived by Exchange Online Archiving and now nobody finds it.',
    'The attachments of this message were blocked by Safe Attachments.',
    'This mail is protected by Azure Information Protection and opens on no phone.',
    'Why is all incoming mail filtered through Exchange Online Protection twice?',
    'Mail sent from Outlook for iOS never reaches the shared mailbox.',
    'Sent from Outlook for iOS, the attachment is missing.',
    'Messages sent via Microsoft Teams are not shown to guests.',
    'This message is sent by Power Automate ten times a day instead of once.',
    'This message was sent by Dynamics 365 Customer Service to the wrong customer.',
    'All outgoing mail should be journaled in Exchange Online: how is that set up?',
    'This meeting was recorded by Microsoft Teams, yet the recording has no sound.',
    'This message was quarantined by Microsoft Defender.',
    'This message was encrypted with Purview.\nExternal recipients get a blank page instead of it.',
    'This email is signed with a certificate of Active Directory Certificate Services that expired on Friday.',
    'This message is marked as spam by Exchange Online Protection.',
  ],
  ja: [
    'このメールは Exchange Online により暗号化されていますが、受信者が開けません。',
    'このメールは Microsoft Defender によりスキャンされた後、消えてしまいました。',
    '本メールは Microsoft Purview により保護されているため、協力会社で開けません。',
    'Exchange Online Protection で検査済みのメールが 1 時間遅れて届きます。',
    'Exchange Online Archiving でアーカイブされたメールが検索に出てきません。',
    'このメッセージは Power Automate から 1 日に 10 回も送られています。',
    'Outlook for iOS から送信したメールが共有メールボックスに届きません。',
    'Outlook for iOS から送信すると添付ファイルが消えます。',
    '添付ファイルは Microsoft Defender により削除されました。業務で必要です。',
    'このメールは Exchange Online により迷惑メールと判定されています。',
    'このメールは Exchange Online により暗号化されています。\n受信者の画面では白紙になります。',
    'すべての受信メールを Exchange Online Protection で検査するにはどう設定しますか。',
    'このメールは Microsoft Defender により検疫されました。',
    'Microsoft Teams から送信したメッセージがゲストに表示されません。',
    'この会議は Microsoft Teams により録画されていますが、音声が入っていません。',
    'Power Automate から自動で送信されるメールの差出人を変更したい。',
    'メールが Exchange Online により暗号化されていない。',
    '当社のメールは Exchange Online に 7 年間保存されますか。',
  ],
};

describe('what a program says of the message it carries is no matter', () => {
  it.each(notices.en)('%s', (notice) => {
    for (const text of [`${matter.en}\n\n${notice}`, `${notice}\n\n${matter.en}`, `${matter.en}\n${notice}`])
      expect(said(text)).toBe(matter.en);
  });

  it.each(notices.ja)('%s', (notice) => {
    for (const text of [`${matter.ja}\n\n${notice}`, `${notice}\n\n${matter.ja}`, `${matter.ja}\n${notice}`])
      expect(said(text)).toBe(matter.ja);
  });
});

describe('what somebody wants solved of a message is matter, though it begins like what programs say', () => {
  it.each([...matters.en, ...matters.ja])('%s', (words) => {
    expect(said(words)).toBe(words);
    expect(said(`${words}\n\n-- \nRobin\nContoso Ltd.`)).toBe(words);
  });

  it('also below what somebody else says', () => {
    for (const words of matters.en) expect(said(`We moved to new phones in May.\n\n${words}`)).toContain(words);
    for (const words of matters.ja) expect(said(`5 月に端末を入れ替えました。\n\n${words}`)).toContain(words);
  });

  it.each([
    'This message was scanned by Microsoft Defender.',
    'このメールは Exchange Online により暗号化されています。',
  ])('and so it is where nothing else is said: %s', (words) =>
    expect(titleOf(words)).toBe(words.replace(/[.。]$/, '')),
  );
});

describe('a setup that somebody begins with is matter, and keeps title and product, whatever the next line says', () => {
  it.each([
    ['The meeting was recorded with Microsoft Teams and stored in SharePoint.', 'Nobody in the team can play that.'],
    ['All outgoing messages are encrypted by Purview.', 'We want to switch that off for one partner.'],
    ['This message was encrypted by Exchange Online.', 'Opens empty on phones since the update.'],
    ['Powered by Dynamics 365.', 'Form opens empty since the update.'],
    ['すべてのメールは Exchange Online により転送されています。', 'これをやめたいです。'],
    ['この会議は Teams により録画されています。', '止め方を教えてください。'],
    ['メッセージは Service Bus により処理されています。', '昨日から順番が入れ替わります。'],
    ['メールは Microsoft Purview により保管されます。', '期間を 7 年にしたいのですが…'],
    ['このメールは Exchange Online により暗号化されています。', '印刷すると白紙になります。'],
  ])('%s', (setup, next) => {
    expect(said(`${setup}\n${next}`)).toBe(`${setup}\n${next}`);
    const title = setup.replace(/[.。]$/, '');
    const { technology } = asCase(setup);
    expect(technology).toBeDefined();
    expect(asCase(`${setup}\n${next}`)).toEqual({ title, technology });
  });

  it.each([
    ['All outgoing messages are encrypted by Purview.', 'We want to switch that off for one partner.'],
    ['This meeting is recorded by Microsoft Teams.', 'How does one stop it?'],
    ['すべてのメールは Exchange Online により転送されています。', 'これをやめたいです。'],
    ['この会議は Teams により録画されています。', '止め方を教えてください。'],
  ])('also in a paragraph of its own: %s', (setup, next) => {
    expect(said(`${setup}\n\n${next}`)).toBe(`${setup}\n${next}`);
  });

  it.each([
    ['We want to switch that off for one partner.', 'All outgoing messages are encrypted by Purview.'],
    ['これをやめたいです。', 'すべてのメールは Exchange Online により転送されています。'],
  ])('told last, it still names the product, where nothing else does: %s', (wish, setup) => {
    expect(asCase(`${wish}\n${setup}`).technology).toBe(asCase(setup).technology);
  });

  it.each([
    ['The label printer prints nothing but blank pages.', 'This e-mail is scanned by Exchange Online Protection.'],
    ['Printing is broken.', 'All incoming messages are filtered through Exchange Online Protection.'],
    ['The printer is broken.', 'All incoming messages are filtered through Exchange Online Protection.'],
    [matter.en, 'All incoming messages are filtered through Exchange Online Protection before delivery.'],
    ['用紙が詰まって印刷できません。', '本メールは Microsoft Purview により保護されています。'],
    [matter.ja, '受信メールはすべて Exchange Online Protection でウイルスおよび迷惑メールの検査を行っています。'],
  ])('what a program says below something else names none: %s', (words, notice) => {
    expect(asCase(`${words}\n\n${notice}`).technology).not.toBe(asCase(notice).technology);
  });
});

describe('a banner above is no title, also where what follows is of mail', () => {
  it.each([
    [
      'This e-mail is scanned by Exchange Online Protection.',
      'Outlook cannot open the shared mailbox, mails are missing.',
    ],
    ['本メールは Microsoft Purview により保護されています。', 'Outlook でメールが開けません。'],
  ])('%s', (notice, words) => expect(said(`${notice}\n\n${words}`)).toBe(words));

  it.each([
    ['This message was encrypted with Purview.', 'External recipients get a blank page instead of it.'],
    ['このメールは Purview により暗号化されています。', '受信者の画面では白紙になります。'],
  ])('but what goes on about it leaves it the matter: %s', (setup, next) =>
    expect(said(`${setup}\n\n${next}`)).toBe(`${setup}\n${next}`),
  );
});

describe('what an engineer notes of what was done is matter', () => {
  it.each([
    ...['Filtered by Conditional Access', 'Checked in Azure Portal', 'Checked with Wireshark', 'Checked on Windows 11'],
    ...['Secured by BitLocker', 'Powered by Azure OpenAI', 'Sign-in is slow.\nChecked by Network Watcher'],
    ...[
      'Azure Portal で設定済み',
      'Wireshark で検査済みです。',
      'Defender で検査済み',
      'チェック済み（Azure Portal）',
      'BitLocker により暗号化済み',
    ],
    ...['検査済み：Network Watcher', 'サインインが遅いです。\nPower BI で作成済み'],
  ])('%s', (words) => {
    for (const text of [words, `${matter.en}\n${words}`, `${matter.ja}\n\n${words}`])
      expect(said(text)).toContain(words);
  });

  it.each([
    ...['Scanned by Proofpoint', 'Checked by Mimecast for viruses', 'Checked for viruses by Contoso Mail Guard'],
    ...[
      'Microsoft Defender により検査済み',
      'ウイルスチェック済み（m-FILTER）',
      'スキャン済み: Exchange Online Protection',
    ],
  ])('where no product that looks through mail says it: %s', (notice) => {
    expect(said(`${matter.en}\n\n${notice}`)).toBe(matter.en);
    expect(said(`${matter.ja}\n${notice}`)).toBe(matter.ja);
  });
});

describe('a notice is one from its first word to its last', () => {
  it.each([
    'All messages are encrypted by Purview and sent in clear text',
    'All mails are delivered by Exchange and stored in random folders',
    'Our calls are recorded by Teams and stored in the drive of a leaver',
    'All emails are archived by Mimecast and kept for 2 days only',
    'All emails are scanned by Defender under the name of a leaver',
    'All files are encrypted by BitLocker',
    'The queue that holds our messages is encrypted by Service Bus',
    'すべてのメールは Exchange Online により転送されていますが二重です',
    'すべての送信メールは Purview により暗号化されて平文で届いています',
    '当社の会議は Teams により録画され退職者のドライブに保存されています',
    '全てのメールは Mimecast により 2 日間だけ保存されています',
  ])('and so this is matter: %s', (words) => {
    expect(said(`${matter.en}\n${words}`)).toContain(words);
    expect(said(`${matter.ja}\n\n${words}。`)).toContain(words);
  });

  it.each([
    'All emails are archived by Mimecast and kept for 7 years for legal purposes.',
    'All messages are scanned by Exchange Online Protection, archived and retained under our retention policy.',
    'This email was checked by Exchange Online Protection for viruses and spam before delivery, and no threats were found.',
    'This call may be recorded by Microsoft Teams for quality purposes.',
    'This email was Anti Virus checked by Sophos UTM.',
    'すべての送信メールは Purview により自動的に暗号化・保存されています。',
    '※本メールは Microsoft 365 により暗号化して送信しています。',
    'すべての会議は Teams により録画されています。',
  ])('and so this is one: %s', (notice) => expect(said(`${matter.en}\n\n${notice}`)).toBe(matter.en));
});

describe('mail from outside', () => {
  it.each([
    '外部から届くメールに、この通知が出ます。\nExchange Online のルールを直したい。',
    '社外から送られたメールが届きません。このメールが Exchange Online で消えます。',
    '社外から届くメールに注意書きが付きます。この通知を Exchange Online から外したいです。',
    'この通知メールを止めたい。社外から送られてきます。',
    '組織外からのメールがブロックされます。このメッセージの意味を教えてください。',
  ])('of which something is wanted is matter: %s', (text) => expect(said(text)).toBe(text));

  it.each([
    'このメールは組織外から届いています。\nリンクや添付ファイルを開かないでください。',
    '社外から送信されたメールです。\nこのメールに心当たりがない場合は、開かずに報告してください。',
  ])('of which a banner warns is a notice: %s', (banner) => expect(said(`${banner}\n\n${matter.ja}`)).toBe(matter.ja));
});

describe('what a mail program adds', () => {
  it.each([
    'Outlook で返信しました\n添付が消えます',
    'Outlookで作成しました。\n保存すると落ちます。',
    'Outlook for Windows で作成。\n保存すると落ちます。',
    'Outlook から送信しました\n相手に届きません',
    'メールは Outlook で送信しました',
    'Sent from Outlook\nThe attachment is missing',
  ])('is not what somebody did and goes on about: %s', (text) => expect(said(text)).toBe(text));

  it.each([
    'Outlook for Windows で作成',
    'Outlook で返信されました。',
    'Galaxy から送信しました',
    'Sent from my phone\nPlease excuse any typos and my brevity.',
  ])('stands below what is said: %s', (added) => {
    expect(said(`${matter.ja}\n${added.split('\n')[0]}`)).toBe(matter.ja);
    expect(said(`${matter.ja}\n\n${added}`)).not.toContain(added.split('\n')[0]);
  });
});
