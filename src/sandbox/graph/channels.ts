import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Call } from '../doors/routes.ts';
import { addChannel } from '../tenant/founding.ts';
import {
  type Channel,
  type Membership,
  type Operation,
  purgeDeleted,
  type Team,
  type Tenant,
} from '../tenant/tenant.ts';
import { badRequest, list, notFound, ok } from './answers.ts';
import { channelNameFault } from './channelName.ts';
import { type GraphContext, type GraphRoute, graphRoute } from './graphRoute.ts';
import { membersSchema, readMember } from './members.ts';
import { fits, parseFilter, selected } from './odata.ts';
import { channelResource, operationResource } from './resources.ts';

const newChannelSchema = z.looseObject({
  displayName: z.string(),
  description: z.string().nullish(),
  membershipType: z.enum(['standard', 'private', 'shared']).default('standard'),
  layoutType: z.enum(['post', 'chat']).optional(),
  members: membersSchema.optional(),
});
const changedChannelSchema = z.looseObject({ displayName: z.string().optional(), description: z.string().nullish() });

/** All channels of a team together, soft-deleted ones counted (platform.md 2.1). */
export const mostChannels = 1_000;
const mostPrivateMembersAtCreation = 200;

export function channelRoutes(context: GraphContext): GraphRoute[] {
  const { tenant, events } = context;
  const resource = (channel: Channel, call: Call) =>
    channelResource(tenant, channel, (call.headers.prefer ?? '').includes('include-unknown-enum-members'));
  return [
    graphRoute.ofTeam(context, 'GET', '/channels', 'list', (team, call) => {
      const filter = call.query.get('$filter');
      const comparisons = filter === null ? [] : parseFilter(filter);
      if (comparisons === null) return badRequest(`Invalid filter clause: ${filter}`);
      const byName = comparisons.find(
        (comparison) => comparison.property === 'displayName' && comparison.operator === 'eq',
      );
      const named = byName?.operator === 'eq' ? team.names.get(byName.value.toLowerCase()) : undefined;
      const candidates =
        byName === undefined
          ? [...team.channels.values()]
          : named !== undefined && named.deletedAt === null
            ? [named]
            : [];
      const found = candidates
        .map((channel) => resource(channel, call))
        .filter((channel) => fits(channel, comparisons));
      return list(
        found.map((channel) => selected(channel, call.query)),
        `teams('${team.id}')/channels`,
      );
    }),

    graphRoute.ofTeam(context, 'POST', '/channels', 'create-channel', (team, call) =>
      createChannel(context, team, call, resource),
    ),
    graphRoute.ofTeam(context, 'GET', '/primaryChannel', 'list', (team, call) =>
      ok(selected(resource(team.general, call), call.query)),
    ),
    graphRoute.ofChannel(context, 'GET', '', 'list', (channel, call) =>
      ok(selected(resource(channel, call), call.query)),
    ),
    graphRoute.ofChannel(context, 'GET', '/filesFolder', 'other', (channel) =>
      ok({ id: randomUUID(), name: channel.name, parentReference: { driveId: `b!${channel.team.id}` } }),
    ),

    graphRoute.ofChannel(context, 'PATCH', '', 'other', (channel, call) => {
      const body = changedChannelSchema.safeParse(call.body);
      if (!body.success) return badRequest(z.prettifyError(body.error));
      const { displayName, description } = body.data;
      if (displayName !== undefined && displayName !== channel.name) {
        const fault = nameFault(context, channel.team, displayName, channel);
        if (fault !== null) return fault;
        channel.team.names.delete(channel.name.toLowerCase());
        channel.name = displayName;
        channel.team.names.set(displayName.toLowerCase(), channel);
        events.channelRenamed(channel);
      }
      if (description !== undefined) channel.description = description ?? '';
      return { status: 204 };
    }),

    graphRoute.ofChannel(context, 'DELETE', '', 'delete', (channel) => {
      const { team } = channel;
      if (channel === team.general) return badRequest('The General channel cannot be deleted.');
      channel.deletedAt = tenant.now();
      team.channels.delete(channel.id);
      team.deleted.push(channel);
      events.channelDeleted(channel);
      return { status: 204 };
    }),

    ...(['archive', 'unarchive'] as const).map((verb) =>
      graphRoute.ofChannel(context, 'POST', `/${verb}`, 'other', (channel) => {
        if (channel.team.archived)
          return badRequest('Team has to be active, for channel to be archived or unarchived.');
        if (channel === channel.team.general) return badRequest('The General channel cannot be archived.');
        const owners = channel.kind === 'standard' ? channel.team.members : channel.members;
        if (![...owners.values()].some((member) => member.owner)) return badRequest('The channel has no owner.');
        channel.archived = verb === 'archive';
        events.channelArchived(channel);
        const operation = addOperation(
          tenant,
          `${verb}Channel`,
          channel.id,
          `/teams('${channel.team.id}')/channels('${channel.id}')`,
        );
        return { status: 202, headers: { Location: `/teams/${channel.team.id}/operations/${operation.id}` } };
      }),
    ),

    graphRoute.ofTeam(context, 'GET', '/operations/:operation', 'other', (_team, call) => {
      const operation = tenant.operations.get(call.params.operation ?? '');
      return operation === undefined
        ? notFound('The operation was not found.')
        : ok(operationResource(operation, tenant.now(), context.faults.settings().operationsTakeMs));
    }),
  ];
}

