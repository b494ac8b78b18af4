import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const plan = {
  title: (caseId) => `ケース ${caseId} のスウォーム計画`,
  spoken: (caseId, people, gaps) =>
    `ケース ${caseId} のスウォーム計画です。依頼先: ${people}。${gaps > 0 ? `担当者のいない技術が ${gaps} 件あります。` : ''}`,
  nobodyDisturbed: 'まだ誰にも依頼していません。計画を確認し、必要に応じて変更してからスウォームを開始してください。',
  forOwner: (owner) =>
    spaced`${owner} さんが担当するケースです。開始するとあなたがコーディネーターになり、${owner} さんに通知されます。${owner} さんはいつでも引き継げます。`,
  insteadOf: {
    nobody: (owner, group) =>
      spaced`このケースは、ケース システムで${group === null ? '' : `「${group}」に割り当てられており、`}担当者が決まっていません。このようなケースは、管理者の設定により${owner === null ? 'あなた' : ` ${owner} さん`}が担当します。`,
    unknown: (owner, group) =>
      spaced`ケース システムでのこのケースの担当者${group === null ? '' : ` (「${group}」)`}が、組織内に見つかりません。このようなケースは、管理者の設定により${owner === null ? 'あなた' : ` ${owner} さん`}が担当します。`,
  },
  urgencyRead: (words) => `緊急度は本文の${words}によります。「計画を変更」で変更できます。`,
  dropDeadline: '期限ではない',
  noDeadline: (moment: string) => spaced`期限はありません（本文には「${moment}」とあります）。`,
  keepDeadline: '期限にする',
  nobodyWorksThen: (day) => `この時刻は、計画に含まれる全員が勤務時間外です${day === null ? '' : `: ${day}`}。`,
  lastWorksUntil: (moment) => spaced`期限前の最後の勤務は ${moment} までです。`,
  nobodyWorksBefore: '期限までに勤務する人もいません。',
  technologies: 'このケースに関係する技術',
  namedByHand: '手動で追加',
  noTechnology: '本文から技術を特定できませんでした。「計画を変更」から追加してください。',
  sure: (percent) => `確度 ${percent}%`,
  possible: '可能性のある技術',
  possibleAdvice: '過去のケースに基づく推定です。「計画を変更」で選択しない限り、誰にも依頼しません。',
  unknown: 'スキル台帳に未登録の製品',
  unknownAdvice: '担当者が登録されていません。詳しい人をご存じの場合は、「計画を変更」から指名してください。',
  people: '依頼先',
  nobodyToAsk: '依頼できる人がまだいません。「計画を変更」から追加してください。',
  forTechnologies: (technologies) => `担当: ${technologies}`,
  personFor: (person, technologies) => `${person} (${technologies})`,
  forLanguage: (language) => `ほかに${language}で対応できる人がいないため、あわせて依頼します。`,
  atOnce: '同時に依頼する人',
  next: '次の候補',
  askedAtOnce: (count) =>
    count === 1
      ? '技術ごとに 1 人ずつ依頼し、辞退または期限内に回答がない場合は次の候補に依頼します。'
      : `技術ごとに ${count} 人以上に同時に依頼し、1 人が承諾した時点でほかの人への依頼を取り下げます。`,
  timeInHours: (time) => `回答期限は、各自の勤務時間内で ${time}です (勤務時間外は数えません)。`,
  timeAnyHour: (time) => `回答期限は、時間帯にかかわらず ${time}です。`,
  backLater: (moment) => `勤務時間外、次の勤務は ${moment} から`,
  askedWhenBack: (moment) => `勤務時間外、${moment} に招待を送信`,
  dayOffBack: (day, moment) => `${day}、次の勤務は ${moment} から`,
  dayOffAsked: (day, moment) => `${day}、${moment} に招待を送信`,
  dayAheadBack: (day, moment) => `勤務時間外、${day}をはさみ次の勤務は ${moment} から`,
  dayAheadAsked: (day, moment) => `勤務時間外、${day}をはさみ ${moment} に招待を送信`,
  nobodySpeaks: (language, wait) =>
    spaced`${language}で対応できる人に${wait === null ? '今は' : ` ${wait}以内には`}依頼できないため、この計画には含まれていません。`,
  speaksLater: (people) => `後から依頼できる人: ${people}`,
  personFrom: (person, moment) => spaced`${person} (${moment} から)`,
  uncovered: '担当者なし',
  uncoveredAdvice:
    '「計画を変更」から人を指名するか、このまま開始できます。担当者のいない技術はリーダー向けに記録されます。',
  learners: '習得を希望している人',
  learnersAdvice: '担当者には数えません。学習メンバーとして招待する場合は、「計画を変更」で名前を選択してください。',
  learnersSeated: (people) => `開始時に学習メンバーとして招待: ${people} (担当者には数えません)`,
  seatLearners: '学習メンバーとして招待する人',
  room: {
    standard: '場所: 専用チャネル (ホスト チームのメンバーが閲覧可)',
    private: '場所: プライベート チャネル (承諾した人だけがケースを閲覧可)',
  },
  similar: '類似ケースと、その解決方法',
  start: 'スウォームを開始',
  change: '計画を変更',
  considered: 'ほかの候補',
  consideredIntro: '同じ技術を扱えるものの、今回は依頼先としなかった人とその理由です。',
  leftOut: (count) => `このほかに ${count} 人の候補がいます。`,
  available: '対応可能 (この計画では依頼不要)',
  explainTitle: (caseId) => `ケース ${caseId} の依頼先を選んだ理由`,
  explainRule:
    'ケースに関係する技術すべてに対応できる、最少の人数に依頼します。依頼可能で参加数の上限に達していない人のうち、オーナー、レベルの高い人、類似ケースを解決した人を優先し、勤務時間外の人については次の勤務が早い人を優先します (人数を減らすために待つ時間は緊急度によります)。手動で指名された人には、その旨を表示します。',
  explainedOfPlan: (moment) => spaced`計画を作成した ${moment} 時点の内容です。`,
  explainedOfAsks: (moment) =>
    spaced`依頼した人については依頼した時点、ほかの候補については計画を作成した ${moment} 時点の内容です。`,
  speaksForThem: (reasons) => `選定時に考慮した点: ${reasons}`,
  dismiss: '計画を破棄',
  keepTechnologies: '残す技術',
  tickPossible: '可能性のある技術から追加',
  addTechnologies: '追加する技術',
  addTechnologiesHint: '例: Azure DNS, BGP',
  keepPeople: '残す依頼先',
  addPeople: '追加する依頼先',
  addPeopleHint: '選択するか、名前で検索',
  addPeopleTyped: '名前またはメール アドレスでも指定できます',
  addPeopleTypedHint: '複数の場合はカンマ区切り',
  update: '計画を更新',
  lapsedTitle: (caseId) => `ケース ${caseId} の計画は取り下げられました`,
  lapsed: 'スウォームは開始されず、誰にも依頼していません。',
  again: 'もう一度計画を作成',
} satisfies Messages['plan'];
