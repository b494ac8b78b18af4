import type { Case, Person, Severity } from '../cases/case.ts';
import type { CaseOver } from '../cases/storedCases.ts';
import type { DetectedTechnology } from '../detection/detectedTechnology.ts';
import type { Language } from '../language/language.ts';
import type { Plan, Ranking } from '../matching/plan.ts';
import type { PersonHours } from '../registry/engineer.ts';
import type { TechnologyId } from '../registry/technology.ts';
import type {
  Actor,
  Advice,
  Article,
  CaseStep,
  CaseTold,
  Channel,
  DeclineReason,
  Dropped,
  FixKind,
  FollowUpAnswer,
  GapAnswer,
  KnownArticle,
  MessageAddress,
  ModelFault,
  ModelWords,
  ModelWork,
  NoteField,
  RelayOf,
  Role,
  RoomKind,
  SideCardName,
  Step,
  UnreachableCause,
} from './events.ts';
import type { SwarmPolicy } from './policy.ts';

/** Everything that can be asked of a swarm: by a person, by a job that reports, by the clock. */
export type SwarmCommand =
  // The case owner, before the start.
  | { type: 'Propose'; tenantId: string; case: Case; plan: Plan; room: RoomKind; policy: SwarmPolicy }
  /** `severity`: how urgent the owner says the case is; left out: as it is. */
  | { type: 'RevisePlan'; plan: Plan; dropped: Dropped; added: Person[]; learners: Person[]; severity?: Severity }
  | { type: 'LapsePlan' }
  | { type: 'Start' }
  // The invited.
  | { type: 'Accept'; invitationId: string }
  | { type: 'Decline'; invitationId: string; reason: DeclineReason; instead: Person | null; note: string }
  /** Who accepted leaves again: `why` in a word, `known`: what they leave for those who go on. */
  | { type: 'StepBack'; invitationId: string; why: string; known: string }
  /** Who was let go could still join. */
  | { type: 'OfferHelp'; invitationId: string }
  // The coordinator.
  | { type: 'TakeOffer'; invitationId: string }
  /** An invitation that waits for the person's hours is brought to them at once. */
  | { type: 'AskNow'; invitationId: string }
  | { type: 'AddTechnology'; technology: DetectedTechnology }
  | { type: 'DropTechnology'; technology: TechnologyId }
  | { type: 'InvitePerson'; person: Person; technologies: TechnologyId[]; role: 'expert' | 'learner' }
  | { type: 'AskViews'; question: string }
  /** Asks those who have not been heard, each in their own chat. */
  | { type: 'AskSilent'; question: string }
  /** Anybody in the swarm, to be told to all. `text` null: they have nothing to add. */
  | { type: 'GiveView'; text: string | null; named: boolean }
  /** Anybody in the swarm. `words` as the form was sent; `basedOn`: the version of the note that the form showed, 0: none. */
  | { type: 'WriteNote'; words: Record<NoteField, string>; basedOn: number }
  | { type: 'HandOver'; to: Person }
  /** Somebody is asked to go on when a working time ends. The status note comes with it: `words` and `basedOn` as of WriteNote. */
  /** `proposedAt`: when that was proposed on whose card it was pressed (ISO, UTC); null: on a card of before, which does not say. */
  | {
      type: 'OfferRelay';
      of: RelayOf;
      proposedAt: string | null;
      to: Person;
      words: Record<NoteField, string>;
      basedOn: number;
    }
  | {
      type: 'Resolve';
      rootCause: string;
      fix: string;
      fixKind?: FixKind;
      technologies: TechnologyId[];
      credits: Person[];
      followUp?: FollowUpWish;
      prevention?: PreventionWish;
      /** A word to those who are credited, but for the actor. */
      thanks?: string;
    }
  /** Whoever was asked what to do, as nobody is left to ask for a technology. */
  | { type: 'AnswerGap'; technology: TechnologyId; answer: GapAnswer }
  // After the end.
  /** `wish` null: the owner is not to be asked. */
  | { type: 'SetFollowUp'; wish: FollowUpWish | null }
  /** `of`: the version of the event that set it, as the card says. */
  | ({ type: 'AnswerFollowUp'; of: number } & FollowUpAnswer)
  | { type: 'AskPrevention'; wish: PreventionWish }
  | { type: 'AnswerPrevention'; preventionId: string; accepted: boolean; why: string }
  | { type: 'MovePrevention'; preventionId: string; due: string }
  | { type: 'FinishPrevention'; preventionId: string }
  | { type: 'GiveThanks'; to: Person[]; words: string }
  /** What the customer said goes to those who helped. */
  | { type: 'PassPraise'; words: string }
  /** Anybody who was in it, and leads. `basedOn`: the version of the article that the page showed, 0: only the draft. */
  | { type: 'WriteArticle'; article: Article; basedOn: number }
  /** The same; `basedOn`: the version that is to be sent. */
  | { type: 'SendArticle'; basedOn: number }
  | { type: 'Cancel'; reason: string }
  | { type: 'Reopen' }
  | { type: 'RetryStep'; step: Step }
  /** The swarm, told in own words, is about this case, as its system tells it now. */
  | { type: 'LinkCase'; case: Case }
  | { type: 'UnlinkCase' }
  | { type: 'OpenRoom' }
  | { type: 'GoWithoutRoom' }
  /** Anybody in the swarm: a language model is to write, for those who read `language`; `typing`: they had typed into the form. */
  | { type: 'AskModel'; of: ModelWork; language: Language; typing?: true }
  // The clock.
  | { type: 'Expire'; invitationId: string }
  /** `silentSince`: since when nothing had been noted as the alarm was set (ISO, UTC). */
  | { type: 'AskForNote'; silentSince: string }
  /** Who of the swarm is at work, and whose working time ends soon. */
  | { type: 'LookAtWork' }
  // Jobs, reporting what happened outside.
  /** The case as its case system has it now. `over`: it is closed there, or there no more. */
  | { type: 'ReportCase'; case: Case; over?: CaseOver | null }
  /** `room`: of which kind it is; a case may have become restricted while an open one was made. */
  | { type: 'ReportChannelOpened'; channel: Channel; room: RoomKind }
  | { type: 'ReportAppEnabled' }
  /** `room`: in a room of which kind. `guest`: who coordinates is only a member of it, for a guest owns no channel. */
  | { type: 'ReportSeated'; person: Person; role: Role; room: RoomKind; guest?: true }
  | { type: 'ReportAnnounced'; person: Person }
  | { type: 'ReportBriefingPosted'; message: MessageAddress }
  /** The message with the briefing is gone, or may not be changed. */
  | { type: 'ReportBriefingLost'; message: MessageAddress }
  /** The briefing shows how the swarm ended. */
  | { type: 'ReportBriefingConcluded' }
  | { type: 'ReportDelivered'; invitationId: string; message: MessageAddress }
  | { type: 'ReportUnreachable'; invitationId: string; cause: UnreachableCause }
  /** They are not in the organisation any more: who was asked cannot answer, and a seat of theirs is empty. */
  | { type: 'ReportPersonLeft'; personId: string }
  | { type: 'ReportOutcomePosted' }
  | { type: 'ReportGapLeadAsked'; technology: TechnologyId; lead: Person; message: MessageAddress; drawnFrom: number }
  /** Also of a second message with it, which a process left that died before it could tell of the first. */
  | { type: 'ReportViewRelayed'; of: number; message: MessageAddress }
  /** As of ModelWrote and ModelFailed. */
  | { type: 'ReportModelWrote'; model: string; language: Language; asOf: number; wrote: ModelWords }
  | { type: 'ReportModelFailed'; of: ModelWork; language: Language; why: ModelFault }
  | { type: 'ReportArchived' }
  | { type: 'ReportUnarchived' }
  | { type: 'ReportDeleted' }
  | { type: 'ReportCaseTold'; step: CaseStep; outcome: CaseTold; article?: KnownArticle }
  | { type: 'ReportChannelLost'; channelId: string; how: 'deleted' | 'archived' }
  | { type: 'ReportChannelFound'; channelId: string }
  | { type: 'ReportLeftBriefingHidden' }
  | { type: 'ReportLeftChannelDeleted' }
  /** `reader`: whose card it is, where it is not the case owner's. */
  | { type: 'ReportPlanCardPosted'; message: MessageAddress; reader?: Person }
  /** `drawnFrom`: the version of the swarm that the message shows. */
  | { type: 'ReportInvitationShown'; invitationId: string; message: MessageAddress; drawnFrom: number }
  | { type: 'ReportSideCard'; card: SideCardName; reader: Person; message: MessageAddress; drawnFrom: number }
  /** `asked`: to wait so long was asked by the other side, or by our own pacing; nothing has failed. */
  | { type: 'ReportDelay'; step: Step; attempt: number; cause: string; retryAt: string; asked: boolean; advice: Advice }
  | { type: 'ReportFailure'; step: Step; cause: string; advice: Advice };

