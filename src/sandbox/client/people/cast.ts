import type { PersonSummary } from '../../window/views.ts';

/** A handful of people to begin with: case owners, experts, leads and somebody who should see nothing. */
export function cast(people: readonly PersonSummary[]): PersonSummary[] {
  const some = (role: PersonSummary['role'], most: number) =>
    people.filter((each) => each.role === role && each.appInstalled).slice(0, most);
  return [...some('owner', 3), ...some('engineer', 2), ...some('lead', 2), ...some('outsider', 1)];
}
