import type { ProgressPlace } from '../cards/liveCard.ts';
import type { Progress } from '../cards/progress.ts';
import { createDrafts, type Drafts } from './drafts.ts';

/** What somebody has begun in a window and not sent: what stands in their boxes, and what they typed on cards. */
export type Unsent = {
  drafts: Drafts;
  /** Where the progress on a card is kept; `card` is the message it belongs to. */
  onCard: (card: { conversation: string; id: string }) => ProgressPlace;
};

/** Keeps each person's apart, by alias, also while the window looks through other eyes. */
export function createUnsent(): (who: string) => Unsent {
  const all = new Map<string, Unsent>();
  return (who) => {
    const known = all.get(who) ?? unsentOf();
    all.set(who, known);
    return known;
  };
}

function unsentOf(): Unsent {
  const cards = new Map<string, Progress>();
  return {
    drafts: createDrafts(),
    onCard: ({ conversation, id }) => {
      const key = `${conversation} ${id}`;
      return { read: () => cards.get(key), write: (progress) => cards.set(key, progress) };
    },
  };
}
