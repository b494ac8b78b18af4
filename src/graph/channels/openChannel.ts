import { z } from 'zod';
import type { Channel } from '../../swarm/events.ts';
import type { Setback } from '../../swarm/jobs.ts';
import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { type StartedSwarm, troubledFor } from '../../swarm/state.ts';
import type { GraphAnswer, GraphClient } from '../client/client.ts';
import { GraphFailure, held, isNameTaken, isNotFound, isTeamFull, setbackOf } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import { allOf } from '../client/pages.ts';
import { isGuest } from '../people/isGuest.ts';
import { channelName } from './channelName.ts';
import type { HostTeams } from './hostTeams.ts';
import { memberBody } from './members.ts';
import { operationDone } from './operations.ts';
import type { TeamGuests } from './teamGuests.ts';
import { withTeamAdvice } from './teamTrouble.ts';

const channelSchema = z.object({
  id: z.string().min(1),
  displayName: z.string(),
  description: z.string().nullish(),
  webUrl: z.string().nullish(),
  membershipType: z.string().nullish(),
});

/** Names that something else holds are left behind so often; then a person has to look. */
const mostNames = 5;
/** A channel made a moment ago may not be listed yet: only after so many milliseconds a taken name counts as another's. */
const untilForeign = 5_000;

export type OpenChannelNeeds = {
  client: GraphClient;
  hostTeams: HostTeams;
  guests: Pick<TeamGuests, 'bring'>;
  /** Those of the support team of somebody, by their id; they are tried first. */
  hostTeamsOf?: (ownerId: string) => readonly string[];
};

/**
 * Makes the swarm's channel and reports it. The first attempt posts at once. A later one looks in every host team
 * first, because an earlier one may have made it and lost the answer: there are never two channels for a swarm.
 */
export function openChannelEffect(needs: OpenChannelNeeds): Effect<'open-channel'> {
  const { client, hostTeams } = needs;
  return async (_job, circumstances) => {
    const state = startedOf(circumstances);
    const { signal, repeated } = circumstances;
    const awaitsOpen = repeated && state.leftRoom?.status === 'awaited';
    if (state.channel.status !== 'opening' && !awaitsOpen) return done;
    try {
      if (awaitsOpen) {
        // Made before the case became restricted, and its answer lost: it must not stay where all can read it.
        const left = await findInHostTeams(client, hostTeams, { ...state, room: 'standard' }, signal);
        if (left) return report({ type: 'ReportChannelOpened', channel: left, room: 'standard' });
        if (state.channel.status !== 'opening') return done;
      }
      if (repeated) {
        const found = await findInHostTeams(client, hostTeams, state, signal);
        if (found) return report({ type: 'ReportChannelOpened', channel: found, room: state.room });
      }
      // Closed before it had a room, or its people go on without: now it needs none.
      if (state.status !== 'running' || state.withoutRoom) return done;
      return await openInOneOf(needs, state, { repeated, signal });
    } catch (failure) {
      return setbackOf(failure, 'ask-administrator');
    }
  };
}

type Attempt = { repeated: boolean; signal: AbortSignal };

/** Tries the host teams in turn. A team that cannot take it is passed over; what may pass ends the attempt. */
async function openInOneOf(needs: OpenChannelNeeds, state: StartedSwarm, attempt: Attempt) {
  const { client, hostTeams } = needs;
  let last: Setback = { kind: 'give-up', cause: 'no host team is configured', advice: 'add-host-team' };
  const own = needs.hostTeamsOf?.(state.case.owner.id) ?? [];
  const all = await hostTeams.withRoom(state.swarmId);
  for (const teamId of all.toSorted((a, b) => Number(own.includes(b)) - Number(own.includes(a)))) {
    try {
      const channel = await openIn(needs, teamId, state, attempt);
      hostTeams.note(teamId, 'channel-opened');
      return report({ type: 'ReportChannelOpened', channel, room: state.room });
    } catch (failure) {
      if (isTeamFull(failure)) hostTeams.note(teamId, 'full');
      const refused = setbackOf(failure, adviceFor(failure), 'install-app-in-team');
      const isSaid = isTeamFull(failure) || isNotFound(failure) || isOwnedByGuest(failure);
      const setback = isSaid ? refused : await withTeamAdvice(client, teamId, refused, attempt.signal);
      if (setback.kind === 'wait') return setback;
      last = setback;
    }
  }
  return last;
}

function adviceFor(failure: unknown): Setback['advice'] {
  if (isTeamFull(failure) || isNotFound(failure)) return 'add-host-team';
  return isOwnedByGuest(failure) ? 'coordinator-is-guest' : 'ask-administrator';
}

async function openIn(
  needs: OpenChannelNeeds,
  teamId: string,
  state: StartedSwarm,
  attempt: Attempt,
): Promise<Channel> {
  for (let turn = 1; turn <= mostNames; turn++) {
    try {
      return await create(needs, teamId, state, turn, attempt.signal);
    } catch (failure) {
      if (!isNameTaken(failure)) throw failure;
      const ours = await findIn(needs.client, teamId, state, attempt.signal);
      if (ours) return ours;
      if (attempt.repeated && troubledFor(state, 'open-channel') < untilForeign) {
        const message = 'the name is taken, maybe by the channel of an earlier attempt that is not listed yet';
        throw new GraphFailure({ status: 423, code: 'NotListedYet', message, cause: failure });
      }
    }
  }
  throw new GraphFailure({ status: 409, code: 'NameAlreadyExists', message: `all ${mostNames} names are taken` });
}

