import { asc, eq, gt, isNull } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarmThanks } from '../../store/growthTables.ts';
import { invitation, swarmEvent, swarmSearch, swarm as swarmTable, swarmTask } from '../../store/swarmTables.ts';
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
  | { code: 'invitations-differ'; invitations: string[] }
  /** What is to come after its end, or came of it; also where there is more than the events tell. */
  | { code: 'tasks-differ'; tasks: string[] }
  /** Thanks of the events with these versions. */
  | { code: 'thanks-differ'; versions: number[] };

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
  const tasks = apart(
    expected.tasks,
    await database.select().from(swarmTask).where(eq(swarmTask.swarmId, swarmId)),
    ({ taskId }) => taskId,
  ).map(({ taskId }) => taskId);
  const thanks = apart(
    expected.thanks,
    await database.select().from(swarmThanks).where(eq(swarmThanks.swarmId, swarmId)),
    ({ version, personId }) => `${version}:${personId}`,
  ).map(({ version }) => version);
  return [
    ...(columns.length > 0 ? [{ code: 'row-differs' as const, columns }] : []),
    ...(search?.words === expected.words ? [] : [{ code: 'words-differ' as const }]),
    ...(invitations.length > 0 ? [{ code: 'invitations-differ' as const, invitations }] : []),
    ...(tasks.length > 0 ? [{ code: 'tasks-differ' as const, tasks: tasks.toSorted() }] : []),
    ...(thanks.length > 0 ? [{ code: 'thanks-differ' as const, versions: [...new Set(thanks)].toSorted() }] : []),
  ];
}

/** Rows of what is expected that are stored otherwise or not at all, and those that nothing tells of. */
function apart<Row extends object>(expected: readonly Row[], stored: readonly Row[], keyOf: (row: Row) => string) {
  const [wanted, found] = [expected, stored].map((rows) => new Map(rows.map((each) => [keyOf(each), each])));
  return [
    ...expected.filter((each) => differing(each, found?.get(keyOf(each)) ?? {}).length > 0),
    ...stored.filter((each) => !wanted?.has(keyOf(each))),
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
