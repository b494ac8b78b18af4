import { z } from 'zod';

const callPattern = {
  id: z.string().min(1).optional(),
  door: z.enum(['graph', 'connector', 'entra', 'cases', 'model']),
  /** `*` is any method. */
  method: z.string().toUpperCase().default('*'),
  /** A regular expression for the path and query; empty fits all. */
  path: z.string().default(''),
  /** Text that stands in the body, as JSON; empty fits all. */
  body: z.string().default(''),
  /** How many calls it strikes; null: until it is taken away. */
  times: z.int().min(1).nullable().default(1),
  /** 0..1: how likely a fitting call is struck, by the seed. */
  chance: z.number().min(0).max(1).default(1),
};

/**
 * What goes wrong with calls that fit. `hold` keeps the caller waiting until it is released, before or after the work
 * was done; one held before whose caller has died meanwhile never reached the service. `lose-answer` does the work and then cuts the connection.
 * `garble` does nothing and answers with a success that says `content`.
 */
export const faultRuleSchema = z.discriminatedUnion('does', [
  z.strictObject({ ...callPattern, does: z.literal('throttle'), retryAfter: z.number().min(0).default(1) }),
  z.strictObject({
    ...callPattern,
    does: z.literal('unavailable'),
    retryAfter: z.int().min(0).nullable().default(null),
  }),
  z.strictObject({ ...callPattern, does: z.literal('lose-answer') }),
  z.strictObject({
    ...callPattern,
    does: z.literal('garble'),
    status: z.int().min(200).max(299).default(201),
    content: z.string().default(''),
  }),
  z.strictObject({ ...callPattern, does: z.literal('hold'), when: z.enum(['before', 'after']).default('before') }),
  z.strictObject({ ...callPattern, does: z.literal('delay'), ms: z.int().min(0) }),
  z.strictObject({
    ...callPattern,
    does: z.literal('refuse'),
    status: z.int().min(400).max(599),
    code: z.string(),
    message: z.string().default(''),
  }),
]);
export type FaultRule = z.infer<typeof faultRuleSchema>;

/** How Microsoft 365 misbehaves now. People are named by alias, durations are milliseconds. */
export const faultSettingsSchema = z.strictObject({
  /** The same seed gives the same dice for `chance`. */
  seed: z.int().default(1),
  rules: z.array(faultRuleSchema).default([]),
  /** Added to every call. */
  latency: z
    .strictObject({
      graph: z.int().min(0).default(0),
      connector: z.int().min(0).default(0),
      cases: z.int().min(0).default(0),
    })
    .default({ graph: 0, connector: 0, cases: 0 }),
  /** `off` lifts the published limits, for benchmarks. */
  limits: z.enum(['published', 'off']).default('published'),
  /** For so long after its creation the connector refuses posts in a new channel. */
  newChannelRefuses: z
    .strictObject({ ms: z.int().min(0), status: z.union([z.literal(403), z.literal(404)]) })
    .nullable()
    .default(null),
  /** For so long an operation (202) says it is in progress. */
  operationsTakeMs: z.int().min(0).default(0),
  /** New channels start hidden for everybody. */
  hiddenChannels: z.boolean().default(false),
  /** Members named when a private or shared channel is made are ignored, owners kept. */
  membersAtCreationIgnored: z.boolean().default(false),
  /** Names that a deleted channel still holds, in every team. */
  namesTakenByDeletedChannels: z.array(z.string()).default([]),
  /**
   * Which version of Graph lets an app into a private channel. As documented it is the beta alone; `by-hand`: none, as tenants
   * have met it; `v1.0`: both.
   */
  appsInPrivateChannels: z.enum(['beta', 'v1.0', 'by-hand']).default('beta'),
  /** The bot's secret has ended: Entra gives it no more tokens. */
  secretEnded: z.boolean().default(false),
  /** For these people the app is as good as not installed, and cannot be installed. */
  withoutApp: z.array(z.string()).default([]),
  /** Activities reach the bot twice, with the same id or with a new one. */
  deliverTwice: z.enum(['never', 'same-id', 'new-id']).default('never'),
});
export type FaultSettings = z.infer<typeof faultSettingsSchema>;
export type FaultInput = z.input<typeof faultSettingsSchema>;
export type FaultRuleInput = z.input<typeof faultRuleSchema>;

