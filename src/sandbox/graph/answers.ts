import { randomUUID } from 'node:crypto';
import type { Answer } from '../doors/routes.ts';

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function list(values: readonly unknown[], type: string): Answer {
  return ok({
    '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${type}`,
    '@odata.count': values.length,
    value: values,
  });
}

/** An error as Graph words it. `inner` is the code in `innerError`, where Graph often hides the true reason. */
export function graphError(status: number, code: string, message: string, inner?: string): Answer {
  const id = randomUUID();
  return {
    status,
    body: {
      error: {
        code,
        message,
        innerError: {
          ...(inner === undefined ? {} : { code: inner, message }),
          date: new Date().toISOString().slice(0, 19),
          'request-id': id,
          'client-request-id': id,
        },
      },
    },
  };
}

export const badRequest = (message: string, inner?: string): Answer => graphError(400, 'BadRequest', message, inner);
export const notFound = (message: string): Answer => graphError(404, 'NotFound', message);
export const forbidden = (message: string): Answer => graphError(403, 'Forbidden', message);
