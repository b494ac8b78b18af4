import type { TeamShut } from '../availability/reasons.ts';
import type { Case, Person } from '../cases/case.ts';
import type { CaseOver } from '../cases/storedCases.ts';
import type { DetectedTechnology } from '../detection/detectedTechnology.ts';
import type { Language } from '../language/language.ts';
import type { Plan, ReasonAgainst } from '../matching/plan.ts';
import type { TechnologyId } from '../registry/technology.ts';
import type {
  Advice,
  Article,
  AwaySince,
  CardCopy,
  CaseRead,
  CaseStep,
  Channel,
  DeclineReason,
  Dropped,
  FixKind,
  FollowUpAnswer,
  GapAnswer,
  Invitation,
  KnownArticle,
  MessageAddress,
  ModelFault,
  ModelWork,
  NotAskedCause,
  NoteEntry,
  OwnCard,
  PreventionTask,
  Relay,
  RelayOf,
  Role,
  RoomKind,
  SideCard,
  SideCardName,
  StatusNote,
  Step,
  UnreachableCause,
  WithdrawalCause,
} from './events.ts';
import type { SwarmPolicy } from './policy.ts';

/** A swarm as its events tell it. A plan has no invitations to forget about; a closed swarm has an outcome. */
export type SwarmState = { status: 'none' } | ProposedSwarm | RunningSwarm | ClosedSwarm;

type Known = {
  swarmId: string;
  /** How many events are in it. */
  version: number;
  tenantId: string;
  case: Case;
  room: RoomKind;
  policy: SwarmPolicy;
  plan: Plan;
  dropped: Dropped;
  added: Person[];
  /** Whom of the plan's learners the owner wants to sit in. */
  learners: Person[];
  proposedAt: string;
  /** When the plan, as it is now, was reckoned (ISO, UTC): when it was proposed, or revised last. */
  plannedAt: string;
  /** The case owner's own card: the newest copy, which is kept true. */
  planCard: MessageAddress | null;
  /** Those of others who asked how it stands, the newest copy of each; who asked longest ago first. */
  statusCards: OwnCard[];
  /** What a language model reads in its case, while it is a plan. */
  reading: PlanReading;
  /** Its texts and people are gone, after the time for which they are kept. */
  forgotten: boolean;
  /**
   * Told in own words, it was linked to a case of a system: `told` as it was before, `version` that of the event; null: it is not linked.
   */
  linked: { told: Case; version: number } | null;
};

/** Until when the case is to be solved (ISO), if anybody said so and its owner left it so. */
export const deadlineOf = ({ case: theCase, dropped }: Pick<Known, 'case' | 'dropped'>): string | null =>
  dropped.deadline ? null : (theCase.deadline ?? null);

export type ProposedSwarm = Known & { status: 'proposed' | 'lapsed' };

