import { randomUUID } from 'node:crypto';
import type { Activities } from '../connector/activities.ts';
import type { Deliveries } from '../connector/deliveries.ts';
import type { Feed } from '../doors/feed.ts';
import type { GraphEvents } from '../graph/graphRoute.ts';
import type { Conversation, Person, Team } from '../tenant/tenant.ts';

/** Tells the bot of installations, teams and channels as Teams does, without waiting for it. */
export function createInstalling(options: { activities: Activities; deliveries: Deliveries; feed: Feed }) {
  const { activities, deliveries, feed } = options;

  function tellOfInstallation(conversation: Conversation, person: Person | null, action: 'add' | 'remove'): void {
    const about = conversation.kind === 'personal' ? conversation.person : person;
    deliveries.deliverLater(activities.botMembership(conversation, about, action, `f:${randomUUID()}`));
    deliveries.deliverLater(activities.installation(conversation, about, action, `f:${randomUUID()}`));
  }
  const tellOfTeam = (team: Team, eventType: string, change: Parameters<Activities['teamChanged']>[3]): void => {
    if (team.installation !== null)
      deliveries.deliverLater(activities.teamChanged(team, eventType, `f:${randomUUID()}`, change));
  };

  const events: GraphEvents = {
    channelCreated: (channel) => {
      feed.publish({ kind: 'conversation', conversation: channel.conversation });
      // A bot hears of standard channels of its team; into the others it must be brought first (platform.md 3).
      if (channel.kind === 'standard') tellOfTeam(channel.team, 'channelCreated', { channel });
    },
    channelRenamed: (channel) => {
      feed.publish({ kind: 'conversation', conversation: channel.conversation });
      if (channel.appEnabled) tellOfTeam(channel.team, 'channelRenamed', { channel });
    },
    channelDeleted: (channel) => {
      feed.publish({ kind: 'conversation', conversation: channel.conversation });
      if (channel.appEnabled) tellOfTeam(channel.team, 'channelDeleted', { channel });
    },
    channelRestored: (channel) => {
      feed.publish({ kind: 'conversation', conversation: channel.conversation });
      if (channel.appEnabled) tellOfTeam(channel.team, 'channelRestored', { channel });
    },
    channelArchived: (channel) => {
      feed.publish({ kind: 'conversation', conversation: channel.conversation });
    },
    memberAdded: (team, person) => {
      feed.publish({ kind: 'conversation', conversation: team.general.conversation });
      tellOfTeam(team, 'teamMemberAdded', { membersAdded: [person] });
    },
    installed: (conversation) => tellOfInstallation(conversation, null, 'add'),
    removed: (conversation) => tellOfInstallation(conversation, null, 'remove'),
  };

  return {
    events,
    tellOfInstallation,
    installFor(person: Person): void {
      if (person.installation !== null) return;
      person.installation = randomUUID();
      tellOfInstallation(person.chat, person, 'add');
    },
    uninstallFor(person: Person): void {
      if (person.installation === null) return;
      person.installation = null;
      tellOfInstallation(person.chat, person, 'remove');
    },
  };
}
export type Installing = ReturnType<typeof createInstalling>;
