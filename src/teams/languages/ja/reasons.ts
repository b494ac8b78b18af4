import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

const availability: Record<string, string> = {
  Available: '連絡可能',
  AvailableIdle: '連絡可能',
  Busy: '取り込み中',
  BusyIdle: '取り込み中',
  DoNotDisturb: '応答不可',
  BeRightBack: 'まもなく戻る予定',
  Away: '退席中',
  Offline: 'オフライン',
};

export const reasons = {
  owns: (technology) => spaced`${technology} のオーナー`,
  ownsAtLevel: (technology, level) => spaced`${technology} のオーナー (レベル ${level}/5)`,
  level: (technology, level) => `${technology} (レベル ${level}/5)`,
  coversSeveral: (count) => `1 人で ${count} つの技術に対応`,
  onCall: (technology, until) =>
    technology === null ? `オンコール (${until} まで)` : spaced`${technology} のオンコール (${until} まで)`,
  back: (at) => `勤務時間外、次の勤務は ${at} から`,
  anyHour: '勤務時間外の依頼も可',
  inHours: (until) => `${until} まで勤務`,
  present: (graph) => availability[graph] ?? '在席状況は不明',
  load: (live, most) => `参加中のスウォーム ${live} 件 (上限\u00a0${most}\u00a0件)`,
  speaks: (language) => `${language === 'ja' ? '日本語' : '英語'}で対応可`,
  solvedOne: (caseId, day) => `類似ケース ${caseId} を解決 (${day})`,
  solvedSeveral: (count, cases, day) => `類似ケースを ${count} 件解決 (${cases}、直近は ${day})`,
  amongThem: (cases) => `${cases} など`,
  namedBy: (by) => spaced`${by} さんの指名`,
  wantsToLearn: (technology) => spaced`${technology} の習得を希望`,
  caseOwner: 'このケースの担当者',
  away: (until) => `${until}まで不在`,
  outOfOffice: '不在 (自動応答中)',
  outOfOfficeUntil: (until) => `不在 (自動応答中、${until}まで)`,
  awaySince: (name, why) => spaced`${name} さんは計画の時点では候補でしたが、依頼していません (${why})`,
  outOfHours: (back) => `勤務時間外、次の勤務は ${back} から`,
  dayOff: {
    public: (name) => `祝日 (${name})`,
    company: (name) => `会社休日 (${name})`,
    half: (name) => `半日勤務 (${name})`,
    worked: (name) => `出勤日 (${name})`,
    quiet: () => '依頼を控える期間',
    focus: () => '集中時間',
  },
  offToday: (day, back) => `${day}、次の勤務は ${back} から`,
  offAhead: (day, back) => `勤務時間外、${day}をはさみ次の勤務は ${back} から`,
  shiftsOld: (readAt) => `シフトは最後に読み取れた ${readAt} 時点の内容`,
  outside: (reach) => `社外の方のため招待はしません (連絡先: ${reach})`,
  teamClosed: (team, until, by) =>
    by === null
      ? spaced`${team} は ${until} まで他チームからの依頼を受け付けていません`
      : spaced`${team} は ${until} まで他チームからの依頼を受け付けていません (${by} さんが停止)`,
  teamAskedEnough: (team, asks, most) =>
    most === 0
      ? spaced`${team} は他チームからの依頼を受け付けていません`
      : spaced`${team} は 24 時間以内に他チームから ${asks} 回の依頼を受けています (上限 ${most} 回)`,
  ofTeam: (team) => spaced`${team} 所属`,
  ofOwnTeam: (team) => spaced`同じチーム (${team})`,
  onlyCritical: '最高緊急度のケースのみ対応',
  askedEnough: (asks, most) => `直近 7 日間の依頼が ${asks} 件 (本人の上限は ${most} 件)`,
  calendarUnknown: '休日の可能性あり (その日のカレンダーが未登録)',
  doNotDisturb: '応答不可',
  atCapacity: (live, most) => `参加数が上限に到達 (${live}/${most} 件)`,
  overBudget: (asks, budget) => `直近 28 日間の依頼が ${asks} 件 (目安は ${budget} 件)`,
  levelTooLow: (technology, level) => spaced`${technology} はレベル ${level} にとどまる`,
  alreadyCovered: (by) => spaced`${by} さんが同じ技術に対応`,
  declinedSimilar: (day) => `類似ケースを「担当分野ではなくなった」として辞退 (${day})`,
  otherLanguage: 'ケースの言語では対応できない',
  droppedByOwner: 'ケース担当者が対象から除外',
} satisfies Messages['reasons'];
