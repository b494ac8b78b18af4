import type { NotThere, TeamShut } from '../availability/reasons.ts';
import type { Case, Person, Severity } from '../cases/case.ts';
import type { CaseOver } from '../cases/storedCases.ts';
import type { DetectedTechnology } from '../detection/detectedTechnology.ts';
import type { Language } from '../language/language.ts';
import type { Assignment, Plan, ReasonAgainst, ReasonFor } from '../matching/plan.ts';
import type { TechnologyId } from '../registry/technology.ts';
import type { SwarmPolicy } from './policy.ts';

/**
 * Everything that can happen to a swarm. Written once, and never changed but where a person's data is erased
 * (personalData.ts); state is their fold (evolve.ts).
 */
export type SwarmEvent =
  // The plan. Nobody has been disturbed yet.
  | { type: 'SwarmProposed'; tenantId: string; case: Case; plan: Plan; room: RoomKind; policy: SwarmPolicy }
  /** `learners`: whom the owner wants to sit in; older events have none. */
  | { type: 'PlanRevised'; plan: Plan; dropped: Dropped; added: Person[]; learners?: Person[] }
  | { type: 'PlanLapsed' }
  /**
   * `shut`: support teams that took no asks of others by then, and whose people cover a technology; `away`: who of the plan was there when it
   * was made, and is no more. Left out: none, or an older event.
   */
  | {
      type: 'SwarmStarted';
      coordinator: Person;
      technologies: DetectedTechnology[];
      team: Assignment[];
      shut?: TeamShut[];
      away?: AwaySince[];
    }
  // The room.
  | { type: 'ChannelOpened'; channel: Channel }
  | { type: 'AppEnabledInChannel' }
  /** `guest`: who coordinates is only a member of the room, for a guest owns no channel. */
  | { type: 'MemberSeated'; person: Person; role: Role; guest?: true }
  | { type: 'BriefingPosted'; message: MessageAddress }
  /** The briefing is not where it was posted: somebody deleted it, or its channel, or Swarm may not write there. */
  | { type: 'BriefingLost' }
  /** `waited`: it had to wait, which cards tell until then. Older events do not say. */
  | { type: 'MemberAnnounced'; person: Person; waited?: true }
  // The invitations.
  | { type: 'ExpertInvited'; invitation: Invitation }
  /** It waited for the person's hours, and waits no longer: the coordinator wants them asked at once. */
  | { type: 'InvitationHastened'; invitationId: string }
  /**
   * `offHours`: whether it reached the person outside their working hours, by their calendars and shifts as they were then; left
   * out where their hours are not known, and in older events.
   */
  | { type: 'InvitationDelivered'; invitationId: string; message: MessageAddress; offHours?: boolean }
  | { type: 'InvitationUnreachable'; invitationId: string; cause: UnreachableCause }
  | { type: 'InvitationAccepted'; invitationId: string }
  | { type: 'InvitationDeclined'; invitationId: string; reason: DeclineReason; instead: Person | null; note: string }
  /** A declining expert named somebody whom the rules do not ask; the coordinator may ask them all the same. */
  | { type: 'InsteadNotAsked'; invitationId: string; why: NotAskedCause; against: ReasonAgainst[] }
  | { type: 'InvitationExpired'; invitationId: string }
  /** `by`: who took over, where that is why. */
  | { type: 'InvitationWithdrawn'; invitationId: string; because: WithdrawalCause; by?: Person }
  /** Who was let go says that they could still join; the coordinator decides. */
  | { type: 'HelpOffered'; invitationId: string }
  /**
   * Somebody who had accepted leaves; `known`: what they leave for those who go on. `gone`: they have left the organisation, and
   * said nothing.
   */
  | { type: 'ExpertSteppedBack'; invitationId: string; why: string; known: string; gone?: true }
  // What is needed, as it becomes clear.
  | { type: 'TechnologyAdded'; technology: DetectedTechnology }
  | { type: 'TechnologyDropped'; technology: TechnologyId }
  /** `shut` as of SwarmStarted: whose people would be asked for it. */
  | { type: 'GapFound'; technology: TechnologyId; shut?: TeamShut[] }
  /** Whoever leads what is needed, or is on call for it, is asked what to do: nobody is left to ask. Once for each technology. */
  /** `message`: the question, in their chat; swarms of before do not say where it is. */
  | { type: 'GapLeadAsked'; technology: TechnologyId; lead: Person; message?: MessageAddress; drawnFrom?: number }
  | { type: 'GapAnswered'; technology: TechnologyId; answer: GapAnswer }
  | { type: 'ViewsAsked'; question: string; asked: Person[] }
  /** Those who had not been heard are asked in their own chats. */
  | { type: 'SilentAsked'; question: string; asked: Person[] }
  /**
   * The actor says something to all by the bot. `text` empty: they have nothing to add. `named`: whether the others may know
   * who it was; who looks at a swarm is not told where not.
   */
  | { type: 'ViewGiven'; text: string; named: boolean }
  /** What the event with version `of` says is told in the channel, in this message; swarms of before do not say where it is. */
  | { type: 'ViewRelayed'; of: number; message?: MessageAddress }
  /** Somebody in the swarm wrote its status note: `note` is the whole of it from now on, `wrote` the fields they changed. */
  | { type: 'StatusNoted'; note: StatusNote; wrote: NoteField[] }
  /** Nothing was noted for long: the coordinator is asked for a word, at `tellAt` (ISO, UTC) where it waits for their hours. */
  | { type: 'NoteAskedFor'; tellAt?: string }
  // Words that a language model writes; it decides nothing.
  /** Somebody asks for them, for those who read `language`. A translation goes on: what is written later is translated, too. */
  /** `typing`: by a button of a form into which they had typed something: what comes must not take it along. */
  | { type: 'ModelAsked'; of: ModelWork; language: Language; typing?: true }
  /** `model`: by what name it was called; `asOf`: up to the event with this version it was given what people wrote. */
  | { type: 'ModelWrote'; model: string; language: Language; asOf: number; wrote: ModelWords }
  /** Nothing came of it: what was there before stays. */
  | { type: 'ModelFailed'; of: ModelWork; language: Language; why: ModelFault }
  // Who leads.
  /** `relay`: because the working time of `from` ended; what they were asked to help with, they are free of. */
  | { type: 'CoordinationHandedOver'; from: Person; to: Person; relay?: true }
  /**
   * The working time of who coordinates, or that of the last expert at work, ends at `ends` (ISO, UTC): the coordinator is asked who
   * goes on. `relays`: who could, best first; none: nobody is known who starts in time.
   */
  | { type: 'RelayProposed'; of: RelayOf; leaving: Person; ends: string; relays: Relay[] }
  /** Since `since` (ISO, UTC) nobody of the swarm is at work, by the calendars as they were then; or somebody is again. */
  | { type: 'WorkPaused'; since: string }
  | { type: 'WorkResumed'; since: string }
  /**
   * The case system tells otherwise why a plan is for whom it is for: in place of the case's owner there (`instead`), or, without it,
   * because they own it.
   */
  | { type: 'OwnerExplained'; instead?: Case['instead'] }
  /** The case system names another owner of the case; the coordinator stays until somebody hands over. */
  | { type: 'CaseReassigned'; from: Person; to: Person }
  /** The case system gives the case another urgency: it counts for who is asked from now on, and for how long. */
  | { type: 'CaseUrgencyChanged'; from: Severity; to: Severity }
  /** The case system marks the case restricted, after the swarm began in an open room: it leaves that room. */
  | { type: 'CaseRestricted' }
  /**
   * The case system says that the case needs nobody any more: `closed` there (merged, too: `into` another, where it tells which), or `gone`
   * from it. Or that it is open again.
   */
  | { type: 'CaseClosed'; how: CaseOver; into?: Case['mergedInto'] }
  | { type: 'CaseReopened' }
  /**
   * Somebody says which case of a connected system the swarm is about, which was told in own words: from now on it is known by that
   * case's number. What it is called by people's words, and what they wrote, stays.
   */
  | { type: 'CaseLinked'; case: LinkedCase }
  /** It is not about that case: it is known again as it was told. */
  | { type: 'CaseUnlinked'; from: LinkedCase }
  /** An open channel that was being made when the case became restricted exists; it is left like any other. */
  | { type: 'OpenChannelLeft'; channel: Channel }
  | { type: 'LeftBriefingHidden' }
  | { type: 'LeftChannelDeleted' }
  /** Somebody deleted or archived the swarm's channel in Teams while it ran; or brought it back. */
  | { type: 'ChannelLost'; how: 'deleted' | 'archived' }
  | { type: 'ChannelFound' }
  /** The swarm is to have a room again; or goes on without one. */
  | { type: 'RoomWanted' }
  | { type: 'RoomWaived' }
  // Steps outside that wait or fail; the coordinator sees them.
  /** `asked`: the other side named the wait, or our own pacing made it: nothing has failed. Older events do not tell. */
  /** `advice`: what a person has to do, where waiting alone will not help. */
  | {
      type: 'StepDelayed';
      step: Step;
      attempt: number;
      cause: string;
      retryAt: string;
      asked?: boolean;
      advice?: Advice;
    }
  /** `againAt`: when it is tried again by itself, null: never; `times`: how often it failed so. Older events say neither. */
  | { type: 'StepFailed'; step: Step; cause: string; advice: Advice; againAt?: string | null; times?: number }
  | { type: 'StepRetried'; step: Step }
  // The end, and after.
  /** `fixKind`: left out where nobody said it, and in older events. */
  | {
      type: 'SwarmResolved';
      rootCause: string;
      fix: string;
      fixKind?: FixKind;
      technologies: TechnologyId[];
      credits: Person[];
    }
  /**
   * The case's owner is asked on the working day `on` (`2026-12-07`, in their zone), from the instant `at` (ISO, UTC), whether it is
   * still fixed; null: they are asked no more.
   */
  | { type: 'FollowUpSet'; follow: { on: string; at: string } | null }
  /** Their answer to what was set by the event with version `of`. */
  | ({ type: 'FollowUpAnswered'; of: number } & FollowUpAnswer)
  /** Somebody is to see to it that the same does not come again. */
  | { type: 'PreventionAsked'; prevention: PreventionTask }
  /** Whom it was asked of takes it, or does not: `why`, in a word. */
  | { type: 'PreventionAnswered'; preventionId: string; accepted: boolean; why: string }
  | { type: 'PreventionMoved'; preventionId: string; due: string; remindAt: string }
  | { type: 'PreventionDone'; preventionId: string }
  /** A word of thanks to each of them. `praise`: `words` are the customer's; empty: the customer is pleased. */
  | { type: 'ThanksGiven'; to: Person[]; words: string; praise?: true }
  /** Somebody wrote the article of a resolved swarm: the whole of it from now on. */
  | { type: 'ArticleWritten'; article: Article }
  /** Somebody wants the article, as it is saved, in the knowledge base of the case's system, as a draft. */
  | { type: 'ArticleDraftWanted' }
  | { type: 'SwarmCancelled'; reason: string }
  | { type: 'SwarmReopened' }
  | { type: 'OutcomePosted' }
  /** The briefing shows the end: in an archived channel nobody could change it any more. */
  | { type: 'BriefingConcluded' }
  | { type: 'ChannelArchived' }
  | { type: 'ChannelUnarchived' }
  | { type: 'ChannelDeleted' }
  /**
   * What was to be written into the case in its own system is settled: written there, or not, since the case is closed, gone or
   * hidden there, or since it is not wanted any more. `waited`: it had to wait, or failed before, which cards tell until then.
   */
  | { type: 'CaseTold'; step: CaseStep; outcome: CaseTold; waited?: true; article?: KnownArticle }
  /** In all events before this one a pseudonym took somebody's place: whoever has them in memory reads them anew. */
  | { type: 'PersonErased' }
  /** All events before this one lost their texts and their people: the time for which they are kept is over. */
  | { type: 'SwarmForgotten' }
  // Where cards that show this swarm live, so that they can be kept true.
  /**
   * The newest card of a swarm that somebody has for themselves. `reader`: whose, where it is not the case owner's;
   * `replaces`: older copies that are kept true no longer. Older events have neither.
   */
  | { type: 'PlanCardPosted'; message: MessageAddress; reader?: Person; replaces?: OwnCard[] }
  /** A card of which there is to be one was sent twice, its first answer having been lost: this one is not kept true. */
  | { type: 'CopyFound'; copy: CardCopy }
  /** Somebody had their invitation shown anew: that message, drawn from a version, is kept true from now on, and `replaces` not. */
  | {
      type: 'InvitationShown';
      invitationId: string;
      message: MessageAddress;
      replaces: MessageAddress;
      drawnFrom: number;
    }
  /** A form or a question of a swarm's, in a message of its own, is with somebody; `replaces`: their one before. */
  | {
      type: 'SideCardShown';
      card: SideCardName;
      reader: Person;
      message: MessageAddress;
      drawnFrom: number;
      replaces?: MessageAddress;
    };

