/** What a status or an outcome says of a case: it is solved, it still runs, or it was never solved (cancelled, merged, a duplicate). */
export type CaseMark = 'closed' | 'open' | 'unsolved';

/** What cases' statuses and outcomes are called as systems are sold, folded (foldedName.ts). */
export const usualMarks: Readonly<Record<string, CaseMark>> = Object.fromEntries([
  ...each(
    'closed',
    'resolved|closed|done|solved|fixed|closedcomplete|problemsolved|informationprovided|complete|completed',
    '解決|解決済み|解決済|クローズ|クローズ済み|クローズ済|完了|修正済み|問題は解決済み|問題解決|情報を提供済み|情報提供済み|対応済み',
  ),
  ...each(
    'open',
    'new|open|active|inprogress|onhold|pending|hold|awaitinginfo|awaitinguserinfo|waitingfordetails|researching|unresolved|reopened|todo|escalated|working|waitingforsupport|waitingforcustomer',
    '新規|オープン|アクティブ|処理中|進行中|対応中|保留|保留中|詳細待ち|情報待ち|調査中|未解決|再オープン|未対応|作業中|エスカレーション|エスカレーション済み',
  ),
  ...each(
    'unsolved',
    'canceled|cancelled|merged|duplicate|declined|rejected|wontdo|wontfix|cannotreproduce|closedincomplete|closedskipped|deleted|spam|withdrawn|noresolutionprovided',
    'キャンセル|キャンセル済み|取り消し|取り消し済み|取消|取消済み|統合|統合済み|マージ済み|重複|却下|対応しない|修正しない|再現不可|再現できない|削除済み|取り下げ',
  ),
]);

function each(mark: CaseMark, ...words: string[]): [string, CaseMark][] {
  return words.flatMap((list) => list.split('|').map((word): [string, CaseMark] => [word, mark]));
}
