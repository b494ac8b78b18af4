import { z } from 'zod';
import { languages } from '../language/language.ts';

/** How bad it is for the customer. Sets how fast and how many experts are asked (swarm/policy.ts). */
export const severities = ['critical', 'high', 'normal', 'low'] as const;
export type Severity = (typeof severities)[number];

/** A person as Entra knows them. `id` is the Entra object id (a GUID, lower case). */
export const personSchema = z.strictObject({
  id: z.string().min(1).max(128),
  name: z.string().min(1).max(256),
});
export type Person = z.infer<typeof personSchema>;

/**
 * A support case, from whatever door it came: free text, a case system's webhook, a case source.
 * Texts are plain text, never markdown; `created` is an ISO 8601 instant in UTC.
 */
export const caseSchema = z.strictObject({
  id: z.string().trim().min(1).max(200),
  title: z.string().trim().min(1).max(300),
  description: z.string().max(50_000).default(''),
  customer: z.string().max(200).nullable().default(null),
  product: z.string().max(200).nullable().default(null),
  severity: z.enum(severities).default('normal'),
  /** The words of its text by which its urgency was read, as written. Said by nobody but ourselves. */
  urgencySaid: z.string().min(1).max(60).optional(),
  language: z.enum(languages).default('en'),
  /** A restricted case is swarmed in a private channel, and its text goes only to those who accepted. */
  restricted: z.boolean().default(false),
  owner: personSchema,
  created: z.iso.datetime({ offset: true }),
  /** Who sent it to its owner, being nobody who may start a swarm: they hear of its end. Said by nobody but ourselves. */
  askedBy: personSchema.optional(),
  /** Until when its owner, or the case system, wants it solved. */
  deadline: z.iso.datetime({ offset: true }).optional(),
  /** Where a person reads the case in its own system. */
  url: z
    .url({ protocol: /^https$/ })
    .nullable()
    .default(null),
  /** The key of the system that it was read from, and its id there. Said by nobody but ourselves; without it, it was typed or posted. */
  home: z.strictObject({ system: z.string(), record: z.string() }).optional(),
  /** The webhook posted it, and it was read nowhere: it is a case system's, though perhaps of none that is connected. Said by nobody but ourselves. */
  posted: z.literal(true).optional(),
  /** The case into which its system merged it, once it has. Said by nobody but ourselves. */
  mergedInto: z
    .strictObject({ record: z.string(), number: z.string(), url: z.url({ protocol: /^https$/ }).nullable() })
    .optional(),
  /**
   * Told in own words, among which this case of a connected system was named (`named`: by what, for asking again; `caseId`: as people call
   * it), which `system` could not be asked for then. Said by nobody but ourselves.
   */
  unread: z
    .strictObject({ named: z.string().max(400), caseId: z.string().max(400), system: z.string().max(100) })
    .optional(),
  /** Why its owner here is not its owner there: it is for whom the mapping names. Said by nobody but ourselves. */
  instead: z
    .strictObject({
      /** `nobody`: no person owns it there; `unknown`: who does is nobody of the organisation. */
      because: z.enum(['nobody', 'unknown']),
      /** The team, queue or group that has it there. */
      group: z.string().max(200).nullable(),
    })
    .optional(),
});
export type Case = z.infer<typeof caseSchema>;
