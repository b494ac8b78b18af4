import { z } from 'zod';
import type { Advice } from '../../swarm/events.ts';
import type { Setback } from '../../swarm/jobs.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';

const teamSchema = z.object({ isArchived: z.boolean().nullish() });
const membersSchema = z.object({ value: z.array(z.object({ roles: z.array(z.string()).nullish() })) });
/** The most members of one answer. */
const page = 999;

/**
 * A setback in a team's channel with the advice that fits the team: one that is archived itself takes no changes, and in one
 * without owner no channel is archived. Graph words these refusals in ways of its own, so the team is looked at.
 * `takesOwner`: whether the step needs an owner of the team.
 */
export async function withTeamAdvice(
  client: GraphClient,
  teamId: string,
  setback: Setback,
  signal: AbortSignal | undefined,
  { takesOwner = true } = {},
): Promise<Setback> {
  if (setback.kind !== 'give-up') return setback;
  const advice = await teamAdvice(client, teamId, signal, takesOwner);
  return advice === null ? setback : { ...setback, advice };
}

async function teamAdvice(
  client: GraphClient,
  teamId: string,
  signal: AbortSignal | undefined,
  takesOwner: boolean,
): Promise<Advice | null> {
  const path = `/teams/${encodeURIComponent(teamId)}`;
  const ask = async (below: string) =>
    (await client.send({ method: 'GET', path: `${path}${below}`, paced: [allowances.team(teamId)], signal })).body;
  try {
    if (teamSchema.parse(await ask('?$select=id,isArchived')).isArchived) return 'restore-team';
    if (!takesOwner) return null;
    const { value } = membersSchema.parse(await ask(`/members?$top=${page}`));
    const isOwned = value.length >= page || value.some(({ roles }) => roles?.includes('owner'));
    return isOwned ? null : 'give-team-owner';
  } catch (failure) {
    // Who may not look says what is known without it.
    if (failure instanceof GraphFailure) return null;
    throw failure;
  }
}
