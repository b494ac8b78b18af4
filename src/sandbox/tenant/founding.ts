import { createHash, randomUUID } from 'node:crypto';
import type { SandboxOrganisation } from '../organisation/organisation.ts';
import type { SandboxPerson } from '../organisation/schema.ts';
import type {
  Channel,
  ChannelConversation,
  ConversationCore,
  GroupConversation,
  Membership,
  Person,
  PersonalConversation,
  Team,
  Tenant,
} from './tenant.ts';

/** A tenant as its organisation begins: everybody at their desk, the host teams with the app in them and the leads as owners. */
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
    groups: new Map(),
    directory: { changes: [], reset: 0, pageSize: 100 },
    schedules: new Map(),
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

// People and their chats, channels and their conversations know each other: one of each pair looks the other up late.

/** Adds somebody as an account that was there long since. */
export function addPerson(tenant: Tenant, profile: SandboxPerson): Person {
  const secret = createHash('sha256').update(`${tenant.app.id} ${profile.id}`).digest('base64url');
  const chat: PersonalConversation = {
    ...conversationCore(`a:${secret.slice(0, 24)}${secret.slice(30, 40)}`),
    kind: 'personal',
    get person(): Person {
      return person;
    },
  };
  const person: Person = {
    id: profile.id,
    profile,
    mri: `29:${secret}`,
    chat,
    graphChat: `19:${profile.id}_${tenant.app.id}@unq.gbl.spaces`,
    installation: profile.appInstalled ? randomUUID() : null,
    blockedBot: false,
    muted: false,
    presence: profile.presence,
    guest: false,
    account: { enabled: true, created: tenant.now() - 1000 * 86_400_000, deletedAt: null, manager: null },
    skills: [],
    mailbox: {},
    activity: [],
  };
  tenant.people.set(person.id, person);
  tenant.byAlias.set(profile.alias, person);
  tenant.byMail.set(profile.mail.toLowerCase(), person);
  tenant.byMri.set(person.mri, person);
  tenant.conversations.set(chat.id, chat);
  tenant.conversations.set(person.graphChat, chat);
  return person;
}

/** Adds a team with its General channel. */
export function addTeam(
  tenant: Tenant,
  wanted: { id?: string; name: string; description: string; owners: readonly Person[]; withApp: boolean },
): Team {
  const thread = threadId();
  const team: Team = {
    id: wanted.id ?? randomUUID(),
    thread,
    name: wanted.name,
    description: wanted.description,
    created: tenant.now(),
    archived: false,
    members: new Map(wanted.owners.map((person) => [person.id, { person, owner: true }])),
    get general(): Channel {
      return general;
    },
    channels: new Map(),
    names: new Map(),
    deleted: [],
    installation: wanted.withApp ? randomUUID() : null,
  };
  const general: Channel = addChannel(tenant, team, { id: thread, name: 'General', description: '', kind: 'standard' });
  tenant.teams.set(team.id, team);
  tenant.teamsByThread.set(thread, team);
  return team;
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
  const conversation: ChannelConversation = {
    ...conversationCore(wanted.id ?? threadId()),
    kind: 'channel',
    get channel(): Channel {
      return channel;
    },
  };
  const channel: Channel = {
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
    hidden: wanted.hidden ?? false,
    tabs: new Map(),
    conversation,
  };
  team.channels.set(channel.id, channel);
  team.names.set(channel.name.toLowerCase(), channel);
  tenant.conversations.set(channel.id, conversation);
  return channel;
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

function conversationCore(id: string): ConversationCore {
  return { id, messages: new Map(), lastMessageId: 0, read: new Map() };
}

function threadId(): string {
  return `19:${randomUUID().replaceAll('-', '')}@thread.tacv2`;
}