type Started = Known & {
  coordinator: Person;
  startedAt: string;
  /** The id of its case when it started, by which its channel is called for ever, whatever case it was linked to since. */
  startedAs: string;
  needs: Need[];
  /** Support teams, as it was found last, that take no asks of others, and whose people cover a technology of it. */
  shut: TeamShut[];
  /** Who of the plan was not asked at its start, since they were not there any more. */
  away: AwaySince[];
  /** What was needed once: people may still be in for it, and cards call it by its name. */
  formerNeeds: DetectedTechnology[];
  invitations: InvitationRecord[];
  channel: ChannelRecord;
  /** What the case system says: the case needs nobody any more; null while it is open. */
  caseOver: CaseOver | null;
  /** The case that goes on in its place, once its system has merged it. */
  mergedInto: NonNullable<Case['mergedInto']> | null;
  /** The open room it left when its case became restricted; null for nearly every swarm. */
  leftRoom: LeftRoom | null;
  members: Member[];
  briefing: MessageAddress | null;
  /** How often it was lost, and posted again. */
  briefingsLost: number;
  /** Second messages with the briefing or an invitation, each one line that leads to the first. */
  copies: CardCopy[];
  /** Forms and questions in messages of their own: each person's newest of a kind. */
  sideCards: SideCard[];
  troubles: Trouble[];
  /** What somebody did to its channel in Teams; null while nobody did. */
  lostRoom: 'deleted' | 'archived' | null;
  /** Who reopened it, to be told in its channel once that is brought back; null: nobody, or told. */
  reopenedBy: Person | null;
  /** It goes on without a room, as its coordinator wants it. */
  withoutRoom: boolean;
  /** The last versions of the status note, the present one last; `version` is that of its event. */
  notes: { version: number; note: StatusNote }[];
  /** Since when (ISO, UTC) nothing was noted, and how often a note was asked for in that time. */
  silence: { since: string; asked: number };
  /** Since when (ISO, UTC) who coordinates does. */
  coordinatorSince: string;
  /** For the end of which working times the coordinator was asked who goes on, the last one last. */
  relays: ProposedRelay[];
  /** Since when nobody of it is at work (null: somebody is), since when somebody is again, and for how many milliseconds nobody was, in all. */
  idle: { since: string | null; resumedAt: string | null; ms: number };
  /** What was asked of everyone, the last question last. */
  questions: { question: string; at: string; by: Person | null }[];
  /** The question that went to everyone last; `at` is an ISO instant in UTC. */
  lastQuestion: { question: string; at: string } | null;
  /** Ids of those who have noted, asked, said or steered something. */
  heard: string[];
  /** The questions that went privately to those who had not been heard, the last one last. */
  silentAsks: SilentAsk[];
  /** What people said to all by the bot, the last one last; `version`: of its event. `relayed`: it is in the channel. */
  views: GivenView[];
  /** Its article as somebody wrote it, and by whom and when; null while there is only what its events say. */
  article: { version: number; at: string; by: Person; article: Article } | null;
  /** What became of it as a draft in the case's system, and who wanted it there; null: nobody has. `lost`: it did not get there. */
  articleDraft:
    | { by: Person; at: string; status: 'waits' | 'lost' }
    | ({ by: Person; at: string; status: 'there' } & Partial<KnownArticle>)
    | null;
  /** Who was asked what to do about each technology nobody is left to ask for, and what they said; `at`: ISO, UTC; `told`: who coordinated then. */
  gapAsks: { technology: TechnologyId; lead: Person; at: string; answer: GapAnswer | null; told?: Person }[];
  /** What is to come after its end, and what came of it. */
  aftercare: Aftercare;
  /** Words of thanks, and what the customer said, the last one last. */
  thanks: GivenThanks[];
  /** The version of the last event in which somebody noted, asked, said or left something; 0: none. */
  lastWords: number;
  /** What a language model wrote for it, and is to write. */
  model: ModelWritings;
  /** The version of the event of which its case is told that it has started; null: not yet known in which room. */
  startToldOf: number | null;
  /** The notes of which it is settled whether they are in the case. */
  notesTold: CaseStep[];
};

/** `asked`: for those who read these languages it was asked for, and has not come; `read`: what came last. */
export type PlanReading = {
  asked: readonly Language[];
  failed: { language: Language; why: ModelFault } | null;
  read: (CaseRead & { language: Language }) | null;
};
export const notRead: PlanReading = { asked: [], failed: null, read: null };

/** Words by a language model, each for those who read one language. */
export type ModelWritings = {
  /**
   * What was asked for and has not come, by whom, and since the event with which version; `typing`: those of them whose form is
   * not to be drawn anew.
   */
  asked: (ModelAsk & { by: readonly string[]; typing: readonly string[]; since: number })[];
  /** Ids of those who waited for what came, or failed, last, and had typed nothing. */
  served: readonly string[];
  /** What was asked for last and did not come, and why. */
  failed: (ModelAsk & { why: ModelFault })[];
  /** Into which languages what people write is translated, from when somebody asked for it on. */
  translates: Language[];
  /** Translations by the language and the fingerprint of what they are of (ownWords.ts); empty: what came of it could not be used. */
  translations: Partial<Record<Language, Readonly<Record<string, string>>>>;
  summaries: Partial<Record<Language, ModelSummary>>;
  articles: Partial<Record<Language, { article: Article; asOf: number; at: string }>>;
};
export type ModelAsk = { of: ModelWork; language: Language };
/** `asOf`: the version of the last event that it tells of; `at`: when it was written (ISO, UTC). */
export type ModelSummary = { lines: readonly string[]; asOf: number; at: string };

export const noWritings: ModelWritings = {
  ...{ asked: [], served: [], failed: [], translates: [], translations: {}, summaries: {}, articles: {} },
};

export type RunningSwarm = Started & { status: 'running' };

export type ClosedSwarm = Started & { status: 'resolved' | 'cancelled'; closedAt: string; outcome: Outcome };

/** Every swarm that was ever started. */
export type StartedSwarm = RunningSwarm | ClosedSwarm;

/** Who could go on when a working time ends; `at`: when that was asked, and of whom. */
export type ProposedRelay = {
  of: RelayOf;
  leaving: Person;
  ends: string;
  relays: Relay[];
  at: string;
  coordinator: Person;
};

/** A question that went privately to those who had not been heard; `version`: of its event, `at`: ISO, UTC. */
export type SilentAsk = { version: number; question: string; at: string; by: Person | null; asked: Person[] };

/** Whether a proposal is still for who coordinates to answer: they have coordinated since before it was put. */
export const isRelayOpen = (
  { coordinator, coordinatorSince }: StartedSwarm,
  proposal: Pick<ProposedRelay, 'at' | 'coordinator'>,
): boolean => proposal.coordinator.id === coordinator.id && coordinatorSince <= proposal.at;

