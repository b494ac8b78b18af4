import { asc, eq, gt, isNull } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { invitation, swarmEvent, swarmSearch, swarm as swarmTable } from '../../store/schema.ts';
import type { RecordedEvent } from '../events.ts';
import { fold } from '../evolve.ts';
import { expectedRows } from './readModel.ts';
import { recordedEventSchema } from './storedEvent.ts';

/** What is wrong with a stored swarm. */
export type SwarmFault =
  /** The event of this version is missing. */
  | { code: 'event-missing'; version: number }
  /** The event of this version cannot be read; `why`: where in it, never what it says. */
  | { code: 'event-unreadable'; version: number; why: string }
  /** There are events and no row of the swarm, or a row and no events. */
  | { code: 'row-missing' }
  | { code: 'events-missing' }
  /** What lists and searches are made from is not what the events tell: these columns. */
  | { code: 'row-differs'; columns: string[] }
  | { code: 'words-differ' }
  | { code: 'invitations-differ'; invitations: string[] };

/** All that was looked at, and the swarms that are not whole. */
export type Wholeness = { swarms: number; events: number; faults: { swarmId: string; fault: SwarmFault }[] };

/** So many swarms are read at once. */
const page = 200;

/** Reads every swarm of a database, folds its events, and holds against that what is stored of it for lists, searches and load. */
export async function lookAtSwarms(database: Sql, told: (swarms: number) => void = () => {}): Promise<Wholeness> {
  const seen: Wholeness = { swarms: 0, events: 0, faults: [] };
  for (let after = ''; ; ) {
    const rows = await database
      .selectDistinct({ swarmId: swarmEvent.swarmId })
      .from(swarmEvent)
      .where(gt(swarmEvent.swarmId, after))
      .orderBy(asc(swarmEvent.swarmId))
      .limit(page);
    const last = rows.at(-1);
    if (!last) break;
    after = last.swarmId;
    for (const { swarmId } of rows) {
      const { events, faults } = await lookAtSwarm(database, swarmId);
      seen.swarms += 1;
      seen.events += events;
      seen.faults.push(...faults.map((fault) => ({ swarmId, fault })));
    }
    told(seen.swarms);
  }
  const alone = await database
    .select({ swarmId: swarmTable.swarmId })
    .from(swarmTable)
    .leftJoin(swarmEvent, eq(swarmEvent.swarmId, swarmTable.swarmId))
    .where(isNull(swarmEvent.swarmId));
  for (const { swarmId } of alone) seen.faults.push({ swarmId, fault: { code: 'events-missing' } });
  return seen;
}

async function lookAtSwarm(database: Sql, swarmId: string): Promise<{ events: number; faults: SwarmFault[] }> {
  const rows = await database
    .select()
    .from(swarmEvent)
    .where(eq(swarmEvent.swarmId, swarmId))
    .orderBy(asc(swarmEvent.version));
  const faults: SwarmFault[] = [];
  const events: RecordedEvent[] = [];
  let version = 0;
  for (const { type: _, at, ...row } of rows) {
    for (version += 1; version < row.version; version++) faults.push({ code: 'event-missing', version });
    const read = recordedEventSchema.safeParse({ ...row, at: new Date(at).toISOString() });
    if (read.success) events.push(read.data);
    else {
      const [issue] = read.error.issues;
      const why = `${issue?.path.join('.')}: ${issue?.code}`;
      faults.push({ code: 'event-unreadable', version: row.version, why });
    }
  }
  // What is made of events some of which are missing says nothing.
  if (faults.length === 0) faults.push(...(await lookAtRows(database, swarmId, events)));
  return { events: rows.length, faults };
}

async function lookAtRows(database: Sql, swarmId: string, events: readonly RecordedEvent[]): Promise<SwarmFault[]> {
  const state = fold(events);
  if (state.status === 'none') return [{ code: 'event-missing', version: 1 }];
  const expected = expectedRows(state);
  const [row] = await database.select().from(swarmTable).where(eq(swarmTable.swarmId, swarmId));
  if (!row) return [{ code: 'row-missing' }];
  const [search] = await database.select().from(swarmSearch).where(eq(swarmSearch.swarmId, swarmId));
  const stored = await database.select().from(invitation).where(eq(invitation.swarmId, swarmId));
  const columns = differing(expected.row, row);
  const byId = new Map(stored.map((each) => [each.invitationId, each]));
  const invitations = expected.invitations
    .filter((each) => differing(each, byId.get(each.invitationId) ?? {}).length > 0)
    .map(({ invitationId }) => invitationId);
  return [
    ...(columns.length > 0 ? [{ code: 'row-differs' as const, columns }] : []),
    ...(search?.words === expected.words ? [] : [{ code: 'words-differ' as const }]),
    ...(invitations.length > 0 ? [{ code: 'invitations-differ' as const, invitations }] : []),
  ];
}

/** The fields of what is expected that are stored otherwise. */
const differing = (expected: object, stored: object): string[] =>
  Object.entries(expected)
    .filter(([name, value]) => said(value) !== said(Reflect.get(stored, name)))
    .map(([name]) => name);

/** Instants are compared as such, however they are written. */
function said(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(value)) return String(Date.parse(value));
  return JSON.stringify(value ?? null);
}
