import { spaced } from '../../language/spacing.ts';
import type { recurringEn } from './recurringEn.ts';

/** 再発した原因のページの日本語。 */
export const recurringJa: typeof recurringEn = {
  hint: '過去 91 日間に、同じ原因が 3 回以上あったものです。同じ原因かどうかは、書かれた言葉で判断しています。取扱注意のスウォームは含みません。',
  none: {
    title: '3 回以上繰り返された原因はありません',
    hint: '過去 91 日間に、同じ原因が 3 回以上記録されたことはありません。',
  },
  forDevelopment: '開発チーム向けの一覧 (CSV)',
  times: (count, technologies) => spaced`この 3 か月で ${count} 回: ${technologies}`,
  prevention: {
    'final-fix':
      '毎回、暫定対応か、対応の種類が記録されていません。恒久対応があれば次を防げます。誰が、いつまでに対応できるでしょうか。',
    'came-back':
      '恒久対応とされた後に再発しています。設定の変更、更新、同じ種類の機器など、再発した理由を確認してください。',
    'final-now': '最後の対応は恒久対応とされています。同じ状態のまま残っている機器や環境がないか、確認してください。',
    'say-kind': '恒久対応かどうかが記録されていません。解決した人に確認してください。',
  },
  also: 'ほかのケース:',
};