/** What comes after a swarm's end. `reopened`: how often it was reopened. */
export type Aftercare = { followUps: FollowUp[]; preventions: Prevention[]; reopened: number };

/**
 * The owner is asked whether it is still fixed; `version`: of the event that set it, at `setAt` (ISO, UTC). `dropped`: by another day, or since the swarm was
 * reopened, before they answered.
 */
export type FollowUp = {
  version: number;
  setAt: string;
  on: string;
  at: string;
  dropped: boolean;
  answer: AnsweredFollowUp | null;
};
export type AnsweredFollowUp = FollowUpAnswer & { at: string; by: Person | null };

/** A task to prevent the next one; `askedBy` null: whoever asked was a program. `at`: of its last change (ISO, UTC). */
export type Prevention = PreventionTask & {
  askedBy: Person | null;
  askedAt: string;
  at: string;
  answer: { state: 'asked' } | { state: 'accepted' } | { state: 'declined'; why: string } | { state: 'done' };
};

export const noAftercare: Aftercare = { followUps: [], preventions: [], reopened: 0 };

/** A word of thanks; `version`: of its event, `at`: ISO, UTC. `praise`: the customer's, which `by` passed on. */
export type GivenThanks = { version: number; at: string; by: Person; to: Person[]; words: string; praise: boolean };

/** The day on which the owner is asked next; null: none is set. */
export const followUpOf = ({ aftercare }: Pick<StartedSwarm, 'aftercare'>): FollowUp | null =>
  aftercare.followUps.find(({ dropped, answer }) => !dropped && answer === null) ?? null;

export const isOpenTask = ({ answer }: Prevention): boolean => answer.state === 'asked' || answer.state === 'accepted';

export type GivenView = {
  version: number;
  at: string;
  by: Person;
  text: string;
  named: boolean;
  relayed: boolean;
  /** Where it is told in the channel; null: not yet, or nobody knows. */
  message: MessageAddress | null;
};

/** A technology the swarm wants covered. `gap`: nobody was left to ask; `shut`: because of these teams, too. */
export type Need = { detected: DetectedTechnology; gap: boolean; shut?: TeamShut[] };

export type InvitationRecord = Invitation & {
  invitedAt: string;
  deliveredAt: string | null;
  /** Whether it reached them outside their working hours; null: not brought, or nobody knew. */
  offHours: boolean | null;
  answeredAt: string | null;
  message: MessageAddress | null;
  answer:
    | { state: 'queued' }
    | { state: 'delivered' }
    | { state: 'accepted' }
    | {
        state: 'declined';
        reason: DeclineReason;
        instead: Person | null;
        note: string;
        /** Why whom they named was not asked; null when they were, or nobody was named. */
        notAsked: { why: NotAskedCause; against: ReasonAgainst[] } | null;
      }
    /** Accepted, and stepped back later. */
    | { state: 'left'; why: string; known: string; leftAt: string; gone?: true }
    | { state: 'expired' }
    | { state: 'unreachable'; cause: UnreachableCause }
    /** `offered`: they said that they could still join. `by`: who took over what they were asked to take over. */
    | { state: 'withdrawn'; because: WithdrawalCause; offered: boolean; by?: Person };
};

export type ChannelRecord =
  | { status: 'opening' }
  | { status: 'open' | 'archived' | 'deleted'; channel: Channel; appEnabled: boolean };

/**
 * The open room of a swarm whose case was marked restricted after it began. Teams cannot make a standard channel
 * private, so the swarm leaves it for a private one, and it is deleted; a team's owner can restore it for 30 days.
 */
export type LeftRoom =
  /** It was being made at that moment: whoever made it tells, or the next look in the host teams does. */
  { status: 'awaited' } | { status: 'left' | 'deleted'; channel: Channel; briefing: MessageAddress | null };

/**
 * Somebody in the swarm. `seated`: in its room; not so while its first room is gone and the next is being made. `guest`: who
 * coordinates is only a member of the room.
 */
export type Member = { person: Person; role: Role; announced: boolean; seated: boolean; guest?: true };

/** A step that waits or has failed for good; `failures`: how often it was given up so far. */
export type Trouble =
  | {
      step: Step;
      status: 'waiting';
      cause: string;
      retryAt: string;
      attempt: number;
      /** What a person has to do, where waiting alone will not help. */
      advice: Advice | null;
      /** Milliseconds it has waited since it went wrong first: after failures, and because it was asked to. */
      waited: { failing: number; asked: number };
      failures: number;
    }
  /** `againAt`: when it is tried again by itself (ISO, UTC); null: not by itself. */
  | { step: Step; status: 'failed'; cause: string; advice: Advice; againAt: string | null; failures: number };

