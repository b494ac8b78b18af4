import { randomUUID } from 'node:crypto';
import {
  type Attributes,
  type Context,
  context,
  type Link,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { type CounterName, type HistogramName, metrics } from './names.ts';
import { type ScrapeConfig, startScraped } from './scraped.ts';
import { kindOf, type Recorder, tellTo } from './telemetry.ts';

/**
 * `sentTo`: a collector, to which traces and metrics are sent; null: to none. `endpoint`: its address, without `/v1/…`.
 * `sampled`: the share of traces that is sent, 0 to 1. `scraped`: where Prometheus reads the metrics; null: nowhere.
 */
export type TelemetryConfig = {
  serviceName: string;
  sentTo: { endpoint: string; sampled: number; everyMs: number } | null;
  scraped: ScrapeConfig | null;
};

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
};

/** Most of what is timed takes between a millisecond and Teams' 15 seconds; a wait under a limit takes longer. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 300];

/**
 * Sends what is told to a collector, by OTLP over HTTP (protobuf), and shows the metrics to Prometheus, as configured, until
 * stopped; then what is left is sent first, for some seconds at most. Loaded only where either is. Nothing is patched: all
 * spans are told by our own code, so it does not matter what was loaded before, nor that the bot is one file. A collector
 * that is away costs what it would have got; `failed` hears why Prometheus can read nothing.
 */
export function startTelemetry(
  { serviceName, sentTo, scraped }: TelemetryConfig,
  failed: (fault: Error) => void,
): { stop(): Promise<void> } {
  const resource = defaultResource().merge(
    // By chance and not by the machine's name: it tells the processes apart, and nothing of where they are.
    resourceFromAttributes({ 'service.name': serviceName, 'service.instance.id': randomUUID() }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracers = new TracerProvider({
    resource,
    // Without a collector nothing is sampled; lines of the log have their ids all the same.
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sentTo?.sampled ?? 0) }),
    spanProcessors: sentTo
      ? [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${sentTo.endpoint}/v1/traces` }) })]
      : [],
  });
  const shown = scraped && startScraped(scraped, failed);
  const meters = new MeterProvider({
    resource,
    readers: [...(sentTo ? [sending(sentTo)] : []), ...(shown ? [shown.reader] : [])],
  });
  tellTo(recorderOf(tracers, meters));
  return {
    async stop() {
      const patience = new Promise<void>((resolve) => {
        setTimeout(resolve, 4_000).unref();
      });
      await Promise.race([Promise.allSettled([shown?.stop(), tracers.shutdown(), meters.shutdown()]), patience]);
      tellTo(null);
      context.disable();
    },
  };
}

const sending = ({ endpoint, everyMs }: NonNullable<TelemetryConfig['sentTo']>): PeriodicExportingMetricReader =>
  new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter({ url: `${endpoint}/v1/metrics` }),
    exportIntervalMillis: everyMs,
    exportTimeoutMillis: Math.min(everyMs, 10_000),
  });

function recorderOf(tracers: TracerProvider, meters: MeterProvider): Recorder {
  const tracer = tracers.getTracer('swarm');
  const meter = meters.getMeter('swarm');
  const described = (name: keyof typeof metrics) => ({ unit: metrics[name].unit, description: metrics[name].tells });
  const histograms = made('histogram', (name: HistogramName) =>
    meter.createHistogram(name, { ...described(name), advice: { explicitBucketBoundaries: seconds } }),
  );
  const counters = made('counter', (name: CounterName) => meter.createCounter(name, described(name)));
  return {
    span({ name, kind, told, parent, links = [] }, work) {
      const around = parent === undefined ? context.active() : after(parent);
      const options = { kind: kinds[kind], attributes: { ...told }, links: links.flatMap(linkTo) };
      return tracer.startActiveSpan(name, options, around, async (span) => {
        const failed = (what: string): void => {
          span.setAttribute('error.type', what);
          span.setStatus({ code: SpanStatusCode.ERROR });
        };
        try {
          return await work({ tell: (more) => span.setAttributes({ ...more }), failed });
        } catch (fault) {
          failed(kindOf(fault));
          throw fault;
        } finally {
          span.end();
        }
      });
    },
    carrier() {
      const around = trace.getSpanContext(context.active());
      return around ? `00-${around.traceId}-${around.spanId}-0${around.traceFlags & TraceFlags.SAMPLED}` : null;
    },
    ids() {
      const around = trace.getSpanContext(context.active());
      return around ? { trace_id: around.traceId, span_id: around.spanId } : null;
    },
    record: (name, value, told) => histograms[name].record(value, { ...told }),
    add: (name, told) => counters[name].add(1, { ...told }),
    observe(name, read) {
      const before = new Map<string, Attributes>();
      meter.createObservableGauge(name, described(name)).addCallback(async (result) => {
        // What cannot be told now is not told anew: the database is away, and other numbers say so.
        const now = await read().catch(() => null);
        if (!now) return;
        const isTold = new Set<string>();
        for (const { value, told } of now) {
          const attributes = { ...told };
          const key = JSON.stringify(attributes);
          isTold.add(key);
          before.set(key, attributes);
          result.observe(value, attributes);
        }
        if (!('isZeroUntold' in metrics[name])) return;
        // The library goes on telling the last value of what is told no more: a job that was late once would be late for ever.
        for (const [key, attributes] of before) if (!isTold.has(key)) result.observe(0, attributes);
      });
    },
  };
}

function made<Name extends keyof typeof metrics, Instrument>(
  kind: 'histogram' | 'counter',
  make: (name: Name) => Instrument,
): Record<Name, Instrument> {
  const names = Object.keys(metrics) as Name[];
  const instruments = names.filter((name) => metrics[name].kind === kind).map((name) => [name, make(name)] as const);
  return Object.fromEntries(instruments) as Record<Name, Instrument>;
}

/** What a carrier says; null where it says nothing that can be read: it lay in a table. */
function spanOf(carrier: string): SpanContext | null {
  const [, traceId, spanId, sampled] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])$/.exec(carrier) ?? [];
  if (traceId === undefined || spanId === undefined) return null;
  return { traceId, spanId, traceFlags: sampled === '1' ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true };
}

function after(carrier: string | null): Context {
  const span = carrier === null ? null : spanOf(carrier);
  return span ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT;
}

function linkTo(carrier: string): Link[] {
  const span = spanOf(carrier);
  return span ? [{ context: span }] : [];
}