/** 201 with the channel; for a shared one 202, no body, and where to ask how it went (platform.md 1.1). */
function createChannel(
  context: GraphContext,
  team: Team,
  call: Call,
  resource: (channel: Channel, call: Call) => object,
): Answer {
  const { tenant, faults, events } = context;
  const body = newChannelSchema.safeParse(call.body);
  if (!body.success) return badRequest(z.prettifyError(body.error));
  const { displayName, membershipType: kind } = body.data;
  if (team.archived) return badRequest('Team has to be active, for channel to be created.');
  const fault = nameFault(context, team, displayName, null);
  if (fault !== null) return fault;
  if (team.channels.size + team.deleted.length >= mostChannels) {
    return badRequest(
      `The maximum number of channels per team, ${mostChannels}, has been reached.`,
      'ChannelLimitReached',
    );
  }

  const members: Membership[] = [];
  const seen = new Set<string>();
  for (const given of body.data.members ?? []) {
    const read = readMember(tenant, given);
    if (!read.ok) return read.answer;
    const { person } = read.membership;
    // Graph's own message for a person who is named twice says as little as this.
    if (seen.has(person.id)) return badRequest('CreateThreadS2SRequest: failed to execute Skype backend request.');
    if (kind === 'private' && !team.members.has(person.id))
      return badRequest('User is not a member of the team that the channel belongs to.', 'UserNotInTeam');
    seen.add(person.id);
    members.push(read.membership);
  }
  const owners = members.filter((member) => member.owner);
  if (kind === 'private' && members.length === 0) {
    return badRequest(
      'CreateChannel_Private: Cannot create private channel, no members specified when calling from an Application.',
    );
  }
  if (kind === 'private' && owners.length === 0)
    return badRequest('CreateChannel_Private: Cannot create private channel, no owner specified.');
  if (kind === 'private' && members.length > mostPrivateMembersAtCreation)
    return badRequest(`CreateChannel_Private: more than ${mostPrivateMembersAtCreation} members.`);
  if (kind === 'shared' && (owners.length !== 1 || members.length !== 1))
    return badRequest('A shared channel must be created with exactly one owner.');

  const settings = faults.settings();
  const channel = addChannel(tenant, team, {
    name: displayName,
    description: body.data.description ?? '',
    kind,
    members: kind === 'standard' ? [] : settings.membersAtCreationIgnored ? owners : members,
    hidden: settings.hiddenChannels,
  });
  events.channelCreated(channel);
  if (kind !== 'shared')
    return {
      status: 201,
      headers: { Location: urlOf(channel) },
      body: {
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#channels/$entity',
        ...resource(channel, call),
      },
    };
  const operation = addOperation(tenant, 'createChannel', channel.id, urlOf(channel));
  return {
    status: 202,
    headers: { 'Content-Location': `/teams/${team.id}/operations/${operation.id}`, 'Content-Type': 'application/json' },
  };
}

export function addOperation(tenant: Tenant, type: Operation['type'], target: string, location: string): Operation {
  const operation: Operation = { id: randomUUID(), type, created: tenant.now(), target, location };
  tenant.operations.set(operation.id, operation);
  return operation;
}

function urlOf(channel: Channel): string {
  return `/teams('${channel.team.id}')/channels('${channel.id}')`;
}

/** `itself`: the channel being renamed, whose own name is no obstacle. */
function nameFault(context: GraphContext, team: Team, name: string, itself: Channel | null): Answer | null {
  const wrong = channelNameFault(name);
  if (wrong !== null) return badRequest(wrong, 'InvalidChannelName');
  purgeDeleted(context.tenant, team);
  const holder = team.names.get(name.toLowerCase());
  const taken =
    (holder !== undefined && holder !== itself) ||
    context.faults.settings().namesTakenByDeletedChannels.some((one) => one.toLowerCase() === name.toLowerCase());
  return taken ? badRequest('Channel name already existed, please use other name.', 'NameAlreadyExists') : null;
}
