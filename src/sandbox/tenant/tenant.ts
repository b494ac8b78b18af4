import type { MailboxSettings } from '@microsoft/microsoft-graph-types';
import type { SandboxPerson } from '../organisation/schema.ts';

/** An adaptive card as JSON. What is in it is the bot's business; the sandbox looks at actions, inputs and refresh only. */
export type Card = { [key: string]: unknown };

/** A mention in a message: who, by MRI, and the text that stands for them. */
export type Mention = { mri: string; name: string; text: string };

/** A message of a conversation. `order` rises with every message and change of the tenant; `arrived` was it at first. */
export type Message = {
  id: string;
  /** The message that the thread began with; its own id for that one. */
  thread: string;
  from: Person | 'bot';
  at: number;
  order: number;
  arrived: number;
  text: string;
  textFormat: string;
  mentions: Mention[];
  /** The card everybody sees who has no view of their own. */
  card: Card | null;
  /** Attachments that are no adaptive card, as the bot sent them. */
  attachments: unknown[];
  /** Only this person and the bot see it (a targeted message). */
  targetedTo: Person | null;
  /** Cards that only one person sees, by person id. */
  views: Map<string, Card>;
  /** Counts the updates of the base by the bot. */
  revision: number;
  deleted: boolean;
};

/** What every conversation has. */
export type ConversationCore = {
  id: string;
  messages: Map<string, Message>;
  lastMessageId: number;
  /** By person id, the `order` up to which they have read. */
  read: Map<string, number>;
};
export type PersonalConversation = ConversationCore & { kind: 'personal'; person: Person };
export type GroupConversation = ConversationCore & {
  kind: 'groupChat';
  topic: string;
  people: Map<string, Person>;
  botIsIn: boolean;
};
export type ChannelConversation = ConversationCore & { kind: 'channel'; channel: Channel };
export type Conversation = PersonalConversation | GroupConversation | ChannelConversation;

/** Somebody of the tenant. `mri` is how Teams names them to bots; `graphChat` how Graph names their chat with the bot. */
export type Person = {
  id: string;
  profile: SandboxPerson;
  mri: string;
  chat: PersonalConversation;
  graphChat: string;
  /** The id of the app's installation for them; null: not installed. */
  installation: string | null;
  blockedBot: boolean;
  muted: boolean;
  presence: SandboxPerson['presence'];
  /** Of another organisation, invited into this one. */
  guest: boolean;
  account: { enabled: boolean; created: number; deletedAt: number | null; manager: string | null };
  /** Skills of their profile in Microsoft 365. */
  skills: ProfileSkill[];
  /** What their mailbox says instead of what the organisation's file does. */
  mailbox: MailboxSettings;
  /** Their activity feed, oldest first: where they were mentioned. */
  activity: { conversation: Conversation; message: Message; at: number }[];
};

/** As Graph's beta has it (learn.microsoft.com/graph/api/resources/skillproficiency). */
export type ProfileSkill = {
  displayName: string;
  proficiency: string | null;
  collaborationTags: string[];
  allowedAudiences: string;
  inference: { confidenceScore: number; userHasVerifiedAccuracy: boolean } | null;
};

export type Membership = { person: Person; owner: boolean };
export type Team = {
  id: string;
  /** The thread id by which Teams names the team to bots: that of the General channel. */
  thread: string;
  name: string;
  description: string;
  created: number;
  archived: boolean;
  members: Map<string, Membership>;
  general: Channel;
  /** Live channels by id. */
  channels: Map<string, Channel>;
  /** Live and soft-deleted channels by name in lower case: both keep their name. */
  names: Map<string, Channel>;
  /** Soft-deleted channels, oldest deletion first. */
  deleted: Channel[];
  installation: string | null;
};

export type Channel = {
  id: string;
  team: Team;
  name: string;
  description: string;
  kind: 'standard' | 'private' | 'shared';
  created: number;
  archived: boolean;
  deletedAt: number | null;
  /** Own roster of a private or shared channel; a standard channel has its team's. */
  members: Map<string, Membership>;
  appEnabled: boolean;
  /** Not in people's list of channels until they look for it. */
  hidden: boolean;
  tabs: Map<string, Tab>;
  conversation: ChannelConversation;
};
export type Tab = { id: string; name: string; configuration: { [key: string]: unknown } };

export type Operation = {
  id: string;
  type: 'createChannel' | 'archiveChannel' | 'unarchiveChannel' | 'createTeam';
  created: number;
  target: string;
  location: string;
};

