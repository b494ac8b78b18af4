import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { startBotProcess } from '../../src/sandbox/botProcess.ts';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import { loadOrganisation } from '../../src/sandbox/organisation/organisation.ts';
import { connectPeople, type People } from '../../src/sandbox/people/persona.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { CaseSystemKind } from '../../src/sandbox/systems/caseSystemKind.ts';
import { centile } from './figures.ts';
import { inOwnSchema, median } from './measure.ts';
import { outageAsked, outageEnvironment, outageNumber, outagePosted, outageRecord } from './outageCases.ts';
import type { OutageState } from './outageProcess.ts';

/**
 * What it took to work off the changes of a week in which a system was away: `lists` of changes, `reads` of known cases, the most
 * requests of all kinds within one minute; whether those that changed last were read first; and how long a turn took while it was
 * worked off, beside how long it took in the same seconds while it was not.
 */
export type OutageReport = {
  system: CaseSystemKind;
  changes: number;
  known: number;
  seconds: number;
  lists: number;
  reads: number;
  mostAMinute: number;
  mostListsAMinute: number;
  refused: number;
  /** How many reads it took until the newest tenth of the known cases had been read, for each of them; 1 is perfect. */
  newestFirst: number;
  /** Known cases that were not read when the time was over. */
  left: number;
  turns: TurnsBeside;
};

/** Milliseconds. `pairs` of spans of time, one in which the system answered, and one before it in which it held its answers back. */
export type TurnsBeside = {
  pairs: number;
  turns: number;
  median: { working: number; resting: number; ratio: number };
  p95: { working: number; resting: number; ratio: number };
  longest: { working: number; resting: number };
  /** The same 95th centile, of the spans in which a list came, and of the others, in which known cases were read. */
  whileListed: Beside;
  whileRead: Beside;
};
type Beside = { working: number; resting: number; ratio: number };

/** Milliseconds of each span; well below what the bot waits for an answer. */
const span = 3_000;
/** Milliseconds before each pair in which the system gets ready what it was asked for. */
const preparing = 1_000;
/** Milliseconds in which the bot is through at the latest with the page that it got last, and asks for the next. */
const pageWorkedOff = 15_000;
/** Milliseconds between a turn and the next. */
const between = 60;

/** The product as a process, the sandbox, and the system in a third process, which answers 503 until the outage ends. */
export async function measureOutage(
  system: CaseSystemKind,
  { changes = 100_000, known = 500, minutes = 60 } = {},
): Promise<OutageReport> {
  return inOwnSchema(async (database) => {
    const [owner] = (await loadOrganisation()).people;
    if (!owner) throw new Error('The sandbox has nobody in it');
    const { id, name, mail } = owner;
    const child = fork(join(import.meta.dirname, 'outageProcess.ts'), [system, String(changes), id, name, mail]);
    const [where] = await once(child, 'message');
    const { address } = z.object({ address: z.string() }).parse(where);
    const sandbox = await startSandbox({ bench: true, audiences: [address] });
    const calls: Answered[] = [];
    let prepared = 0;
    child.on('message', (said) => {
      if (preparedSchema.safeParse(said).success) prepared += 1;
      const answered = answeredSchema.safeParse(said).data;
      if (answered) calls.push({ at: performance.now(), ...answered });
    });
    const environment: Record<string, string> = {
      ...{ ...sandbox.botEnvironment(), ...database, ...outageEnvironment(system, address) },
      ...{ SWARM_CONNECTOR_LIMITS: 'off', LOG_LEVEL: 'error' },
    };
    const bot = await startBotProcess({ environment, onLine: (line) => console.error(line), patience: 240_000 });
    const people = connectPeople(sandbox.addresses.people);
    try {
      // Every so many of them, in the order in which they changed.
      const numbers = Array.from({ length: known }, (_, n) =>
        outageNumber(system, Math.floor(((n + 1) * changes) / known) - 1),
      );
      const posted = numbers.map((number) => outagePosted(system, number, new URL(address).host, { id, name }));
      await offerCases(posted, {
        address: environment.PUBLIC_URL ?? '',
        secret: environment.CASE_WEBHOOK_SECRET ?? '',
      });
      const here = sandbox.organisation.people.filter(({ appInstalled }) => appInstalled);
      const turns = createTurns(
        people,
        here.map(({ alias }) => alias),
      );
      // Bots run for weeks: until their code is compiled a turn costs twice.
      await turns.during(20_000);
      const beside = await turnsBeside({ child, calls, turns, known, minutes, prepared: () => prepared });
      const reads = calls.flatMap(({ path }) => recordsIn(path));
      const order = [...new Set(reads)];
      const newest = new Set(numbers.slice(-Math.floor(known / 10)).map((number) => outageRecord(system, number)));
      const lists = calls.filter(({ path }) => outageAsked(path).kind === 'list');
      return {
        ...{ system, changes, known, turns: beside, lists: lists.length, reads: reads.length },
        seconds: Math.round(((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)) / 1_000),
        mostAMinute: mostInAMinute(calls),
        mostListsAMinute: mostInAMinute(lists),
        refused: calls.filter(({ status }) => status === 429).length,
        left: known - new Set(reads).size,
        newestFirst: Math.round((100 * (order.findLastIndex((each) => newest.has(each)) + 1)) / newest.size) / 100,
      };
    } finally {
      child.disconnect();
      people.close();
      await bot.stop();
      await sandbox.stop();
    }
  });
}