/** What of a case counts for a swarm that was told in own words and is about it. */
export type LinkedCase = Pick<Case, 'id' | 'url' | 'customer' | 'product' | 'created'> & {
  home: NonNullable<Case['home']>;
};

export type SwarmEventType = SwarmEvent['type'];
export type EventOf<T extends SwarmEventType> = Extract<SwarmEvent, { type: T }>;

/** An event of one invitation, from the asking to the answer or the end of the question. */
export type InvitationEvent = EventOf<
  | 'ExpertInvited'
  | 'InvitationHastened'
  | 'InvitationDelivered'
  | 'InvitationUnreachable'
  | 'InvitationAccepted'
  | 'InvitationDeclined'
  | 'InsteadNotAsked'
  | 'ExpertSteppedBack'
  | 'HelpOffered'
  | 'InvitationExpired'
  | 'InvitationWithdrawn'
  | 'InvitationShown'
>;

/** Whether what fixed a case only gets round the fault for now, or takes it away. */
export const fixKinds = ['workaround', 'final'] as const;
export type FixKind = (typeof fixKinds)[number];

/** What a lead says to a gap: whom to ask, another team or contact (`words`: which, and how), or that it goes on without. */
export type GapAnswer = { kind: 'named'; person: Person } | { kind: 'elsewhere'; words: string } | { kind: 'without' };

