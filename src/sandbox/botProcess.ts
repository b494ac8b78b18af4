import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { builtServer } from '../../tools/serverBuild.ts';

/** The bot as a process of its own, as it is in the cloud: it can be killed and started again. */
export type BotProcess = {
  pid: number;
  /** Ends it as a crash would: no farewell, nothing flushed. */
  kill(): Promise<void>;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
  /** Resolves when the process has ended, with its exit code; null when a signal ended it. */
  ended: Promise<number | null>;
};

export type BotProcessOptions = {
  /** Its whole environment but PATH, HOME and where Node keeps what it has compiled. */
  environment: Record<string, string>;
  /** Takes each line of its log. */
  onLine?: (line: string) => void;
  /** Another build of it; this version's own when left out. */
  main?: string;
  /** Milliseconds to wait until it is ready; a first start on PGlite makes a cluster. */
  patience?: number;
  /** Beside those of `npm start`. */
  moreNodeFlags?: readonly string[];
};

/** As `npm start` and the image have it: package.json and infra/Dockerfile say why. */
const nodeFlags = ['--max-semi-space-size=8'];

/** Starts the production bot, as it ships, and waits until it answers. Throws with the end of its log when it does not come up. */
export async function startBotProcess(options: BotProcessOptions): Promise<BotProcess> {
  const { environment, onLine, patience, main, moreNodeFlags = [] } = options;
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(process.execPath, [...nodeFlags, ...moreNodeFlags, main ?? (await builtServer())], {
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...environment },
    // The channel tells the bot when this process is gone, however it went: then it ends too.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => child.exitCode);
  const last: string[] = [];
  const ready = Promise.withResolvers<void>();
  const address = `http://127.0.0.1:${environment.PORT}/readyz`;
  const asking = setInterval(() => {
    fetch(address).then(
      (response) => response.ok && ready.resolve(),
      () => {},
    );
  }, 100);
  const heed = (line: string) => {
    last.push(line);
    if (last.length > 40) last.shift();
    onLine?.(line);
  };
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', heed);
  const timer = setTimeout(() => ready.reject(new Error('it was not ready in time')), patience ?? 60_000);
  ended.then(() => ready.reject(new Error(`it ended with ${child.exitCode ?? child.signalCode}`)));
  try {
    await ready.promise;
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`The bot did not start: ${(error as Error).message}\n${last.join('\n')}`, { cause: error });
  } finally {
    clearTimeout(timer);
    clearInterval(asking);
  }
  return {
    pid: child.pid ?? 0,
    ended,
    kill: () => end(child, 'SIGKILL', ended),
    stop: () => end(child, 'SIGTERM', ended),
  };
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM', ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  await ended;
}
