import type { Language } from '../../../language/language.ts';
import { type FixKind, type NoteField, noteFields, type RecordedEvent } from '../../../swarm/events.ts';
import { type ClosedSwarm, coveredBy, type StartedSwarm } from '../../../swarm/state.ts';
import type { Person } from '../../case.ts';
import type { CaseSystemKey } from '../caseSystem.ts';
import { shortAddress } from './channelAddress.ts';

/** What a note tells, before it has words. A person who is not to be named is null; `technologies` by their names. */
export type NoteTold =
  | StartTold
  /**
   * The swarm was told in own words, and is about this case: all that is to be known of it so far. `joined`: who came, null where nobody is
   * to be named; `outcome`: how it ended, null where it has not.
   */
  | {
      kind: 'linked';
      start: StartTold;
      joined: string[] | null;
      experts: number;
      outcome: EndTold | null;
    }
  | { kind: 'unlinked' }
  | { kind: 'joined'; person: string | null; technologies: string[] }
  | { kind: 'handed-over'; from: string; to: string }
  | { kind: 'added' | 'dropped' | 'gap'; technology: string }
  | { kind: 'stepped-back'; person: string | null; known: string }
  /** The whole status note, a line for each who wrote a field. */
  | { kind: 'noted'; lines: { field: NoteField; by: string | null; text: string }[] }
  | EndTold
  | { kind: 'reopened'; coordinator: string };

/** `channel`: its address; `none`: there will be none; null: there is none yet. */
type StartTold = {
  kind: 'started';
  coordinator: string;
  technologies: string[];
  channel: string | { none: true } | null;
};

/** `found`: null where it is not to be told; `helped`: null where nobody is to be named. */
type EndTold =
  | { kind: 'resolved'; found: Found | null; helped: string[] | null; helpers: number }
  | { kind: 'cancelled'; reason: string | null };

/** What a swarm found. `fixKind`: null where nobody said. */
type Found = { rootCause: string; fix: string; fixKind: FixKind | null };

/** What a system calls what we call a case. */
export const thingOf = (key: CaseSystemKey): 'case' | 'incident' | 'ticket' =>
  key === 'servicenow-incident' ? 'incident' : key === 'zendesk' ? 'ticket' : 'case';

/**
 * What the note of an event tells; null: nothing. Of a restricted case what its people said stays among them: neither what was
 * found, nor what it was looked at for, nor who was asked is told outside of its private channel; who coordinates is, since
 * somebody must be there to turn to.
 */
export function toldOf(
  state: StartedSwarm,
  { event, version, at }: RecordedEvent,
  language: Language,
): NoteTold | null {
  const { restricted } = state.case;
  const isNamed = state.policy.namePeopleInCase && !restricted;
  const nameOf = (technology: string): string => {
    const known = [...state.needs.map(({ detected }) => detected), ...state.formerNeeds, ...state.plan.technologies];
    return known.find((each) => each.technology === technology)?.name[language] ?? technology;
  };
  const invitation = (id: string) => state.invitations.find((each) => each.id === id);
  const personOf = (id: string): string | null => (isNamed ? (invitation(id)?.person.name ?? null) : null);

  switch (event.type) {
    case 'ChannelOpened':
    case 'RoomWaived':
    case 'StepFailed':
      return startOf(state, language);
    case 'CaseLinked': {
      const came = state.invitations.filter(({ role, answer, answeredAt }) => {
        return role === 'expert' && answer.state === 'accepted' && answeredAt !== null && answeredAt <= at;
      });
      const isOver = state.status !== 'running' && state.closedAt <= at;
      return {
        ...{ kind: 'linked', start: startOf(state, language), experts: came.length },
        joined: isNamed ? came.map(({ person }) => person.name) : null,
        outcome: isOver ? outcomeOf(state, { restricted, isNamed }) : null,
      };
    }
    case 'CaseUnlinked':
      return { kind: 'unlinked' };
    case 'InvitationAccepted': {
      const technologies = restricted ? [] : (invitation(event.invitationId)?.technologies ?? []).map(nameOf);
      return { kind: 'joined', person: personOf(event.invitationId), technologies };
    }
    case 'CoordinationHandedOver':
      return { kind: 'handed-over', from: event.from.name, to: event.to.name };
    case 'TechnologyAdded':
      return restricted ? null : { kind: 'added', technology: event.technology.name[language] };
    case 'TechnologyDropped':
      return restricted ? null : { kind: 'dropped', technology: nameOf(event.technology) };
    case 'GapFound':
      // Somebody may have come since.
      return restricted || coveredBy(state, event.technology).length > 0
        ? null
        : { kind: 'gap', technology: nameOf(event.technology) };
    case 'ExpertSteppedBack':
      return restricted
        ? null
        : { kind: 'stepped-back', person: personOf(event.invitationId), known: event.known.trim() };
    case 'StatusNoted': {
      // Each holds all that still counts: of several that waited the newest is enough, and an older one must not come after it.
      if (restricted || state.notes.at(-1)?.version !== version) return null;
      const lines = noteFields.flatMap((field) =>
        event.note[field].map(({ text, by }) => ({ field, by: isNamed ? by.name : null, text: text.trim() })),
      );
      return lines.length > 0 ? { kind: 'noted', lines } : null;
    }
    case 'SwarmResolved':
      return resolvedBy({ ...event, fixKind: event.fixKind ?? null }, { restricted, isNamed });
    case 'SwarmCancelled':
      return { kind: 'cancelled', reason: restricted ? null : event.reason.trim() };
    case 'SwarmReopened':
      return { kind: 'reopened', coordinator: state.coordinator.name };
    default:
      return null;
  }
}

function startOf(state: StartedSwarm, language: Language): StartTold {
  const { channel, coordinator, needs, withoutRoom } = state;
  return {
    kind: 'started',
    coordinator: coordinator.name,
    technologies: state.case.restricted ? [] : needs.map(({ detected }) => detected.name[language]),
    channel:
      channel.status === 'open'
        ? shortAddress(channel.channel.webUrl, state.case.id)
        : withoutRoom
          ? { none: true }
          : null,
  };
}

/** What may be told of an end: nothing that was found of a restricted case, and nobody who is not to be named. */
type May = { restricted: boolean; isNamed: boolean };

function resolvedBy({ rootCause, fix, fixKind, credits }: Found & { credits: Person[] }, may: May): EndTold {
  return {
    kind: 'resolved',
    found: may.restricted ? null : { rootCause: rootCause.trim(), fix: fix.trim(), fixKind },
    helped: may.isNamed ? credits.map(({ name }) => name) : null,
    helpers: credits.length,
  };
}

const outcomeOf = ({ outcome }: ClosedSwarm, may: May): EndTold =>
  outcome.kind === 'resolved'
    ? resolvedBy(outcome, may)
    : { kind: 'cancelled', reason: may.restricted ? null : outcome.reason.trim() };