async function create(
  needs: OpenChannelNeeds,
  teamId: string,
  state: StartedSwarm,
  turn: number,
  signal: AbortSignal,
): Promise<Channel> {
  const { client } = needs;
  if (state.room === 'standard') return post(client, teamId, state, turn, signal);
  try {
    return await post(client, teamId, state, turn, signal);
  } catch (failure) {
    if (!isAboutTheOwner(failure)) throw failure;
    try {
      return await postOnceInTeam(needs, teamId, state, turn, signal);
    } catch (again) {
      if (!isAboutTheOwner(again) || !(await isGuest(client, state.coordinator.id, signal))) throw again;
      throw new GraphFailure({ status: 400, code: guestOwner, message: 'the coordinator is a guest', cause: again });
    }
  }
}

/** The owner of a private channel must be a member of its team before. */
async function postOnceInTeam(
  { client, guests }: OpenChannelNeeds,
  teamId: string,
  state: StartedSwarm,
  turn: number,
  signal: AbortSignal,
): Promise<Channel> {
  const { id } = state.coordinator;
  const seat = (await guests.bring(teamId, [id], signal)).get(id);
  if (seat?.kind === 'refused') throw seat.failure.passes ? seat.failure : withoutOwner(seat.failure);
  return await post(client, teamId, state, turn, signal);
}

const withoutOwner = (cause: GraphFailure): GraphFailure =>
  new GraphFailure({
    status: 400,
    code: 'OwnerNotInTeam',
    message: `the coordinator cannot be added: ${cause.message}`,
    cause,
  });

const guestOwner = 'GuestOwner';
const isOwnedByGuest = (failure: unknown): boolean => failure instanceof GraphFailure && failure.code === guestOwner;

/** Graph words this refusal in several ways; any refusal that is not about name or room may be it. */
const isAboutTheOwner = (failure: unknown): boolean =>
  failure instanceof GraphFailure &&
  (failure.status === 400 || failure.status === 404) &&
  !isNameTaken(failure) &&
  !isTeamFull(failure) &&
  !/team/i.test(failure.status === 404 ? failure.message : '');

async function post(
  client: GraphClient,
  teamId: string,
  state: StartedSwarm,
  turn: number,
  signal: AbortSignal,
): Promise<Channel> {
  const isPrivate = state.room === 'private';
  // A private channel's name can be seen by owners of the team who are not in it: the title stays inside.
  const title = isPrivate ? null : state.case.title;
  const name = channelName({ swarmId: state.swarmId, caseId: state.startedAs, title }, turn);
  const answer = await client.send({
    method: 'POST',
    path: `/teams/${encodeURIComponent(teamId)}/channels`,
    body: {
      displayName: name,
      description: descriptionOf(state),
      membershipType: state.room,
      ...(isPrivate
        ? { '@odata.type': '#Microsoft.Graph.channel', members: [memberBody(client, state.coordinator.id, 'owner')] }
        : {}),
    },
    paced: [allowances.team(teamId)],
    signal,
    timeout: 30_000,
  });
  return answer.status === 202
    ? await channelOfOperation(client, teamId, state, answer, signal)
    : channelOf(teamId, state, held(channelSchema, answer));
}

async function channelOfOperation(
  client: GraphClient,
  teamId: string,
  state: StartedSwarm,
  answer: GraphAnswer,
  signal: AbortSignal,
): Promise<Channel> {
  await operationDone(client, teamId, answer, signal);
  const found = await findIn(client, teamId, state, signal);
  if (found) return found;
  throw new GraphFailure({ status: 423, code: 'NotListedYet', message: 'the channel was made, but is not listed yet' });
}

async function findInHostTeams(
  client: GraphClient,
  hostTeams: HostTeams,
  state: StartedSwarm,
  signal: AbortSignal,
): Promise<Channel | null> {
  for (const teamId of hostTeams.ids) {
    try {
      const found = await findIn(client, teamId, state, signal);
      if (found) return found;
    } catch (failure) {
      // A team that is gone or closed to us holds no channel of ours.
      if (!(failure instanceof GraphFailure) || failure.passes || failure.status === 401) throw failure;
    }
  }
  return null;
}

/** The swarm's channel in this team. It is known by its kind and the swarm's id in its description, whatever its name. */
async function findIn(
  client: GraphClient,
  teamId: string,
  state: StartedSwarm,
  signal: AbortSignal,
): Promise<Channel | null> {
  const path = `/teams/${encodeURIComponent(teamId)}/channels?$select=id,displayName,description,webUrl,membershipType`;
  const channels = await allOf(client, { path, paced: [allowances.team(teamId)], signal }, channelSchema);
  const ours = channels.find(
    (each) => each.description?.includes(state.swarmId) && (each.membershipType ?? 'standard') === state.room,
  );
  return ours ? channelOf(teamId, state, ours) : null;
}

function channelOf(
  teamId: string,
  { tenantId }: StartedSwarm,
  { id, displayName, webUrl }: z.infer<typeof channelSchema>,
): Channel {
  const address = `https://teams.microsoft.com/l/channel/${encodeURIComponent(id)}/${encodeURIComponent(displayName)}?groupId=${encodeURIComponent(teamId)}&tenantId=${encodeURIComponent(tenantId)}`;
  return { teamId, channelId: id, name: displayName, webUrl: webUrl || address };
}

/** In the language of the case; ends with the mark by which findIn knows it. */
function descriptionOf({ case: theCase, swarmId }: StartedSwarm): string {
  return theCase.language === 'ja'
    ? `サポートケースのスウォーム (${swarmId})`
    : `Swarm for a support case (${swarmId})`;
}