const preparedSchema = z.object({ prepared: z.string() });
const answeredSchema = z.object({ path: z.string(), status: z.int() });
type Answered = z.infer<typeof answeredSchema> & { at: number };

const recordsIn = (path: string): string[] => {
  const asked = outageAsked(path);
  return asked.kind === 'read' ? [asked.record] : [];
};

const mostInAMinute = (calls: readonly Answered[]): number =>
  Math.max(0, ...calls.map(({ at }) => calls.filter((each) => each.at >= at && each.at < at + 60_000).length));

/**
 * Ends the outage, and lets the system by turns hold its answers back and give them, a second or two each, until all known cases were
 * read. Both kinds of span are full of turns, so that whatever else the machine has to do strikes both alike. Those pairs count in
 * which the system gave an answer: in the others the bot had nothing to work off.
 */
async function turnsBeside(of: {
  child: ChildProcess;
  calls: readonly Answered[];
  turns: ReturnType<typeof createTurns>;
  known: number;
  /** After so many what is left is left: the turns of that time count. */
  minutes: number;
  /** How many lists have been written out, and wait to be given. */
  prepared: () => number;
}): Promise<TurnsBeside> {
  const { child, calls, turns, known, minutes, prepared } = of;
  const be = (state: OutageState) => child.send(state);
  const pairs: { isListed: boolean; working: number[]; resting: number[] }[] = [];
  const began = performance.now();
  const isDone = () => new Set(calls.flatMap(({ path }) => recordsIn(path))).size >= known;
  while (!isDone() && performance.now() - began < minutes * 60_000) {
    be('preparing');
    // A list takes its time to be written out, and other calls come each half second.
    await pause(preparing);
    // While the bot keeps what the last page told it is not at rest; when it asks for the next one it is.
    const asked = performance.now();
    const isListing = listsIn(calls) > 0 && !calls.some(({ path }) => outageAsked(path).kind === 'read');
    while (isListing && prepared() <= listsIn(calls) && performance.now() - asked < pageWorkedOff) await pause(50);
    be('resting');
    const rested = await turns.during(span);
    const before = calls.length;
    be('there');
    const worked = await turns.during(span);
    if (calls.length === before) continue;
    pairs.push({ isListed: listsIn(calls.slice(before)) > 0, working: worked, resting: rested });
  }
  be('there');
  const beside = (reckon: (times: readonly number[]) => number, of = pairs): Beside => {
    const working = reckon(of.flatMap((pair) => pair.working));
    const resting = reckon(of.flatMap((pair) => pair.resting));
    const tenths = (ms: number) => Math.round(10 * ms) / 10;
    return { working: tenths(working), resting: tenths(resting), ratio: Math.round((100 * working) / resting) / 100 };
  };
  const p95 = (times: readonly number[]) => centile(times, 95);
  return {
    ...{ pairs: pairs.length, turns: pairs.flatMap(({ working }) => working).length },
    ...{ median: beside(median), p95: beside(p95), longest: beside((times) => Math.max(...times)) },
    whileListed: beside(
      p95,
      pairs.filter(({ isListed }) => isListed),
    ),
    whileRead: beside(
      p95,
      pairs.filter(({ isListed }) => !isListed),
    ),
  };
}

const listsIn = (calls: readonly Answered[]): number =>
  calls.filter(({ path }) => outageAsked(path).kind === 'list').length;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Turns one after the other, of one person after the other: each may say 30 things a minute. */
function createTurns(people: People, aliases: readonly string[]) {
  let said = 0;
  return {
    /** Milliseconds that each took. */
    async during(ms: number): Promise<number[]> {
      const until = performance.now() + ms;
      const times: number[] = [];
      while (performance.now() < until) {
        const asking = people.as(aliases[said++ % aliases.length] ?? '');
        const began = performance.now();
        await asking.say('/swarm mine', { locale: 'en-US' });
        times.push(performance.now() - began);
        await pause(between);
      }
      return times;
    },
  };
}
