import { createHash, randomUUID } from 'node:crypto';
import type { SandboxPerson } from './organisation/schema.ts';
import type { SandboxOrganisation } from './organisation.ts';

/** An adaptive card as JSON. What is in it is the bot's business; the sandbox looks at actions, inputs and refresh only. */
export type Card = { [key: string]: unknown };

/** A mention in a message: who, by MRI, and the text that stands for them. */
export type Mention = { mri: string; name: string; text: string };

/** A message of a conversation. `order` rises with every message and change of the tenant. */
export type Message = {
  id: string;
  /** The message that the thread began with; its own id for that one. */
  thread: string;
  from: Person | 'bot';
  at: number;
  order: number;
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

type ConversationCore = {
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
  /** Their activity feed, oldest first: where they were mentioned. */
  activity: { conversation: Conversation; message: Message; at: number }[];
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
  hiddenFor: Set<string> | 'everybody';
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
  now: () => number;
  nextOrder: () => number;
};

export function createTenant(options: {
  organisation: SandboxOrganisation;
  app: { id: string; name: string };
  now: () => number;
}): Tenant {
  const { organisation } = options;
  let order = 0;
  const tenant: Tenant = {
    id: organisation.tenant.tenantId,
    name: organisation.tenant.name,
    domain: organisation.tenant.domain,
    app: { ...options.app, catalogId: randomUUID(), botMri: `28:${options.app.id}` },
    people: new Map(),
    byAlias: new Map(),
    byMail: new Map(),
    byMri: new Map(),
    teams: new Map(),
    teamsByThread: new Map(),
    conversations: new Map(),
    operations: new Map(),
    now: options.now,
    nextOrder: () => {
      order += 1;
      return order;
    },
  };
  for (const profile of organisation.people) addPerson(tenant, profile);
  const leads = [...tenant.people.values()].filter((person) => person.profile.lead);
  const owners = leads.length > 0 ? leads : [...tenant.people.values()].slice(0, 1);
  for (const team of organisation.tenant.hostTeams) {
    addTeam(tenant, { ...team, owners, withApp: true });
  }
  return tenant;
}

function addPerson(tenant: Tenant, profile: SandboxPerson): void {
  const secret = createHash('sha256').update(`${tenant.app.id} ${profile.id}`).digest('base64url');
  const person: Omit<Person, 'chat'> & { chat?: PersonalConversation } = {
    id: profile.id,
    profile,
    mri: `29:${secret}`,
    graphChat: `19:${profile.id}_${tenant.app.id}@unq.gbl.spaces`,
    installation: profile.appInstalled ? randomUUID() : null,
    blockedBot: false,
    muted: false,
    presence: profile.presence,
    activity: [],
  };
  const chat: Omit<PersonalConversation, 'person'> = {
    ...conversationCore(`a:${secret.slice(0, 24)}${secret.slice(30, 40)}`),
    kind: 'personal',
  };
  const whole = Object.assign(person, { chat: Object.assign(chat, { person }) }) as Person;
  tenant.people.set(whole.id, whole);
  tenant.byAlias.set(profile.alias, whole);
  tenant.byMail.set(profile.mail.toLowerCase(), whole);
  tenant.byMri.set(whole.mri, whole);
  tenant.conversations.set(whole.chat.id, whole.chat);
  tenant.conversations.set(whole.graphChat, whole.chat);
}

/** Adds a team with its General channel. */
export function addTeam(
  tenant: Tenant,
  wanted: { id?: string; name: string; description: string; owners: readonly Person[]; withApp: boolean },
): Team {
  const thread = threadId();
  const team: Omit<Team, 'general'> = {
    id: wanted.id ?? randomUUID(),
    thread,
    name: wanted.name,
    description: wanted.description,
    created: tenant.now(),
    archived: false,
    members: new Map(wanted.owners.map((person) => [person.id, { person, owner: true }])),
    channels: new Map(),
    names: new Map(),
    deleted: [],
    installation: wanted.withApp ? randomUUID() : null,
  };
  const whole = team as Team;
  whole.general = addChannel(tenant, whole, { id: thread, name: 'General', description: '', kind: 'standard' });
  tenant.teams.set(whole.id, whole);
  tenant.teamsByThread.set(thread, whole);
  return whole;
}

/** Adds a channel as it is; whether it may be is for the caller to know. */
export function addChannel(
  tenant: Tenant,
  team: Team,
  wanted: {
    id?: string;
    name: string;
    description: string;
    kind: Channel['kind'];
    members?: readonly Membership[];
    hidden?: boolean;
  },
): Channel {
  const conversation: Omit<ChannelConversation, 'channel'> = {
    ...conversationCore(wanted.id ?? threadId()),
    kind: 'channel',
  };
  const channel: Omit<Channel, 'conversation'> = {
    id: conversation.id,
    team,
    name: wanted.name,
    description: wanted.description,
    kind: wanted.kind,
    created: tenant.now(),
    archived: false,
    deletedAt: null,
    members: new Map((wanted.members ?? []).map((member) => [member.person.id, member])),
    appEnabled: wanted.kind === 'standard',
    hiddenFor: wanted.hidden === true ? 'everybody' : new Set(),
    tabs: new Map(),
  };
  const whole = Object.assign(channel, { conversation: Object.assign(conversation, { channel }) }) as Channel;
  team.channels.set(whole.id, whole);
  team.names.set(whole.name.toLowerCase(), whole);
  tenant.conversations.set(whole.id, whole.conversation);
  return whole;
}

/** Adds a group chat of people with the bot in it. */
export function addGroupChat(
  tenant: Tenant,
  topic: string,
  people: readonly Person[],
  botIsIn: boolean,
): GroupConversation {
  const chat: GroupConversation = {
    ...conversationCore(`19:${randomUUID().replaceAll('-', '')}@thread.v2`),
    kind: 'groupChat',
    topic,
    people: new Map(people.map((person) => [person.id, person])),
    botIsIn,
  };
  tenant.conversations.set(chat.id, chat);
  return chat;
}

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

function conversationCore(id: string): ConversationCore {
  return { id, messages: new Map(), lastMessageId: 0, read: new Map() };
}

function threadId(): string {
  return `19:${randomUUID().replaceAll('-', '')}@thread.tacv2`;
}
