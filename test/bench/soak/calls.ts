/**
 * Calls so far: answered, refused for being too many (429), failed otherwise, each kind by what it did and its status ("none": no answer
 * came); and the seconds they waited for their turn.
 */
export type Calls = { answered: number; refused: number; failed: Record<string, number>; waitedSeconds: number };

const none = (): Calls => ({ answered: 0, refused: 0, failed: {}, waitedSeconds: 0 });

/** What bots called outside, by the metrics that each shows to Prometheus (docs/operations.md). */
export async function callsOf(metrics: readonly string[]): Promise<{ connector: Calls; graph: Calls }> {
  const calls = { connector: none(), graph: none() };
  for (const address of metrics) {
    const text = await (await fetch(address)).text();
    for (const line of text.split('\n')) {
      const [, name, labels = '', value] = /^(\w+)\{(.*)\} (\S+)$/.exec(line) ?? [];
      const system = /swarm_system="(\w+)"/.exec(labels)?.[1];
      if (system !== 'connector' && system !== 'graph') continue;
      const of = calls[system];
      if (name === 'swarm_client_wait_seconds_sum') of.waitedSeconds += Number(value);
      if (name === 'http_client_request_duration_seconds_count') {
        const status = Number(/http_response_status_code="(\d+)"/.exec(labels)?.[1] ?? 0);
        if (status === 429) of.refused += Number(value);
        else if (status >= 200 && status < 400) of.answered += Number(value);
        else {
          const kind = `${/swarm_call="([^"]+)"/.exec(labels)?.[1] ?? ''} ${status || 'none'}`.trim();
          of.failed[kind] = (of.failed[kind] ?? 0) + Number(value);
        }
      }
    }
  }
  return calls;
}
