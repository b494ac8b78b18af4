import type { Database } from '../../store/database.ts';
import type { Queue } from '../../store/queue.ts';
import type { SwarmCommand } from '../../swarm/commands.ts';
import { queuedOf } from '../../swarm/jobs.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { invitationCard } from '../cards/invitationCard.ts';
import type { Connector, OutgoingMessage, Sent } from '../connector/connector.ts';
import { cardMessage, wordsMessage } from '../connector/message.ts';
import { languageOf, messages } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import type { TeamsLog } from '../ports.ts';
import type { Views } from '../views/views.ts';
import type { Inbound } from './inbound.ts';
import { isFarewell, type Place, personIdOf, placeOf } from './turn.ts';
import { swarmsWith, waitingInvitations, waitingPlans } from './waitingInvitations.ts';

export type ChangesNeeds = {
  connector: Connector;
  swarms: Pick<Swarms, 'swarmInChannel' | 'execute' | 'load'>;
  directory: Pick<Directory, 'readerOf'>;
  views: Pick<Views, 'ownersCard'>;
  database: Pick<Database, 'sql'>;
  queue: Pick<Queue, 'enqueue'>;
  tenantId: string;
  log: TeamsLog;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** What Teams tells of itself: the app installed or taken out, channels made or deleted by people. */
export function createChanges(needs: ChangesNeeds) {
  const { connector, swarms, directory, views, database, queue, tenantId, log, clock } = needs;

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
    if (place.kind === 'personal') return welcomePerson(personIdOf(activity), place, replies.welcome);
    if (place.kind === 'channel') await said(place, wordsMessage(replies.welcomeTeam));
  }

  /**
   * Teams fetches somebody's own view of a briefing, for who leads the panel, only where the briefing names their Teams id: it is
   * known since now. The swarm is as it was, so that a first attempt would find nothing to draw.
   */
  async function nameInBriefings(personId: string): Promise<void> {
    const swarmIds = await swarmsWith({ database, tenantId }, personId);
    const jobs = swarmIds.map((swarmId) =>
      queuedOf({ job: { name: 'refresh-card', swarmId, card: 'briefing', attempt: 2 } }),
    );
    if (jobs.length > 0) (await database.sql.transaction((tx) => queue.enqueue(tx, jobs)))();
  }

  /** Whom an invitation or a plan waits for sees it, and not only that the app is there. */
  async function welcomePerson(personId: string, place: Place, words: string): Promise<void> {
    await nameInBriefings(personId);
    const at = new Date(clock()).toISOString();
    const { isComing, missed } = await waitingInvitations({ database, swarms, tenantId }, personId, at);
    // An installation that an invitation needed is followed by the invitation: no word before it.
    if (!isComing) await said(place, wordsMessage(words));
    for (const { state, invitation } of missed) {
      const reader = await directory.readerOf(personId, state.case.language);
      const sent = await said(place, cardMessage(invitationCard(state, invitation, reader)));
      if (!sent.ok) return;
      const command: SwarmCommand = { type: 'ReportDelivered', invitationId: invitation.id, message: sent.message };
      const origin = { actor: { kind: 'system', name: 'welcome' }, cause: `install ${personId}` } as const;
      await swarms.execute(state.swarmId, command, origin);
    }
    for (const state of await waitingPlans({ database, swarms, tenantId }, personId)) {
      const reader = await directory.readerOf(personId, state.case.language);
      const sent = await said(place, cardMessage(await views.ownersCard(state, reader)));
      if (!sent.ok) return;
      const command: SwarmCommand = { type: 'ReportPlanCardPosted', message: sent.message };
      const origin = { actor: { kind: 'system', name: 'welcome' }, cause: `install ${personId}` } as const;
      await swarms.execute(state.swarmId, command, origin);
    }
  }

  async function said({ address }: Place, message: OutgoingMessage): Promise<Sent> {
    const sent = await connector.send(address, message, { urgency: 'answer' });
    if (!sent.ok) log('info', 'A welcome could not be sent', { status: sent.status, code: sent.code });
    return sent;
  }
}

/** Teams tells it in two ways, in no order: the app was installed, and the bot is a member now. */
const isArrival = ({ type, action, membersAdded, recipient }: Inbound): boolean =>
  (type === 'installationUpdate' && action?.startsWith('add') === true) ||
  membersAdded?.some((each) => each.id === recipient.id) === true;
