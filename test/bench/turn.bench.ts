import { fileURLToPath } from 'node:url';
import { startBotProcess } from '../../src/sandbox/botProcess.ts';
import { createActivities } from '../../src/sandbox/connector/activities.ts';
import { freePort } from '../../src/sandbox/doors/listener.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { startProcess } from '../sandbox/bots/runProcess.ts';
import { inOwnSchema, median } from './measure.ts';

/** Turns a second of a bare teams-ai echo bot and of Swarm, side by side; the ratio is of the medians. */
export type TurnReport = { engine: string; echo: number[]; swarm: number[]; ratio: number; swarmP99Ms: number };

/**
 * `/swarm <text>` to its plan card, under load, stored durably. Both bots run at the same time, are asked in turn, verify
 * every token and answer through the same connector. Swarm's own spacing to the connector's limits is off: the
 * connector here has none.
 */
export async function measureTurns({ rounds = 5, turns = 600, atOnce = 16 } = {}): Promise<TurnReport> {
  return inOwnSchema(async (database) => {
    const sandbox = await startSandbox({ bench: true });
    const echoPort = sandbox.botEnvironment().PORT ?? '';
    const echo = await startProcess('echoBot.ts', sandbox.botEnvironment());
    const swarmPort = String(await freePort());
    const swarm = await startBotProcess({
      environment: {
        ...sandbox.botEnvironment(),
        ...database,
        PORT: swarmPort,
        SWARM_CONNECTOR_LIMITS: 'off',
        LOG_LEVEL: 'error',
      },
      onLine: (line) => console.error(line),
    });
    try {
      const asked = { sandbox, atOnce, number: { next: 0 } };
      const report: TurnReport = { engine: 'PostgreSQL', echo: [], swarm: [], ratio: 0, swarmP99Ms: 0 };
      const slowest: number[] = [];
      // One round to warm both up, not counted: bots run for weeks, and until their code is compiled a turn costs twice.
      for (let round = 0; round <= rounds; round++) {
        for (const [name, port] of [
          ['echo', echoPort],
          ['swarm', swarmPort],
        ] as const) {
          sandbox.bot.endpoint = `http://127.0.0.1:${port}/api/messages`;
          const run = await drive(asked, turns);
          if (round === 0) continue;
          report[name].push(Math.round(run.perSecond));
          if (name === 'swarm') slowest.push(run.p99);
        }
      }
      report.ratio = median(report.swarm) / median(report.echo);
      report.swarmP99Ms = median(slowest);
      return report;
    } finally {
      await Promise.all([echo.stop(), swarm.stop()]);
      await sandbox.stop();
    }
  });
}

type Asked = { sandbox: Sandbox; atOnce: number; number: { next: number } };

/** Asks for so many plans, `atOnce` of them together, of whichever bot the sandbox delivers to; `p99` in milliseconds. */
export async function drive(
  { sandbox, atOnce, number }: Asked,
  turns: number,
): Promise<{ perSecond: number; p99: number }> {
  const activities = createActivities(sandbox.tenant, sandbox.addresses.serviceUrl);
  const people = [...sandbox.tenant.people.values()].filter((person) => person.installation !== null);
  const waits: number[] = [];
  let left = Math.round(turns);
  const worker = async () => {
    while (left > 0) {
      left--;
      const number_ = number.next++;
      const person = people[number_ % people.length];
      if (!person) return;
      const text = `/swarm Tunnel ${number_} of the VPN Gateway drops, BGP and the Key Vault certificate are suspected`;
      const said = { id: String(1_790_000_000_000 + number_), thread: null, text, mentions: [], isTargeted: false };
      const began = performance.now();
      const [delivery] = await sandbox.deliveries.deliver(activities.message(person, person.chat, said));
      if (delivery?.status !== 200)
        throw new Error(`A turn was answered with ${delivery?.status} at ${sandbox.bot.endpoint}`);
      waits.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - began) / 1000;
  waits.sort((one, other) => one - other);
  return { perSecond: turns / seconds, p99: Math.round(waits[Math.floor(waits.length * 0.99)] ?? 0) };
}

if (fileURLToPath(import.meta.url) === process.argv[1]) console.log(await measureTurns());
