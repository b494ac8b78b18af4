import { z } from 'zod';
import type { Severity, severities } from '../cases/case.ts';
import { automaticRuleSchema } from './arrivals/automatic.ts';
import { caseWritings } from './caseWritings.ts';

const bySeverity = <T extends z.ZodType>(value: T) =>
  z.strictObject({ critical: value, high: value, normal: value, low: value } satisfies Record<
    (typeof severities)[number],
    T
  >);

/**
 * How experts are asked: one object, so that an organisation can read and change it in one place
 * (SWARM_POLICY_FILE). It is kept in each swarm's first event: a later change never bends a running swarm.
 */
export const swarmPolicySchema = z.strictObject({
  /** Minutes an expert has to answer, counted in their working hours. */
  answerWithinMinutes: bySeverity(z.int().min(1).max(10_080)).prefault({
    critical: 10,
    high: 30,
    normal: 120,
    low: 480,
  }),
  /** Whether the answer time counts round the clock. */
  anyTime: bySeverity(z.boolean()).prefault({ critical: true, high: false, normal: false, low: false }),
  /**
   * Who is off work may be asked when they are back within so many hours, and only for what nobody at work covers;
   * their time to answer counts from then. The default spans a long weekend. 0: only people at work are asked.
   */
  askAheadHours: z.int().min(0).max(336).default(96),
  /**
   * For who speaks the case's language, and is off work, a case waits so many hours at most (and never longer than
   * askAheadHours); with nobody who is back by then the plan goes on without, and says so. 0: only who can be asked now.
   */
  languageWaitHours: bySeverity(z.int().min(0).max(336)).prefault({ critical: 0, high: 4, normal: 24, low: 96 }),
  /**
   * Where nobody at work covers a technology, a case waits so many hours longer than for the soonest who does, at most, for fewer
   * people or the owner's own team. 0: the soonest are asked, however many they are.
   */
  smallerTeamWaitHours: bySeverity(z.int().min(0).max(336)).prefault({ critical: 0, high: 4, normal: 24, low: 96 }),
  /**
   * How many people are asked at once for each uncovered technology; when more than one, up to twice as many while it is
   * unlikely that one of them comes (matching/answering.ts). The rest are thanked once one accepts.
   */
  askAtOnce: bySeverity(z.int().min(1).max(10)).prefault({ critical: 2, high: 1, normal: 1, low: 1 }),
  /**
   * Minutes after one of several who were asked at once came, in which a better match of theirs who presses too is in as well:
   * nobody better suited is sent away for having been the second to press. 0: the first is enough.
   */
  graceMinutes: z.int().min(0).max(60).default(2),
  /** After this many invitations for one technology with nobody coming, it is named a gap. */
  mostAsksPerTechnology: z.int().min(1).max(50).default(6),
  /** Asks a person may get in 28 days before others are preferred (7 a month is the published "bad" level). */
  askBudget28Days: z.int().min(0).max(100).default(7),
  /**
   * Minutes of waiting between attempts at an outside step that fails, before it is given up and the coordinator is told
   * what to do. Waits that the other side named (Retry-After) or that our own pacing made are none of them.
   */
  stepPatienceMinutes: z.int().min(1).max(1_440).default(15),
  /** Hours after which an unstarted plan lapses. */
  planLapsesAfterHours: z.int().min(1).max(720).default(24),
  /**
   * Hours without a status note after which the coordinator is asked for one, in their working hours (round the clock where
   * `anyTime` is so); asked again after twice as long, three times at most. Null: never.
   */
  askForNoteAfterHours: bySeverity(z.int().min(1).max(336).nullable()).prefault({
    critical: 2,
    high: 4,
    normal: 8,
    low: 24,
  }),
  /** Whether a note is asked for in swarms of restricted cases, too; where rules want little written of those: false. */
  askForNoteOfRestricted: z.boolean().default(true),
  /**
   * So many minutes before the working time of who coordinates ends, or that of the last expert, the coordinator is asked who goes
   * on, with whom that could be. Null: never; nor are hours without anybody at work counted then.
   */
  handOverBeforeMinutes: bySeverity(z.int().min(5).max(240).nullable()).prefault({
    critical: 40,
    high: 40,
    normal: null,
    low: null,
  }),
  /** Days an archived channel is kept before it is deleted to free its place; null: never. */
  channelRetentionDays: z.int().min(1).max(3650).nullable().default(30),
  /**
   * What of a swarm is written into its case, where that lives in a system from which it was read: internal notes, and the
   * address of the channel. As shipped nothing: who switches it on has looked at what customers see there.
   */
  writeToCase: z.array(z.enum(caseWritings)).max(caseWritings.length).default([]),
  /** Whether such notes name who joined, stepped back or helped; of a restricted case they never do. */
  namePeopleInCase: z.boolean().default(true),
});
export type SwarmPolicy = z.infer<typeof swarmPolicySchema>;

/** The policy as shipped. */
export const defaultPolicy: SwarmPolicy = swarmPolicySchema.parse({});

const urgencies = z.array(z.string().trim().min(1).max(40)).max(50);
/** A word means one severity. */
function saysOnce(words: Partial<Record<Severity, string[] | undefined>>): boolean {
  const all = Object.values(words).flatMap((each) => (each ?? []).map((word) => word.normalize('NFKC').toLowerCase()));
  return new Set(all).size === all.length;
}

