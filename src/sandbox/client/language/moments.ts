import type { Words } from './en.ts';

const dayOf = (at: Date): string => `${at.getFullYear()}-${at.getMonth()}-${at.getDate()}`;

/** Whether two instants (ISO) are on one day where the window is. */
export const isSameDay = (one: string, other: string): boolean => dayOf(new Date(one)) === dayOf(new Date(other));

/** The name of a day, for a separator: today, yesterday, or its date. */
export function dayName(at: string, words: Words, now = new Date()): string {
  const date = new Date(at);
  if (dayOf(date) === dayOf(now)) return words.conversation.today;
  if (dayOf(date) === dayOf(new Date(now.getTime() - 86_400_000))) return words.conversation.yesterday;
  return date.toLocaleDateString(words.locale, { weekday: 'long', month: 'long', day: 'numeric' });
}

export const timeOf = (at: string, words: Words): string =>
  new Date(at).toLocaleTimeString(words.locale, { hour: 'numeric', minute: '2-digit' });

/** As short as a list has room for: the time today, else the date. */
export const shortMoment = (at: string, words: Words): string =>
  isSameDay(at, new Date().toISOString())
    ? timeOf(at, words)
    : new Date(at).toLocaleDateString(words.locale, { month: 'numeric', day: 'numeric' });
