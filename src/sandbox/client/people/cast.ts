import type { PersonSummary, Settings } from '../../window/views.ts';
import type { Language } from '../language/words.ts';

/** A handful of people to begin with: case owners, experts, leads and somebody who should see nothing. */
export function cast(people: readonly PersonSummary[]): PersonSummary[] {
  const some = (role: PersonSummary['role'], most: number) =>
    people.filter((each) => each.role === role && each.appInstalled).slice(0, most);
  return [...some('owner', 3), ...some('engineer', 2), ...some('lead', 2), ...some('outsider', 1)];
}

/** Who owns a case in the reader's language, best one that nobody has swarmed yet: the window of a first visit. */
export function firstOwner(settings: Settings, language: Language): string {
  const weight = (each: Settings['cases'][number]) => (each.language === language ? 0 : 2) + (each.untouched ? 0 : 1);
  const owned = settings.cases.filter(({ owner, restricted }) => owner !== null && !restricted);
  return owned.sort((one, other) => weight(one) - weight(other))[0]?.owner ?? settings.anybody;
}

/** Those with something unread: first whom the bot has written to, the newest first. */
export const waiting = (people: readonly PersonSummary[]): PersonSummary[] =>
  people
    .filter(({ unread }) => unread > 0)
    .sort((one, other) => (other.waitingSince ?? '').localeCompare(one.waitingSince ?? ''));
