import { z } from 'zod';
import type { Channel } from '../../swarm/events.ts';
import type { JobOf, Setback } from '../../swarm/jobs.ts';
import {
  done,
  type EffectCircumstances,
  type EffectOutcome,
  type JoinedEffect,
  report,
  startedOf,
} from '../../swarm/service/effects.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure, isConflict, isNotFound, setbackOf } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import { allOf } from '../client/pages.ts';
import { isGuest } from '../people/isGuest.ts';
import { memberBody, mostPeople } from './members.ts';
import type { TeamGuests } from './teamGuests.ts';
import { withTeamAdvice } from './teamTrouble.ts';

type SeatNeeds = { client: GraphClient; guests: Pick<TeamGuests, 'bring'> };
type Given = { job: JobOf<'seat-member'>; circumstances: EffectCircumstances };
type Wanted = { index: number; job: JobOf<'seat-member'>; state: StartedSwarm; channel: Channel; signal: AbortSignal };

/**
 * Seats people. All of one team go in one call, because a team takes 4 such calls a minute; who is a member already
 * is seated. In a private channel they are then added to the channel too, the coordinator as its owner.
 */
export function seatMemberEffect(needs: SeatNeeds): JoinedEffect<'seat-member'> {
  return async (jobs) => {
    const outcomes: EffectOutcome[] = jobs.map(() => done);
    const wanted = jobs.flatMap((given, index) => wantedOf(given, index) ?? []);
    const teams = [...Map.groupBy(wanted, ({ channel }) => channel.teamId).values()];
    await Promise.all(
      teams.flatMap(inCallsOf).map(async (people) => {
        const found = await seatInTeam(needs, people);
        for (const [index, outcome] of found) outcomes[index] = outcome;
      }),
    );
    return outcomes;
  };
}

/** What is still to be done of a job; null when nothing is: seated by another job, or the room is closed. */
function wantedOf({ job, circumstances }: Given, index: number): Wanted | null {
  const state = startedOf(circumstances);
  if (state.status !== 'running' || state.channel.status !== 'open') return null;
  if (state.members.some((each) => each.seated && each.person.id === job.person.id && each.role === job.role))
    return null;
  return { index, job, state, channel: state.channel.channel, signal: circumstances.signal };
}

/** Parts with at most 200 different people each. */
function inCallsOf(wanted: readonly Wanted[]): Wanted[][] {
  const calls: Wanted[][] = [];
  let people = new Set<string>();
  for (const each of wanted) {
    const last = calls.at(-1);
    people.add(each.job.person.id);
    if (last && people.size <= mostPeople) last.push(each);
    else {
      calls.push([each]);
      people = new Set([each.job.person.id]);
    }
  }
  return calls;
}

async function seatInTeam(
  { client, guests }: SeatNeeds,
  wanted: readonly Wanted[],
): Promise<Map<number, EffectOutcome>> {
  const outcomes = new Map<number, EffectOutcome>();
  const [first] = wanted;
  if (!first) return outcomes;
  const ids = [...new Set(wanted.map(({ job }) => job.person.id))];
  try {
    // One signal for all: a job that is stopped must not stop the others' call, so that of the whole batch is used.
    const { teamId } = first.channel;
    const seats = await guests.bring(teamId, ids);
    const inTeam: Wanted[] = [];
    for (const each of wanted) {
      const seat = seats.get(each.job.person.id);
      if (seat?.kind === 'refused') {
        const setback = setbackOf(seat.failure, 'add-member-by-hand', 'add-member-by-hand');
        outcomes.set(each.index, await withAdvice(client, each, seat.failure, setback));
      } else if (each.state.room === 'standard') outcomes.set(each.index, seated(each));
      else inTeam.push(each);
    }
    // One after the other in a channel, which takes one call a second; channels beside each other.
    const channels = [...Map.groupBy(inTeam, ({ channel }) => channel.channelId).values()];
    await Promise.all(
      channels.map(async (some) => {
        for (const each of some) outcomes.set(each.index, await seatInChannel(client, each));
      }),
    );
  } catch (failure) {
    const setback = await withAdvice(client, first, failure, setbackOf(failure, 'add-member-by-hand'));
    for (const each of wanted) if (!outcomes.has(each.index)) outcomes.set(each.index, setback);
  }
  return outcomes;
}