/** What is asked of an owner some time after the end; null: they said nothing of it. */
export const stillFixed = ['yes', 'no', 'unknown'] as const;
export type StillFixed = (typeof stillFixed)[number];
export type FollowUpAnswer = { still: StillFixed; told: boolean | null; confirmed: boolean | null };

/**
 * A task to prevent the next one. `id` counts within the swarm (`p1`, `p2`, …); `due`: a working day of the person's, in their zone;
 * `remindAt`: when they are reminded (ISO, UTC), at the beginning of their work on it.
 */
export type PreventionTask = { id: string; task: string; person: Person; due: string; remindAt: string };

/** The parts of an article for those who meet the same again. `found`: how it was found. */
export const articleParts = ['title', 'problem', 'environment', 'cause', 'fix', 'found'] as const;
export type ArticlePart = (typeof articleParts)[number];
export type Article = Record<ArticlePart, string>;
/** An article in a knowledge base: what people call it there, and its address. */
export type KnownArticle = { number: string; url: string };

/** What a language model can be asked to write for a swarm; `reading`: of a plan, what the case is about. */
export const modelWorks = ['translation', 'summary', 'article', 'reading'] as const;
export type ModelWork = (typeof modelWorks)[number];

/** What it wrote. `of` in a translation: the fingerprint of the text that somebody wrote (ownWords.ts). */
export type ModelWords =
  | { of: 'translation'; texts: readonly { of: string; text: string }[] }
  | { of: 'summary'; lines: readonly string[] }
  | { of: 'article'; article: Article }
  | ({ of: 'reading' } & CaseRead);
