import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { readManyRows } from '../calls/rows.ts';
import type { Change, Changes, ChangesFrom, Satisfaction } from '../caseSystem.ts';
import { type Mapping, mappedSatisfaction } from '../mapping.ts';

import { mergedTag } from './merged.ts';

/**
 * What changed among Zendesk's tickets, by the cursor export: up to 1,000 a page, deleted ones too, and those that the
 * system itself changed, by which `updated_at` does not move but `generated_timestamp` does. What changed within the
 * last minute is not told yet (developer.zendesk.com, incremental exports). Only an administrator may ask.
 */
export function zendeskChanges(needs: {
  url: string;
  host: string;
  caller: Caller;
  satisfaction: Mapping['satisfaction'];
}) {
  const { url, host, caller, satisfaction } = needs;
  return async ({ cursor, since }: ChangesFrom): Promise<Changes> => {
    const query = cursor === null ? { start_time: String(Math.floor(Date.parse(since) / 1_000)) } : { cursor };
    const asked = await caller.get(`${url}/api/v2/incremental/tickets/cursor.json?${new URLSearchParams(query)}`);
    if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
    if (asked.kind === 'refused') return cursor === null ? asTrouble(asked, host) : { kind: 'expired' };
    const page = held(pageSchema, asked, host);
    if (page.kind !== 'ok') return page;
    const { tickets, after_cursor: after, end_of_stream: isLast } = page.held;
    const { rows, odd } = await readManyRows(ticketSchema, tickets, (ticket) => changeOf(ticket, satisfaction));
    const next = after ?? cursor;
    if (next === null) return { kind: 'broken', detail: `${host} gives no cursor to go on with` };
    return {
      kind: 'ok',
      changes: rows,
      cursor: next,
      // Without a further cursor the same page would come for ever.
      isLast: isLast || after === null,
      odd,
    };
  };
}

const ticketSchema = z.object({
  id: z.int(),
  status: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  generated_timestamp: z.number(),
  tags: z.array(z.string()).default([]),
  satisfaction_rating: z.object({ score: z.string().nullish() }).nullish(),
  custom_fields: z.array(z.object({ id: z.int(), value: z.unknown() })).nullish(),
});
const pageSchema = z.object({
  tickets: z.array(z.unknown()),
  after_cursor: z
    .string()
    .nullish()
    .transform((cursor) => cursor ?? null),
  end_of_stream: z.boolean(),
});

function changeOf(ticket: z.infer<typeof ticketSchema>, satisfaction: Mapping['satisfaction']): Change {
  const { id, status, created_at, generated_timestamp, tags } = ticket;
  return {
    record: String(id),
    number: String(id),
    at: new Date(1_000 * generated_timestamp).toISOString(),
    created: new Date(created_at).toISOString(),
    state: stateOf(status, tags),
    // When it was solved stands in its metrics: the change by which it is first seen so counts.
    closed: null,
    satisfaction: satisfactionIn(ticket, satisfaction),
    // A change by the system leaves `updated_at` as it was, by which a ticket's versions are told.
    version: null,
  };
}

/** `offered` and `unoffered` are no answers. */
const scores: Readonly<Record<string, Satisfaction>> = { good: 'good', bad: 'bad' };

/** Out of a field of the account's own, where the mapping names one: newer surveys are not in the ticket. */
function satisfactionIn(
  ticket: Pick<z.infer<typeof ticketSchema>, 'satisfaction_rating' | 'custom_fields'>,
  satisfaction: Mapping['satisfaction'],
): Satisfaction | null {
  const { column } = satisfaction;
  if (column === null) return scores[ticket.satisfaction_rating?.score ?? ''] ?? null;
  const own = ticket.custom_fields?.find(({ id }) => `custom_fields.${id}` === column)?.value;
  return mappedSatisfaction(
    satisfaction,
    own === null || own === undefined ? null : { value: String(own), label: null },
  );
}

const stateOf = (status: string, tags: readonly string[]): Change['state'] => {
  if (status === 'deleted') return 'deleted';
  if (status !== 'solved' && status !== 'closed') return 'open';
  return tags.includes(mergedTag) ? 'unsolved' : 'closed';
};
