import type { Messages } from '../en.ts';

export const replies = {
  alreadyLive: (caseId) => `ケース ${caseId} にはすでにスウォームがあります。`,
  started: (caseId) => `ケース ${caseId} のスウォームを開始します。`,
  planUpdated: '計画を更新しました。',
  planChanged: 'その間に計画が変わりました。もう一度ご確認ください。',
  sentPrivately: '個人チャットに回答をお送りしました。',
  noPersonalChat: '回答をお送りできるよう、先に私との個人チャットを開いてください。',
  noSwarmHere: 'このチャネルにスウォームはありません。/swarm status に続けてケース番号を入力してください。',
  noSwarmForCase: (caseId) =>
    `ケース ${caseId} のスウォームはありません。計画するには /swarm ${caseId} と入力してください。`,
  whichCase: 'どのケースでしょうか。コマンドにケース番号を付けてください。例: /swarm explain 4711',
  whichTechnology: 'どの技術でしょうか。例: /swarm who Azure DNS',
  notAllowedToSee: 'このスウォームは参加者のみが閲覧できます。',
  mayNotStart:
    'スウォームを開始できるのはサポート エンジニアです。お困りの内容をサポート窓口の担当者にお伝えください。担当者がスウォームを開始できます。エンジニアの方は、スキル台帳への登録をリーダーに依頼してください。',
  unknownPerson: (name) =>
    `「${name}」さんが見つかりません。氏名をすべて入力するか、メール アドレスを入力してください。`,
  lookingUp: '組織のディレクトリでこの方を検索しています。数秒後にもう一度ボタンを押してください。',
  personGone: 'この方は組織内に見つかりませんでした。ほかの方を選択してください。',
  ambiguousPerson: (name, people) =>
    `「${name}」に該当する方が複数います (${people})。メール アドレスを入力してください。`,
  choosePerson: '人を選択するか、名前を入力してください。',
  unknownTechnology: (name) => `「${name}」という技術は登録されていません。`,
  chooseTechnology: '技術を選択するか、名前を入力してください。',
  saved: '保存しました。',
  removed: '削除しました。',
  keptSkill: 'スキルを残し、本日付けで確認済みにしました。',
  refusedSkill: '承知しました。この技術について再度お尋ねすることはありません。',
  answeredAlready: 'この確認はすでに終わっているため、変更はありません。現在のスキルは次のとおりです。',
  invalidCard: 'このボタンは使用できません。カードが古いか、このボットのカードではない可能性があります。',
  invalidInput: '入力内容に不備があります。確認してもう一度お試しください。',
  foreignTenant: 'お使いの組織では Swarm が設定されていません。',
  failed: (reference) =>
    `こちら側で問題が発生しました。データは失われていません。もう一度お試しください。繰り返し発生する場合は、この番号を管理者にお伝えください: ${reference}`,
  tooMuch: '短い間に多くの操作がありました。1 分ほど待ってから続けてください。データは失われていません。',
  smallTalk:
    '難しいケースでお困りのときにお手伝いします。/swarm に続けてケース番号または問題の内容を入力すると、依頼先をご提案します。使い方は /swarm help で確認できます。',
  offerTitle: 'この内容で計画を作成しますか',
  offer:
    '計画を確認してスウォームを開始するまで、誰にも依頼しません。私あてでない場合は、そのままにしておいてください。',
  offeredText: '問題の内容',
  tooLong: '文章が長すぎます。短くしてください。',
  welcome:
    'こんにちは。難しいケースに適したエンジニアを集めるお手伝いをします。/swarm に続けて、ケース番号または問題の内容を入力してください。使い方は /swarm help で確認できます。',
  welcomeTeam: 'Swarm がインストールされました。このチームにスウォーム用のチャネルを作成できます。',
  unknownCaseTitle: (caseId) => `ケース ${caseId} が見つかりません`,
  unknownCase:
    'Swarm はこの番号のケースを把握していません。番号をご確認ください。問題の内容を入力していただければ、それをもとに計画を作成します。',
  caseTitle: '問題の要約 (1 行)',
  caseTitleMissing: '問題の要約を入力してください。',
  caseText: '症状、試したこと、エラー メッセージなど',
  caseSeverity: '緊急度',
  caseRestricted: '機密性',
  caseRestrictedToggle: '取扱注意 (承諾した人だけが内容を閲覧可)',
  planIt: '計画を作成',
} satisfies Messages['replies'];
