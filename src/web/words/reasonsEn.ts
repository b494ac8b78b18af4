import type { DayOff } from '../../availability/reasons.ts';
import type { ReasonAgainst, ReasonFor } from '../../matching/plan.ts';
import type { Format } from '../format.ts';
import { often, plural } from './counted.ts';

/** What Graph calls a presence, as people do. */
const presences: Record<string, string> = {
  Available: 'available',
  AvailableIdle: 'available',
  Busy: 'busy',
  BusyIdle: 'busy',
  DoNotDisturb: 'not to be disturbed',
  BeRightBack: 'back soon',
  Away: 'away from the screen',
  Offline: 'offline',
};

const dayOff = {
  public: 'public holiday',
  company: 'company holiday',
  half: 'half day',
  worked: 'working day',
  quiet: 'wants no asks',
  focus: 'focus time',
};
/** A day off as people call it, with its name where it has one. */
export const dayOffNamed = ({ kind, name }: Omit<DayOff, 'ahead'>): string =>
  name ? `${dayOff[kind]} (${name.en})` : dayOff[kind];

/** Why somebody was, or was not, proposed: in English. */
export const reasonsEn = {
  reasonFor: (
    reason: ReasonFor,
    name: (technology: string) => string,
    { moment, day }: Pick<Format, 'moment' | 'day'>,
  ): string => {
    switch (reason.code) {
      case 'owns':
        return `owns ${name(reason.technology)}`;
      case 'level':
        return `${name(reason.technology)}: level ${reason.level}`;
      case 'covers-several':
        return `covers ${reason.count} at once`;
      case 'on-call': {
        const of = reason.name?.en ?? (reason.technology && name(reason.technology));
        return `on call${of ? ` for ${of}` : ''} until ${moment(reason.until)}`;
      }
      case 'back':
        return `back at work ${moment(reason.at)}`;
      case 'any-hour':
        return 'may be asked at any hour';
      case 'in-hours':
        return `at work until ${moment(reason.until)}`;
      case 'present':
        return `presence: ${presences[reason.availability] ?? 'unknown'}`;
      case 'load':
        return `in ${reason.live} of at most ${plural(reason.most, 'swarm', 'swarms')}`;
      case 'speaks':
        return reason.language === 'ja' ? 'speaks Japanese' : 'speaks English';
      case 'solved-similar':
        return reason.count === 1
          ? `solved a case like this on ${day(reason.last)}: ${reason.cases.join(', ')}`
          : `solved ${reason.count} cases like this, the last on ${day(reason.last)}: ${reason.cases.join(', ')}${reason.count > reason.cases.length ? ' …' : ''}`;
      case 'of-team':
        return reason.own ? `of the owner’s own team, ${reason.team.en}` : `of ${reason.team.en}`;
      case 'named-by-person':
        return `named by ${reason.by}`;
      case 'wants-to-learn':
        return `wants to learn ${name(reason.technology)}`;
      default:
        return reason satisfies never;
    }
  },
  reasonAgainst: (
    reason: ReasonAgainst,
    name: (technology: string) => string,
    { moment, day }: Pick<Format, 'moment' | 'day'>,
  ): string => {
    switch (reason.code) {
      case 'case-owner':
        return 'owns the case';
      case 'away':
        return `away until ${moment(reason.until)}`;
      case 'out-of-office':
        return reason.until ? `out of office until ${moment(reason.until)}` : 'out of office';
      case 'out-of-hours':
        return reason.day
          ? `${dayOffNamed(reason.day)}, back ${moment(reason.back)}`
          : `outside working hours, back ${moment(reason.back)}`;
      case 'shifts-old':
        return `shifts as they had been read last, ${moment(reason.readAt)}`;
      case 'outside':
        return `outside, to be reached at ${reason.reach}`;
      case 'team-closed':
        return `${reason.team.en} took no asks of others until ${moment(reason.until)}${reason.by === undefined ? '' : ` (closed by ${reason.by})`}`;
      case 'team-asked-enough':
        return reason.most === 0
          ? `${reason.team.en} took no asks from other teams`
          : `${reason.team.en} had been asked by others ${often(reason.asks)} in 24 hours, at most ${reason.most}`;
      case 'only-critical':
        return 'wanted critical cases only';
      case 'asked-enough':
        return `asked ${often(reason.asks)} in seven days, wanted ${reason.most} at most`;
      case 'calendar-unknown':
        return 'no calendar said whether it was a holiday';
      case 'do-not-disturb':
        return 'did not want to be disturbed';
      case 'at-capacity':
        return `already in ${reason.live} of at most ${plural(reason.most, 'swarm', 'swarms')}`;
      case 'over-budget':
        return `asked ${often(reason.asks)} in 28 days, fair share ${reason.budget}`;
      case 'level-too-low':
        return `only level ${reason.level} in ${name(reason.technology)}`;
      case 'already-covered':
        return `${reason.by} covered the same`;
      case 'declined-similar':
        return `said “not my field” of a case like this (${day(reason.at)})`;
      case 'other-language':
        return 'does not speak the language of the case';
      case 'dropped-by-owner':
        return 'taken out by the case owner';
      default:
        return reason satisfies never;
    }
  },
};
