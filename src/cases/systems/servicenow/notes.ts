import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { endsWith, fitted, hasLine, isOneOf, markerOf, referenceOf, unitsOf } from '../calls/noteText.ts';
import { rightsFound, troubleCheck } from '../calls/selfChecks.ts';
import type { CaseName, CaseNote, CaseSystem, CaseWritten, SelfCheck, Trouble } from '../caseSystem.ts';
import type { Account } from './account.ts';
import { type recordFinder, shownColumns } from './finding.ts';
import { type Entry, entriesIn } from './journal.ts';
import { isDuplicate, type MergeColumns, survivorOf } from './merged.ts';

/** Journals are documented with 4,000 characters; some instances take more, none takes less. */
const mostOfText = 3_500;

/** A duplicate leads to the case that goes on; so many are followed. */
const mostMerges = 3;
type Closed = Extract<CaseWritten, { kind: 'closed' }>;

/**
 * `work_notes` is for staff; `comments` the customer reads, and nothing is ever written there. A journal has no value: all of its
 * entries stand in the text that is shown, one after the other.
 */
const journals = ['work_notes', 'comments'] as const;

const fieldSchema = z.object({ value: z.string().nullish(), display_value: z.string().nullish() });
const rowSchema = z.object({ sys_id: fieldSchema, number: fieldSchema }).catchall(fieldSchema);
type Row = z.infer<typeof rowSchema>;
const entriesSchema = z.object({
  result: z.array(z.object({ element: z.string(), value: z.string(), sys_created_by: z.string().nullish() })),
});

