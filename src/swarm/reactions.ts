import type { Person } from '../cases/case.ts';
import { isInLeftRoom } from './deciding/leftRoom.ts';
import type { CardCopy, RecordedEvent, Step } from './events.ts';
import type { CardName, Deed, ScheduledJob, SwarmJob } from './jobs.ts';
import { isPending, type StartedSwarm, type SwarmState, wasStarted } from './state.ts';

/**
 * What follows from what happened: the table from events to jobs. `state` is the swarm after the event.
 * Pure; the jobs are stored in the transaction of the events.
 */
export function reactions(state: SwarmState, recorded: RecordedEvent): ScheduledJob[] {
  if (state.status === 'none') return [];
  const jobs = following(state, recorded);
  return state.forgotten ? jobs.filter(({ job }) => putsAwayRooms.has(job.name)) : jobs;
}

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
  if (event.type === 'PlanRevised' || event.type === 'PlanLapsed') return refresh(state, 'plan');
  if (event.type === 'PlanCardPosted') {
    const { reader, replaces = [] } = event;
    const isNews = state.status === 'proposed' && replaces.length === 0;
    return [
      ...replaces.map((copy) => job({ name: 'fold-card', ...copy })),
      ...(isNews ? [] : refreshed(state, [reader ? `own:${reader.id}` : 'plan'])),
    ];
  }
  if (!wasStarted(state)) return [];

  switch (event.type) {
    case 'SwarmStarted':
      return [
        job({ name: 'open-channel' }),
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
      return [...announcements(state), ...refresh(state, 'briefing', 'plan')];
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
        job({
          name: 'tell-coordinator',
          notice: { kind: 'unreachable', invitationId: event.invitationId, cause: event.cause },
        }),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'InvitationAccepted': {
      const person = state.invitations.find((each) => each.id === event.invitationId)?.person;
      return [
        ...(person && state.channel.status === 'open' ? seats(state, person.id) : []),
        ...refresh(state, 'briefing', 'plan', cardOf(event.invitationId)),
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
        ...refresh(state, 'briefing', 'plan', ...cardsBeside(state, invitationId)),
      ];
    }
    case 'InvitationDeclined':
      return refresh(state, 'briefing', 'plan', ...cardsBeside(state, event.invitationId));
    case 'InvitationExpired':
    case 'InvitationWithdrawn':
      return refresh(state, 'briefing', 'plan', cardOf(event.invitationId));
    case 'TechnologyAdded':
    case 'TechnologyDropped':
      return refresh(state, 'briefing', 'plan');
    case 'GapFound':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'gap', technology: event.technology } }),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'ViewsAsked':
      return [job({ name: 'ask-views', question: event.question, asked: event.asked })];
    case 'CoordinationHandedOver':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'coordination-received' } }),
        ...(state.channel.status === 'open' ? seats(state, event.to.id) : []),
        job({ name: 'tell-room', news: { kind: 'handed-over', from: event.from, to: event.to } }),
        ...tellOthers(state, recorded, { kind: 'handed-over', to: event.to }, [event.from], [event.to]),
        // Whom to turn to stands on the card of everyone who is in or asked.
        ...refresh(state, 'briefing', 'plan', ...open(state)),
      ];
    case 'ChannelLost':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'channel-lost', how: event.how } }),
        ...refresh(state, 'plan', ...accepted(state)),
      ];
    case 'ChannelFound':
      // Restored after the end: what came of it is told there, and it is put away.
      if (state.status !== 'running')
        return [
          job({ name: state.briefing && !state.outcome.posted ? 'post-outcome' : 'archive-channel' }),
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
        ...tellOthers(state, recorded, { kind: 'ended' }, [state.coordinator]),
        // Also of those who are not in it: theirs says that they can still accept.
        ...refresh(state, 'briefing', 'plan', ...everyone(state)),
      ];
    case 'SwarmReopened':
      return [
        ...(state.channel.status === 'archived' ? [job({ name: 'unarchive-channel' })] : []),
        ...(state.channel.status === 'opening' ? [job({ name: 'open-channel', attempt: 2 })] : []),
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
        ...(state.status === 'running' ? seats(state) : []),
        // While it was archived nobody could change a message in it.
        ...state.copies.filter(({ card }) => card === 'briefing').flatMap((copy) => folding(state, copy)),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'CopyFound':
      return folding(state, event.copy);
    case 'ChannelDeleted':
      return refresh(state, 'plan');
    // The swarm goes on as it was.
    case 'PersonErased':
    case 'SwarmForgotten':
      return [];
    default:
      return event satisfies never;
  }
}

