import { describe, expect, test } from '@jest/globals';
import { parseRequest } from '../../../../src/teams/commands/parsing/parse.ts';

describe('a deed that is asked for', () => {
  test.each([
    ['ありがとうございます、4737は無事解決しました', 'resolve'],
    ['4737は無事に解決しました、ありがとうございました', 'resolve'],
    ['4737 直りました！ありがとう', 'resolve'],
    ['thanks all, 4737 is done', 'resolve'],
    ['4737を閉じてもいいですか', 'resolve'],
    ['4737をクローズしていただけますでしょうか', 'resolve'],
    ['please close out 4737', 'resolve'],
    ['佐藤さんを4737に招待してください', 'invite'],
    ['鈴木さんを4737に追加してください', 'invite'],
    ['4737に鈴木さんを呼んでください', 'invite'],
    ['4737に私を追加してください', 'join'],
    ['4737に入れていただけますか', 'join'],
    ['4737の対応が完了しました', 'resolve'],
    ['4737を終わらせてください', 'resolve'],
    ['4737が再発したので再オープンをお願いします', 'reopen'],
    ['reopen 4737 it came back', 'reopen'],
    ['4737を再開してください。また同じエラーが出ました', 'reopen'],
    ['can u close 4737, customer confirmed', 'resolve'],
    ['close 4737 - fixed by restarting the print spooler', 'resolve'],
    ['4737をクローズしてください、お客様に確認済みです', 'resolve'],
    ['pls close 4737 asap', 'resolve'],
    ['4737の件ですが、お客様から解決のご連絡がありましたのでクローズしてください', 'resolve'],
    ['4737に高橋さんも招待していただけますか', 'invite'],
    ["pls cancel 4737 we don't need it anymore", 'cancel'],
    ['4737はキャンセルでお願いします、重複でした', 'cancel'],
  ])('politely, with thanks or with a reason beside a case is that deed: %s', (words, about) =>
    expect(parseRequest(words, true)).toMatchObject({ kind: 'tells', about, caseId: '4737' }),
  );

  test.each([
    ['終了したいです', 'resolve'],
    ['can u close the swarm', 'resolve'],
    ['スウォームを終了してもいいですか', 'resolve'],
    ['スウォームを閉じていただけますか', 'resolve'],
    ['スウォームを終わらせてください', 'resolve'],
    ['キャンセルでお願いします', 'stop'],
  ])('politely without a case is of one’s own swarm: %s', (words, about) =>
    expect(parseRequest(words, true)).toEqual({ kind: 'tells', about, caseId: null }),
  );

  test.each([
    '使い方を教えていただけますでしょうか',
    '操作方法をご教示いただけますでしょうか',
    'このボットでできることを教えていただけませんか',
    '使い方がよく分からないのですが',
    'ヘルプを表示してください',
    'メニューを出して',
    'ツールの使用方法をご説明いただけますか',
    'whats this bot for',
    'what can u do',
  ])('politely or in short is help: %s', (words) => expect(parseRequest(words, true)).toEqual({ kind: 'help' }));

  test.each(['rename 4737 to "Outlook prompts"', '4737の名前を「Outlook の確認」に変えてください'])(
    'of another name is a wish: %s',
    (words) => expect(parseRequest(words, true)).toMatchObject({ kind: 'wishes', caseId: '4737' }),
  );

  test.each(['4737に田中さんは参加していますか', '4737の状況を教えていただけますでしょうか', 'whos in 4737'])(
    'is none where it is asked how it stands or who is in: %s',
    (words) => expect(parseRequest(words, true)).toEqual({ kind: 'status', caseId: '4737' }),
  );

  test.each([
    'cancel 4737 mailboxes migration',
    'close 4737 tickets in bulk fails',
    '4737 is closed, but users still cannot sign in',
    '4737は解決しました、でもまた同じエラーが出ます',
    '鈴木さんを4737に追加できません',
    '4737に鈴木さんを招待するとエラーになります',
    'rename 4737 files to lower case',
    '4737の対応が完了しません',
    'スウォームを終了してもエラーが出ます',
    'Outlook の使い方を教えていただけますか',
    '操作方法が変わって印刷できません',
    'ヘルプを表示するとエラーになります',
    'メニューを出してもボタンが押せません',
    'ログアウトしてもいいですか',
    'キャンセルをお願いしても消えません',
    'abort 4711 - job hangs',
    'cancel 4711 when mailbox migration hangs',
    'close 4711 - same error came back',
    'leave 4711 - queue stuck',
    '3. Delete the filter, then select jquery from the list',
    'help me with my case 4737, not urgent',
    'whats wrong with Outlook',
    'can u fix the printer',
    'ありがとうございます、4737番ポートは解決しましたが 4738 が閉じています',
  ])('is none where more or something else is told: %s', (words) =>
    expect(parseRequest(words, true)).toEqual({ kind: 'said', words }),
  );
});
