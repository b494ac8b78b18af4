import { and, eq, inArray, or } from 'drizzle-orm';
import type { Logger } from 'pino';
import { z } from 'zod';
import { stateOfRota } from '../availability/workingStates.ts';
import type { Joiner, PeopleChanges, TakeChanges } from '../graph/followedPeople.ts';
import type { Graph } from '../graph/graph.ts';
import { forgetJoiners, keepJoiner } from '../registry/left/joiners.ts';
import { leadsOfJoiner, leadsOfLeaver } from '../registry/left/leads.ts';
import type { LeftPerson } from '../registry/left/leftPerson.ts';
import type { SkillsRegistry } from '../registry/registry.ts';
import type { Sql } from '../store/database.ts';
import type { Queue, QueuedJob } from '../store/queue.ts';
import { invitation, swarm } from '../store/swarmTables.ts';
import type { Swarms } from '../swarm/service/swarms.ts';
import { type PeopleJob, peopleJob } from '../teams/peopleJob.ts';

/** The queue of people who left, whose running swarms are to know it. */
export const leaveSwarmsJob = 'leave-swarms';

const leaveSwarmsSchema = z.strictObject({ personId: z.string() });

export type FollowingNeeds = {
  graph: Pick<Graph, 'followPeople'>;
  registry: Pick<SkillsRegistry, 'snapshot' | 'leave' | 'changeLeft' | 'forgetLeft'>;
  queue: Pick<Queue, 'enqueue'>;
  sql: Sql;
  tenantId: string;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/**
 * Has Entra tell who left, came back and joined, and takes it over: who left is out of the registry, and what has to follow is stored
 * in the same transaction. Where nobody is followed, only what was put aside of those who left once is erased in its time.
 */
export async function followPeople(needs: FollowingNeeds): Promise<void> {
  const { graph, registry, sql, tenantId, log, clock } = needs;
  const forgotten = await registry.forgetLeft();
  if (forgotten > 0) log.info({ people: forgotten }, 'What was kept of people who left is erased');
  if (!graph.followPeople) return;
  await forgetJoiners(sql, tenantId, clock());
  const { held, trouble, ...found } = await graph.followPeople(takeOver(needs));
  if (found.left + found.joined + found.back > 0) log.info(found, 'People left, joined or came back');
  if (held > 0)
    log.warn({ held }, 'So many would have left at once that nobody is taken for gone: see ENTRA_PEOPLE_MOST_AT_ONCE');
  else if (trouble) log.warn({ trouble }, 'Who left and who joined could not be read to the end');
}

function takeOver({ registry, queue, tenantId, clock }: FollowingNeeds): TakeChanges {
  const { snapshot } = registry;
  const tell = (personId: string, about: PeopleJob['about'], of: string): QueuedJob => {
    const now = clock();
    const rota = snapshot.listed(personId)?.rota;
    const { working, until } = rota ? stateOfRota(rota, now) : { working: true, until: 0 };
    const since = new Date(!working && Number.isFinite(until) ? until : now).toISOString();
    return { name: peopleJob, body: { personId, about, of, since } satisfies PeopleJob, startAfter: since };
  };
  const ofLeaver = (left: LeftPerson): QueuedJob[] => [
    { name: leaveSwarmsJob, body: { personId: left.engineer.id } },
    ...leadsOfLeaver(left, snapshot).map((lead) => tell(lead, 'left', left.engineer.id)),
  ];
  const newOnes = async (tx: Sql, joined: readonly Joiner[]): Promise<QueuedJob[]> => {
    const jobs: QueuedJob[] = [];
    for (const joiner of joined)
      if (await keepJoiner(tx, tenantId, joiner, new Date(clock()).toISOString()))
        jobs.push(...leadsOfJoiner(joiner, snapshot).map((lead) => tell(lead, 'joined', joiner.id)));
    return jobs;
  };

  return async ({ left, back, joined }: PeopleChanges, save) => {
    // Before the place is kept up to which was read: whoever dies in between does it again, and it is as it was.
    for (const id of back)
      await registry.changeLeft(
        id,
        (entry) => (entry.back ? null : { entry: { ...entry, back: new Date(clock()).toISOString() } }),
        (tx, entry) =>
          queue.enqueue(
            tx,
            leadsOfLeaver(entry, snapshot).map((lead) => tell(lead, 'back', id)),
          ),
      );
    await registry.leave(left, async (tx, gone) => {
      const jobs = [...gone.flatMap(ofLeaver), ...(await newOnes(tx, joined))];
      const committed = await queue.enqueue(tx, jobs);
      await save(tx);
      return committed;
    });
  };
}

/**
 * Lets the running swarms of somebody who left know it: who was asked is replaced, seats are empty; and the owners of cases whose
 * swarms they coordinate are told. Safe to run twice.
 */
export async function leaveSwarms(
  body: unknown,
  {
    swarms,
    queue,
    sql,
    tenantId,
    clock,
  }: Omit<FollowingNeeds, 'graph' | 'registry' | 'log'> & { swarms: Pick<Swarms, 'execute'> },
): Promise<void> {
  const { personId } = leaveSwarmsSchema.parse(body);
  const concerned = sql
    .select({ swarmId: invitation.swarmId })
    .from(invitation)
    .where(and(eq(invitation.tenantId, tenantId), eq(invitation.personId, personId), eq(invitation.live, true)));
  const running = await sql
    .select({ swarmId: swarm.swarmId, coordinatorId: swarm.coordinatorId, ownerId: swarm.ownerId })
    .from(swarm)
    .where(
      and(
        eq(swarm.tenantId, tenantId),
        eq(swarm.status, 'running'),
        or(inArray(swarm.swarmId, concerned), eq(swarm.coordinatorId, personId)),
      ),
    );
  const origin = { actor: { kind: 'system', name: 'people' }, cause: `left ${personId}` } as const;
  for (const { swarmId } of running) await swarms.execute(swarmId, { type: 'ReportPersonLeft', personId }, origin);
  const owners = running.filter((each) => each.coordinatorId === personId && each.ownerId !== personId);
  const since = new Date(clock()).toISOString();
  const jobs = [...new Set(owners.map(({ ownerId }) => ownerId))].map(
    (owner): QueuedJob => ({
      name: peopleJob,
      body: { personId: owner, about: 'coordinated', of: personId, since } satisfies PeopleJob,
    }),
  );
  if (jobs.length > 0) (await queue.enqueue(sql, jobs))();
}