/** When somebody is at work or off, as drafted and as shared; null: not. Instants as ISO in UTC. */
type Planned = { startDateTime: string; endDateTime: string; displayName?: string } | null;
/** The Shifts of a team. */
export type Schedule = {
  shifts: { id: string; userId: string; sharedShift: Planned; draftShift: Planned }[];
  timesOff: { id: string; userId: string; sharedTimeOff: Planned; draftTimeOff: Planned }[];
};

/** A group of Entra: who is in it. */
export type Group = { id: string; name: string; members: Set<string> };

/** What changed in the directory: somebody's account, or (`group`) whether they are in a group. */
export type DirectoryChange = { order: number; person: string; group: string | null };

/** The directory's own record of what changed, from which lists of changes are read; those before `reset` are gone. */
export type DirectoryLog = { changes: DirectoryChange[]; reset: number; pageSize: number };

/** All that the local Microsoft 365 knows, kept in memory, with a map for every way it is asked for. */
export type Tenant = {
  id: string;
  name: string;
  domain: string;
  app: { id: string; catalogId: string; name: string; botMri: string };
  people: Map<string, Person>;
  byAlias: Map<string, Person>;
  byMail: Map<string, Person>;
  byMri: Map<string, Person>;
  teams: Map<string, Team>;
  teamsByThread: Map<string, Team>;
  /** Every conversation, also by its other names (Graph's chat id). */
  conversations: Map<string, Conversation>;
  operations: Map<string, Operation>;
  groups: Map<string, Group>;
  directory: DirectoryLog;
  /** Of teams that have Shifts, by team. */
  schedules: Map<string, Schedule>;
  now: () => number;
  nextOrder: () => number;
};

/** Somebody by alias, Entra id, mail address or MRI. */
export function findPerson(tenant: Tenant, who: string): Person | null {
  return (
    tenant.byAlias.get(who) ??
    tenant.people.get(who.toLowerCase()) ??
    tenant.byMri.get(who) ??
    tenant.byMail.get(who.toLowerCase()) ??
    null
  );
}

/** The people of a conversation, as Teams lists them. */
export function rosterOf(conversation: Conversation): Map<string, Person | Membership> {
  switch (conversation.kind) {
    case 'personal':
      return new Map([[conversation.person.id, conversation.person]]);
    case 'groupChat':
      return conversation.people;
    case 'channel':
      return conversation.channel.kind === 'standard'
        ? conversation.channel.team.members
        : conversation.channel.members;
    default:
      return conversation satisfies never;
  }
}

export function isIn(conversation: Conversation, person: Person): boolean {
  return conversation.kind === 'personal' ? conversation.person === person : rosterOf(conversation).has(person.id);
}

/** Whether the bot may be spoken to there: installed for the person or team, and enabled in a private or shared channel. */
export function botIsIn(conversation: Conversation): boolean {
  switch (conversation.kind) {
    case 'personal':
      return conversation.person.installation !== null;
    case 'groupChat':
      return conversation.botIsIn;
    case 'channel':
      return conversation.channel.team.installation !== null && conversation.channel.appEnabled;
    default:
      return conversation satisfies never;
  }
}

/** Whether nobody can write there: with a team its channels are archived too (learn.microsoft.com/graph/api/channel-archive). */
export const isReadOnly = (channel: Channel): boolean => channel.archived || channel.team.archived;

/** Brings a deleted channel back, with all that is in it; null: there is none of this id. */
export function restoreChannel(tenant: Tenant, id: string): Channel | null {
  for (const team of tenant.teams.values()) {
    const channel = team.deleted.find((each) => each.id === id);
    if (!channel) continue;
    team.deleted = team.deleted.filter((each) => each !== channel);
    channel.deletedAt = null;
    team.channels.set(id, channel);
    return channel;
  }
  return null;
}

const softDeletion = 30 * 24 * 3_600_000;

/** Forgets channels whose 30 days of soft deletion are over, so that their names and places are free again. */
export function purgeDeleted(tenant: Tenant, team: Team): void {
  for (
    let oldest = team.deleted[0];
    oldest?.deletedAt != null && oldest.deletedAt + softDeletion <= tenant.now();
    oldest = team.deleted[0]
  ) {
    team.deleted.shift();
    const name = oldest.name.toLowerCase();
    if (team.names.get(name) === oldest) team.names.delete(name);
  }
}
