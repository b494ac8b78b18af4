import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const note = {
  title: '状況メモ',
  field: {
    known: 'わかっていること',
    tried: '試したこと',
    next: '次にすること',
    waitingFor: '待っているもの',
  },
  by: (person, moment) => spaced`${person} さん、${moment}`,
  edit: '状況メモを編集',
  write: '状況メモを書く',
  formTitle: (caseId) => `ケース ${caseId} の状況メモ`,
  formIntro: '参加者全員と、後から参加する人や引き継ぐ人のためのメモです。書くことがない欄は空のままでかまいません。',
  hint: {
    known: '例: 新しいルーターへの交換後に発生',
    tried: '例: ゲートウェイを再起動したが変化なし',
    next: '例: VPN の設定値を比較 (田中さん、16:00 まで)',
    waitingFor: '例: ベンダーからの回答',
  },
  save: 'メモを保存',
  formSent: '新しいメッセージに入力欄を表示しました。ほかの人が更新しても、入力中の内容は消えません。',
  saved: (caseId) => `ケース ${caseId} の状況メモを保存しました`,
  meanwhile: (others) =>
    spaced`同じ欄に ${others} さんも書き込みました。どちらの内容も下に残っています。編集して 1 つにまとめてください。`,
  crowded: '2 人が同時に書き込みました。次に編集する人が 1 つにまとめてください。',
  wantedTitle: (caseId) => `ケース ${caseId} の状況はいかがですか`,
  wanted: (moment) =>
    `${moment} 以降、状況メモが更新されていません。わかっていることと次にすることを 1 行書いておくと、後から参加する人や引き継ぐ人がすぐに状況をつかめます。`,
  asked: '全員への質問',
  askedBy: (question, person, moment) => spaced`「${question}」 ${person} さん、${moment}`,
} satisfies Messages['note'];
