import { z } from 'zod';
import { personSchema } from '../cases/case.ts';
import { languages } from '../language/language.ts';
import type { QueuedJob } from '../store/queue.ts';
import {
  type Advice,
  type MessageAddress,
  modelWorks,
  type SideCard,
  type SideCardName,
  type Step,
  type UnreachableCause,
  type WholeStep,
} from './events.ts';

/**
 * One job, one outside effect (or one alarm of the clock). `attempt` counts from 1 and grows when a step was delayed;
 * a job is safe to run twice. Jobs are stored with the events that caused them, in one transaction.
 */
const inSwarm = { swarmId: z.string(), attempt: z.int().min(1) };
/** `own:<person id>`: the card somebody beside the case's owner has for themselves; `relay:<person id>`: the question who goes on;
 * `asked:<question>@<person id>`: another of their questions; `view:<version>`: what somebody told to all, in the channel. */
const cardName = z.union([
  z.literal('plan'),
  z.literal('briefing'),
  z.templateLiteral(['i', z.int()]),
  z.templateLiteral(['own:', z.string()]),
  z.templateLiteral(['relay:', z.string()]),
  z.templateLiteral(['asked:', z.string()]),
  z.templateLiteral(['view:', z.int()]),
]);
const sideCardName: z.ZodType<SideCardName> = z.union([
  z.enum(['note', 'relay', 'silent', 'recurring']),
  z.templateLiteral(['gap:', z.string()]),
  z.templateLiteral(['follow:', z.int()]),
  z.templateLiteral(['task:', z.string()]),
]);
const messageAddressSchema: z.ZodType<MessageAddress> = z.strictObject({
  serviceUrl: z.string(),
  conversationId: z.string(),
  activityId: z.string(),
  targeted: z.literal(true).exactOptional(),
});
const role = z.enum(['coordinator', 'expert', 'learner']);

/** What the coordinator is told in their personal chat, because a card that changes quietly is easily missed. */
export const noticeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('gap'), technology: z.string() }),
  z.strictObject({
    kind: z.literal('unreachable'),
    invitationId: z.string(),
    cause: z.enum(['app-not-installed', 'guest', 'blocked', 'user-gone', 'other'] satisfies UnreachableCause[]),
  }),
  z.strictObject({ kind: z.literal('step-failed'), step: z.string(), cause: z.string(), advice: z.string() }),
  z.strictObject({ kind: z.literal('coordination-received') }),
  z.strictObject({ kind: z.literal('stepped-back'), invitationId: z.string() }),
  z.strictObject({ kind: z.literal('help-offered'), invitationId: z.string() }),
  z.strictObject({ kind: z.literal('instead-not-asked'), invitationId: z.string() }),
  z.strictObject({ kind: z.literal('channel-lost'), how: z.enum(['deleted', 'archived']) }),
  z.strictObject({ kind: z.literal('case-reassigned') }),
  /** `silentSince`: what the swarm's silence says when the note is asked for; noted since then, it is asked for no more. */
  z.strictObject({ kind: z.literal('note-wanted'), silentSince: z.string() }),
  /** `at`: when the question was put; who coordinates no longer, or has answered, is told no more. */
  z.strictObject({ kind: z.literal('relay'), at: z.string() }),
  /** Whom the coordinator asked to take over cannot. */
  z.strictObject({ kind: z.literal('relay-refused'), invitationId: z.string() }),
  /** A lead has said what to do about a gap. */
  z.strictObject({ kind: z.literal('gap-answered'), technology: z.string() }),
  z.strictObject({ kind: z.literal('case-restricted') }),
  z.strictObject({ kind: z.literal('case-closed'), how: z.enum(['closed', 'gone']) }),
  z.strictObject({ kind: z.literal('case-reopened') }),
  z.strictObject({ kind: z.literal('case-urgency') }),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** What somebody else did with a swarm, for its case's owner and who leads or led it; `by` null: the system. */
const deed = { by: personSchema.nullable() };
export const deedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started-for-you'), ...deed }),
  z.strictObject({ kind: z.literal('handed-over'), ...deed, to: personSchema }),
  z.strictObject({ kind: z.literal('ended'), ...deed }),
  z.strictObject({ kind: z.literal('reopened'), ...deed }),
  /** It was told in own words, and is about their case. */
  z.strictObject({ kind: z.literal('linked'), ...deed }),
  /** What became of a task to prevent the next one, for who asked for it. */
  z.strictObject({
    kind: z.literal('prevention'),
    ...deed,
    preventionId: z.string(),
    state: z.enum(['asked', 'accepted', 'declined', 'done']),
  }),
]);
export type Deed = z.infer<typeof deedSchema>;

