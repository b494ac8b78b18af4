import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../store/database.ts';
import { pastCase } from '../store/evidenceTables.ts';
import { growthTold, swarmThanks } from '../store/growthTables.ts';
import { invitation, swarm } from '../store/swarmTables.ts';

/** What somebody did in a swarm: led it, owned its case, came as an expert, or sat in to learn. */
export const recordParts = ['coordinator', 'owner', 'expert', 'learner'] as const;
export type RecordPart = (typeof recordParts)[number];

/** A word of thanks; `praise`: the customer's, which `by` passed on. */
export type ReceivedThanks = { at: string; by: string; words: string; praise: boolean };

/**
 * Somebody's part in one resolved swarm. `closedAt`: ISO, UTC. `technologies`: those they came for, else those that the case was.
 * `others`: ids of who else was in it.
 */
export type RecordEntry = {
  swarmId: string;
  caseId: string;
  title: string;
  restricted: boolean;
  closedAt: string;
  parts: RecordPart[];
  /** Whether they are named as having helped to solve it. */
  credited: boolean;
  technologies: string[];
  others: string[];
  thanks: ReceivedThanks[];
};

export type RecordQuery = {
  tenantId: string;
  personId: string;
  /** Swarms that ended at or after `from` and before `to` (ISO, UTC). */
  from?: string;
  to?: string;
  /** The swarm after which it goes on: the last of the page before. */
  after?: { closedAt: string; swarmId: string };
  most: number;
};

/**
 * A person's part in the resolved swarms they were in, the newest first: to be shown to nobody else. What retention has forgotten
 * is nobody's part any more.
 */
export async function recordOf(database: Sql, query: RecordQuery): Promise<RecordEntry[]> {
  const { tenantId, personId, from, to, after, most } = query;
  const bounds: SQL[] = [
    eq(swarm.tenantId, tenantId),
    eq(swarm.status, 'resolved'),
    eq(swarm.forgotten, false),
    sql`${swarm.people} @> array[${personId}]::text[]`,
    ...(from === undefined ? [] : [sql`${swarm.closedAt} >= ${from}::timestamptz`]),
    ...(to === undefined ? [] : [sql`${swarm.closedAt} < ${to}::timestamptz`]),
    ...(after ? [sql`(${swarm.closedAt}, ${swarm.swarmId}) < (${after.closedAt}::timestamptz, ${after.swarmId})`] : []),
  ];
  const swarms = await database
    .select({
      ...{ swarmId: swarm.swarmId, caseId: swarm.caseId, title: swarm.title, restricted: swarm.restricted },
      ...{ closedAt: swarm.closedAt, ownerId: swarm.ownerId, coordinatorId: swarm.coordinatorId },
      ...{ technologies: swarm.technologies, people: swarm.people },
    })
    .from(swarm)
    .where(and(...bounds))
    .orderBy(sql`${swarm.closedAt} desc, ${swarm.swarmId} desc`)
    .limit(most);
  if (swarms.length === 0) return [];
  const ids = swarms.map(({ swarmId }) => swarmId);
  const [came, said, credits] = await Promise.all([
    database
      .select({ swarmId: invitation.swarmId, role: invitation.role, technologies: invitation.technologies })
      .from(invitation)
      .where(
        and(
          eq(invitation.tenantId, tenantId),
          eq(invitation.personId, personId),
          inArray(invitation.swarmId, ids),
          inArray(invitation.state, ['accepted', 'left']),
        ),
      ),
    database
      .select()
      .from(swarmThanks)
      .where(
        and(eq(swarmThanks.tenantId, tenantId), eq(swarmThanks.personId, personId), inArray(swarmThanks.swarmId, ids)),
      )
      .orderBy(swarmThanks.at, swarmThanks.version),
    creditedIn(database, query, swarms),
  ]);
  return swarms.map(({ ownerId, coordinatorId, people, technologies, closedAt, ...row }) => {
    const own = came.filter(({ swarmId }) => swarmId === row.swarmId);
    const roles = new Set(own.map(({ role }) => role));
    const wanted = new Set(own.flatMap((each) => each.technologies));
    const cameFor = technologies.filter((each) => wanted.has(each));
    const is: Record<RecordPart, boolean> = {
      coordinator: coordinatorId === personId,
      owner: ownerId === personId,
      expert: roles.has('expert'),
      learner: roles.has('learner'),
    };
    return {
      ...row,
      closedAt: new Date(closedAt ?? 0).toISOString(),
      parts: recordParts.filter((part) => is[part]),
      credited: credits.has(row.swarmId),
      technologies: cameFor.length > 0 ? cameFor : technologies,
      others: people.filter((each) => each !== personId),
      thanks: said
        .filter(({ swarmId }) => swarmId === row.swarmId)
        .map(({ at, byName: by, words, praise }) => ({ at: new Date(at).toISOString(), by, words, praise })),
    };
  });
}

/**
 * Who was in a swarm that was resolved within bounds (ISO, UTC), and has not been told of a month (`2026-11`) yet; who they are by
 * pseudonyms is nobody of the registry.
 */
export async function whoWasIn(
  database: Sql,
  tenantId: string,
  { from, to }: { from: string; to: string },
  month: string,
): Promise<string[]> {
  const { rows } = await database.execute(sql`
    select distinct person from ${swarm} s, lateral unnest(s.people) as person
    where s.tenant_id = ${tenantId} and s.status = 'resolved' and not s.forgotten
      and s.closed_at >= ${from}::timestamptz and s.closed_at < ${to}::timestamptz
      and not exists (select from ${growthTold} told where told.tenant_id = ${tenantId} and told.person_id = person
        and told.kind = 'month' and told.of = ${month})
    order by person`);
  return z
    .array(z.object({ person: z.string() }))
    .parse(rows)
    .map(({ person }) => person);
}

const creditsSchema = z.array(z.object({ person: z.string(), weight: z.number() }));

/** In which of some swarms a person is named as having helped. Past cases have that, by the number of the case. */
async function creditedIn(
  database: Sql,
  { tenantId, personId }: RecordQuery,
  swarms: readonly { swarmId: string; caseId: string }[],
): Promise<ReadonlySet<string>> {
  const rows = await database
    .select({ swarmId: pastCase.swarmId, credits: pastCase.credits })
    .from(pastCase)
    .where(
      and(
        eq(pastCase.tenantId, tenantId),
        inArray(
          pastCase.caseId,
          swarms.map(({ caseId }) => caseId),
        ),
        eq(pastCase.gone, false),
      ),
    );
  return new Set(
    rows.flatMap(({ swarmId, credits }) => {
      const isNamed = creditsSchema.parse(credits).some(({ person, weight }) => person === personId && weight === 1);
      return swarmId !== null && isNamed ? [swarmId] : [];
    }),
  );
}
