import { describe, expect, test } from '@jest/globals';
import { parseRequest } from '../../../../src/teams/commands/parsing/parse.ts';

describe('who was asked answers as one answers a colleague', () => {
  test.each([
    '今会議中なので30分後に見ます',
    '今週は手一杯です',
    '専門外なので辞退します',
    '田中さんの方が詳しいと思います',
    'この件は田中さんが詳しいです',
    'あと10分待ってください',
    '明日なら対応できます',
    '午後からなら参加できます',
    '客先にいるため対応できません、すみません',
    '出張中で今週は参加できません',
    '打ち合わせがあるので今日は参加できません',
    '経験がないため対応できません',
    '手が離せないので見られません',
    "can't right now, try Maria",
    'cant today, sorry',
    'I can’t, maybe ask Kenji Tanaka',
    'not my area sorry',
    'sorry, not my field, try Priya instead',
    'sorry im swamped',
    "I'm tied up till 5",
    'on my way',
    'happy to help',
    "I'd be glad to take a look",
    'No can do, in a customer call till 5',
    'in a meeting until 3 pm',
    'sorry, I am not the right person for this',
    'this is not mine',
    'give me 10',
    'swamped today',
    '少し遅れますが参加します',
    '申し訳ありません、お役に立てそうにありません',
    '私では力不足です',
    '今向かっています',
    '喜んで！',
    '参加してもよろしいでしょうか',
  ])('with a reason, another day or another person: %s', (words) =>
    expect(parseRequest(words, true)).toMatchObject({ kind: 'answers', caseId: null }),
  );

  test.each(['5120、別件対応中のため参加できません', '5120 is not my area, sorry', "5120: can't right now"])(
    'about the case that is named: %s',
    (words) => expect(parseRequest(words, true)).toMatchObject({ kind: 'answers', caseId: '5120' }),
  );

  test.each(['5120に参加してもいいですか', '5120に入ってもよろしいでしょうか'])(
    'also who asks whether they may; where nobody asked them, they are told how to join: %s',
    (words) =>
      expect(parseRequest(words, true)).toEqual({
        ...{ kind: 'answers', caseId: '5120' },
        otherwise: { kind: 'tells', about: 'join', caseId: '5120' },
      }),
  );

  test.each([
    '画面が真っ暗なので見られません',
    'サイトが落ちているので対応できません',
    '会議中に画面が落ちるので見られません',
    '今週から見られません',
    '会議に入れないので参加できません',
    '経験のないエラーなので対応できません',
    '時間がかかるので見られません',
    '会議室の画面が映らないので参加できません',
    '会議室の予約が明日なら登録できます',
    'Excel の方が遅いと思います',
    '田中さんの方が遅いと思います',
    'あと10分でディスクが一杯になります',
    "can't print",
    "can't sign in right now",
    'cant open my area in SharePoint',
    'not my calendar, sorry',
    "I'm locked out till 5",
    'the server is swamped with requests',
    'on my laptop nothing works',
    'this is not my password',
    'give me 10 GB of disk',
    '遅れて表示されます',
    'サーバーの力不足です',
    'happy to help page is broken',
    'in a meeting the sound is lost until I rejoin',
    'no can bus data since the update',
    "can't join",
  ])('but who tells a fault answers nobody: %s', (words) =>
    expect(parseRequest(words, true)).toEqual({ kind: 'said', words }),
  );
});
