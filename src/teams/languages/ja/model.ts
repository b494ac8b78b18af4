import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const model = {
  languageName: { en: '英語', ja: '日本語' },
  ask: (written, people) =>
    spaced`一部が${written}で書かれています。${written}がわかる ${people} さんに聞くことができます。`,
  askNobody: (written) => `一部が${written}で書かれています。両方の言語がわかる人は、このスウォームにはいません。`,
  notReadBy: (people, _count, written) =>
    spaced`${people} さんは、${written}を読む人として登録されていません（あなたの文章は${written}です）。`,
  explainedBy: (people) => spaced`${people} さんが説明できます。`,
  translate: '翻訳する',
  translating: '言語モデルが翻訳しています。このカードは自動的に更新されます。',
  translatingBeside: '言語モデルが翻訳しています。入力した内容はそのまま残りますので、いつでも確認できます。',
  look: '翻訳を確認する',
  translated: (written) => `言語モデルによる${written}からの翻訳です。誤りがあるかもしれません。原文:`,
  summary: 'これまでの要約',
  summaryBy: (moment) =>
    spaced`言語モデルによる ${moment} 時点の要約です。誤りがあるかもしれません。参加者が書いた内容も、このカードにあります。`,
  summarise: '要約する',
  summariseAnew: '要約し直す',
  summarising: '言語モデルが要約しています。このカードは自動的に更新されます。',
  read: '言語モデルに読ませる',
  reading: '言語モデルがケースを読んでいます。このカードは自動的に更新されます。',
  readTitle: '言語モデルの読み取り',
  readNames: '関係がありそうな技術',
  readAdvice: (form, button) =>
    `言語モデルによるもので、誤りがあるかもしれません。名前は［${form}］の欄に入れてあり、修正できます。［${button}］を押すまで、誰にも依頼されず、何も追加されません。`,
  readInForm: '言語モデルの読み取り結果を入れてあります。ご確認ください。',
  failed: {
    off: 'この用途の言語モデルは、現在使われていません。',
    restricted: '取扱注意のケースのため、言語モデルには何も送りません。',
    busy: '言語モデルが混み合っています。しばらくしてからお試しください。',
    spent: '言語モデルの 1 日の使用量の上限に達していました。翌日以降にお試しください。',
    'no-answer': '言語モデルから応答がありませんでした。',
    refused: '言語モデルが回答を控えました。',
    unusable: '言語モデルの回答は使えないものでした。',
  },
} satisfies Messages['model'];
