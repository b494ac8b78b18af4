import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Person } from '../cases/case.ts';
import { type ErasedPerson, withPseudonym } from '../cases/pseudonym.ts';
import { personRequest } from '../store/administrationTables.ts';
import type { Sql } from '../store/database.ts';
import { mentions } from '../store/mentions.ts';
import type { SwarmDataOf } from '../swarm/forgetting/personalData.ts';

/** What an erasure came to, or would: `counts` are rows by kind; `held`: they have a part in swarms that may go on. */
export type PersonErasure =
  | { kind: 'nothing' }
  | { kind: 'held'; swarms: SwarmDataOf[] }
  | { kind: 'would-erase'; counts: Record<string, number> }
  | { kind: 'erased'; counts: Record<string, number>; person: ErasedPerson };

/** Everything that is stored of people, over all rooms. */
export type PersonalDataOf = {
  /** Null: nothing is stored. */
  read(personId: string): Promise<object | null>;
  /** All or nothing; unless `forReal` nothing is changed. `known`: what they were known by before it was erased. */
  erase(personId: string, how: { forReal: boolean; known?: ErasedPerson }): Promise<PersonErasure>;
};

const states = ['waiting', 'following', 'done', 'withdrawn'] as const;

/**
 * That somebody wanted a person's data, or wanted it gone. `at` are ISO instants in UTC. `personId` is null once the
 * person is erased, `by` when who it was is. `counts`: rows that an erasure changed, by kind.
 */
export type PersonRequest = {
  id: string;
  kind: 'export' | 'erasure';
  personId: string | null;
  state: (typeof states)[number];
  asked: { at: string; by: Person | null };
  why: string;
  decided: { at: string; by: Person | null } | null;
  counts: Record<string, number> | null;
};

/** So many are told: who looks further back asks the database. */
const mostTold = 100;

const bySchema = z.object({ id: z.string(), name: z.string() }).nullable();
const iso = (at: string): string => new Date(at).toISOString();

/** The requests, newest first. */
export async function readPersonRequests(database: Sql, tenantId: string): Promise<PersonRequest[]> {
  const rows = await database
    .select()
    .from(personRequest)
    .where(eq(personRequest.tenantId, tenantId))
    .orderBy(desc(personRequest.askedAt), desc(personRequest.requestId))
    .limit(mostTold);
  return rows.map((row) => ({
    id: row.requestId,
    kind: row.kind === 'export' ? 'export' : 'erasure',
    personId: row.personId,
    state: z.enum(states).parse(row.state),
    asked: { at: iso(row.askedAt), by: bySchema.parse(row.askedBy) },
    why: row.why,
    decided: row.decidedAt === null ? null : { at: iso(row.decidedAt), by: bySchema.parse(row.decidedBy) },
    counts: z.record(z.string(), z.number()).nullable().parse(row.counts),
  }));
}

export async function keepPersonRequest(
  database: Sql,
  tenantId: string,
  asked: { id: string; kind: PersonRequest['kind']; personId: string; at: string; by: Person; why: string },
): Promise<void> {
  const { id, kind, personId, at, by, why } = asked;
  const isExport = kind === 'export';
  await database.insert(personRequest).values({
    ...{ tenantId, requestId: id, kind, personId, askedAt: at, askedBy: by, why },
    state: isExport ? 'done' : 'waiting',
    ...(isExport ? { decidedAt: at, decidedBy: by } : {}),
  });
}

/** Takes a request on from a state that it is in; false: it is in another, for somebody was faster. */
export async function moveRequest(
  database: Sql,
  tenantId: string,
  {
    id,
    from,
    to,
    at,
    by,
  }: { id: string; from: PersonRequest['state']; to: PersonRequest['state']; at: string; by: Person },
): Promise<boolean> {
  const rows = await database
    .update(personRequest)
    .set({ state: to, decidedAt: at, decidedBy: by })
    .where(isOf(tenantId, id, from))
    .returning({ id: personRequest.requestId });
  return rows.length > 0;
}

/** Notes what an erasure came to, beside what it came to before. `done`: whose it was is forgotten with that. */
export async function noteErased(
  database: Sql,
  tenantId: string,
  { id, counts, done }: { id: string; counts: Record<string, number>; done: boolean },
): Promise<void> {
  const [row] = await database
    .select({ counts: personRequest.counts })
    .from(personRequest)
    .where(isOf(tenantId, id, 'following'));
  const before =
    z
      .record(z.string(), z.number())
      .nullable()
      .parse(row?.counts ?? null) ?? {};
  const all = { ...before };
  for (const [kind, count] of Object.entries(counts)) all[kind] = (all[kind] ?? 0) + count;
  await database
    .update(personRequest)
    .set({ counts: all, ...(done ? { state: 'done', personId: null } : {}) })
    .where(isOf(tenantId, id, 'following'));
}

const isOf = (tenantId: string, id: string, state: PersonRequest['state']) =>
  and(eq(personRequest.tenantId, tenantId), eq(personRequest.requestId, id), eq(personRequest.state, state));

/** Requests that somebody made or decided, or that are about them, but for an erasure of them that goes on. */
export async function personRequestsOf(database: Sql, tenantId: string, person: string) {
  return database
    .select({
      kind: personRequest.kind,
      askedAt: personRequest.askedAt,
      askedBy: personRequest.askedBy,
      why: personRequest.why,
    })
    .from(personRequest)
    .where(and(eq(personRequest.tenantId, tenantId), naming([person]), isNoErasureOf([person])))
    .orderBy(personRequest.askedAt);
}

/**
 * Takes a person out of all requests; gives how many that were. That there was one stays, with the others who were at it;
 * their own erasure keeps who it is of until it is done.
 */
export async function eraseFromPersonRequests(
  tx: Sql,
  { tenantId, person }: { tenantId: string; person: ErasedPerson },
): Promise<number> {
  const rows = await tx
    .select()
    .from(personRequest)
    .where(and(eq(personRequest.tenantId, tenantId), naming([...person.ids, ...person.names])));
  const isTheirs = (by: unknown): boolean => person.ids.includes(bySchema.parse(by)?.id ?? '');
  const nobody = sql`'null'::jsonb`;
  let changed = 0;
  for (const { requestId, askedBy, decidedBy, why, personId, kind, state } of rows) {
    const isAbout = personId !== null && person.ids.includes(personId);
    const goesOn = isAbout && kind === 'erasure' && (state === 'waiting' || state === 'following');
    const told = withPseudonym(why, person, { id: '', name: '' }) === why ? why : '';
    if (goesOn && told === why && !isTheirs(askedBy) && !(decidedBy !== null && isTheirs(decidedBy))) continue;
    changed++;
    await tx
      .update(personRequest)
      .set({
        why: told,
        ...(isTheirs(askedBy) ? { askedBy: nobody } : {}),
        ...(decidedBy !== null && isTheirs(decidedBy) ? { decidedBy: nobody } : {}),
        ...(isAbout && !goesOn ? { personId: null } : {}),
      })
      .where(and(eq(personRequest.tenantId, tenantId), eq(personRequest.requestId, requestId)));
  }
  return changed;
}

const naming = (words: readonly string[]) =>
  mentions(
    sql`concat(${personRequest.personId}, ${personRequest.askedBy}, ${personRequest.decidedBy}, ${personRequest.why})`,
    words,
  );

const isNoErasureOf = (ids: readonly string[]) =>
  sql`not (${personRequest.kind} = 'erasure' and ${inArray(personRequest.state, ['waiting', 'following'])}
    and ${inArray(personRequest.personId, [...ids])})`;
