import { z } from 'zod';
import { severities } from '../../cases/case.ts';
import { caseIdIn, looksLikeCaseId } from '../../cases/ids/shape.ts';
import { shares } from '../../growth/choice.ts';
import { languages } from '../../language/language.ts';
import { visible } from '../../language/usual.ts';
import { teamIdSchema } from '../../registry/team.ts';
import { technologyIdSchema } from '../../registry/technology.ts';
import { declineReasons, fixKinds, relayOf, type Step, stillFixed } from '../../swarm/events.ts';

/** Letters of whom to turn to, and how. */
export const mostElsewhere = 500;
/** Letters of a task to prevent the next one. */
export const mostTask = 300;
/** Letters of a word of thanks, and of what a customer said. */
export const mostThanksText = 500;
export const mostPraise = 1000;

/** Letters of what names a case to which a swarm is linked: an address. */
export const mostNamedCase = 400;

/**
 * What comes back from the cards: one verb for each button, with the ids the card carried and what the person typed.
 * Ids are only a way to find things: who acts is who Teams says acts, and all the rest is loaded again.
 */

const id = z.string().trim().min(1).max(128);
const swarmId = z.string().min(1).max(64);
const version = z.int().min(1);
const invitationId = z.string().regex(/^i\d{1,6}$/);

/** A text input; a client leaves an empty one out. */
const typed = (most: number) => z.string().trim().max(most).transform(visible).default('');
/** Letters for one field of the status note, as one person writes it. */
export const mostNoteField = 1000;
/** A field of the status note: of two who wrote at once it holds both. */
const note = typed(2 * mostNoteField + 1);
/** Letters of what somebody has told to all. */
export const mostView = 2000;
/** A choice of one; empty when nothing was chosen. */
const chosen = <T extends z.ZodType>(value: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), value.optional()).transform((given) => given ?? null);
/** A choice of many: clients send `a,b`. No id has a comma in it. */
const several = <T extends z.ZodType<string>>(value: T, most: number) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? given.split(',').filter((part) => part !== '') : (given ?? [])),
    z.array(value).max(most),
  );
/** A number input: some clients send it as text. */
const counted = (least: number, most: number) =>
  z.preprocess(
    (given) => (typeof given === 'string' && given.trim() !== '' ? Number(given) : given),
    z.int().min(least).max(most),
  );
const ticked = z.preprocess((given) => given === true || given === 'true', z.boolean());
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The same where cards of before do not ask; null: not asked. */
const maybeTicked = z.preprocess(
  (given) => (given === undefined || given === null ? null : given === true || given === 'true'),
  z.boolean().nullable(),
);

/** The form that says when one can be asked. */
const availability = {
  workDays: several(z.enum(['1', '2', '3', '4', '5', '6', '7']), 7).transform((days) => days.map(Number).sort()),
  workFrom: timeOfDay,
  workTo: timeOfDay,
  mostSwarms: counted(0, 20),
  /** The last day away, in the person's own zone; null: not away. */
  awayUntil: chosen(z.iso.date()),
  /** Which languages one speaks, and reads here; cards of before do not ask, and empty leaves it as it is. */
  speaks: several(z.enum(languages), languages.length),
  reads: chosen(z.enum(languages)),
  anyHour: maybeTicked,
};

/** The form that says how one wants to be asked; texts as typed. */
const asking = {
  week: typed(500),
  focus: typed(500),
  notBefore: chosen(timeOfDay),
  quietFrom: chosen(z.iso.date()),
  quietUntil: chosen(z.iso.date()),
  onlyCritical: ticked,
  mostAWeek: chosen(counted(1, 50)),
};

/** What somebody who was asked privately would have told to all, with their name or without. */
const givenView = { viewText: typed(mostView), viewNamed: chosen(z.enum(['named', 'unnamed'])) };
const preventionId = z.string().regex(/^p\d{1,3}$/);
/** When to ask again; cards of before do not say. */
const followUpDay = {
  followUpIn: chosen(z.enum(['1', '2'])),
  followUpOn: chosen(z.iso.date()),
};
const preventionTask = {
  preventionTask: typed(mostTask),
  preventionBy: chosen(id),
  preventionByTyped: typed(200),
  preventionDue: chosen(z.iso.date()),
};

