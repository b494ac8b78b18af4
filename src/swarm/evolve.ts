import { isInLeftRoom, withCaseRestricted } from './deciding/leftRoom.ts';
import type { EventOf, RecordedEvent } from './events.ts';
import { withAftercare } from './evolving/aftercare.ts';
import { proposed, started } from './evolving/begin.ts';
import { withOwnCard, withOwner, withoutCopy, withSideCard } from './evolving/cards.ts';
import { withStartTold } from './evolving/caseNotes.ts';
import { closed, reopened, untold } from './evolving/ends.ts';
import { withInvitationEvent } from './evolving/invitations.ts';
import { withLink, withoutLink } from './evolving/link.ts';
import { withAsked, withFailed, withLastWords, withWritten } from './evolving/model.ts';
import { withNeedEvent } from './evolving/needs.ts';
import { readingAfter } from './evolving/reading.ts';
import { withoutHelp, worked } from './evolving/relay.ts';
import { wantingRoom, withChannel, withLeftRoom } from './evolving/room.ts';
import { failuresOf, settled, settledClosed, withoutRoomSteps, withTrouble } from './evolving/steps.ts';
import { withHeard, withView, withViewRelayed } from './evolving/views.ts';
import { type StartedSwarm, type SwarmState, waitedFor } from './state.ts';

/** The state of a swarm after all its events, in their order. */
export function fold(events: readonly RecordedEvent[], from: SwarmState = { status: 'none' }): SwarmState {
  return events.reduce(evolve, from);
}

/** The state after one more event. Total: it never refuses; an event that no state expects leaves it as it is. */
export function evolve(state: SwarmState, recorded: RecordedEvent): SwarmState {
  const { event, version } = recorded;
  if (event.type === 'SwarmProposed') return proposed(recorded, event);
  if (state.status === 'none') return state;
  const next = { ...state, version };
  const reading = readingAfter(next.reading, event);
  if (reading) return { ...next, reading };
  switch (event.type) {
    case 'PlanRevised':
      return {
        ...{ ...next, plan: event.plan, dropped: event.dropped, added: event.added, learners: event.learners ?? [] },
        // Who says what is a deadline has nobody reckoned anew.
        plannedAt: event.dropped.deadline === next.dropped.deadline ? recorded.at : next.plannedAt,
      };
    case 'OwnerExplained': {
      const { instead: _, ...owned } = next.case;
      return { ...next, case: { ...owned, ...(event.instead && { instead: event.instead }) } };
    }
    case 'CaseLinked':
      return withLink(next, event.case, version);
    case 'CaseUnlinked':
      return withoutLink(next);
    case 'CaseUrgencyChanged': {
      const { urgencySaid: _, ...asked } = next.case;
      return { ...next, case: { ...asked, severity: event.to } };
    }
    case 'PlanLapsed':
      return next.status === 'proposed' ? { ...next, status: 'lapsed' } : next;
    case 'PlanCardPosted':
      return withOwnCard(next, event);
    case 'SwarmForgotten':
      return { ...next, forgotten: true };
    case 'SwarmStarted':
      return started(next, recorded, event);
    default:
      return isStarted(next)
        ? withLastWords(withStartTold(withHeard(evolveStarted(next, recorded), recorded), recorded), recorded)
        : next;
  }
}

