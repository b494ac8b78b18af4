import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { fitted, markerOf, unitsOf } from '../calls/noteText.ts';
import { troubleCheck } from '../calls/selfChecks.ts';
import type { CaseName, CaseNote, CaseSystem, CaseWritten, SelfCheck, Trouble } from '../caseSystem.ts';

/** Journals are documented with 4,000 characters; some instances take more, none takes less. */
const mostOfText = 3_500;

/**
 * `work_notes` is for staff; `comments` the customer reads, and nothing is ever written there. A journal has no value: all of its
 * entries stand in the text that is shown, one after the other.
 */
const journals = ['work_notes', 'comments'] as const;

const fieldSchema = z.object({ value: z.string().nullish(), display_value: z.string().nullish() });
const rowSchema = z.object({ sys_id: fieldSchema, number: fieldSchema }).catchall(fieldSchema);
type Row = z.infer<typeof rowSchema>;
const entriesSchema = z.object({ result: z.array(z.object({ element: z.string(), value: z.string() })) });

/** Writes into cases or incidents of ServiceNow: work notes, each with a line of ours by which it is found again. */
export function serviceNowNotes(needs: {
  url: string;
  host: string;
  caller: Caller;
  table: string;
  /** States, by value, in which nobody needs the case any more. */
  closed: readonly string[];
  /** The column for the channel's address; null: there is none. */
  link: string | null;
}): Pick<CaseSystem, 'writeNote' | 'setLink' | 'testWriting'> {
  const { url, host, caller, table, closed, link } = needs;
  const api = `${url}/api/now/table/${table}`;
  const shown = (fields: readonly string[]) => ({
    sysparm_display_value: 'all',
    sysparm_exclude_reference_link: 'true',
    sysparm_fields: fields.join(','),
  });

  async function find(
    named: CaseName,
    fields: readonly string[],
  ): Promise<{ kind: 'ok'; row: Row; isClosed: boolean } | { kind: 'not-found' } | Trouble> {
    const [field, value] = named.by === 'id' ? (['sys_id', named.id] as const) : (['number', named.number] as const);
    // `^`, `=` and `javascript:` are operators of its queries.
    if (!/^[A-Za-z0-9_-]{1,40}$/.test(value)) return { kind: 'not-found' };
    const query = { sysparm_query: `${field}=${value}`, sysparm_limit: '2' };
    const all = ['sys_id', 'number', 'state', ...fields];
    const asked = await caller.get(`${api}?${new URLSearchParams({ ...query, ...shown(all) })}`);
    if (asked.kind === 'refused') return asked.status === 404 ? { kind: 'not-found' } : asTrouble(asked, host);
    if (asked.kind !== 'ok') return asked;
    const list = held(z.object({ result: z.array(rowSchema) }), asked, host);
    if (list.kind !== 'ok') return list;
    const [row, second] = list.held.result;
    if (!row) return { kind: 'not-found' };
    // A part of a query that it does not understand is left out: a note must not go into the first case there is.
    if (second || row[field]?.value?.toLowerCase() !== value.toLowerCase())
      return { kind: 'broken', detail: `${host} answers with other cases than the one asked for` };
    return { kind: 'ok', row, isClosed: closed.includes(row.state?.value ?? '') };
  }

  const idOf = (row: Row): string => row.sys_id.value ?? '';
  const hasIn = (row: Row, journal: string, marker: string): boolean =>
    (row[journal]?.display_value ?? '').includes(marker);
  /** Where a note stands, as far as a row shows; null: nowhere. */
  function standing(row: Row, marker: string): CaseWritten | null {
    if (hasIn(row, 'comments', marker)) return seenByCustomer(marker);
    return hasIn(row, 'work_notes', marker) ? { kind: 'ok' } : null;
  }
  const seenByCustomer = (marker: string): CaseWritten => ({
    kind: 'public',
    note: `the entry with ${marker}`,
    detail: 'it stands among the comments, which customers read',
  });

  /** Looks in the journal's own table, which some accounts may read, and which answers with nothing to others. */
  async function inJournal(id: string, marker: string): Promise<CaseWritten | null> {
    const query = `element_id=${id}^valueLIKE${marker}`;
    const fields = { sysparm_fields: 'element,value', sysparm_limit: '10' };
    const asked = await caller.get(
      `${url}/api/now/table/sys_journal_field?${new URLSearchParams({ sysparm_query: query, ...fields })}`,
    );
    if (asked.kind === 'forbidden' || asked.kind === 'refused') return null;
    if (asked.kind !== 'ok') return asked;
    const entries = held(entriesSchema, asked, host);
    if (entries.kind !== 'ok') return entries;
    const ours = entries.held.result.filter(({ value }) => value.includes(marker));
    if (ours.some(({ element }) => element === 'comments')) return seenByCustomer(marker);
    return ours.some(({ element }) => element === 'work_notes') ? { kind: 'ok' } : null;
  }

  async function writeNote(named: CaseName, note: CaseNote, text: string): Promise<CaseWritten> {
    const marker = markerOf(note.id);
    const found = await find(named, journals);
    if (found.kind !== 'ok') return found;
    const { row, isClosed } = found;
    // What cannot be looked at is not written: nobody would know whether it is there, nor who sees it.
    const hidden = journals.filter((journal) => !(journal in row));
    if (hidden.length > 0)
      return { kind: 'forbidden', detail: `the account may not read ${hidden.join(' and ')} of ${table}` };
    const before = standing(row, marker) ?? (note.repeated ? await inJournal(idOf(row), marker) : null);
    if (before !== null) return before;
    // In brackets it is HTML here, where an instance lets it be.
    const plain = text.replace(/\[(\/?)code\]/gi, '($1code)');
    const body = { work_notes: fitted(plain, { most: mostOfText, count: unitsOf, end: `\n${marker}` }) };
    const kept = await change(idOf(row), body, journals);
    if (kept.kind === 'forbidden' && isClosed) return { kind: 'closed', detail: kept.detail };
    if (kept.kind !== 'ok') return kept;
    const refused = 'it answers with success and keeps no work note: the account has no role that may write one';
    return (
      standing(kept.row, marker) ??
      (isClosed ? { kind: 'closed', detail: refused } : { kind: 'forbidden', detail: refused })
    );
  }

  async function change(
    id: string,
    body: Readonly<Record<string, string>>,
    fields: readonly string[],
  ): Promise<{ kind: 'ok'; row: Row } | { kind: 'not-found' } | Trouble> {
    const query = new URLSearchParams({
      ...shown(['sys_id', 'number', ...fields]),
      sysparm_input_display_value: 'false',
    });
    const sent = await caller.send('PATCH', `${api}/${id}?${query}`, body);
    if (sent.kind === 'refused') return sent.status === 404 ? { kind: 'not-found' } : asTrouble(sent, host);
    if (sent.kind !== 'ok') return sent;
    const one = held(z.object({ result: rowSchema }), sent, host);
    return one.kind === 'ok' ? { kind: 'ok', row: one.held.result } : one;
  }

  async function setLink(named: CaseName, address: string, column: string): Promise<CaseWritten> {
    const found = await find(named, [column]);
    if (found.kind !== 'ok') return found;
    if (found.row[column]?.value === address) return { kind: 'ok' };
    const kept = await change(idOf(found.row), { [column]: address }, [column]);
    if (kept.kind !== 'ok') return kept;
    if (kept.row[column]?.value === address) return { kind: 'ok' };
    const detail = `it answers with success and keeps nothing in ${column}`;
    return found.isClosed ? { kind: 'closed', detail } : { kind: 'forbidden', detail };
  }

  /** What an account may write is told by nothing that it may read; that the journals can be read is half of it. */
  async function testWriting(): Promise<SelfCheck[]> {
    const asked = await caller.get(
      `${api}?${new URLSearchParams({ sysparm_limit: '1', ...shown(['sys_id', 'number', ...journals]) })}`,
    );
    if (asked.kind !== 'ok') return [troubleCheck(asked, host)];
    const list = held(z.object({ result: z.array(rowSchema) }), asked, host);
    if (list.kind !== 'ok') return [troubleCheck(list, host)];
    const [row] = list.held.result;
    if (!row) return [{ result: 'unknown', fact: { code: 'case-note-rights-unknown' } }];
    const missing = journals.filter((journal) => !(journal in row));
    return missing.length > 0
      ? [{ result: 'failed', fact: { code: 'case-note-rights-missing', names: missing } }]
      : [{ result: 'unknown', fact: { code: 'case-note-rights-unknown' } }];
  }

  return {
    writeNote,
    setLink: link === null ? null : (named, address) => setLink(named, address, link),
    testWriting,
  };
}
