import { and, eq } from 'drizzle-orm';
import type { Case, Person } from '../../cases/case.ts';
import type { DetectedTechnology } from '../../detection/detectedTechnology.ts';
import type { Sql } from '../../store/database.ts';
import { loadEvents } from '../../store/eventLog.ts';
import { swarm } from '../../store/swarmTables.ts';
import type { Actor, EventOf, ModelWork, RecordedEvent, Role, SwarmEvent } from '../../swarm/events.ts';
import { fold } from '../../swarm/evolve.ts';
import { recordedEventSchema } from '../../swarm/service/storedEvent.ts';
import { coveredBy, type InvitationRecord, type StartedSwarm, wasStarted } from '../../swarm/state.ts';
import { type HistoryReader, visibleTo } from '../reader.ts';
import { type HistoryRow, historyColumns, historyRow } from './rows.ts';

/** One swarm as its page tells it. Instants are ISO, UTC. */
export type SwarmStory = {
  row: HistoryRow;
  case: Pick<Case, 'description' | 'created' | 'language' | 'owner' | 'url'>;
  /** What it wanted, or the plan did; `by`: who accepted for it. */
  needs: { detected: DetectedTechnology; gap: boolean; by: Person[] }[];
  people: StoryPerson[];
  timeline: StoryEntry[];
  /** All that is told of it: what it was and what fixed it, without customer, text and people. */
  isShared: boolean;
};

/** A story with who is named as having helped to solve it. */
export type ToldStory = SwarmStory & { solvers: Person[] };

/** Somebody who was asked or in it, with their invitations, oldest first. `role` null: asked, but never in it. */
export type StoryPerson = {
  person: Person;
  role: Role | 'owner' | null;
  credited: boolean;
  invitations: StoryInvitation[];
};
export type StoryInvitation = Omit<InvitationRecord, 'message' | 'person'>;

export type StoryEntry = { version: number; at: string; actor: Actor; event: StoryEvent };

/** What a reader of history is told of an event: all of it but where its messages lie. */
export type StoryEvent =
  | Omit<EventOf<'SwarmProposed'>, 'tenantId' | 'case'>
  | Omit<EventOf<'InvitationDelivered'>, 'message'>
  | Omit<EventOf<'BriefingPosted'>, 'message'>
  | Omit<EventOf<'ViewRelayed'>, 'message'>
  | { type: 'ModelWrote'; of: ModelWork }
  | Exclude<
      SwarmEvent,
      {
        type:
          | 'SwarmProposed'
          | 'InvitationDelivered'
          | 'BriefingPosted'
          | 'ViewRelayed'
          | 'ModelWrote'
          | UntoldEventType;
      }
    >;
/** Where cards lie is nobody's to read; what thanks somebody got is theirs. */
type UntoldEventType = 'ThanksGiven' | 'PlanCardPosted' | 'CopyFound' | 'InvitationShown' | 'SideCardShown';
export type StoryEventType = StoryEvent['type'];

/** The story of a swarm; null when there is none that this reader may see. */
export async function tellStory(
  database: Sql,
  { tenantId, reader, swarmId }: { tenantId: string; reader: HistoryReader; swarmId: string },
): Promise<ToldStory | null> {
  const [stored] = await database
    .select(historyColumns)
    .from(swarm)
    .where(and(eq(swarm.swarmId, swarmId), visibleTo(tenantId, reader)));
  if (!stored) return null;
  const events = (await loadEvents(database, swarmId)).map((each) => recordedEventSchema.parse(each));
  const state = fold(events);
  if (state.status === 'none') return null;
  const { description, created, language, owner, url } = state.case;
  const started = wasStarted(state) ? state : null;
  return {
    row: historyRow(stored),
    case: { description, created, language, owner, url },
    needs: started
      ? started.needs.map(({ detected, gap }) => ({ detected, gap, by: coveredBy(started, detected.technology) }))
      : state.plan.technologies.map((detected) => ({ detected, gap: false, by: [] })),
    people: started ? peopleOf(started) : [{ person: owner, role: 'owner', credited: false, invitations: [] }],
    timeline: events.flatMap(told),
    solvers: state.status === 'resolved' && state.outcome.kind === 'resolved' ? state.outcome.credits : [],
    isShared: false,
  };
}

/**
 * What every engineer may know of a swarm of others: resolved, not restricted, by the rule by which it is found
 * (search/knowledge.ts). Null for any other.
 */
export async function tellShared(
  database: Sql,
  { tenantId, swarmId }: { tenantId: string; swarmId: string },
): Promise<ToldStory | null> {
  const known = await tellStory(database, { tenantId, reader: { personId: '', lead: true }, swarmId });
  if (known?.row.status !== 'resolved' || known.row.restricted || !known.row.rootCause || !known.row.fix) return null;
  return {
    ...known,
    row: { ...known.row, customer: null, channelUrl: null },
    case: { ...known.case, description: '', url: null },
    needs: known.needs.map(({ detected, gap }) => ({ detected: { ...detected, evidence: [] }, gap, by: [] })),
    people: known.people.filter(({ credited }) => credited).map((each) => ({ ...each, invitations: [] })),
    timeline: [],
    isShared: true,
  };
}

function peopleOf(state: StartedSwarm): StoryPerson[] {
  const people = new Map<string, StoryPerson>();
  const add = (person: Person, role: StoryPerson['role']): StoryPerson => {
    const known = people.get(person.id);
    if (known) return known;
    const added: StoryPerson = { person, role, credited: false, invitations: [] };
    people.set(person.id, added);
    return added;
  };
  add(state.coordinator, 'coordinator');
  add(state.case.owner, 'owner');
  for (const { person, role } of state.members) add(person, role);
  for (const { message: _, person, ...invitation } of state.invitations) {
    const invited = add(person, invitation.answer.state === 'accepted' ? invitation.role : null);
    invited.invitations.push(invitation);
  }
  if (state.status === 'resolved' && state.outcome.kind === 'resolved')
    for (const { id } of state.outcome.credits) {
      const credited = people.get(id);
      if (credited) credited.credited = true;
    }
  return [...people.values()];
}

/** What cards need to be kept true by is nothing to tell. */
function told({ version, at, actor, event }: RecordedEvent): StoryEntry[] {
  const entry = (said: StoryEvent): StoryEntry[] => [{ version, at, actor, event: said }];
  switch (event.type) {
    case 'ThanksGiven':
    case 'PlanCardPosted':
    case 'CopyFound':
    case 'InvitationShown':
    case 'SideCardShown':
      return [];
    case 'SwarmProposed': {
      const { type, plan, room, policy } = event;
      return entry({ type, plan, room, policy });
    }
    case 'InvitationDelivered':
      return entry({ type: event.type, invitationId: event.invitationId });
    // Who wants to say it without their name is named to nobody, leads or not.
    case 'ViewGiven':
      return event.named ? entry(event) : [{ version, at, actor: { kind: 'system', name: 'unnamed' }, event }];
    case 'BriefingPosted':
      return entry({ type: event.type });
    case 'ViewRelayed':
      return entry({ type: event.type, of: event.of });
    // The words stand where they are read; here only that there are some.
    case 'ModelWrote':
      return entry({ type: event.type, of: event.wrote.of });
    default:
      return entry(event);
  }
}
