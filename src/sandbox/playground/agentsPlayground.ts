import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PlaygroundSettings } from './settings.ts';

/** Microsoft's Agents Playground as a process of its own. */
export type AgentsPlayground = {
  /** Where a browser finds it; another port than the wanted one when that was taken. */
  address: string;
  ended: Promise<void>;
  stop(): Promise<void>;
};

export type AgentsPlaygroundOptions = {
  /** The command of the package (findAgentsPlayground). */
  command: string;
  /** Takes the settings file and the log. */
  folder: string;
  settings: PlaygroundSettings;
  botEndpoint: string;
  /** Where the bot is told to answer. */
  serviceUrl: string;
  port: number;
};

/** The command of the package, or null where it is not installed: it is for development only, under Microsoft's own terms. */
export function findAgentsPlayground(): string | null {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json'));
    const command = join(folder, 'cli.js');
    return existsSync(command) ? command : null;
  } catch {
    return null;
  }
}

/** Starts it and waits until it listens. Nothing is sent to Microsoft, and no browser is opened. */
export async function startAgentsPlayground(options: AgentsPlaygroundOptions): Promise<AgentsPlayground> {
  const { command, folder, settings, botEndpoint, serviceUrl, port } = options;
  const settingsFile = join(folder, '.m365agentsplayground.yml');
  // JSON is YAML, too.
  await writeFile(settingsFile, JSON.stringify(settings, null, 2));
  const flags = ['-e', botEndpoint, '-c', 'msteams', '-p', String(port), '--service-url', serviceUrl];
  const { PATH = '', HOME = '', LANG = 'C.UTF-8', TZ } = process.env;
  const child = spawn(process.execPath, ['--import', loopbackOnly, command, 'start', ...flags, '--disable-telemetry'], {
    cwd: folder,
    env: {
      PATH,
      HOME,
      LANG,
      ...(TZ === undefined ? {} : { TZ }),
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: settingsFile,
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
      TEAMSAPPTESTER_BROWSER: 'none',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(() => {});
  const listening = Promise.withResolvers<string>();
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      if (said.length > 20) said.shift();
      const found = /^Listening on (\d+)$/.exec(line)?.[1];
      if (found) listening.resolve(found);
    });
  const timer = setTimeout(() => listening.reject(new Error('it did not listen in time')), 60_000);
  ended.then(() => listening.reject(new Error(`it ended with ${child.exitCode ?? child.signalCode}`)));
  try {
    const found = await listening.promise;
    return {
      address: `http://127.0.0.1:${found}`,
      ended,
      async stop() {
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
        await ended;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`The Agents Playground did not start: ${(error as Error).message}\n${said.join('\n')}`, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Of itself it listens on every network, and whoever reaches it speaks to the bot as the person of the settings. */
const loopbackOnly = `data:text/javascript,${encodeURIComponent(`
import net from 'node:net';
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (port, ...rest) {
  const open = typeof port === 'number' && typeof rest[0] !== 'string';
  return open ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
};
`)}`;
