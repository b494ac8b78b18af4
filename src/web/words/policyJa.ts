import { spaced } from '../../language/spacing.ts';
import type { policyEn } from './policyEn.ts';

/** The policy page in Japanese. */
export const policyJa: typeof policyEn = {
  about:
    'このルールは組織全体に適用され、保存から 2 秒以内に有効になります。各スウォームには計画時のルールが引き続き適用されるため、進行中のものは変わりません。',
  groups: {
    asking: 'エキスパートへの依頼方法',
    starting: '開始できる人と自動開始',
    notes: '状況メモ、引き継ぎ、待ち時間',
    growth: '成長の支援と負担の軽減',
    keeping: '保持期間',
    cases: 'ケースへの書き込み',
    rights: '閲覧と管理の権限',
  },
  fields: {
    answerWithinMinutes: {
      name: '回答期限（分）',
      hint: '本人の勤務時間内で数えます。過ぎると次の人に依頼します。',
    },
    anyTime: { name: '時間帯を問わず依頼', hint: 'オフの場合、勤務時間外の人には勤務開始時に依頼します。' },
    askAheadHours: {
      name: '先の勤務を見込む時間（時間）',
      hint: '勤務中の人でまかなえないとき、この時間内に勤務に戻る人にも依頼します。0: 依頼しません。',
    },
    languageWaitHours: {
      name: 'ケースの言語で対応できる人を待つ時間（時間）',
      hint: '勤務時間外でも、この時間内に勤務に戻る人には依頼します。いない場合は含めずに計画します。0: 待ちません。',
    },
    smallerTeamWaitHours: {
      name: '人数を減らすために待つ時間（時間）',
      hint: '勤務中の人でまかなえないとき、いちばん早く戻る人より何時間まで待って、人数の少ない構成やケース担当者のチームを選ぶかです。0: いちばん早く戻る人に依頼します。',
    },
    askAtOnce: {
      name: '同時に依頼する人数',
      hint: '技術ごとの人数です。1 人が引き受けると、ほかの人にはお礼を伝えて依頼を取り下げます。',
    },
    graceMinutes: {
      name: '猶予時間（分）',
      hint: '1 人が引き受けた後でも、より適任の人がこの時間内に応じれば参加できます。0: 最初の 1 人のみ。',
    },
    mostAsksPerTechnology: {
      name: '1 つの技術で依頼する最大人数',
      hint: '達すると担当者不在として示し、コーディネーターが判断します。',
    },
    askBudget28Days: {
      name: '28 日間の依頼数の目安',
      hint: '超えた人よりほかの人を優先します。月 7 件を超えると負担に感じられます。',
    },
    stepPatienceMinutes: {
      name: 'Microsoft 365 での処理失敗を待つ時間（分）',
      hint: '過ぎるとコーディネーターに対処方法を知らせます。Microsoft が指定した待ち時間は含みません。',
    },
    planLapsesAfterHours: {
      name: '未開始の計画が失効するまで（時間）',
      hint: 'サポート窓口への相談も同じ時間だけ待ちます。',
    },
    askForNoteAfterHours: {
      name: '状況メモを求めるまで（時間）',
      hint: '空欄: 求めません。時間帯を問わない場合を除き、コーディネーターの勤務時間内に尋ねます。',
    },
    askForNoteOfRestricted: {
      name: '取扱注意ケースでも状況メモを求める',
      hint: '記録を最小限にする規則がある場合は「いいえ」にします。',
    },
    handOverBeforeMinutes: {
      name: '勤務終了前に引き継ぎを尋ねる時間（分）',
      hint: '空欄: 尋ねません。だれも勤務していない時間も、設定した重大度についてのみ数えます。',
    },
    channelRetentionDays: {
      name: 'アーカイブ済みチャネルを削除するまで（日）',
      hint: '空欄: 削除しません。チームのチャネルは 1,000 個までで、削除後も 30 日間は数に含まれます。',
    },
    writeToCase: {
      name: 'ケースに書き込む社内メモ',
      hint: 'お客様に見える範囲を先に確認してください。システムから読み込んだケースだけが対象です。',
    },
    namePeopleInCase: { name: '社内メモに氏名を記載する', hint: '取扱注意ケースでは記載しません。' },
    automatic: {
      name: '自動的にスウォームを開くルール',
      hint: 'ケースに最初に当てはまったルールを適用します。空欄の項目はすべてのケースに当てはまります。',
    },
    historyRetentionDays: {
      name: '過去のスウォームの文章と氏名を消去するまで（日）',
      hint: '空欄: 消去しません。消去した内容は元に戻せません。件数の集計は変わりません。',
    },
    leaveHostTeamsAfterDays: {
      name: 'ホスト チームから外れるまで（日）',
      hint: 'Swarm が追加した人が対象で、最後のスウォームの終了から数えます。空欄: 外れません。',
    },
    administrators: {
      name: '管理者',
      hint: '導入状況の確認と、このページ、「取り込み」、「個人データ」の利用ができます。管理者がいる場合、指名できるのは管理者だけです。',
    },
    whoMayStart: {
      name: '自分の文章から開始できる人',
      hint: 'ケース管理システムで担当者になっている人は、いつでも開始できます。',
    },
    knowledgeForEveryone: {
      name: 'ほかの人のスウォームの解決策を全エンジニアに公開する',
      hint: 'お客様名は表示しません。取扱注意のものは公開しません。',
    },
    monthlyWord: {
      name: '協力した内容を毎月本人に知らせる',
      hint: '本人が停止できます。リーダーには、本人が選んだことだけが伝わります。',
    },
    askSkillAfterSwarms: {
      name: 'スキルに加えるか確認するまでのスウォーム数',
      hint: '同席した、またはコーディネーターなどを務めた、解決済みの件数です。空欄: 確認しません。',
    },
    careEveryWeeks: {
      name: '依頼が多い人への次のお知らせまでの週数',
      hint: '本人とリーダーに、負担を減らす方法を知らせます。空欄: 知らせません。',
    },
    careAfterOffHoursAsks: {
      name: '多すぎるとみなす、28 日間の勤務時間外の依頼数',
      hint: '時間を問わず依頼を受けたい人は除きます。空欄: 確認しません。',
    },
    erasureByTwo: {
      name: '個人データの消去に管理者 2 人を必要とする',
      hint: '1 人が「個人データ」ページで依頼し、別の管理者が消去します。変更できるのは管理者だけです。',
    },
    standIns: {
      name: '代行者',
      hint: 'リーダーと同様に、取扱注意でないケースの担当者を代行できます。',
    },
    supportContacts: {
      name: 'サポート窓口',
      hint: '自分で開始できない人の相談先です。空欄の場合はリーダーに届きます。',
    },
    urgencyWords: {
      name: '緊急度を表す独自の言葉',
      hint: '問題の前後に入力する言葉を、読点かコンマで区切ります。Swarm が知っている言葉に加わります。',
    },
  },
  never: 'なし',
  yes: 'はい',
  no: 'いいえ',
  mayStart: { engineers: 'スキル台帳のエンジニア', everyone: '組織の全員' },
  writings: {
    link: 'チャネルへのリンク',
    started: '開始',
    joined: '参加者',
    'handed-over': '引き継ぎ',
    status: '状況メモ',
    resolved: '解決',
    cancelled: '中止',
    reopened: '再開',
  },
  does: { offer: '担当者に計画を提案', start: 'すぐに開始' },
  ruleIs: (name, does) => `${name}（${does}）`,
  noRules: 'ルールはまだありません。だれかが依頼したときだけスウォームを開きます。',
  addRule: 'ルールを追加',
  removeRule: 'このルールを削除',
  newRule: '新しいルール',
  ruleName: '名前',
  ruleDoes: '動作',
  ruleProducts: '製品（ケース管理システムの表記）',
  ruleTechnologies: '文章から見つかった技術',
  ruleSeverities: '重大度',
  anyOf: 'いずれかに一致。空欄: すべてのケース',
  addPerson: '追加（氏名または Entra ID）',
  remove: (name) => spaced`${name} を外す`,
  shipped: (value) => `出荷時: ${value}`,
  asShipped: '出荷時の値に戻す',
  edited: '未保存',
  locked: {
    file: 'ポリシー ファイル（SWARM_POLICY_FILE）で設定されているため、ここでは変更できません。Swarm の運用担当者にご依頼ください。',
    'administrators-only': '管理者を指名できるのは管理者だけです。',
  },
  look: '変更の影響を確認',
  discard: '変更を破棄',
  unsaved: (fields) => `未保存の変更が ${fields} 件あります`,
  saved: '保存しました。2 秒以内に全体に反映されます。',
  undone: '取り消しました。',
  notSaved: '保存できませんでした。変更内容は残っています。もう一度お試しください。',
  wrongBelow: '保存できませんでした。赤で示した項目を確認してください。',
  wrong: ({ code, minimum, maximum, message }) => {
    if (code === 'empty') return '入力してください';
    if (code === 'too_long') return `${maximum} 文字以内で入力してください`;
    if (minimum !== undefined) return `${minimum} 以上にしてください`;
    if (maximum !== undefined) return `${maximum} 以下にしてください`;
    if (code === 'invalid_type') return '整数を入力してください';
    if (code === 'invalid_format') return 'Entra ID の形式ではありません（例: 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed）';
    if (code === 'custom') return '同じ言葉が 2 回あります';
    return message;
  },
  changedSince: '取り消せませんでした。同じ項目がその後に変更されています。先にその変更を取り消してください。',
  administratorsOnly: '管理者を指名できるのは管理者だけです。',
  stale: (name, at) =>
    spaced`保存できませんでした。編集中に ${name} さんがポリシーを変更しました（${at}）。その内容を表示し、あなたの変更は残してあります。確認してから保存してください。`,
  staleBoth: (fields) => `両方で変更された項目: ${fields.join('、')}。`,
  preview: '変更の影響',
  looked: (many, cases) =>
    `直近のスウォーム ${many} 件とケース ${cases} 件に、この設定を当てはめて確認しました（勤務時間は現在のもの）。`,
  noDifference: '結果が変わるものはありませんでした。',
  forgets: (many) => `過去に終了したスウォーム ${many} 件の文章と氏名が、数時間以内に完全に消去されます。`,
  differences: {
    'asked-at-once': (before, after) => `開始時に依頼する人数は ${before} 人ではなく ${after} 人でした。`,
    'waits-for-hours': (before, after) => `勤務時間まで待つ最初の依頼は ${before} 件ではなく ${after} 件でした。`,
    'too-late': (before, after) =>
      `参加した人のうち、最初の回答期限に間に合わないのは ${after} 人でした（現在の設定では ${before} 人）。`,
    'asks-end': (before, after) =>
      `依頼が早く終わり担当者不在となるスウォームは ${after} 件でした（現在の設定では ${before} 件）。`,
    lapsed: (before, after) => `開始前に失効する計画は ${after} 件でした（現在の設定では ${before} 件）。`,
    'start-refused': (before, after) => `開始できないものは ${after} 件でした（現在の設定では ${before} 件）。`,
    'channel-deleted': (before, after) =>
      `すでに削除されているチャネルは ${after} 個でした（現在の設定では ${before} 個）。`,
    'offered-by-rule': (before, after) =>
      `ルールによって計画を提案するケースは ${after} 件でした（現在の設定では ${before} 件）。`,
    'started-by-rule': (before, after) =>
      `ルールによって開始するケースは ${after} 件でした（現在の設定では ${before} 件）。`,
  },
  example: (number) => `例 ${number}`,
  untold: (fields) => `次の項目の影響は、過去のスウォームからは判断できません: ${fields}。`,
  running: '進行中および計画済みのスウォームには、計画時のルールが引き続き適用されます。',
  why: '変更の理由（変更履歴に表示されます）',
  save: '保存',
  changes: '変更履歴',
  changesHint: 'すべての変更が残り、取り消すことができます。',
  noChanges: 'まだ変更はありません。出荷時の設定、またはポリシー ファイルの設定です。',
  changedBy: (name, at) => `${name}、${at}`,
  somebody: '元メンバー',
  because: (why) => (why === '' ? '' : `「${why}」`),
  undid: (revision) => `変更 ${revision} を取り消しました`,
  undo: '取り消す',
  undoOf: (at) => `${at} の変更を取り消す`,
  isUndone: '取り消し済み',
  became: (before, after) => `${before} → ${after}`,
};
