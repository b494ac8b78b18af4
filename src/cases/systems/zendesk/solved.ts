import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { readRows } from '../calls/rows.ts';
import type { SolvedCase, SolvedRead, SystemCase, Trouble } from '../caseSystem.ts';

/** A ticket of many that were asked for at once. */
export type ManyRead = { case: SystemCase; isSolved: boolean; closedAt: string; requester: number | null };

/**
 * Solved tickets with the last public answer of an agent, since Zendesk has no field for what solved one. Its comments are
 * a call for each ticket.
 */
export function zendeskSolved({
  url,
  host,
  caller,
  readMany,
}: {
  url: string;
  host: string;
  caller: Caller;
  readMany: (ids: readonly string[]) => Promise<{ kind: 'ok'; tickets: ManyRead[]; odd: string[] } | Trouble>;
}) {
  return async (records: readonly string[]): Promise<SolvedRead> => {
    const ids = records.filter((record) => /^\d{1,15}$/.test(record));
    if (ids.length === 0) return { kind: 'ok', cases: [], odd: [] };
    const read = await readMany(ids);
    if (read.kind !== 'ok') return read;
    const cases: SolvedCase[] = [];
    for (const { case: each, closedAt, requester } of read.tickets.filter(({ isSolved }) => isSolved)) {
      const fix = await lastAnswer(each.record, requester);
      if (typeof fix !== 'string') return fix;
      cases.push({ case: each, closedAt: new Date(closedAt).toISOString(), cause: '', fix });
    }
    return { kind: 'ok', cases, odd: read.odd };
  };

  async function lastAnswer(id: string, requester: number | null): Promise<string | Trouble> {
    // The newest first, so that one page is enough.
    const asked = await caller.get(`${url}/api/v2/tickets/${id}/comments.json?sort=-created_at&page[size]=100`);
    if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
    // Gone or hidden between two calls: the ticket is told without its answer.
    if (asked.kind === 'refused') return asked.status === 404 ? '' : asTrouble(asked, host);
    const list = held(commentsSchema, asked, host);
    if (list.kind !== 'ok') return list;
    // A comment that cannot be read is no answer.
    const { rows: comments } = readRows(commentSchema, list.held.comments);
    // The first comment is what the ticket says itself, whoever wrote it down.
    const said = comments.length > 1 ? comments.slice(0, list.held.meta?.has_more ? undefined : -1) : [];
    const answer = said.find(({ public: isPublic, author_id: author }) => isPublic && author !== requester);
    return answer?.plain_body || answer?.body || '';
  }
}

const commentSchema = z.object({
  author_id: z.int(),
  public: z.boolean(),
  body: z.string().nullish(),
  plain_body: z.string().nullish(),
});
const commentsSchema = z.object({
  comments: z.array(z.unknown()),
  meta: z.object({ has_more: z.boolean() }).nullish(),
});
