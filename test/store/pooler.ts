import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** PgBouncer's program, where this machine has it; null otherwise. */
export const findPooler = async (): Promise<string | null> => {
  for (const program of ['pgbouncer', '/usr/sbin/pgbouncer'])
    if (await promisify(execFile)(program, ['--version']).then(Boolean, () => false)) return program;
  return null;
};

/** A PgBouncer before the server of an address, in a pool mode, ignoring some parameters that sessions begin with. */
export async function startPooler(url: string, { mode, ignored }: { mode: string; ignored: string }) {
  const folder = await mkdtemp(join(tmpdir(), 'pooler-'));
  const port = await freePort();
  const { hostname, port: serverPort, username, pathname } = new URL(url);
  const settings = [
    '[databases]',
    `* = host=${hostname} port=${serverPort || 5432} user=${username}`,
    '[pgbouncer]',
    ...['listen_addr = 127.0.0.1', `listen_port = ${port}`, 'unix_socket_dir =', 'auth_type = any'],
    ...[`pool_mode = ${mode}`, `ignore_startup_parameters = ${ignored}`, 'logfile ='],
  ];
  await writeFile(join(folder, 'pooler.ini'), `${settings.join('\n')}\n`);
  const program = (await findPooler()) ?? 'pgbouncer';
  // It refuses to run as root.
  const asRoot = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  await promisify(execFile)('chmod', ['-R', 'a+rX', folder]);
  const child: ChildProcess = spawn(program, ['-q', join(folder, 'pooler.ini')], { stdio: 'ignore', ...asRoot });
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}`);
    await pause(20);
  }
  return {
    url: `postgresql://${username}@127.0.0.1:${port}${pathname}`,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
