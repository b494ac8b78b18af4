import type { Messages } from '../en.ts';

export const link = {
  form: 'ケースにリンク',
  formAgain: 'リンクを変更',
  intro: (systems) =>
    `このスウォームは文章で伝えられました。${systems} のケースについてのものですか。リンクすると、スウォームはケースの変更に従い、ケースにはメモとチャネルへのリンクが書き込まれます。`,
  introAgain: (caseId) =>
    `ケース ${caseId} にリンクされています。誤っている場合は、正しいケースを入力するか、リンクを解除してください。`,
  named: 'ケースの番号またはアドレス',
  namedMissing: 'ケースの番号またはアドレスを入力してください。',
  confirm: 'リンク',
  takeAway: 'リンクを解除',
  told: (toldId) => `リンク前の番号: ${toldId}`,
  unread: (caseId, system) =>
    `${system} にケース ${caseId} を問い合わせできなかったため、この計画は入力された内容だけをもとにしています。`,
  unreadAsk: (caseId, system) =>
    `現在、${system} にケース ${caseId} を問い合わせできません。入力された内容から計画を作成し、後でケースにリンクできます。`,
  unreadNow: '今すぐ読み取ってリンク',
  done: (caseId) =>
    `ケース ${caseId} にリンクしました。誤っている場合は「/swarm unlink ${caseId}」と入力するか、正しいケースにリンクしてください。`,
  undone: (caseId, toldId) =>
    `ケース ${caseId} へのリンクを解除しました。番号は ${toldId} に戻ります。ケースには、リンクが誤りだったことを示すメモが書き込まれます。`,
  undonePlan: (caseId, toldId) => `ケース ${caseId} へのリンクを解除しました。番号は ${toldId} に戻ります。`,
  already: (caseId) => `このスウォームは、すでにケース ${caseId} にリンクされています。`,
  notLinked: (caseId) => `${caseId} は、ケース管理システムのケースにリンクされていません。`,
  how: (id) => `ケースにリンクするには、「/swarm link ${id}」に続けてケースの番号またはアドレスを入力してください。`,
  which:
    'どのスウォームですか。「/swarm link」に続けて、スウォームの番号とケースの番号を入力してください: /swarm link T-1042 INC0012345',
  whichToUnlink: 'どのスウォームですか。「/swarm unlink」に続けて番号を入力してください: /swarm unlink T-1042',
  noSystem:
    'ケース管理システムが接続されていないため、リンクできるケースがありません。接続は Swarm の管理者が設定できます。',
  notNamed: (said) =>
    `接続されているケース管理システムに、「${said}」のような番号またはアドレスはありません。何も変更していません。`,
  hasSwarm: (caseId, coordinator) =>
    `ケース ${caseId} には、すでにスウォームがあります (コーディネーター: ${coordinator} さん)。何も変更していません。「/swarm status ${caseId}」で確認できます。`,
  hasPlan: (caseId) =>
    `ケース ${caseId} には、すでにスウォームの計画があります。何も変更していません。「/swarm ${caseId}」で確認できます。`,
  numberTaken: (caseId) =>
    `番号 ${caseId} の別のケースがすでに登録されているため、リンクできません。何も変更していません。`,
  slow: (system) =>
    `${system} の応答に時間がかかっています。何も変更していません。1 分ほど待ってから、もう一度お試しください。`,
  readingWhy: (system) => `${system} の応答に時間がかかっています。読み取りが終わると、ここに結果が表示されます。`,
  closed: (caseId, system) =>
    `ケース ${caseId} は ${system} で解決済みまたはクローズ済みのため、リンクしませんでした。このケースで正しい場合は、${system} で再開してからもう一度お試しください。`,
  merged: (caseId, system, into) =>
    `ケース ${caseId} は ${system} でケース ${into} に統合されているため、リンクしませんでした。ケース ${into} にリンクしてください。`,
  ownerless: (caseId, system) =>
    `ケース ${caseId} の担当者が ${system} で組織内の人に割り当てられていないため、リンクしませんでした。担当者を割り当ててから、もう一度お試しください。`,
} satisfies Messages['link'];
