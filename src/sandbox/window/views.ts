import { z } from 'zod';
import { streamEventSchema } from '../people/views.ts';

const commandSchema = z.object({ title: z.string(), description: z.string() });

/** A list of the bot's commands, as the manifest has it, in one language. */
export const commandListSchema = z.object({
  scopes: z.array(z.enum(['personal', 'team', 'groupChat'])),
  triggers: z.array(z.enum(['slash', 'mention'])),
  commands: z.array(commandSchema),
});
export type CommandList = z.infer<typeof commandListSchema>;

/** What the app's manifest gives Teams' client to show. */
export const appViewSchema = z.object({
  name: z.string(),
  description: z.string(),
  commandLists: z.array(commandListSchema),
  /** Commands on a message. */
  messageActions: z.array(z.object({ id: z.string(), title: z.string(), description: z.string() })),
  /** The app's own page beside its chat. */
  tab: z.object({ entityId: z.string(), name: z.string(), contentUrl: z.string() }).nullable(),
});
export type AppView = z.infer<typeof appViewSchema>;

export const settingsSchema = z.object({
  /** Alias of somebody, where nobody owns a case. */
  anybody: z.string(),
  tenant: z.object({ id: z.string(), name: z.string(), domain: z.string() }),
  app: appViewSchema.extend({ id: z.string(), mri: z.string() }),
  /** Cases to try; `owner` is an alias. */
  cases: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      owner: z.string().nullable(),
      language: z.string(),
      severity: z.string(),
      restricted: z.boolean(),
      /** Whether its owner has not spoken of it to the bot yet. */
      untouched: z.boolean(),
    }),
  ),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Somebody whose eyes one can look through. */
export const personSummarySchema = z.object({
  id: z.string(),
  mri: z.string(),
  alias: z.string(),
  name: z.string(),
  mail: z.string(),
  jobTitle: z.string(),
  office: z.string(),
  zone: z.string(),
  languages: z.array(z.string()),
  /** Owns a case to try, leads, or stands outside the registry of engineers; else an engineer. */
  role: z.enum(['owner', 'lead', 'engineer', 'outsider']),
  availability: z.string(),
  /** Of their account in Entra. */
  account: z.enum(['enabled', 'disabled', 'deleted']),
  appInstalled: z.boolean(),
  blockedBot: z.boolean(),
  unread: z.int(),
  /** When the newest message came that waits for them in their chat with the bot. */
  waitingSince: z.iso.datetime().nullable(),
});
export type PersonSummary = z.infer<typeof personSummarySchema>;

/** What was said on a case in its own system. */
const saidOfCaseSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  title: z.string().nullable(),
  text: z.string(),
  isPublic: z.boolean(),
});

/** The organisation's case system, as staff see it; `isPublic` is what the customer sees, too. */
export const caseSystemViewSchema = z.object({
  kind: z.enum(['dynamics', 'servicenow', 'zendesk']),
  cases: z.array(
    z.object({
      number: z.string(),
      title: z.string(),
      customer: z.string().nullable(),
      isOpen: z.boolean(),
      isRestricted: z.boolean(),
      /** The address of the channel that Swarm has set there. */
      link: z.string().nullable(),
      /** The customer's own words, then what was written, in its order. */
      timeline: z.array(saidOfCaseSchema),
    }),
  ),
  /** What stands in its knowledge base, in plain text; what is no draft customers see, too. */
  articles: z.array(
    z.object({ id: z.string(), number: z.string(), title: z.string(), text: z.string(), isDraft: z.boolean() }),
  ),
});
export type CaseSystemView = z.infer<typeof caseSystemViewSchema>;

export const rosterSchema = z.array(z.object({ alias: z.string(), name: z.string() }));

/** The bot's process, where the sandbox runs it. */
export const botStateSchema = z.object({ state: z.enum(['up', 'starting', 'down']) });
export type BotState = z.infer<typeof botStateSchema>['state'];

/** An event of a window's stream. `people`: somebody's unread messages, presence or app may have changed. */
export const windowEventSchema = z.union([streamEventSchema, z.object({ kind: z.literal('people') })]);
export type WindowEvent = z.infer<typeof windowEventSchema>;
