import pg from 'pg';
import { isFromServer, isGoingDown } from './databaseFault.ts';
import { type SessionLimits, type SessionWatch, watchSessions } from './sessionWatch.ts';

/** Sessions with one PostgreSQL. */
export type Sessions = {
  pool: pg.Pool;
  /** Ends them; statements under way are waited for. */
  close(): Promise<void>;
};

export type SessionNeeds = {
  url: string;
  /** What the server calls them in `pg_stat_activity`: at most 63 bytes. */
  name: string;
  most: number;
  /** Parameters of the server for each session. */
  settings: Readonly<Record<string, string>>;
  limits: SessionLimits;
  /** Is told how many sessions were given up. */
  lost: (sessions: number) => void;
};

/**
 * Opens a pool whose sessions may be lost at any moment: by a restart of the server, an administrator's hand, or a
 * failover that closes no connection. Whoever uses one then gets an error, the process lives, and the next statement
 * has a new session.
 */
export function openSessions({ url, name, most, settings, limits, lost }: SessionNeeds): Sessions {
  const { address, options } = withoutOptions(url);
  const config: pg.ClientConfig = {
    connectionString: address,
    application_name: name,
    ...(options === '' ? {} : { options }),
    connectionTimeoutMillis: limits.connect,
    // Finds a peer that is gone while nothing is asked. With a statement on its way TCP waits for a quarter of an hour
    // instead: for that there is the watch.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  // What the address says of a parameter is meant.
  const ours = Object.entries(settings).filter(([key]) => !new RegExp(`(^|[\\s-])${key}=`).test(options));
  const watch = watchSessions({ limits, askServer: (pids) => askServer(config, pids, limits.ask), lost });
  const pool = new pg.Pool({
    ...config,
    max: most,
    // Where a name leads to another server by now, a session with the old one must not live for ever.
    maxLifetimeSeconds: 600,
    onConnect: (client) => begin(client, watch, ours),
  });
  // A session that is lost while nobody uses it is replaced; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('acquire', watch.taken);
  pool.on('release', (_, client) => watch.givenBack(client));
  return {
    pool,
    async close() {
      await pool.end();
      watch.stop();
    },
  };
}

/**
 * What pg-pool awaits before it hands a new session out, whatever its types say. Its parameters are set by a statement, not by
 * `options` in the greeting: poolers refuse or drop these (PgBouncer does, by its settings), and let a statement through.
 */
async function begin(
  client: pg.ClientBase,
  watch: SessionWatch,
  settings: readonly (readonly [string, string])[],
): Promise<void> {
  // While somebody has it the pool does not listen, and a lost session would end the process. Who has it hears of the
  // loss by the statement under way, or by the next.
  client.on('error', () => {});
  if (!(client instanceof pg.Client)) return;
  const knownAs = watch.add(client);
  const set = settings.map((_, nth) => `, set_config($${2 * nth + 1}, $${2 * nth + 2}, false)`).join('');
  // Its number is asked rather than taken from the greeting: a pooler between us and the server greets with one of its own.
  const { rows } = await client.query<{ pid: number }>(`select pg_backend_pid() as pid${set}`, settings.flat());
  if (rows[0]) knownAs(rows[0].pid);
}

/**
 * Asks the server, over a session for this alone, which of its processes are at a statement for us. One that waits for
 * us to speak, or to listen, is not: what it was asked or has answered went astray. 'unknown' when it could not say;
 * none of them when it cannot be reached, or is going down.
 */
async function askServer(
  config: pg.ClientConfig,
  pids: readonly number[],
  patience: number,
): Promise<ReadonlySet<number> | 'unknown'> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: patience, query_timeout: patience });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity
        where pid = any($1::int[]) and state not like 'idle%' and wait_event_type is distinct from 'Client'`,
      [pids],
    );
    return new Set(rows.map(({ pid }) => pid));
  } catch (error) {
    return isFromServer(error) && !isGoingDown(error) ? 'unknown' : new Set();
  } finally {
    // Not awaited: over a dead connection a farewell takes for ever.
    client.end().catch(() => {});
  }
}

/** An address without what would take the place of ours (sessions must have our name), and the `options` it has of its own. */
function withoutOptions(url: string): { address: string; options: string } {
  if (!url.includes('?')) return { address: url, options: '' };
  const address = new URL(url);
  const options = address.searchParams.getAll('options').join(' ');
  address.searchParams.delete('options');
  address.searchParams.delete('application_name');
  return { address: address.href, options };
}
