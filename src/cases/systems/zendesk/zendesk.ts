import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { readRows } from '../calls/rows.ts';
import type { CaseName, CaseOwner, CaseRead, CaseSystem, SystemCase, Told, Trouble } from '../caseSystem.ts';
import { columnsOf, type Mapping } from '../mapping.ts';
import { zendeskArticles } from './articles.ts';
import { zendeskChanges } from './changes.ts';
import { ticketFinder } from './finding.ts';
import { mergedTag, zendeskMerges } from './merged.ts';
import { zendeskNotes } from './notes.ts';
import { zendeskSelfTest } from './selfTest.ts';
import { type ManyRead, zendeskSolved } from './solved.ts';

export type ZendeskNeeds = {
  /** `https://SUBDOMAIN.zendesk.com`. */
  url: string;
  caller: Caller;
  mapping: Mapping;
};

/** Zendesk's tickets, by the Support API. The number that people see is the id. */
export function createZendesk({ url, caller, mapping }: ZendeskNeeds): CaseSystem {
  const { host } = new URL(url);
  const columns = columnsOf(mapping);
  const find = ticketFinder({ url, host, caller });
  const mergedInto = zendeskMerges({ url, host, caller, find });

  async function readCase(named: CaseName, saidInto: string | null = null): Promise<CaseRead> {
    const found = await find(named, answerSchema, 'users,organizations,groups');
    if (found.kind !== 'ok') return found;
    const read = told(found.answer);
    if (read.merged === null) return { kind: 'ok', case: read };
    const id = await mergedInto(found.answer.ticket.id, saidInto);
    if (id === null) return { kind: 'ok', case: read };
    if (typeof id !== 'number') return id;
    const into = await find({ by: 'id', id: String(id) }, answerSchema, 'users,organizations,groups');
    if (into.kind === 'not-found' || into.kind === 'forbidden') return { kind: 'ok', case: read };
    if (into.kind !== 'ok') return into;
    const { record, number, columns: theirs } = told(into.answer);
    return {
      kind: 'ok',
      case: { ...read, merged: { into: { record, number, url: addressOf(record), columns: theirs } } },
    };
  }

  /** Many tickets in one answer; those that there are none of, that may not be seen or cannot be read, are not in it. */
  async function readMany(
    ids: readonly string[],
  ): Promise<{ kind: 'ok'; tickets: ManyRead[]; odd: string[] } | Trouble> {
    const query = new URLSearchParams({ ids: ids.join(','), include: 'users,organizations,groups,metric_sets' });
    const asked = await caller.get(`${url}/api/v2/tickets/show_many.json?${query}`);
    if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
    if (asked.kind === 'refused') return asTrouble(asked, host);
    const answer = held(manySchema, asked, host);
    if (answer.kind !== 'ok') return answer;
    const { tickets, metric_sets, ...beside } = answer.held;
    const { rows, odd } = readRows(ticketSchema, tickets, Number.POSITIVE_INFINITY);
    const { rows: metrics } = readRows(metricsSchema, metric_sets);
    return {
      kind: 'ok',
      odd,
      tickets: rows.map((ticket) => ({
        case: told({ ticket, ...beside }),
        isSolved: ['solved', 'closed'].includes(ticket.status) && !isMerged(ticket),
        closedAt: metrics.find(({ ticket_id: id }) => id === ticket.id)?.solved_at ?? ticket.updated_at,
        requester: ticket.requester_id ?? null,
      })),
    };
  }

  const addressOf = (id: string): string => `${url}/agent/tickets/${id}`;

  function told(answer: ZendeskAnswer): SystemCase {
    const { ticket } = answer;
    return {
      record: String(ticket.id),
      number: String(ticket.id),
      url: addressOf(String(ticket.id)),
      created: new Date(ticket.created_at).toISOString(),
      version: BigInt(Date.parse(ticket.updated_at)),
      isClosed: ['solved', 'closed', 'deleted'].includes(ticket.status),
      merged: isMerged(ticket) ? { into: null } : null,
      owner: ownerOf(answer),
      columns: new Map(
        columns.flatMap((column): [string, Told | null][] => {
          const value = toldIn(answer, column);
          return value === undefined ? [] : [[column, value]];
        }),
      ),
    };
  }

  async function whoAmI(): Promise<string | null> {
    const me = await caller.get(`${url}/api/v2/users/me.json`);
    const id = me.kind === 'ok' ? meSchema.safeParse(me.body).data?.user.id : null;
    return id === null || id === undefined ? null : String(id);
  }

  return {
    key: 'zendesk',
    name: 'Zendesk',
    addressed(address) {
      // Older bookmarks have what the agent looks at behind the #.
      const id = /\/(?:tickets|requests)\/(\d{1,15})(?![A-Za-z\d])/.exec(address.pathname + address.hash)?.[1];
      return address.host === host && id ? { by: 'id', id } : null;
    },
    hasIdsLike: () => false,
    readCase,
    changesSince: zendeskChanges({ url, host, caller, satisfaction: mapping.satisfaction }),
    whoAmI,
    ...zendeskNotes({
      ...{ url, host, caller, find, mergedInto, whoAmI, link: mapping.link },
      articles: mapping.articles !== null,
    }),
    ...zendeskArticles({ url, host, caller, articles: mapping.articles, whoAmI }),
    readSolved: zendeskSolved({ url, host, caller, readMany }),
    selfTest: () => zendeskSelfTest({ url, host, caller, mapping, beside: besideTicket }),
  };
}

