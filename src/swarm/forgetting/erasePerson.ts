import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { type ErasedPerson, isOfNamesake, withPseudonym } from '../../cases/pseudonym.ts';
import type { Language } from '../../language/language.ts';
import type { Sql } from '../../store/database.ts';
import { invitation, swarmEvent } from '../../store/swarmTables.ts';
import type { RecordedEvent } from '../events.ts';
import { fold } from '../evolve.ts';
import { rewriteReadModel } from '../service/readModel.ts';
import { recordedEventSchema } from '../service/storedEvent.ts';
import { withoutModelWords } from './forgotten.ts';
import { readSwarm, swarmsThatMention } from './personalData.ts';

export type Erasing = {
  tenantId: string;
  person: ErasedPerson;
  /** What stands in place of the name, in the language of each case. */
  formerly: Record<Language, string>;
  /** Now, an ISO instant in UTC. */
  at: string;
};

/**
 * Puts a pseudonym in a person's place in every swarm, one of its own for each, so that history and its counts stay
 * true while swarms cannot be joined by it. The log is rewritten in place under its versions; one more event tells
 * processes that hold a swarm in memory to read it anew, and makes whoever was about to append decide again.
 * Throws the database's uniqueness violation when somebody appended meanwhile: then all of it is to be done again.
 */
export async function eraseFromSwarms(tx: Sql, erasing: Erasing) {
  const { tenantId, person } = erasing;
  const counts = { swarms: 0, events: 0, invitations: 0 };
  for (const swarmId of await swarmsThatMention(tx, tenantId, [...person.ids, ...person.names])) {
    const erased = await eraseFromSwarm(tx, swarmId, erasing);
    counts.swarms += erased.events > 0 ? 1 : 0;
    counts.events += erased.events;
    counts.invitations += erased.invitations;
  }
  return counts;
}

async function eraseFromSwarm(tx: Sql, swarmId: string, { person, formerly, at }: Erasing) {
  const { events, state } = await readSwarm(tx, swarmId);
  if (state.status === 'none' || isOfNamesake(events, person)) return { events: 0, invitations: 0 };
  const pseudonym = { id: randomUUID(), name: formerly[state.case.language] };
  const silenced = withoutTheirNotes(events, person);
  const rewritten = silenced.map((each) => recordedEventSchema.parse(withPseudonym(each, person, pseudonym)));
  const changed = rewritten.filter((each, index) => JSON.stringify(each) !== JSON.stringify(events[index]));
  if (changed.length === 0) return { events: 0, invitations: 0 };
  for (const { version, actor, cause, event } of changed)
    await tx
      .update(swarmEvent)
      .set({ actor, cause, event })
      .where(and(eq(swarmEvent.swarmId, swarmId), eq(swarmEvent.version, version)));
  const mark: RecordedEvent = {
    swarmId,
    version: state.version + 1,
    at,
    actor: { kind: 'system', name: 'personal-data' },
    cause: 'erasure',
    event: { type: 'PersonErased' },
  };
  await tx.insert(swarmEvent).values({ ...mark, type: mark.event.type });
  const after = fold([...rewritten, mark]);
  if (after.status !== 'none') await rewriteReadModel(tx, after);
  const invitations = await tx
    .update(invitation)
    .set({ personId: pseudonym.id })
    .where(and(eq(invitation.swarmId, swarmId), inArray(invitation.personId, [...person.ids])))
    .returning({ invitationId: invitation.invitationId });
  return { events: changed.length, invitations: invitations.length };
}

/**
 * What somebody wrote when they declined, an invitation or a task, is theirs, not the swarm's; that they declined, and why, is its
 * history. What a model wrote may name them.
 */
function withoutTheirNotes(events: readonly RecordedEvent[], { ids }: ErasedPerson): RecordedEvent[] {
  const theirs = new Set(
    events.flatMap(({ event }) =>
      event.type === 'ExpertInvited' && ids.includes(event.invitation.person.id) ? [event.invitation.id] : [],
    ),
  );
  return events.map((each) => {
    const { event, actor } = each;
    // A translation may spell their name in other letters than it is known by.
    if (event.type === 'ModelWrote') return { ...each, event: withoutModelWords(event) };
    if (event.type === 'InvitationDeclined' && theirs.has(event.invitationId))
      return { ...each, event: { ...event, note: '' } };
    // What was said to them alone is of them.
    if (event.type === 'ThanksGiven' && event.to.every(({ id }) => ids.includes(id)))
      return { ...each, event: { ...event, words: '' } };
    const isOwn = actor.kind === 'person' && ids.includes(actor.person.id);
    return event.type === 'PreventionAnswered' && isOwn ? { ...each, event: { ...event, why: '' } } : each;
  });
}
