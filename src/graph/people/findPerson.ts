import { z } from 'zod';
import type { Person } from '../../cases/case.ts';
import type { GraphClient } from '../client/client.ts';
import { held, isNotFound } from '../client/errors.ts';

const userSchema = z.object({ id: z.string(), displayName: z.string().nullish() });
const usersSchema = z.object({ value: z.array(userSchema) });

/**
 * The person with this Entra id, sign-in name or mail address; null when the organisation has none. Needs
 * User.ReadBasic.All. Throws GraphFailure when Graph cannot say.
 */
export function createFindPerson({ client }: { client: GraphClient }) {
  const personOf = ({ id, displayName }: z.infer<typeof userSchema>): Person | null =>
    displayName ? { id: id.toLowerCase(), name: displayName } : null;

  return async function findPerson(asked: string): Promise<Person | null> {
    try {
      const path = `/users/${encodeURIComponent(asked)}?$select=id,displayName`;
      return personOf(held(userSchema, await client.send({ method: 'GET', path })));
    } catch (failure) {
      if (!isNotFound(failure)) throw failure;
    }
    if (!asked.includes('@')) return null;
    // Where people do not sign in with their mail address, it is a property like any other.
    const filter = encodeURIComponent(`mail eq '${asked.replaceAll("'", "''")}'`);
    const answer = await client.send({ method: 'GET', path: `/users?$filter=${filter}&$select=id,displayName` });
    const [only, ...others] = held(usersSchema, answer).value;
    return only && others.length === 0 ? personOf(only) : null;
  };
}
