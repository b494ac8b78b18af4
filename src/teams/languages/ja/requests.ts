import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const requests = {
  askTitle: 'サポート窓口の担当者に相談',
  askIntro: (names) =>
    spaced`スウォームはサポート エンジニアが開始します。お困りの内容を ${names} に送信してください。最初に引き受けた担当者が進め、経過はこのチャットでお知らせします。`,
  someContact: 'サポート窓口の担当者',
  restrictedToggle: '取扱注意 (引き受けた担当者だけが内容を閲覧可)',
  engineers: 'サポート エンジニアの方は、スキル台帳への登録をリーダーに依頼してください。',
  send: '担当者に送信',
  tooMany:
    '回答待ちの相談が複数あります。回答を待ってから次の相談を送信するか、サポート窓口の担当者に直接ご連絡ください。',
  sentTitle: 'サポート窓口の担当者に送信しました',
  sentLine: '担当者が引き受けたら、このチャットでお知らせします。',
  sent: '送信済み、回答待ち',
  later: (moment) => `勤務時間外のため、${moment} に届きます`,
  has: '引き受けました',
  declined: '引き受けられません',
  declinedWith: (note) => `引き受けられません (${note})`,
  unreachable: '連絡できませんでした',
  noAnswer: '回答がありませんでした',
  takenTitle: (person) => spaced`${person} さんが引き受けました`,
  takenLine: {
    own: (person) =>
      spaced`${person} さんがスウォームを計画し、進めます。詳しくはご本人にお尋ねください。結果はこのチャットでお知らせします。`,
    askers: (person) =>
      spaced`${person} さんがあなたに代わってスウォームを計画します。ケースの担当者はあなたです。開始されると、このチャットで状況を確認できます。`,
  },
  notStartedTitle: 'スウォームは開始されませんでした',
  notStarted: (person) =>
    spaced`${person} さんが引き受けましたが、計画は開始されないまま失効しました。ご本人に連絡するか、もう一度送信してください。`,
  endTitle: '引き受けた担当者はいません',
  end: {
    nobody:
      'サポート窓口の担当者は全員、引き受けられませんでした。直接ご相談いただくか、時間をおいてもう一度送信してください。',
    lapsed: '期限までに担当者からの回答がありませんでした。直接ご相談いただくか、もう一度送信してください。',
  },
  requestTitle: (person) => spaced`${person} さんからのご相談`,
  requestIntro: 'ご本人はスウォームを開始できません。最初に引き受けた人が担当します。',
  restrictedHidden: '取扱注意の相談です。引き受けた人だけが内容を確認できます。',
  alsoAsked: (names) => `ほかの送信先: ${names}`,
  takeOwn: '自分で計画して進める',
  planFor: (person) => spaced`${person} さんに代わって計画する`,
  decline: '引き受けられない…',
  note: '相談者へのひとこと (任意)',
  noteHint: 'ほかの相談先や、試すとよいことなど',
  declineNow: '辞退する',
  youTook: 'あなたが引き受けました。',
  takenBy: (person) => spaced`${person} さんが引き受けました。対応は不要です。`,
  youDeclined: '辞退しました。',
  overMeanwhile: 'この相談は終了しました。対応は不要です。',
  mayNotPlanFor: 'この方に代わって計画することはできません。自分で計画して進めるか、辞退してください。',
  noLonger: 'この相談は保存期間が過ぎました。対応は不要です。',
} satisfies Messages['requests'];
