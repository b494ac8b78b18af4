import { z } from 'zod';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure, held } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';

/** What became of adding one person: in (also when they were already), or Graph's reason. */
export type Seat = { kind: 'seated' } | { kind: 'refused'; failure: GraphFailure };

/** The most people of one bulk call. */
export const mostPeople = 200;

export function memberBody(client: GraphClient, personId: string, role: 'owner' | 'member'): object {
  return {
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    roles: role === 'owner' ? ['owner'] : [],
    'user@odata.bind': client.reference(`users('${personId.replaceAll("'", "''")}')`),
  };
}

const bulkAnswerSchema = z.object({
  value: z.array(
    z.object({
      userId: z.string().nullish(),
      error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
    }),
  ),
});

/**
 * Makes people members of a team in one call (at most 200; a team takes 4 such calls a minute). Gives what became of
 * each; throws GraphFailure when the call as a whole failed.
 */
export async function addToTeam(
  client: GraphClient,
  teamId: string,
  personIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Map<string, Seat>> {
  const answer = await client.send({
    method: 'POST',
    path: `/teams/${encodeURIComponent(teamId)}/members/add`,
    body: { values: personIds.map((id) => memberBody(client, id, 'member')) },
    paced: [allowances.team(teamId), allowances.teamMembers(teamId)],
    signal,
    timeout: 30_000,
  });
  const { value } = held(bulkAnswerSchema, answer);
  // By the id given back; where Graph leaves it out, by its place.
  const byId = new Map(value.flatMap((each) => (each.userId ? [[each.userId.toLowerCase(), each]] : [])));
  return new Map(
    personIds.map((id, index): [string, Seat] => {
      const found = byId.get(id.toLowerCase()) ?? (value[index]?.userId ? undefined : value[index]);
      // Of someone an answer does not name nothing is known: to add them again does no harm.
      const unnamed = found === undefined ? { code: 'UnknownError', message: 'Graph did not name them' } : null;
      const error = found?.error ?? unnamed;
      if (error === null || /already/i.test(`${error.code} ${error.message}`)) return [id, { kind: 'seated' }];
      return [id, { kind: 'refused', failure: personFailure(error) }];
    }),
  );
}

/** Parts of an answer have codes but no status: these are the ones that say something. */
function personFailure({
  code,
  message,
}: {
  code?: string | null | undefined;
  message?: string | null | undefined;
}): GraphFailure {
  const text = `${code ?? ''} ${message ?? ''}`;
  const status = /NotFound|not find|does not exist/i.test(text)
    ? 404
    : /TooManyRequests|throttl/i.test(text)
      ? 429
      : /ServiceUnavailable|Timeout|InternalServer|BadGateway|UnknownError/i.test(text)
        ? 503
        : /Forbidden|AccessDenied|Unauthorized/i.test(text)
          ? 403
          : 400;
  return new GraphFailure({ status, code: code ?? '', message: message ?? 'no reason was given' });
}
