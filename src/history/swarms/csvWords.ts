import type { Severity } from '../../cases/case.ts';
import type { Language } from '../../language/language.ts';
import type { FixKind } from '../../swarm/events.ts';
import type { Prevention } from '../recurring/recurring.ts';
import type { HistoryRow } from './rows.ts';

type CsvWords = {
  /** The first line, in the order of the cells. Instants are in UTC in either language. */
  swarms: readonly string[];
  recurring: readonly string[];
  status: Record<HistoryRow['status'], string>;
  severity: Record<Severity, string>;
  isRestricted: { yes: string; no: string };
  fixKind: Record<FixKind, string>;
  prevention: Record<Prevention, string>;
};

/**
 * What stands in the files of the tab that people open as sheets: in the language of who saves them. Ids of swarms, cases
 * and, but for the developers' list, technologies stay as they are; programs read JSON, which is in no language.
 */
export const csvWords: Record<Language, CsvWords> = {
  en: {
    swarms: [
      ...['swarm', 'case', 'title', 'status', 'severity', 'customer', 'product', 'restricted', 'technologies', 'gaps'],
      ...['coordinator', 'proposed (UTC)', 'started (UTC)', 'closed (UTC)', 'seconds to resolve', 'root cause', 'fix'],
      'workaround or final',
    ],
    recurring: ['product', 'technologies', 'symptom', 'count', 'cause', 'prevention', 'last (UTC)', 'cases', 'links'],
    status: {
      ...{ proposed: 'proposed', lapsed: 'lapsed', running: 'running', resolved: 'resolved', cancelled: 'cancelled' },
    },
    severity: { critical: 'critical', high: 'high', normal: 'normal', low: 'low' },
    isRestricted: { yes: 'yes', no: 'no' },
    fixKind: { workaround: 'workaround', final: 'final' },
    prevention: {
      'final-fix': 'a final fix: none is known',
      'came-back': 'what lets it back in after the final fix',
      'final-now': 'look for where it is still as it was',
      'say-kind': 'say whether the fixes are final',
    },
  },
  ja: {
    swarms: [
      ...[
        'スウォーム',
        'ケース',
        'タイトル',
        '状態',
        '緊急度',
        'お客様',
        '製品',
        '取扱注意',
        '技術',
        '不足している技術',
      ],
      ...['コーディネーター', '計画 (UTC)', '開始 (UTC)', '終了 (UTC)', '解決までの秒数', '根本原因', '解決方法'],
      '暫定対応または恒久対応',
    ],
    recurring: ['製品', '技術', '症状', '回数', '根本原因', '再発防止', '最終発生 (UTC)', 'ケース', 'リンク'],
    status: { proposed: '計画中', lapsed: '計画は失効', running: '進行中', resolved: '解決済み', cancelled: '中止' },
    severity: { critical: '最高', high: '高', normal: '中', low: '低' },
    isRestricted: { yes: 'はい', no: 'いいえ' },
    fixKind: { workaround: '暫定対応', final: '恒久対応' },
    prevention: {
      'final-fix': '恒久対応が未確立',
      'came-back': '恒久対応後に再発した理由の確認',
      'final-now': '同じ状態のまま残っている箇所の確認',
      'say-kind': '恒久対応かどうかの記録',
    },
  },
};
