import { spaced } from '../../language/spacing.ts';
import type { recordEn } from './recordEn.ts';

/** 私の記録のページの日本語。 */
export const recordJa: typeof recordEn = {
  title: '協力したスウォーム',
  hint: '参加して解決したスウォームを、新しい順に表示します。あなただけに表示されます。',
  empty: 'まだ記録がありません。参加したスウォームが解決すると、ここに残ります。',
  more: '以前の記録を表示',
  parts: { coordinator: 'コーディネーター', owner: '自分のケース', expert: '協力', learner: '学習のため同席' },
  credited: '解決に貢献',
  with: (people) => `一緒に対応: ${people}`,
  others: (count) => `ほか ${count} 人`,
  separator: ' / ',
  thankedBy: {
    thanks: (person, day) => spaced`${person} さん、${day}`,
    praise: (person, day) => spaced`お客様より (${person} さんから)、${day}`,
  },
  learned: '関わった技術',
  learnedHint: '同席したスウォームと、コーディネーターまたはケース担当者を務めたスウォームの技術です。',
  satIn: (count) => `同席 ${count} 回`,
  led: (count) => `中心となって対応 ${count} 回`,
  notListed: 'スキルに未登録',
  listedAt: (level) => `レベル ${level} で登録済み`,
  toSkills: 'マイ スキルを開く',
  sharing: 'リーダーに伝えること',
  sharingHint: (leads) =>
    leads === null
      ? '月に一度、1 か月のまとめをお届けします。スキル台帳にあなたのリーダーが登録されていないため、ほかの人には伝わりません。'
      : spaced`月に一度、1 か月のまとめをお届けします。リーダー (${leads}) には、ここで選んだことだけが伝わります。`,
  share: 'リーダーに伝える内容',
  shares: {
    nothing: '何も伝えない',
    sums: 'スウォームの件数と技術',
    thanks: '件数と技術に加えて、お礼の言葉',
  },
  monthly: '1 か月のまとめを毎月受け取る',
  chosen: (day) => `${day}に選択済みです。`,
  unchosen: 'まだ選んでいません。リーダーには何も伝わりません。',
  save: '保存',
  saved: '保存しました。次のまとめから反映されます。',
  notSaved: '保存できませんでした。もう一度お試しください。',
};
