import { z } from 'zod';
import { type Caller, held } from '../calls/caller.ts';
import { checkedBy, troubleCheck } from '../calls/selfChecks.ts';
import type { SelfCheck, Told } from '../caseSystem.ts';
import { columnsOf, type Mapping } from '../mapping.ts';

const meSchema = z.object({ user: z.object({ id: z.int().nullable(), role: z.string() }) });
const ticketsSchema = z.object({
  tickets: z.array(z.looseObject({ custom_fields: z.array(z.object({ id: z.int() })).default([]) })),
});

/** Signs in as an agent, reads one ticket, and holds the mapping against the account's own fields. */
export async function zendeskSelfTest(needs: {
  url: string;
  host: string;
  caller: Caller;
  mapping: Mapping;
  /** Columns of what comes beside a ticket. */
  beside: readonly string[];
}): Promise<SelfCheck[]> {
  const { url, host, caller, mapping, beside } = needs;
  const columns = columnsOf(mapping);
  const me = await caller.get(`${url}/api/v2/users/me.json`);
  if (me.kind !== 'ok') return [troubleCheck(me, host)];
  const who = held(meSchema, me, host);
  if (who.kind !== 'ok') return [troubleCheck(who, host)];
  // A token that is none is answered as an anonymous end user, with 200.
  if (who.held.user.role === 'end-user')
    return [{ result: 'failed', fact: { code: 'case-forbidden', said: 'the role is end-user, not agent' } }];
  const tickets = await caller.get(`${url}/api/v2/tickets.json?page[size]=1`);
  if (tickets.kind !== 'ok') return [troubleCheck(tickets, host)];
  const list = held(ticketsSchema, tickets, host);
  if (list.kind !== 'ok') return [troubleCheck(list, host)];
  const [ticket] = list.held.tickets;
  if (!ticket) return [{ result: 'unknown', fact: { code: 'case-none-readable' } }];
  // Every ticket names all fields of the account, those that are empty, too.
  const own = ticket.custom_fields.map(({ id }) => `custom_fields.${id}`);
  const known = [...own, ...beside, ...Object.keys(ticket)];
  const missing = columns.filter((column) => !known.includes(column));
  const options = missing.includes(mapping.severity.column) ? [] : await choices();
  return [{ result: 'ok', fact: { code: 'case-readable' } }, ...checkedBy({ missing, options, mapping })];

  /** What the urgency may be: the four that every account has, or the choices of a field of its own; null: they cannot be seen. */
  async function choices(): Promise<Told[] | null> {
    const { column } = mapping.severity;
    if (column === 'priority') return priorities.map((value) => ({ value, label: null }));
    const own = /^custom_fields\.(\d+)$/.exec(column)?.[1];
    if (own === undefined) return [];
    const asked = await caller.get(`${url}/api/v2/ticket_fields/${own}.json`);
    const field = asked.kind === 'ok' ? fieldSchema.safeParse(asked.body).data?.ticket_field : undefined;
    return field ? (field.custom_field_options ?? []).map(({ value, name }) => ({ value, label: name })) : null;
  }
}

const priorities = ['urgent', 'high', 'normal', 'low'];
const fieldSchema = z.object({
  ticket_field: z.object({
    custom_field_options: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  }),
});
