import type { afterEn } from './afterEn.ts';

/** 解決後の対応のページの日本語。 */
export const afterJa: typeof afterEn = {
  trend: '解決後の状況',
  trendHint: '直近 91 日間のスウォームと回答を、その前の 91 日間と比べます。個人の集計はしません。',
  quarter: '直近 91 日間',
  quarterBefore: 'その前の 91 日間',
  ofNothing: '–',
  ofAll: (part, whole, share) => `${whole} 件中 ${part} 件 (${share})`,
  rows: {
    workarounds: '暫定対応で解決',
    final: '恒久対応で解決',
    untold: '解決 (対応の種類は未記録)',
    reopened: '解決後に再開',
    stillFixed: '後日の確認で再発なし',
    notFixed: '後日の確認で再発あり',
    told: '確認時にお客様へ連絡済み',
    confirmed: '確認時にお客様が確認済み',
    prevented: '期日を迎えた再発防止の作業の完了',
  },
  open: (count) => `対応中: ${count} 件`,
  openHint: '再発防止の作業と、担当者への後日の確認です。取扱注意のスウォームは含みません。',
  none: '対応中のものはありません。',
  question: '再発していないかの確認',
  states: { asked: '依頼中', accepted: '担当中', waiting: '確認予定' },
  standing: (person, state, day, isLate) =>
    isLate ? `${person} さん、${state}、期日 ${day} を過ぎています` : `${person} さん、${state}、期日 ${day}`,
};
