import { spaced } from '../../language/spacing.ts';
import type { coverageEn } from './coverageEn.ts';

/** 対応状況と負荷のページの日本語。 */
export const coverageJa: typeof coverageEn = {
  technologies: '技術ごとの対応状況',
  since: (days) => `「スウォーム」と「担当者なし (件)」は直近 ${days} 日間の件数です。`,
  technology: '技術',
  owners: 'オーナー',
  capable: 'レベル 3 以上',
  learners: '習得希望',
  swarms: 'スウォーム',
  gaps: '担当者なし (件)',
  couldLearn: '次に習得できそうな人',
  wants: '習得希望',
  knowsLittle: '使用経験あり',
  near: (technology) => spaced`${technology} に詳しい`,
  separator: '、',
  only: '手薄な技術だけを表示',
  thin: { none: '担当者なし', noOwner: 'オーナーなし', oneOwner: 'オーナー 1 人', onePerson: '対応者 1 人', ok: '' },
  state: 'リスク',
  allWell: { title: '手薄な技術はありません', hint: 'どの技術にもオーナーが 2 人以上いて、対応できる人がいます。' },
  nothing: { title: '台帳に技術がまだありません', hint: 'スキル台帳をインポートすると、対応状況が表示されます。' },
  load: '1 人あたりの負荷',
  myLoad: '自分の負荷',
  loadHint: (budget) =>
    `直近 28 日間の依頼数です。目安は ${budget} 件。公表されている水準では月 2 件が良好、7 件が過多、19 件が燃え尽きにつながるとされています (PagerDuty 2021)。`,
  person: 'メンバー',
  live: '参加中',
  asks: '28 日間の依頼',
  accepted: '参加',
  afterHours: '勤務時間外',
  level: { good: '良好', raised: 'やや多い', bad: '過多', burnout: '燃え尽き水準' },
  byName: '名前順です。順位ではありません。比べるためではなく、負荷の高い人を助けるために使ってください。',
  findPerson: '名前で探す',
  onlyOver: '目安を超えた人だけを表示',
  nobodyOver: { title: '目安を超えた人はいません', hint: '28 日間の依頼数は、全員が目安を下回っています。' },
};
