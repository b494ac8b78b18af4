import { describe, expect, it } from '@jest/globals';
import { readText } from '../../src/reading/parts.ts';
import { titleOf } from '../../src/reading/title.ts';

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
