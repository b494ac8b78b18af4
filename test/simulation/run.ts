import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type OldFault, oldFaultAt, oldFaultNames, oldFaults } from './oldFaultNames.ts';
import { putBack } from './oldFaults.ts';

/**
 * Plays weeks of a support team in which anything may go wrong, one for each seed, and tells the shortest story of each that
 * ends badly: `npm run simulate -- --seeds 1000 --from 1`, in as many threads as the machine has processors; `--tries`: how many weeks
 * are played to make a story shorter. `--with-fault NAME`
 * puts back a fault that Swarm once had; it ends with the first seed that finds it. Ends with 1 when anything was found.
 * `npm run simulate -- tenant`: what a large organisation's busiest hour comes to (tenant/report.ts).
 */
const [, , first, ...others] = process.argv;
if (isMainThread && first === 'tenant') {
  await (await import('./tenant/report.ts')).tenantReport(others);
  process.exit();
}

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100000' },
    from: { type: 'string', default: '1' },
    days: { type: 'string', default: '2' },
    processes: { type: 'string', default: '3' },
    threads: { type: 'string', default: String(availableParallelism()) },
    tries: { type: 'string', default: '150' },
    'with-fault': { type: 'string' },
    help: { type: 'boolean' },
  },
  args: isMainThread ? process.argv.slice(2) : (workerData as Share).args,
});

/** What one thread plays: each `of`th seed, from the `nth` on. */
type Share = { args: string[]; nth: number; of: number };
/** What came of some seeds. `story`: of one that ended badly, or null. */
type Told = {
  weeks: number;
  events: number;
  messages: number;
  processes: number;
  kinds: string[];
  story: string | null;
};

/** What happens in any two hundred weeks. */
const expected = [
  ...['StepDelayed', 'StepFailed', 'CopyFound', 'ChannelLost', 'ExpertSteppedBack', 'InvitationUnreachable'],
  ...[
    'SwarmCancelled',
    'ChannelArchived',
    'AppEnabledInChannel',
    'CaseTold',
    'CaseLinked',
    'CaseUnlinked',
    'CoordinationHandedOver',
  ],
];

const fault = values['with-fault'];
const [from, seeds, days, processes, threads, tries] = [
  ...[Number(values.from), Number(values.seeds), Number(values.days)],
  ...[Number(values.processes), Number(values.threads), Number(values.tries)],
] as [number, number, number, number, number, number];
const whole = [from, seeds, days, processes, threads, tries].every((each) => Number.isInteger(each) && each > 0);
if (values.help || !whole || (fault && !(fault in oldFaults))) {
  console.log(
    'npm run simulate -- [--seeds 100000] [--from 1] [--days 2] [--processes 3] [--threads N] [--tries 150] [--with-fault NAME]',
  );
  console.log(`Faults: ${oldFaultNames.join(', ')}`);
  process.exit(values.help ? 0 : 2);
}
if (isMainThread) together();
else await play(workerData as Share, (told) => parentPort?.postMessage(told));

/** Has the seeds played, and prints what comes of them. */
function together(): void {
  const began = performance.now();
  const total = { weeks: 0, events: 0, messages: 0, processes: 0, badly: 0 };
  const kinds = new Set<string>();
  let playing = threads;

  function end(): never {
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    console.log(
      `${total.badly} of ${total.weeks} weeks ended badly; ${total.events} events, ${total.messages} messages, ${total.processes} processes, ${seconds} s`,
    );
    // They were weeks of everything, and not of nothing.
    const missing = total.weeks >= 200 ? expected.filter((kind) => !kinds.has(kind)) : [];
    if (missing.length > 0 && !fault) console.log(`In none of them was ${missing.join(', ')}`);
    process.exit(total.badly > 0 || missing.length > 0 ? 1 : 0);
  }
  for (let nth = 0; nth < threads; nth++) {
    const share: Share = { args: process.argv.slice(2), nth, of: threads };
    const worker = new Worker(new URL(import.meta.url), {
      workerData: share,
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    });
    worker.on('message', ({ weeks, events, messages, processes: begun, kinds: happened, story }: Told) => {
      const before = total.weeks;
      total.weeks += weeks;
      total.events += events;
      total.messages += messages;
      total.processes += begun;
      for (const kind of happened) kinds.add(kind);
      if (Math.floor(before / 1_000) < Math.floor(total.weeks / 1_000) && total.weeks < seeds)
        console.error(`${total.weeks} weeks, ${total.badly} ended badly`);
      if (story === null) return;
      total.badly += 1;
      console.log(`${story}\n`);
      if (fault) end();
    });
    worker.on('error', (error) => {
      console.error(error);
      process.exit(2);
    });
    worker.on('exit', () => {
      playing -= 1;
      if (playing === 0) end();
    });
  }
}

async function play({ nth, of }: Share, tell: (told: Told) => void): Promise<void> {
  if (fault) putBack(fault as OldFault);
  // Only now: a fault must be there before what it is in is loaded.
  const { played, short, shrunk } = await import('./played.ts');
  const often = fault ? oldFaultAt(fault as OldFault).often : {};
  const options = { ...short, days, processes, mishaps: { ...short.mishaps, ...often } };
  // Where something was thrown is asked of none of the many errors that calls in vain are.
  Error.stackTraceLimit = 0;
  const nothing = (): Told => ({ weeks: 0, events: 0, messages: 0, processes: 0, kinds: [], story: null });
  const known = new Set<string>();
  let told = nothing();
  for (let seed = from + nth; seed < from + seeds; seed += of) {
    const { week, wrong } = await played(seed, options);
    told.weeks += 1;
    told.events += week?.swarms.told.length ?? 0;
    told.messages += week?.outside.messages.length ?? 0;
    told.processes += week?.lives ?? 0;
    for (const { event } of week?.swarms.told ?? []) {
      if (!known.has(event.type)) told.kinds.push(event.type);
      known.add(event.type);
    }
    if (wrong !== null) told.story = await shrunk(seed, options, tries);
    if (told.story === null && told.weeks < 10) continue;
    tell(told);
    told = nothing();
  }
  tell(told);
}
