import type { DayOff, TeamShut } from '../../../availability/reasons.ts';
import type { ReasonAgainst, ReasonFor } from '../../../matching/plan.ts';
import type { AwaySince } from '../../../swarm/events.ts';
import { messages, named, type Reader } from '../../languages/language.ts';
import { day, moment } from '../../languages/moment.ts';
import { coloured, type Element, text } from './elements.ts';
import { short } from './text.ts';

/** What a technology is called, by its id. */
export type NameOf = (technology: string) => string;

/** Why a person is asked, in the reader's language; who owns a technology at some level is one reason, not two. */
export function reasonsFor(reasons: readonly ReasonFor[], nameOf: NameOf, reader: Reader): string[] {
  const words = messages(reader.language).reasons;
  const levels = new Map(reasons.flatMap((each) => (each.code === 'level' ? [[each.technology, each.level]] : [])));
  const isOff = reasons.some(({ code }) => code === 'back' || code === 'any-hour');
  const owned = new Set(reasons.flatMap((each) => (each.code === 'owns' ? [each.technology] : [])));
  const told = reasons
    .filter((each) => each.code !== 'level' || !owned.has(each.technology))
    // What Teams shows of who is off work says nothing of whether they are there to be asked.
    .filter((each) => each.code !== 'present' || !isOff)
    .map((each) => {
      const level = each.code === 'owns' ? levels.get(each.technology) : undefined;
      return each.code === 'owns' && level !== undefined
        ? words.ownsAtLevel(nameOf(each.technology), level)
        : reasonFor(each, nameOf, reader);
    });
  return [...new Set(told)];
}

function reasonFor(reason: ReasonFor, nameOf: NameOf, reader: Reader): string {
  const { reasons } = messages(reader.language);
  switch (reason.code) {
    case 'owns':
      return reasons.owns(nameOf(reason.technology));
    case 'level':
      return reasons.level(
        reason.name ? short(named(reason.name, reader), 60) : nameOf(reason.technology),
        reason.level,
      );
    case 'covers-several':
      return reasons.coversSeveral(reason.count);
    case 'on-call':
      return reasons.onCall(
        reason.name ? short(named(reason.name, reader), 60) : reason.technology ? nameOf(reason.technology) : null,
        moment(reason.until, reader),
      );
    case 'back':
      return reasons.back(moment(reason.at, reader));
    case 'any-hour':
      return reasons.anyHour;
    case 'in-hours':
      return reasons.inHours(moment(reason.until, reader));
    case 'present':
      return reasons.present(reason.availability);
    case 'load':
      return reasons.load(reason.live, reason.most);
    case 'speaks':
      return reasons.speaks(reason.language);
    case 'solved-similar':
      return solvedSimilar(reason, reader);
    case 'of-team':
      return (reason.own ? reasons.ofOwnTeam : reasons.ofTeam)(short(named(reason.team, reader), 60));
    case 'named-by-person':
      return reasons.namedBy(short(reason.by, 60));
    case 'wants-to-learn':
      return reasons.wantsToLearn(nameOf(reason.technology));
    default:
      return reason satisfies never;
  }
}

function solvedSimilar({ count, cases, last }: Extract<ReasonFor, { code: 'solved-similar' }>, reader: Reader): string {
  const { reasons } = messages(reader.language);
  const named = cases.map((id) => short(id, 24)).join(reader.language === 'ja' ? '、' : ', ');
  if (count === 1) return reasons.solvedOne(named, day(last, reader));
  return reasons.solvedSeveral(count, count > cases.length ? reasons.amongThem(named) : named, day(last, reader));
}

/** Why a person was passed over, in the reader's language. */
export function reasonAgainst(reason: ReasonAgainst, nameOf: NameOf, reader: Reader): string {
  const { reasons } = messages(reader.language);
  switch (reason.code) {
    case 'case-owner':
      return reasons.caseOwner;
    case 'away':
      return reasons.away(day(reason.until, reader));
    case 'out-of-office':
      return reason.until ? reasons.outOfOfficeUntil(moment(reason.until, reader)) : reasons.outOfOffice;
    case 'out-of-hours':
      return offWork(moment(reason.back, reader), reason.day, reader);
    case 'shifts-old':
      return reasons.shiftsOld(moment(reason.readAt, reader));
    case 'outside':
      return reasons.outside(short(reason.reach, 200));
    case 'team-closed':
      return reasons.teamClosed(
        short(named(reason.team, reader), 60),
        moment(reason.until, reader),
        reason.by === undefined ? null : short(reason.by, 60),
      );
    case 'team-asked-enough':
      return reasons.teamAskedEnough(short(named(reason.team, reader), 60), reason.asks, reason.most);
    case 'only-critical':
      return reasons.onlyCritical;
    case 'asked-enough':
      return reasons.askedEnough(reason.asks, reason.most);
    case 'calendar-unknown':
      return reasons.calendarUnknown;
    case 'do-not-disturb':
      return reasons.doNotDisturb;
    case 'at-capacity':
      return reasons.atCapacity(reason.live, reason.most);
    case 'over-budget':
      return reasons.overBudget(reason.asks, reason.budget);
    case 'level-too-low':
      return reasons.levelTooLow(nameOf(reason.technology), reason.level);
    case 'already-covered':
      return reasons.alreadyCovered(short(reason.by, 60));
    case 'declined-similar':
      return reasons.declinedSimilar(day(reason.at, reader));
    case 'other-language':
      return reasons.otherLanguage;
    case 'dropped-by-owner':
      return reasons.droppedByOwner;
    default:
      return reason satisfies never;
  }
}

/** Which support teams take no asks of others, a line each; nobody reads ids in it. */
export const shutTeams = (shut: readonly TeamShut[], reader: Reader): Element[] =>
  shut.map((each) =>
    text(
      coloured(
        reasonAgainst(each, (id) => id, reader),
        'Warning',
      ),
      { spacing: 'Small' },
    ),
  );

/** Who was in the plan, and is not asked since they are not there any more, a line each. */
export const awaySince = (away: readonly AwaySince[], reader: Reader): Element[] =>
  away.map(({ person, why }) => {
    const { awaySince: since } = messages(reader.language).reasons;
    const line = since(
      short(person.name, 60),
      reasonAgainst(why, (id) => id, reader),
    );
    return text(coloured(line, 'Warning'), { spacing: 'Small' });
  });

/** That somebody is off work until a moment, and for which day of their calendar. */
export function offWork(back: string, day: DayOff | undefined, reader: Reader): string {
  const { reasons } = messages(reader.language);
  if (!day) return reasons.outOfHours(back);
  return day.ahead ? reasons.offAhead(dayOff(day, reader), back) : reasons.offToday(dayOff(day, reader), back);
}

/** `public holiday (Thanksgiving Day)`. */
export const dayOff = ({ kind, name }: Pick<DayOff, 'kind' | 'name'>, reader: Reader): string =>
  messages(reader.language).reasons.dayOff[kind](name ? short(named(name, reader), 60) : '');