const policyFileSchema = swarmPolicySchema.extend({
  /** Cases that are swarmed without anybody asking; the first rule that fits counts. As shipped there is none. */
  automatic: z.array(automaticRuleSchema).max(200).default([]),
  /**
   * Days after its end for which the texts and the people of a swarm are kept; then only what is counted stays. Null:
   * for ever. At least the time within which its channel is deleted should pass before.
   */
  historyRetentionDays: z.int().min(30).max(36_500).nullable().default(null),
  /**
   * Days after the end of its last swarm there for which somebody stays in a host team to which Swarm added them; then they
   * leave it, and no longer see the channels of other cases. Null: they stay. Who was a member before always stays.
   */
  leaveHostTeamsAfterDays: z.int().min(0).max(365).nullable().default(7),
  /** Entra ids of those who, beside the leads, may have the installation examined (`/swarm doctor`). */
  administrators: z.array(z.guid().toLowerCase()).max(100).default([]),
  /**
   * Who may plan a swarm from their own words: the registry's engineers, or everybody of the organisation. The owner of
   * a case that a case system knows always may.
   */
  whoMayStart: z.enum(['engineers', 'everyone']).default('engineers'),
  /**
   * Whether every engineer finds what others' resolved swarms were and what fixed them, without customer; of restricted ones
   * nothing in any case. False: only leads and those who were in a swarm.
   */
  knowledgeForEveryone: z.boolean().default(true),
  /** Whether an erasure of a person in the tab needs two administrators: one who asks, another who does it. */
  erasureByTwo: z.boolean().default(true),
  /** Whether people are told each month what they helped with; each can say no for themselves. */
  monthlyWord: z.boolean().default(true),
  /**
   * After so many resolved swarms of a technology that somebody sat in on, or led, they are asked whether to list it. Null: nobody
   * is asked.
   */
  askSkillAfterSwarms: z.int().min(1).max(50).nullable().default(3),
  /**
   * Whoever is asked more often than they want or than `askBudget28Days`, or outside their hours so often in 28 days, is told kindly
   * what helps, and so is their lead; not again within so many weeks (null: nobody is told).
   */
  careAfterOffHoursAsks: z.int().min(1).max(100).nullable().default(3),
  careEveryWeeks: z.int().min(1).max(52).nullable().default(4),
  /** Entra ids of those who, beside the leads, may act for the owner of any case that is not restricted. */
  standIns: z.array(z.guid().toLowerCase()).max(100).default([]),
  /**
   * Entra ids of those whom somebody who may not start a swarm can send their problem to; they may plan swarms themselves.
   * While there is none: leads, those of the technologies that the problem names first.
   */
  supportContacts: z.array(z.guid().toLowerCase()).max(5).default([]),
  /** Words for urgency, beside those that Swarm knows or in place of what it takes them for: `{ "critical": ["至急"] }`. */
  urgencyWords: z
    .strictObject({ critical: urgencies, high: urgencies, normal: urgencies, low: urgencies })
    .partial()
    .refine(saysOnce, 'has a word twice')
    .default({}),
  /** Of files from before `stepPatienceMinutes`: an upgrade must not keep a bot from starting, so it is passed over. */
  stepAttempts: z.unknown().optional(),
});

/** Every field of the policy and of the leads' rules, side by side, as files and the tab have them. */
export type PolicyFields = Omit<z.infer<typeof policyFileSchema>, 'stepAttempts'>;
export type PolicyField = keyof PolicyFields;

const { stepAttempts: _passedOver, ...fieldSchemas } = policyFileSchema.shape;
/** Each field alone: a new one is changed in the tab by its own schema. */
export const policyFieldSchemas = fieldSchemas satisfies Record<PolicyField, z.ZodType>;
export const policyFields = Object.keys(policyFieldSchemas) as PolicyField[];

/** All fields as shipped. */
export const shippedFields: PolicyFields = policyFileSchema.parse({});

/** What counts: how experts are asked, the rules of the leads, how long the history is kept. */
export type PolicyFile = {
  policy: SwarmPolicy;
  /** Fields that counted once, each with what to write in its place; for the operators' log. */
  outdated: { field: string; write: string }[];
  /** What the file itself says: these fields are not changed in the tab. */
  given: Partial<PolicyFields>;
} & Omit<PolicyFields, keyof SwarmPolicy>;

/** Fields as those who use them want them: how experts are asked is an object of its own, which swarms keep. */
export function asPolicies(fields: PolicyFields): Omit<PolicyFile, 'outdated' | 'given'> {
  const { automatic, historyRetentionDays, leaveHostTeamsAfterDays, administrators, whoMayStart, ...rest } = fields;
  const { standIns, supportContacts, urgencyWords, knowledgeForEveryone, erasureByTwo, ...others } = rest;
  const { monthlyWord, askSkillAfterSwarms, careAfterOffHoursAsks, careEveryWeeks, ...policy } = others;
  const growth = { monthlyWord, askSkillAfterSwarms, careAfterOffHoursAsks, careEveryWeeks };
  const rights = { knowledgeForEveryone, erasureByTwo, administrators, whoMayStart, standIns, supportContacts };
  return { policy, automatic, historyRetentionDays, leaveHostTeamsAfterDays, urgencyWords, ...rights, ...growth };
}

/** Reads SWARM_POLICY_FILE. Throws naming each wrong field by its path. */
export function parsePolicyFile(content: string): PolicyFile {
  let held: unknown;
  try {
    held = JSON.parse(content);
  } catch (cause) {
    throw new Error('SWARM_POLICY_FILE does not hold JSON.', { cause });
  }
  const parsed = policyFileSchema.safeParse(held);
  if (!parsed.success) throw new Error(`SWARM_POLICY_FILE holds what is no policy:\n${z.prettifyError(parsed.error)}`);
  const { stepAttempts, ...fields } = parsed.data;
  const outdated = stepAttempts === undefined ? [] : [{ field: 'stepAttempts', write: 'stepPatienceMinutes' }];
  const said = new Set(Object.keys(held as object));
  const given = Object.fromEntries(Object.entries(fields).filter(([name]) => said.has(name)));
  return { ...asPolicies(fields), outdated, given };
}
