import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { mailbox, presence } from '../store/graphTables.ts';
import {
  calendar,
  engineer,
  feed,
  feedState,
  personShifts,
  skill,
  supportTeam,
  technology,
} from '../store/registryTables.ts';
import { append } from './append.ts';
import type { LastingChange } from './changes.ts';
import { keyOfSkill } from './difference.ts';
import type { Mailbox, Presence, Skill } from './engineer.ts';
import { mailboxOf } from './tables.ts';

/** Rows of one statement: more keep an embedded database, and with it everybody, waiting. */
const rowsAtOnce = 500;

/**
 * Writes whole records in their order, alike ones in one statement, and gives those changes that changed a row: a skill is
 * written only where its engineer and its technology are, whatever the caller had in memory, and only what is there goes.
 * Rows go over as one JSON parameter: building thousands of placeholders would take longer than the database does. The
 * caller holds the transaction, and the registry's lock (changes.ts).
 */
export async function writeChanges(
  tx: Sql,
  tenantId: string,
  changes: readonly LastingChange[],
): Promise<LastingChange[]> {
  const written: LastingChange[] = [];
  for (const { kind, run } of runsOf(changes)) {
    // An embedded database answers within this process: whoever waits goes first between two statements.
    await nextTurn();
    switch (kind) {
      case 'technology': {
        const some = only(run, kind);
        await writeBodies(tx, technology, tenantId, some, (each) => each.technology);
        append(written, some);
        break;
      }
      case 'calendar': {
        const some = only(run, kind);
        await writeBodies(tx, calendar, tenantId, some, (each) => each.calendar);
        append(written, some);
        break;
      }
      case 'calendar-gone':
        append(written, await removeBodies(tx, calendar, tenantId, only(run, kind)));
        break;
      case 'team': {
        const some = only(run, kind);
        await writeBodies(tx, supportTeam, tenantId, some, (each) => each.team);
        append(written, some);
        break;
      }
      case 'team-gone':
        append(written, await removeBodies(tx, supportTeam, tenantId, only(run, kind)));
        break;
      case 'shifts': {
        const some = only(run, kind);
        await writeBodies(tx, personShifts, tenantId, some, (each) => each.shifts);
        append(written, some);
        break;
      }
      case 'shifts-gone':
        append(written, await removeBodies(tx, personShifts, tenantId, only(run, kind)));
        break;
      case 'feed': {
        const some = only(run, kind);
        await writeBodies(tx, feed, tenantId, some, (each) => each.feed);
        append(written, some);
        break;
      }
      case 'feed-gone': {
        const gone = await removeBodies(tx, feed, tenantId, only(run, kind));
        const ids = gone.map(({ id }) => id);
        await tx.delete(feedState).where(and(eq(feedState.tenantId, tenantId), inArray(feedState.id, ids)));
        append(written, gone);
        break;
      }
      case 'engineer': {
        const some = only(run, kind);
        await writeBodies(tx, engineer, tenantId, some, (each) => each.engineer);
        append(written, some);
        break;
      }
      case 'skill':
        append(written, await writeSkills(tx, tenantId, only(run, kind)));
        break;
      case 'technology-gone':
        append(written, await removeTechnologies(tx, tenantId, only(run, kind)));
        break;
      case 'engineer-gone':
        append(written, await removeEngineers(tx, tenantId, only(run, kind)));
        break;
      case 'skill-gone':
        append(written, await removeSkills(tx, tenantId, only(run, kind)));
        break;
      default:
        kind satisfies never;
    }
  }
  return written;
}

type ChangeOf<K extends LastingChange['kind']> = Extract<LastingChange, { kind: K }>;
const only = <K extends LastingChange['kind']>(run: readonly LastingChange[], kind: K): ChangeOf<K>[] =>
  run.filter((each): each is ChangeOf<K> => each.kind === kind);

async function removeTechnologies(tx: Sql, tenantId: string, gone: readonly ChangeOf<'technology-gone'>[]) {
  const ids = gone.map(({ id }) => id);
  const removed = await tx
    .delete(technology)
    .where(and(eq(technology.tenantId, tenantId), inArray(technology.id, ids)))
    .returning({ id: technology.id });
  await tx.delete(skill).where(and(eq(skill.tenantId, tenantId), inArray(skill.technology, ids)));
  const there = new Set(removed.map(({ id }) => id));
  return gone.filter(({ id }) => there.has(id));
}