/** What everybody in the channel is told. */
export const roomNewsSchema = z.discriminatedUnion('kind', [
  /** `relay`: the working time of `from` ended. */
  z.strictObject({
    kind: z.literal('handed-over'),
    from: personSchema,
    to: personSchema,
    relay: z.literal(true).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('stepped-back'), invitationId: z.string() }),
  z.strictObject({ kind: z.literal('reopened'), by: personSchema }),
]);
export type RoomNews = z.infer<typeof roomNewsSchema>;

export const swarmJobSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('offer-plan'), ...inSwarm }),
  z.strictObject({ name: z.literal('open-channel'), ...inSwarm }),
  z.strictObject({ name: z.literal('enable-app'), ...inSwarm }),
  z.strictObject({ name: z.literal('seat-member'), ...inSwarm, person: personSchema, role }),
  z.strictObject({ name: z.literal('announce-member'), ...inSwarm, person: personSchema }),
  z.strictObject({ name: z.literal('post-briefing'), ...inSwarm }),
  // `ifOver`: some time after a question ended, unless it is asked again by then. `whileAsked`: a question that is asked, unless it ended.
  z.strictObject({
    name: z.literal('refresh-card'),
    ...inSwarm,
    card: cardName,
    ifOver: z.literal(true).optional(),
    whileAsked: z.literal(true).optional(),
  }),
  /** `copyOf`: of the briefing, an invitation, what somebody told to all, or a message beside their card; left out: of the reader's own card. */
  z.strictObject({
    name: z.literal('fold-card'),
    ...inSwarm,
    reader: personSchema,
    message: messageAddressSchema,
    copyOf: z
      .union([
        z.literal('briefing'),
        sideCardName,
        z.templateLiteral(['i', z.int()]),
        z.templateLiteral(['view:', z.int()]),
      ])
      .exactOptional(),
  }),
  z.strictObject({ name: z.literal('deliver-invitation'), ...inSwarm, invitationId: z.string() }),
  z.strictObject({ name: z.literal('expire-invitation'), ...inSwarm, invitationId: z.string() }),
  z.strictObject({ name: z.literal('ask-for-note'), ...inSwarm, silentSince: z.string() }),
  z.strictObject({ name: z.literal('tell-coordinator'), ...inSwarm, notice: noticeSchema }),
  z.strictObject({ name: z.literal('tell-person'), ...inSwarm, person: personSchema, deed: deedSchema }),
  z.strictObject({ name: z.literal('tell-room'), ...inSwarm, news: roomNewsSchema }),
  z.strictObject({ name: z.literal('look-at-channel'), ...inSwarm }),
  z.strictObject({ name: z.literal('ask-views'), ...inSwarm, question: z.string(), asked: z.array(personSchema) }),
  /** `of`: the version of the event with the question; its text stays there. */
  z.strictObject({ name: z.literal('ask-silent'), ...inSwarm, of: z.int().min(1), person: personSchema }),
  /** `of`: the version of the event with what somebody says to all. */
  z.strictObject({ name: z.literal('relay-view'), ...inSwarm, of: z.int().min(1) }),
  /** Asks whoever leads a technology, or is on call for it, what to do: nobody is left to ask. */
  z.strictObject({ name: z.literal('ask-gap-lead'), ...inSwarm, technology: z.string() }),
  /** Asks the case's owner whether it is still fixed. `of`: the version of the event that set the day. */
  z.strictObject({ name: z.literal('ask-follow-up'), ...inSwarm, of: z.int().min(1) }),
  z.strictObject({ name: z.literal('ask-prevention'), ...inSwarm, preventionId: z.string() }),
  /** `remindAt`: as the task said when this was made; moved since, it reminds nobody. */
  z.strictObject({
    name: z.literal('remind-prevention'),
    ...inSwarm,
    preventionId: z.string(),
    remindAt: z.string(),
  }),
  /** Brings a word of thanks. `of`: the version of its event; the words stay there. */
  z.strictObject({ name: z.literal('tell-thanks'), ...inSwarm, of: z.int().min(1), person: personSchema }),
  /** Tells a lead that its cause was one for the third time. */
  z.strictObject({ name: z.literal('tell-recurring'), ...inSwarm }),
  z.strictObject({ name: z.literal('post-outcome'), ...inSwarm }),
  z.strictObject({ name: z.literal('archive-channel'), ...inSwarm }),
  z.strictObject({ name: z.literal('unarchive-channel'), ...inSwarm }),
  z.strictObject({ name: z.literal('delete-channel'), ...inSwarm }),
  z.strictObject({ name: z.literal('hide-left-briefing'), ...inSwarm }),
  z.strictObject({ name: z.literal('delete-left-channel'), ...inSwarm }),
  /** `of`: the version of the event that the note tells; its texts stay where they are. */
  z.strictObject({ name: z.literal('write-note'), ...inSwarm, of: z.int().min(1) }),
  z.strictObject({ name: z.literal('link-case'), ...inSwarm }),
  /** `of`: the version of the event by which the case was unlinked. */
  z.strictObject({ name: z.literal('unlink-case'), ...inSwarm, of: z.int().min(1) }),
  /** The article as it is saved when the job runs. */
  z.strictObject({ name: z.literal('send-article'), ...inSwarm }),
  /** What is given to the language model is read from the swarm when the job runs. */
  z.strictObject({
    ...{ name: z.literal('ask-model'), ...inSwarm },
    ...{ of: z.enum(modelWorks), language: z.enum(languages) },
  }),
]);
export type SwarmJob = z.infer<typeof swarmJobSchema>;
export type SwarmJobName = SwarmJob['name'];
export type JobOf<N extends SwarmJobName> = Extract<SwarmJob, { name: N }>;
export type CardName = JobOf<'refresh-card'>['card'];

