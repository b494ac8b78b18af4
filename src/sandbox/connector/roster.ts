import type { Answer, Call, Route } from '../doors/routes.ts';
import {
  botIsIn,
  type Conversation,
  findPerson,
  isIn,
  type Membership,
  type Person,
  rosterOf,
  type Tenant,
} from '../tenant/tenant.ts';
import { type ConnectorContext, connectorError, findConversation } from './places.ts';

/** Who is in a conversation, and what teams and channels there are. */
export function rosterRoutes(context: ConnectorContext): Route[] {
  const { tenant } = context;
  const inConversation = (path: string, answer: (conversation: Conversation, call: Call) => Answer): Route => ({
    method: 'GET',
    path: `/v3/conversations/:conversation${path}`,
    answer: (call) => {
      const place = findConversation(tenant, call.params.conversation ?? '');
      if (place === null) return connectorError(404, 'ConversationNotFound', 'Conversation not found.');
      if (!botIsIn(place.conversation))
        return connectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
      return answer(place.conversation, call);
    },
  });
  const members = (conversation: Conversation) =>
    [...rosterOf(conversation).values()].map((one) => memberAccount(tenant, personOf(one)));
  const ofTeam = (
    path: string,
    answer: (team: NonNullable<ReturnType<Tenant['teamsByThread']['get']>>) => Answer,
  ): Route => ({
    method: 'GET',
    path: `/v3/teams/:team${path}`,
    answer: (call) => {
      const team = tenant.teamsByThread.get(call.params.team ?? '');
      if (team === undefined) return connectorError(404, 'TeamNotFound', 'Team not found.');
      if (team.installation === null)
        return connectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
      return answer(team);
    },
  });

  return [
    inConversation('/members', (conversation) => ({ status: 200, body: members(conversation) })),
    inConversation('/activities/:activity/members', (conversation) => ({ status: 200, body: members(conversation) })),
    inConversation('/pagedmembers', (conversation, call) => {
      const size = Math.min(Math.max(Number(call.query.get('pageSize') ?? 200) || 200, 50), 500);
      const from = Number(call.query.get('continuationToken') ?? 0) || 0;
      const all = [...rosterOf(conversation).values()];
      const page = all.slice(from, from + size).map((one) => memberAccount(tenant, personOf(one)));
      return {
        status: 200,
        body: { members: page, ...(from + size < all.length ? { continuationToken: String(from + size) } : {}) },
      };
    }),
    inConversation('/members/:member', (conversation, call) => {
      const person = findPerson(tenant, call.params.member ?? '');
      if (person === null || !isIn(conversation, person))
        return connectorError(404, 'MemberNotFoundInConversation', 'Member not found in the conversation.');
      return { status: 200, body: memberAccount(tenant, person) };
    }),
    ofTeam('', (team) => ({
      status: 200,
      body: {
        id: team.thread,
        name: team.name,
        aadGroupId: team.id,
        channelCount: team.channels.size,
        memberCount: team.members.size,
        type: 'standard',
        tenantId: tenant.id,
      },
    })),
    ofTeam('/conversations', (team) => ({
      status: 200,
      body: {
        conversations: [...team.channels.values()].map((channel) => ({
          id: channel.id,
          name: channel === team.general ? null : channel.name,
          type: channel.kind,
        })),
      },
    })),
  ];
}

function personOf(one: Person | Membership): Person {
  return 'person' in one ? one.person : one;
}

function memberAccount(tenant: Tenant, person: Person): object {
  const { name, mail } = person.profile;
  return {
    id: person.mri,
    aadObjectId: person.id,
    objectId: person.id,
    name,
    givenName: name.split(' ')[0] ?? '',
    surname: name.split(' ').slice(1).join(' '),
    email: mail,
    userPrincipalName: mail,
    tenantId: tenant.id,
    userRole: 'user',
  };
}
