import { createServer, type ServerResponse } from 'node:http';
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MetricReader, type ResourceMetrics } from '@opentelemetry/sdk-metrics';

/** Where metrics are read: `host` as in a listening address, `port` 1 to 65535. */
export type ScrapeConfig = { host: string; port: number };

/** What a collector's Prometheus exporters write after a name, and the serializer of OpenTelemetry JS (0.301) does not. */
const suffixes: Record<string, string> = { s: '_seconds', By: '_bytes' };

/**
 * Milliseconds that a number which is asked of the database may take: where that hangs, all others are told without it, well before
 * Prometheus gives up (10 s as shipped).
 */
const longestGauge = 2_000;

class OnDemand extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/**
 * Shows the metrics of this process at `/metrics`, as text for Prometheus, on a port of its own: nothing of it is reached
 * from where Teams reaches the bot. The names are those that a collector would write, so that the dashboard and the
 * alerts fit both ways. `failed` hears why nothing can be read there (the port is another's): the bot goes on without.
 */
export function startScraped({ host, port }: ScrapeConfig, failed: (fault: Error) => void) {
  const reader = new OnDemand();
  const serializer = new PrometheusSerializer(undefined, false, undefined, false, true);
  const server = createServer((request, response) => {
    request.resume();
    const isAsked = request.method === 'GET' || request.method === 'HEAD';
    if (!isAsked || request.url?.split('?')[0] !== '/metrics') {
      answer(response, isAsked ? 404 : 405);
      return;
    }
    reader
      .collect({ timeoutMillis: longestGauge })
      .then(({ resourceMetrics }) => serializer.serialize(asCollectorsWrite(resourceMetrics)))
      .then(
        (text) => {
          response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
          answer(response, 200, text);
        },
        () => answer(response, 503),
      );
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 5_000;
  server.maxConnections = 20;
  server.on('error', failed);
  server.listen({ host, port });
  server.unref();
  return {
    reader,
    /** Where it listens; null: not yet, or it failed. */
    address: () => server.address(),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Not by `writeHead`, which restify changes for every server of the process: it gives nothing back there. */
function answer(response: ServerResponse, status: number, text?: string): void {
  response.statusCode = status;
  response.end(text);
}

const asCollectorsWrite = (told: ResourceMetrics): ResourceMetrics => ({
  ...told,
  scopeMetrics: told.scopeMetrics.map((scope) => ({
    ...scope,
    metrics: scope.metrics.map((metric) => {
      const { name, unit } = metric.descriptor;
      return { ...metric, descriptor: { ...metric.descriptor, name: `${name}${suffixes[unit] ?? ''}` } };
    }),
  })),
});
