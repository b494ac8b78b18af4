/**
 * What is measured, by the names under which it is sent: OpenTelemetry's where it has one, ours begin with `swarm.`. The
 * dashboard and the alerts of infra/telemetry/ are held to this table by a test, and so is docs/operations.md.
 */
export const metrics = {
  'http.server.request.duration': {
    kind: 'histogram',
    unit: 's',
    tells: 'How long requests took: of Teams (/api/messages), case systems, the tab',
  },
  'http.client.request.duration': {
    kind: 'histogram',
    unit: 's',
    tells: 'How long calls of Graph, the connector and case systems took, by status',
  },
  'messaging.process.duration': { kind: 'histogram', unit: 's', tells: 'How long jobs took, by kind' },
  'swarm.plan.duration': { kind: 'histogram', unit: 's', tells: 'How long making a plan took' },
  'swarm.client.wait': {
    kind: 'histogram',
    unit: 's',
    tells: 'How long calls waited for their turn under the published limits',
  },
  'swarm.commands': { kind: 'counter', unit: '{command}', tells: 'Commands to swarms, by kind and outcome' },
  'swarm.steps.delayed': {
    kind: 'counter',
    unit: '{step}',
    tells: 'Steps outside that could not be done at this try, by kind',
  },
  'swarm.jobs.waiting': {
    kind: 'gauge',
    unit: '{job}',
    tells: 'Jobs that are due and not done, by kind',
    isZeroUntold: true,
  },
  'swarm.jobs.oldest': {
    kind: 'gauge',
    unit: 's',
    tells: 'For how long the longest due job has been due, by kind',
    isZeroUntold: true,
  },
  'swarm.invitations': {
    kind: 'gauge',
    unit: '{invitation}',
    tells: 'Invitations of running swarms, by state',
    isZeroUntold: true,
  },
  'swarm.host_team.room': {
    kind: 'gauge',
    unit: '{channel}',
    tells: 'Places for channels that are left in each host team, by its place in HOST_TEAM_IDS',
  },
  'swarm.feed.age': {
    kind: 'gauge',
    unit: 's',
    tells: 'Since when each feed of shifts was not read, by its place in the order of their ids',
    // Of a feed that was taken out nobody is to be woken.
    isZeroUntold: true,
  },
  'swarm.index.past_cases': { kind: 'gauge', unit: '{case}', tells: 'Past cases in the index' },
  'process.memory.usage': { kind: 'gauge', unit: 'By', tells: 'Memory of the process, the index of past cases in it' },
} as const satisfies Record<string, Metric>;

/** `isZeroUntold`: of a kind or state that a gauge no longer tells there is none. */
type Metric = { kind: 'histogram' | 'counter' | 'gauge'; unit: string; tells: string; isZeroUntold?: true };

type Named<Kind> = {
  [Name in keyof typeof metrics]: (typeof metrics)[Name]['kind'] extends Kind ? Name : never;
}[keyof typeof metrics];
export type HistogramName = Named<'histogram'>;
export type CounterName = Named<'counter'>;
export type GaugeName = Named<'gauge'>;

/**
 * What spans and metrics may say, and nothing else: kinds, codes and numbers of ours. No text of a case, no name, no
 * address, no id of a person, no number of a case. A swarm's id is chance.
 */
export type Told = Partial<{
  'http.request.method': string;
  /** A route of ours, or Graph's path with `{id}` in place of what stands for somebody or something. */
  'http.route': string;
  'url.template': string;
  'http.response.status_code': number;
  /** The name of a fault or a code, never its message. */
  'error.type': string;
  'messaging.system': 'pg-boss';
  'messaging.operation.type': 'process';
  'messaging.destination.name': string;
  'messaging.batch.message_count': number;
  'swarm.system': 'graph' | 'connector' | 'case-system' | 'model';
  'swarm.call': string;
  'swarm.id': string;
  'swarm.command': string;
  'swarm.events': string[];
  'swarm.refusal': string;
  'swarm.step': string;
  'swarm.outcome': string;
  'swarm.repeated': boolean;
  'swarm.state': string;
  /** Its place in HOST_TEAM_IDS, from 1; never its id. */
  'swarm.host_team': string;
  /** Its place in the order of the feeds' ids, from 1; never its id or address. */
  'swarm.feed': string;
}>;
