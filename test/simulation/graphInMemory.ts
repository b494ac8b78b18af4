import { createCatalog } from '../../src/graph/app/catalog.ts';
import { enableAppEffect } from '../../src/graph/app/enableApp.ts';
import { lookAtChannelEffect } from '../../src/graph/channels/lookAtChannel.ts';
import { addToTeam } from '../../src/graph/channels/members.ts';
import { openChannelEffect } from '../../src/graph/channels/openChannel.ts';
import {
  archiveChannelEffect,
  deleteChannelEffect,
  deleteLeftChannelEffect,
  unarchiveChannelEffect,
} from '../../src/graph/channels/putAway.ts';
import { seatMemberEffect } from '../../src/graph/channels/seatMembers.ts';
import type { GraphAnswer, GraphCall, GraphClient } from '../../src/graph/client/client.ts';
import { failureOf, GraphFailure } from '../../src/graph/client/errors.ts';
import { createFaults } from '../../src/sandbox/doors/faults.ts';
import { createLimits } from '../../src/sandbox/doors/limits.ts';
import type { Tokens } from '../../src/sandbox/entra/tokens.ts';
import { createGraph } from '../../src/sandbox/graph/graph.ts';
import type { GraphEvents } from '../../src/sandbox/graph/graphRoute.ts';
import { usualPermissions } from '../../src/sandbox/graph/permissions.ts';
import type { SandboxPerson } from '../../src/sandbox/organisation/schema.ts';
import { createTenant } from '../../src/sandbox/tenant/founding.ts';
import { restoreChannel } from '../../src/sandbox/tenant/tenant.ts';
import type { Channel, RoomKind } from '../../src/swarm/events.ts';
import type { GraphEffects } from '../../src/swarm/service/effects.ts';
import type { EnsureAppInstalled } from '../../src/teams/ports.ts';
import { person } from '../swarm/given.ts';
import type { Chance } from './chance.ts';
import type { Fortune } from './mishaps.ts';
import { type Call, wire } from './outside.ts';

/** A swarm's channel, as it is in Teams now. */
export type Room = {
  channel: Channel;
  swarmId: string;
  kind: RoomKind;
  readonly status: 'live' | 'archived' | 'deleted';
  /** Who can read what is written there, by Entra id: as owner, or as member. */
  people(): Map<string, 'owner' | 'member'>;
  /** Somebody archived it while the swarm ran: from then on nobody can change a card in it. */
  archivedByHand: boolean;
  /** Somebody brought it back after they had deleted it: the swarm may have another by then, and this one is theirs. */
  restoredByHand: boolean;
};

/** The sandbox's Graph without its wire: what it refuses, it refuses here, but for its limits. */
export type GraphInMemory = {
  /** Graph as one process has it. */
  clientOf(fortune: Fortune): GraphClient;
  rooms: Room[];
  /** What somebody does to a channel in Teams. */
  change(room: Room, how: 'delete' | 'archive' | 'restore'): void;
};

const appId = 'swarm';
const hostTeam = { id: 'host-team', name: 'Swarms', description: '' };

/** `now`: milliseconds since 1970. */
export function createGraphInMemory(
  team: readonly string[],
  lead: string,
  { chance, now, heard }: { chance: Chance; now: () => number; heard?: (call: Call) => void },
): GraphInMemory {
  const tenant = createTenant({
    organisation: {
      tenant: { name: 'Contoso', domain: 'contoso.example', tenantId: 'tenant', asOf: '', hostTeams: [hostTeam] },
      people: team.map((id) => profileOf(id, id === lead)),
      ...{ technologies: [], calendars: [], teams: [], skills: [], cases: [], past: [] },
    },
    app: { id: appId, name: 'Swarm' },
    now,
  });
  const rooms: Room[] = [];
  const answer = createGraph({
    tenant,
    faults: createFaults({ limits: 'off' }),
    limits: createLimits(now),
    permissions: usualPermissions(),
    audience: 'graph',
    note: null,
    tokens: { verifyApp: async () => ({ ok: true, roles: usualPermissions().application }) } as Pick<
      Tokens,
      'verifyApp'
    > as Tokens,
    events: eventsOf(rooms),
  });

  async function done(call: GraphCall): Promise<GraphAnswer> {
    const url = new URL(`https://graph.example/${call.version ?? 'v1.0'}${call.path}`);
    const {
      status,
      headers = {},
      body = null,
    } = await answer({
      method: call.method,
      url: url.pathname + url.search,
      path: url.pathname,
      params: {},
      query: url.searchParams,
      headers: { host: url.host },
      body: call.body,
      length: 0,
      isAbandoned: () => false,
    });
    const answered = { status, headers: new Headers(headers), body };
    if (status < 200 || status >= 300) throw failureOf(answered, now());
    return answered;
  }

  const clientOf = (fortune: Fortune): GraphClient => ({
    async send(call) {
      const { method, path, paced = [] } = call;
      heard?.({ side: 'graph', at: now(), method, path, paced });
      await wire(chance);
      const fate = fortune.fate('graph');
      if (fate === 'cut-off') throw noAnswer();
      if (fate === 'refused') throw refusalBy(chance, now());
      const outcome = await done(call).finally(() => wire(chance));
      if (fate === 'lost') throw noAnswer();
      return outcome;
    },
    reference: (path) => `https://graph.example/v1.0/${path}`,
    skew: () => null,
    roles: async () => usualPermissions().application,
  });
  return {
    clientOf,
    rooms,
    change(room, how) {
      const channel = tenant.teams.get(room.channel.teamId)?.channels.get(room.channel.channelId);
      if (how === 'restore') {
        restoreChannel(tenant, room.channel.channelId);
        room.restoredByHand = true;
        room.archivedByHand = false;
      } else if (channel && how === 'archive') {
        channel.archived = true;
        room.archivedByHand = true;
      } else if (channel) {
        channel.deletedAt = now();
        channel.team.channels.delete(channel.id);
        channel.team.deleted.push(channel);
      }
    },
  };
}

