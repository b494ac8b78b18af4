import { and, asc, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
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
import { invitation, swarm } from '../store/swarmTables.ts';
import { eachOf, pauses, stepped } from '../time/pauses.ts';
import { append } from './append.ts';
import { askedSince, madeSince } from './asks.ts';
import { calendarSchema } from './calendar.ts';
import {
  type Engineer,
  engineerSchema,
  type Load,
  type Mailbox,
  type Presence,
  type Skill,
  skillSchema,
  workingHoursSchema,
} from './engineer.ts';
import { type FeedState, feedLeftOutSchema, feedSchema, feedShiftsSchema, feedTroubles } from './shifts/feed.ts';
import { personShiftsSchema } from './shifts/plannedShift.ts';
import type { Registry } from './snapshot.ts';
import { type SupportTeam, teamSchema } from './team.ts';
import { technologySchema } from './technology.ts';

const rowsAPage = 2500;

/** All of a tenant's registry, ordered by id; read in pages, row by row, so that others get their turn meanwhile. */
export async function readRegistry(database: Sql, tenantId: string): Promise<Registry> {
  const technologies = await pages(
    async (after: { id: string } | null) =>
      database
        .select()
        .from(technology)
        .where(and(eq(technology.tenantId, tenantId), after ? gt(technology.id, after.id) : undefined))
        .orderBy(asc(technology.id))
        .limit(rowsAPage),
    ({ id, body }) => parsed(technologySchema, body, `technology ${id}`),
  );
  const bodies = (table: typeof calendar | typeof personShifts | typeof feed | typeof supportTeam) =>
    database.select().from(table).where(eq(table.tenantId, tenantId)).orderBy(asc(table.id));
  const teams = await bodies(supportTeam);
  const [calendars, shifts, feeds] = [await bodies(calendar), await bodies(personShifts), await bodies(feed)];
  const engineers = await pages(
    async (after: { id: string } | null) =>
      database
        .select()
        .from(engineer)
        .where(and(eq(engineer.tenantId, tenantId), after ? gt(engineer.id, after.id) : undefined))
        .orderBy(asc(engineer.id))
        .limit(rowsAPage),
    engineerOf,
  );
  const skills = await pages(
    async (after: { person: string; technology: string } | null) =>
      database
        .select()
        .from(skill)
        .where(and(eq(skill.tenantId, tenantId), after ? beyond(after) : undefined))
        .orderBy(asc(skill.person), asc(skill.technology))
        .limit(rowsAPage),
    skillOf,
  );
  return {
    technologies,
    engineers,
    skills,
    ...(calendars.length > 0
      ? { calendars: calendars.map(({ id, body }) => parsed(calendarSchema, body, `calendar ${id}`)) }
      : {}),
    ...(shifts.length > 0
      ? { shifts: shifts.map(({ id, body }) => parsed(personShiftsSchema, body, `shifts of ${id}`)) }
      : {}),
    ...(feeds.length > 0 ? { feeds: feeds.map(({ id, body }) => parsed(feedSchema, body, `feed ${id}`)) } : {}),
    ...(teams.length > 0 ? { teams: teams.map(teamOf) } : {}),
  };
}

/** A team as its row tells it. */
export const teamOf = ({ id, body }: { id: string; body: unknown }): SupportTeam =>
  parsed(teamSchema, body, `team ${id}`);

/** An engineer as their row tells them. Throws what only a fault can cause: a row that nobody here wrote. */
export const engineerOf = ({ id, body }: { id: string; body: unknown }): Engineer =>
  parsed(engineerSchema, body, `engineer ${id}`);

/** A line of skills as its row tells it, its instant in UTC. */
export const skillOf = ({ tenantId: _, confirmedAt, ...line }: typeof skill.$inferSelect): Skill =>
  parsed(
    skillSchema,
    { ...line, confirmedAt: confirmedAt && isoOf(confirmedAt) },
    `skill ${line.person} ${line.technology}`,
  );

/** Presences seen after an instant (milliseconds since 1970). */
export async function presencesSince(database: Sql, tenantId: string, since: number): Promise<Presence[]> {
  const rows = await database
    .select()
    .from(presence)
    .where(and(eq(presence.tenantId, tenantId), gt(presence.seenAt, new Date(since).toISOString())));
  return rows.map(({ tenantId: _, seenAt, ...row }) => ({ ...row, seenAt: isoOf(seenAt) }));
}

/** Mailboxes read after an instant (milliseconds since 1970). */
export async function mailboxesSince(database: Sql, tenantId: string, since: number): Promise<Mailbox[]> {
  const rows = await database
    .select()
    .from(mailbox)
    .where(and(eq(mailbox.tenantId, tenantId), gt(mailbox.readAt, new Date(since).toISOString())));
  return rows.map(mailboxOf);
}

/**
 * How feeds were read that were tried after an instant (milliseconds since 1970), each with its shifts where these became what they
 * are after it, too.
 */
export async function feedStatesSince(database: Sql, tenantId: string, since: number): Promise<FeedState[]> {
  const { rows } = await database.execute<{
    id: string;
    readAt: string | null;
    triedAt: string;
    trouble: string | null;
    leftOut: unknown;
    shifts: unknown;
  }>(sql`
    select id, read_at as "readAt", tried_at as "triedAt", trouble, left_out as "leftOut",
      case when changed_at > ${new Date(since).toISOString()} then shifts end as shifts
    from ${feedState}
    where ${feedState.tenantId} = ${tenantId} and ${feedState.triedAt} > ${new Date(since).toISOString()}
    order by id`);
  return rows.map(({ id, readAt, triedAt, trouble, leftOut, shifts }) => ({
    id,
    readAt: readAt && isoOf(readAt),
    triedAt: isoOf(triedAt),
    trouble: feedTroubles.find((each) => each === trouble) ?? null,
    leftOut: parsed(feedLeftOutSchema, leftOut, `feed ${id}`),
    ...(shifts !== null && { shifts: parsed(feedShiftsSchema, shifts, `shifts of the feed ${id}`) }),
  }));
}

/** What a mailbox said, as its row tells it. */
export const mailboxOf = ({ tenantId: _, ...row }: typeof mailbox.$inferSelect): Mailbox => ({
  ...row,
  hours: row.hours === null ? null : parsed(workingHoursSchema, row.hours, `hours of the mailbox of ${row.person}`),
  repliesFrom: row.repliesFrom && isoOf(row.repliesFrom),
  repliesUntil: row.repliesUntil && isoOf(row.repliesUntil),
  readAt: isoOf(row.readAt),
  changedAt: isoOf(row.changedAt),
});

/**
 * What people carry at an instant (milliseconds since 1970): swarms they are in, invitations that wait for their
 * answer, and how often they were asked in the 28 days before. Who carries nothing and was not asked lately may be left out.
 */
export async function loadsOf(
  database: Sql,
  tenantId: string,
  at: number,
  people?: readonly string[],
): Promise<Load[]> {
  if (people?.length === 0) return [];
  const since = new Date(at - 28 * 24 * 3_600_000).toISOString();
  const count = (which: SQL) => sql<number>`(count(*) filter (where ${which}))::int`;
  return database
    .select({
      person: invitation.personId,
      liveSwarms: count(sql`${invitation.live} and ${invitation.state} = 'accepted'`),
      pendingInvitations: count(sql`${invitation.live} and ${invitation.state} <> 'accepted'`),
      asks28d: count(askedSince(since)),
      asks7d: count(askedSince(new Date(at - 7 * 24 * 3_600_000).toISOString())),
    })
    .from(invitation)
    .where(
      and(
        eq(invitation.tenantId, tenantId),
        or(eq(invitation.live, true), madeSince(since)),
        people ? inArray(invitation.personId, [...people]) : undefined,
      ),
    )
    .groupBy(invitation.personId);
}

/** Who was asked in the 24 hours before an instant (milliseconds since 1970), for whose case, and how often. */
export async function asksOfADay(
  database: Sql,
  tenantId: string,
  at: number,
): Promise<{ person: string; owner: string; asks: number }[]> {
  const since = new Date(at - 24 * 3_600_000).toISOString();
  return database
    .select({ person: invitation.personId, owner: swarm.ownerId, asks: sql<number>`count(*)::int` })
    .from(invitation)
    .innerJoin(swarm, eq(swarm.swarmId, invitation.swarmId))
    .where(and(eq(invitation.tenantId, tenantId), or(eq(invitation.live, true), madeSince(since)), askedSince(since)))
    .groupBy(invitation.personId, swarm.ownerId);
}

const beyond = (after: Pick<Skill, 'person' | 'technology'>): SQL =>
  sql`(${skill.person}, ${skill.technology}) > (${after.person}, ${after.technology})`;

/** What each row tells, of as many pages as there are. */
async function pages<Row, T>(page: (after: Row | null) => Promise<Row[]>, read: (row: Row) => T): Promise<T[]> {
  const all: T[] = [];
  const pause = pauses();
  for (let after: Row | null = null; ; ) {
    const rows: Row[] = await page(after);
    append(all, await stepped(eachOf(rows, read), pause));
    after = rows.at(-1) ?? null;
    if (rows.length < rowsAPage) return all;
  }
}

function parsed<T>(schema: z.ZodType<T>, body: unknown, what: string): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new Error(`The stored ${what} is not one: ${z.prettifyError(result.error)}`, { cause: result.error });
}

const isoOf = (stored: string): string => new Date(stored).toISOString();
