import { z } from 'zod';
import { personSchema, severities } from '../../cases/case.ts';
import { languages } from '../../language/language.ts';
import type { MessageAddress } from '../../swarm/events.ts';

/** A card of ours in somebody's chat; null: not brought yet. */
const messageSchema: z.ZodType<MessageAddress | null> = z
  .strictObject({ serviceUrl: z.string(), conversationId: z.string(), activityId: z.string() })
  .nullable();

/** One whom the problem was sent to, and what they said. Instants are ISO strings in UTC. */
const contactSchema = z.strictObject({
  person: personSchema,
  /** When their card is brought: who is off work is not woken for what can wait. */
  bringAt: z.string(),
  message: messageSchema,
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('declined'), note: z.string() }),
    z.strictObject({ kind: z.literal('unreachable') }),
  ]),
});
export type Contact = z.infer<typeof contactSchema>;

/**
 * A problem that somebody who may not start a swarm has sent to their support contacts. The first who takes it has it;
 * their plan is a case like any other from then on. Its asker hears what becomes of it.
 */
export const helpRequestSchema = z.strictObject({
  requestId: z.string(),
  asker: personSchema,
  /** The asker's own card, which is kept true. */
  card: messageSchema,
  words: z.string(),
  severity: z.enum(severities),
  /** Its words are shown to nobody but who takes it. */
  restricted: z.boolean(),
  /** The asker's. */
  language: z.enum(languages),
  askedAt: z.string(),
  /** When it is told that nobody has answered. */
  lapsesAt: z.string(),
  contacts: z.array(contactSchema),
  taken: z
    .strictObject({
      by: personSchema,
      /** Whether they lead it as their own case, or planned the asker's for them. */
      as: z.enum(['own', 'askers']),
      at: z.string(),
      swarmId: z.string().nullable(),
    })
    .nullable(),
  /** Nobody answered in time, or who took it did not start. */
  lapsed: z.boolean(),
});
export type HelpRequest = z.infer<typeof helpRequestSchema>;

/** Whether somebody can still take it. */
export const isOpen = ({ taken, lapsed, contacts }: HelpRequest): boolean =>
  taken === null && !lapsed && contacts.some(({ answer }) => answer.kind === 'none');

export const contactOf = ({ contacts }: HelpRequest, personId: string): Contact | null =>
  contacts.find(({ person }) => person.id === personId) ?? null;

/** Why it is over although nobody works on it: all have declined, nobody answered, or who took it did not start. */
export function endOf(request: HelpRequest): 'nobody' | 'lapsed' | 'not-started' | null {
  if (request.taken) return request.lapsed ? 'not-started' : null;
  if (isOpen(request)) return null;
  return request.lapsed ? 'lapsed' : 'nobody';
}

/** The request with a contact's answer, or where their card is. */
export const withContact = (request: HelpRequest, personId: string, news: Partial<Contact>): HelpRequest => ({
  ...request,
  contacts: request.contacts.map((each) => (each.person.id === personId ? { ...each, ...news } : each)),
});