function evolveStarted(state: StartedSwarm, { event, at, actor, version }: RecordedEvent): SwarmState {
  switch (event.type) {
    case 'ChannelOpened':
      return {
        ...settled(state, 'open-channel'),
        withoutRoom: false,
        channel: { status: 'open', channel: event.channel, appEnabled: state.room === 'standard' },
      };
    case 'AppEnabledInChannel':
      return state.channel.status === 'opening'
        ? state
        : { ...settled(state, 'enable-app'), channel: { ...state.channel, appEnabled: true } };
    case 'MemberSeated': {
      const others = state.members.filter((member) => member.person.id !== event.person.id);
      const announced = state.members.some((member) => member.person.id === event.person.id && member.announced);
      return {
        ...settled(state, `seat:${event.person.id}`),
        members: [
          ...others,
          {
            ...{ person: event.person, role: event.role, announced, seated: true },
            ...(event.guest && { guest: event.guest }),
          },
        ],
      };
    }
    case 'MemberAnnounced':
      return {
        ...settled(state, `announce:${event.person.id}`),
        members: state.members.map((member) =>
          member.person.id === event.person.id ? { ...member, announced: true } : member,
        ),
      };
    case 'BriefingPosted':
      // Posted in the open room while the swarm was leaving it.
      return isInLeftRoom(state, event.message)
        ? withLeftRoom(state, { briefing: event.message })
        : withoutCopy({ ...settled(state, 'post-briefing'), briefing: event.message }, event.message);
    case 'ExpertInvited':
    case 'InvitationHastened':
    case 'InvitationDelivered':
    case 'InvitationUnreachable':
    case 'InvitationAccepted':
    case 'InvitationDeclined':
    case 'InsteadNotAsked':
    case 'ExpertSteppedBack':
    case 'HelpOffered':
    case 'InvitationExpired':
    case 'InvitationWithdrawn':
    case 'InvitationShown':
      return withInvitationEvent(state, event, at);
    case 'TechnologyAdded':
    case 'TechnologyDropped':
    case 'GapFound':
    case 'GapLeadAsked':
    case 'GapAnswered':
      return withNeedEvent(state, event, { at, version });
    case 'CaseReassigned':
      return withOwner(state, event);
    case 'CaseRestricted':
      return { ...withCaseRestricted(state), lostRoom: null };
    case 'CaseClosed':
      return { ...state, caseOver: event.how, mergedInto: event.into ?? state.mergedInto };
    case 'CaseReopened':
      return { ...state, caseOver: null, mergedInto: null };
    case 'OpenChannelLeft':
      return { ...state, leftRoom: { status: 'left', channel: event.channel, briefing: null } };
    case 'LeftBriefingHidden':
      return withLeftRoom(settled(state, 'hide-left-briefing'), { briefing: null });
    case 'LeftChannelDeleted':
      return withLeftRoom(settled(state, 'delete-left-channel'), { status: 'deleted' });
    case 'CoordinationHandedOver':
      return {
        ...(event.relay ? withoutHelp(state, event.from, at) : state),
        silence: { since: at, asked: 0 },
        coordinatorSince: at,
        coordinator: event.to,
        // The new one's role in the room is what it was until their seat as coordinator is reported: of a private
        // channel they must be made an owner first. The briefing mentioned the one before, who is there already: a seat
        // once more, after a reopening, is no coming.
        members: state.members.map((member) =>
          member.role === 'coordinator' && member.person.id !== event.to.id
            ? { ...member, role: 'expert', announced: member.announced || (member.seated && state.briefing !== null) }
            : member,
        ),
      };
    case 'StepDelayed': {
      const { step, cause, retryAt, attempt, asked = false, advice = null } = event;
      const waited = { ...waitedFor(state, step) };
      waited[asked ? 'asked' : 'failing'] += Math.max(0, Date.parse(retryAt) - Date.parse(at));
      const failures = failuresOf(state, step);
      return withTrouble(state, { step, status: 'waiting', cause, retryAt, attempt, advice, waited, failures });
    }
    case 'StepFailed':
      return withTrouble(state, {
        step: event.step,
        status: 'failed',
        cause: event.cause,
        advice: event.advice,
        againAt: event.againAt ?? null,
        failures: event.times ?? 1,
      });
    case 'StepRetried':
      return settled(state, event.step);
    case 'SwarmResolved': {
      const { rootCause, fix, fixKind = null, technologies, credits } = event;
      const found = { rootCause, fix, fixKind, technologies, credits };
      return closed(state, 'resolved', at, { kind: 'resolved', ...found, ...untold });
    }
    case 'SwarmCancelled':
      return closed(state, 'cancelled', at, { kind: 'cancelled', reason: event.reason, ...untold });
    case 'SwarmReopened':
      return reopened(state, at, actor.kind === 'person' ? actor.person : null);
    case 'OutcomePosted':
      return state.status === 'running'
        ? state
        : { ...settledClosed(state, 'post-outcome'), outcome: { ...state.outcome, posted: true } };
    case 'BriefingConcluded':
      return state.status === 'running' ? state : { ...state, outcome: { ...state.outcome, concluded: true } };
    case 'BriefingLost':
      return { ...state, briefing: null, briefingsLost: state.briefingsLost + 1 };
    case 'ChannelArchived':
      return withChannel(settled(state, 'archive-channel'), 'archived');
    case 'ChannelUnarchived':
      return withChannel({ ...settled(state, 'unarchive-channel'), lostRoom: null }, 'open');
    case 'ChannelDeleted':
      return withChannel(settled(state, 'delete-channel'), 'deleted');
    case 'ChannelLost':
      return withChannel({ ...withoutRoomSteps(state), lostRoom: event.how }, event.how);
    case 'ChannelFound':
      return withChannel(
        {
          ...state,
          lostRoom: null,
          reopenedBy: null,
          withoutRoom: false,
          // While it was away nobody could change the briefing in it: that may not show the end yet.
          ...(state.status === 'running' ? {} : { outcome: { ...state.outcome, concluded: false } }),
        },
        'open',
      );
    case 'RoomWanted':
      return wantingRoom(state);
    case 'RoomWaived':
      return { ...withoutRoomSteps(state), withoutRoom: true };
    case 'CaseTold':
      return {
        ...settled(state, event.step),
        ...(event.step.startsWith('note:') && { notesTold: [...state.notesTold, event.step] }),
        ...(event.step === 'send-article' && { articleDraft: draftNow(state, event) }),
      };
    case 'ArticleDraftWanted':
      return actor.kind === 'person' ? { ...state, articleDraft: { by: actor.person, at, status: 'waits' } } : state;
    case 'RelayProposed': {
      const { of, leaving, ends, relays } = event;
      const proposed = { of, leaving, ends, relays, at, coordinator: state.coordinator };
      return { ...state, relays: [...state.relays, proposed].slice(-mostRelays) };
    }
    case 'WorkPaused':
      return { ...state, idle: { ...state.idle, since: event.since } };
    case 'WorkResumed':
      return { ...state, idle: worked(state.idle, event.since) };
    case 'CopyFound':
      return { ...state, copies: [...state.copies, event.copy] };
    case 'SideCardShown':
      return withSideCard(state, event, at);
    case 'ViewsAsked': {
      const { question } = event;
      const by = actor.kind === 'person' ? actor.person : null;
      return { ...state, lastQuestion: { question, at }, questions: [...state.questions, { question, at, by }] };
    }
    case 'SilentAsked': {
      const by = actor.kind === 'person' ? actor.person : null;
      const ask = { version, question: event.question, at, by, asked: event.asked };
      return { ...state, silentAsks: [...state.silentAsks, ask] };
    }
    case 'ArticleWritten':
      return actor.kind === 'person'
        ? { ...state, article: { version, at, by: actor.person, article: event.article } }
        : state;
    case 'FollowUpSet':
    case 'FollowUpAnswered':
    case 'PreventionAsked':
    case 'PreventionAnswered':
    case 'PreventionMoved':
    case 'PreventionDone':
      return withAftercare(state, event, { at, actor, version });
    case 'ThanksGiven': {
      if (actor.kind !== 'person') return state;
      const { to, words, praise = false } = event;
      return { ...state, thanks: [...state.thanks, { version, at, by: actor.person, to, words, praise }] };
    }
    case 'ModelAsked':
      return { ...state, model: withAsked(state.model, event, { actor, version }) };
    case 'ModelWrote':
      return { ...state, model: withWritten(state.model, event, at) };
    case 'ModelFailed':
      return { ...state, model: withFailed(state.model, event) };
    case 'ViewGiven':
      return withView(state, event, { at, actor, version });
    case 'ViewRelayed':
      return withViewRelayed(state, event);
    case 'StatusNoted': {
      const notes = [...state.notes, { version, note: event.note }].slice(-mostNotes);
      return { ...state, notes, silence: { since: at, asked: 0 } };
    }
    case 'NoteAskedFor':
      return { ...state, silence: { since: at, asked: state.silence.asked + 1 } };
    // Events of the plan's time, or of any: nothing to add once the swarm has started.
    case 'SwarmProposed':
    case 'PlanRevised':
    case 'OwnerExplained':
    case 'CaseUrgencyChanged':
    case 'CaseLinked':
    case 'CaseUnlinked':
    case 'PlanLapsed':
    case 'PlanCardPosted':
    case 'SwarmStarted':
    // What it tells is how to read the log, not what the swarm is.
    case 'PersonErased':
    case 'SwarmForgotten':
      return state;
    default:
      return event satisfies never;
  }
}

/** So many versions of a note are remembered, to tell what somebody changed who began with one of them. */
const mostNotes = 10;

/** So many ends of working times are remembered; nobody is asked twice for one. */
const mostRelays = 10;

/** What became of the article that was to be put into the case's system. */
function draftNow(
  { articleDraft }: StartedSwarm,
  { outcome, article }: EventOf<'CaseTold'>,
): StartedSwarm['articleDraft'] {
  if (articleDraft === null) return null;
  const { by, at } = articleDraft;
  return outcome === 'written' ? { by, at, status: 'there', ...article } : { by, at, status: 'lost' };
}

const isStarted = (state: SwarmState): state is StartedSwarm =>
  state.status === 'running' || state.status === 'resolved' || state.status === 'cancelled';
