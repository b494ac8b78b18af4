import { describe, expect, test } from '@jest/globals';
import { askedOfBot } from '../../../../src/teams/commands/parsing/asked/askedOfBot.ts';
import { ownTimeSaid } from '../../../../src/teams/commands/parsing/ownTime.ts';
import { parseRequest } from '../../../../src/teams/commands/parsing/parse.ts';
import { askedOfBot as sentences } from '../../../fixtures/typed/schema.ts';

/** What answers words to the bot, where nobody has an invitation that they could answer. */
function answeredBy(said: string): string {
  const request = parseRequest(said, true);
  const meant = request?.kind === 'answers' ? request.otherwise : request;
  return meant?.kind === 'tells' ? meant.about : (meant?.kind ?? 'nothing');
}

describe('what somebody asks of the bot itself', () => {
  test.each(sentences())('is answered by what it asks about: $asked', ({ asked, right }) =>
    expect(right).toContain(answeredBy(asked)),
  );

  test.each([
    ['how do I hand 4711 over to Kenji?', '4711'],
    ['4712 の記事を書きたい', '4712'],
  ])('names the case that is meant: %s', (asked, caseId) =>
    expect(parseRequest(asked, true)).toMatchObject({ kind: 'tells', caseId }),
  );

  test.each([
    ['/swarm case how do I change the language?', 'how do I change the language'],
    ['/swarm ケース 言語を切り替えたい', '言語を切り替えたい'],
  ])('is none where somebody calls it a case: %s', (said, words) =>
    expect(parseRequest(said, true)).toEqual({ kind: 'case', words }),
  );

  // Each says what one asks of the bot, and names a product or tells of a fault as well.
  test.each([
    'how do I change the language of Outlook?',
    '誰に聞けばいいか分かりませんが Key Vault の証明書が更新できません',
    'Key Vault の証明書が更新できません。誰に聞けばいいですか？',
    'VPN が切れます、誰が詳しいですか',
    'Exchange の担当が誰もいないので障害対応ができません',
    'who to call: production is down',
    'the certificate is lost - who knows',
    'the status note cannot be saved',
    'I want to delete my data in Azure SQL',
    'how do I export a mailbox?',
    'Notes database does not open',
    'we cannot translate messages any more',
    'hand over between access points fails',
    'my working hours in the calendar are wrong after the update of the server',
    'skills page shows 500',
    "don't ask me for my password again",
    'focus time is not shown in Viva Insights',
    'not before 10 users are signed in',
    '在宅勤務で VPN がつながらない',
    '夜間バッチが止まる',
    '10時から認証できない',
    'language pack missing',
    'too many notifications from Outlook',
    'too many requests',
    'pings to the gateway time out',
    "where's the draft in Outlook",
    'the draft is not saved',
    'the next shift cannot sign in',
    'I now know the password is wrong',
    '通知が多すぎてOutlookが固まる',
    '通知が来ません',
    'Teams の言語を切り替えたい',
    '翻訳できません',
    '勤務時間が正しく表示されません',
    'メモが保存できない',
    'ナレッジ検索のサーバーが遅い',
    '引き継ぎ用アカウントでサインインできない',
    '自分のデータが消えてしまった',
    '招待メールが届かない',
    'スキル管理システムが停止しています',
    'ユーザーの言語を変更したい',
    'assign licenses to users',
    'move 4711 mailboxes to Exchange Online',
    'who can read the shared mailbox',
    'we can no longer support the old clients in Intune',
    'do not ask for MFA on trusted devices',
    'Exchange はもう使えません',
    'どこが悪いのかはもうわかりません',
    'メンバーに AKS の権限を追加したい',
    'Teams の会議に社外の人を招待できない',
  ])('a case is none, in however near words: %s', (said) => {
    expect(askedOfBot(said)).toBeNull();
    expect(ownTimeSaid(said)).toBeNull();
  });
});
