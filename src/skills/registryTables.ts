import { and, asc, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../store/database.ts';
import { engineer, invitation, presence, skill, technology } from '../store/schema.ts';
import { engineerSchema, type Load, type Presence, type Skill, skillSchema } from './engineer.ts';
import type { LastingChange } from './registryChanges.ts';
import type { Registry } from './snapshot.ts';
import { technologySchema } from './technology.ts';

const rowsAtOnce = 5000;
const rowsAPage = 10_000;

/** All of a tenant's registry, ordered by id; read in pages, so that others get their turn meanwhile. */
export async function readRegistry(database: Sql, tenantId: string): Promise<Registry> {
  const technologies = await pages(async (after: { id: string } | null) =>
    database
      .select()
      .from(technology)
      .where(and(eq(technology.tenantId, tenantId), after ? gt(technology.id, after.id) : undefined))
      .orderBy(asc(technology.id))
      .limit(rowsAPage),
  );
  const engineers = await pages(async (after: { id: string } | null) =>
    database
      .select()
      .from(engineer)
      .where(and(eq(engineer.tenantId, tenantId), after ? gt(engineer.id, after.id) : undefined))
      .orderBy(asc(engineer.id))
      .limit(rowsAPage),
  );
  const skills = await pages(async (after: { person: string; technology: string } | null) =>
    database
      .select()
      .from(skill)
      .where(and(eq(skill.tenantId, tenantId), after ? beyond(after) : undefined))
      .orderBy(asc(skill.person), asc(skill.technology))
      .limit(rowsAPage),
  );
  return {
    technologies: technologies.map(({ id, body }) => parsed(technologySchema, body, `technology ${id}`)),
    engineers: engineers.map(({ id, body }) => parsed(engineerSchema, body, `engineer ${id}`)),
    skills: skills.map(({ tenantId: _, confirmedAt, ...line }) =>
      parsed(
        skillSchema,
        { ...line, confirmedAt: confirmedAt && isoOf(confirmedAt) },
        `skill ${line.person} ${line.technology}`,
      ),
    ),
  };
}

/**
 * Writes changes in their order, alike ones in one statement. Rows go over as one JSON parameter: building thousands
 * of placeholders would take longer than the database does. The caller holds the transaction.
 */
export async function writeChanges(tx: Sql, tenantId: string, changes: readonly LastingChange[]): Promise<void> {
  for (const { kind, run } of runsOf(changes)) {
    switch (kind) {
      case 'technology':
        await writeBodies(
          tx,
          technology,
          tenantId,
          run.flatMap((each) => (each.kind === kind ? [each.technology] : [])),
        );
        break;
      case 'engineer':
        await writeBodies(
          tx,
          engineer,
          tenantId,
          run.flatMap((each) => (each.kind === kind ? [each.engineer] : [])),
        );
        break;
      case 'skill':
        await writeSkills(
          tx,
          tenantId,
          run.flatMap((each) => (each.kind === kind ? [each.skill] : [])),
        );
        break;
      case 'technology-gone': {
        const ids = run.flatMap((each) => (each.kind === kind ? [each.id] : []));
        await tx.delete(skill).where(and(eq(skill.tenantId, tenantId), inArray(skill.technology, ids)));
        await tx.delete(technology).where(and(eq(technology.tenantId, tenantId), inArray(technology.id, ids)));
        break;
      }
      case 'engineer-gone': {
        const ids = run.flatMap((each) => (each.kind === kind ? [each.id] : []));
        await tx.delete(skill).where(and(eq(skill.tenantId, tenantId), inArray(skill.person, ids)));
        await tx.delete(presence).where(and(eq(presence.tenantId, tenantId), inArray(presence.person, ids)));
        await tx.delete(engineer).where(and(eq(engineer.tenantId, tenantId), inArray(engineer.id, ids)));
        break;
      }
      case 'skill-gone': {
        const gone = run.flatMap((each) => (each.kind === kind ? [each] : []));
        await tx.execute(sql`
          delete from ${skill} using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as gone(person text, technology text)
          where ${skill.tenantId} = ${tenantId} and ${skill.person} = gone.person and ${skill.technology} = gone.technology`);
        break;
      }
      default:
        kind satisfies never;
    }
  }
}

async function writeBodies(
  tx: Sql,
  table: typeof technology | typeof engineer,
  tenantId: string,
  records: readonly { id: string }[],
): Promise<void> {
  const rows = lastOfEach(records, ({ id }) => id).map((body) => ({ id: body.id, body }));
  await tx.execute(sql`
    insert into ${table} (tenant_id, id, body)
    select ${tenantId}, id, body from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id text, body jsonb)
    on conflict (tenant_id, id) do update set body = excluded.body`);
}

async function writeSkills(tx: Sql, tenantId: string, records: readonly Skill[]): Promise<void> {
  const rows = lastOfEach(records, (row) => `${row.technology} ${row.person}`);
  await tx.execute(sql`
    insert into ${skill} (tenant_id, person, technology, level, owner, wants_to_learn, confirmed_at)
    select ${tenantId}, person, technology, level, owner, "wantsToLearn", "confirmedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(
      person text, technology text, level smallint, owner boolean, "wantsToLearn" boolean, "confirmedAt" timestamptz)
    on conflict (tenant_id, person, technology) do update set
      level = excluded.level, owner = excluded.owner, wants_to_learn = excluded.wants_to_learn,
      confirmed_at = excluded.confirmed_at`);
}

/** Stores what Graph said of people; an older word never overwrites a newer one. */
export async function writePresences(tx: Sql, tenantId: string, presences: readonly Presence[]): Promise<void> {
  for (let from = 0; from < presences.length; from += rowsAtOnce) {
    const rows = presences.slice(from, from + rowsAtOnce).map((each) => ({ tenantId, ...each }));
    await tx
      .insert(presence)
      .values(lastOfEach(rows, ({ person }) => person))
      .onConflictDoUpdate({
        target: [presence.tenantId, presence.person],
        set: {
          availability: sql`excluded.availability`,
          activity: sql`excluded.activity`,
          outOfOffice: sql`excluded.out_of_office`,
          seenAt: sql`excluded.seen_at`,
        },
        setWhere: sql`${presence.seenAt} <= excluded.seen_at`,
      });
  }
}

/** Presences seen after an instant (milliseconds since 1970). */
export async function presencesSince(database: Sql, tenantId: string, since: number): Promise<Presence[]> {
  const rows = await database
    .select()
    .from(presence)
    .where(and(eq(presence.tenantId, tenantId), gt(presence.seenAt, new Date(since).toISOString())));
  return rows.map(({ tenantId: _, seenAt, ...row }) => ({ ...row, seenAt: isoOf(seenAt) }));
}

/**
 * What people carry at an instant (milliseconds since 1970): swarms they are in, invitations that wait for their
 * answer, and how often they were asked in the 28 days before. Who carries nothing is not listed.
 */
export async function loadsOf(
  database: Sql,
  tenantId: string,
  at: number,
  people?: readonly string[],
): Promise<Load[]> {
  if (people?.length === 0) return [];
  const recently = sql`${invitation.invitedAt} > ${new Date(at - 28 * 24 * 3_600_000).toISOString()}::timestamptz`;
  const count = (which: SQL) => sql<number>`(count(*) filter (where ${which}))::int`;
  return database
    .select({
      person: invitation.personId,
      liveSwarms: count(sql`${invitation.live} and ${invitation.state} = 'accepted'`),
      pendingInvitations: count(sql`${invitation.live} and ${invitation.state} <> 'accepted'`),
      asks28d: count(recently),
    })
    .from(invitation)
    .where(
      and(
        eq(invitation.tenantId, tenantId),
        or(eq(invitation.live, true), recently),
        people ? inArray(invitation.personId, [...people]) : undefined,
      ),
    )
    .groupBy(invitation.personId);
}

const beyond = (after: Pick<Skill, 'person' | 'technology'>): SQL =>
  sql`(${skill.person}, ${skill.technology}) > (${after.person}, ${after.technology})`;

async function pages<Row>(page: (after: Row | null) => Promise<Row[]>): Promise<Row[]> {
  const all: Row[] = [];
  for (let after: Row | null = null; ; ) {
    const rows: Row[] = await page(after);
    for (const row of rows) all.push(row);
    after = rows.at(-1) ?? null;
    if (rows.length < rowsAPage) return all;
  }
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

/** One statement may not write a row twice; the last word counts. */
const lastOfEach = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
];

function parsed<T>(schema: z.ZodType<T>, body: unknown, what: string): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new Error(`The stored ${what} is not one: ${z.prettifyError(result.error)}`, { cause: result.error });
}

const isoOf = (stored: string): string => new Date(stored).toISOString();