/** The bot's own effects of Graph; `client`: as the process that runs makes its calls. */
export function graphEffects(client: GraphClient, clock: () => number): GraphEffects {
  const guests = { bring: addTo(client) };
  const hostTeams = {
    ids: [hostTeam.id],
    withRoom: async () => [hostTeam.id],
    note: () => {},
    count: async () => new Map(),
    known: async () => new Map(),
  };
  return {
    'open-channel': openChannelEffect({ client, hostTeams, guests }),
    'enable-app': enableAppEffect({ client, catalog: createCatalog(client, appId), previews: true }),
    'seat-member': seatMemberEffect({ client, guests }),
    'archive-channel': archiveChannelEffect({ client }),
    'unarchive-channel': unarchiveChannelEffect({ client }),
    'delete-channel': deleteChannelEffect({ client, clock }),
    'delete-left-channel': deleteLeftChannelEffect({ client }),
    'look-at-channel': lookAtChannelEffect({ client }),
  };
}

/** Whom the bot brought into a team it remembers in its database, which is not here. */
const addTo = (client: GraphClient) => (teamId: string, people: readonly string[], signal?: AbortSignal) =>
  addToTeam(client, teamId, people, signal);

export const everybodyHasTheApp: EnsureAppInstalled = async () => ({ kind: 'installed' });

const noAnswer = (): GraphFailure => new GraphFailure({ status: null, code: '', message: 'no answer' });

/** For a moment, for as long as Graph says, or until somebody changes something. */
function refusalBy(chance: Chance, now: number): GraphFailure {
  const retryAt = chance.once(2) ? new Date(now + (1 + chance.below(120)) * 1_000).toISOString() : null;
  if (chance.once(3)) return new GraphFailure({ status: 429, code: 'TooManyRequests', message: 'later', retryAt });
  if (chance.once(2)) return new GraphFailure({ status: 503, code: 'ServiceUnavailable', message: 'later', retryAt });
  return new GraphFailure({ status: 403, code: 'Forbidden', message: 'no' });
}

function profileOf(id: string, lead: boolean): SandboxPerson {
  const { name } = person(id);
  const profile: Partial<SandboxPerson> = {
    ...{ id, name, lead, alias: id, mail: `${id}@contoso.example`, jobTitle: 'Engineer' },
    presence: { availability: 'Available', activity: 'Available', outOfOffice: false },
    appInstalled: true,
  };
  return profile as SandboxPerson;
}

/** What matters of what happens to channels: that the bot made another. */
function eventsOf(rooms: Room[]): GraphEvents {
  const nothing = (): void => {};
  return {
    channelCreated(made) {
      const [, swarmId = ''] = /\(([^)]+)\)$/.exec(made.description) ?? [];
      const webUrl = `https://teams.example/${made.id}`;
      rooms.push({
        channel: { teamId: made.team.id, channelId: made.id, name: made.name, webUrl },
        swarmId,
        kind: made.kind === 'private' ? 'private' : 'standard',
        get status() {
          if (made.deletedAt !== null) return 'deleted';
          return made.archived ? 'archived' : 'live';
        },
        people: () =>
          new Map(
            [...(made.kind === 'private' ? made.members : made.team.members).values()].map(
              ({ person: { id }, owner }) => [id, owner ? 'owner' : 'member'],
            ),
          ),
        archivedByHand: false,
        restoredByHand: false,
      });
    },
    ...{ channelRenamed: nothing, channelDeleted: nothing, channelRestored: nothing, channelArchived: nothing },
    ...{ memberAdded: nothing, installed: nothing, removed: nothing },
  };
}
