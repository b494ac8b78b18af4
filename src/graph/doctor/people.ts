import { z } from 'zod';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure } from '../client/errors.ts';
import { type Check, type DoctorCheck, Failed, NotKnown } from './checking.ts';

/** So many ids fit into one filter, so many questions into one call (platform.md 1.7), and so many calls somebody waits for. */
const idsAQuestion = 15;
const questionsACall = 20;
const mostCalls = 10;

const partsSchema = z.object({
  responses: z.array(
    z.object({
      status: z.int(),
      body: z
        .object({ value: z.array(z.object({ id: z.string(), userPrincipalName: z.string().nullish() })).optional() })
        .nullish(),
    }),
  ),
});

/** Whom the registry names although Entra does not know them, and who is a guest, whom invitations may not reach. */
export function peopleChecks(of: {
  client: GraphClient;
  people: readonly { id: string; name: string }[];
  check: Check;
}): Promise<DoctorCheck>[] {
  const { client, people, check } = of;
  const asked = people.slice(0, idsAQuestion * questionsACall * mostCalls);
  const found = signInNames(client, asked);
  found.catch(() => {});
  return [
    check('people', null, async () => {
      const known = await found;
      const strangers = asked.filter(({ id }) => !known.has(id.toLowerCase())).map(({ name }) => name);
      if (strangers.length > 0)
        throw new Failed({ code: 'unknown-people', names: strangers.slice(0, 5), count: strangers.length });
      if (asked.length < people.length)
        throw new NotKnown({ code: 'more-people', count: people.length - asked.length });
      return { code: 'people', count: people.length };
    }),
    check('guests', null, async () => {
      const known = await found;
      const guests = asked.filter(({ id }) => known.get(id.toLowerCase())?.includes('#ext#')).map(({ name }) => name);
      // Whether Teams lets an app reach guests is a setting that no app can read.
      if (guests.length > 0) throw new NotKnown({ code: 'guests', names: guests.slice(0, 5), count: guests.length });
      return { code: 'no-guests' };
    }),
  ];
}

/** Sign-in names by id, both in small letters, of those whom Entra knows. */
async function signInNames(
  client: GraphClient,
  people: readonly { id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = people.map(({ id }) => id).filter((id) => z.guid().safeParse(id).success);
  const known = new Map<string, string>();
  const step = idsAQuestion * questionsACall;
  for (let from = 0; from < ids.length; from += step) {
    const some = ids.slice(from, from + step);
    const requests = Array.from({ length: Math.ceil(some.length / idsAQuestion) }, (_, index) => {
      const among = some.slice(index * idsAQuestion, (index + 1) * idsAQuestion).map((id) => `'${id}'`);
      const filter = encodeURIComponent(`id in (${among.join(',')})`);
      return { id: String(index), method: 'GET', url: `/users?$filter=${filter}&$select=id,userPrincipalName` };
    });
    const { body } = await client.send({ method: 'POST', path: '/$batch', body: { requests } });
    for (const part of partsSchema.parse(body).responses) {
      if (part.status !== 200)
        throw new GraphFailure({ status: part.status, code: 'Batch', message: 'people could not be looked up' });
      for (const { id, userPrincipalName } of part.body?.value ?? [])
        known.set(id.toLowerCase(), (userPrincipalName ?? '').toLowerCase());
    }
  }
  return known;
}
