import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Push, PushDoor, PushRefusal } from '../caseSystem.ts';
import { headerOf, pushedBody, pushTolerance } from '../pushed.ts';

/**
 * Webhooks of Zendesk, connected to ticket events or to a trigger. Signed: base64 of the HMAC-SHA256, under the webhook's
 * signing secret as text, of the timestamp and right after it the body as it came (developer.zendesk.com, verifying
 * webhooks). No age is prescribed; ours is five minutes.
 */
export function zendeskPush(secrets: readonly string[]): PushDoor {
  const signed = (head: Omit<Push, 'body'>) => ({
    timestamp: headerOf(head, 'x-zendesk-webhook-signature-timestamp'),
    signature: headerOf(head, 'x-zendesk-webhook-signature'),
  });

  function refusal(head: Omit<Push, 'body'>, now: number): PushRefusal | null {
    const { timestamp, signature } = signed(head);
    if (!timestamp || !signature) return 'unsigned';
    if (!/^[\w+/-]{43}=?$/.test(signature) || !isoInstant.safeParse(timestamp).success) return 'malformed';
    return Math.abs(now - Date.parse(timestamp)) > pushTolerance ? 'old' : null;
  }

  return {
    name: 'zendesk',
    refusal,
    parsePush(push, now) {
      const why = refusal(push, now) ?? (isSigned(push) ? null : 'wrong');
      if (why) return { kind: 'refused', why };
      const told = pushedBody(eventSchema, push.body);
      return told
        ? told.id === null
          ? { kind: 'nothing' }
          : { kind: 'changed', system: 'zendesk', record: told.id, by: told.by, mergedInto: told.into }
        : { kind: 'malformed' };
    },
  };

  function isSigned(push: Push): boolean {
    const { timestamp = '', signature = '' } = signed(push);
    const given = Buffer.from(signature, 'base64');
    return secrets
      .map((secret) => createHmac('sha256', secret).update(timestamp).update(push.body).digest())
      .map((expected) => given.length === expected.length && timingSafeEqual(given, expected))
      .includes(true);
  }
}

const isoInstant = z.iso.datetime({ offset: true });
const idSchema = z.union([z.int().nonnegative().transform(String), z.string().regex(/^\d{1,15}$/)]);

/** An event as Zendesk writes it, of a ticket or of something else; or the body of a trigger, as an administrator wrote it. */
const eventSchema = z.union([
  z
    .object({
      type: z.string().startsWith('zen:event-type:ticket.'),
      // Whose change it was is a help alone: what the system itself changes is by -1, which is nobody's id.
      detail: z.object({ id: idSchema, actor_id: idSchema.nullish().catch(null) }),
      // Of a merge alone; what else is in it differs from event to event.
      event: z
        .object({ target_ticket_id: idSchema.nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .transform(({ type, detail, event }) => ({
      id: detail.id,
      by: detail.actor_id ?? null,
      into: (type.endsWith('.merged') && event?.target_ticket_id) || null,
    })),
  z
    .object({ type: z.string().regex(/^zen:event-type:(?!ticket\.)/) })
    .transform(() => ({ id: null, by: null, into: null })),
  z.object({ ticket_id: idSchema }).transform(({ ticket_id }) => ({ id: ticket_id, by: null, into: null })),
]);
