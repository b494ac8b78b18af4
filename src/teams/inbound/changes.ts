import { and, eq } from 'drizzle-orm';
import type { Database } from '../../store/database.ts';
import { invitation } from '../../store/schema.ts';
import type { SwarmCommand } from '../../swarm/commands.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import type { Connector } from '../connector/connector.ts';
import { wordsMessage } from '../connector/message.ts';
import { languageOf, messages } from '../languages/language.ts';
import type { TeamsLog } from '../ports.ts';
import type { Inbound } from './inbound.ts';
import { isFarewell, personIdOf, placeOf } from './turn.ts';

export type ChangesNeeds = {
  connector: Connector;
  swarms: Pick<Swarms, 'swarmInChannel' | 'execute'>;
  database: Pick<Database, 'sql'>;
  tenantId: string;
  log: TeamsLog;
};

/** What Teams tells of itself: the app installed or taken out, channels made or deleted by people. */
export function createChanges({ connector, swarms, database, tenantId, log }: ChangesNeeds) {
  return async function changed(activity: Inbound): Promise<void> {
    const { type, channelData } = activity;
    if (isFarewell(activity)) {
      log('warn', 'The app was taken out of a conversation', {
        conversation: placeOf(activity).kind,
        team: channelData?.team?.aadGroupId ?? null,
      });
      return;
    }
    if (isArrival(activity) && (await cameIntoSwarm(activity))) return;
    if (type === 'installationUpdate' && activity.action?.startsWith('add')) return welcome(activity);
    const told = channelData?.eventType;
    if ((told === 'channelDeleted' || told === 'channelRestored') && channelData?.channel) {
      const { id: channelId } = channelData.channel;
      const swarmId = await swarms.swarmInChannel(channelId);
      if (!swarmId) return;
      log('warn', 'Somebody deleted or restored the channel of a swarm', { swarmId, channelId, told });
      const command: SwarmCommand =
        told === 'channelDeleted'
          ? { type: 'ReportChannelLost', channelId, how: 'deleted' }
          : { type: 'ReportChannelFound', channelId };
      const cause = activity.id ?? `${told} ${channelId}`;
      await swarms.execute(swarmId, command, { actor: { kind: 'system', name: 'teams' }, cause });
    }
  };

  /**
   * Whether the app came into the channel of a swarm: there it speaks by the briefing. Where somebody added it by hand, the
   * step that waited for that goes on.
   */
  async function cameIntoSwarm(activity: Inbound): Promise<boolean> {
    const { channelId } = placeOf(activity);
    const swarmId = channelId === null ? null : await swarms.swarmInChannel(channelId);
    if (swarmId === null) return false;
    const origin = { actor: { kind: 'system', name: 'teams' }, cause: activity.id ?? activity.type } as const;
    await swarms.execute(swarmId, { type: 'ReportAppEnabled' }, origin);
    return true;
  }

  async function welcome(activity: Inbound): Promise<void> {
    const place = placeOf(activity);
    const { replies } = messages(languageOf(activity.locale));
    // An installation that an invitation needed is followed by the invitation: no word before it.
    if (place.kind === 'personal' && (await isAwaitingInvitation(personIdOf(activity)))) return;
    const words = place.kind === 'personal' ? replies.welcome : place.kind === 'channel' ? replies.welcomeTeam : null;
    if (words === null) return;
    const sent = await connector.send(place.address, wordsMessage(words));
    if (!sent.ok) log('info', 'A welcome could not be sent', { status: sent.status, code: sent.code });
  }

  async function isAwaitingInvitation(personId: string): Promise<boolean> {
    const rows = await database.sql
      .select({ id: invitation.invitationId })
      .from(invitation)
      .where(
        and(
          eq(invitation.tenantId, tenantId),
          eq(invitation.personId, personId),
          eq(invitation.live, true),
          eq(invitation.state, 'queued'),
        ),
      )
      .limit(1);
    return rows.length > 0;
  }
}

/** Teams tells it in two ways, in no order: the app was installed, and the bot is a member now. */
const isArrival = ({ type, action, membersAdded, recipient }: Inbound): boolean =>
  (type === 'installationUpdate' && action?.startsWith('add') === true) ||
  membersAdded?.some((each) => each.id === recipient.id) === true;