/** `posted`: told in the channel; `concluded`: the briefing shows it. */
export type Outcome =
  | {
      kind: 'resolved';
      rootCause: string;
      fix: string;
      /** Null: nobody said. */
      fixKind: FixKind | null;
      technologies: TechnologyId[];
      credits: Person[];
      posted: boolean;
      concluded: boolean;
    }
  | { kind: 'cancelled'; reason: string; posted: boolean; concluded: boolean };

export const noNote: StatusNote = { known: [], tried: [], next: [], waitingFor: [] };

/** The status note as it is now; null while nobody has written one, or all of it was taken away. */
export function noteOf({ notes }: Pick<StartedSwarm, 'notes'>): StatusNote | null {
  const note = notes.at(-1)?.note ?? noNote;
  return Object.values(note).some((entries) => entries.length > 0) ? note : null;
}

/** A field of a note as it stands in a form: of two who wrote at once both, one below the other. */
export const noteText = (entries: readonly NoteEntry[]): string => entries.map(({ text }) => text).join('\n');

/** The state of an answer in one word. */
export type InvitationStatus = InvitationRecord['answer']['state'];

/** Whether an invitation still waits for its answer. */
export const isPending = (invitation: InvitationRecord): boolean =>
  invitation.answer.state === 'queued' || invitation.answer.state === 'delivered';

/**
 * Whether an invitation asks its person to help with a technology. Who is asked to take over is asked to coordinate: their answer
 * leaves open what it left open.
 */
export const asksFor = (
  { role, takesOver, technologies }: Pick<Invitation, 'role' | 'takesOver' | 'technologies'>,
  technology: TechnologyId,
): boolean => role === 'expert' && takesOver !== true && technologies.includes(technology);

/**
 * Whether who was let go may say that they could still come: nobody is let into a restricted case to learn, also not by asking,
 * and who was asked to coordinate was not asked to help.
 */
export const mayOfferHelp = ({ takesOver, answer }: InvitationRecord): boolean =>
  answer.state === 'withdrawn' && answer.because !== 'restricted' && takesOver !== true;

/** Whether both are the same message of Teams; a conversation is told with its thread or without. */
export const isSameMessage = (one: MessageAddress, other: MessageAddress): boolean =>
  one.activityId === other.activityId && one.conversationId.split(';')[0] === other.conversationId.split(';')[0];

/** The card of a swarm that somebody has for themselves; null when they have none. */
export const ownCardOf = (state: Exclude<SwarmState, { status: 'none' }>, personId: string): MessageAddress | null =>
  state.case.owner.id === personId
    ? state.planCard
    : (state.statusCards.find(({ reader }) => reader.id === personId)?.message ?? null);

/** Somebody's newest form or question of a kind, in a message of its own; null when they have none. */
export const sideCardOf = ({ sideCards }: StartedSwarm, card: SideCardName, personId: string): MessageAddress | null =>
  sideCards.find((each) => each.card === card && each.reader.id === personId)?.message ?? null;

/** Whether nobody is left to ask for a technology of a swarm that runs. */
export const isOpenGap = (state: StartedSwarm, technology: string): boolean =>
  state.status === 'running' && state.needs.some(({ detected, gap }) => gap && detected.technology === technology);

/** Whether an invitation waits until the person's hours begin; `at`: now, an ISO instant in UTC. */
export const isWaitingForHours = (invitation: InvitationRecord, at: string): boolean =>
  invitation.answer.state === 'queued' && invitation.deliverAt !== undefined && invitation.deliverAt > at;

/** Whether the swarm was started at some time. */
export const wasStarted = (state: SwarmState): state is StartedSwarm =>
  state.status === 'running' || state.status === 'resolved' || state.status === 'cancelled';

/** The experts who accepted and cover a technology. */
export const coveredBy = (state: StartedSwarm, technology: TechnologyId): Person[] =>
  state.invitations
    .filter(
      (each) => each.role === 'expert' && each.answer.state === 'accepted' && each.technologies.includes(technology),
    )
    .map((each) => each.person);

const unwaited = { failing: 0, asked: 0 };

/**
 * The milliseconds for which a step waits since it went wrong first. They are summed from the waits themselves: no
 * clock is read twice, so one that is set meanwhile makes nothing longer or shorter.
 */
export const waitedFor = (state: StartedSwarm, step: Step): { failing: number; asked: number } => {
  const trouble = state.troubles.find((each) => each.step === step);
  return trouble?.status === 'waiting' ? trouble.waited : unwaited;
};

/** The same, whatever it waited for. */
export const troubledFor = (state: StartedSwarm, step: Step): number => {
  const { failing, asked } = waitedFor(state, step);
  return failing + asked;
};
