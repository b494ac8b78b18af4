import { spaced } from '../../language/spacing.ts';
import type { articleEn } from './articleEn.ts';

/** 記事のページの日本語。 */
export const articleJa: typeof articleEn = {
  open: '記事',
  back: 'スウォームに戻る',
  title: (caseId) => `ケース ${caseId} の記事`,
  hint: '同じ問題に当たった人のための記事です。共有する前に、お客様を特定できる内容を取り除いてください。',
  draft: 'スウォームの記録から作成した下書きです。まだ保存されていません。',
  savedBy: (person, moment) => spaced`${person} さんが保存、${moment}`,
  parts: {
    title: 'タイトル',
    problem: '問題',
    environment: '環境',
    cause: '原因',
    fix: '解決方法',
    found: '原因の突き止め方',
  },
  save: '記事を保存',
  saved: '記事を保存しました。',
  notSaved: '処理できませんでした。入力内容は残っています。もう一度お試しください。',
  changed: 'その間にほかの人が記事を保存しました。相手の内容を表示する前に、入力内容をコピーしてください。',
  showTheirs: '相手の内容を表示',
  draftThere: {
    send: (system) => `${system} に下書きとして送信`,
    saveFirst: '先に記事を保存してください。保存した内容を送信します。',
    confirmTitle: (system) => `記事を ${system} に送信しますか?`,
    confirm: (system) =>
      `${system} のナレッジ ベースに、下書きとして一度だけ登録されます。公開や編集は ${system} で行います。送信後にここで変更した内容は反映されません。お客様を特定できる内容や、ほかの人に見せられない内容が含まれていないか、確認してください。`,
    yes: '下書きを送信',
    no: '送信しない',
    waits: (system) => `下書きを ${system} に送信しています。`,
    late: (system) =>
      `${system} に下書きをまだ登録できていません。自動でもう一度試します。理由はスウォームのカードで確認できます。`,
    there: (system, person, moment) => spaced`${system} に下書きがあります。${person} さんが送信、${moment}。`,
    open: (number) => `${number} を開く`,
    lost: (system) => `下書きは ${system} に登録されませんでした。`,
    changed: 'その間にほかの人が記事を保存しました。内容を確認してから送信してください。',
  },
  model: {
    write: { en: '英語の記事を言語モデルに依頼', ja: '日本語の記事を言語モデルに依頼' },
    again: { en: '英語の記事を依頼し直す', ja: '日本語の記事を依頼し直す' },
    waits: '言語モデルが書いています。このまま編集を続けられます。',
    wrote: {
      en: (moment) =>
        `言語モデルが英語で書いた記事です（${moment}）。誤りがあるかもしれません。確認してから取り込んでください。`,
      ja: (moment) =>
        `言語モデルが日本語で書いた記事です（${moment}）。誤りがあるかもしれません。確認してから取り込んでください。`,
    },
    take: '入力欄に取り込む',
    taken: '入力欄に取り込みました。保存するまで、記事は変わりません。',
    failed: {
      off: 'この用途の言語モデルは、現在使われていません。',
      restricted: '取扱注意のケースのため、言語モデルには何も送りません。',
      busy: '言語モデルが混み合っています。しばらくしてからお試しください。',
      spent: '言語モデルの本日分の使用量を使い切りました。',
      'no-answer': '言語モデルから応答がありませんでした。',
      refused: '言語モデルが回答を控えました。',
      unusable: '言語モデルの回答は使えないものでした。',
    },
  },
  markdown: 'Markdown 形式でダウンロード',
  html: 'HTML 形式でダウンロード',
  downloadSaved: '先に記事を保存してください。保存した内容をダウンロードします。',
};
