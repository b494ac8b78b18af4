import type { DayOff } from '../../availability/reasons.ts';
import { spaced } from '../../language/spacing.ts';
import type { Words } from './en.ts';
import { importsJa } from './importsJa.ts';
import { personalDataJa } from './personalDataJa.ts';
import { policyJa } from './policyJa.ts';
import { storyJa } from './storyJa.ts';

/** What Graph calls a presence, as people do. */
const presences: Record<string, string> = {
  Available: '連絡可能',
  AvailableIdle: '連絡可能',
  Busy: '取り込み中',
  BusyIdle: '取り込み中',
  DoNotDisturb: '応答不可',
  BeRightBack: 'まもなく戻る予定',
  Away: '退席中',
  Offline: 'オフライン',
};

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
  after: {
    trend: '解決後の状況',
    trendHint: '直近 91 日間のスウォームと回答を、その前の 91 日間と比べます。個人の集計はしません。',
    quarter: '直近 91 日間',
    quarterBefore: 'その前の 91 日間',
    ofAll: (part, whole, share) => `${whole} 件中 ${part} 件 (${share})`,
    rows: {
      workarounds: '暫定対応で解決',
      final: '恒久対応で解決',
      reopened: '再開',
      stillFixed: '後日の確認で再発なし',
      notFixed: '後日の確認で再発あり',
      told: '確認時にお客様へ連絡済み',
      confirmed: '確認時にお客様が確認済み',
      prevented: '再発防止の作業の完了',
    },
    open: (count) => `対応中: ${count} 件`,
    openHint: '再発防止の作業と、担当者への後日の確認です。取扱注意のスウォームは含みません。',
    none: '対応中のものはありません。',
    question: '再発していないかの確認',
    states: { asked: '依頼中', accepted: '担当中', waiting: '確認予定' },
    standing: (person, state, day, isLate) =>
      isLate ? `${person} さん、${state}、期日 ${day} を過ぎています` : `${person} さん、${state}、期日 ${day}`,
  },
  recurring: {
    hint: '過去 91 日間に、同じ原因が 3 回以上あったものです。同じ原因かどうかは、書かれた言葉で判断しています。取扱注意のスウォームは含みません。',
    none: {
      title: '3 回以上繰り返された原因はありません',
      hint: '過去 91 日間に、同じ原因が 3 回以上記録されたことはありません。',
    },
    times: (count, technologies) => spaced`この 3 か月で ${count} 回: ${technologies}`,
    prevention: {
      'final-fix':
        '毎回、暫定対応か、対応の種類が記録されていません。恒久対応があれば次を防げます。誰が、いつまでに対応できるでしょうか。',
      'came-back':
        '恒久対応とされた後に再発しています。設定の変更、更新、同じ種類の機器など、再発した理由を確認してください。',
      'say-kind': '恒久対応かどうかが記録されていません。解決した人に確認してください。',
    },
    also: (cases) => `ほかのケース: ${cases.join('、')}`,
  },
  article: {
    open: '記事',
    back: 'スウォームに戻る',
    title: (caseId) => `ケース ${caseId} の記事`,
    hint: '同じ問題に当たった人のための記事です。共有する前に、お客様を特定できる内容を取り除いてください。',
    draft: 'スウォームの記録から作成した下書きです。まだ保存されていません。',
    savedBy: (person, moment) => spaced`${person} さんが保存、${moment}`,
    parts: {
      title: 'タイトル',
      problem: '問題',
      environment: '環境',
      cause: '原因',
      fix: '解決方法',
      found: '原因の突き止め方',
    },
    save: '記事を保存',
    saved: '記事を保存しました。',
    notSaved: '処理できませんでした。入力内容は残っています。もう一度お試しください。',
    changed: 'その間にほかの人が記事を保存しました。相手の内容を表示する前に、入力内容をコピーしてください。',
    showTheirs: '相手の内容を表示',
    draftThere: {
      send: (system) => `${system} に下書きとして送信`,
      saveFirst: '先に記事を保存してください。保存した内容を送信します。',
      confirmTitle: (system) => `記事を ${system} に送信しますか?`,
      confirm: (system) =>
        `${system} のナレッジ ベースに、下書きとして一度だけ登録されます。公開や編集は ${system} で行います。送信後にここで変更した内容は反映されません。お客様を特定できる内容や、ほかの人に見せられない内容が含まれていないか、確認してください。`,
      yes: '下書きを送信',
      no: '送信しない',
      waits: (system) => `下書きを ${system} に送信しています。`,
      late: (system) =>
        `${system} に下書きをまだ登録できていません。自動でもう一度試します。理由はスウォームのカードで確認できます。`,
      there: (system, person, moment) => spaced`${system} に下書きがあります。${person} さんが送信、${moment}。`,
      open: (number) => `${number} を開く`,
      lost: (system) => `下書きは ${system} に登録されませんでした。`,
      changed: 'その間にほかの人が記事を保存しました。内容を確認してから送信してください。',
    },
    model: {
      write: { en: '英語の記事を言語モデルに依頼', ja: '日本語の記事を言語モデルに依頼' },
      again: { en: '英語の記事を依頼し直す', ja: '日本語の記事を依頼し直す' },
      waits: '言語モデルが書いています。このまま編集を続けられます。',
      wrote: {
        en: (moment) =>
          `言語モデルが英語で書いた記事です（${moment}）。誤りがあるかもしれません。確認してから取り込んでください。`,
        ja: (moment) =>
          `言語モデルが日本語で書いた記事です（${moment}）。誤りがあるかもしれません。確認してから取り込んでください。`,
      },
      take: '入力欄に取り込む',
      taken: '入力欄に取り込みました。保存するまで、記事は変わりません。',
      failed: {
        off: 'この用途の言語モデルは、現在使われていません。',
        restricted: '取扱注意のケースのため、言語モデルには何も送りません。',
        busy: '言語モデルが混み合っています。しばらくしてからお試しください。',
        spent: '言語モデルの本日分の使用量を使い切りました。',
        'no-answer': '言語モデルから応答がありませんでした。',
        refused: '言語モデルが回答を控えました。',
        unusable: '言語モデルの回答は使えないものでした。',
      },
    },
    markdown: 'Markdown',
    html: 'HTML',
  },
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

  list: {
    label: 'スウォーム',
    search: 'ケース、根本原因、解決方法を検索',
    status: '状態',
    severity: '緊急度',
    technology: '技術',
    person: '参加者',
    customer: 'お客様',
    period: '期間',
    sort: '並べ替え',
    chosen: (name, count) => `${name} (${count})`,
    started: '開始済みのスウォーム',
    periods: { '7d': '直近 7 日間', '28d': '直近 28 日間', '91d': '直近 3 か月', '365d': '直近 1 年', all: '全期間' },
    sorts: {
      best: '関連度の高い順',
      newest: '新しい順',
      oldest: '古い順',
      closed: '終了が新しい順',
      longest: '時間が長い順',
    },
    clear: '絞り込みを解除',
    export: 'エクスポート',
    exportCsv: 'CSV 形式',
    exportJson: 'JSON 形式',
    exporting: 'エクスポート中',
    exportFailed: 'エクスポートできませんでした。',
    columns: {
      case: 'ケース',
      technologies: '技術',
      coordinator: 'コーディネーター',
      planned: '計画日時',
      time: '所要時間',
    },
    standing: (accepted, waiting) => `参加 ${accepted}、回答待ち ${waiting}`,
    running: (span) => `${span}経過`,
    gap: '担当者なし',
    gapHint: '依頼できる人がいない技術がありました',
    more: (count) => `+${count}`,
    nothing: { title: 'スウォームはまだありません', hint: '/swarm で開始すると、ここに表示されます。' },
    nothingMine: {
      title: '参加したスウォームはまだありません',
      hint: 'コーディネーターを務めたり参加したりすると、ここに表示されます。',
    },
    nothingFound: {
      title: '該当するスウォームはありません',
      hint: '語を減らすか、別の表記、より長い期間でお試しください。',
    },
    loaded: (count, isAll) => (isAll ? `${count} 件` : `先頭の ${count} 件`),
  },

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

  reasonFor: (reason, name, { moment, day }) => {
    switch (reason.code) {
      case 'owns':
        return spaced`${name(reason.technology)} のオーナー`;
      case 'level':
        return spaced`${name(reason.technology)} レベル ${reason.level}`;
      case 'covers-several':
        return `1 人で ${reason.count} つの技術に対応`;
      case 'on-call': {
        const of = reason.name?.ja ?? (reason.technology && name(reason.technology));
        return `${of ? spaced`${of} の` : ''}オンコール (${moment(reason.until)} まで)`;
      }
      case 'back':
        return `${moment(reason.at)} から勤務`;
      case 'any-hour':
        return '勤務時間外の依頼も可';
      case 'in-hours':
        return `${moment(reason.until)} まで勤務`;
      case 'present':
        return `在席状況: ${presences[reason.availability] ?? '不明'}`;
      case 'load':
        return `参加中 ${reason.live} 件 (上限 ${reason.most} 件)`;
      case 'speaks':
        return reason.language === 'ja' ? '日本語で対応可' : '英語で対応可';
      case 'solved-similar':
        return reason.count === 1
          ? `類似ケース ${reason.cases.join('、')} を解決 (${day(reason.last)})`
          : `類似ケースを ${reason.count} 件解決 (${reason.cases.join('、')}${reason.count > reason.cases.length ? ' など' : ''}、直近は ${day(reason.last)})`;
      case 'of-team':
        return reason.own ? `担当者と同じチーム (${reason.team.ja})` : spaced`${reason.team.ja} 所属`;
      case 'named-by-person':
        return spaced`${reason.by} さんの指名`;
      case 'wants-to-learn':
        return spaced`${name(reason.technology)} の習得を希望`;
      default:
        return reason satisfies never;
    }
  },
  reasonAgainst: (reason, name, { moment, day }) => {
    switch (reason.code) {
      case 'case-owner':
        return 'このケースの担当者';
      case 'away':
        return `${moment(reason.until)} まで不在`;
      case 'out-of-office':
        return reason.until ? `不在 (自動応答中、${moment(reason.until)} まで)` : '不在 (自動応答中)';
      case 'out-of-hours':
        return reason.day
          ? `${dayOffNamed(reason.day)}、次の勤務は ${moment(reason.back)} から`
          : `勤務時間外 (次の勤務は ${moment(reason.back)} から)`;
      case 'shifts-old':
        return `シフトは最後に読み取れた ${moment(reason.readAt)} 時点の内容`;
      case 'outside':
        return `社外 (連絡先: ${reason.reach})`;
      case 'team-closed':
        return reason.by === undefined
          ? spaced`${reason.team.ja} は ${moment(reason.until)} まで他チームからの依頼を停止中`
          : spaced`${reason.team.ja} は ${moment(reason.until)} まで他チームからの依頼を停止中 (${reason.by} さんが停止)`;
      case 'team-asked-enough':
        return reason.most === 0
          ? spaced`${reason.team.ja} は他チームからの依頼を受け付けていない`
          : spaced`${reason.team.ja} は 24 時間以内に他チームから ${reason.asks} 回の依頼を受けている (上限 ${reason.most} 回)`;
      case 'only-critical':
        return '最高緊急度のケースのみ対応';
      case 'asked-enough':
        return `直近 7 日間の依頼が ${reason.asks} 件 (本人の上限は ${reason.most} 件)`;
      case 'calendar-unknown':
        return 'その日のカレンダーが未登録 (休日の可能性あり)';
      case 'do-not-disturb':
        return '応答不可';
      case 'at-capacity':
        return `参加数が上限に到達 (${reason.live}/${reason.most} 件)`;
      case 'over-budget':
        return `28 日間の依頼が ${reason.asks} 件 (目安は ${reason.budget} 件)`;
      case 'level-too-low':
        return spaced`${name(reason.technology)} はレベル ${reason.level} にとどまる`;
      case 'already-covered':
        return spaced`${reason.by} さんが同じ技術に対応`;
      case 'declined-similar':
        return `類似ケースを「担当分野ではなくなった」として辞退 (${day(reason.at)})`;
      case 'other-language':
        return 'ケースの言語では対応できない';
      case 'dropped-by-owner':
        return 'ケース担当者が対象から除外';
      default:
        return reason satisfies never;
    }
  },

  measures: {
    spans: { plan: '計画まで', accept: '最初の参加まで', cover: '全技術に対応できるまで', resolve: '解決まで' },
    spanHints: {
      plan: 'ケースの作成から計画まで',
      accept: '開始から最初のエキスパートの参加まで',
      cover: '開始からすべての技術に担当者がつくまで',
      resolve: '開始から解決まで',
    },
    median: '中央値',
    p90: '90 パーセンタイル',
    count: '件数',
    from: '週の初日',
    month: '月',
    by: '集計単位',
    byWeek: '週',
    byMonth: '月',
    unlisted: (count) => `このうち ${count} 件は「取扱注意」のため、一覧には表示されません。`,
    mine: '自分が参加したスウォームの指標です。',
    ofTeam: '自分または自分のチームのメンバーが参加した、もしくは参加を依頼されたスウォームの指標です。',
    of: (counted, all) => `${all} 件中 ${counted} 件`,
    noneOf: '到達したスウォームなし',
    overTime: (name) => `${name}の推移`,
    byTechnology: (name) => `技術別の${name}`,
    technology: '技術',
    unit: { minutes: '分', hours: '時間', days: '日' },
    answers: '招待の結果',
    declines: '辞退の理由',
    solver: '解決に貢献した人の計画時の順位',
    solverPlaces: {
      first: '1 位',
      second: '2 位',
      third: '3 位',
      later: '4 位以下',
      unranked: '候補外',
      nobody: '記録なし',
    },
    solverHint: '貢献した人のうち最も上位だった人の順位です。1 位が多いほど、計画が的確だったことを示します。',
    facts: {
      perCover: '全技術に対応できるまでに依頼した人数',
      acceptance: '回答のうち参加',
      silence: '依頼のうち回答なし',
      unreachable: '届かなかった招待',
      gaps: '担当者なしの技術があったスウォーム',
      handOvers: '引き継ぎ',
      unattended: '誰も勤務していなかった時間 (緊急のスウォーム)',
      resolved: '解決済み',
      cancelled: '中止',
    },
    cases: {
      title: 'ケース管理システムでの結果',
      hint: 'この期間に作成されたケースの結果です。スウォームを行ったケースはもともと難しいため、列はケースの種類の違いを示すもので、人の評価ではありません。',
      swarmed: 'スウォームあり',
      unswarmed: 'スウォームなし',
      count: 'ケース数',
      time: '作成からクローズまで (中央値)',
      noneClosed: 'クローズ済みなし',
      first: (days) => `初回解決 (クローズ後 ${days} 日以内の再開なし)`,
      satisfied: '顧客満足 (回答のうち満足)',
    },
    medianOf: (median, p90) => `中央値 ${median}、90 パーセンタイル ${p90}`,
    ofAll: (part, whole) => `${whole} 件中 ${part} 件`,
    times: (count) => `${count} 回`,
    answer: '結果',
    reason: '理由',
    place: '順位',
    invitations: '招待数',
    nothing: {
      title: '集計できるスウォームがありません',
      hint: 'この期間に開始されたスウォームはありません。期間を延ばすか、絞り込みを減らしてください。',
    },
  },

  policy: policyJa,
  imports: importsJa,
  personalData: personalDataJa,
  coverage: {
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
  },

  record: {
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
    learned: 'よく関わった技術',
    learnedHint: '同席したスウォームと、コーディネーターまたはケース担当者を務めたスウォームの技術です。',
    satIn: (count) => `同席 ${count} 回`,
    led: (count) => `担当 ${count} 回`,
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
  },
  skills: {
    title: 'マイ スキル',
    hint: '計画はこの内容をもとに依頼先を決めます。最新の状態に保ってください。',
    technology: '技術',
    level: 'レベル',
    levels: [
      '資料を読んだことがある',
      '使ったことがある',
      '通常のケースを 1 人で解決できる',
      '難しいケースを解決できる',
      '周囲から頼られている',
    ],
    levelOf: (level, name) => `${level}: ${name}`,
    owner: 'オーナー',
    ownerHint: '組織内でこの技術に責任を持つ',
    learn: '習得を希望',
    confirmed: '確認日',
    confirm: '変更なし',
    confirmAll: 'すべて変更なし',
    willConfirm: '保存時に更新',
    never: '未確認',
    remove: (name) => spaced`${name} を削除`,
    add: '技術を追加',
    empty: 'スキルがまだありません。協力できる技術を追加してください。',
    doubts: '担当分野の確認',
    doubtsHint: '「担当分野ではない」と辞退した技術が登録されています。本人の操作なしに削除されることはありません。',
    doubted: (declined) => `${declined}に辞退`,
    drop: '削除',
    keep: '残す',
    suggestions: 'スウォームからの学習',
    suggestionsHint: '参加して解決したスウォームの技術です。本人の操作なしに追加されることはありません。',
    suggested: (swarms, last) => `${swarms} 件、直近は ${last}`,
    accept: '追加',
    refuse: '該当しない',
    availability: '依頼を受けられる条件',
    days: ['月', '火', '水', '木', '金', '土', '日'],
    workDays: '勤務日',
    from: '開始',
    to: '終了',
    inZone: (zone) => `${zone} の時刻`,
    ownTeam: (team) => `サポート チーム: ${team}`,
    daysOff: (calendars) => `休日カレンダー: ${calendars}`,
    noDaysOff: '休日カレンダーは未登録です (祝日にも依頼が届きます)',
    hoursOwn: (day) => `${day}に本人が設定`,
    hoursGiven: 'スキル台帳の登録内容です (本人は未設定)',
    outlookSays: (days, times, zone) => `Outlook の設定: ${days} ${times} (${zone})`,
    takeHours: 'この内容にする',
    keepHours: '今のままでよい',
    most: '同時に参加できるスウォームの上限',
    away: '不在の最終日',
    notBefore: '依頼の開始時刻 (空欄: 始業から)',
    quietFrom: '依頼を控える期間の初日',
    quietUntil: '依頼を控える期間の最終日',
    mostAWeek: '7 日間の依頼の上限 (0: 上限なし)',
    onlyCriticalLabel: '最高緊急度',
    onlyCritical: '最高緊急度のケースだけ依頼を受ける',
    weekAhead: '今後 7 日間の予定',
    weekHint:
      '曜日ごとの勤務時間、休憩、集中時間は /swarm skills の「依頼の受け方」で設定します。保存済みの内容を表示しています。',
    dayOf: (weekday, month, day) => `${month}/${day}(${weekday})`,
    asked: '依頼を受ける時間',
    kept: '勤務中で依頼を受けない時間',
    notAsked: '依頼なし',
    unknownDay: 'カレンダー未登録の日',
    byShifts: 'シフト表による',
    onCall: (technology, from, to) => `${technology === null ? '' : spaced`${technology} の`}オンコール ${from}–${to}`,
    dayOff: (day) => dayOffNamed(day),
    anyHour: '急ぎでない依頼も時間外に受け取る',
    anyHourLabel: '勤務時間外の依頼',
    languages: '対応できる言語',
    reads: 'Swarm からのメッセージの言語',
    languageNames: { en: '英語', ja: '日本語' },
    save: '保存',
    undo: '変更を取り消す',
    saved: '保存しました。',
    notSaved: '保存できませんでした。変更内容は残っています。再試行してください。',
    noLongerRegistered:
      '保存できませんでした。スキル台帳への登録が解除されています。再登録は、リーダーまたは台帳の管理者に依頼してください。',
    unsaved: '未保存の変更があります',
    deputies: '代理人',
    deputiesHint:
      '自分が担当するケース (取扱注意のケースを除く) のスウォームを、代わりに確認、開始、引き継ぎ、中止できます。操作があると通知が届きます。',
    deputyUntil: (until) => spaced`${until} まで`,
    revokeDeputy: (name) => spaced`${name} さんの指定を解除`,
    deputy: '代理を頼む人 (名前またはメール アドレス)',
    deputyLastDay: '期限 (最終日)',
    confirmDeputy: '代理人に指定',
    deputyNamed: (name, until) => spaced`${until} まで ${name} さんが代理を務めます。`,
    deputyRevoked: '代理人の指定を解除しました。',
    deputyDay: '今日から 1 年以内の日付を入力してください。',
    deputyNotSaved: '処理できませんでした。何も変更されていません。再試行してください。',
  },
};

const dayOff = {
  public: '祝日',
  company: '会社休日',
  half: '半日勤務',
  worked: '出勤日',
  quiet: '依頼を控える期間',
  focus: '集中時間',
};
const dayOffNamed = ({ kind, name }: Omit<DayOff, 'ahead'>): string =>
  name ? `${dayOff[kind]} (${name.ja})` : dayOff[kind];
