import type { Advice, FixKind, UnreachableCause } from '../../../swarm/events.ts';
import { counted } from './plural.ts';

export const status = {
  steps: 'Steps',
  state: { done: 'done', waiting: 'waiting', failed: 'failed', running: 'under way', next: 'to follow' },
  step: {
    'open-channel': 'Open the channel',
    'enable-app': 'Add Swarm to the private channel',
    'post-briefing': 'Post the briefing',
    'post-outcome': 'Post the outcome',
    'archive-channel': 'Archive the channel',
    'unarchive-channel': 'Bring the channel back',
    'delete-channel': 'Delete the channel',
    'hide-left-briefing': 'Take the case out of the open channel',
    'delete-left-channel': 'Delete the open channel',
    'link-case': 'Link the case to the channel',
    'send-article': 'Put the article into the case system as a draft',
    note: 'Write a note into the case',
    unlink: 'Take the link to the channel out of the wrong case',
    seat: (person: string) => `Give ${person} a seat in the channel`,
    announce: (person: string) => `Announce ${person} in the channel`,
    deliver: (person: string) => `Deliver the invitation to ${person}`,
  },
  invitationsDelivered: (delivered: number, all: number) => `Deliver the invitations (${delivered} of ${all})`,
  /** Invitations that wait until the invited person's hours begin; `first`: the first of those moments. */
  someWaitForHours: (count: number, first: string) =>
    `Waiting for morning: ${counted(count, 'person is', 'people are')} off work and will be asked when their working hours begin, the first ${first}.`,
  allWaitForHours: (_count: number, first: string) =>
    `Waiting for morning: everybody to ask is off work. The first will be asked ${first}.`,
  askNowIntro:
    'Nobody is woken for what can wait. If this case cannot, have somebody asked now, or ask another person by name.',
  askNow: (person: string) => `Ask ${person} now`,
  waits: (retryAt: string, attempt: number) => `waiting; attempt ${attempt + 1} follows ${retryAt}`,
  cause: (cause: string) => `Cause: ${cause}`,
  ownPace: 'Microsoft takes only so many calls a minute; its turn comes.',
  todo: (advice: string) => `What to do: ${advice}`,
  advice: {
    'grant-permission':
      'an administrator must grant Swarm the missing permission (see /swarm doctor); then try again. It counts within a minute, with a managed identity within a day.',
    'add-app-to-channel':
      'add Swarm in that channel (open the channel, Manage channel, Apps); then it goes on by itself.',
    'install-app-in-team': 'install Swarm in the host team; then try again.',
    'add-host-team': 'the host teams are full or missing: an administrator must add a host team; then try again.',
    'give-team-owner':
      'the team has no owner, and without one no channel can be archived: an administrator must give it one; then try again.',
    'restore-team': 'the team itself is archived: an owner must restore it; then try again.',
    'coordinator-is-guest':
      'the coordinator is a guest, and a guest cannot own a private channel: hand the coordination over to a colleague; then try again.',
    'add-member-by-hand': 'add this person to the channel by hand.',
    'archive-by-hand': 'archive the channel by hand.',
    'delete-by-hand':
      'the channel that everybody in the team can read still exists: ask an owner of the team to delete it by hand, now.',
    'try-again': 'try again in a moment; if it keeps failing, tell your administrator.',
    'ask-administrator': 'tell your administrator; /swarm doctor says what is wrong.',
  } satisfies Record<Advice, string>,
  /** On a message that nobody changes. */
  againUnlessDone: (moment: string) =>
    `Unless it is done or not needed any more by then, it is tried again by itself ${moment}.`,
  againAt: (moment: string) => `Tried again by itself ${moment}.`,
  guestCoordinates:
    'The coordinator is a guest, and a guest cannot own a channel: they are in it as a member, and only its owners can change it in Teams.',
  withoutRoom: 'This swarm goes on without a channel.',
  channelLost: {
    deleted:
      'Somebody deleted the channel in Teams. Everyone who accepted is still in the swarm. Open a new channel, or go on without; an owner of the team can restore the old one for 30 days.',
    archived:
      'Somebody archived the channel in Teams, so that nobody can write in it. Everyone who accepted is still in the swarm. Bring the channel back, or go on without.',
  },
  // The end.
  outcome: 'Outcome',
  resolvedTitle: (caseId: string) => `Swarm for case ${caseId} is resolved`,
  /** News of its end, which stays in a chat: true also once it was reopened. */
  wasResolvedTitle: (caseId: string) => `Swarm for case ${caseId} was resolved`,
  wasResolved: (caseId: string, moment: string) => `The swarm for case ${caseId} was resolved, ${moment}.`,
  cancelledTitle: (caseId: string) => `Swarm for case ${caseId} was cancelled`,
  rootCause: 'Root cause',
  fix: 'What fixed it',
  fixAs: {
    workaround: 'What fixed it for now (workaround)',
    final: 'What fixed it (final)',
  } satisfies Record<FixKind, string>,
  technologies: 'Technologies it truly was',
  credits: 'Who helped',
  took: 'Time from start to end',
  reason: 'Reason',
  by: 'Closed by',
  channelArchived: 'The channel is archived.',
  channelDeleted: 'The channel has been deleted.',
  channelKept: (days: number) => `The channel is archived and kept for ${counted(days, 'day', 'days')}.`,
  // What the coordinator is told.
  noticeGapTitle: (technology: string) => `Nobody is left to ask for ${technology}`,
  noticeGap: 'Everyone who could be asked has been asked, or was not free.',
  noticeGapShut:
    'Nobody of these teams is asked meanwhile; everyone else who could be asked has been asked, or was not free.',
  noticeGapNext: 'Ask a person by name, or go on without.',
  noticeUnreachableTitle: (person: string) => `${person} could not be reached`,
  unreachable: {
    'app-not-installed': 'Swarm is not installed for them and could not be installed.',
    guest: 'They are a guest, and Swarm cannot write to guests: tell them yourself, or ask somebody else.',
    blocked: 'They have blocked Swarm.',
    'user-gone': 'Their account is gone.',
    other: 'The invitation could not be delivered.',
  } satisfies Record<UnreachableCause, string>,
  /** Why somebody did not hear what they were to be told. */
  cannotTell: {
    'app-not-installed':
      'Swarm is not installed for them and could not be installed: tell them yourself, or ask an administrator to install it.',
    guest: 'They are a guest, and Swarm cannot write to guests: tell them yourself.',
    blocked: 'They have blocked Swarm: tell them yourself.',
    'user-gone': 'Their account is gone: who takes over from them needs to know.',
    other: 'The message could not be delivered: tell them yourself.',
  } satisfies Record<UnreachableCause, string>,
  wasToHear: 'They were to hear',
  /** What a lead can do about a plan that did not reach the case's owner. */
  planForThem: (caseId: string) =>
    `Write “/swarm ${caseId}” to see the plan, and to start it for them. It also waits for them until they have Swarm.`,
  noticeUnreachable: 'The next best person is being asked, where there is one.',
  noticeStepTitle: (caseId: string) => `A step of the swarm for case ${caseId} failed`,
  noticeSteppedBackTitle: (person: string) => `${person} has stepped back`,
  noticeGoneTitle: (person: string) => `${person} has left the organisation`,
  noticeSteppedBack: 'The next best person is being asked, where there is one.',
  noticeHelpOfferedTitle: (person: string) => `${person} could still join`,
  noticeHelpOffered:
    'They were thanked and no longer needed, as others had come. If their help is welcome, let them in.',
  takeOffer: 'Let them join',
  noticeNotAskedTitle: (by: string, named: string | null) => `${by} named ${named ?? 'somebody else'}`,
  askAllTheSame: (person: string) => `Ask ${person} all the same`,
  noticeChannelLostTitle: (caseId: string) => `The channel of the swarm for case ${caseId} is gone`,
  // What the case owner and the coordinator are told of what others did.
  standing: 'How it stands',
  startedForYouTitle: (caseId: string) => `The swarm for your case ${caseId} was started for you`,
  /** `by` null: not a person's doing. */
  startedForYou: (by: string | null) =>
    by === null
      ? 'It was started without you. You can take over at any time.'
      : `${by} started it and coordinates it. You can take over at any time.`,
  handedOverTitle: (caseId: string, to: string) => `${to} now coordinates the swarm for case ${caseId}`,
  handedOver: (by: string | null, to: string) =>
    by === null ? `The coordination went over to ${to}.` : `${by} handed the coordination over to ${to}.`,
  tookOver: (to: string) => `${to} was asked at the end of a working day, and took the coordination over.`,
  endedBy: (by: string | null, moment: string) =>
    by === null ? `The swarm was closed, ${moment}.` : `${by} closed the swarm, ${moment}.`,
  reopenedSince: 'It has been reopened since.',
  linkedTitle: (caseId: string) => `Your case ${caseId} has a swarm`,
  linkedBy: (by: string | null) =>
    `${by ?? 'Somebody'} linked a swarm to it that was told in words. You own it now, as its case does.`,
  reopenedTitle: (caseId: string) => `Swarm for case ${caseId} was reopened`,
  reopenedBy: (by: string | null) =>
    by === null ? 'It goes on where it ended.' : `${by} reopened it. It goes on where it ended.`,
  closedSince: 'It has been closed again since.',
  noticeReceivedTitle: (caseId: string) => `You now coordinate the swarm for case ${caseId}`,
  noticeReceived:
    'The briefing card in the channel is your panel: add technologies, ask people, resolve. /swarm status shows the same without the channel.',
  noticeReceivedRoomless: '/swarm status is your panel: add technologies, ask people, resolve.',
  noticeReassignedTitle: (caseId: string, owner: string) => `Case ${caseId} belongs to ${owner} now`,
  noticeReassigned:
    'The case system says so. You still coordinate the swarm. Hand over on its card (/swarm status) if they should; they can take over, too.',
  noticeUrgencyTitle: (caseId: string, urgency: string) => `Urgency of case ${caseId}: ${urgency}`,
  noticeUrgency:
    'The case system says so. It counts for everybody who is asked from now on; who was asked before keeps the time to answer that they were given.',
  noticeRestrictedTitle: (caseId: string) => `Case ${caseId} is restricted now`,
  noticeRestricted:
    'The case system says so. The swarm leaves its open channel: a private one opens, everyone who is in gets a seat there, and the open one is deleted. What was written there is not copied; an owner of the team can restore it for 30 days. Do not write about this case anywhere else until the private channel is open.',
  noticeRestrictedClosed:
    'The case system says so. The channel of its swarm, which everybody in the team can read, is deleted, and from now on only those who were in the swarm find it in the history.',
  noticeCaseOverTitle: {
    closed: (caseId: string) => `Case ${caseId} was closed`,
    gone: (caseId: string) => `Case ${caseId} is in its system no more`,
  },
  noticeMergedTitle: (caseId: string, into: string) => `Case ${caseId} was merged into ${into}`,
  noticeMerged: (into: string) =>
    `The case system says so. If case ${into} needs the swarm, just go on: what Swarm writes into the case goes there from now on. If it does not, resolve or cancel the swarm on its card (/swarm status).`,
  noticeMergedRestricted: (into: string) =>
    `The case system says so. This case is restricted, so Swarm writes nothing of it into case ${into}. If that one needs the swarm, just go on, and write there yourself what may be read there. If it does not, resolve or cancel the swarm on its card (/swarm status).`,
  openMerged: (into: string) => `Open case ${into}`,
  noticeCaseOver: {
    closed:
      'The case system says so. If you know the cause and what fixed it, resolve the swarm on its card (/swarm status), so that others find it. If it was closed too early, just go on.',
    gone: 'It was deleted or moved there, or Swarm may not see it any more. If nobody needs the swarm, resolve or cancel it on its card (/swarm status).',
  },
  noticeCaseReopenedTitle: (caseId: string) => `Case ${caseId} is open again`,
  noticeCaseReopened: 'The case system says so. The swarm goes on as it is.',
  noticeCaseReopenedClosed:
    'The case system says so. If its experts are needed once more, reopen the swarm on your card.',
  noticeDone: 'This has been settled meanwhile.',
};
