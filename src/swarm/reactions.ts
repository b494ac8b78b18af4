import type { Person } from '../cases/case.ts';
import type { RecordedEvent } from './events.ts';
import { followingUp, preventing } from './following/aftercare.ts';
import { again } from './following/again.ts';
import { accepted, everyone, folding, open, refresh, refreshed, toldViews } from './following/cards.ts';
import { telling } from './following/caseNotes.ts';
import { ofInvitation } from './following/invitations.ts';
import { jobsOf, later } from './following/jobs.ts';
import { isReading, modelling } from './following/model.ts';
import { noteAlarm, noteFormClosed, savedForms } from './following/note.ts';
import { changedOnItsWay, pressedTooLate, questions } from './following/questions.ts';
import { relayQuestions } from './following/relay.ts';
import { freeing, leaving, look, looksAfter, seats } from './following/room.ts';
import { ofRoom } from './following/roomEvents.ts';
import { tellOthers } from './following/telling.ts';
import { relays } from './following/views.ts';
import type { ScheduledJob, SwarmJob } from './jobs.ts';
import { type StartedSwarm, type SwarmState, wasStarted } from './state.ts';

/**
 * What follows from what happened: the table from events to jobs. `state` is the swarm after the event.
 * Pure; the jobs are stored in the transaction of the events.
 */
export function reactions(state: SwarmState, recorded: RecordedEvent): ScheduledJob[] {
  if (state.status === 'none') return [];
  const jobs = [
    ...following(state, recorded),
    ...telling(state, recorded),
    ...modelling(state, recorded),
    ...(wasStarted(state) ? [...relayQuestions(state, recorded), ...questions(state, recorded)] : []),
  ];
  return state.forgotten ? jobs.filter(({ job }) => putsAwayRooms.has(job.name)) : jobs;
}

/**
 * Milliseconds in which a refresh that has seen the swarm as it was before puts its card, or never does: then an older copy is
 * folded again, for it may have been drawn in full after it was folded, and the process died or heard no answer.
 */
const untilDrawn = 20_000;

/** Nobody of a forgotten swarm is known any more, nor where its cards lie: only its rooms are still put away. */
const putsAwayRooms: ReadonlySet<SwarmJob['name']> = new Set([
  'archive-channel',
  'delete-channel',
  'delete-left-channel',
]);

