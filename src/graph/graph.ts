import type { Person } from '../cases/case.ts';
import type { ReadProfiles } from '../registry/files/profileSkills.ts';
import type { SkillsRegistry } from '../registry/registry.ts';
import { teamOfShifts } from '../registry/shifts/feed.ts';
import { leadsTeam } from '../registry/team.ts';
import type { FollowPeopleConfig } from '../settings/config.ts';
import type { Database } from '../store/database.ts';
import { isPersonId } from '../store/personId.ts';
import type { GraphEffects } from '../swarm/service/effects.ts';
import { createCatalog } from './app/catalog.ts';
import { enableAppEffect } from './app/enableApp.ts';
import { createInstaller, type EnsureAppInstalled } from './app/install.ts';
import { createFindFilling, type FindFilling } from './channels/filling.ts';
import { createHostTeams, type KnownHostTeam, mostChannels } from './channels/hostTeams.ts';
import { lookAtChannelEffect } from './channels/lookAtChannel.ts';
import { openChannelEffect } from './channels/openChannel.ts';
import {
  archiveChannelEffect,
  deleteChannelEffect,
  deleteLeftChannelEffect,
  unarchiveChannelEffect,
} from './channels/putAway.ts';
import { seatMemberEffect } from './channels/seatMembers.ts';
import { createTeamGuests } from './channels/teamGuests.ts';
import { createGraphClient, type GraphClientNeeds } from './client/client.ts';
import { createPace, unlimited } from './client/pace.ts';
import type { DoctorCheck } from './doctor/checking.ts';
import { createDoctor } from './doctor/doctor.ts';
import type { Followed, FollowOutcome, KnownPeople, TakeChanges } from './followedPeople.ts';
import { createFindPerson } from './people/findPerson.ts';
import { everyone, followEveryone } from './people/following/followEveryone.ts';
import { followGroups } from './people/following/followGroups.ts';
import { createFollowState } from './people/following/followState.ts';
import { createPresenceRefresh } from './people/presence.ts';
import { readProfileSkills } from './people/profileSkills.ts';
import { createMailboxRefresh, type MailboxesRead } from './people/refreshMailboxes.ts';
import { createShiftsRefresh } from './people/shifts.ts';

export type GraphNeeds = {
  credential: GraphClientNeeds['credential'];
  /** Graph's address without version, and without slash at its end. */
  baseUrl: string;
  /** The bot's app id, which is the id of its manifest too. */
  appId: string;
  tenantId: string;
  /** Days after a swarm's end for which the people it brought into a host team stay; null: always. */
  leaveAfterDays?: () => number | null;
  /** The bot as Teams sees it. */
  publicUrl: string;
  /** What the bot signs in for, to the Bot Connector. */
  connectorScope: string;
  /** Entra group ids of the teams that hold swarm channels. */
  hostTeamIds: readonly string[];
  database: Pick<Database, 'sql'>;
  registry: Pick<SkillsRegistry, 'snapshot' | 'keepMailboxes' | 'save'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** Milliseconds that no setting of the clock moves, for what is spaced by time; performance.now if not given. */
  steady?: () => number;
  /** Whose joining and leaving is followed in Entra; nobody's, unless given. */
  followPeople?: FollowPeopleConfig | null;
  /** Teams whose Shifts are read, by Entra group id; none, unless given. */
  shiftsTeamIds?: readonly string[];
  /** Whether skills of profiles may be read, which Graph's beta alone has. */
  profileSkills?: boolean;
  /** Whether Graph's beta may be asked where v1.0 does not do it. */
  previews?: boolean;
  /** Whether calls are spaced to Graph's published limits; `off` only for benchmarks against a Graph without them. */
  limits?: 'published' | 'off';
};

/** Everything the bot does and asks in Microsoft Graph. */
export type Graph = {
  effects: GraphEffects;
  ensureAppInstalled: EnsureAppInstalled;
  /** Somebody of the organisation by Entra id or mail address. */
  findPerson: (idOrMail: string) => Promise<Person | null>;
  /** Asks for the presence of everyone in the registry; gives how many Graph told of. */
  refreshPresence: (signal?: AbortSignal) => Promise<number>;
  /** Reads what everyone's mailbox says of their hours, which only proposes, and of their automatic replies. */
  refreshMailboxes: (signal?: AbortSignal) => Promise<MailboxesRead>;
  /** Counts the channels of the host teams, and hands over those that became nearly full. Graph allows this look once a day. */
  findFillingHostTeams: FindFilling;
  /** How full each host team is, of how many places, in the order of the settings; asks Graph nothing. */
  hostTeamRoom: () => Promise<(KnownHostTeam & { most: number })[]>;
  /** Takes people out of host teams to whom nothing is left there; gives how many. */
  leaveHostTeams: (signal?: AbortSignal) => Promise<number>;
  /** Reads who left and who joined since the last time, where an administrator wants it; null: nobody is followed. */
  followPeople: ((take: TakeChanges, signal?: AbortSignal) => Promise<FollowOutcome>) | null;
  /** How far each followed list of people has been read. */
  peopleFollowed: () => Promise<Followed[]>;
  /** Reads the Shifts of teams that are due, once a day; what they say is kept with the feeds of shifts. */
  refreshShifts: (signal?: AbortSignal) => Promise<{ read: number; failed: number }>;
  /** Reads the skills that people show on their profile in Microsoft 365; null: that is not switched on. */
  profileSkills: ReadProfiles | null;
  doctor: () => Promise<DoctorCheck[]>;
};

/** Milliseconds. */
const throttledFor = 5 * 60_000;

