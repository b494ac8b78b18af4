import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../../src/sandbox/doors/listener.ts';
import { connectPeople } from '../../../src/sandbox/people/persona.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { databaseUrl, inOwnSchema } from '../measure.ts';
import { heldBy, processorMs, startSeveralBots } from '../severalBots.ts';
import { askBeside } from './asking.ts';
import { type Calls, callsOf } from './calls.ts';
import { lifeOfSwarm } from './life.ts';
import { soakedOrganisation } from './organisation.ts';
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
  /** Of all processes so far. */
  connector: Calls;
  graph: Calls;
};

export type SoakReport = {
  minutes: number;
  swarmsAMinute: number;
  asksASecond: number;
  begun: number;
  ended: number;
  /** What went wrong for people, each kind with how often. */
  failed: Record<string, number>;
  /** Questions beside swarms, and how many of them Teams was not told ok for. */
  questions: { asked: number; refused: number };
  samples: Sample[];
};

const everyMs = 15_000;

/**
 * Three processes on one PostgreSQL, against the published limits of the connector and of Graph, with so many swarms begun a minute:
 * planned, started, declined, accepted and ended by people who press what they see; and so many questions asked a second beside them.
 * Looks every fifteen seconds at memory, open files and sockets, dead rows, sizes of tables and calls outside; draws them at the end.
 * A swarm here is some 22 calls of the connector, a question is one: 30 a minute and 34 a second meet its limit of 50 a second.
 */
export async function soak({
  minutes,
  swarmsAMinute,
  asksASecond,
}: {
  minutes: number;
  swarmsAMinute: number;
  asksASecond: number;
}): Promise<SoakReport> {
  return inOwnSchema(async (database) => {
    const schema = database['DATABASE_SCHEMA'] ?? '';
    const { organisation, owners, askers, experts } = soakedOrganisation();
    const products = [...experts.keys()];
    const sandbox = await startSandbox({ organisation, bench: true });
    sandbox.faults.set({ limits: 'published' });
    const environment = { ...sandbox.botEnvironment(), ...database, LOG_LEVEL: 'error' };
    const metricPorts = [await freePort(), await freePort(), await freePort()];
    const bots = await startSeveralBots(
      (nth) => ({ ...environment, OTEL_EXPORTER_PROMETHEUS_PORT: String(metricPorts[nth]) }),
      metricPorts.length,
    );
    const people = connectPeople(sandbox.addresses.people);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    sandbox.bot.endpoint = bots.endpoint;
    const questions = { asked: 0, refused: 0 };
    const report: SoakReport = {
      ...{ minutes, swarmsAMinute, asksASecond, begun: 0, ended: 0, questions },
      ...{ failed: {}, samples: [] },
    };
    const began = performance.now();
    const minute = (): number => (performance.now() - began) / 60_000;
    const lives = new Set<Promise<void>>();
    try {
      const looking = look();
      const asking = askBeside({ sandbox, askers, aSecond: asksASecond });
      while (minute() < minutes) {
        const nth = report.begun++;
        const asked = [nth, nth + 1 + (nth % 7)].map((at) => products[at % products.length] ?? '') as [string, string];
        const life = lifeOfSwarm({
          owner: people.as(owners[nth % owners.length] ?? ''),
          nth,
          products: asked,
          experts: asked.flatMap((product) => (experts.get(product) ?? []).map((alias) => people.as(alias))),
        })
          .then(() => {
            report.ended += 1;
          })
          .catch((error: Error) => {
            const kind = error.message.replace(/^\S+ /, '').slice(0, 80);
            report.failed[kind] = (report.failed[kind] ?? 0) + 1;
          })
          .finally(() => lives.delete(life));
        lives.add(life);
        await pause(60_000 / swarmsAMinute);
      }
      report.questions = await asking.stop();
      await Promise.race([Promise.allSettled(lives), pause(120_000)]);
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
        await sampled();
        if (report.samples.length % 4 === 0) await vacuum();
        await save();
      }
      await sampled();
    }

    /** Where a process is too busy to say how it is, the next look tells. */
    async function sampled(): Promise<void> {
      const seen = await sample().catch((error: Error) => process.stderr.write(`Not seen: ${error.message}\n`));
      if (typeof seen === 'object') report.samples.push(seen);
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
        ...(await callsOf(metricPorts.map((port) => `http://localhost:${port}/metrics`))),
      };
    }

    async function save(): Promise<void> {
      await mkdir(join(import.meta.dirname, '../../../.cache'), { recursive: true });
      await writeFile(join(import.meta.dirname, '../../../.cache/soak.json'), JSON.stringify(report, null, 1));
      await writeFile(join(import.meta.dirname, '../../../docs/images/soak.svg'), soakPicture(report));
    }
  });
}