/** Writes into cases or incidents of ServiceNow: work notes, each with a line of ours by which it is found again. */
export function serviceNowNotes(needs: {
  url: string;
  host: string;
  caller: Caller;
  table: string;
  find: ReturnType<typeof recordFinder>;
  /** The columns that tell of a duplicate. */
  merges: MergeColumns;
  /** Who Swarm is there; null: that cannot be told. Never rejects. */
  account: () => Promise<Account | null>;
  /** States, by value, in which nobody needs the case any more. */
  closed: readonly string[];
  /** The column for the channel's address; null: there is none. */
  link: string | null;
  /** Whether articles are to be written, too. */
  articles: boolean;
}): Pick<CaseSystem, 'writeNote' | 'lookForNote' | 'setLink' | 'takeLink' | 'testWriting'> {
  const { url, host, caller, table, find, merges, account, closed, link, articles } = needs;
  const api = `${url}/api/now/table/${table}`;
  async function found(
    named: CaseName,
    fields: readonly string[],
    follows: boolean,
  ): Promise<{ kind: 'ok'; row: Row; isClosed: boolean } | { kind: 'not-found' } | Closed | Trouble> {
    const columns = ['sys_id', 'number', 'state', merges.code, merges.parent, ...fields];
    let seen = await find(named, columns, rowSchema);
    for (let followed = 0; seen.kind === 'ok'; followed++) {
      const isClosed = closed.includes(seen.row.state?.value ?? '');
      const isMerged = isClosed && isDuplicate(seen.row[merges.code]);
      if (isMerged && !follows) return { kind: 'closed', detail: 'the case was closed as a duplicate of another one' };
      const into = isMerged ? await survivorOf(find, seen.row[merges.parent], columns, rowSchema) : null;
      if (into === null) return { ...seen, isClosed };
      if (followed >= mostMerges) return { kind: 'closed', detail: 'the case is a duplicate in a circle' };
      seen = into;
    }
    return seen;
  }

  const idOf = (row: Row): string => row.sys_id.value ?? '';
  const signed = (row: Row, journal: (typeof journals)[number], marker: string): Entry[] =>
    entriesIn(row[journal]?.display_value ?? '').filter(({ by, text }) =>
      by === null ? hasLine(text, marker) : endsWith(text, marker),
    );

  /**
   * Where a note stands, as far as a row shows; null: nowhere. Who quotes one of ours has its last line, too, perhaps as their own:
   * before a second try (`us`: by the name under which Swarm writes, null: nobody can tell) theirs are told from ours. What stands
   * among the comments word for word is not a quotation: a rule has put it there, in whoever's name.
   */
  function standing(row: Row, marker: string, us: string | null): CaseWritten | null {
    const isOurs = ({ by }: Entry): boolean => us === null || by === null || by === us;
    const notes = signed(row, 'work_notes', marker);
    const ours = notes.filter(isOurs);
    const isShown = (entry: Entry): boolean => isOurs(entry) || notes.some(({ text }) => text === entry.text);
    if (signed(row, 'comments', marker).some(isShown)) return seenByCustomer(marker);
    return ours.length > 0 ? { kind: 'ok' } : null;
  }
  const seenByCustomer = (marker: string): CaseWritten => ({
    kind: 'public',
    note: `the entry that ends with ${marker}`,
    detail: 'it stands among the comments, which customers read',
  });

  /** Looks in the journal's own table, which some accounts may read, and which answers with nothing to others. */
  async function inJournal(id: string, note: CaseNote, us: Account | null): Promise<CaseWritten | null> {
    const marker = markerOf(note.id);
    const query = `element_id=${id}^valueLIKE${referenceOf(note.id)}`;
    const fields = { sysparm_fields: 'element,value,sys_created_by', sysparm_limit: '50' };
    const asked = await caller.get(
      `${url}/api/now/table/sys_journal_field?${new URLSearchParams({ sysparm_query: query, ...fields })}`,
    );
    if (asked.kind === 'forbidden' || asked.kind === 'refused') return null;
    if (asked.kind !== 'ok') return asked;
    const entries = held(entriesSchema, asked, host);
    if (entries.kind !== 'ok') return entries;
    const notes = entries.held.result.filter(({ value }) => endsWith(value, marker));
    const isOurs = ({ sys_created_by: by }: (typeof notes)[number]): boolean =>
      us === null || !by || by.toLowerCase() === us.signIn.toLowerCase();
    const staffs = notes.filter(({ element }) => element === 'work_notes');
    const isShown = notes.some(
      (each) =>
        each.element === 'comments' && (isOurs(each) || staffs.some(({ value }) => value.trim() === each.value.trim())),
    );
    if (isShown) return seenByCustomer(marker);
    return staffs.some(isOurs) ? { kind: 'ok' } : null;
  }

  async function writeNote(named: CaseName, note: CaseNote, text: string): Promise<CaseWritten> {
    const marker = markerOf(note.id);
    const into = await found(named, journals, note.follows);
    if (into.kind !== 'ok') return into;
    const { row, isClosed } = into;
    // What cannot be looked at is not written: nobody would know whether it is there, nor who sees it.
    const hidden = journals.filter((journal) => !(journal in row));
    if (hidden.length > 0)
      return { kind: 'forbidden', detail: `the account may not read ${hidden.join(' and ')} of ${table}` };
    const us = note.repeated ? await account() : null;
    if (note.repeated) {
      const before = standing(row, marker, us?.name ?? null) ?? (await inJournal(idOf(row), note, us));
      if (before !== null) return before;
    }
    // In brackets it is HTML here, where an instance lets it be.
    const plain = text.replace(/\[(\/?)code\]/gi, '($1code)');
    const body = { work_notes: fitted(plain, { most: mostOfText, count: unitsOf, end: `\n${marker}` }) };
    const kept = await change(idOf(row), body, journals);
    if (kept.kind === 'forbidden' && isClosed) return { kind: 'closed', detail: kept.detail };
    if (kept.kind !== 'ok') return kept;
    const refused = 'it answers with success and keeps no work note: the account has no role that may write one';
    const after = standing(kept.row, marker, us?.name ?? null);
    if (after?.kind === 'public') return after;
    // It was written just now: whoever it is told to be by.
    if (signed(kept.row, 'work_notes', marker).length > 0) return { kind: 'ok' };
    return isClosed ? { kind: 'closed', detail: refused } : { kind: 'forbidden', detail: refused };
  }

  async function change(
    id: string,
    body: Readonly<Record<string, string>>,
    fields: readonly string[],
  ): Promise<{ kind: 'ok'; row: Row } | { kind: 'not-found' } | Trouble> {
    const query = new URLSearchParams({
      ...shownColumns(['sys_id', 'number', ...fields]),
      sysparm_input_display_value: 'false',
    });
    const sent = await caller.send('PATCH', `${api}/${id}?${query}`, body);
    if (sent.kind === 'refused') return sent.status === 404 ? { kind: 'not-found' } : asTrouble(sent, host);
    if (sent.kind !== 'ok') return sent;
    const one = held(z.object({ result: rowSchema }), sent, host);
    return one.kind === 'ok' ? { kind: 'ok', row: one.held.result } : one;
  }

  /** An empty text empties it. `isDone`: as which it stays. */
  async function setColumn(
    named: CaseName,
    column: string,
    to: string,
    isDone: (held: string | null | undefined) => boolean,
    follows: boolean,
  ): Promise<CaseWritten> {
    const into = await found(named, [column], follows);
    if (into.kind !== 'ok') return into;
    if (isDone(into.row[column]?.value)) return { kind: 'ok' };
    const kept = await change(idOf(into.row), { [column]: to }, [column]);
    if (kept.kind !== 'ok') return kept;
    if (isDone(kept.row[column]?.value)) return { kind: 'ok' };
    const detail = `it answers with success and ${to === '' ? 'empties' : 'keeps'} nothing in ${column}`;
    return into.isClosed ? { kind: 'closed', detail } : { kind: 'forbidden', detail };
  }

  /**
   * What an account may write is told by nothing that it may read; that the journals can be read is half of it. Who may contribute to a
   * knowledge base is reckoned out of roles, groups and scripts (User criteria), which an administrator alone can ask about.
   */
  async function testWriting(notes: boolean): Promise<SelfCheck[]> {
    if (!notes) return rightsFound(false, false, articles);
    const asked = await caller.get(
      `${api}?${new URLSearchParams({ sysparm_limit: '1', ...shownColumns(['sys_id', 'number', ...journals]) })}`,
    );
    if (asked.kind !== 'ok') return [troubleCheck(asked, host)];
    const list = held(z.object({ result: z.array(rowSchema) }), asked, host);
    if (list.kind !== 'ok') return [troubleCheck(list, host)];
    const [row] = list.held.result;
    const missing = row ? journals.filter((journal) => !(journal in row)) : [];
    return missing.length > 0
      ? [
          { result: 'failed', fact: { code: 'case-note-rights-missing', names: missing } },
          ...rightsFound(false, false, articles),
        ]
      : rightsFound(false, true, articles);
  }

  return {
    writeNote,
    lookForNote: null,
    setLink:
      link === null ? null : (named, url, follows) => setColumn(named, link, url, (held) => held === url, follows),
    takeLink:
      link === null
        ? null
        : (named, urls, follows) => setColumn(named, link, '', (held) => !isOneOf(urls, held), follows),
    testWriting,
  };
}
