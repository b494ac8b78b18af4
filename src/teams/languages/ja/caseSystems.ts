import type { Messages } from '../en.ts';

export const caseSystems = {
  title: {
    'not-found': (caseId) => `ケース ${caseId} が見つかりません`,
    forbidden: (caseId) => `ケース ${caseId} を読み取れません`,
    busy: (caseId) => `ケース ${caseId} は現在読み取れません`,
    broken: (caseId) => `ケース ${caseId} は現在読み取れません`,
    closed: (caseId) => `ケース ${caseId} はクローズ済みです`,
    ownerless: (caseId) => `ケース ${caseId} の担当者が決まっていません`,
    unknownOwner: (caseId) => `ケース ${caseId} の担当者が見つかりません`,
  },
  why: {
    'not-found': (systems) =>
      `${systems} にこの番号のケースがないか、Swarm からは閲覧できません。番号をご確認ください。`,
    forbidden: (system) =>
      `Swarm には、${system} でこのケースを読み取る権限がありません。不足している権限は、Swarm の管理者が /swarm doctor で確認できます。`,
    busy: (system, moment) => `${system} への問い合わせが上限に達しています。${moment} 以降にもう一度お試しください。`,
    broken: (system) =>
      `${system} から応答がありません。この状態が続く場合は、Swarm の管理者が /swarm doctor で原因を確認できます。`,
    closed: (system) =>
      `${system} で解決済み、クローズ済み、または統合済みになっています。引き続き支援が必要な場合は、${system} でケースを再開してから、もう一度番号を入力してください。`,
    merged: (system, into) =>
      `${system} でケース ${into} に統合されました。そのケースに支援が必要な場合は、「/swarm ${into}」と入力してください。`,
    ownerless: (system) =>
      `${system} で担当者が割り当てられていないため、スウォームを進める人がいません。担当者を割り当ててから、もう一度番号を入力してください。`,
    unknownOwner: (system) =>
      `${system} での担当者が組織のディレクトリに見つからないため、スウォームを進める人がいません。別の人を担当者に割り当ててから、もう一度番号を入力してください。`,
    ofGroup: (system, group) =>
      `${system} ではグループ「${group}」に割り当てられており、担当者が決まっていないため、スウォームを進める人がいません。担当者を割り当ててから、もう一度番号を入力してください。`,
  },
  orTell: '問題の内容を入力していただければ、それをもとに計画を作成することもできます。',
  tell: '問題の内容を入力',
  again: 'もう一度試す',
  reading: (caseId) => `ケース ${caseId} を読み取り中…`,
  readingWhy: (system) => `${system} の応答に時間がかかっています。読み取りが終わると、ここに計画が表示されます。`,
  look: '今すぐ確認',
} satisfies Messages['caseSystems'];
