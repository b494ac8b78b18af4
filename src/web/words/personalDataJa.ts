import type { personalDataEn } from './personalDataEn.ts';

const kinds: Record<string, string> = {
  engineers: 'スキル台帳のエントリの削除',
  skills: 'スキル（辞退したものを含む）の削除',
  presences: 'プレゼンスの削除',
  mailboxes: 'メールボックス設定の削除',
  chats: '個人チャットの連絡先の削除',
  lookUps: 'ディレクトリの検索結果の削除',
  peopleCards: '離任・加入を知らせたカードの所在の削除',
  policyChanges: '書き換えるポリシーの変更',
  dataRequests: '書き換えるこのページの依頼',
  imports: '書き換える取り込みの記録',
  requests: '削除または書き換える、サポート窓口への相談',
  teamsJoined: 'ホスト チームへの追加記録の削除',
  growth: '記録の共有設定と通知履歴の削除',
  swarms: '仮名に置き換えるスウォーム',
  events: '書き換えるイベント',
  invitations: '書き換える招待',
  credits: '解決者の記録を削除する過去のケース',
  pastTexts: '文中の氏名を置き換える過去のケース',
  cases: '書き換えるケース管理システムのケース',
  jobs: 'ジョブ（待機中または完了済み）の削除',
};

/** The page of personal data in Japanese. */
export const personalDataJa: typeof personalDataEn = {
  about:
    'Swarm が保存している 1 人分のデータを、ファイルとして本人に渡すか、完全に消去します。依頼した人、日時、理由は下に記録されます。',
  person: '対象者',
  personHint: 'スキル台帳の氏名、または Entra のオブジェクト ID を指定します。',
  pick: '対象者',
  why: '理由',
  whyHint: '記録用です。本人からの依頼の番号などを入力してください。氏名は書かないでください。',
  look: '消去される内容を確認',
  export: 'ファイルに書き出す',
  ask: (needsTwo) => (needsTwo ? '消去を依頼' : '消去を登録'),
  twoSteps: (needsTwo) =>
    needsTwo
      ? 'まだ何も消去されません。別の管理者が下の一覧で確認し、消去します。'
      : 'まだ何も消去されません。下の一覧で確定してください。',
  preview: '消去した場合の変更内容',
  nothing: 'この人のデータは保存されていません。',
  held: '終了していないスウォームに関わっています。引き継ぐか、解決または終了するか、プランから外してから、もう一度確認してください。',
  kinds,
  kind: (name) => kinds[name] ?? name,
  parts: {
    coordinates: 'コーディネーター',
    owns: 'ケース所有者',
    sits: '参加中',
    invited: '招待中',
    planned: 'プランに含まれています',
    credited: '貢献者',
    named: '記載あり',
  },
  inCase: (caseId) => `ケース ${caseId}`,
  stays:
    'スウォームで得られた知見は残り、氏名は仮名に置き換わります。対象外: Teams のメッセージとチャネル、ケース管理システム、ログ、バックアップ。取り込み用のファイルからも本人を削除してください。',
  requests: '依頼の記録',
  noRequests: 'まだ依頼はありません。',
  of: {
    export: (name) => `${name} のデータの書き出し`,
    erasure: (name) => `${name} のデータの消去`,
  },
  erasedPerson: '消去済みの人',
  somebody: '消去済みの人',
  askedBy: (name, at) => `依頼: ${name}、${at}`,
  decidedBy: {
    done: (name, at) => `消去: ${name}、${at}`,
    following: (name, at) => `消去: ${name}、${at}`,
    withdrawn: (name, at) => `取り下げ: ${name}、${at}`,
  },
  because: (why) => `「${why}」`,
  noWhy: '理由は、本人の氏名を含んでいたため消去されました。',
  states: {
    waiting: '管理者の確定を待っています',
    following: '消去しました。実行中のプロセスがその後に書いた分を 1 分以内に確認します',
    done: '完了',
    withdrawn: '取り下げ済み',
  },
  whyNot: {
    'needs-another': '依頼した人とは別の管理者が消去する必要があります。',
    'asker-left': '依頼した人は、現在は管理者ではありません。取り下げてから、改めて依頼してください。',
  },
  erase: '消去…',
  eraseOf: (name) => `${name} のデータを消去…`,
  lookAgain: '今すぐ確認',
  withdraw: '取り下げる',
  confirm: (name) => `${name} のデータを完全に消去しますか?`,
  cannotUndo: '元に戻すことはできません。',
  forGood: '完全に消去',
  total: (count) => `変更: ${count} 件`,
  exported: 'ファイルをダウンロードしました。取扱注意のスウォームでの記述も含みます。本人以外には渡さないでください。',
  asked: (needsTwo) =>
    needsTwo
      ? '依頼しました。別の管理者に、このページで確認するよう伝えてください。'
      : '登録しました。下の一覧で確定してください。',
  erased: '消去しました。実行中のプロセスがその後に書いた分を 1 分以内に確認します。',
  looked: '完了しました。この人のデータは残っていません。',
  withdrawn: '取り下げました。何も消去していません。',
  heldNow: (cases) =>
    `消去していません。終了していないスウォームに関わっています（${cases}）。引き継ぐか、解決または終了してから、もう一度試してください。`,
  askedAlready: 'この人の消去はすでに依頼されています。下の一覧を確認してください。',
  notWaiting: '先にほかの管理者が処理したため、この依頼はもう待機していません。',
  noId: 'スキル台帳の氏名でも、Entra のオブジェクト ID（5c0ffee5-1111-4222-8333-444455556666 の形式）でもありません。',
  notHeard:
    '応答がなかったため、実行されたかどうか確認できません。このページの一覧をご確認ください。一覧を表示できない場合は、しばらくしてからもう一度お試しください。',
  notDone:
    '処理できませんでした。何も変更していません。もう一度試し、解決しない場合は Swarm の運用担当者に連絡してください。',
};