/** What a model reads in a case: names of technologies for the form of the plan, and its problem in a sentence. */
export type CaseRead = { technologies: readonly string[]; problem: string };

/**
 * Why a language model wrote nothing: there is none or it may not be used for this; the case is restricted; it asks to wait; the
 * day's tokens are used up; it did not answer; it refused; what it wrote cannot be used.
 */
export const modelFaults = ['off', 'restricted', 'busy', 'spent', 'no-answer', 'refused', 'unusable'] as const;
export type ModelFault = (typeof modelFaults)[number];

/** What a status note says, a field each. */
export const noteFields = ['known', 'tried', 'next', 'waitingFor'] as const;
export type NoteField = (typeof noteFields)[number];
/** The words of one person for one field; `at`: when they wrote them (ISO, UTC). */
export type NoteEntry = { text: string; by: Person; at: string };
/** No entry: the field is empty. Two: two people wrote it at once, and nobody has made one of both yet. */
export type StatusNote = Record<NoteField, NoteEntry[]>;

/** An event as stored. `version` counts from 1 within its swarm; `at` is an ISO instant in UTC. */
export type RecordedEvent = {
  swarmId: string;
  version: number;
  at: string;
  actor: Actor;
  cause: string;
  event: SwarmEvent;
};

/** Who did it: a person, or the system (a job, the clock, a lead's rule). */
export type Actor = { kind: 'person'; person: Person } | { kind: 'system'; name: string };

/** Whose working time ends: that of who coordinates, or that of the last expert. */
export const relayOf = ['coordinator', 'experts'] as const;
export type RelayOf = (typeof relayOf)[number];
/** Who could go on: at work `from` then (ISO, UTC; null: they are already), for which of the swarm's technologies, and why. */
export type Relay = { person: Person; from: string | null; technologies: TechnologyId[]; for: ReasonFor[] };

