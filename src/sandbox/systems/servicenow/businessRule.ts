import { createHmac } from 'node:crypto';
import type { PushWriting } from '../pushing.ts';
import { sysId, tables } from './records.ts';

/**
 * The business rule of docs/case-systems.md, as it posts which record changed: signed in base64 over ASCII alone. What
 * Swarm's account changes it leaves out. Nothing is sent again: `executeAsync` has no second try.
 */
export function serviceNowBusinessRule({ secret }: { secret: string }): PushWriting {
  return {
    write(kept, by, now) {
      if (by === 'swarm') return null;
      const table = tables.find(({ isOf }) => isOf(kept.number))?.name ?? 'incident';
      const body = JSON.stringify({ table, sys_id: sysId(table, kept.number) });
      const timestamp = String(Math.floor(now / 1_000));
      return {
        path: '/api/pushes/servicenow',
        headers: {
          'content-type': 'application/json',
          'x-swarm-timestamp': timestamp,
          'x-swarm-signature': createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('base64'),
        },
        body,
      };
    },
    again: () => null,
  };
}
