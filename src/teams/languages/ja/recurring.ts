import type { Messages } from '../en.ts';

export const recurring = {
  title: (count) => `この 3 か月で ${count} 回目の同じ原因です`,
  intro: '過去 91 日間に解決したスウォームのうち、同じ原因と思われるものです。',
  prevents: '次を防ぐには',
  prevention: {
    'final-fix':
      'これまでの対応は暫定対応だけです。恒久対応があれば次を防げます。誰が、いつまでに対応できるでしょうか。',
    'came-back':
      '恒久対応とされた後に再発しています。設定の変更、更新、同じ種類の機器など、再発した理由を確認してください。',
    'say-kind': '恒久対応かどうかが記録されていません。解決した人に確認してください。',
  },
  inTab: '再発した原因の一覧は履歴タブにあります。開発チームに渡せる一覧も保存できます。',
} satisfies Messages['recurring'];
