import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openQueue } from '../../src/store/queue.ts';
import { type Gateway, openGateway } from '../store/gateway.ts';
import { databaseUrl, inOwnSchema } from './measure.ts';

/** How the way to the database fails, and is whole again; with the instant from which work could go on. */
const losses: Record<string, (gateway: Gateway) => Promise<void>> = {
  /** A failover without a farewell, or a gateway that keeps dead connections open. */
  'connections stay open and dead': async (gateway) => gateway.forget(),
  /** A server that hangs for twenty seconds, and then takes connections again. */
  'the server hangs for 20 s': async (gateway) => {
    gateway.hang(true);
    await pause(20_000);
    gateway.hang(false);
  },
};

export type Failover = { loss: string; statementMs: number[]; jobMs: number[] };

/**
 * With the limits as they are shipped: the milliseconds from a silent failover (or from its end) until a statement of a turn
 * is answered, asked again as often as it fails, and until a job is done that another process has stored.
 */
export async function measureFailover(runs = 5): Promise<Failover[]> {
  const measured: Failover[] = [];
  for (const [loss, lose] of Object.entries(losses)) {
    const each = { loss, statementMs: [] as number[], jobMs: [] as number[] };
    for (let run = 0; run < runs; run++) {
      const { statementMs, jobMs } = await measureOnce(lose);
      each.statementMs.push(statementMs);
      each.jobMs.push(jobMs);
    }
    measured.push(each);
  }
  return measured;
}

const measureOnce = (lose: (gateway: Gateway) => Promise<void>) =>
  inOwnSchema(async ({ DATABASE_SCHEMA: schema = '' }) => {
    const gateway = await openGateway(databaseUrl);
    const database = await openDatabase({ kind: 'postgres', url: gateway.url, schema });
    const other = await openDatabase({ kind: 'postgres', url: databaseUrl, schema });
    const queue = await openQueue(database, ['greet'], () => {});
    const done = Promise.withResolvers<void>();
    await queue.work('greet', { concurrency: 4 }, async () => done.resolve());
    // Sessions of turns that are open, as on a working day.
    await Promise.all(Array.from({ length: 10 }, () => database.sql.execute(sql`select pg_sleep(0.05)`)));
    const lost = lose(gateway);
    const statement = lost.then(() => answered(database));
    await lost;
    const from = performance.now();
    await other.sql.transaction((tx) => queue.enqueue(tx, [{ name: 'greet', body: {} }]));
    const [statementMs, jobMs] = await Promise.all([
      statement.then(() => performance.now() - from),
      done.promise.then(() => performance.now() - from),
    ]);
    await queue.stop();
    await Promise.all([database.close(), other.close()]);
    await gateway.close();
    return { statementMs: Math.round(statementMs), jobMs: Math.round(jobMs) };
  });

async function answered(database: Database): Promise<void> {
  for (;;) {
    const ok = await database.sql.execute(sql`select 1`).then(
      () => true,
      () => false,
    );
    if (ok) return;
    await pause(100);
  }
}