async function removeBodies<Change extends { id: string }>(
  tx: Sql,
  table: typeof calendar | typeof personShifts | typeof feed | typeof supportTeam,
  tenantId: string,
  gone: readonly Change[],
): Promise<Change[]> {
  const ids = gone.map(({ id }) => id);
  const removed = await tx
    .delete(table)
    .where(and(eq(table.tenantId, tenantId), inArray(table.id, ids)))
    .returning({ id: table.id });
  const there = new Set(removed.map(({ id }) => id));
  return gone.filter(({ id }) => there.has(id));
}

/**
 * Their own rows go first: whoever is about to write a row that refers to one of them holds theirs, or finds it gone, so
 * that nothing is left of them.
 */
async function removeEngineers(tx: Sql, tenantId: string, gone: readonly ChangeOf<'engineer-gone'>[]) {
  const ids = gone.map(({ id }) => id);
  const removed = await tx
    .delete(engineer)
    .where(and(eq(engineer.tenantId, tenantId), inArray(engineer.id, ids)))
    .returning({ id: engineer.id });
  await tx.delete(skill).where(and(eq(skill.tenantId, tenantId), inArray(skill.person, ids)));
  await tx.delete(presence).where(and(eq(presence.tenantId, tenantId), inArray(presence.person, ids)));
  await tx.delete(mailbox).where(and(eq(mailbox.tenantId, tenantId), inArray(mailbox.person, ids)));
  await tx.delete(personShifts).where(and(eq(personShifts.tenantId, tenantId), inArray(personShifts.id, ids)));
  const there = new Set(removed.map(({ id }) => id));
  return gone.filter(({ id }) => there.has(id));
}

async function removeSkills(tx: Sql, tenantId: string, gone: readonly ChangeOf<'skill-gone'>[]) {
  const { rows: removed } = await tx.execute<LineKey>(sql`
    delete from ${skill} using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as gone(person text, technology text)
    where ${skill.tenantId} = ${tenantId} and ${skill.person} = gone.person and ${skill.technology} = gone.technology
    returning ${skill}.person, ${skill}.technology`);
  const there = new Set(removed.map(keyOfSkill));
  return gone.filter((each) => there.has(keyOfSkill(each)));
}

async function writeBodies<Change>(
  tx: Sql,
  table: typeof technology | typeof calendar | typeof engineer | typeof personShifts | typeof feed | typeof supportTeam,
  tenantId: string,
  changes: readonly Change[],
  bodyOf: (change: Change) => { id: string },
): Promise<void> {
  const rows = lastOfEach(changes.map(bodyOf), ({ id }) => id).map((body) => ({ id: body.id, body }));
  await tx.execute(sql`
    insert into ${table} (tenant_id, id, body)
    select ${tenantId}, id, body from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id text, body jsonb)
    on conflict (tenant_id, id) do update set body = excluded.body`);
}

async function writeSkills(tx: Sql, tenantId: string, changes: readonly ChangeOf<'skill'>[]) {
  const last = lastOfEach(changes, (change) => keyOfSkill(change.skill));
  const { rows: written } = await tx.execute<LineKey>(sql`
    insert into ${skill} (tenant_id, person, technology, level, owner, wants_to_learn, confirmed_at)
    select ${tenantId}, whose.id, known.id, given.level, given.owner, given."wantsToLearn", given."confirmedAt"
    from jsonb_to_recordset(${JSON.stringify(last.map((change) => change.skill))}::jsonb) as given(
      person text, technology text, level smallint, owner boolean, "wantsToLearn" boolean, "confirmedAt" timestamptz)
    join ${engineer} as whose on whose.tenant_id = ${tenantId} and whose.id = given.person
    join ${technology} as known on known.tenant_id = ${tenantId} and known.id = given.technology
    on conflict (tenant_id, person, technology) do update set
      level = excluded.level, owner = excluded.owner, wants_to_learn = excluded.wants_to_learn,
      confirmed_at = excluded.confirmed_at
    returning person, technology`);
  const keys = new Set(written.map(keyOfSkill));
  return last.filter((change) => keys.has(keyOfSkill(change.skill)));
}

