import type { CounterName, GaugeName, HistogramName, Told } from './names.ts';

/**
 * Where the code tells what it does: spans (what followed from what, and how long it took) and measurements. Nothing is told
 * to anybody until a recorder is there (exported.ts makes one, when a collector is named): till then each of these is one
 * look at a variable, and OpenTelemetry is not even loaded.
 */

/** A span to be. `parent` and `links` are carriers of other spans, across queue and restarts; without: the one around. */
export type SpanTold = {
  name: string;
  kind: 'server' | 'client' | 'consumer' | 'internal';
  told?: Told;
  parent?: string | null;
  links?: readonly string[];
};

/** A span that is open: what is known only later is told to it. `failed` names a fault by kind. */
export type OpenSpan = { tell(told: Told): void; failed(kind: string): void };

/** Reads a gauge when it is asked for: each number with what it is of. Throws when it cannot be told now. */
export type ReadGauge = () => Promise<readonly { value: number; told?: Told }[]>;

export type Recorder = {
  span<T>(told: SpanTold, work: (span: OpenSpan) => Promise<T>): Promise<T>;
  /** The span around as W3C's traceparent, also one that is not sampled: what follows from it is not, either. */
  carrier(): string | null;
  /** The ids of the span around, for lines of the log. */
  ids(): { trace_id: string; span_id: string } | null;
  record(name: HistogramName, value: number, told: Told): void;
  add(name: CounterName, told: Told): void;
  observe(name: GaugeName, read: ReadGauge): void;
};

let recorder: Recorder | null = null;

/** From now on it is told to this recorder; null: to nobody. */
export function tellTo(given: Recorder | null): void {
  recorder = given;
}

const nobody: OpenSpan = { tell() {}, failed() {} };

/** Does the work in a span of its own. What the work throws is thrown, and the span names it by its kind. */
export function traced<T>(told: SpanTold, work: (span: OpenSpan) => Promise<T>): Promise<T> {
  return recorder ? recorder.span(told, work) : work(nobody);
}

/** What a job keeps of the span around, so that its own is told as following from it; null where nothing is traced. */
export const carrier = (): string | null => recorder?.carrier() ?? null;

/** What a line of the log says of the span around. */
export const traceIds = (): { trace_id?: string; span_id?: string } => recorder?.ids() ?? {};

/** Whether anybody is told: what only serves that is then worth working out. */
export const isTold = (): boolean => recorder !== null;

/** `value` in the unit of the name. */
export function record(name: HistogramName, value: number, told: Told): void {
  recorder?.record(name, value, told);
}

export function count(name: CounterName, told: Told): void {
  recorder?.add(name, told);
}

/** Has a gauge read at each sending. */
export function observe(name: GaugeName, read: ReadGauge): void {
  recorder?.observe(name, read);
}

/** The kind of a fault: its name and code, never what it says. */
export function kindOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  return 'code' in fault && typeof fault.code === 'string' ? `${fault.name} ${fault.code}` : fault.name;
}
