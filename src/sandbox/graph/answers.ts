import { randomUUID } from 'node:crypto';
import type { Answer, Call } from '../doors/routes.ts';

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

/** One page of a list, as long as `$top` says (100 if it says nothing), with the link to the next. */
export function page(call: Call, values: readonly unknown[], type: string, version = 'v1.0'): Answer {
  const top = Math.min(Number(call.query.get('$top') ?? 100) || 100, 999);
  const from = Number(call.query.get('$skiptoken') ?? 0) || 0;
  const next = new URLSearchParams(call.query);
  next.set('$skiptoken', String(from + top));
  const link = `http://${call.headers.host ?? '127.0.0.1'}/${version}${call.path}?${next}`;
  return ok({
    '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${type}`,
    ...(call.query.get('$count') === 'true' ? { '@odata.count': values.length } : {}),
    ...(from + top < values.length ? { '@odata.nextLink': link } : {}),
    value: values.slice(from, from + top),
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
