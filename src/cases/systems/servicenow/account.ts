import { z } from 'zod';
import type { Caller } from '../calls/caller.ts';

/** The account of the client: the name under which it writes, and the one by which it signs in. */
export type Account = { name: string; signIn: string };

const usersSchema = z.object({ result: z.array(z.object({ name: z.string().min(1), user_name: z.string().min(1) })) });

/**
 * Who Swarm is in an instance, asked once. There is no address for that; a query may hold the session's own user. A part of a query
 * that an instance does not understand is left out, and all users come: then nobody can tell. Null: it cannot be told now.
 */
export function accountOf({ url, caller }: { url: string; caller: Caller }): () => Promise<Account | null> {
  let known: Account | null = null;
  const query = new URLSearchParams({
    sysparm_query: 'sys_id=javascript:gs.getUserID()',
    sysparm_fields: 'name,user_name',
    sysparm_limit: '2',
  });
  return async () => {
    if (known) return known;
    const asked = await caller.get(`${url}/api/now/table/sys_user?${query}`);
    const users = asked.kind === 'ok' ? usersSchema.safeParse(asked.body).data?.result : undefined;
    const [one, ...others] = users ?? [];
    if (one && others.length === 0) known = { name: one.name, signIn: one.user_name };
    return known;
  };
}
