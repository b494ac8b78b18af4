import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../../src/sandbox/doors/listener.ts';
import { until } from '../until.ts';

/** Two PostgreSQL servers of their own folders and ports: one is the primary, the other its synchronous standby. */
export type Pair = {
  /** The address of whichever is the primary now. */
  primary(): string;
  /** Ends every process of the primary as a power cut does: no farewell, nothing flushed. */
  killPrimary(): Promise<void>;
  /** Makes the standby the primary, as whoever watches over the two does: from then on it waits for no other. */
  promote(): Promise<void>;
  /** Makes the server that was killed the new primary's standby, and waits until each commit waits for it again. */
  rebuild(): Promise<void>;
  stop(): Promise<void>;
};

type Server = { folder: string; port: number };

/** The folder of PostgreSQL's programs of the newest version that this machine has; null where it has none. */
export async function findServerPrograms(): Promise<string | null> {
  const debian = '/usr/lib/postgresql';
  const versions = await readdir(debian).catch(() => []);
  const folders = versions
    .toSorted((one, other) => Number(other) - Number(one))
    .map((each) => join(debian, each, 'bin'));
  for (const folder of folders) if ((await readdir(folder)).includes('initdb')) return folder;
  return null;
}

/**
 * Starts a server of its own on this machine, for so many sessions, with an empty database `test` for a user `postgres`. Throws
 * where PostgreSQL's programs are not there.
 */
export async function startServer(sessions: number): Promise<{ address: string; stop(): Promise<void> }> {
  const { folder, run } = await ownFolder();
  const server: Server = { folder: join(folder, 'one'), port: await freePort() };
  await run('initdb', '-D', server.folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
  const own = settings.replace(/^max_connections.*$/m, `max_connections = ${sessions}`).replace(/^include.*\n/m, '');
  await writeFile(join(server.folder, 'postgresql.conf'), own);
  await run('pg_ctl', '--wait', '-D', server.folder, '-l', `${server.folder}.log`, '-o', `-p ${server.port}`, 'start');
  await run('createdb', '-h', '127.0.0.1', '-p', String(server.port), '-U', 'postgres', 'test');
  return {
    address: `postgresql://postgres@127.0.0.1:${server.port}/test`,
    async stop() {
      await run('pg_ctl', '--wait', '-D', server.folder, '-m', 'immediate', 'stop');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A folder for servers, and what runs PostgreSQL's programs there as who may. */
async function ownFolder() {
  const programs = await findServerPrograms();
  if (programs === null)
    throw new Error('PostgreSQL’s server programs are not on this machine (initdb, pg_basebackup)');
  const folder = await mkdtemp(join(tmpdir(), 'pair-'));
  const owner = await serverOwner();
  if (owner) await chown(folder, owner.uid, owner.gid);
  const run = (program: string, ...args: string[]) =>
    // Not in a folder of ours, which who runs the server may not read.
    promisify(execFile)(join(programs, program), args, { cwd: folder, ...owner });
  return { folder, run };
}

/** Starts both, with an empty database `test` for a user `postgres`. Throws where PostgreSQL's programs are not there. */
export async function startPair(): Promise<Pair> {
  const { folder, run } = await ownFolder();
  let primary: Server = { folder: join(folder, 'one'), port: await freePort() };
  let standby: Server = { folder: join(folder, 'other'), port: await freePort() };
  const addressOf = ({ port }: Server, database = 'test') => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  const start = ({ folder: data, port }: Server) =>
    run('pg_ctl', '--wait', '-D', data, '-l', `${data}.log`, '-o', `-p ${port}`, 'start');
  /** Whether commits wait for a standby; read again by the server on reload. */
  const waitForStandby = (server: Server, waits: boolean) =>
    writeFile(join(server.folder, 'waits.conf'), waits ? `synchronous_standby_names = '*'\n` : '');
  const ask = async (server: Server, text: string, database?: string) => {
    const client = new pg.Client({ connectionString: addressOf(server, database) });
    await client.connect();
    return client.query(text).finally(() => client.end());
  };

  await run('initdb', '-D', primary.folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
  await writeFile(join(primary.folder, 'postgresql.conf'), settings);
  await waitForStandby(primary, false);
  await start(primary);
  await ask(primary, 'create database test', 'postgres');
  await follow();

  /** A standby from a copy of the primary; then the primary waits for it. */
  async function follow(): Promise<void> {
    await rm(standby.folder, { recursive: true, force: true });
    await run(
      ...(['pg_basebackup', '-d', addressOf(primary, 'postgres'), '-D', standby.folder] as const),
      ...(['--write-recovery-conf', '--checkpoint=fast', '--wal-method=stream'] as const),
    );
    await waitForStandby(standby, false);
    await start(standby);
    await waitForStandby(primary, true);
    await run('pg_ctl', '-D', primary.folder, 'reload');
    const isSynchronous = async () =>
      (await ask(primary, `select from pg_stat_replication where sync_state = 'sync'`)).rowCount === 1;
    while (!(await isSynchronous())) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  return {
    primary: () => addressOf(primary),
    async killPrimary() {
      for (const pid of await processesOf(primary)) killHard(pid);
    },
    async promote() {
      await run('pg_ctl', '--wait', '-D', standby.folder, 'promote');
      [primary, standby] = [standby, primary];
    },
    rebuild: follow,
    async stop() {
      for (const server of [primary, standby]) for (const pid of await processesOf(server)) killHard(pid);
      await until(async () => (await processesOf(primary)).length + (await processesOf(standby)).length === 0, 20_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const settings = `listen_addresses = '127.0.0.1'
unix_socket_directories = ''
dynamic_shared_memory_type = mmap
max_wal_senders = 4
max_connections = 100
wal_keep_size = 256MB
include 'waits.conf'
`;

/** PostgreSQL refuses to run as root: as its own user then. */
async function serverOwner(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const id = async (which: string) => Number((await promisify(execFile)('id', [which, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

/** The server's first process, which it notes in its folder, and those that come of it. */
async function processesOf({ folder }: Server): Promise<number[]> {
  const noted = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const first = Number(noted.split('\n')[0]);
  if (!first) return [];
  const running = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,stat=']);
  const pairs = running.stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => !state?.startsWith('Z'));
  return pairs.filter(([pid, parent]) => Number(pid) === first || Number(parent) === first).map(([pid]) => Number(pid));
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
