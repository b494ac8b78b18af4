import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requestsARound } from '../../src/cases/systems/following/reconcile.ts';
import { readsAMinute } from '../../src/cases/systems/following/rereading.ts';
import { caseSystemKinds } from '../../src/sandbox/systems/caseSystemKind.ts';
import { measureCalendars } from './calendars.bench.ts';
import { measureNamed, measurePush, measureReconcile } from './caseChanges.bench.ts';
import { measureFailover } from './failover.bench.ts';
import { measureFeeds } from './feeds.bench.ts';
import { measureLongOutage } from './longOutage.bench.ts';
import { measureLongPast } from './longPast/longPast.ts';
import { kinds, type Waits } from './longPast/people.ts';
import { measureMatching } from './matching-size.bench.ts';
import { median } from './measure.ts';
import { measureOddFeeds } from './oddFeeds.bench.ts';
import { measureOutage } from './outage.bench.ts';
import { measureProcesses } from './processes.bench.ts';
import { soak } from './soak/soak.ts';
import { measureStartUp } from './startUp.bench.ts';
import { measureTelemetry } from './telemetry.bench.ts';
import { measureTimeToSwarm } from './timeToSwarm.bench.ts';
import { measureTurns } from './turn.bench.ts';
import { measureTwoClusters } from './twoClusters.bench.ts';
import { measureUpgrade } from './upgrade.bench.ts';

