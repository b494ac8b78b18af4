#!/bin/sh
# A gauge goes on telling for ever what nobody observes any more: the oldest job of a queue that is empty.
#
# Versions:  @opentelemetry/api 1.10.0, @opentelemetry/sdk-metrics 3.1.0, @opentelemetry/exporter-prometheus 0.301.0
# Expected:  the callback of an observable gauge tells at each collection what there is. What it leaves out is gone: the
#            specification says that an attribute set which a successful callback did not observe should not be produced.
# Happens:   each attribute set ever observed is exported for the life of the process with its last value and the time of
#            now, by a reader with cumulative temporality (Prometheus, and OTLP as it comes). A reader with delta
#            temporality leaves it out, so two exporters of one process tell two truths.
# Why it matters: "age of the oldest waiting job", "feeds unread", "connections broken" by kind are written as a callback
#            that walks what is there. Their alerts fire on the first bad minute and never end; a reader of the graph sees
#            work stuck that was done hours ago, and the time series of each label stay in memory.
# Source:    https://opentelemetry.io/docs/specs/otel/metrics/sdk/#observations-inside-asynchronous-callbacks
#
# Output seen (Node 24.21.0 and 22.18.0):
#   while two kinds wait:     Prometheus invite 120, refresh 30; cumulative invite 120, refresh 30; delta invite 120, refresh 30
#   when only refresh waits:  Prometheus invite 120, refresh 5; cumulative invite 120, refresh 5; delta refresh 5
#   when nothing waits:       Prometheus invite 120, refresh 5; cumulative invite 120, refresh 5; delta nothing
set -eu
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 18) ? 0 : 1)' ||
  { echo 'Node 22.18 or later must be on PATH' >&2; exit 2; }
seen=$(sed -n '/^# Output seen/,/^[^#]/s/^#   //p' "$0")
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
trap 'exit 130' INT TERM
cd "$temp"
echo '{ "private": true }' > package.json
npm install --save-exact --ignore-scripts --no-audit --no-fund --loglevel=error \
  @opentelemetry/api@1.10.0 @opentelemetry/sdk-metrics@3.1.0 @opentelemetry/exporter-prometheus@0.301.0 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { AggregationTemporality, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';

class Reader extends MetricReader {
  constructor(temporality) {
    super({ aggregationTemporalitySelector: () => temporality });
  }
  async onForceFlush() {}
  async onShutdown() {}
}
const listed = (pairs) => pairs.sort().join(', ') || 'nothing';
const ofReader = async (reader) => {
  const { resourceMetrics, errors } = await reader.collect();
  if (errors.length > 0) throw errors[0];
  const points = resourceMetrics.scopeMetrics.flatMap(({ metrics }) => metrics.flatMap(({ dataPoints }) => dataPoints));
  return listed(points.map(({ attributes, value }) => `${attributes.kind} ${value}`));
};
const ofPrometheus = async (exporter) => {
  const text = await new Promise((resolve) => {
    const response = { statusCode: 0, setHeader() {}, end: resolve };
    exporter.getMetricsRequestHandler({}, response);
  });
  return listed([...text.matchAll(/^oldest\{[^}]*kind="(\w+)"[^}]*\} (\d+)/gm)].map(([, kind, value]) => `${kind} ${value}`));
};

const prometheus = new PrometheusExporter({ preventServerStart: true });
const cumulative = new Reader(AggregationTemporality.CUMULATIVE);
const delta = new Reader(AggregationTemporality.DELTA);
const meter = new MeterProvider({ readers: [prometheus, cumulative, delta] }).getMeter('queue');

let waiting = new Map([['invite', 120], ['refresh', 30]]);
meter.createObservableGauge('oldest', { unit: 's' }).addCallback((result) => {
  for (const [kind, age] of waiting) result.observe(age, { kind });
});
const tell = async (when) => console.log(
  `${when.padEnd(26)}Prometheus ${await ofPrometheus(prometheus)}; cumulative ${await ofReader(cumulative)}; delta ${await ofReader(delta)}`,
);
await tell('while two kinds wait:');
waiting = new Map([['refresh', 5]]);
await tell('when only refresh waits:');
waiting = new Map();
await tell('when nothing waits:');
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
