import { spaced } from '../../language/spacing.ts';
import { afterJa } from './afterJa.ts';
import { articleJa } from './articleJa.ts';
import { coverageJa } from './coverageJa.ts';
import type { Words } from './en.ts';
import { importsJa } from './importsJa.ts';
import { listJa } from './listJa.ts';
import { measuresJa } from './measuresJa.ts';
import { personalDataJa } from './personalDataJa.ts';
import { policyJa } from './policyJa.ts';
import { reasonsJa } from './reasonsJa.ts';
import { recordJa } from './recordJa.ts';
import { recurringJa } from './recurringJa.ts';
import { skillsJa } from './skillsJa.ts';
import { storyJa } from './storyJa.ts';

export const ja: Words = {
  views: {
    swarms: 'スウォーム',
    measures: '指標',
    recurring: '再発した原因',
    after: '解決後の対応',
    coverage: '対応状況と負荷',
    skills: 'マイ スキル',
    record: '私の記録',
    policy: 'ポリシー',
    imports: '取り込み',
    'personal-data': '個人データ',
  },
  after: afterJa,
  recurring: recurringJa,
  article: articleJa,
  loading: '読み込み中',
  retry: '再試行',
  copy: 'コピー',
  copied: 'コピーしました',
  copyLink: 'リンクをコピー',
  back: '一覧に戻る',
  close: '閉じる',
  all: 'すべて',
  none: 'なし',
  unknown: '不明',
  showTable: '表で表示',
  showChart: 'グラフで表示',
  listed: (all) => all.join('、'),
  people: (names) => names.map((name) => spaced`${name} さん`).join('、'),
  sentences: (all) => all.join(''),
  separator: ' / ',
  labelled: (name, value) => `${name}: ${value}`,
  zone: (zone) => `時刻は ${zone} で表示`,

  configure: {
    name: '履歴',
    title: 'スウォームの履歴',
    shows:
      'だれに依頼し、だれが参加し、どれだけ速く、何によって解決したかを、閲覧できるスウォームについて表示します。権限のないスウォームはここでも表示されません。',
    save: '「保存」を選択すると、このチャネルに追加されます。',
  },
  problems: {
    alone: {
      title: 'Microsoft Teams で開いてください',
      hint: 'このページは Teams のサインインで本人を確認するため、Swarm アプリのタブとして開きます。',
    },
    offline: {
      title: 'サーバーに接続できません',
      hint: 'ネットワーク接続を確認してください。データは失われていません。',
    },
    signIn: {
      title: 'Teams でサインインできませんでした',
      hint: 'Teams にサインインし直すか、Swarm アプリへの同意を管理者に依頼してください。',
    },
    notRegistered: {
      title: 'スキル台帳に登録されていません',
      hint: '履歴を見られるのは、台帳に登録されたエンジニアとリーダーです。リーダーに登録を依頼してください。',
    },
    leadsOnly: {
      title: 'リーダー専用のページです',
      hint: '自分のスウォーム、負荷、スキルはほかのページで確認できます。',
    },
    notFound: { title: 'スウォームが見つかりません', hint: '存在しないか、参加者だけが見られるスウォームです。' },
    tooMany: { title: '操作が集中しています', hint: '少し待ってから、もう一度お試しください。' },
    badRequest: {
      title: '要求を受け付けられませんでした',
      hint: 'アドレスが壊れている可能性があります。一覧に戻って絞り込み直してください。',
    },
    other: {
      title: 'サーバー側で問題が発生しました',
      hint: '少し待ってから再試行してください。続く場合は管理者に連絡してください。',
    },
  },

  status: { proposed: '計画中', lapsed: '計画は失効', running: '進行中', resolved: '解決済み', cancelled: '中止' },
  severity: { critical: '最高', high: '高', normal: '中', low: '低' },
  restricted: '取扱注意',

  list: listJa,

  story: storyJa,

  roles: { owner: 'ケース担当者', coordinator: 'コーディネーター', expert: 'エキスパート', learner: '学習メンバー' },
  answers: {
    queued: '送信中',
    delivered: '回答待ち',
    accepted: '参加',
    declined: '辞退',
    expired: '回答なし',
    unreachable: '連絡不可',
    withdrawn: '取り下げ',
    left: '参加を取りやめ',
  },
  declines: {
    busy: '手が離せない',
    'not-my-field': '担当分野ではなくなった',
    'ask-other': '別の人を推薦',
    other: 'その他',
  },
  unreachable: {
    'app-not-installed': 'アプリ未インストール',
    guest: 'ゲスト (送信不可)',
    blocked: 'ボットをブロック中',
    'user-gone': 'アカウントなし',
    other: '送信できず',
  },
  withdrawn: {
    covered: 'ほかの人が対応',
    'taken-over': 'ほかの人がコーディネーターを引き継ぎ',
    'technology-dropped': '技術が対象から除外',
    closed: 'スウォームが終了',
    restricted: 'ケースが取扱注意に変更',
  },

  ...reasonsJa,

  measures: measuresJa,

  policy: policyJa,
  imports: importsJa,
  personalData: personalDataJa,
  coverage: coverageJa,

  record: recordJa,
  skills: skillsJa,
};
