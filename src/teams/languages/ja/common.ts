import type { Messages } from '../en.ts';
import { spaced } from './spacing.ts';

export const common = {
  caseNumber: (id) => `ケース ${id}`,
  restrictedCase: '取扱注意ケース',
  restrictedHidden: '取扱注意のケースです。内容はスウォームの参加者にのみ表示されます。',
  severity: { critical: '最高', high: '高', normal: '中', low: '低' },
  urgency: '緊急度',
  customer: 'お客様',
  product: '製品',
  caseOwner: 'ケース担当者',
  coordinator: 'コーディネーター',
  technology: '技術',
  /** One whose name is not known here any more. */
  someTechnology: 'ほかの技術',
  technologies: '技術',
  role: { coordinator: 'コーディネーター', expert: 'エキスパート', learner: '学習メンバー' },
  refresh: '最新の状態に更新',
  openChannel: 'チャネルを開く',
  openCase: 'ケースを開く',
  status: {
    proposed: '計画中 (未開始)',
    lapsed: '計画は失効',
    running: '進行中',
    resolved: '解決済み',
    cancelled: '中止',
  },
  none: 'なし',
  nobody: 'なし',
  more: (count) => `ほか ${count} 件`,
  moreInTab: (count) => `ほか ${count} 件 (すべては「履歴」タブで確認できます)`,
  nameOrMail: '名前またはメール アドレス',
  quoted: (words) => `「${words}」`,
  quotes: (words) => words.map((each) => `「${each}」`).join(''),
  person: (name) => spaced`${name} さん`,
  labelled: (name, value) => `${name}: ${value}`,
  separator: ' / ',
} satisfies Messages['common'];