function following(state: Exclude<SwarmState, { status: 'none' }>, recorded: RecordedEvent): ScheduledJob[] {
  const { event } = recorded;
  const job = jobsOf(state.swarmId);
  // Nobody sits in front of a plan that no person asked for: it is brought to its owner.
  if (event.type === 'SwarmProposed') return recorded.actor.kind === 'system' ? [job({ name: 'offer-plan' })] : [];
  if (event.type === 'PlanRevised' || event.type === 'OwnerExplained' || event.type === 'PlanLapsed')
    return refresh(state, 'plan');
  const isOfPlan = event.type === 'CaseUrgencyChanged' || event.type === 'CaseLinked' || event.type === 'CaseUnlinked';
  if (isOfPlan && !wasStarted(state)) return refresh(state, 'plan');
  if (event.type === 'PlanCardPosted') {
    const { reader, replaces = [] } = event;
    const isNews = state.status === 'proposed' && replaces.length === 0;
    return [
      ...replaces.flatMap((copy) => [
        job({ name: 'fold-card', ...copy }),
        job({ name: 'fold-card', ...copy }, later(recorded.at, untilDrawn)),
      ]),
      ...(isNews ? [] : refreshed(state, [reader ? `own:${reader.id}` : 'plan'])),
    ];
  }
  if (isReading(event))
    return [
      ...(event.type === 'ModelAsked' ? [job({ name: 'ask-model', of: event.of, language: event.language })] : []),
      ...refresh(state, 'plan'),
    ];
  if (!wasStarted(state)) return [];

  switch (event.type) {
    case 'SwarmStarted':
      return [
        job({ name: 'open-channel' }),
        ...noteAlarm(state),
        ...tellOthers(state, recorded, { kind: 'started-for-you' }),
        ...refresh(state, 'plan'),
      ];
    case 'ChannelOpened':
    case 'AppEnabledInChannel':
    case 'BriefingPosted':
    case 'MemberSeated':
    case 'MemberAnnounced':
    case 'ChannelLost':
    case 'ChannelFound':
    case 'RoomWanted':
    case 'RoomWaived':
    case 'OpenChannelLeft':
    case 'LeftBriefingHidden':
    case 'LeftChannelDeleted':
    case 'OutcomePosted':
    case 'BriefingConcluded':
    case 'BriefingLost':
    case 'ChannelArchived':
    case 'ChannelUnarchived':
    case 'ChannelDeleted':
      return ofRoom(state, event, recorded);
    case 'ExpertInvited':
    case 'InvitationHastened':
    case 'InvitationDelivered':
    case 'InvitationUnreachable':
    case 'InvitationAccepted':
    case 'InsteadNotAsked':
    case 'HelpOffered':
    case 'InvitationDeclined':
    case 'InvitationExpired':
    case 'InvitationWithdrawn':
    case 'InvitationShown':
      return ofInvitation(state, event, recorded);
    case 'ExpertSteppedBack': {
      const left = state.invitations.find(({ id }) => id === event.invitationId)?.person;
      return [...ofInvitation(state, event, recorded), ...(left ? savedForms(state, left) : [])];
    }
    case 'TechnologyAdded':
    case 'TechnologyDropped':
      return refresh(state, 'briefing', 'plan');
    case 'GapFound':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'gap', technology: event.technology } }),
        // Asked once, however often nobody is left.
        ...(state.gapAsks.some(({ technology }) => technology === event.technology)
          ? []
          : [job({ name: 'ask-gap-lead', technology: event.technology })]),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'GapLeadAsked':
      return [...changedOnItsWay(state, recorded), ...refresh(state, 'briefing', 'plan')];
    case 'GapAnswered':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'gap-answered', technology: event.technology } }),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'StatusNoted':
      return [
        ...noteAlarm(state),
        ...noteFormClosed(state, recorded.actor),
        ...refresh(state, 'briefing', 'plan', ...accepted(state)),
      ];
    case 'NoteAskedFor':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'note-wanted', silentSince: recorded.at } }, event.tellAt),
        ...noteAlarm(state),
      ];
    case 'ViewsAsked':
      return [
        job({ name: 'ask-views', question: event.question, asked: event.asked }),
        // There is something to sum up now, on the cards of whoever leads and owns it too.
        ...refresh(state, 'plan', ...accepted(state)),
      ];
    case 'SilentAsked':
      return [
        ...event.asked.map((person) => job({ name: 'ask-silent', of: recorded.version, person })),
        ...refresh(state, 'briefing', 'plan', ...accepted(state)),
      ];
    case 'ViewGiven':
      return [...relays(state, recorded.version), ...refresh(state, 'briefing', 'plan')];
    case 'ViewRelayed':
      return refreshed(state, accepted(state));
    // Wherever the words stand, and whether they are still waited for.
    case 'ModelAsked':
    case 'ModelWrote':
    case 'ModelFailed':
      return refresh(state, 'briefing', 'plan', ...accepted(state), ...toldViews(state));
    case 'CoordinationHandedOver':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'coordination-received' } }),
        ...noteAlarm(state),
        ...(state.channel.status === 'open' ? seats(state, event.to.id) : []),
        job({
          name: 'tell-room',
          news: { kind: 'handed-over', from: event.from, to: event.to, ...(event.relay && { relay: event.relay }) },
        }),
        ...tellOthers(state, recorded, { kind: 'handed-over', to: event.to }, [event.from], [event.to]),
        // Whom to turn to stands on the card of everyone who is in or asked.
        ...refresh(state, 'briefing', 'plan', ...open(state)),
      ];
    case 'RelayProposed':
      return [job({ name: 'tell-coordinator', notice: { kind: 'relay', at: recorded.at } })];
    // What the history counts; nothing to be done by it.
    case 'WorkPaused':
    case 'WorkResumed':
      return [];
    // Its number stands on every card.
    case 'CaseLinked':
    case 'CaseUnlinked':
      return refresh(state, 'briefing', 'plan', ...everyone(state));
    case 'CaseReassigned':
      return [
        ...(state.status === 'running' ? [job({ name: 'tell-coordinator', notice: { kind: 'case-reassigned' } })] : []),
        // Somebody linked it to their case.
        ...(state.linked === null ? [] : tellOthers(state, recorded, { kind: 'linked' })),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'CaseUrgencyChanged':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'case-urgency' } }),
        // It stands on the cards of those who said no, too.
        ...refresh(state, 'briefing', 'plan', ...everyone(state)),
      ];
    case 'CaseClosed':
      // Whoever resolved it knows that already.
      return state.status === 'running'
        ? [job({ name: 'tell-coordinator', notice: { kind: 'case-closed', how: event.how } })]
        : [];
    case 'CaseReopened':
      return [job({ name: 'tell-coordinator', notice: { kind: 'case-reopened' } })];
    case 'CaseRestricted':
      return [
        ...leaving(state),
        // Attempt 2: it looks first, for an open channel may have been made whose answer was lost.
        ...(state.status === 'running' ? [job({ name: 'open-channel', attempt: 2 })] : []),
        job({ name: 'tell-coordinator', notice: { kind: 'case-restricted' } }),
        // Those who have not accepted must no longer read its title in their invitation.
        ...refresh(state, 'plan', ...everyone(state)),
      ];
    case 'StepDelayed':
      return [
        ...again(state, event.step, event.attempt + 1, event.retryAt),
        ...(event.attempt === looksAfter ? look(state, event.step) : []),
        ...refresh(state, 'plan', ...(event.step === 'post-briefing' ? [] : (['briefing'] as const))),
      ];
    case 'StepFailed': {
      const { step, cause, advice, againAt = null, times = 1 } = event;
      return [
        // Told once: the card says when it is tried again by itself.
        ...(times === 1
          ? [job({ name: 'tell-coordinator', notice: { kind: 'step-failed', step, cause, advice } })]
          : []),
        ...(againAt === null ? [] : again(state, step, 2, againAt)),
        ...look(state, step),
        ...refresh(state, 'briefing', 'plan'),
      ];
    }
    case 'StepRetried':
      // Attempt 2: the effect may have been done before, so it looks first.
      return [...again(state, event.step, 2), ...refresh(state, 'briefing', 'plan')];
    case 'SwarmResolved':
    case 'SwarmCancelled':
      return [
        ...(state.channel.status === 'open'
          ? [job({ name: state.briefing ? 'post-outcome' : 'archive-channel' })]
          : []),
        ...(state.channel.status === 'archived' ? freeing(state, recorded.at) : []),
        // Nothing of a restricted case is told to anybody.
        ...(state.status === 'resolved' && !state.case.restricted ? [job({ name: 'tell-recurring' })] : []),
        ...tellOthers(state, recorded, { kind: 'ended' }, heardOfEnd(state)),
        // Also of those who are not in it: theirs says that they can still accept.
        ...refresh(state, 'briefing', 'plan', ...everyone(state)),
        ...savedForms(state),
      ];
    case 'SwarmReopened':
      return [
        ...(state.channel.status === 'archived' ? [job({ name: 'unarchive-channel' })] : []),
        ...(state.channel.status === 'opening' ? [job({ name: 'open-channel', attempt: 2 })] : []),
        ...noteAlarm(state),
        // Who heard that it ended hears that it goes on; those in it by the channel, as soon as it is there.
        ...tellOthers(state, recorded, { kind: 'reopened' }, heardOfEnd(state)),
        ...(state.channel.status === 'open' && recorded.actor.kind === 'person'
          ? [job({ name: 'tell-room', news: { kind: 'reopened', by: recorded.actor.person } })]
          : []),
        ...refresh(state, 'briefing', 'plan', ...everyone(state)),
        ...savedForms(state),
      ];
    case 'CopyFound':
      return folding(state, event.copy);
    case 'SideCardShown': {
      const { card, reader, replaces } = event;
      return [
        ...(replaces ? [job({ name: 'fold-card', reader, message: replaces, copyOf: card })] : []),
        ...changedOnItsWay(state, recorded),
        ...pressedTooLate(state, recorded),
      ];
    }
    case 'CaseTold':
      return event.waited ? refresh(state, 'briefing', 'plan') : [];
    case 'FollowUpSet':
      return followingUp(state, event, recorded);
    case 'FollowUpAnswered':
      return refresh(state, 'plan');
    case 'PreventionAsked':
    case 'PreventionAnswered':
    case 'PreventionMoved':
    case 'PreventionDone':
      return preventing(state, recorded);
    case 'ThanksGiven':
      return [
        ...event.to.map((person) => job({ name: 'tell-thanks', of: recorded.version, person })),
        ...refresh(state, 'plan'),
      ];
    case 'ArticleDraftWanted':
      return [job({ name: 'send-article' })];
    // The swarm goes on as it was.
    case 'ArticleWritten':
    case 'PersonErased':
    case 'SwarmForgotten':
      return [];
    default:
      return event satisfies never;
  }
}

/** Beside the case's owner. */
const heardOfEnd = ({ coordinator, case: { askedBy } }: StartedSwarm): Person[] => [
  coordinator,
  ...(askedBy ? [askedBy] : []),
];

/** The same refresh asked for by several events of one decision is one refresh. */
export function withoutRepeats(jobs: ScheduledJob[]): ScheduledJob[] {
  const seen = new Set<string>();
  return jobs.filter(({ job }) => {
    if (job.name !== 'refresh-card') return true;
    if (seen.has(job.card)) return false;
    seen.add(job.card);
    return true;
  });
}
