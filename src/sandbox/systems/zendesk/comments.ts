import { z } from 'zod';
import type { Answer, Call } from '../../doors/routes.ts';
import type { KeptCase, TimelineEntry, Twist } from '../keptCase.ts';
import { peopleOf } from './tickets.ts';
import { swarmAgent } from './webhook.ts';

type Comment = { id: number; body: string; public: boolean; at: string };

const mostComments = 5_000;

/** What an update of a ticket may say here. `tags` would replace the whole list, and is not played. */
export const updateSchema = z.strictObject({
  ticket: z.strictObject({
    comment: z.strictObject({ body: z.string(), public: z.boolean().optional() }).optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    custom_fields: z.array(z.strictObject({ id: z.int(), value: z.string() })).optional(),
    safe_update: z.boolean().optional(),
    updated_stamp: z.string().optional(),
  }),
});

/** The record of one update of a ticket; what happened in it goes into `events`, and what the update said of itself into `custom`. */
export const auditOf = (id: number, custom: Readonly<Record<string, unknown>>) => ({
  ...{ id, events: [] as object[], metadata: { system: {}, custom } },
});

/** The comments of an account's tickets; the first of each is its description. */
export function createComments({ now, twist }: { now: () => number; twist: Twist }) {
  const added = new Map<string, Comment[]>();
  let last = 1_000_000;
  const nextId = (): number => {
    last += 1;
    return last;
  };
  const ofTicket = (number: string): Comment[] => added.get(number) ?? [];

  /** Adds a comment, as public as the ticket is where that is not said; null: there are too many. */
  function add(number: string, said: { body: string; public?: boolean | undefined }): Comment | null {
    const before = ofTicket(number);
    if (before.length + 1 >= mostComments) return null;
    const isPublic = (said.public ?? true) || twist() === 'publishes-notes';
    const comment = { id: nextId(), body: said.body, public: isPublic, at: new Date(now()).toISOString() };
    added.set(number, [...before, comment]);
    return comment;
  }

  /**
   * A page of a ticket's comments, by its cursor: how many came before. `metadata.custom` is documented for audits alone
   * (developer.zendesk.com, Ticket Comments and Ticket Audits): here is no comment with it. `merged`: tickets merged into this one.
   */
  function listed(
    kept: KeptCase,
    merged: readonly KeptCase[],
    { query }: Pick<Call, 'query'>,
    address: string,
  ): Answer {
    const size = Math.min(100, Number(query.get('page[size]') ?? 100));
    const from = Number(query.get('page[after]') ?? 0);
    const first = { id: 1, body: kept.description ?? '', public: true, at: kept.created };
    const peoples = (kept.said ?? []).map(({ at, text, isPublic }, n) => ({
      ...{ id: 100 + n, body: text, public: isPublic, at, author: peopleOf(kept).assignee },
    }));
    const all: (Comment & { author?: number })[] = [
      ...[first, ...solvingComments(kept), ...mergingComments(kept, merged), ...peoples],
      ...ofTicket(kept.number).map((each) => ({ ...each, author: swarmAgent })),
    ];
    const inOrder = all.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
    const sorted = query.get('sort') === '-created_at' ? inOrder.toReversed() : inOrder;
    const hasMore = sorted.length > from + size;
    const next = new URLSearchParams(query);
    next.set('page[after]', String(from + size));
    return {
      status: 200,
      body: {
        comments: sorted.slice(from, from + size).map(({ id, body, public: isPublic, at, author = 1 }) => ({
          ...{ id, type: 'Comment', author_id: author, body, public: isPublic, created_at: at },
          metadata: { system: {} },
        })),
        meta: { has_more: hasMore },
        links: { next: hasMore ? `${address}/api/v2/tickets/${kept.number}/comments.json?${next}` : null },
      },
    };
  }

  function makePrivate(number: string, id: number): boolean {
    const found = ofTicket(number).find((each) => each.id === id);
    if (found) found.public = false;
    return found !== undefined;
  }

  const timeline = (number: string): TimelineEntry[] =>
    ofTicket(number).map(({ id, at, body, public: isPublic }) => ({
      ...{ id: String(id), at, by: 'Swarm', title: null, text: body, isPublic },
    }));

  const count = (number: string): number => 1 + ofTicket(number).length;

  return { add, count, listed, makePrivate, timeline, nextId };
}

/** What a merge writes into both tickets, unless whoever merges them writes something else: for staff, as the API does. */
function mergingComments(kept: KeptCase, merged: readonly KeptCase[]): (Comment & { author: number })[] {
  const comment = (id: number, { changedAt, created }: KeptCase, named: string) => ({
    ...{ id, body: named, public: false, at: changedAt ?? created, author: mergingAgent },
  });
  const { mergedInto } = kept;
  const own = mergedInto
    ? [
        comment(
          50,
          kept,
          mergedInto.silently
            ? 'Same thing.'
            : `This request was closed and merged into request #${mergedInto.number} "…".`,
        ),
      ]
    : [];
  const others = merged.map((each, n) =>
    comment(
      60 + n,
      each,
      each.mergedInto?.silently
        ? 'Again.'
        : `Request #${each.number} "${each.title}" was closed and merged into this request.`,
    ),
  );
  return [...own, ...others];
}
const mergingAgent = 77;

/** How a ticket that is solved was: the answer, a note for staff after it, and the customer's thanks. */
function solvingComments(kept: KeptCase): (Comment & { author: number })[] {
  const { solution } = kept;
  if (!solution) return [];
  const { requester, assignee } = peopleOf(kept);
  const said = { at: solution.at };
  return [
    { ...said, id: 2, author: assignee, body: solution.text, public: true },
    { ...said, id: 3, author: assignee, body: 'Billed.', public: false },
    { ...said, id: 4, author: requester, body: 'Thank you!', public: true },
  ];
}
