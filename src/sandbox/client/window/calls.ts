import type { z } from 'zod';

/** Asks the sandbox; relative addresses, JSON both ways. Throws with the sandbox's own words when it refuses. */
export async function call<T>(method: string, path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
  return schema.parse(await order(method, path, body));
}

/** As `call`, where the answer does not matter. */
export async function order(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.ok) return text === '' ? null : JSON.parse(text);
  throw new Error(`${response.status} ${refusalOf(text)}`);
}

function refusalOf(text: string): string {
  try {
    return String((JSON.parse(text) as { error: { message: string } }).error.message);
  } catch {
    return text.slice(0, 200);
  }
}
