import { z } from 'zod';
import type { Answer, Call } from '../../doors/routes.ts';
import { idWithin, type KeptCase, type TimelineEntry, type Twist } from '../keptCase.ts';
import { annotationColumns, wireName } from './schema.ts';

/** A note, by the id of the case that it stands on. */
type Note = { id: string; incidentId: string; subject: string | null; text: string; at: string };

const bodySchema = z.record(z.string(), z.unknown());
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The notes of a Dataverse: rows of `annotation`, and what its portal shows of them. */
export function createAnnotations(needs: {
  cases: readonly KeptCase[];
  now: () => number;
  /** `all-notes`: as some portals are set; as sold those with the mark alone are shown. */
  portal: () => 'marked-notes' | 'all-notes';
  twist: Twist;
  success: (body: object, status?: number) => Answer;
  refused: (status: number, code: string, message: string) => Answer;
}) {
  const { cases, now, portal, twist, success, refused } = needs;
  const notes = new Map<string, Note>();
  const columns = annotationColumns.map(wireName);

  /** What is wrong with a `$select`: Dataverse refuses the whole for one name that it does not know. */
  const unknownIn = ({ query }: Pick<Call, 'query'>): Answer | null => {
    const unknown = query
      .get('$select')
      ?.split(',')
      .find((name) => !columns.includes(name));
    return unknown === undefined ? null : noSuchColumn(unknown, '0x80060888');
  };
  const noSuchColumn = (name: string, code: string): Answer =>
    refused(400, code, `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.annotation'.`);

  const rowOf = (note: Note, select: string | null) => {
    const all: Record<string, unknown> = {
      annotationid: note.id,
      subject: note.subject,
      notetext: note.text,
      isdocument: false,
      _objectid_value: note.incidentId,
    };
    const asked = select?.split(',') ?? columns;
    return Object.fromEntries(Object.entries(all).filter(([name]) => name === 'annotationid' || asked.includes(name)));
  };

  /** Makes a note under the id that the address names, or changes the one that has it, as `If-None-Match` and `If-Match` allow. */
  function patch({ body, headers, query }: Call, id: string): Answer {
    const odd = unknownIn({ query });
    if (odd !== null) return odd;
    const { 'if-none-match': ifNone, 'if-match': ifMatch, prefer } = headers;
    const before = notes.get(id);
    if (before && ifNone === '*') return refused(412, '', 'A record with matching key values already exists.');
    if (!before && ifMatch === '*')
      return refused(404, '0x80040217', `Entity 'annotation' With Id = ${id} Does Not Exist`);
    const given = bodySchema.safeParse(body);
    if (!given.success || !guid.test(id))
      return refused(400, '0x80048d19', 'Error identified in Payload provided by the user');
    const { subject, notetext, isdocument: _, 'objectid_incident@odata.bind': bound, ...others } = given.data;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) return noSuchColumn(unknown, '0x80048d19');
    for (const { name, maxLength = Number.POSITIVE_INFINITY } of annotationColumns) {
      const value = given.data[name];
      if (typeof value === 'string' && value.length > maxLength)
        return refused(
          400,
          '0x80044331',
          `A validation error occurred. The length of the '${name}' attribute of the 'annotation' entity exceeded the maximum allowed length of '${maxLength}'.`,
        );
    }
    const incidentId =
      before?.incidentId ?? /^\/incidents\(([0-9a-f-]{36})\)$/i.exec(String(bound))?.[1]?.toLowerCase();
    const kept = cases.find(({ number }) => idWithin('incident', number) === incidentId);
    if (incidentId === undefined || !kept)
      return refused(404, '0x80040217', `Entity 'incident' With Id = ${incidentId ?? ''} Does Not Exist`);
    const text = String(notetext ?? before?.text ?? '');
    const note: Note = {
      ...{ id, incidentId, subject: typeof subject === 'string' ? subject : (before?.subject ?? null) },
      text: twist() === 'publishes-notes' ? `*WEB* ${text}` : text,
      at: before?.at ?? new Date(now()).toISOString(),
    };
    notes.set(id, note);
    if (!String(prefer ?? '').includes('return=representation')) return { status: 204, body: '' };
    return success(rowOf(note, query.get('$select')), before ? 200 : 201);
  }

  function get({ query }: Call, id: string): Answer {
    const odd = unknownIn({ query });
    if (odd !== null) return odd;
    const note = notes.get(id);
    return note
      ? success(rowOf(note, query.get('$select')))
      : refused(404, '0x80040217', `Entity 'annotation' With Id = ${id} Does Not Exist`);
  }

  const timeline = (number: string): TimelineEntry[] =>
    [...notes.values()]
      .filter(({ incidentId }) => incidentId === idWithin('incident', number))
      .map(({ id, subject, text, at }) => ({
        ...{ id, at, by: 'Swarm', title: subject, text },
        isPublic: portal() === 'all-notes' || text.includes('*WEB*'),
      }));

  return { patch, get, timeline };
}
