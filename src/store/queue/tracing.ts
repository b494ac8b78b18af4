import type { Told } from '../../telemetry/names.ts';
import { carrier, isTold, kindOf, record, traced } from '../../telemetry/telemetry.ts';

/**
 * How a job is told as following from what stored it, whichever process does it and whenever: its row holds the span in which
 * it was stored, as W3C's traceparent beside its body.
 */

const key = 'traceparent';

/** What a job's row holds: its body, and the span around where anything is traced. */
export function carrying(body: object): object {
  const from = carrier();
  return from === null ? body : { ...body, [key]: from };
}

/** The two apart again; null: a row that holds nothing. */
export function carriedBy(data: object | null): { body: object | null; from: string | null } {
  if (data === null || !(key in data)) return { body: data, from: null };
  const { [key]: from, ...body } = data;
  return { body, from: typeof from === 'string' ? from : null };
}

/**
 * Hands jobs to their worker, told as one span: after the span that stored it, where it is one job; else a span of its own
 * that names them all.
 */
export async function processed<Job extends { repeated: boolean }>(
  name: string,
  delivered: readonly { job: Job; from: string | null }[],
  worker: (jobs: Job[]) => Promise<void>,
): Promise<void> {
  const jobs = delivered.map(({ job }) => job);
  if (!isTold()) return worker(jobs);
  const told: Told = { 'messaging.system': 'pg-boss', 'messaging.destination.name': name };
  const from = delivered.flatMap((each) => each.from ?? []);
  const [only] = delivered.length === 1 ? from : [];
  const span = {
    name: `process ${name}`,
    kind: 'consumer' as const,
    told: {
      ...told,
      'messaging.operation.type': 'process' as const,
      'messaging.batch.message_count': jobs.length,
      'swarm.repeated': jobs.some(({ repeated }) => repeated),
    },
    parent: only ?? null,
    ...(only === undefined ? { links: from } : {}),
  };
  const began = performance.now();
  const took = (more: Told): void =>
    record('messaging.process.duration', (performance.now() - began) / 1000, { ...told, ...more });
  try {
    await traced(span, () => worker(jobs));
    took({});
  } catch (fault) {
    took({ 'error.type': kindOf(fault) });
    throw fault;
  }
}
