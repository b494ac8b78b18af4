import { createHmac, randomUUID } from 'node:crypto';
import { changedAtOf } from '../keptCase.ts';
import type { PushWriting } from '../pushing.ts';

/** The id of the agent whose client the bot has, as `users/me` tells it. */
export const swarmAgent = 1;
/** Times that Zendesk sends one invocation, at most. */
const mostTries = 4;

/**
 * A webhook of Zendesk that is connected to ticket events, signed. Sent again after 409, and after 429 or 503 that tell
 * how soon (below a minute), with the same invocation and the same bytes.
 */
export function zendeskWebhook({ secret }: { secret: string }): PushWriting {
  return {
    write(kept, by, now) {
      const at = changedAtOf(kept);
      const body = JSON.stringify({
        account_id: 22_129_848,
        detail: {
          actor_id: String(by === 'swarm' ? swarmAgent : 8_447_388_090_494),
          assignee_id: null,
          created_at: kept.created,
          custom_status: '1',
          description: kept.description,
          id: kept.number,
          is_public: true,
          priority: { critical: 'URGENT', high: 'HIGH', normal: 'NORMAL', low: 'LOW' }[kept.severity],
          status: kept.state === 'open' ? 'OPEN' : 'SOLVED',
          subject: kept.title,
          tags: [],
          updated_at: at,
        },
        event: kept.mergedInto ? { target_ticket_id: kept.mergedInto.number } : { current: 'OPEN', previous: 'NEW' },
        id: randomUUID(),
        subject: `zen:ticket:${kept.number}`,
        time: at,
        type: `zen:event-type:ticket.${kept.isDeleted ? 'soft_deleted' : kept.state === 'merged' ? 'merged' : 'status_changed'}`,
        zendesk_event_version: '2022-11-06',
      });
      const timestamp = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
      return {
        path: '/api/pushes/zendesk',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-zendesk-account-id': '22129848',
          'x-zendesk-webhook-id': '01GN0VTE0N0KPVZT3EYBSYCFEG',
          'x-zendesk-webhook-invocation-id': randomUUID(),
          'x-zendesk-webhook-signature-timestamp': timestamp,
          'x-zendesk-webhook-signature': createHmac('sha256', secret)
            .update(timestamp + body)
            .digest('base64'),
        },
        body,
      };
    },
    again({ status, retryAfter }, tries) {
      if (tries >= mostTries) return null;
      if (status === 409) return 0;
      const isSoon = retryAfter !== null && retryAfter < 60;
      return (status === 429 || status === 503) && isSoon ? 1_000 * retryAfter : null;
    },
  };
}
