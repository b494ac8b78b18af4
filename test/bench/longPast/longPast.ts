import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startBotProcess } from '../../../src/sandbox/botProcess.ts';
import { connectPeople } from '../../../src/sandbox/people/persona.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { beforeMigration, buildOf, type OldBuild } from '../oldBuild.ts';
import { createStarts, type StartsReport } from '../twoClusters/starts.ts';
import { type Migrated, migrate } from './migrating.ts';
import { addressOf, asAdmin, makePast } from './past.ts';
import { failedOf, type Kind, kinds, startPeople, waitsOf } from './people.ts';

/**
 * From which version to which migration. The bots of before 0017 look for an index that this migration drops, and those of before 0042
 * write null into each column that they do not know (firstAppend.ts): none of them can plan beside later tables. Before its transaction 0017
 * goes on for as long as the others together, and there they can; from 0034 to 0042 they are asked how their swarms stand.
 */
const stretchesOf: (Pick<Where, 'last' | 'kill' | 'asks' | 'hasStarts'> & { before: string })[] = [
  { before: '0011', last: '0016', kill: ['0011'], asks: kinds, hasStarts: true },
  { before: '0011', last: '0017', kill: ['0017'], asks: kinds, hasStarts: false },
  { before: '0018', last: '0033', kill: [], asks: kinds, hasStarts: true },
  { before: '0034', last: '0042', kill: [], asks: ['status'], hasStarts: false },
  { before: '0043', last: '9999', kill: [], asks: kinds, hasStarts: true },
];

type Turns = ReturnType<typeof waitsOf>;
/** What went on while the tables were brought from one migration to another beside a bot of `old`. */
export type Stretch = Migrated & {
  old: string;
  last: string;
  /** What turns of the old bot waited when nobody migrated, and while somebody did; milliseconds. */
  before: Turns;
  meanwhile: Turns;
  /**
   * Turns that were told that it did not work, or were not answered: of plans before 0017 the last ones, which that migration overtook. Later
   * versions read more of an event than the made-up ones have: some of what is looked for in the past fails for that.
   */
  failed: Record<Kind, number>;
  plans: Record<'lost' | 'unanswered' | 'twice', number>;
  starts: StartsReport;
};

/**
 * Brings the tables of a long past up to date beside bots of the versions that knew them, in several stretches, each beside a version that
 * can. `rest`: milliseconds in which turns are measured before. `keep`: the database of the past stays for the next time.
 */
export async function measureLongPast({
  swarms = 1_000_000,
  keep = false,
  rest = 60_000,
  log = (_line: string) => {},
} = {}): Promise<Stretch[]> {
  const past = `swarm_bench_past_${swarms}`;
  const copy = `${past}_copy`;
  const stretches: Stretch[] = [];
  try {
    for (const { before, ...stretch } of stretchesOf) {
      const commit = await beforeMigration(before);
      const old = await buildOf(commit);
      try {
        if (stretches.length === 0) {
          const sandbox = await startSandbox({ bench: true });
          const tenantId = sandbox.tenant.id;
          await sandbox.stop();
          await makePast(old, { name: past, swarms, tenantId, now: new Date().toISOString() });
          await asAdmin(`drop database if exists ${copy} with (force)`);
          await asAdmin(`create database ${copy} template ${past} strategy file_copy`);
          log('the past is there');
        }
        const first = stretches.length * 1_000_000;
        stretches.push({ old: commit, ...(await beside(old, { url: addressOf(copy), first, rest, log, ...stretch })) });
        log(JSON.stringify(stretches.at(-1)));
      } finally {
        await old.remove();
      }
    }
    return stretches;
  } finally {
    await asAdmin(`drop database if exists ${copy} with (force)`);
    if (!keep) await asAdmin(`drop database if exists ${past} with (force)`);
  }
}

type Where = {
  url: string;
  /** The number of the first plan. */
  first: number;
  last: string;
  kill: readonly string[];
  asks: readonly Kind[];
  /** Whether somebody starts what was planned meanwhile: who presses until they are told ok cannot where no start is stored any more. */
  hasStarts: boolean;
  rest: number;
  log: (line: string) => void;
};

async function beside(
  old: OldBuild,
  { url, first, last, kill, asks, hasStarts, rest, log }: Where,
): Promise<Omit<Stretch, 'old'>> {
  const sandbox = await startSandbox({ bench: true });
  await leaveWhatIsNew(sandbox);
  const database = { DATABASE_URL: url, DATABASE_SCHEMA: 'swarm' };
  const bot = await startBotProcess({
    environment: { ...sandbox.botEnvironment(), ...database, SWARM_CONNECTOR_LIMITS: 'off', LOG_LEVEL: 'error' },
    ...{ main: old.main, onLine: log, patience: 600_000 },
  });
  const people = startPeople({ sandbox, people: 4, first, asks });
  const actors = connectPeople(sandbox.addresses.people);
  const starts = createStarts({ sandbox, people: actors, first: first / 10_000 });
  let isOver = false;
  const starting = (async () => {
    while (hasStarts && !isOver) {
      const plan = await starts.prepare(sandbox.bot.endpoint).catch(() => null);
      await plan?.press();
      await plan?.channel(60_000).catch(() => {});
      await pause(5_000);
    }
  })();
  const client = new pg.Client({ connectionString: url });
  try {
    await pause(20_000);
    const began = performance.now();
    await pause(rest);
    const migrating = performance.now();
    const migrated = await migrate(url, last, kill);
    const until = performance.now();
    isOver = true;
    await Promise.all([people.stop(), starting]);
    await client.connect();
    const within = (from: number, to: number) => people.turns.filter(({ at }) => at >= from && at < to);
    return {
      ...{ ...migrated, last },
      before: waitsOf(within(began, migrating)),
      meanwhile: waitsOf(within(migrating, until)),
      failed: failedOf(people.turns),
      plans: await people.lookUp(client),
      starts: await starts.lookUp(client),
    };
  } finally {
    isOver = true;
    await client.end();
    await people.stop();
    actors.close();
    await bot.stop();
    await sandbox.stop();
  }
}

/** Old versions refuse a registry with what they do not know. */
async function leaveWhatIsNew(sandbox: Sandbox): Promise<void> {
  const file = sandbox.botEnvironment()['REGISTRY_FILE'] ?? '';
  const { technologies, engineers, skills } = JSON.parse(await readFile(file, 'utf8'));
  const known = ['id', 'name', 'zone', 'hours', 'languages', 'mostSwarms', 'awayUntil', 'lead'];
  const least = engineers.map((engineer: object) =>
    Object.fromEntries(Object.entries(engineer).filter(([field]) => known.includes(field))),
  );
  await writeFile(file, JSON.stringify({ technologies, engineers: least, skills }));
}