type Door = FaultRule['door'];
type LiveRule = FaultRule & { id: string; pattern: RegExp; left: number | null };

/** A call that waits to be released. */
export type HeldCall = { rule: string; method: string; path: string; isAbandoned: () => boolean };

export type Faults = {
  /** All settings but the rules, as they are now. Cheap: asked for every call. */
  settings: () => Omit<FaultSettings, 'rules'>;
  /** The rules that can still strike, with the times they have left. */
  rules: () => FaultRule[];
  /** Replaces all settings; what is left out goes back to its default. Throws a ZodError for what does not fit. */
  set: (settings: FaultInput) => void;
  /** Adds one rule and answers its id. */
  add: (rule: FaultRuleInput) => string;
  remove: (id: string) => void;
  /** Everything works again, and held calls go on. */
  clear: () => void;
  /** The rule that strikes this call, if one does; that counts as one of its times. */
  strike: (door: Door, method: string, path: string, body?: unknown) => (FaultRule & { id: string }) | null;
  /** Waits, as the caller of a held call, until somebody releases the rule. */
  hold: (rule: string, call: Omit<HeldCall, 'rule'>) => Promise<void>;
  /** Lets held calls go on: those of one rule, or all. */
  release: (rule?: string) => void;
  held: () => readonly HeldCall[];
  /** Resolves as soon as a call is held by this rule. */
  untilHeld: (rule: string) => Promise<HeldCall>;
};

export function createFaults(initial: FaultInput): Faults {
  let settings = faultSettingsSchema.parse(initial);
  let rules = liveRules(settings);
  let dice = seededDice(settings.seed);
  let held: { call: HeldCall; go: () => void }[] = [];
  let watchers: { rule: string; seen: (call: HeldCall) => void }[] = [];
  let added = 0;

  const release = (rule?: string): void => {
    const going = held.filter((one) => rule === undefined || one.call.rule === rule);
    held = held.filter((one) => !going.includes(one));
    for (const one of going) one.go();
  };

  return {
    settings: () => settings,
    rules: () => rules.filter((rule) => rule.left !== 0).map(plainRule),
    set: (next) => {
      settings = faultSettingsSchema.parse(next);
      rules = liveRules(settings);
      dice = seededDice(settings.seed);
    },
    add: (rule) => {
      added += 1;
      const live = liveRule(faultRuleSchema.parse(rule), `rule-${added}`);
      rules.push(live);
      return live.id;
    },
    remove: (id) => {
      rules = rules.filter((rule) => rule.id !== id);
    },
    clear: () => {
      settings = faultSettingsSchema.parse({ limits: settings.limits });
      rules = [];
      release();
    },
    strike: (door, method, path, body) => {
      for (const rule of rules) {
        if (rule.door !== door || rule.left === 0) continue;
        if (rule.method !== '*' && rule.method !== method) continue;
        if (!rule.pattern.test(path)) continue;
        if (rule.body !== '' && !(JSON.stringify(body) ?? '').includes(rule.body)) continue;
        if (rule.chance < 1 && dice() >= rule.chance) continue;
        if (rule.left !== null) rule.left -= 1;
        return rule;
      }
      return null;
    },
    hold: (rule, { method, path, isAbandoned }) =>
      new Promise((resolve) => {
        const call = { rule, method, path, isAbandoned };
        held.push({ call, go: resolve });
        const seeing = watchers.filter((watcher) => watcher.rule === rule);
        watchers = watchers.filter((watcher) => watcher.rule !== rule);
        for (const watcher of seeing) watcher.seen(call);
      }),
    release,
    held: () => held.map((one) => one.call),
    untilHeld: (rule) => {
      const already = held.find((one) => one.call.rule === rule);
      if (already !== undefined) return Promise.resolve(already.call);
      return new Promise((seen) => watchers.push({ rule, seen }));
    },
  };
}

function liveRules(settings: FaultSettings): LiveRule[] {
  return settings.rules.map((rule, index) => liveRule(rule, `set-${index + 1}`));
}

function liveRule(rule: FaultRule, id: string): LiveRule {
  return { ...rule, id: rule.id ?? id, pattern: new RegExp(rule.path), left: rule.times };
}

function plainRule({ pattern: _, left, ...rule }: LiveRule): FaultRule {
  return { ...rule, times: left };
}

/** Numbers in 0..1 that repeat with the seed (mulberry32). */
function seededDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
