import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { connectPeople, type Persona, type SeenMessage } from '../../../src/sandbox/people/persona.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { alwaysThere } from '../../e2e/alwaysThere.ts';
import { databaseUrl, inOwnSchema } from '../measure.ts';
import { heldBy, processorMs, startSeveralBots } from '../severalBots.ts';
import { soakPicture } from './picture.ts';

/** What is seen at one moment. `minute`: since the beginning; `processorMs`: of all processes so far. */
export type Sample = {
  minute: number;
  residentMb: number[];
  handles: number[];
  processorMs: number;
  /** Rows that nobody sees any more, of all tables and of the queue's alone. */
  deadRows: number;
  deadJobs: number;
  tablesMb: number;
  queueMb: number;
  jobs: number;
  swarms: number;
};

export type SoakReport = {
  minutes: number;
  swarmsAMinute: number;
  begun: number;
  ended: number;
  /** What went wrong for people, each kind with how often. */
  failed: Record<string, number>;
  samples: Sample[];
};

const everyMs = 15_000;

/**
 * Three processes on one PostgreSQL, against the published limits of the connector and of Graph, with so many swarms begun a minute:
 * planned, started, accepted and resolved by people who press what they see. Looks every fifteen seconds at memory, open files and
 * sockets, dead rows and sizes of tables; draws them at the end.
 */
export async function soak({
  minutes,
  swarmsAMinute,
}: {
  minutes: number;
  swarmsAMinute: number;
}): Promise<SoakReport> {
  return inOwnSchema(async (database) => {
    const schema = database['DATABASE_SCHEMA'] ?? '';
    const sandbox = await startSandbox({ organisation: alwaysThere(), bench: true });
    sandbox.faults.set({ limits: 'published' });
    const bots = await startSeveralBots({ ...sandbox.botEnvironment(), ...database, LOG_LEVEL: 'error' }, 3);
    const people = connectPeople(sandbox.addresses.people);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    sandbox.bot.endpoint = bots.endpoint;
    const report: SoakReport = { minutes, swarmsAMinute, begun: 0, ended: 0, failed: {}, samples: [] };
    const began = performance.now();
    const minute = (): number => (performance.now() - began) / 60_000;
    const lives = new Set<Promise<void>>();
    const asked = ['owen.owner', ...sandbox.organisation.people.map(({ alias }) => alias)];
    try {
      const looking = look();
      while (minute() < minutes) {
        const owner = people.as(asked[0] ?? '');
        const nth = report.begun++;
        const life = swarmOf(
          owner,
          nth,
          (alias) => people.as(alias),
          sandbox.organisation.people.map(({ alias }) => alias),
        )
          .then(() => {
            report.ended += 1;
          })
          .catch((error: Error) => {
            const kind = error.message.slice(0, 80);
            report.failed[kind] = (report.failed[kind] ?? 0) + 1;
          })
          .finally(() => lives.delete(life));
        lives.add(life);
        await pause(60_000 / swarmsAMinute);
      }
      await Promise.race([Promise.allSettled(lives), pause(60_000)]);
      await looking;
      await save();
      return report;
    } finally {
      people.close();
      await client.end();
      await bots.stop();
      await sandbox.stop();
    }

    async function look(): Promise<void> {
      for (; minute() < minutes; await pause(everyMs)) {
        report.samples.push(await sample());
        if (report.samples.length % 4 === 0) await vacuum();
        await save();
      }
      report.samples.push(await sample());
    }

    /** What PostgreSQL does by itself once a minute, by its own rule, where a machine for tests has that off. */
    async function vacuum(): Promise<void> {
      const { rows: settings } = await client.query<{ autovacuum: string }>('show autovacuum');
      if (settings[0]?.autovacuum !== 'off') return;
      const { rows } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
         where schemaname in ($1, $2) and n_dead_tup > 50 + 0.2 * n_live_tup`,
        [schema, `${schema}_queue`],
      );
      for (const { name } of rows) await client.query(`vacuum analyze ${name}`);
    }

    async function sample(): Promise<Sample> {
      const held = bots.pids.map(heldBy);
      const { rows } = await client.query<Record<'schema' | 'dead' | 'bytes', string>>(
        `select schemaname as schema, sum(n_dead_tup) as dead, sum(pg_total_relation_size(relid)) as bytes
         from pg_stat_user_tables where schemaname in ($1, $2) group by 1`,
        [schema, `${schema}_queue`],
      );
      const of = (name: string) => rows.find((row) => row.schema === name);
      const counted = await client.query<Record<'jobs' | 'swarms', string>>(
        `select (select count(*) from ${schema}_queue.job) as jobs, (select count(*) from ${schema}.swarm) as swarms`,
      );
      const megabytes = (bytes: string | undefined): number => Number((Number(bytes ?? 0) / 1_048_576).toFixed(2));
      return {
        minute: Number(minute().toFixed(2)),
        residentMb: held.map(({ residentMb }) => residentMb),
        handles: held.map(({ handles }) => handles),
        processorMs: bots.pids.reduce((sum, pid) => sum + processorMs(pid), 0),
        deadRows: Number(of(schema)?.dead ?? 0) + Number(of(`${schema}_queue`)?.dead ?? 0),
        deadJobs: Number(of(`${schema}_queue`)?.dead ?? 0),
        tablesMb: megabytes(of(schema)?.bytes),
        queueMb: megabytes(of(`${schema}_queue`)?.bytes),
        jobs: Number(counted.rows[0]?.jobs),
        swarms: Number(counted.rows[0]?.swarms),
      };
    }

    async function save(): Promise<void> {
      await writeFile(join(import.meta.dirname, '../../../.cache/soak.json'), JSON.stringify(report, null, 1));
      await writeFile(join(import.meta.dirname, '../../../docs/images/soak.svg'), soakPicture(report));
    }
  });
}

/** One swarm from its plan to its end, by people who press what they see. */
async function swarmOf(
  owner: Persona,
  nth: number,
  as: (alias: string) => Persona,
  everybody: readonly string[],
): Promise<void> {
  const words = `Soak ${nth} Exchange`;
  const says = (text: string) => (message: SeenMessage) => JSON.stringify(message.card ?? '').includes(text);
  const has = (verb: string) => (message: SeenMessage) => message.actions.some((action) => action.verb === verb);
  await owner.say(`/swarm ${words} mail does not arrive, the VPN Gateway drops`);
  const plan = await owner.waitForMessage((each) => has('start-swarm')(each) && says(words)(each), {
    timeout: 120_000,
  });
  await plan.press('start-swarm');
  const invited = everybody.map(async (alias) => {
    const who = as(alias);
    return who.waitForMessage((each) => has('accept')(each) && says(words)(each), { timeout: 60_000 });
  });
  await (await Promise.any(invited)).press('accept');
  const status = await owner.waitForMessage((each) => has('cancel')(each) && says(words)(each), { timeout: 120_000 });
  const ended = await status.press('cancel', { cancelReason: 'Enough of it' });
  if (ended.error !== null) throw new Error('It could not be ended');
}