const seated = ({ job: { person, role }, state: { room } }: Wanted, guest = false): EffectOutcome =>
  report({ type: 'ReportSeated', person, role, room, ...(guest && { guest: true as const }) });

async function seatInChannel(client: GraphClient, each: Wanted): Promise<EffectOutcome> {
  const { job, channel, signal } = each;
  const role = job.role === 'coordinator' ? 'owner' : 'member';
  const path = membersPath(channel);
  const paced = [allowances.team(channel.teamId), allowances.channel(channel.channelId)];
  try {
    await client.send({ method: 'POST', path, body: memberBody(client, job.person.id, role), paced, signal });
  } catch (failure) {
    if (role === 'owner' && (await isRefusedToGuest(client, each, failure))) return await seatGuest(client, each);
    if (!isConflict(failure)) return await setbackInChannel(client, each, failure);
    if (role === 'owner') return await makeOwner(client, each);
  }
  return seated(each);
}

/** A guest cannot own a channel: the one who coordinates is a member of it, and cards say so. */
async function seatGuest(client: GraphClient, each: Wanted): Promise<EffectOutcome> {
  const { job, channel, signal } = each;
  const paced = [allowances.team(channel.teamId), allowances.channel(channel.channelId)];
  try {
    const body = memberBody(client, job.person.id, 'member');
    await client.send({ method: 'POST', path: membersPath(channel), body, paced, signal });
  } catch (failure) {
    if (!isConflict(failure)) return await setbackInChannel(client, each, failure);
  }
  return seated(each, true);
}

const isRefusedToGuest = async (client: GraphClient, { job, signal }: Wanted, failure: unknown): Promise<boolean> =>
  failure instanceof GraphFailure &&
  (failure.status === 400 || failure.status === 403) &&
  !isNotInTeam(failure.message + failure.code) &&
  (await isGuest(client, job.person.id, signal));

const membershipSchema = z.object({
  id: z.string(),
  userId: z.string().nullish(),
  roles: z.array(z.string()).nullish(),
});

/** Who was in the channel already and now coordinates becomes its owner. */
async function makeOwner(client: GraphClient, each: Wanted): Promise<EffectOutcome> {
  const { job, channel, signal } = each;
  const paced = [allowances.team(channel.teamId), allowances.channel(channel.channelId)];
  try {
    const members = await allOf(client, { path: membersPath(channel), paced, signal }, membershipSchema);
    const membership = members.find(({ userId }) => userId?.toLowerCase() === job.person.id.toLowerCase());
    if (membership && !membership.roles?.includes('owner')) {
      const path = `${membersPath(channel)}/${encodeURIComponent(membership.id)}`;
      const change = { '@odata.type': '#microsoft.graph.aadUserConversationMember', roles: ['owner'] };
      await client.send({ method: 'PATCH', path, body: change, paced, signal });
    }
  } catch (failure) {
    if (await isRefusedToGuest(client, each, failure)) return seated(each, true);
    return await setbackInChannel(client, each, failure);
  }
  return seated(each);
}

const membersPath = ({ teamId, channelId }: Channel): string =>
  `/teams/${encodeURIComponent(teamId)}/channels/${encodeURIComponent(channelId)}/members`;

/** A new member of the team is known to the channel only after a while, and Graph calls it a bad request meanwhile. */
async function setbackInChannel(client: GraphClient, each: Wanted, failure: unknown): Promise<EffectOutcome> {
  const setback = setbackOf(failure, 'add-member-by-hand');
  if (setback.kind === 'give-up' && isNotInTeam(setback.cause)) {
    return { kind: 'wait', cause: setback.cause, retryAt: null, advice: 'add-member-by-hand' };
  }
  return withAdvice(client, each, failure, setback);
}

const isNotInTeam = (words: string): boolean => /UserNotInTeam|not a member of the team/i.test(words);

/** Who is gone cannot be seated in any team; any other refusal may be about the team itself. */
async function withAdvice(
  client: GraphClient,
  { channel }: Wanted,
  failure: unknown,
  setback: Setback,
): Promise<Setback> {
  if (isNotFound(failure)) return setback;
  // Without any one job's signal: what is found may be for all of a call.
  return withTeamAdvice(client, channel.teamId, setback, undefined, { takesOwner: false });
}
