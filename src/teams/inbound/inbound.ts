import { z } from 'zod';

const account = z.looseObject({
  id: z.string().min(1).max(300),
  name: z.string().max(300).nullish(),
  aadObjectId: z
    .string()
    .regex(/^[\w-]{1,128}$/)
    .nullish(),
});

/** An activity from Teams, as far as we rely on it. Everything else passes unseen. */
export const inboundSchema = z.looseObject({
  type: z.string().min(1).max(64),
  id: z.string().max(300).nullish(),
  name: z.string().max(128).nullish(),
  action: z.string().max(64).nullish(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1000),
  from: account,
  recipient: z.looseObject({ id: z.string().min(1).max(300), isTargeted: z.boolean().nullish() }),
  conversation: z.looseObject({
    id: z.string().min(1).max(500),
    tenantId: z.string().max(128).nullish(),
    conversationType: z.string().max(64).nullish(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string().max(128) }).nullish(),
      channel: z.looseObject({ id: z.string().max(500) }).nullish(),
      team: z.looseObject({ id: z.string().max(500).nullish(), aadGroupId: z.string().max(128).nullish() }).nullish(),
      eventType: z.string().max(64).nullish(),
    })
    .nullish(),
  text: z.string().max(200_000).nullish(),
  locale: z.string().max(35).nullish(),
  localTimezone: z.string().max(64).nullish(),
  replyToId: z.string().max(300).nullish(),
  entities: z
    .array(
      z.looseObject({
        type: z.string().nullish(),
        text: z.string().max(1000).nullish(),
        mentioned: z.looseObject({ id: z.string().max(300), name: z.string().max(300).nullish() }).nullish(),
        timezone: z.string().max(64).nullish(),
      }),
    )
    .max(500)
    .nullish(),
  /** The message as HTML, where it has more than the words. */
  attachments: z
    .array(z.looseObject({ contentType: z.string().max(300).nullish(), content: z.unknown().optional() }))
    .max(500)
    .nullish(),
  membersAdded: z.array(account).max(5000).nullish(),
  membersRemoved: z.array(account).max(5000).nullish(),
  value: z.unknown().optional(),
});
export type Inbound = z.infer<typeof inboundSchema>;

/** Whether an activity may go on, or why not: `reason` is for the log and names no text and no secret. */
export type Admission =
  | { kind: 'admitted'; activity: Inbound }
  | { kind: 'refused'; status: 400 | 403; reason: string };

/**
 * The guard before every turn. The token says only that the Bot Service sent it; tenant and person are in the
 * activity (platform.md 9). Nothing is done for another tenant, without a service url, or for nobody in particular.
 */
export function admit(body: unknown, tenantId: string): Admission {
  const parsed = inboundSchema.safeParse(body);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return { kind: 'refused', status: 400, reason: `not an activity of Teams: ${fields}` };
  }
  const activity = parsed.data;
  const tenants = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter((id) => id != null);
  if (tenants.length === 0) return { kind: 'refused', status: 403, reason: 'no tenant' };
  if (tenants.some((id) => id !== tenantId)) return { kind: 'refused', status: 403, reason: 'another tenant' };
  const byPerson = activity.type === 'message' || activity.type === 'invoke';
  if (byPerson && !activity.from.aadObjectId)
    return { kind: 'refused', status: 403, reason: 'no Entra id of a person' };
  return { kind: 'admitted', activity };
}