/** `seat:<person id>` and the like; `decide` knows whether there is such a step. */
const step = z
  .string()
  .regex(/^[a-z-]{1,30}(:[\w.:@-]{1,128})?$/)
  .transform((given) => given as Step);

/** In place of a product: its author does not know it either. */
export const cannotTell = '-cannot-tell';

export const cardNames = ['plan', 'briefing', 'invitation', 'notice'] as const;
/** What somebody told to all, in the channel: by the version of the event in which they did. */
const view = version.optional();

/** On which card a form of the panel was; cards of before do not say: theirs was the channel's. */
const panelCard = z.enum(['plan', 'briefing']).default('briefing');

export const cardActionSchema = z.discriminatedUnion('verb', [
  // The plan.
  z.strictObject({ verb: z.literal('start-swarm'), swarmId, version }),
  z.strictObject({
    verb: z.literal('revise-plan'),
    swarmId,
    /** The version of the plan that was on the card: what was not kept is known only against that one. */
    version,
    keepTechnologies: several(technologyIdSchema, 100),
    /** Of those that past cases alone suggest, which are to be asked for. */
    tickPossible: several(technologyIdSchema, 20),
    keepPeople: several(id, 100),
    /** Of those who would like to learn, who is to be offered a seat. */
    seatLearners: several(id, 20),
    /** Names of technologies to add, as the owner typed them, separated by commas. */
    addTechnologies: typed(300),
    addPeople: several(id, 20),
    /** Names or mail addresses, as typed, separated by commas. */
    addPeopleTyped: typed(300),
    /** How urgent the case is; cards from before have no such field. */
    caseSeverity: chosen(z.enum(severities)),
  }),
  /** What the case's text says of a deadline: whether it is one. */
  z.strictObject({ verb: z.enum(['keep-deadline', 'drop-deadline']), swarmId }),
  z.strictObject({ verb: z.literal('dismiss-plan'), swarmId }),
  z.strictObject({ verb: z.literal('plan-again'), swarmId }),
  // The invitation.
  z.strictObject({ verb: z.literal('accept'), swarmId, invitationId }),
  z.strictObject({
    verb: z.literal('decline'),
    swarmId,
    invitationId,
    reason: z.enum(declineReasons),
    instead: chosen(id),
    /** A name or a mail address, as typed. */
    insteadTyped: typed(200),
    note: typed(500),
  }),
  z.strictObject({
    verb: z.literal('step-back'),
    swarmId,
    invitationId,
    /** On their own card, or in the channel. */
    card: z.enum(['invitation', 'briefing']),
    stepBackWhy: typed(500),
    stepBackKnown: typed(2000),
  }),
  z.strictObject({ verb: z.literal('offer-help'), swarmId, invitationId }),
  // What somebody else's invitation asks of the coordinator.
  z.strictObject({ verb: z.enum(['take-offer', 'ask-named', 'ask-now']), swarmId, card: panelCard, invitationId }),
  // A list of swarms; `steering`: of those that need somebody to lead or end them, whoever is asked to join one as well.
  z.strictObject({ verb: z.literal('open-card'), swarmId, steering: z.literal('yes').optional() }),
  // The case of a system that a swarm told in words is about.
  z.strictObject({ verb: z.literal('link-case'), swarmId, linkedCase: typed(mostNamedCase) }),
  z.strictObject({ verb: z.literal('unlink-case'), swarmId }),
  // A channel that is gone.
  z.strictObject({ verb: z.enum(['open-room', 'go-without-room']), swarmId, card: panelCard }),
  // Any card of a swarm.
  z.strictObject({
    verb: z.literal('refresh'),
    swarmId,
    card: z.enum([...cardNames, 'view']),
    ...{ invitationId: invitationId.optional(), view },
  }),
  // The coordinator's panel.
  z.strictObject({ verb: z.literal('add-technology'), swarmId, card: panelCard, addedTechnology: typed(200) }),
  z.strictObject({
    verb: z.literal('drop-technology'),
    swarmId,
    card: panelCard,
    droppedTechnology: chosen(technologyIdSchema),
  }),
  z.strictObject({
    verb: z.enum(['invite-person', 'seat-learner']),
    swarmId,
    card: panelCard,
    invited: chosen(id),
    invitedTyped: typed(200),
    invitedFor: several(technologyIdSchema, 50),
  }),
  // The status note: its form, and what it holds.
  z.strictObject({ verb: z.literal('edit-note'), swarmId }),
  // Words by a language model, in the language of who presses.
  z.strictObject({
    verb: z.literal('ask-model'),
    swarmId,
    of: z.enum(['translation', 'summary', 'reading']),
    card: z.enum(['plan', 'briefing', 'invitation', 'silent', 'view']),
    ...{ invitationId: invitationId.optional(), view },
    /** What was typed into the form that the button stands on: it stays there. */
    ...givenView,
  }),
  z.strictObject({
    verb: z.literal('save-note'),
    swarmId,
    /** The version of the note with which the form was filled; 0: there was none. */
    noteVersion: z.int().min(0),
    known: note,
    tried: note,
    next: note,
    waitingFor: note,
  }),
  // Who goes on when a working time ends; the status note goes with it, and what it was when the form was filled.
  z.strictObject({
    verb: z.literal('offer-relay'),
    swarmId,
    relay: z.enum(relayOf),
    /** When it was proposed; cards of before do not say. */
    relayAt: chosen(z.iso.datetime()),
    relayTo: chosen(id),
    relayToTyped: typed(200),
    noteVersion: z.int().min(0),
    ...{ known: note, tried: note, next: note, waitingFor: note },
  }),
  z.strictObject({ verb: z.literal('ask-views'), swarmId, card: panelCard, question: typed(1000) }),
  z.strictObject({
    verb: z.literal('ask-silent'),
    swarmId,
    /** Also beside the words of a swarm that is about to be resolved. */
    card: z.enum(['plan', 'briefing', 'notice']).default('briefing'),
    question: typed(1000),
  }),
  // What somebody who was asked privately has told to all, with their name or without.
  z.strictObject({
    verb: z.literal('tell-view'),
    swarmId,
    ...givenView,
  }),
  z.strictObject({ verb: z.literal('nothing-to-add'), swarmId }),
  z.strictObject({
    verb: z.literal('hand-over'),
    swarmId,
    card: panelCard,
    handOverTo: chosen(id),
    handOverToTyped: typed(200),
  }),
  z.strictObject({
    /** `resolve-anyway`: although some have not been heard; it carries what was typed into the form. */
    verb: z.enum(['resolve', 'resolve-anyway']),
    swarmId,
    card: z.enum(['plan', 'briefing', 'notice']).default('briefing'),
    rootCause: typed(4000),
    fix: typed(4000),
    /** Forms of before do not ask. */
    fixKind: chosen(z.enum(fixKinds)),
    resolvedTechnologies: several(technologyIdSchema, 100),
    credits: several(id, 200),
    ...followUpDay,
    ...preventionTask,
    /** To those who are credited; forms of before do not ask. */
    resolveThanks: typed(mostThanksText),
  }),
  // Thanks to those who were in a resolved swarm, and a customer's praise to those who helped.
  z.strictObject({
    verb: z.literal('give-thanks'),
    swarmId,
    thanked: several(id, 50),
    thanksText: typed(mostThanksText),
  }),
  z.strictObject({ verb: z.literal('pass-praise'), swarmId, praiseText: typed(mostPraise) }),
  // What a lead says where nobody is left to ask.
  z.strictObject({
    verb: z.enum(['gap-name', 'gap-elsewhere', 'gap-without']),
    swarmId,
    gapOf: technologyIdSchema,
    gapPerson: chosen(id),
    gapPersonTyped: typed(200),
    gapElsewhere: typed(mostElsewhere),
  }),
  // After the end: whether it is still fixed, and what prevents the next one.
  z.strictObject({ verb: z.literal('set-follow-up'), swarmId, ...followUpDay }),
  z.strictObject({ verb: z.literal('drop-follow-up'), swarmId }),
  z.strictObject({
    verb: z.literal('answer-follow-up'),
    swarmId,
    /** The version of the event that set the day. */
    followUp: version,
    stillFixed: chosen(z.enum(stillFixed)),
    customerTold: chosen(z.enum(['yes', 'no'])),
    customerConfirmed: chosen(z.enum(['yes', 'no'])),
  }),
  z.strictObject({ verb: z.literal('give-prevention'), swarmId, ...preventionTask }),
  z.strictObject({ verb: z.enum(['take-prevention', 'finish-prevention']), swarmId, preventionId }),
  z.strictObject({ verb: z.literal('decline-prevention'), swarmId, preventionId, preventionWhy: typed(300) }),
  z.strictObject({
    verb: z.literal('move-prevention'),
    swarmId,
    preventionId,
    preventionDue: chosen(z.iso.date()),
  }),
  /** From a list: `followUp` or `preventionId` says which. */
  z.strictObject({
    verb: z.literal('open-task'),
    swarmId,
    followUp: version.optional(),
    preventionId: preventionId.optional(),
  }),
  z.strictObject({ verb: z.literal('cancel'), swarmId, card: panelCard, cancelReason: typed(1000) }),
  z.strictObject({ verb: z.literal('reopen'), swarmId }),
  z.strictObject({ verb: z.literal('retry-step'), swarmId, step, card: z.enum(cardNames) }),
  // One's own entry in the registry.
  z.strictObject({
    verb: z.literal('save-skill'),
    skillTechnology: chosen(technologyIdSchema),
    /** The name of a technology, as typed, for one that is not in the list. */
    skillTechnologyTyped: typed(200),
    skillLevel: counted(1, 5),
    skillOwner: ticked,
    skillWantsToLearn: ticked,
  }),
  z.strictObject({ verb: z.enum(['confirm-skill', 'refuse-skill']), proposedSkill: technologyIdSchema }),
  z.strictObject({ verb: z.enum(['keep-skill', 'drop-skill']), doubtedSkill: technologyIdSchema }),
  // What Outlook says of one's hours; `proposedSince` tells which word of it was on the card.
  z.strictObject({ verb: z.enum(['take-hours', 'keep-hours']), proposedSince: z.iso.datetime() }),
  z.strictObject({ verb: z.literal('remove-skill'), removedSkill: chosen(technologyIdSchema) }),
  z.strictObject({
    verb: z.literal('save-person'),
    ...availability,
    /** What the form showed, by which it is known what the person changed; cards of before do not say. */
    shown: z.strictObject(availability).optional(),
  }),
  z.strictObject({ verb: z.literal('save-asking'), ...asking, shown: z.strictObject(asking).optional() }),
  // Who may act for oneself; `deputyUntil` is their last day, in one's own zone.
  z.strictObject({
    verb: z.literal('name-deputy'),
    deputyTyped: typed(200),
    deputyUntil: chosen(z.iso.date()),
  }),
  // Whether others' asks reach a team that one leads: 1 closes it for a day, 0 opens it.
  z.strictObject({ verb: z.literal('close-team'), team: teamIdSchema, closed: z.int().min(0).max(1) }),
  z.strictObject({ verb: z.literal('revoke-deputy'), revokedDeputy: id }),
  // What one shares of one's own record, and what one could list or take less of.
  z.strictObject({
    verb: z.literal('save-sharing'),
    /** On the record it is shown anew; the word of a month stays what it was. */
    sharingOn: z.enum(['record', 'month']),
    share: z.enum(shares),
    monthly: ticked,
  }),
  z.strictObject({ verb: z.literal('list-skill'), learned: technologyIdSchema, learnedLevel: counted(1, 2) }),
  z.strictObject({ verb: z.literal('leave-skill'), learned: technologyIdSchema }),
  z.strictObject({ verb: z.literal('set-week-limit'), weekLimit: chosen(counted(1, 50)) }),
  // Of people who left or joined, for their leads: who owns now what each owned, by its place in `handedOn`.
  z.strictObject({
    verb: z.literal('hand-on'),
    leaver: id,
    handedOn: several(technologyIdSchema, 10),
    ...{ heir0: chosen(id), heir1: chosen(id), heir2: chosen(id), heir3: chosen(id), heir4: chosen(id) },
    ...{ heir5: chosen(id), heir6: chosen(id), heir7: chosen(id), heir8: chosen(id), heir9: chosen(id) },
  }),
  z.strictObject({ verb: z.literal('bring-back'), leaver: id }),
  z.strictObject({ verb: z.literal('add-joiner'), joiner: id }),
  // Words that may be a case, looked over by who wrote them.
  z.strictObject({
    verb: z.literal('plan-words'),
    caseText: typed(20_000),
    caseSeverity: z.enum(severities).default('normal'),
    /** What its author says it is about: technologies, and `cannotTell`. */
    products: several(technologyIdSchema.or(z.literal(cannotTell)), 100),
    productTyped: typed(100),
    /** What was said of the case before it was asked about. */
    caseRestricted: ticked,
    caseCustomer: typed(200),
    /** The case that is named in it and could not be read then: by what, as what it is called, in which system. */
    ...{ unreadNamed: typed(mostNamedCase), unreadCase: typed(mostNamedCase), unreadIn: typed(100) },
  }),
  // Which of two things somebody meant: a case, or a command in its own words.
  z.strictObject({ verb: z.literal('take-case'), caseId: z.string().trim().min(1).max(200) }),
  z.strictObject({ verb: z.literal('run-words'), saidWords: z.string().min(1).max(200) }),
  // A problem for the support contacts of who may not start a swarm; and what a contact says to it.
  z.strictObject({
    verb: z.literal('ask-contacts'),
    caseText: typed(20_000),
    caseSeverity: z.enum(severities).default('normal'),
    caseRestricted: ticked,
  }),
  z.strictObject({ verb: z.enum(['take-request', 'take-request-for']), requestId: swarmId }),
  z.strictObject({ verb: z.literal('decline-request'), requestId: swarmId, requestNote: typed(500) }),
  // A case nobody knows: its text.
  z.strictObject({
    verb: z.literal('ask-text'),
    /** In usual signs: nobody makes a plan under a number that only looks like another. */
    caseId: z.string().max(200).transform(caseIdIn).refine(looksLikeCaseId),
    caseTitle: typed(300),
    caseText: typed(20_000),
    caseSeverity: z.enum(severities).default('normal'),
    caseRestricted: ticked,
  }),
]);

