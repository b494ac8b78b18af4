import { z } from 'zod';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure, held } from '../client/errors.ts';

const userSchema = z.object({ userPrincipalName: z.string().nullish() });

/**
 * Whether somebody is a guest of the organisation, by their sign-in name: their `userType` takes a permission that the bot
 * does not have. Asked only once Graph has refused something for them; who cannot be looked at is taken for a member.
 */
export async function isGuest(
  client: GraphClient,
  personId: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const path = `/users/${encodeURIComponent(personId)}?$select=userPrincipalName`;
    const { userPrincipalName } = held(userSchema, await client.send({ method: 'GET', path, signal }));
    return userPrincipalName?.toLowerCase().includes('#ext#') ?? false;
  } catch (failure) {
    if (failure instanceof GraphFailure) return false;
    throw failure;
  }
}
