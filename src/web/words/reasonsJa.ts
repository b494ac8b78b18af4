import type { DayOff } from '../../availability/reasons.ts';
import { spaced } from '../../language/spacing.ts';
import type { reasonsEn } from './reasonsEn.ts';

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

const dayOff = {
  public: '祝日',
  company: '会社休日',
  half: '半日勤務',
  worked: '出勤日',
  quiet: '依頼を控える期間',
  focus: '集中時間',
};
/** A day off as people call it, with its name where it has one. */
export const dayOffNamed = ({ kind, name }: Omit<DayOff, 'ahead'>): string =>
  name ? `${dayOff[kind]} (${name.ja})` : dayOff[kind];

/** 提案された、またはされなかった理由の日本語。 */
export const reasonsJa: typeof reasonsEn = {
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
};
