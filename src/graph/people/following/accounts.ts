import { z } from 'zod';
import type { GraphClient } from '../../client/client.ts';
import { GraphFailure, held } from '../../client/errors.ts';

/** So many ids fit into one filter, and so many questions into one call (platform.md 1.7). */
const idsAQuestion = 15;
const questionsACall = 20;

const partsSchema = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int(),
      body: z.unknown(),
    }),
  ),
});
const usersSchema = z.object({ value: z.array(z.object({ id: z.string(), accountEnabled: z.boolean().nullish() })) });

/**
 * Whether the accounts of these people may sign in (null: Graph does not say), by id; who is not in it has none. Throws GraphFailure
 * where any part of the answer is missing, for an id that is only not told would be taken for somebody who left.
 */
export async function lookUpAccounts(
  client: GraphClient,
  people: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, boolean | null>> {
  const found = new Map<string, boolean | null>();
  const step = idsAQuestion * questionsACall;
  for (let from = 0; from < people.length; from += step) {
    const some = people.slice(from, from + step);
    const requests = Array.from({ length: Math.ceil(some.length / idsAQuestion) }, (_, index) => {
      const among = some.slice(index * idsAQuestion, (index + 1) * idsAQuestion).map((id) => `'${id}'`);
      const filter = encodeURIComponent(`id in (${among.join(',')})`);
      return { id: String(index), method: 'GET', url: `/users?$filter=${filter}&$select=id,accountEnabled` };
    });
    const { responses } = held(
      partsSchema,
      await client.send({ method: 'POST', path: '/$batch', body: { requests }, signal }),
    );
    for (const { id } of requests) {
      const part = responses.find((each) => each.id === id);
      if (part?.status !== 200)
        throw new GraphFailure({
          status: part?.status ?? null,
          code: 'Batch',
          message: 'people could not be looked up',
        });
      for (const each of held(usersSchema, part).value) found.set(each.id.toLowerCase(), each.accountEnabled ?? null);
    }
  }
  return found;
}