const userSchema = z.looseObject({
  id: z.int(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  active: z.boolean().nullish(),
  locale: z.string().nullish(),
  external_id: z.string().nullish(),
});
const meSchema = z.object({ user: z.object({ id: z.int().nullable() }) });
const namedSchema = z.object({ id: z.int(), name: z.string() });
const ticketSchema = z.looseObject({
  id: z.int(),
  status: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  requester_id: z.int().nullish(),
  assignee_id: z.int().nullish(),
  organization_id: z.int().nullish(),
  group_id: z.int().nullish(),
  custom_fields: z
    .array(z.object({ id: z.int(), value: z.unknown() }))
    .nullish()
    .transform((fields) => fields ?? []),
  tags: z
    .array(z.string())
    .nullish()
    .transform((tags) => tags ?? []),
});
const isMerged = ({ status, tags }: Pick<z.infer<typeof ticketSchema>, 'status' | 'tags'>): boolean =>
  status === 'closed' && tags.includes(mergedTag);
/** What comes beside a ticket: one of it that cannot be read must not take the ticket with it. */
const besideOf = <T>(schema: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((list) => readRows(schema, list ?? []).rows);
const answerSchema = z.object({
  ticket: ticketSchema,
  users: besideOf(userSchema),
  organizations: besideOf(namedSchema),
  groups: besideOf(namedSchema),
});
const metricsSchema = z.object({ ticket_id: z.int(), solved_at: z.iso.datetime({ offset: true }).nullish() });
const manySchema = answerSchema
  .omit({ ticket: true })
  .extend({ tickets: z.array(z.unknown()), metric_sets: z.array(z.unknown()).default([]) });
type ZendeskAnswer = z.infer<typeof answerSchema>;

/** Names of the mapping that lead to what comes beside a ticket. */
const besideTicket = ['organization', 'group', 'requester.locale', 'requester.name', 'assignee.external_id'] as const;

/**
 * What a column of the mapping holds: a field of the ticket, its organisation, its people, or `custom_fields.360001` for
 * one of the account's own. Undefined: the ticket does not tell of it.
 */
function toldIn({ ticket, users, organizations, groups }: ZendeskAnswer, column: string): Told | null | undefined {
  const user = (id: number | null | undefined) => users.find((each) => each.id === id);
  const own = /^custom_fields\.(\d+)$/.exec(column)?.[1];
  if (own !== undefined) {
    const field = ticket.custom_fields.find(({ id }) => String(id) === own);
    return field === undefined ? undefined : plain(field.value);
  }
  switch (column) {
    case 'organization':
      return plain(organizations.find(({ id }) => id === ticket.organization_id)?.name);
    case 'group':
      return plain(groups.find(({ id }) => id === ticket.group_id)?.name);
    case 'requester.locale':
      return plain(user(ticket.requester_id)?.locale);
    case 'requester.name':
      return plain(user(ticket.requester_id)?.name);
    case 'assignee.external_id':
      return plain(user(ticket.assignee_id)?.external_id);
    default:
      return column in ticket ? plain(ticket[column]) : undefined;
  }
}

function plain(value: unknown): Told | null {
  if (value === null || value === undefined || value === '') return null;
  const text = Array.isArray(value)
    ? value.join(' ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
  return text === '' ? null : { value: text, label: null };
}

function ownerOf({ ticket, users, groups }: ZendeskAnswer): CaseOwner {
  const assignee = users.find(({ id }) => id === ticket.assignee_id);
  const group = groups.find(({ id }) => id === ticket.group_id)?.name ?? null;
  if (!assignee || assignee.active === false) return { kind: 'none', group };
  const mail = assignee.email ?? null;
  return { kind: 'person', id: null, mail, name: assignee.name ?? mail ?? '', group };
}
