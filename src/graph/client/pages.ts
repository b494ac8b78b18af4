import { z } from 'zod';
import type { GraphAnswer, GraphCall, GraphClient } from './client.ts';
import { GraphFailure, held } from './errors.ts';

/** Beyond this many pages something goes round in circles. */
const mostPages = 500;

/** All of a list, page by page, as Graph links them. Throws GraphFailure for what cannot be read or leads elsewhere. */
export async function allOf<Each>(
  client: GraphClient,
  call: Omit<GraphCall, 'method' | 'body'>,
  each: z.ZodType<Each>,
): Promise<Each[]> {
  const page = z.object({ value: z.array(each), '@odata.nextLink': z.string().nullish() });
  const all: Each[] = [];
  let path: string | null = call.path;
  for (let pages = 0; path !== null && pages < mostPages; pages++) {
    const answer: GraphAnswer = await client.send({ ...call, method: 'GET', path });
    const { value, '@odata.nextLink': next } = held(page, answer);
    all.push(...value);
    path = next ? pathOf(client, next, call.version) : null;
  }
  return all;
}

/** The path of a link that Graph gave. Throws GraphFailure for one that leads elsewhere: our token would go there. */
export function pathOf(client: GraphClient, link: string, version?: GraphCall['version']): string {
  const base = client.reference('', version);
  if (link.startsWith(base)) return `/${link.slice(base.length)}`;
  throw new GraphFailure({ status: null, code: 'Unreadable', message: 'the next page of a list is on another host' });
}