/**
 * Measures, and prints each figure beside its goal. It tests nothing: a slow machine is no defect. Which to run can be
 * named: `npm run bench -- turns telemetry time matching calendars feeds odd-feeds start failover named push reconcile outage long-outage processes`.
 * `failover20` and `soak` run only when they are named: the one takes ten minutes, and PostgreSQL's server programs; the other as long as
 * `--minutes N` says, with `--swarms N` begun a minute and `--asks N` asked a second, and draws what it sees (docs/images/soak.svg).
 * So does `upgrade`, which builds an older version of this repository (`--from COMMIT`; the last before the newest migration, if not said).
 * And `long-past`: a past of `--swarms N` (a million) in the tables of before migration 0011 is brought up to date beside bots of those
 * versions; made in a quarter of an hour, and kept for the next time with `--keep`.
 * `--base FOLDER`: a checkout of an older build (with its node_modules), which `calendars` measures side by side (of `--only 'even'` one organisation); `--rounds N`: so often, three times if not said.
 * `outage` ends after `--minutes N`, too: what is worked off by then is what its turns are beside.
 * `--changes N --known N --system dynamics`: so many changes, of which so many of cases that Swarm knows, in `outage` and `long-outage`; of one system alone, there and in `push`.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    changes: { type: 'string', default: '100000' },
    known: { type: 'string', default: '500' },
    system: { type: 'string' },
    only: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    swarms: { type: 'string' },
    keep: { type: 'boolean', default: false },
    asks: { type: 'string', default: '0' },
    from: { type: 'string' },
  },
});
const wanted = new Set(positionals);
const runs = (name: string) => wanted.size === 0 || wanted.has(name);
const systems = caseSystemKinds.filter((each) => options.system === undefined || options.system === each);
const results: Record<string, unknown> = { at: new Date().toISOString(), cores: cpus().length, node: process.version };
const rows: { measure: string; figure: string; goal: string; holds: string }[] = [];
const row = (measure: string, figure: string, goal: string, holds: boolean | null) =>
  rows.push({ measure, figure, goal, holds: holds === null ? '' : holds ? 'yes' : 'no' });

if (runs('start')) {
  const starts = await measureStartUp();
  results.start = starts;
  for (const each of starts)
    row(`start-up, ${each.engine}, ${each.start}`, `${each.readyMs} ms, ${each.residentMb} MB`, '', null);
}
if (runs('turns')) {
  const turns = await measureTurns();
  results.turns = turns;
  row(
    'turn: /swarm to its plan, as a ratio to an echo bot',
    turns.ratio.toFixed(2),
    'at least 0.70',
    turns.ratio >= 0.7,
  );
  row('turn: p99', `${turns.swarmP99Ms} ms at 16 at once`, '', null);
}
if (runs('processes')) {
  const processes = await measureProcesses();
  results.processes = processes;
  for (const name of ['one', 'all', 'three', 'apart'] as const) {
    const { perSecond, processorMs } = processes[name];
    row(`turns of ${name}`, `${median(processorMs)} ms processor a turn, ${median(perSecond)} a second`, '', null);
  }
  const { ratio, sharedRatio } = processes;
  row('processor a turn, three by one', ratio.toFixed(2), 'at most 1.10', ratio <= 1.1);
  row('three by three that share nothing', sharedRatio.toFixed(2), 'at most 1.10', sharedRatio <= 1.1);
}
if (wanted.has('soak'))
  results.soak = await soak({
    minutes: Number(options.minutes),
    swarmsAMinute: Number(options.swarms ?? 20),
    asksASecond: Number(options.asks),
  });
if (runs('telemetry')) {
  const telemetry = await measureTelemetry();
  results.telemetry = telemetry;
  const [off] = telemetry;
  for (const { way, perSecond, cpuMs, residentMb } of telemetry) {
    const ratio = median(perSecond) / median(off?.perSecond ?? []);
    const figure = `${ratio.toFixed(2)} of the turns a second (${perSecond.join(' ')}), ${cpuMs} ms processor a turn, ${residentMb} MB`;
    const isGoal = way === '10 %';
    row(`telemetry ${way}`, figure, isGoal ? 'at least 0.90' : '', isGoal ? ratio >= 0.9 : null);
  }
}
if (runs('time')) {
  const time = await measureTimeToSwarm();
  results.time = time;
  const told = (ms: number, ratio: number) => `${ms} ms = ${ratio.toFixed(2)} of the limit`;
  row(
    'Start to briefing, 100 ms a call',
    told(time.briefingMs, time.briefingRatio),
    'at most 1.30',
    time.briefingRatio <= 1.3,
  );
  row(
    'Start to the last of five invitations',
    told(time.lastInvitationMs, time.lastInvitationRatio),
    'at most 1.30',
    time.lastInvitationRatio <= 1.3,
  );
}
if (runs('named')) {
  const named = await measureNamed();
  results.named = named;
  const { systemMs, ownMs, slowMs, ratio } = named;
  row(
    `/swarm <number> to its plan, with a system that takes ${systemMs} ms, median`,
    `${slowMs} ms; ${ownMs} ms with one that answers at once`,
    `at most 1.15 × (${systemMs} + ${ownMs})`,
    ratio <= 1.15,
  );
}
if (runs('outage')) {
  const all = [];
  for (const system of systems) {
    const outage = await measureOutage(system, {
      ...{ changes: Number(options.changes), known: Number(options.known), minutes: Number(options.minutes) },
    });
    all.push(outage);
    const { changes, known, left, seconds, lists, reads, mostAMinute, mostListsAMinute, refused, newestFirst, turns } =
      outage;
    row(
      `a week's outage: ${changes} changes, ${known} of known cases, ${system}`,
      `${seconds} s, ${left} left, ${lists} lists, ${reads} reads, at most ${mostAMinute} requests a minute, ${mostListsAMinute} of them lists; ${refused} refused`,
      'none refused',
      refused === 0,
    );
    row(
      `${system}: the newest tenth is read`,
      left === 0 ? `after ${newestFirst} reads for each of them` : 'not all were read by then: see long-outage',
      'at most 1.1',
      left === 0 ? newestFirst <= 1.1 : null,
    );
    const told = ({ working, resting, ratio }: typeof turns.median) => `${working} ms beside ${resting} = ${ratio}`;
    row(
      `${system}: a turn while it is worked off, median (${turns.pairs} pairs, ${turns.turns} turns)`,
      told(turns.median),
      'at most 1.15',
      turns.median.ratio <= 1.15,
    );
    row(
      `${system}: the same, 95th centile; the longest`,
      `${told(turns.p95)} (lists ${turns.whileListed.ratio}, reads ${turns.whileRead.ratio}); ${turns.longest.working} beside ${turns.longest.resting}`,
      'at most 1.30',
      turns.p95.ratio <= 1.3,
    );
  }
  results.outage = all;
}
if (runs('long-outage')) {
  const all = await measureLongOutage({
    ...{ changes: Number(options.changes), known: Number(options.known), system: options.system ?? '' },
  });
  results['long-outage'] = all;
  for (const { system, changes, known, listed, done, lists, most, refused, newestFirst, left, twice } of all) {
    row(
      `a week's outage, by the clock: ${changes} changes, ${known} of known cases, ${system}`,
      `listed in ${listed} min, ${lists} lists; all read in ${done} min; ${left} left, ${twice} read twice`,
      'none left',
      left === 0,
    );
    // Any minute may have a part of two rounds in it, and a tenth of a minute's reads that were saved up.
    row(
      `${system}: the most in any one minute`,
      `${most.lists} lists, ${most.reads} reads, ${most.requests} requests of all kinds; ${refused} refused`,
      `${2 * requestsARound[system]} lists, ${1.1 * readsAMinute[system]} reads; none refused`,
      most.lists <= 2 * requestsARound[system] && most.reads <= 1.1 * readsAMinute[system] && refused === 0,
    );
    row(
      `${system}: known cases read before one that changed later`,
      String(newestFirst),
      'at most 1',
      newestFirst <= 1,
    );
  }
}
if (runs('push')) {
  const pushes = [];
  for (const system of systems) {
    const push = await measurePush(system);
    pushes.push(push);
    const { planMs, plans, noticeMs, notices } = push;
    const told = (ms: number, all: readonly number[]) => `${ms} ms (at most ${Math.max(...all)} ms of ${all.length})`;
    row(`push, ${system}: to the plan card, set aside, median`, told(planMs, plans), 'at most 2,000', planMs <= 2_000);
    row(
      `push, ${system}: to the coordinator's card of another owner, median`,
      told(noticeMs, notices),
      'at most 2,000',
      noticeMs <= 2_000,
    );
  }
  results.push = pushes;
}
if (runs('reconcile')) {
  const reconciled = await measureReconcile();
  results.reconcile = reconciled;
  for (const { system, changes, known, lists, others, minutes } of reconciled) {
    const most = requestsARound[system as keyof typeof requestsARound];
    row(
      `reconcile: ${changes} changes, ${known} of known cases, ${system}`,
      `${lists} lists in ${minutes} min, ${others} other requests`,
      `${most} lists a minute`,
      lists <= most * minutes && others <= 1.05 * known,
    );
  }
}
if (runs('matching')) {
  const { matching, detection } = measureMatching();
  results.matching = { matching, detection };
  for (const each of matching) {
    const { engineers, spread, candidates, medianMs, p99Ms, p99CpuMs, heapMb } = each;
    const figure = `${medianMs} ms, p99 ${p99Ms} ms (CPU ${p99CpuMs} ms), ${heapMb} MB`;
    const isGoal = engineers === 100_000;
    row(
      `plan, ${engineers} engineers, ${spread}, ${candidates} candidates`,
      figure,
      isGoal ? 'p99 under 20 ms' : '',
      isGoal ? p99Ms < 20 : null,
    );
  }
}
if (runs('feeds')) {
  const feeds = await measureFeeds();
  results.feeds = feeds;
  for (const { what, read, failed, seconds, aMinute } of feeds) {
    // What changes all at once is no refresh as it goes day by day.
    const isGoal = !what.startsWith('all ');
    row(
      `feeds of shifts, ${read} read: ${what}`,
      `${seconds} s of the processor = ${aMinute} s a minute${failed > 0 ? `, and ${failed} could not be read` : ''}`,
      isGoal ? 'at most 1 s a minute' : '',
      // Of fewer than all it says nothing.
      isGoal && failed === 0 ? aMinute <= 1 : null,
    );
  }
}
if (runs('odd-feeds')) {
  const oddFeeds = await measureOddFeeds();
  results.oddFeeds = oddFeeds;
  const [none] = oddFeeds;
  for (const { what, plan, late, reads } of oddFeeds) {
    const ratio = plan.p95 / (none?.plan.p95 ?? 0);
    row(
      `a plan while feeds are read: ${what} (${reads} times all)`,
      `p50 / p95 ${plan.p50} / ${plan.p95} ms = ${ratio.toFixed(2)}; event loop late p95 / most ${late.p95} / ${late.most} ms`,
      '',
      null,
    );
  }
}
if (runs('calendars')) {
  const calendars = await measureCalendars(options.base, { rounds: Number(options.rounds), only: options.only });
  results.calendars = calendars;
  for (const { what, here, base } of calendars) {
    const on = `100,000 engineers on 40 calendars, ${what}, ${here.kinds} kinds of hours`;
    const beside = (of: (figures: typeof here) => number, unit: string) =>
      `${of(here)} ${unit}${base ? ` = ${(of(here) / of(base)).toFixed(2)} of ${of(base)}` : ''}`;
    const holds = (of: (figures: typeof here) => number, most: number) => base && of(here) <= most * of(base);
    row(
      `plan p50, processor, ${on}`,
      beside(({ processor }) => processor.p50, 'ms'),
      '',
      null,
    );
    row(
      `plan p99, processor, ${on}`,
      beside(({ processor }) => processor.p99, 'ms'),
      'at most 1.15',
      holds(({ processor }) => processor.p99, 1.15),
    );
    row(
      `plan p50 / p99, clock, ${on}`,
      `${beside(({ clock }) => clock.p50, 'ms')} / ${beside(({ clock }) => clock.p99, 'ms')}`,
      '',
      null,
    );
    row(
      `heap, ${on}`,
      beside(({ heapMb }) => heapMb, 'MB'),
      'at most 1.20',
      holds(({ heapMb }) => heapMb, 1.2),
    );
  }
}

if (runs('failover')) {
  const failover = await measureFailover();
  results.failover = failover;
  for (const { loss, statementMs, jobMs } of failover) {
    const told = (all: readonly number[]) => `${median(all)} ms, at most ${Math.max(...all)} ms (${all.length} runs)`;
    const isHeld = (all: readonly number[]) => Math.max(...all) < 10_000;
    row(`failover, ${loss}: a turn's statement is answered`, told(statementMs), 'under 10 s', isHeld(statementMs));
    row(`failover, ${loss}: a job is done`, told(jobMs), 'under 10 s', isHeld(jobMs));
  }
}

if (wanted.has('failover20')) {
  const failovers = await measureTwoClusters(20, { log: console.error });
  results.failover20 = failovers;
  const { each, turns, starts, ended } = failovers;
  for (const way of ['connections end', 'connections stay open and dead'] as const) {
    const some = each.filter((failover) => failover.way === way);
    const told = (all: readonly number[]) => `${median(all)} ms, at most ${Math.max(...all)} ms (${all.length})`;
    const turnsMs = some.map((failover) => Math.max(...failover.turnsMs));
    const channelsMs = some.map((failover) => failover.channelsMs);
    const isHeld = (all: readonly number[]) => Math.max(...all) < 10_000;
    row(`two clusters, ${way}: both processes make plans again`, told(turnsMs), 'under 10 s', isHeld(turnsMs));
    row(`two clusters, ${way}: a channel is there`, told(channelsMs), '', null);
  }
  const { toldOk, asked, lost, unanswered, twice } = turns;
  const whole = lost + unanswered + twice === 0;
  row(`turns told ok, ${toldOk} of ${asked}`, `${lost} lost, ${unanswered} unanswered, ${twice} twice`, 'none', whole);
  const { pressed, started, missingChannels, secondChannels } = starts;
  const bad = starts.lost + missingChannels + secondChannels;
  row(
    `starts pressed ${pressed} times, ${started} swarms`,
    `${starts.lost} lost, ${missingChannels} without a channel, ${secondChannels} with two`,
    'none',
    bad === 0,
  );
  row('processes that ended', `${ended}`, 'none', ended === 0);
}

if (wanted.has('upgrade')) {
  const upgrade = await measureUpgrade({ ...(options.from ? { from: options.from } : {}), log: console.error });
  results.upgrade = upgrade;
  const { from, turns, starts, seatedAfterwards, oldSays, ended, startedMs } = upgrade;
  const { toldOk, asked, lost, unanswered, twice } = turns;
  const whole = lost + unanswered + twice === 0;
  row(`the new version beside ${from}: ready`, `${startedMs} ms`, '', null);
  row(`turns told ok, ${toldOk} of ${asked}`, `${lost} lost, ${unanswered} unanswered, ${twice} twice`, 'none', whole);
  const bad = starts.lost + starts.missingChannels + starts.secondChannels;
  row(`${starts.started} swarms started`, `${bad} lost, without a channel or with two`, 'none', bad === 0);
  row('who was asked before joins afterwards', seatedAfterwards ? 'yes' : 'no', 'yes', seatedAfterwards);
  row('an old process after the update', oldSays, 'says so', oldSays.startsWith('later version'));
  row('processes that ended', `${ended}`, 'none', ended === 0);
}

if (wanted.has('long-past')) {
  const stretches = await measureLongPast({
    ...{ swarms: Number(options.swarms ?? 1_000_000), keep: options.keep, log: console.error },
  });
  results.longPast = stretches;
  for (const { old, each, ms, closed, before, meanwhile, failed, plans, starts, killed } of stretches) {
    const beside = `beside ${old}:`;
    const told = `${each[0]?.tag} to ${each.at(-1)?.tag}`;
    row(`${beside} ${told}`, `${Math.round(ms / 1000)} s`, '', null);
    for (const { tag, ms: own } of each) if (own >= 1000) row(`  ${tag}`, `${Math.round(own / 1000)} s`, '', null);
    row(
      `${beside} a table was closed at most`,
      `${closed.ms} ms (${closed.table}, ${closed.tag})`,
      'a second',
      closed.ms <= 1000,
    );
    for (const kind of kinds) {
      const figure = ({ turns, p50, p95, most }: Waits) => `${turns} turns: ${p50}, ${p95}, ${most} ms`;
      row(
        `${beside} ${kind}: p50, p95, longest`,
        `${figure(meanwhile[kind])}; before ${figure(before[kind])}`,
        '',
        null,
      );
    }
    const bad =
      plans.lost + plans.unanswered + plans.twice + starts.lost + starts.missingChannels + starts.secondChannels;
    row(
      `${beside} plans and starts lost, unanswered or twice`,
      `${bad}; ${failed.plan} told that it did not work`,
      'none',
      bad === 0,
    );
    for (const { name, reached, afterwards } of killed)
      row(
        `${beside} killed in ${name}`,
        `at ${reached}, goes on at ${afterwards}`,
        'no earlier',
        afterwards >= reached,
      );
  }
}

console.table(rows);
const folder = join(import.meta.dirname, 'results');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'bench.json'), `${JSON.stringify(results, null, 2)}\n`);
