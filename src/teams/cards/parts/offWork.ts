import type { DayOff } from '../../../availability/reasons.ts';
import type { ReasonAgainst, ReasonFor } from '../../../matching/plan.ts';
import { messages, type Reader } from '../../languages/language.ts';
import { moment } from '../../languages/moment.ts';
import { dayOff } from './reasons.ts';

/** Until when (ISO, UTC) somebody is off work, and for which day of their calendar. */
type OffWork = { back: string; day?: DayOff };

/**
 * Whether who is asked was off work when their reasons were reckoned; null: at work. Of a critical case that stands only among
 * `against`, what speaks against them in the same ranking. Plan and explanation both tell it by this.
 */
export function offWorkOf(reasons: readonly ReasonFor[], against: readonly ReasonAgainst[]): OffWork | null {
  // Asked again later, they may be at work by then: the reasons of that ask count.
  if (reasons.some(({ code }) => code === 'in-hours')) return null;
  const off = against.find((each) => each.code === 'out-of-hours');
  const back = reasons.find((each) => each.code === 'back');
  if (!back && !off) return null;
  return { back: back?.at ?? off?.back ?? '', ...(off?.day && { day: off.day }) };
}

/** Of who is off work it is told when they are back, not that Teams shows them as available. */
export const untoldOfWhoIsOff: readonly ReasonFor['code'][] = ['back', 'present'];

/** That somebody is off work, for which day of their calendar, and when they are back, or are asked. */
export function offNow({ back, day }: OffWork, isAnyTime: boolean, reader: Reader): string {
  const { plan } = messages(reader.language);
  const at = moment(back, reader);
  if (!day) return isAnyTime ? plan.backLater(at) : plan.askedWhenBack(at);
  const told = dayOff(day, reader);
  if (day.ahead) return isAnyTime ? plan.dayAheadBack(told, at) : plan.dayAheadAsked(told, at);
  return isAnyTime ? plan.dayOffBack(told, at) : plan.dayOffAsked(told, at);
}
