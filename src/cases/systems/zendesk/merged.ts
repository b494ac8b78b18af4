import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { readRows } from '../calls/rows.ts';
import type { Trouble } from '../caseSystem.ts';
import type { ticketFinder } from './finding.ts';

/** What Zendesk itself puts on a ticket that was merged into another (support.zendesk.com, Merging tickets). */
export const mergedTag = 'closed_by_merge';
/** So many tickets that a merged one names are looked at. */
const mostNamed = 2;
/** Both comments of one merge are written by one job: milliseconds between them, at most. */
const together = 600_000;

const commentSchema = z.object({
  author_id: z.int(),
  body: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }),
});
type Comment = z.infer<typeof commentSchema>;
const commentsSchema = z.object({ comments: z.array(z.unknown()) });
const ticketSchema = z.object({ ticket: z.object({ id: z.int(), status: z.string() }) });

/**
 * Into which ticket one was merged. Neither has a field for it: the push of the very event tells (`said`), and a merge writes a comment
 * into each, which names the other as `#35436` unless whoever merged them wrote something else. Both must name each other, in comments of
 * one person that were written together: a number in a text says nothing. Of several the newest counts, since a ticket that was merged
 * takes no further one in. Null: it cannot be told.
 */
export function zendeskMerges({ url, host, caller, find }: MergeNeeds) {
  const comments = async (id: number): Promise<Comment[] | Trouble> => {
    const asked = await caller.get(`${url}/api/v2/tickets/${id}/comments.json?sort=-created_at&page[size]=100`);
    if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
    if (asked.kind === 'refused') return asked.status === 404 ? [] : asTrouble(asked, host);
    const list = held(commentsSchema, asked, host);
    return list.kind === 'ok' ? readRows(commentSchema, list.held.comments).rows : list;
  };
  const ticket = async (id: string): Promise<number | null | Trouble> => {
    const found = await find({ by: 'id', id }, ticketSchema);
    if (found.kind === 'not-found') return null;
    if (found.kind !== 'ok') return found;
    return found.answer.ticket.status === 'deleted' ? null : found.answer.ticket.id;
  };

  return async (merged: number, said: string | null): Promise<number | null | Trouble> => {
    if (said !== null && said !== String(merged)) {
      const there = await ticket(said);
      if (there !== null) return there;
    }
    const own = await comments(merged);
    if ('kind' in own) return own;
    const telling = own.flatMap((comment) => namedIn(comment).map((id) => ({ id, comment })));
    const others = telling.filter(({ id }) => id !== merged);
    const ids = [...new Set(others.map(({ id }) => id))].slice(0, mostNamed);
    for (const id of ids) {
      const theirs = await comments(id);
      if ('kind' in theirs) return theirs;
      const nameUs = theirs.filter((comment) => namedIn(comment).includes(merged));
      const isOne = others.some((each) => each.id === id && nameUs.some((their) => isOfOneMerge(each.comment, their)));
      if (isOne) return id;
    }
    return null;
  };
}

type MergeNeeds = { url: string; host: string; caller: Caller; find: ReturnType<typeof ticketFinder> };

const namedIn = ({ body }: Comment): number[] =>
  [...(body ?? '').matchAll(/#(\d{1,15})(?!\d)/g)].map(([, id]) => Number(id));

const isOfOneMerge = (one: Comment, other: Comment): boolean =>
  one.author_id === other.author_id && Math.abs(Date.parse(one.created_at) - Date.parse(other.created_at)) <= together;