/** When to ask again: in so many weeks, or on a date (`2026-12-07`, in the zone of whom it is for). */
export type DayWish = { weeks: 1 | 2 } | { on: string };
export type FollowUpWish = DayWish;
export type PreventionWish = { task: string; person: Person; due: DayWish };

/**
 * What the world says at the moment of a command; with the state and the command it is all that decide() knows.
 * `at` is an ISO instant in UTC, `cause` the id of what brought the command (an activity, a job).
 */
export type Circumstances = {
  at: string;
  actor: Actor;
  cause: string;
  /** Whether the actor may act for the case's owner: a lead of the organisation. */
  actorStandsIn: boolean;
  /** Whether the actor leads what the gap is of that they answer, or is on call for it; true for every other command. */
  leadsGap: boolean;
  /** Who could be asked now, for the technologies the swarm needs. */
  ranking: Ranking;
  /** Of everyone who may be invited by this command, and of those of the swarm whose working time counts for it, by person id. */
  hours: Readonly<Record<string, PersonHours>>;
};

/** Why a command was not carried out. The face turns it into a sentence in the reader's language. */
export type Refusal =
  | { code: 'no-such-swarm' }
  | { code: 'no-such-invitation' }
  | { code: 'not-case-owner'; owner: Person }
  | { code: 'not-coordinator'; coordinator: Person }
  /** Asked what to do about a gap, they lead or answer for that technology no more. */
  | { code: 'gap-not-theirs'; coordinator: Person }
  | { code: 'not-your-invitation' }
  | { code: 'plan-lapsed' }
  | { code: 'not-started' }
  | { code: 'already-started' }
  | { code: 'already-closed'; status: 'resolved' | 'cancelled' }
  | { code: 'still-running' }
  | { code: 'swarm-forgotten' }
  | { code: 'invitation-withdrawn' }
  | { code: 'not-in-swarm' }
  /** Who has come does not decline any more: they step back. */
  | { code: 'came-already' }
  | { code: 'hand-over-first' }
  | { code: 'room-is-there' }
  | { code: 'already-in'; person: Person }
  | { code: 'already-asked'; person: Person }
  /** Coordination has gone elsewhere since it was asked who takes over. */
  | { code: 'relay-over'; coordinator: Person }
  /** Asked to take over, or in, since that was proposed, and has not come; on their own card they still can. */
  | { code: 'relay-refused'; person: Person }
  /** They are of a vendor, or a guest, and are reached so. */
  | { code: 'outside'; person: Person; reach: string }
  /** They have left the organisation. */
  | { code: 'left'; person: Person }
  | { code: 'already-needed'; technology: TechnologyId }
  | { code: 'not-needed'; technology: TechnologyId }
  | { code: 'last-technology' }
  | { code: 'nobody-in-the-room' }
  | { code: 'everyone-heard' }
  | { code: 'asked-just-now' }
  | { code: 'no-room-yet' }
  | { code: 'nothing-to-retry' }
  /** It is about a case that lives in a system, or was sent by one: nobody says otherwise. */
  | { code: 'case-known'; caseId: string }
  /** A plan is its case's owner's, and this case is another's. */
  | { code: 'link-of-other'; owner: Person }
  /** A plan in an open room is none for a restricted case. */
  | { code: 'link-restricted'; caseId: string }
  /** `by`: whose words the field holds beside the last ones. */
  | { code: 'note-crowded'; by: Person[] }
  | { code: 'note-too-long' }
  | { code: 'note-empty' }
  | { code: 'not-resolved' }
  /** `by`: who saved it meanwhile. */
  | { code: 'article-changed'; by: Person }
  /** Nobody has saved it: what is sent was read by somebody. */
  | { code: 'article-not-saved' }
  /** Of a restricted case no article leaves the swarm. */
  | { code: 'article-restricted' }
  /** Of a restricted case nothing is told to a language model. */
  | { code: 'model-restricted' }
  /** Nothing was written that it could write anything of. */
  | { code: 'model-nothing' }
  /** A day that is over, or more than a year away. */
  | { code: 'day-out-of-reach' }
  /** They were never asked it. */
  | { code: 'not-your-question' }
  /** Somebody covers it, it is not needed any more, or the swarm has ended. */
  | { code: 'gap-over' }
  /** Another day was set since, or the swarm was reopened. */
  | { code: 'follow-up-over' }
  | { code: 'no-such-task' }
  | { code: 'not-your-task'; person: Person }
  | { code: 'task-done' }
  | { code: 'tasks-crowded' }
  /** A task of a restricted case is for its own people. */
  | { code: 'restricted-task'; person: Person }
  /** Nobody thanks themselves, nor somebody who was not in it; nor more often than a swarm has reasons for. */
  | { code: 'thanks-to-oneself' }
  | { code: 'thanks-for-outsider'; person: Person }
  | { code: 'nobody-to-thank' }
  | { code: 'thanks-crowded' }
  | {
      code: 'text-missing';
      field: 'rootCause' | 'fix' | 'reason' | 'question' | 'view' | 'task' | 'elsewhere' | 'thanks';
    }
  | { code: 'credit-for-outsider'; person: Person };
