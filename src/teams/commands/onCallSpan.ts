import { DateTime } from 'luxon';
import type { DutyTime } from './parsing/request.ts';

/** From when until when somebody asks who is on call, of their zone's days; what is over of it is left out. Milliseconds since 1970. */
export function onCallSpan(when: DutyTime, { at, zone }: { at: string; zone: string }): { from: number; to: number } {
  const asked = DateTime.fromISO(at, { zone });
  const now = asked.isValid ? asked : DateTime.fromISO(at, { zone: 'utc' });
  const [from, to] = spanFrom(when, now);
  return { from: Math.max(from.toMillis(), now.toMillis()), to: to.toMillis() };
}

const [evening, morning] = [18, 6];

function spanFrom(when: DutyTime, now: DateTime): [DateTime, DateTime] {
  const today = now.startOf('day');
  const monday = now.startOf('week');
  switch (when) {
    case 'tonight':
      // Who asks at three in the morning means the night that is.
      return now.hour < morning ? [now, today.set({ hour: morning })] : nightOf(today);
    case 'tomorrow':
      return dayOf(today.plus({ days: 1 }));
    case 'tomorrow-night':
      return nightOf(today.plus({ days: 1 }));
    case 'this-week':
      return [monday, monday.plus({ weeks: 1 })];
    case 'weekend':
      return [monday.plus({ days: 5 }), monday.plus({ weeks: 1 })];
    case 'next-week':
      return [monday.plus({ weeks: 1 }), monday.plus({ weeks: 2 })];
    case 'this-month':
      return [now.startOf('month'), now.startOf('month').plus({ months: 1 })];
    default:
      return dayOf(today.plus({ days: (weekdays.indexOf(when) + 8 - now.weekday) % 7 }));
  }
}

const weekdays: readonly DutyTime[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const dayOf = (day: DateTime): [DateTime, DateTime] => [day, day.plus({ days: 1 })];
const nightOf = (day: DateTime): [DateTime, DateTime] => [
  day.set({ hour: evening }),
  day.plus({ days: 1 }).set({ hour: morning }),
];