export type CardAction = z.infer<typeof cardActionSchema>;
export type Verb = CardAction['verb'];
export type ActionOf<V extends Verb> = Extract<CardAction, { verb: V }>;

const members: readonly z.ZodObject[] = cardActionSchema.options;
const allKeys = new Set(members.flatMap((option) => Object.keys(option.shape)));
const keysOf = (verb: string): string[] =>
  members
    .filter((option) => option.shape['verb']?.safeParse(verb).success)
    .flatMap((option) => Object.keys(option.shape));

/**
 * Reads an `Action.Execute` as it came (`value.action` of an `adaptiveCard/action` invoke): a card action, or null when
 * it is none of ours or was tampered with. Some clients send the inputs of every form on a card with each button:
 * those of our other forms are left aside; a key that no card of ours has is refused.
 */
export function readAction(action: unknown): CardAction | null {
  const given = z
    .object({ verb: z.string().max(40), data: z.record(z.string(), z.unknown()).default({}) })
    .safeParse(action);
  if (!given.success) return null;
  const { verb, data } = given.data;
  const wanted = keysOf(verb);
  const foreign = Object.keys(data).some((key) => !allKeys.has(key) || key === 'verb');
  if (foreign) return null;
  const own = Object.fromEntries(Object.entries(data).filter(([key]) => wanted.includes(key)));
  const read = cardActionSchema.safeParse({ ...own, verb });
  return read.success ? read.data : null;
}