type Bare = SwarmJob extends infer J
  ? J extends SwarmJob
    ? Omit<J, 'swarmId' | 'attempt'> & { attempt?: number }
    : never
  : never;

const jobsOf =
  (swarmId: string) =>
  (bare: Bare, startAfter?: string): ScheduledJob => {
    const job = { attempt: 1, ...bare, swarmId } as SwarmJob;
    return startAfter ? { job, startAfter } : { job };
  };

const cardOf = (invitationId: string): CardName => invitationId as CardName;

/** Refreshes of cards; with the owner's card, of those that others have for themselves too. */
function refresh(state: Exclude<SwarmState, { status: 'none' }>, ...cards: CardName[]): ScheduledJob[] {
  const others = cards.includes('plan') ? state.statusCards.map(({ reader }): CardName => `own:${reader.id}`) : [];
  return refreshed(state, [...cards, ...others]);
}

/** Refreshes of those cards that exist; a card that is still on its way is posted with the newest state anyway. */
function refreshed(state: Exclude<SwarmState, { status: 'none' }>, cards: readonly CardName[]): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  return cards.filter((card) => exists(state, card)).map((card) => job({ name: 'refresh-card', card }));
}

function exists(state: Exclude<SwarmState, { status: 'none' }>, card: CardName): boolean {
  if (card === 'plan') return state.planCard !== null;
  if (card.startsWith('own:')) return state.statusCards.some(({ reader }) => card === `own:${reader.id}`);
  if (!wasStarted(state)) return false;
  if (card === 'briefing') return state.briefing !== null && state.channel.status === 'open';
  return state.invitations.some((each) => each.id === card && each.message !== null);
}

/**
 * In an archived channel no card can be changed: it is archived when the outcome is told there and the briefing shows it;
 * without the latter after some time, for a card that cannot be reached must not keep the channel.
 */
function archiving(state: StartedSwarm, { event, at }: RecordedEvent): ScheduledJob[] {
  if (state.status === 'running' || !state.outcome.posted) return [];
  const job = jobsOf(state.swarmId);
  if (state.outcome.concluded || !state.briefing) return [job({ name: 'archive-channel' })];
  return event.type === 'OutcomePosted' ? [job({ name: 'archive-channel' }, later(at, untilConcluded))] : [];
}

/** Milliseconds. */
const untilConcluded = 15 * 60_000;
const afterLook = 15_000;
const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** A second message with the briefing or an invitation becomes one line that leads to the first. */
function folding(state: StartedSwarm, { card, message }: CardCopy): ScheduledJob[] {
  const reader = card === 'briefing' ? state.coordinator : state.invitations.find((each) => each.id === card)?.person;
  return reader ? [jobsOf(state.swarmId)({ name: 'fold-card', reader, message, copyOf: card })] : [];
}

/** The deletion of an archived channel, when its time has come. */
function freeing(state: StartedSwarm, at: string): ScheduledJob[] {
  const days = state.policy.channelRetentionDays;
  if (days === null) return [];
  const freeAt = new Date(Date.parse(at) + days * 86_400_000).toISOString();
  return [jobsOf(state.swarmId)({ name: 'delete-channel' }, freeAt)];
}

/** What somebody did is told to the case's owner, and to `also`; not to who did it, nor to those of `not`. */
function tellOthers(
  state: StartedSwarm,
  { actor }: RecordedEvent,
  told: BareDeed,
  also: Person[] = [],
  not: Person[] = [],
): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  const by = actor.kind === 'person' ? actor.person : null;
  // What a rule or a program did is told elsewhere.
  if (by === null) return [];
  const informed = new Set([by, ...not].map(({ id }) => id));
  const people = new Map([state.case.owner, ...also].map((each) => [each.id, each]));
  return [...people.values()]
    .filter(({ id }) => !informed.has(id))
    .map((person) => job({ name: 'tell-person', person, deed: { ...told, by } }));
}

type BareDeed = Deed extends infer D ? (D extends Deed ? Omit<D, 'by'> : never) : never;

/** After so many attempts in a channel it may be that it is not there any more. */
const looksAfter = 3;

