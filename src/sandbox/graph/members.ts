import { z } from 'zod';
import type { Answer } from '../doors/routes.ts';
import { type Channel, findPerson, type Membership, type Person, type Tenant } from '../tenant/tenant.ts';
import { badRequest, graphError, list, notFound, page } from './answers.ts';
import { type GraphContext, type GraphRoute, graphRoute } from './graphRoute.ts';
import { memberResource, personOfMembershipId } from './resources.ts';

const memberSchema = z.looseObject({
  '@odata.type': z.string().optional(),
  roles: z.array(z.string()).nullish(),
  'user@odata.bind': z.string().optional(),
});
export const membersSchema = z.array(memberSchema);
const bulkSchema = z.object({ values: membersSchema });

/** What a body names as one member, or the refusal Graph gives for it. */
export type ReadMember = { ok: true; membership: Membership } | { ok: false; answer: Answer; userId: string };

/** Reads one `aadUserConversationMember` as Graph does. */
export function readMember(tenant: Tenant, member: z.infer<typeof memberSchema>): ReadMember {
  const bind = member['user@odata.bind'] ?? '';
  const userId =
    /users(?:\('([^']+)'\)|\/([^/?]+))$/
      .exec(bind)
      ?.slice(1)
      .find((part) => part !== undefined) ?? '';
  const type = member['@odata.type']?.replace(/^#/, '').toLowerCase();
  if (type === undefined)
    return { ok: false, userId, answer: badRequest("Bad Request: 'odata.type' must be specified on each member.") };
  if (type !== 'microsoft.graph.aaduserconversationmember')
    return { ok: false, userId, answer: badRequest(`Invalid member type '${type}'.`) };
  if (userId === '')
    return {
      ok: false,
      userId,
      answer: badRequest(`Invalid bind property name user@odata.bind in request: '${bind}'.`),
    };
  const roles = member.roles ?? [];
  if (roles.some((role) => role !== 'owner' && role !== 'guest'))
    return { ok: false, userId, answer: badRequest(`Invalid role specified for member: ${roles.join(', ')}.`) };
  const person = findPerson(tenant, userId);
  if (person === null) return { ok: false, userId, answer: notFound(`Failed to find user '${userId}' in the tenant.`) };
  const owner = roles.includes('owner');
  if (owner && person.guest) return { ok: false, userId, answer: guestsOwnNothing() };
  return { ok: true, membership: { person, owner } };
}

/** A guest is a member of a team or channel, never its owner. */
const guestsOwnNothing = (): Answer => badRequest('A guest user cannot be an owner.');

export const mostMembersInBulk = 200;

export function memberRoutes(context: GraphContext): GraphRoute[] {
  const { tenant, events } = context;
  return [
    graphRoute.ofTeam(context, 'GET', '/members', 'list', (team, call) => {
      const asked = userIdsIn(call.query.get('$filter'));
      if (asked === 'not-understood') return badRequest(`Invalid filter clause: ${call.query.get('$filter')}`);
      const members = [...team.members.values()].filter(({ person }) => asked?.includes(person.id) ?? true);
      return list(
        members.map((member) => memberResource(tenant, member, team.id)),
        'members',
      );
    }),

    graphRoute.ofTeam(context, 'POST', '/members', 'team-members', (team, call) => {
      const body = memberSchema.safeParse(call.body);
      if (!body.success) return badRequest(z.prettifyError(body.error));
      const read = readMember(tenant, body.data);
      if (!read.ok) return read.answer;
      addToTeam(read.membership, team.members, (person) => events.memberAdded(team, person));
      return { status: 201, body: memberResource(tenant, read.membership, team.id) };
    }),

    graphRoute.ofTeam(context, 'POST', '/members/add', 'team-members', (team, call) => {
      const body = bulkSchema.safeParse(call.body);
      if (!body.success) return badRequest(z.prettifyError(body.error));
      if (body.data.values.length > mostMembersInBulk)
        return badRequest(`The number of members must not exceed ${mostMembersInBulk}.`);
      const results = body.data.values.map((value) => {
        const read = readMember(tenant, value);
        if (read.ok) addToTeam(read.membership, team.members, (person) => events.memberAdded(team, person));
        return {
          '@odata.type': '#microsoft.graph.aadUserConversationMemberResult',
          userId: read.ok ? read.membership.person.id : read.userId,
          error: read.ok ? null : resultError(read.answer),
        };
      });
      const status = results.every((result) => result.error === null) ? 200 : 207;
      return {
        status,
        body: {
          '@odata.context':
            'https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.aadUserConversationMemberResult)',
          value: results,
        },
      };
    }),

    graphRoute.ofTeam(context, 'DELETE', '/members/:member', 'team-members', (team, call) => {
      const person = personOfMembershipId(tenant, call.params.member ?? '');
      if (person === null || !team.members.delete(person.id)) return notFound('The member was not found.');
      for (const channel of team.channels.values()) channel.members.delete(person.id);
      return { status: 204 };
    }),

    ...['/members', '/allMembers'].map((path) =>
      graphRoute.ofChannel(context, 'GET', path, 'list', (channel, call) =>
        page(
          call,
          [...rosterOfChannel(channel).values()].map((member) => memberResource(tenant, member, channel.id)),
          'members',
        ),
      ),
    ),

    graphRoute.ofChannel(context, 'POST', '/members', 'other', (channel, call) => {
      if (channel.kind === 'standard')
        return badRequest('Cannot add members to a standard channel: its members are those of the team.');
      const body = memberSchema.safeParse(call.body);
      if (!body.success) return badRequest(z.prettifyError(body.error));
      const read = readMember(tenant, body.data);
      if (!read.ok) return read.answer;
      const { person } = read.membership;
      if (channel.kind === 'private' && !channel.team.members.has(person.id))
        return badRequest('User is not a member of the team that the channel belongs to.', 'UserNotInTeam');
      if (channel.members.has(person.id))
        return graphError(409, 'Conflict', 'The user is already a member of the channel.');
      channel.members.set(person.id, read.membership);
      return { status: 201, body: memberResource(tenant, read.membership, channel.id) };
    }),

    graphRoute.ofChannel(context, 'PATCH', '/members/:member', 'other', (channel, call) => {
      if (channel.kind === 'standard')
        return badRequest('Cannot update members of a standard channel: its members are those of the team.');
      const body = memberSchema.safeParse(call.body);
      if (!body.success || body.data['@odata.type'] === undefined)
        return badRequest("Bad Request: 'odata.type' must be specified on each member.");
      const person = personOfMembershipId(tenant, call.params.member ?? '');
      const before = person === null ? undefined : channel.members.get(person.id);
      if (before === undefined) return notFound('The member was not found.');
      const membership = { ...before, owner: body.data.roles?.includes('owner') === true };
      if (membership.owner && membership.person.guest) return guestsOwnNothing();
      channel.members.set(membership.person.id, membership);
      return { status: 200, body: memberResource(tenant, membership, channel.id) };
    }),

    graphRoute.ofChannel(context, 'DELETE', '/members/:member', 'other', (channel, call) => {
      const person = personOfMembershipId(tenant, call.params.member ?? '');
      if (person === null || !channel.members.delete(person.id)) return notFound('The member was not found.');
      return { status: 204 };
    }),
  ];
}

/** The people of a filter by `userId`, the only one we ask with; null without a filter. */
function userIdsIn(filter: string | null): string[] | null | 'not-understood' {
  if (filter === null) return null;
  const one = /^microsoft\.graph\.aadUserConversationMember\/userId eq '([^']*)'$/;
  const ids = filter
    .replace(/^\((.*)\)$/, '$1')
    .split(' or ')
    .map((part) => one.exec(part.trim())?.[1]?.toLowerCase());
  return ids.every((id) => id !== undefined) ? ids : 'not-understood';
}

function rosterOfChannel(channel: Channel): Map<string, Membership> {
  return channel.kind === 'standard' ? channel.team.members : channel.members;
}

/** Somebody who is in already keeps their place and takes the higher role. */
function addToTeam(membership: Membership, members: Map<string, Membership>, added: (person: Person) => void): void {
  const before = members.get(membership.person.id);
  members.set(membership.person.id, { person: membership.person, owner: membership.owner || before?.owner === true });
  if (before === undefined) added(membership.person);
}

const errorBodySchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

function resultError(answer: Answer): { code: string; message: string } {
  const { code, message } = errorBodySchema.parse(answer.body).error;
  return { code, message };
}
