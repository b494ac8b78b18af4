import { isInLeftRoom } from './deciding/leftRoom.ts';
import type { RecordedEvent } from './events.ts';
import { followingUp, preventing } from './following/aftercare.ts';
import { again } from './following/again.ts';
import {
  accepted,
  cardOf,
  cardsBeside,
  cardsOf,
  everyone,
  folding,
  isInChannel,
  open,
  refresh,
  refreshed,
  toldViews,
} from './following/cards.ts';
import { telling } from './following/caseNotes.ts';
import { jobsOf, later } from './following/jobs.ts';
import { isReading, modelling } from './following/model.ts';
import { noteAlarm, noteFormClosed } from './following/note.ts';
import { questions } from './following/questions.ts';
import { relayQuestions } from './following/relay.ts';
import {
  afterLook,
  announcements,
  archiving,
  freeing,
  leaving,
  look,
  looksAfter,
  seats,
  untilConcluded,
} from './following/room.ts';
import { tellOthers } from './following/telling.ts';
import { relays } from './following/views.ts';
import { questionCard, type ScheduledJob, type SwarmJob } from './jobs.ts';
import { isPending, type StartedSwarm, type SwarmState, wasStarted } from './state.ts';

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
  if (event.type === 'CaseUrgencyChanged' && !wasStarted(state)) return refresh(state, 'plan');
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
      // The swarm may have closed while the channel was being made: then it is put away again.
      if (state.status !== 'running') return [job({ name: 'archive-channel' })];
      return [
        job(state.room === 'private' ? { name: 'enable-app' } : { name: 'post-briefing' }),
        ...seats(state),
        ...refresh(state, 'plan', ...accepted(state)),
      ];
    case 'AppEnabledInChannel':
      return [...(state.briefing ? [] : [job({ name: 'post-briefing' })]), ...refresh(state, 'briefing', 'plan')];
    case 'BriefingPosted':
      if (isInLeftRoom(state, event.message)) return leaving(state);
      return [...announcements(state), ...relays(state), ...refresh(state, 'briefing', 'plan')];
    case 'MemberSeated':
      return [
        ...announcements(state, event.person.id),
        ...refresh(state, 'briefing', 'plan', ...cardsOf(state, event.person.id)),
      ];
    case 'MemberAnnounced':
      return event.waited ? refresh(state, 'briefing', 'plan') : [];
    case 'ExpertInvited': {
      const { id: invitationId, answerBy, deliverAt } = event.invitation;
      return [
        job({ name: 'deliver-invitation', invitationId }, deliverAt),
        job({ name: 'expire-invitation', invitationId }, answerBy),
        ...refresh(state, 'briefing', 'plan'),
      ];
    }
    case 'InvitationHastened':
      // What was to bring it in the morning finds it brought.
      return [
        job({ name: 'deliver-invitation', invitationId: event.invitationId }),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'InvitationDelivered': {
      const answer = state.invitations.find((each) => each.id === event.invitationId);
      // Answered, withdrawn, or its case restricted while it was on its way: the card that arrived is out of date already.
      return refresh(
        state,
        'briefing',
        'plan',
        ...(answer && (state.leftRoom || !isPending(answer)) ? [cardOf(event.invitationId)] : []),
      );
    }
    case 'InvitationUnreachable':
      return [
        ...relayRefused(state, event.invitationId),
        job({
          name: 'tell-coordinator',
          notice: { kind: 'unreachable', invitationId: event.invitationId, cause: event.cause },
        }),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'InvitationAccepted': {
      const { person, takesOver } = state.invitations.find((each) => each.id === event.invitationId) ?? {};
      return [
        // Who takes over is seated as who coordinates, by the hand-over that comes with it.
        ...(person && !takesOver && state.channel.status === 'open' ? seats(state, person.id) : []),
        // On the card of each who is in stands who else is; and on their others, that they are.
        ...refresh(state, 'briefing', 'plan', ...cardsBeside(state, event.invitationId), ...accepted(state)),
      ];
    }
    case 'InsteadNotAsked':
    case 'HelpOffered': {
      const kind = event.type === 'HelpOffered' ? 'help-offered' : 'instead-not-asked';
      const { invitationId } = event;
      return [
        job({ name: 'tell-coordinator', notice: { kind, invitationId } }),
        ...refresh(state, 'briefing', 'plan', cardOf(invitationId)),
      ];
    }
    case 'ExpertSteppedBack': {
      const { invitationId } = event;
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'stepped-back', invitationId } }),
        job({ name: 'tell-room', news: { kind: 'stepped-back', invitationId } }),
        ...refresh(state, 'briefing', 'plan', ...cardsBeside(state, invitationId), ...accepted(state)),
      ];
    }
    case 'InvitationDeclined':
      // By an old card also who had accepted declines.
      return [
        ...relayRefused(state, event.invitationId),
        ...refresh(state, 'briefing', 'plan', ...cardsBeside(state, event.invitationId), ...accepted(state)),
      ];
    case 'InvitationExpired':
      return [
        ...relayRefused(state, event.invitationId),
        ...refresh(state, 'briefing', 'plan', cardOf(event.invitationId)),
      ];
    case 'InvitationWithdrawn':
      return refresh(state, 'briefing', 'plan', cardOf(event.invitationId));
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
      return [
        ...(event.drawnFrom === recorded.version - 1
          ? []
          : refreshed(state, [questionCard({ card: `gap:${event.technology}`, reader: event.lead })])),
        ...refresh(state, 'briefing', 'plan'),
      ];
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
    case 'ChannelLost':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'channel-lost', how: event.how } }),
        ...refresh(state, 'plan', ...accepted(state)),
      ];
    case 'ChannelFound':
      // Restored after the end: what came of it is told there, and it is put away.
      if (state.status !== 'running')
        return [
          state.briefing && !state.outcome.posted
            ? job({ name: 'post-outcome' })
            : job({ name: 'archive-channel' }, state.briefing ? later(recorded.at, untilConcluded) : undefined),
          ...refresh(state, 'briefing', 'plan'),
        ];
      return [
        ...(state.briefing
          ? []
          : [
              job(
                state.channel.status === 'open' && !state.channel.appEnabled
                  ? { name: 'enable-app' }
                  : { name: 'post-briefing' },
              ),
            ]),
        ...seats(state),
        ...relays(state),
        ...refresh(state, 'briefing', 'plan', ...accepted(state)),
      ];
    case 'RoomWanted':
      return [
        // Attempt 2: one may have been made after all, whose answer was lost.
        job(state.channel.status === 'archived' ? { name: 'unarchive-channel' } : { name: 'open-channel', attempt: 2 }),
        ...refresh(state, 'plan', ...accepted(state)),
      ];
    case 'RoomWaived':
      return refresh(state, 'plan', ...accepted(state));
    case 'CaseReassigned':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'case-reassigned' } }),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'CaseUrgencyChanged':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'case-urgency' } }),
        ...refresh(state, 'briefing', 'plan', ...open(state)),
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
    case 'OpenChannelLeft':
      return [
        ...leaving(state),
        ...(state.status === 'running' && state.channel.status === 'opening'
          ? [job({ name: 'open-channel', attempt: 2 })]
          : []),
      ];
    case 'LeftBriefingHidden':
    case 'LeftChannelDeleted':
      return refresh(state, 'plan', 'briefing');
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
        ...tellOthers(state, recorded, { kind: 'ended' }, [
          state.coordinator,
          ...(state.case.askedBy ? [state.case.askedBy] : []),
        ]),
        // Also of those who are not in it: theirs says that they can still accept.
        ...refresh(state, 'briefing', 'plan', ...everyone(state)),
      ];
    case 'SwarmReopened':
      return [
        ...(state.channel.status === 'archived' ? [job({ name: 'unarchive-channel' })] : []),
        ...(state.channel.status === 'opening' ? [job({ name: 'open-channel', attempt: 2 })] : []),
        ...noteAlarm(state),
        ...refresh(state, 'briefing', 'plan', ...everyone(state)),
      ];
    case 'OutcomePosted':
    case 'BriefingConcluded':
      return archiving(state, recorded);
    case 'BriefingLost':
      return [
        // Its channel may be gone, which is told to the coordinator; if it is not, the next briefing is posted there.
        job({ name: 'look-at-channel' }),
        job({ name: 'post-briefing', attempt: 2 }, later(recorded.at, afterLook)),
        ...refresh(state, 'plan'),
      ];
    case 'ChannelArchived': {
      // Reopened while the archiving was under way: bring it back.
      if (state.status === 'running') return [job({ name: 'unarchive-channel' })];
      return [...freeing(state, recorded.at), ...refresh(state, 'plan')];
    }
    case 'ChannelUnarchived':
      return [
        ...(state.status === 'running' ? [...seats(state), ...relays(state)] : []),
        // While it was archived nobody could change a message in it.
        ...state.copies.filter(({ card }) => isInChannel(card)).flatMap((copy) => folding(state, copy)),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'CopyFound':
      return folding(state, event.copy);
    case 'InvitationShown': {
      const { invitationId, replaces } = event;
      return [
        ...folding(state, { card: `i${Number(invitationId.slice(1))}`, message: replaces }),
        // Changed while it was on its way.
        ...(event.drawnFrom === recorded.version - 1 ? [] : refreshed(state, [cardOf(invitationId)])),
      ];
    }
    case 'SideCardShown': {
      const { card, reader, replaces } = event;
      return [
        ...(replaces ? [job({ name: 'fold-card', reader, message: replaces, copyOf: card })] : []),
        // Changed while it was on its way. The form of the note keeps what is typed into it.
        ...(card === 'note' || event.drawnFrom === recorded.version - 1
          ? []
          : refreshed(state, [card === 'relay' ? `relay:${reader.id}` : questionCard(event)])),
      ];
    }
    case 'ChannelDeleted':
      return refresh(state, 'plan');
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

/** Whoever was asked to take over cannot: the coordinator is told while somebody else can still be asked. */
function relayRefused(state: StartedSwarm, invitationId: string): ScheduledJob[] {
  const invitation = state.invitations.find(({ id }) => id === invitationId);
  return invitation?.takesOver && state.status === 'running'
    ? [jobsOf(state.swarmId)({ name: 'tell-coordinator', notice: { kind: 'relay-refused', invitationId } })]
    : [];
}

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