/** The name of a question that somebody has in a message of its own. */
export const questionCard = ({ card, reader }: Pick<SideCard, 'card' | 'reader'>): CardName =>
  `asked:${card}@${reader.id}`;

/** The name of what somebody told to all, in the channel; `version`: of the event in which they did. */
export const viewCard = ({ version }: { version: number }): `view:${number}` => `view:${version}`;

/** A job and the instant (ISO, UTC) before which it must not run; without one, at once. */
export type ScheduledJob = { job: SwarmJob; startAfter?: string };

/** A job as the queue takes it: refreshes of one card wait for each other. */
export const queuedOf = ({ job, startAfter }: ScheduledJob): QueuedJob => ({
  name: job.name,
  body: job,
  ...(startAfter ? { startAfter } : {}),
  ...(job.name === 'refresh-card' ? { group: `${job.swarmId} ${job.card}` } : {}),
});

export const swarmJobNames = swarmJobSchema.options.map((option) => option.shape.name.value);

/**
 * The step that each job carries out, of which a swarm has one (`whole`), or one for each of somebody or something; null for alarms and
 * courtesies that nobody waits for.
 */
const steps: { [N in SwarmJobName]: N extends WholeStep ? 'whole' : ((job: JobOf<N>) => Step) | null } = {
  'open-channel': 'whole',
  'enable-app': 'whole',
  'post-briefing': 'whole',
  'post-outcome': 'whole',
  'archive-channel': 'whole',
  'unarchive-channel': 'whole',
  'delete-channel': 'whole',
  'hide-left-briefing': 'whole',
  'delete-left-channel': 'whole',
  'link-case': 'whole',
  'send-article': 'whole',
  'write-note': ({ of }) => `note:${of}`,
  'unlink-case': ({ of }) => `unlink:${of}`,
  'seat-member': ({ person }) => `seat:${person.id}`,
  'announce-member': ({ person }) => `announce:${person.id}`,
  'deliver-invitation': ({ invitationId }) => `deliver:${invitationId}`,
  'offer-plan': null,
  'refresh-card': null,
  'fold-card': null,
  'expire-invitation': null,
  'ask-for-note': null,
  'tell-coordinator': null,
  'tell-person': null,
  'tell-room': null,
  'look-at-channel': null,
  'ask-views': null,
  'ask-silent': null,
  'relay-view': null,
  'tell-recurring': null,
  'ask-gap-lead': null,
  'ask-follow-up': null,
  'ask-prevention': null,
  'remind-prevention': null,
  'tell-thanks': null,
  'ask-model': null,
};

/** Whether a step is one of the swarm's own, of which it has no more than one. */
export const isWholeStep = (step: string): step is WholeStep =>
  Object.hasOwn(steps, step) && steps[step as WholeStep] === 'whole';

/** What of a step of which a swarm has several stands before the colon. */
type SeveralStep = Exclude<Step, WholeStep> extends `${infer Kind}:${string}` ? Kind : never;

/** Which kind of step it is, and of whom or what. */
export function partsOf(step: Exclude<Step, WholeStep>): [kind: SeveralStep, of: string] {
  const colon = step.indexOf(':');
  return [step.slice(0, colon) as SeveralStep, step.slice(colon + 1)];
}

/** The step of the swarm that a job carries out; null: nobody waits for it. */
export function stepOf<N extends SwarmJobName>(job: JobOf<N>): Step | null {
  if (isWholeStep(job.name)) return job.name;
  const of = steps[job.name] as ((job: JobOf<N>) => Step) | null;
  return of?.(job) ?? null;
}

/** The cause of a wait that is only our own pacing to the limits outside. What else is a cause is told as it came. */
export const ownPace = 'own-pace';

/** What an effect may say of itself when it could not be done. */
export type Setback =
  /** Try again: at `retryAt` when the other side said so (Retry-After), else after a growing wait. */
  | { kind: 'wait'; cause: string; retryAt: string | null; advice: Advice }
  /** It will not work until somebody changes something. */
  | { kind: 'give-up'; cause: string; advice: Advice };