/** Looks people up, for tools that need nothing else of Graph. */
export const createFindPersonAt = ({
  credential,
  baseUrl,
  clock,
}: Pick<GraphNeeds, 'credential' | 'baseUrl' | 'clock'>): Graph['findPerson'] =>
  createFindPerson({ client: createGraphClient({ credential, baseUrl, pace: unlimited, clock }) });

export function createGraph({
  credential,
  baseUrl,
  appId,
  tenantId,
  leaveAfterDays = () => 7,
  publicUrl,
  connectorScope,
  hostTeamIds,
  database,
  registry,
  clock,
  steady = () => performance.now(),
  previews = false,
  profileSkills = false,
  followPeople = null,
  shiftsTeamIds = [],
  limits,
}: GraphNeeds): Graph {
  const client = createGraphClient({
    credential,
    baseUrl,
    pace: limits === 'off' ? unlimited : createPace(steady),
    clock,
  });
  const catalog = createCatalog(client, appId);
  const guests = createTeamGuests({
    ...{ client, database: database.sql, tenantId, teamIds: hostTeamIds, leaveAfterDays, clock },
  });
  const hostTeams = createHostTeams({ client, database: database.sql, tenantId, ids: hostTeamIds, clock });
  /** Of a vendor's people the tenant knows nothing, and one id that is none would spoil the answer for all. */
  const within = () => Iterator.from(registry.snapshot.engineers()).filter(({ outside }) => outside === undefined);
  const hostTeamsOf = (ownerId: string): readonly string[] => {
    const team = registry.snapshot.listed(ownerId)?.engineer.team;
    return (team === undefined ? undefined : registry.snapshot.team(team)?.hostTeams) ?? [];
  };
  const followState = createFollowState({ database: database.sql, tenantId });
  const { snapshot } = registry;
  // What Shifts of a team said that is read no more counts no longer, though it was kept when the registry was opened.
  const others = snapshot.feedStates().filter(({ id }) => {
    const team = teamOfShifts(id);
    return team !== null && !shiftsTeamIds.includes(team);
  });
  snapshot.apply(others.map(({ id }) => ({ kind: 'feed-gone', id })));
  return {
    followPeople: followPeople && followWith(followPeople),
    peopleFollowed: () => followState.all(),
    effects: {
      'open-channel': openChannelEffect({ client, hostTeams, guests, hostTeamsOf }),
      'enable-app': enableAppEffect({ client, catalog, previews }),
      'seat-member': seatMemberEffect({ client, guests }),
      'archive-channel': archiveChannelEffect({ client }),
      'unarchive-channel': unarchiveChannelEffect({ client }),
      'delete-channel': deleteChannelEffect({ client, clock }),
      'delete-left-channel': deleteLeftChannelEffect({ client }),
      'look-at-channel': lookAtChannelEffect({ client }),
    },
    ensureAppInstalled: createInstaller({ client, catalog }),
    findPerson: createFindPerson({ client }),
    refreshPresence: createPresenceRefresh({
      client,
      people: () => within().map(({ id }) => id),
      save: (presences) => registry.save(presences.map((presence) => ({ kind: 'presence', presence }))),
      clock,
    }),
    refreshShifts: createShiftsRefresh({
      ...{ client, database: database.sql, tenantId, teams: shiftsTeamIds, clock },
      isRegistered: (id) => snapshot.listed(id) !== undefined,
    }),
    refreshMailboxes: createMailboxRefresh({
      client,
      people: within,
      save: registry.keepMailboxes,
      clock,
    }),
    findFillingHostTeams: createFindFilling({ client, database: database.sql, tenantId, hostTeams, clock }),
    hostTeamRoom: async () =>
      [...(await hostTeams.known()).values()].map((known) => ({ ...known, most: mostChannels })),
    leaveHostTeams: guests.letGo,
    profileSkills: profileSkills ? (people, signal) => readProfileSkills(client, people, signal) : null,
    doctor: createDoctor({
      ...{ client, catalog, hostTeams, credential, appId, publicUrl, connectorScope },
      people: within,
      readsShifts: shiftsTeamIds.length > 0,
      readsProfiles: profileSkills,
      follows: followPeople && (followPeople.groups.length > 0 ? 'groups' : 'everyone'),
    }),
  };

  function followWith({ groups, mostAtOnce }: FollowPeopleConfig): NonNullable<Graph['followPeople']> {
    const known: KnownPeople = {
      isRegistered: (id) => {
        const engineer = snapshot.listed(id)?.engineer;
        return engineer !== undefined && engineer.outside === undefined;
      },
      hasLeft: (id) => (snapshot.left(id)?.entry ?? null) !== null && snapshot.listed(id) === undefined,
      registered: () =>
        within()
          .map(({ id }) => id)
          .filter(isPersonId)
          .toArray(),
      leftLately: () =>
        Iterator.from(snapshot.leftPeople())
          .filter(({ at }) => clock() - Date.parse(at) < 86_400_000)
          .reduce((count) => count + 1, 0),
      belongsToTeam: (id) =>
        snapshot.listed(id)?.engineer.team !== undefined || snapshot.teams().some((team) => leadsTeam(team, id)),
    };
    return async (take, signal) => {
      const all = await followState.all();
      // Who was told to wait does; Graph names no more than some minutes.
      if (all.some(({ trouble, triedAt }) => trouble === 'throttled' && clock() - Date.parse(triedAt) < throttledFor))
        return { left: 0, joined: 0, back: 0, held: 0, trouble: null };
      const needs = { client, state: followState, known, take, mostAtOnce, clock };
      if (groups.length > 0) return followGroups(groups, needs, signal);
      await followState.only([everyone]);
      return followEveryone(needs, signal);
    };
  }
}
