import { z } from 'zod';
import { type Answered, asTrouble, type Caller, held, saidIn } from '../calls/caller.ts';
import { bytesOf, endsWith, fitted, isOneOf, markerOf } from '../calls/noteText.ts';
import { readRows } from '../calls/rows.ts';
import { rightsFound, troubleCheck } from '../calls/selfChecks.ts';
import type { CaseName, CaseNote, CaseSystem, CaseWritten, SelfCheck, Trouble } from '../caseSystem.ts';
import type { ticketFinder } from './finding.ts';
import { mergedTag, type zendeskMerges } from './merged.ts';

/** Bytes of a comment: 64 kB. */
const mostOfText = 65_535;
/** Somebody else changed the ticket between our look and our write: looked at again so often. */
const mostClashes = 3;
/** A ticket merged into another leads to it; so many are followed. */
const mostMerges = 3;
/** A ticket has at most 5,000 comments, a page 100 of them. */
const mostComments = 5_000;
const mostPages = 50;

const ticketSchema = z.object({
  ticket: z.object({
    id: z.int(),
    status: z.string(),
    tags: z.array(z.string()).nullish(),
    updated_at: z.string(),
    custom_fields: z.array(z.object({ id: z.int(), value: z.unknown() })).default([]),
  }),
});
type Ticket = z.infer<typeof ticketSchema>['ticket'];
const auditSchema = z.object({
  audit: z.object({
    events: z.array(z.looseObject({ id: z.int(), type: z.string(), public: z.boolean().nullish() })),
  }),
});
const commentSchema = z.object({
  id: z.int(),
  body: z
    .string()
    .nullish()
    .transform((body) => body ?? ''),
  author_id: z.int().nullish(),
  public: z.boolean(),
  metadata: z.object({ custom: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});
const commentsSchema = z.object({
  comments: z.array(z.unknown()),
  meta: z.object({ has_more: z.boolean() }),
  links: z.object({ next: z.string().nullish() }).nullish(),
});

type Comment = z.infer<typeof commentSchema>;
const countSchema = z.object({ count: z.object({ value: z.int() }) });
/** What of an update is not valid, field by field. */
const invalidSchema = z.object({ details: z.record(z.string(), z.array(z.object({ description: z.string() }))) });

function whyIn(body: unknown): string | null {
  const details = Object.values(invalidSchema.safeParse(body).data?.details ?? {}).flat();
  const said = [saidIn(body), ...details.map(({ description }) => description)].filter((each) => each !== null);
  return said.length > 0 ? said.join('; ') : null;
}

/** Writes into tickets of Zendesk: internal notes, each with a line of ours by which it is found again. */
export function zendeskNotes(needs: {
  url: string;
  host: string;
  caller: Caller;
  find: ReturnType<typeof ticketFinder>;
  /** Into which ticket one was merged; null: it cannot be told. */
  mergedInto: ReturnType<typeof zendeskMerges>;
  /** The id of the agent as whom Swarm writes; null: it cannot be told now. */
  whoAmI: () => Promise<string | null>;
  /** The column for the channel's address; null: there is none. */
  link: string | null;
  /** Whether articles are to be written, too. */
  articles: boolean;
}): Pick<CaseSystem, 'writeNote' | 'lookForNote' | 'setLink' | 'takeLink' | 'testWriting'> {
  const { url, host, caller, find, mergedInto, whoAmI, link, articles } = needs;
  const api = `${url}/api/v2`;
  const linkField = /^custom_fields\.(\d+)$/.exec(link ?? '')?.[1];

  async function open(
    named: CaseName,
    follows: boolean,
    merges = 0,
  ): Promise<{ kind: 'ok'; ticket: Ticket } | CaseWritten> {
    const found = await find(named, ticketSchema);
    if (found.kind !== 'ok') return found;
    const { ticket } = found.answer;
    if (ticket.status === 'deleted') return { kind: 'not-found' };
    if (ticket.status !== 'closed') return { kind: 'ok', ticket };
    // What is closed is never opened again; of a merged one the ticket that it was merged into goes on.
    const into = follows && ticket.tags?.includes(mergedTag) ? await mergedInto(ticket.id, null) : null;
    if (into === null) return { kind: 'closed', detail: 'the ticket is closed' };
    if (typeof into !== 'number') return into;
    if (merges >= mostMerges) return { kind: 'closed', detail: 'the ticket is merged in a circle' };
    return open({ by: 'id', id: String(into) }, follows, merges + 1);
  }

  /** The newest comments first: a note that was written a moment ago is on the first page. */
  async function written({ id }: Ticket, note: CaseNote): Promise<CaseWritten | null> {
    let next: string | null = `${api}/tickets/${id}/comments.json?sort=-created_at&page[size]=100`;
    for (let pages = 0; next !== null && pages < mostPages; pages++) {
      const asked: Answered | Trouble = await caller.get(next);
      if (asked.kind === 'refused') return asTrouble(asked, host);
      if (asked.kind !== 'ok') return asked;
      const page = held(commentsSchema, asked, host);
      if (page.kind !== 'ok') return page;
      const { meta, links } = page.held;
      // One that cannot be read is none of ours.
      const { rows: comments } = readRows(commentSchema, page.held.comments);
      const found =
        comments.find(({ metadata }) => metadata?.custom?.swarm === note.id) ?? (await signed(comments, note));
      if (found === 'unknown') return { kind: 'broken', detail: `${host} does not tell who wrote a comment like ours` };
      if (found) return found.public ? seenByCustomer(id, found.id) : { kind: 'ok' };
      const more = meta.has_more ? (links?.next ?? null) : null;
      // A token is for one host.
      if (more !== null && (!URL.canParse(more) || new URL(more).host !== host))
        return { kind: 'broken', detail: `${host} leads to another host for the next page` };
      next = more;
    }
    return null;
  }

  /** One of ours by its last line, where the metadata was not kept: an agent who quotes a note of ours has that line, too. */
  async function signed(comments: readonly Comment[], note: CaseNote): Promise<Comment | 'unknown' | undefined> {
    const alike = comments.filter(({ body }) => endsWith(body, markerOf(note.id)));
    if (alike.length === 0) return undefined;
    const us = await whoAmI();
    return us === null ? 'unknown' : alike.find(({ author_id: author }) => String(author) === us);
  }

  /** A comment that customers see can be made internal: who had mail of it has it all the same. */
  const seenByCustomer = (ticket: number, comment: number): CaseWritten => ({
    kind: 'public',
    note: `comment ${comment} of ticket ${ticket}`,
    detail: 'it was written as a public comment; Swarm makes it internal, where it may',
    hide: async () => {
      const sent = await caller.send('PUT', `${api}/tickets/${ticket}/comments/${comment}/make_private.json`, {});
      if (sent.kind === 'refused')
        return { kind: 'forbidden', detail: whyIn(sent.body) ?? `${host} answers ${sent.status}` };
      return sent.kind === 'ok' ? { kind: 'ok' } : sent;
    },
  });

  /** Why a ticket takes a change no more, or no change of this kind. */
  async function unwritable(ticket: Ticket, { body, status }: Answered, adds: boolean): Promise<CaseWritten> {
    const said = whyIn(body) ?? `${host} answers ${status}`;
    const again = await open({ by: 'id', id: String(ticket.id) }, false);
    if (!('ticket' in again)) return again;
    if (adds && (await isFull(ticket))) return { kind: 'closed', detail: said };
    return { kind: 'forbidden', detail: said };
  }

  async function isFull({ id }: Ticket): Promise<boolean> {
    const counted = await caller.get(`${api}/tickets/${id}/comments/count.json`);
    const count = counted.kind === 'ok' ? countSchema.safeParse(counted.body).data?.count.value : undefined;
    return (count ?? 0) >= mostComments;
  }

  /** Changes a ticket as it was seen, and looks again where somebody else was faster. */
  async function change(
    named: CaseName,
    follows: boolean,
    of: (ticket: Ticket, tries: number) => Promise<CaseWritten | null>,
    changes: object,
  ): Promise<{ kind: 'sent'; ticket: Ticket; answer: Answered } | CaseWritten> {
    for (let tries = 0; tries < mostClashes; tries++) {
      const found = await open(named, follows);
      if (!('ticket' in found)) return found;
      const { ticket } = found;
      const before = await of(ticket, tries);
      if (before !== null) return before;
      const sent = await caller.send('PUT', `${api}/tickets/${ticket.id}.json`, {
        ticket: { ...changes, safe_update: true, updated_stamp: ticket.updated_at },
      });
      if (sent.kind === 'ok') return { kind: 'sent', ticket, answer: sent };
      if (sent.kind !== 'refused') return sent;
      if (sent.status === 404) return { kind: 'not-found' };
      // Closed meanwhile, or full; or a rule of the account's own wants something that only an agent can fill in.
      if (sent.status === 422) return unwritable(ticket, sent, 'comment' in changes);
      if (sent.status !== 409) return asTrouble(sent, host);
    }
    return { kind: 'broken', detail: `${host}: others change the ticket all the time` };
  }

  async function writeNote(named: CaseName, note: CaseNote, text: string): Promise<CaseWritten> {
    // Placeholders are filled in when a comment is kept: what people wrote must not become some.
    const plain = text.replace(/\{(?=[{%])/g, '{ ');
    const body = fitted(plain, { most: mostOfText, count: bytesOf, end: `\n\n${markerOf(note.id)}` });
    const sent = await change(
      named,
      note.follows,
      async (ticket, tries) => (note.repeated || tries > 0 ? written(ticket, note) : null),
      // Left out, it would be as public as the ticket is.
      { comment: { body, public: false }, metadata: { swarm: note.id } },
    );
    if (sent.kind !== 'sent') return sent;
    const audit = held(auditSchema, sent.answer, host);
    if (audit.kind !== 'ok') return audit;
    const comment = audit.held.audit.events.find(({ type }) => type === 'Comment');
    if (!comment) return { kind: 'broken', detail: `${host} answers with success and tells of no comment` };
    return comment.public === false ? { kind: 'ok' } : seenByCustomer(sent.ticket.id, comment.id);
  }

  async function lookForNote(named: CaseName, note: CaseNote): Promise<CaseWritten | null> {
    const found = await open(named, note.follows);
    return 'ticket' in found ? written(found.ticket, note) : found;
  }

  /** An empty text empties it. `isDone`: as which it stays. */
  async function setField(
    named: CaseName,
    field: number,
    to: string,
    isDone: (held: unknown) => boolean,
    follows: boolean,
  ): Promise<CaseWritten> {
    const isSo = ({ custom_fields }: Ticket): boolean => isDone(custom_fields.find(({ id }) => id === field)?.value);
    const sent = await change(named, follows, async (ticket) => (isSo(ticket) ? { kind: 'ok' } : null), {
      custom_fields: [{ id: field, value: to }],
    });
    if (sent.kind !== 'sent') return sent;
    const kept = held(ticketSchema, sent.answer, host);
    if (kept.kind !== 'ok') return kept;
    const what = to === '' ? 'empties' : 'keeps';
    return isSo(kept.held.ticket)
      ? { kind: 'ok' }
      : { kind: 'forbidden', detail: `it answers with success and ${what} nothing in custom_fields.${field}` };
  }

  /** What a token may do stands in it; what its agent may in the help centre is told to administrators of that alone. */
  async function testWriting(notes: boolean): Promise<SelfCheck[]> {
    if (!notes && !articles) return [];
    const asked = await caller.get(`${api}/oauth/tokens/current.json`);
    if (asked.kind === 'refused' || asked.kind === 'forbidden') return rightsFound(false, notes, articles);
    if (asked.kind !== 'ok') return [troubleCheck(asked, host)];
    const token = held(tokenSchema, asked, host);
    if (token.kind !== 'ok') return [troubleCheck(token, host)];
    const scopes = token.held.token.scopes.flatMap((each) => each.split(' '));
    const wanted = [...(notes ? ['tickets:write'] : []), ...(articles ? ['hc:write'] : [])];
    const missing = scopes.includes('write') ? [] : wanted.filter((scope) => !scopes.includes(scope));
    return missing.length > 0
      ? [{ result: 'failed', fact: { code: 'case-note-rights-missing', names: missing } }]
      : [...rightsFound(true, notes, false), ...rightsFound(false, false, articles)];
  }

  return {
    writeNote,
    lookForNote,
    setLink:
      linkField === undefined
        ? null
        : (named, url, follows) => setField(named, Number(linkField), url, (held) => held === url, follows),
    takeLink:
      linkField === undefined
        ? null
        : (named, urls, follows) => setField(named, Number(linkField), '', (held) => !isOneOf(urls, held), follows),
    testWriting,
  };
}

const tokenSchema = z.object({ token: z.object({ scopes: z.array(z.string()) }) });