/**
 * Stores what Graph said of people; an older word never overwrites a newer one, and of who is not in the registry (any
 * more) nothing is kept. Their rows are held meanwhile; who is just being removed is passed over, so that nobody waits.
 */
export async function writePresences(tx: Sql, tenantId: string, presences: readonly Presence[]): Promise<void> {
  for (let from = 0; from < presences.length; from += rowsAtOnce) {
    const rows = lastOfEach(presences.slice(from, from + rowsAtOnce), ({ person }) => person);
    // In one order everywhere, so that two processes never wait in a circle.
    await tx.execute(sql`
      insert into ${presence} (tenant_id, person, availability, activity, out_of_office, seen_at)
      select ${tenantId}, whose.id, given.availability, given.activity, given."outOfOffice", given."seenAt"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(
        person text, availability text, activity text, "outOfOffice" boolean, "seenAt" timestamptz)
      join ${engineer} as whose on whose.tenant_id = ${tenantId} and whose.id = given.person
      order by whose.id
      for key share of whose skip locked
      on conflict (tenant_id, person) do update set
        availability = excluded.availability, activity = excluded.activity, out_of_office = excluded.out_of_office,
        seen_at = excluded.seen_at
      where ${presence.seenAt} <= excluded.seen_at`);
  }
}

/**
 * Stores what mailboxes said, and gives it as it is stored: hours that are as they were keep their date. As with presences,
 * nothing is kept of who is not in the registry, and an older word never overwrites a newer one.
 */
export async function writeMailboxes(
  tx: Sql,
  tenantId: string,
  read: readonly Omit<Mailbox, 'changedAt'>[],
): Promise<Mailbox[]> {
  if (read.length === 0) return [];
  const rows = lastOfEach(read, ({ person }) => person);
  const said = sql`(excluded.zone, excluded.hours)`;
  const known = sql`(${mailbox.zone}, ${mailbox.hours})`;
  await tx.execute(sql`
    insert into ${mailbox} (tenant_id, person, zone, hours, replies_from, replies_until, read_at, changed_at)
    select ${tenantId}, whose.id, given.zone, given.hours, given."repliesFrom", given."repliesUntil", given."readAt",
      given."readAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(
      person text, zone text, hours jsonb, "repliesFrom" timestamptz, "repliesUntil" timestamptz, "readAt" timestamptz)
    join ${engineer} as whose on whose.tenant_id = ${tenantId} and whose.id = given.person
    order by whose.id
    for key share of whose skip locked
    on conflict (tenant_id, person) do update set
      zone = excluded.zone, hours = excluded.hours, replies_from = excluded.replies_from,
      replies_until = excluded.replies_until, read_at = excluded.read_at,
      changed_at = case when ${said} is not distinct from ${known} then ${mailbox.changedAt} else excluded.read_at end
    where ${mailbox.readAt} <= excluded.read_at`);
  const people = rows.map(({ person }) => person);
  const stored = await tx
    .select()
    .from(mailbox)
    .where(and(eq(mailbox.tenantId, tenantId), inArray(mailbox.person, people)));
  return stored.map(mailboxOf);
}

/** Neighbours of one kind, together. */
function* runsOf(changes: readonly LastingChange[]): Generator<{ kind: LastingChange['kind']; run: LastingChange[] }> {
  let run: LastingChange[] = [];
  for (const change of changes) {
    const [first] = run;
    if (first && (first.kind !== change.kind || run.length === rowsAtOnce)) {
      yield { kind: first.kind, run };
      run = [];
    }
    run.push(change);
  }
  const [first] = run;
  if (first) yield { kind: first.kind, run };
}

type LineKey = Pick<Skill, 'person' | 'technology'>;

/** One statement may not write a row twice; the last word counts. */
const lastOfEach = <Row>(rows: readonly Row[], key: (row: Row) => string): Row[] => [
  ...new Map(rows.map((row) => [key(row), row])).values(),
];
