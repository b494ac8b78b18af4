import { z } from 'zod';
import { type Answered, asTrouble, type Caller, held } from '../calls/caller.ts';
import { fitted, isOneOf, unitsOf, withoutTags } from '../calls/noteText.ts';
import { rightsFound, troubleCheck } from '../calls/selfChecks.ts';
import type { CaseName, CaseNote, CaseSystem, CaseWritten, SelfCheck, Trouble } from '../caseSystem.ts';
import { type incidentFinder, merged } from './finding.ts';

/** Columns of `annotation`: 500 and 100,000 UTF-16 units (learn.microsoft.com, entity reference). */
const mostOfTitle = 500;
const mostOfText = 100_000;

/** Portals of Power Pages show customers every note that has this in its text (adx_portal's own rule). */
const portalMark = /\*WEB\*/gi;

const headers = { 'OData-MaxVersion': '4.0', 'OData-Version': '4.0' };
/** A case merged into another leads to it; so many are followed. */
const mostMerges = 3;
type Closed = Extract<CaseWritten, { kind: 'closed' }>;
/** Somebody else changed the case between our look and our write: looked at again so often. */
const mostClashes = 3;

const noteSchema = z.object({ annotationid: z.string(), notetext: z.string().nullish() });
const rowSchema = z.looseObject({
  '@odata.etag': z.string(),
  incidentid: z.string(),
  ticketnumber: z.string(),
  statecode: z.int(),
  statuscode: z.int().nullish(),
  _masterid_value: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

/** Writes into cases of Dynamics 365: rows of `annotation`, each under an id of ours, so that none is written twice. */
export function dynamicsNotes(needs: {
  /** The Web API's address. */
  api: string;
  host: string;
  caller: Caller;
  find: ReturnType<typeof incidentFinder>;
  /** The column for the channel's address; null: there is none. */
  link: string | null;
  /** Whether articles are to be written, too. */
  articles?: boolean;
}): Pick<CaseSystem, 'writeNote' | 'lookForNote' | 'setLink' | 'takeLink' | 'testWriting'> {
  const { api, host, caller, find, link, articles = false } = needs;

  async function found(
    named: CaseName,
    follows: boolean,
    merges = 0,
  ): Promise<{ kind: 'ok'; row: Row } | { kind: 'not-found' } | Closed | Trouble> {
    const columns = [
      'incidentid',
      'ticketnumber',
      'statecode',
      'statuscode',
      '_masterid_value',
      ...(link === null ? [] : [link]),
    ];
    const seen = await find(named, new URLSearchParams({ $select: columns.join(',') }), rowSchema, headers);
    if (seen.kind === 'refused') return asTrouble(seen, host);
    if (seen.kind !== 'ok' || seen.row.statuscode !== merged) return seen;
    if (!follows) return { kind: 'closed', detail: 'the case was merged into another one' };
    if (!seen.row._masterid_value) return seen;
    if (merges >= mostMerges) return { kind: 'closed', detail: 'the case is merged in a circle' };
    return found({ by: 'id', id: seen.row._masterid_value }, follows, merges + 1);
  }

  async function writeNote(named: CaseName, note: CaseNote, text: string): Promise<CaseWritten> {
    const into = await found(named, note.follows);
    if (into.kind !== 'ok') return into;
    const address = `${api}/annotations(${note.id})?$select=annotationid,notetext`;
    const plain = withoutTags(text).replaceAll(portalMark, '(WEB)');
    const body = {
      subject: fitted(note.title.replaceAll(portalMark, '(WEB)'), { most: mostOfTitle, count: unitsOf }),
      notetext: fitted(plain, { most: mostOfText, count: unitsOf }),
      isdocument: false,
      'objectid_incident@odata.bind': `/incidents(${into.row.incidentid})`,
    };
    const sent = await caller.send('PATCH', address, body, {
      ...headers,
      'If-None-Match': '*',
      Prefer: 'return=representation',
    });
    if (sent.kind === 'refused' && sent.status === 404) return { kind: 'not-found' };
    // It is there: by an earlier try whose answer was lost.
    if (sent.kind === 'refused' && sent.status !== 412) return asTrouble(sent, host);
    if (sent.kind !== 'ok' && sent.kind !== 'refused') return sent;
    // Answered without what was asked for, it is looked at by itself.
    const seen = sent.kind === 'ok' && sent.body !== null ? sent : await caller.get(address, headers);
    if (seen.kind !== 'ok' && seen.kind !== 'refused') return seen;
    return seen.kind === 'ok' ? inside(seen, note.id) : asTrouble(seen, host);
  }

  /** A rule of the tenant's own may have put the portal's mark into what we wrote. */
  function inside(answer: Answered, id: string): CaseWritten {
    const kept = held(noteSchema, answer, host);
    if (kept.kind !== 'ok') return kept;
    return /\*WEB\*/i.test(kept.held.notetext ?? '')
      ? { kind: 'public', note: `annotation ${id}`, detail: 'the note has *WEB* in it, which portals show' }
      : { kind: 'ok' };
  }

  /** Null empties it. `isDone`: as which it stays. */
  async function setColumn(
    named: CaseName,
    column: string,
    to: string | null,
    isDone: (held: unknown) => boolean,
    follows: boolean,
  ): Promise<CaseWritten> {
    for (let tries = 0; tries < mostClashes; tries++) {
      const into = await found(named, follows);
      if (into.kind !== 'ok') return into;
      const { row } = into;
      if (isDone(row[column])) return { kind: 'ok' };
      // The row of a case that is over is read-only until it is reactivated.
      if (row.statecode !== 0) return { kind: 'closed', detail: 'the case is resolved or cancelled' };
      const address = `${api}/incidents(${row.incidentid})`;
      const sent = await caller.send(
        'PATCH',
        address,
        { [column]: to },
        { ...headers, 'If-Match': row['@odata.etag'] },
      );
      if (sent.kind === 'ok') return { kind: 'ok' };
      if (sent.kind !== 'refused') return sent;
      if (sent.status === 404) return { kind: 'not-found' };
      if (sent.status !== 412) return asTrouble(sent, host);
    }
    return { kind: 'broken', detail: `${host}: others change the case all the time` };
  }

  /** What the role may do is told by the privileges that it gives: none is tried. */
  async function testWriting(notes: boolean): Promise<SelfCheck[]> {
    if (!notes && !articles) return [];
    const who = await caller.get(`${api}/WhoAmI`, headers);
    if (who.kind !== 'ok') return [troubleCheck(who, host)];
    const user = held(z.object({ UserId: z.string() }), who, host);
    if (user.kind !== 'ok') return [troubleCheck(user, host)];
    const asked = await caller.get(
      `${api}/systemusers(${user.held.UserId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`,
      headers,
    );
    if (asked.kind !== 'ok') return [troubleCheck(asked, host)];
    const given = held(privilegesSchema, asked, host);
    if (given.kind !== 'ok') return [troubleCheck(given, host)];
    const has = new Set(given.held.RolePrivileges.flatMap(({ PrivilegeName }) => PrivilegeName ?? []));
    const forNotes = ['prvCreateNote', 'prvReadNote', 'prvAppendNote', 'prvAppendToIncident'];
    const needed = [
      ...(notes ? [...forNotes, ...(link === null ? [] : ['prvWriteIncident'])] : []),
      ...(articles ? ['prvCreateKnowledgeArticle', 'prvReadKnowledgeArticle'] : []),
    ];
    const missing = needed.filter((name) => !has.has(name));
    // Older environments tell ids and no names.
    const isTold = has.size > 0;
    if (isTold && missing.length > 0)
      return [{ result: 'failed', fact: { code: 'case-note-rights-missing', names: missing } }];
    return rightsFound(isTold, notes, articles);
  }

  return {
    writeNote,
    lookForNote: null,
    setLink:
      link === null ? null : (named, url, follows) => setColumn(named, link, url, (held) => held === url, follows),
    takeLink:
      link === null
        ? null
        : (named, urls, follows) => setColumn(named, link, null, (held) => !isOneOf(urls, held), follows),
    testWriting,
  };
}

const privilegesSchema = z.object({ RolePrivileges: z.array(z.object({ PrivilegeName: z.string().nullish() })) });
