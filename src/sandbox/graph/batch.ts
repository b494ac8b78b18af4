import { z } from 'zod';
import type { Answer, Call } from '../doors/routes.ts';
import { badRequest, graphError } from './answers.ts';

const batchSchema = z.object({
  requests: z.array(
    z.object({
      id: z.string(),
      method: z.string().toUpperCase(),
      url: z.string(),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.unknown().optional(),
      dependsOn: z.array(z.string()).default([]),
    }),
  ),
});
export const mostRequestsInBatch = 20;

/** Answers the parts of a `$batch` one by one; each counts against the limits by itself, and fails by itself (platform.md 1.7). */
export async function answerBatch(call: Call, answerPart: (part: Call) => Promise<Answer>): Promise<Answer> {
  const body = batchSchema.safeParse(call.body);
  if (!body.success) return badRequest(z.prettifyError(body.error));
  const { requests } = body.data;
  if (requests.length > mostRequestsInBatch)
    return badRequest(`Number of batch request steps exceeds the maximum value of ${mostRequestsInBatch}.`);
  if (new Set(requests.map((request) => request.id)).size < requests.length)
    return badRequest('Request ids of a batch must be unique.');

  const status = new Map<string, number>();
  const responses = [];
  for (const request of requests) {
    const failed = request.dependsOn.some((id) => (status.get(id) ?? 424) >= 400);
    const mark = request.url.indexOf('?');
    const path = mark < 0 ? request.url : request.url.slice(0, mark);
    const answer = failed
      ? graphError(424, 'FailedDependency', 'A request that this one depends on has failed.')
      : await answerPart({
          method: request.method,
          url: request.url,
          path: path.startsWith('/') ? path : `/${path}`,
          params: {},
          query: new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1)),
          headers: {
            ...Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
            authorization: call.headers.authorization,
            host: call.headers.host,
          },
          body: request.body,
          length: 0,
          isAbandoned: call.isAbandoned,
        });
    status.set(request.id, answer.status);
    responses.push({
      id: request.id,
      status: answer.status,
      headers: { ...(answer.body === undefined ? {} : { 'Content-Type': 'application/json' }), ...answer.headers },
      body: answer.body ?? null,
    });
  }
  // Graph does not keep the order; whoever relies on it should notice here.
  return { status: 200, body: { responses: responses.reverse() } };
}
