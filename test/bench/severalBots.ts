import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BotProcess, startBotProcess } from '../../src/sandbox/botProcess.ts';
import { freePort } from '../../src/sandbox/doors/listener.ts';

/** Bots on one database behind a balancer that gives each the next request. */
export type SeveralBots = {
  /** Where Teams is told that the bot is. */
  endpoint: string;
  pids: readonly number[];
  /** Gives requests to so many of them alone; all, if not said. */
  giveTo(most?: number): void;
  stop(): Promise<void>;
};

/** `environment`: of all of them, or of each by its number, from 0. */
export async function startSeveralBots(
  environment: Record<string, string> | ((nth: number) => Record<string, string>),
  count: number,
): Promise<SeveralBots> {
  const ports: number[] = [];
  const bots: BotProcess[] = [];
  for (let nth = 0; nth < count; nth++) {
    const port = await freePort();
    const own = { ...(typeof environment === 'function' ? environment(nth) : environment), PORT: String(port) };
    bots.push(await startBotProcess({ environment: own, onLine: (line) => console.error(line), patience: 240_000 }));
    ports.push(port);
  }
  let given = count;
  let asked = 0;
  const balancer = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const port = ports[asked++ % given];
    const headers = { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, { method: 'POST', headers, body }).catch(
      // As a balancer says that whom it asked hung up.
      () => new Response(null, { status: 502 }),
    );
    response.statusCode = answer.status;
    response.setHeader('content-type', answer.headers.get('content-type') ?? 'application/json');
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => balancer.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(balancer.address() as AddressInfo).port}/api/messages`,
    pids: bots.map(({ pid }) => pid),
    giveTo(most = count) {
      given = most;
    },
    async stop() {
      balancer.close();
      balancer.closeAllConnections();
      await Promise.all(bots.map((bot) => bot.stop()));
    },
  };
}

/** Milliseconds of a processor that a process has used so far (Linux: user and system, in hundredths of a second). */
export function processorMs(pid: number): number {
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const fields = after.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Megabytes that a process holds in memory, and how many files, sockets and pipes it has open (Linux). */
export function heldBy(pid: number): { residentMb: number; handles: number } {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { residentMb: Math.round(Number(kilobytes) / 1024), handles: readdirSync(`/proc/${pid}/fd`).length };
}