export type RoomKind = 'standard' | 'private';
export type Role = 'coordinator' | 'expert' | 'learner';
/** `teamId` is the Entra group id of the host team; `channelId` the thread id `19:…@thread.tacv2`. */
export type Channel = { teamId: string; channelId: string; name: string; webUrl: string };
/**
 * Where a message of ours is, for updating it. `targeted`: one person sees it in a shared conversation, for 24 hours
 * (platform.md 4).
 */
export type MessageAddress = { serviceUrl: string; conversationId: string; activityId: string; targeted?: true };
/** A card of a swarm that one person has for themselves: the plan, or how the swarm stands. */
export type OwnCard = { reader: Person; message: MessageAddress };
/**
 * What one person is asked in a message of its own: what they see that nobody has said, what to do about a gap, whether it is still
 * fixed (the version of the event that set the day), a task. `recurring` asks nothing.
 */
export type QuestionName = 'silent' | 'recurring' | `gap:${TechnologyId}` | `follow:${number}` | `task:${string}`;
/** What somebody has in a message of its own beside their card of a swarm: the form of the status note, who goes on, a question. */
export type SideCardName = 'note' | 'relay' | QuestionName;
/** `drawnFrom`: the version of the swarm it was drawn of first; `at`: when it was there (ISO, UTC). */
export type SideCard = OwnCard & { card: SideCardName; drawnFrom: number; at: string };
/**
 * A second message with a card of which there is to be one: the channel's briefing, an invitation, or what somebody told to all
 * (the version of the event in which they did).
 */
export type CardCopy = { card: 'briefing' | `i${number}` | `view:${number}`; message: MessageAddress };

/**
 * An invitation as it was sent. `id` counts within the swarm (`i1`, `i2`, …); `answerBy` is an ISO instant in UTC;
 * `wave` counts from 1.
 */
export type Invitation = {
  id: string;
  person: Person;
  role: 'expert' | 'learner';
  technologies: TechnologyId[];
  wave: number;
  for: ReasonFor[];
  answerBy: string;
  /** To take over the coordination, too. */
  takesOver?: true;
  /** When it is brought, where it waits until the person's hours begin (ISO, UTC); left out: at once. */
  deliverAt?: string;
};

export const declineReasons = ['busy', 'not-my-field', 'ask-other', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];
export type UnreachableCause = 'app-not-installed' | 'guest' | 'blocked' | 'user-gone' | 'other';
export type WithdrawalCause = 'covered' | 'taken-over' | 'technology-dropped' | 'closed' | 'restricted';
/** Why somebody named instead was not asked: the rules ask nobody twice, nobody for what is covered, nobody off work. */
export type NotAskedCause =
  | 'already-in'
  | 'already-asked'
  | 'asked-before'
  | 'not-needed'
  | 'not-in-registry'
  | 'not-free';
/** What the case's owner does not want of what was found in it; `deadline`: it is none. */
export type Dropped = { technologies: TechnologyId[]; people: string[]; deadline?: boolean };

/**
 * One outside effect the coordinator may see waiting or failing. With the person's id where it is one of several.
 * `deliver:i3`, `seat:<person id>`.
 */
export type Step =
  | WholeStep
  | `seat:${string}`
  | `announce:${string}`
  | `deliver:${string}`
  | `note:${number}`
  | `unlink:${number}`;

/** A step of which a swarm has one: the job that carries it out is called the same. */
export type WholeStep =
  | 'open-channel'
  | 'enable-app'
  | 'post-briefing'
  | 'post-outcome'
  | 'archive-channel'
  | 'unarchive-channel'
  | 'delete-channel'
  | 'hide-left-briefing'
  | 'delete-left-channel'
  | 'link-case'
  | 'send-article';

/**
 * What is written into the case's system: the address of the channel, which is taken back from the case that the event with this version
 * unlinked, the note of the event with this version, or the article, as a draft for its knowledge base.
 */
export type CaseStep = Extract<Step, 'link-case' | 'send-article' | `unlink:${number}` | `note:${number}`>;
export type CaseTold = 'written' | 'closed' | 'not-found' | 'not-wanted';

/** What a person can do about a step that failed for good. The face turns it into a sentence. */
export type Advice =
  | 'grant-permission'
  | 'install-app-in-team'
  | 'add-app-to-channel'
  | 'add-host-team'
  | 'give-team-owner'
  | 'restore-team'
  | 'coordinator-is-guest'
  | 'add-member-by-hand'
  | 'archive-by-hand'
  | 'delete-by-hand'
  | 'try-again'
  | 'ask-administrator';

/** Somebody of a plan who is not asked at its start: since it was made they are not there. */
export type AwaySince = { person: Person; why: NotThere };
