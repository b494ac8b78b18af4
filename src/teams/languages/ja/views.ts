import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const views = {
  notHeard: (people) =>
    `まだ発言のない参加者: ${people}。Swarm はメッセージを読みません。カードでメモ、質問、回答をした人だけを把握しています。`,
  askPrivately: '個別に尋ねる',
  askAgain: '未回答の人にもう一度尋ねる',
  askedPrivately: (people, moment, answered) => spaced`${moment} に個別に尋ねた人: ${people}。${answered}`,
  answeredOf: (answered, asked, nothing) =>
    `${asked} 人中 ${answered} 人が回答しました${nothing > 0 ? ` (うち「特にありません」${nothing} 人)` : ''}。`,
  asked: '1 人ずつ個別のチャットで尋ねています。入力した内容は、このメッセージに残っています。',
  askTitle: (caseId) => `ケース ${caseId} でお気づきの点はありませんか`,
  intro: (person) => spaced`判断の前に、${person} さんがあなたの意見を求めています。確信がないことでもかまいません。`,
  field: '全員に伝えたいこと',
  fieldHint: '例: 同じ時刻にバックアップも動いています',
  how: '伝え方',
  named: '自分の名前を出す',
  unnamed: '名前を出さない',
  unnamedHint:
    '名前を出さない場合、Teams にも履歴にも表示しません。ただし、ご本人への開示や削除ができるように、記録には残ります。',
  unnamedAlone:
    'ただし、あなた 1 人に尋ねていることはコーディネーターにわかるため、誰の意見か推測されることがあります。',
  unnamedOfTwo: 'ただし、2 人だけに尋ねていることはコーディネーターにわかるため、誰の意見か推測されることがあります。',
  tell: '全員に伝えてもらう',
  nothing: '特にありません',
  toldTitle: {
    toTell: (caseId) => `ケース ${caseId}: 全員に伝えます`,
    told: (caseId) => `ケース ${caseId}: 全員に伝えました`,
    notTold: (caseId) => `ケース ${caseId}: 全員には伝えられませんでした`,
  },
  toldHint: {
    toTell: {
      named: 'お名前とともに、チャネルに投稿します。',
      unnamed: 'お名前を出さずに、チャネルに投稿します。',
    },
    told: {
      named: 'お名前とともに、チャネルに投稿しました。',
      unnamed: 'お名前を出さずに、チャネルに投稿しました。',
    },
  },
  notToldHint: 'チャネルに投稿する前に、スウォームが終了したか、あなたが参加者から外れました。',
  over: 'この質問への回答は締め切られました。スウォームが終了したか、あなたが参加者から外れています。',
  toldLater: 'チャネルの準備ができしだい伝えます。',
  nothingTitle: (caseId) => `ケース ${caseId}: 特になし`,
  thanks: 'ご回答ありがとうございました。',
  told: '参加者からの意見',
  says: (person) => spaced`${person} さんから全員への意見です。`,
  somebodySays: '参加者の 1 人から全員への意見です。',
  by: (person, moment) => (person ? spaced`${person} さん、${moment}` : `参加者の 1 人、${moment}`),
  offered: 'まだ発言のない参加者がいます。下のメッセージから、先に尋ねるか、このまま解決済みにするかを選んでください。',
  firstTitle: '解決の前に: 見落としはありませんか',
  firstLine: (people, moment) =>
    spaced`${moment} の時点でまだ発言のない参加者: ${people}。緊急のケースでは、解決済みにする前に意見を尋ねることをお勧めします。`,
  kept: '入力した内容は、このメッセージに残っています。',
  askFirst: '先に個別に尋ねる',
  anyway: 'このまま解決済みにする',
} satisfies Messages['views'];