/** A look whether the channel is still there, for a step that is done in it. */
function look(state: StartedSwarm, step: Step): ScheduledJob[] {
  const isInChannel = /^(seat|announce):|^(post-briefing|enable-app)$/.test(step);
  return isInChannel && state.status === 'running' && state.channel.status === 'open'
    ? [jobsOf(state.swarmId)({ name: 'look-at-channel' })]
    : [];
}

/** The cards of those who are in or asked, or wait for the coordinator's word whether they may still come. */
const open = (state: StartedSwarm): CardName[] =>
  state.invitations
    .filter(
      (each) =>
        isPending(each) ||
        each.answer.state === 'accepted' ||
        (each.answer.state === 'withdrawn' && each.answer.offered),
    )
    .map((each) => cardOf(each.id));

const everyone = (state: StartedSwarm): CardName[] => state.invitations.map((each) => cardOf(each.id));

const accepted = (state: StartedSwarm): CardName[] =>
  state.invitations.filter((each) => each.answer.state === 'accepted').map((each) => cardOf(each.id));

/** The cards of one invitation and of the others of the same person. */
const cardsBeside = (state: StartedSwarm, invitationId: string): CardName[] => {
  const invitation = state.invitations.find(({ id }) => id === invitationId);
  return invitation ? cardsOf(state, invitation.person.id) : [];
};

const cardsOf = (state: StartedSwarm, personId: string): CardName[] =>
  state.invitations.filter((each) => each.person.id === personId).map((each) => cardOf(each.id));

/** Seats for the coordinator and everyone who accepted and does not sit yet; or for one person only. */
function seats(state: StartedSwarm, only?: string): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  const wanted = [
    { person: state.coordinator, role: 'coordinator' as const },
    ...state.invitations
      .filter((each) => each.answer.state === 'accepted' && each.person.id !== state.coordinator.id)
      .map(({ person, role }) => ({ person, role })),
  ];
  // Who was in the swarm's room before this one, without an invitation: they have handed over coordination.
  const others = state.members.filter(
    ({ seated, person }) => !seated && !wanted.some((each) => each.person.id === person.id),
  );
  return [...wanted, ...others]
    .filter(({ person }) => only === undefined || person.id === only)
    .filter(
      ({ person, role }) =>
        !state.members.some((each) => each.seated && each.person.id === person.id && each.role === role),
    )
    .map(({ person, role }) => job({ name: 'seat-member', person, role }));
}

/** What becomes of the open room of a case that is restricted now: its card is emptied, and the channel goes. */
function leaving({ swarmId, leftRoom }: StartedSwarm): ScheduledJob[] {
  if (leftRoom?.status !== 'left') return [];
  const job = jobsOf(swarmId);
  return [...(leftRoom.briefing ? [job({ name: 'hide-left-briefing' })] : []), job({ name: 'delete-left-channel' })];
}

/** The coordinator is mentioned in the briefing itself; everyone else when they come in. */
function announcements(state: StartedSwarm, only?: string): ScheduledJob[] {
  if (!state.briefing) return [];
  const job = jobsOf(state.swarmId);
  return state.members
    .filter((each) => each.seated && !each.announced && each.role !== 'coordinator')
    .filter((each) => only === undefined || each.person.id === only)
    .map(({ person }) => job({ name: 'announce-member', person }));
}

function again(state: StartedSwarm, step: Step, attempt: number, startAfter?: string): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  const [kind, id] = step.split(':', 2);
  switch (kind) {
    case 'open-channel':
    case 'enable-app':
    case 'post-briefing':
    case 'post-outcome':
    case 'archive-channel':
    case 'unarchive-channel':
    case 'delete-channel':
    case 'hide-left-briefing':
    case 'delete-left-channel':
      return [job({ name: kind, attempt }, startAfter)];
    case 'deliver':
      return id ? [job({ name: 'deliver-invitation', invitationId: id, attempt }, startAfter)] : [];
    case 'seat': {
      const known = [...state.invitations, ...state.members].find((each) => each.person.id === id);
      const role = state.coordinator.id === id ? 'coordinator' : known?.role;
      const person = state.coordinator.id === id ? state.coordinator : known?.person;
      return role && person ? [job({ name: 'seat-member', person, role, attempt }, startAfter)] : [];
    }
    case 'announce': {
      const member = state.members.find((each) => each.person.id === id);
      return member ? [job({ name: 'announce-member', person: member.person, attempt }, startAfter)] : [];
    }
    default:
      return [];
  }
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
