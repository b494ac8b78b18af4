import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../store/database.ts';

/** What was used on the day that is now (UTC), and what its last answer was. Instants: ISO, UTC. */
export type ModelUsed = { tokens: number; calls: number; last: { at: string; said: string; ok: boolean } | null };

/**
 * The tokens of a tenant's day, for every process: taken before a call, so that none that is killed, or two at a time, take more
 * than the day has; given back after it, but for what it took. And until when nobody asks, where the model said so.
 */
export type ModelUse = {
  /** Takes tokens. `spent`: the day has not so many left. */
  take(tokens: number): Promise<{ kind: 'taken'; day: string } | { kind: 'spent' } | { kind: 'busy'; until: string }>;
  /** What a call took in truth, and what came of it. */
  settle(taken: { day: string; tokens: number }, outcome: { took: number; said: string; ok: boolean }): Promise<void>;
  /** Nobody asks before `until`. */
  pause(until: string): Promise<void>;
  today(): Promise<ModelUsed>;
};

export type ModelUseNeeds = { database: Sql; tenantId: string; mostADay: number; clock: () => number };

const rowSchema = z.object({
  day: z.string(),
  tokens: z.coerce.number(),
  calls: z.coerce.number(),
  last_at: z.coerce.date().nullable(),
  last_said: z.string().nullable(),
  last_ok: z.boolean().nullable(),
  paused_until: z.coerce.date().nullable(),
});

export function createModelUse({ database, tenantId, mostADay, clock }: ModelUseNeeds): ModelUse {
  const now = (): string => new Date(clock()).toISOString();
  const today = (): string => now().slice(0, 10);

  async function row() {
    const { rows } = await database.execute(sql`
      select day::text as day, tokens, calls, last_at, last_said, last_ok, paused_until
      from model_use where tenant_id = ${tenantId}`);
    return rows[0] === undefined ? null : rowSchema.parse(rows[0]);
  }

  return {
    async take(tokens) {
      const day = today();
      const { rows } = await database.execute(sql`
        insert into model_use as used (tenant_id, day, tokens, calls)
        select ${tenantId}, ${day}::date, ${tokens}::bigint, 1 where ${tokens}::bigint <= ${mostADay}::bigint
        on conflict (tenant_id) do update set
          day = excluded.day,
          tokens = excluded.tokens + case when used.day = excluded.day then used.tokens else 0 end,
          calls = 1 + case when used.day = excluded.day then used.calls else 0 end
        where excluded.tokens + case when used.day = excluded.day then used.tokens else 0 end <= ${mostADay}::bigint
          and coalesce(used.paused_until <= ${now()}::timestamptz, true)
        returning tenant_id`);
      if (rows.length > 0) return { kind: 'taken', day };
      const until = (await row())?.paused_until ?? null;
      return until !== null && until.getTime() > clock()
        ? { kind: 'busy', until: until.toISOString() }
        : { kind: 'spent' };
    },
    async settle({ day, tokens }, { took, said, ok }) {
      await database.execute(sql`
        update model_use set
          tokens = case when day = ${day}::date then greatest(0, tokens - ${tokens}::bigint + ${took}::bigint) else tokens end,
          last_at = ${now()}::timestamptz, last_said = ${said}, last_ok = ${ok}
        where tenant_id = ${tenantId}`);
    },
    async pause(until) {
      await database.execute(sql`
        update model_use set paused_until = greatest(coalesce(paused_until, ${until}::timestamptz), ${until}::timestamptz)
        where tenant_id = ${tenantId}`);
    },
    async today() {
      const used = await row();
      if (used === null) return { tokens: 0, calls: 0, last: null };
      const { day, last_at: at, last_said: said, last_ok: ok } = used;
      const isToday = day === today();
      return {
        tokens: isToday ? used.tokens : 0,
        calls: isToday ? used.calls : 0,
        last: at === null ? null : { at: at.toISOString(), said: said ?? '', ok: ok ?? false },
      };
    },
  };
}
