import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { caseSchema } from '../../src/cases/case.ts';
import type { Call } from '../../src/sandbox/doors/routes.ts';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import { idWithin } from '../../src/sandbox/systems/keptCase.ts';
import { makeWorld, type World } from '../e2e/world.ts';
import { centile } from './figures.ts';
import { databaseUrl, median } from './measure.ts';

/**
 * What it took to work off the changes of a week in which the system was away: `requests` for the list, `reads` of known cases, the
 * most requests of all kinds within one minute; whether those that changed last were read first; and how long a turn took before,
 * and from the first request on.
 */
export type OutageReport = {
  changes: number;
  known: number;
  seconds: number;
  requests: number;
  reads: number;
  mostAMinute: number;
  /** How many reads it took until the newest tenth of the known cases had been read, for each of them; 1 is perfect. */
  newestFirst: number;
  turnBefore: string;
  turnMeanwhile: string;
};

/** The product as a process, the sandbox, and a Dynamics 365 in a third process, which answers 503 until the outage ends. */
export async function measureOutage({ changes = 100_000, known = 500, turns = 40 } = {}): Promise<OutageReport> {
  process.env.TEST_DATABASE_URL ??= databaseUrl;
  const world = await makeWorld('PostgreSQL', { LOG_LEVEL: 'error' }, 'tables', 'dynamics');
  const system = world.sandbox.caseSystem;
  const owner = world.sandbox.organisation.people[0];
  if (!system || !owner) throw new Error('The sandbox has no case system');
  const child = fork(join(import.meta.dirname, 'outageProcess.ts'), [
    ...[String(changes), system.address, owner.id, owner.name, owner.mail],
  ]);
  try {
    const [where] = await once(child, 'message');
    const { address } = z.object({ address: z.string() }).parse(where);
    const calls: { at: number; path: string }[] = [];
    let isAway = true;
    system.standIn.answer = async (call) => {
      if (isAway) return { status: 503 };
      calls.push({ at: performance.now(), path: call.url });
      return passedOn(call, address);
    };
    // Every so many of them, in the order in which they changed.
    const numbers = Array.from({ length: known }, (_, n) => numberOf(Math.floor(((n + 1) * changes) / known) - 1));
    const common = {
      title: 'The VPN drops',
      owner: { id: owner.id, name: owner.name },
      created: new Date().toISOString(),
    };
    const host = new URL(system.address).host;
    const posted = numbers.map((id) =>
      caseSchema.parse({ ...common, id, url: `https://${host}/main.aspx?etn=incident&id=${idWithin('incident', id)}` }),
    );
    await offerCases(posted, { address: world.environment.PUBLIC_URL ?? '', secret: world.secret });
    const before = await turnsOf(world, turns);

    isAway = false;
    const began = performance.now();
    const reads = () =>
      calls.flatMap(({ path }) => /incidents\(([0-9a-f-]{36})\)/.exec(decodeURIComponent(path))?.[1] ?? []);
    const meanwhile: number[] = [];
    const isDone = () => new Set(reads()).size >= known;
    while (!isDone() && performance.now() - began < 600_000) {
      const isAsking = calls.length > 0;
      const times = await turnsOf(world, 1);
      if (isAsking) meanwhile.push(...times);
    }
    const first = calls[0]?.at ?? began;
    const newest = new Set(numbers.slice(-Math.floor(known / 10)).map((number) => idWithin('incident', number)));
    const order = [...new Set(reads())];
    const last = order.findLastIndex((id) => newest.has(id)) + 1;
    return {
      ...{ changes, known },
      seconds: Math.round((performance.now() - first) / 1_000),
      requests: calls.filter(({ path }) => /incidents\?/.test(path)).length,
      reads: reads().length,
      mostAMinute: Math.max(
        ...calls.map(({ at }) => calls.filter((each) => each.at >= at && each.at < at + 60_000).length),
      ),
      newestFirst: Math.round((100 * last) / newest.size) / 100,
      turnBefore: told(before),
      turnMeanwhile: told(meanwhile),
    };
  } finally {
    child.disconnect();
    await world.end();
  }
}

/** Their median, and their 90th centile. */
const told = (times: readonly number[]): string =>
  `${Math.round(median(times))} ms (${Math.round(centile(times, 90))} ms) of ${times.length}`;

let said = 0;
const numberOf = (n: number): string => `CAS-${String(n).padStart(6, '0')}-V0K9Y0`;

async function passedOn({ method, url, headers }: Call, address: string) {
  const { prefer } = headers;
  const answer = await fetch(`${address}${url}`, {
    method,
    headers: { authorization: 'Bearer x', ...(typeof prefer === 'string' ? { prefer } : {}) },
  });
  return { status: answer.status, body: await answer.json() };
}

/** Milliseconds of so many turns, one after the other, of one person after the other: each may say 20 things a minute. */
async function turnsOf({ people, sandbox }: World, turns: number): Promise<number[]> {
  const here = sandbox.organisation.people.filter(({ appInstalled }) => appInstalled);
  const times: number[] = [];
  for (let n = 0; n < turns; n++) {
    const asking = people.as(here[said++ % here.length]?.alias ?? '');
    const began = performance.now();
    await asking.say('/swarm mine', { locale: 'en-US' });
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  return times;
}
