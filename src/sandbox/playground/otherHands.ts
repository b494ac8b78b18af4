import { randomUUID } from 'node:crypto';
import { findAction } from '../connector/cards.ts';
import type { SentCard } from './connectorDoor.ts';
import type { PlaygroundSettings } from './settings.ts';

/** An invitation that somebody got who is not at the keyboard. */
export type OpenInvitation = {
  personId: string;
  card: SentCard['card'];
  /** Accepts it as that person; gives the status of the bot's answer. */
  accept(): Promise<number>;
};

/**
 * The Playground has one pair of hands, those of the person at the keyboard. What the others would press is sent to the
 * bot from here, as Teams would send it. Null for a card that is no invitation.
 */
export function invitationIn(
  { personId, conversationId, activityId, card, isUpdate }: SentCard,
  bot: { endpoint: string; serviceUrl: string; settings: PlaygroundSettings },
): OpenInvitation | null {
  const { tenantId, bot: recipient, currentUser } = bot.settings;
  const action = findAction(card, { verb: 'accept' });
  if (action === null || isUpdate || personId === null || personId === currentUser.id) return null;
  return {
    personId,
    card,
    async accept() {
      const response = await fetch(bot.endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          type: 'invoke',
          name: 'adaptiveCard/action',
          id: randomUUID(),
          timestamp: new Date().toISOString(),
          channelId: 'msteams',
          serviceUrl: bot.serviceUrl,
          from: { id: personId, aadObjectId: personId },
          recipient,
          conversation: { id: conversationId, conversationType: 'personal', tenantId },
          channelData: { tenant: { id: tenantId } },
          replyToId: activityId,
          value: { action: { type: 'Action.Execute', verb: action.verb, data: action.data }, trigger: 'manual' },
        }),
      });
      return response.status;
    },
  };
}
