import type { Messages } from '../en.ts';
import { spaced } from './spacing.ts';

export const doctor = {
  title: 'Swarm の点検',
  spokenGood: 'すべての点検項目に問題はありません。',
  spokenBad: (failed) => `${failed} 件の点検項目に問題があります。`,
  allGood: 'すべての点検項目に問題はありません。',
  someBad: (failed, all) => `${all} 件中 ${failed} 件に問題があります。対処方法は各項目をご覧ください。`,
  result: { ok: '正常', failed: '異常', unknown: '未点検' },
  todo: (advice) => `対処方法: ${advice}`,
  checkedAt: (moment) => `点検日時: ${moment}`,
  check: {
    database: 'データベース',
    queue: 'ジョブ キュー',
    registry: 'スキル台帳',
    'graph-sign-in': 'Microsoft Graph へのサインイン',
    'connector-sign-in': 'Bot Connector へのサインイン',
    permission: (name) => `アクセス許可 ${name}`,
    'host-team': (team) => `ホスト チーム ${team}`,
    'app-in-team': (team) => spaced`${team} への Swarm のインストール`,
    'app-in-catalog': '組織のアプリ カタログへの Swarm の登録',
    'case-source': (name) => `ケース管理システム ${name}`,
    clock: 'サーバーの時刻',
  },
  advice: {
    database: 'DATABASE_URL の設定と、データベースが稼働しているかを確認してください。',
    queue: 'ボットを再起動してください。ジョブの失敗が続く場合はログを確認してください。',
    registry: 'エンジニア、技術、スキルをインポートしてください。',
    'graph-sign-in': 'ボットのアプリ ID、テナント、証明書またはシークレットを確認してください。',
    'connector-sign-in': 'ボットのアプリ ID と資格情報、Azure Bot リソースを確認してください。',
    permission: 'Entra の「エンタープライズ アプリケーション」の「アクセス許可」で、管理者の同意を与えてください。',
    'host-team':
      'チームの ID と、チャネル数に余裕があるかを確認してください。または、別のホスト チームを追加してください。',
    'app-in-team': 'このチームに Swarm アプリを追加してください。',
    'app-in-catalog': 'Teams 管理センターで Swarm のアプリ パッケージをアップロードしてください。',
    'case-source': 'ケース管理システムのアドレスと資格情報を確認してください。',
    clock: 'サーバーの時刻を同期してください。',
  },
} satisfies Messages['doctor'];
