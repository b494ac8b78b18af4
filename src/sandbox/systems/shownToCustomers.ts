import type { Feed } from '../doors/feed.ts';
import { type CaseStandIn, customersView } from './keptCase.ts';

/** A note for staff that a customer can see. */
export type ShownNote = { caseNumber: string; id: string; text: string };

/** Notes of the bot that the customers of their cases can see: none, or the bot is at fault, or a rule of the tenant's own. */
export const shownToCustomers = (standIn: Pick<CaseStandIn, 'cases' | 'timeline'>): ShownNote[] =>
  standIn.cases.flatMap(({ number }) =>
    customersView(standIn, number).map(({ id, text }) => ({ caseNumber: number, id, text })),
  );

/** Looks after each call that a case system was asked for, and tells each such note once, as soon as it is there. */
export function watchCustomersView({
  feed,
  standIn,
  tell,
}: {
  feed: Pick<Feed, 'subscribe'>;
  standIn: Pick<CaseStandIn, 'cases' | 'timeline'>;
  tell: (note: ShownNote) => void;
}) {
  const told = new Set<string>();
  const look = (): void => {
    for (const note of shownToCustomers(standIn)) {
      const key = `${note.caseNumber} ${note.id}`;
      if (told.has(key)) continue;
      told.add(key);
      tell(note);
    }
  };
  const stop = feed.subscribe((event) => {
    if (event.kind === 'wire' && event.entry.door === 'cases' && event.entry.method !== 'GET') look();
  });
  return {
    /** How many were seen so far, also such as were taken back since. */
    count(): number {
      look();
      return told.size;
    },
    stop,
  };
}
