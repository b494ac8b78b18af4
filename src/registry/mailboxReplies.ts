import type { Mailbox } from './engineer.ts';

/** Milliseconds for which automatic replies without an end are believed: until the mailbox has been read once more. */
const openRepliesHold = 30 * 3_600_000;

/** When a mailbox answers by itself: milliseconds since 1970, `until` exclusive; both 0 when it does not. */
export function repliesOf(mailbox: Pick<Mailbox, 'repliesFrom' | 'repliesUntil' | 'readAt'>): {
  from: number;
  until: number;
} {
  const { repliesFrom, repliesUntil, readAt } = mailbox;
  if (repliesFrom === null) return { from: 0, until: 0 };
  const until = repliesUntil === null ? Date.parse(readAt) + openRepliesHold : Date.parse(repliesUntil);
  return { from: Date.parse(repliesFrom), until };
}
