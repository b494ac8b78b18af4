import type { TokenCredential } from '@azure/identity';
import type { Case, Person } from '../../src/cases/case.ts';
import { createGraph, type Graph, type GraphNeeds } from '../../src/graph/graph.ts';
import { openSkillsRegistry, type SkillsRegistry } from '../../src/registry/registry.ts';
import { faultRuleSchema } from '../../src/sandbox/doors/faults.ts';
import { type SandboxOrganisation, sandboxOrganisationSchema } from '../../src/sandbox/organisation/organisation.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Channel as SandboxChannel, Team } from '../../src/sandbox/tenant/tenant.ts';
import type { Database } from '../../src/store/database.ts';
import type { Channel, RecordedEvent, Role, SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import type { ScheduledJob } from '../../src/swarm/jobs.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import type { EffectCircumstances } from '../../src/swarm/service/effects.ts';
import { smallOrganisation } from '../sandbox/smallOrganisation.ts';
import { openMemory } from '../store/databases.ts';
import { plan, system, technology, theCase } from '../swarm/given.ts';
import { checkReal, remembered, withRealJobs } from '../swarm/realJobs.ts';

export const firstTeam = '11111111-1111-4111-8111-111111111111';
export const secondTeam = '11111111-1111-4111-8111-222222222222';
/** One whose first choice is the first team. */
export const swarmId = '7d3a4c1e-9f00-4b7a-8c11-5e2d6f7a8b92';

const idOf = (number: string): string => `22222222-2222-4222-8222-00000000${number}`;
export const people = {
  mika: { id: idOf('0001'), name: '佐藤 美香' },
  alice: { id: idOf('0002'), name: 'Alice Byrne' },
  ravi: { id: idOf('0003'), name: 'Ravi Rao' },
  carol: { id: idOf('0004'), name: 'Carol Quinn' },
  nobody: { id: idOf('dead'), name: 'Nobody' },
} satisfies Record<string, Person>;

/** A real local Microsoft 365 with two host teams and four people, and the graph room against it. */
export type Stage = {
  sandbox: Sandbox;
  database: Database;
  registry: SkillsRegistry;
  /** The room; `restart` gives a new one, as a restarted process has it. */
  graph: Graph;
  restart(
    hostTeamIds?: string[],
    previews?: boolean,
    followPeople?: GraphNeeds['followPeople'],
    shiftsTeamIds?: string[],
    profileSkills?: boolean,
  ): void;
  clock(): number;
  /** Moves time on: all limits are unused again. */
  moveOn(ms: number): void;
  /** What Graph was asked since this was called last, ids left out: `POST /teams/T/channels`. */
  calls(): string[];
  team(id?: string): Team;
  /** Live channels but General. */
  channels(id?: string): SandboxChannel[];
  /** Ends every rule of a test: nothing goes wrong, there are no channels, nobody but the lead is in a team. */
  tidy(): void;
  close(): Promise<void>;
};

export async function openStage(): Promise<Stage> {
  let ahead = 0;
  let seen = 0;
  const clock = () => Date.now() + ahead;
  const organisation = twoTeams();
  const sandbox = await startSandbox({ organisation, now: clock, botEndpoint: 'http://127.0.0.1:9/nobody' });
  const database = await openMemory();
  const registry = await openSkillsRegistry({ database, tenantId: sandbox.tenant.id, clock });
  await registry.save(engineersOf(organisation).map((engineer) => ({ kind: 'engineer', engineer })));
  // The sandbox's own token; that @azure/identity gets one is identity.test.ts.
  const credential: TokenCredential = {
    getToken: async () => ({
      token: await sandbox.tokens.forApp('https://graph.microsoft.com', sandbox.permissions.application),
      expiresOnTimestamp: 0,
    }),
  };
  const room = (
    hostTeamIds: string[],
    previews = true,
    followPeople: GraphNeeds['followPeople'] = null,
    shiftsTeamIds: string[] = [],
    profileSkills = false,
  ) =>
    roomOf({
      credential,
      baseUrl: sandbox.addresses.graph,
      appId: sandbox.tenant.app.id,
      tenantId: sandbox.tenant.id,
      publicUrl: 'https://swarm.example',
      previews,
      connectorScope: 'https://api.botframework.com/.default',
      hostTeamIds,
      followPeople,
      shiftsTeamIds,
      profileSkills,
      database,
      registry,
      clock,
      steady: clock,
    });
  const stage: Stage = {
    sandbox,
    database,
    registry,
    graph: room([firstTeam, secondTeam]),
    restart(hostTeamIds = [firstTeam, secondTeam], previews = true, followPeople = null, ...others) {
      stage.graph = room(hostTeamIds, previews, followPeople, ...others);
    },
    clock,
    moveOn(ms) {
      ahead += ms;
    },
    calls() {
      const all = sandbox.feed.wireLog().filter((entry) => entry.door === 'graph' && entry.number > seen);
      seen = sandbox.feed.wireLog().at(-1)?.number ?? seen;
      return all.map(({ method, url }) => `${method} ${shortened(url)}`);
    },
    team(id = firstTeam) {
      const team = sandbox.tenant.teams.get(id);
      if (!team) throw new Error(`There is no team ${id}`);
      return team;
    },
    channels: (id = firstTeam) =>
      [...stage.team(id).channels.values()].filter((each) => each !== stage.team(id).general),
    tidy() {
      ahead += 40 * 86_400_000;
      sandbox.faults.clear();
      for (const id of [firstTeam, secondTeam]) {
        const team = stage.team(id);
        for (const channel of stage.channels(id)) {
          team.channels.delete(channel.id);
          team.names.delete(channel.name.toLowerCase());
        }
        team.members.clear();
        const lead = sandbox.tenant.people.get(people.mika.id);
        if (lead) team.members.set(lead.id, { person: lead, owner: true });
      }
      stage.restart();
      stage.calls();
    },
    async close() {
      await sandbox.stop();
      await database.drop();
    },
  };
  return stage;
}

function twoTeams(): SandboxOrganisation {
  const organisation = smallOrganisation();
  const [first] = organisation.tenant.hostTeams;
  const hostTeams = [first, { id: secondTeam, name: 'More swarms', description: 'Where more swarms gather' }];
  return sandboxOrganisationSchema.parse({ ...organisation, tenant: { ...organisation.tenant, hostTeams } });
}

const engineersOf = ({ people: all }: SandboxOrganisation) =>
  all.map(({ id, name, zone, hours, languages, mostSwarms, awayUntil, lead }) => ({
    id,
    name,
    zone,
    hours,
    languages,
    mostSwarms,
    awayUntil,
    lead,
  }));

const shortened = (url: string): string =>
  decodeURIComponent(url)
    .replace('/v1.0', '')
    .replace(firstTeam, 'T1')
    .replace(secondTeam, 'T2')
    .replace(/19:[0-9a-f]+@thread\.tacv2/g, 'C')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'X')
    .replace(/\?.*$/, '');

/** A swarm as these events made it, coordinated by Alice. */
export function swarmOf(...events: SwarmEvent[]): Exclude<ReturnType<typeof fold>, { status: 'none' }> {
  const at = '2026-11-20T02:00:00.000Z';
  const recorded = events.map((event, index): RecordedEvent => {
    return { swarmId, version: index + 1, at, actor: system, cause: 'test', event };
  });
  const state = fold(recorded);
  if (state.status === 'none') throw new Error('These events make no swarm');
  return remembered(state, recorded);
}

/** The room, whose effects are tried with such jobs alone as their swarm's events make. */
function roomOf(needs: GraphNeeds): Graph {
  const graph = createGraph(needs);
  const { 'seat-member': seatMembers, ...singles } = graph.effects;
  const seatReal: typeof seatMembers = (jobs) => {
    for (const { job, circumstances } of jobs) checkReal(job, circumstances.state);
    return seatMembers(jobs);
  };
  return { ...graph, effects: { ...withRealJobs(singles), 'seat-member': seatReal } };
}

/** The jobs that follow from one more event. */
export function jobsOf(events: SwarmEvent[], next: SwarmEvent): ScheduledJob['job'][] {
  const state = swarmOf(...events, next);
  const { version } = state;
  const recorded = { swarmId, version, at: '2026-11-20T02:00:00.000Z', actor: system, cause: 'test', event: next };
  return reactions(state, recorded).map(({ job }) => job);
}

/** The first events of a swarm: proposed and started. */
export function begun(change: Partial<Case> = {}): SwarmEvent[] {
  const swarmCase = theCase({ owner: people.alice, ...change });
  return [
    {
      type: 'SwarmProposed',
      tenantId: 'tenant',
      case: swarmCase,
      plan: plan(),
      room: swarmCase.restricted ? 'private' : 'standard',
      policy: defaultPolicy,
    },
    { type: 'SwarmStarted', coordinator: people.alice, technologies: [technology('vpn')], team: [] },
  ];
}

export const opened = (channel: Channel): SwarmEvent => ({ type: 'ChannelOpened', channel });
export const caseRestricted: SwarmEvent = { type: 'CaseRestricted' };
export const cancelled: SwarmEvent = { type: 'SwarmCancelled', reason: 'a test' };

export function circumstances(
  events: SwarmEvent[],
  repeated = false,
  signal = new AbortController().signal,
): EffectCircumstances {
  return { state: swarmOf(...events), repeated, signal };
}

/** Opens the swarm's channel as its job does; attempts after the first are repeated. */
export const open = (stage: Stage, events = begun(), attempt = 1) =>
  stage.graph.effects['open-channel']({ name: 'open-channel', swarmId, attempt }, circumstances(events, attempt > 1));

/** Opens the channel and gives it. */
export async function openedChannel(stage: Stage, events = begun()): Promise<Channel> {
  const outcome = await open(stage, events);
  if (outcome.kind !== 'report' || outcome.command.type !== 'ReportChannelOpened') {
    throw new Error(`No channel was opened: ${JSON.stringify(outcome)}`);
  }
  return outcome.command.channel;
}

/** Makes one call of Graph go wrong; the test's file says which, and each rule how. Gives the fault's id. */
export const graphFault = (stage: Stage, rule: object): string =>
  stage.sandbox.faults.add(faultRuleSchema.parse({ door: 'graph', method: 'POST', does: 'throttle', ...rule }));

/** Seats people as a batch of jobs does. */
export const seat = (stage: Stage, events: SwarmEvent[], wanted: { person: Person; role: Role }[]) =>
  stage.graph.effects['seat-member'](
    wanted.map(({ person, role }) => ({
      job: { name: 'seat-member', swarmId, attempt: 1, person, role },
      circumstances: circumstances(role === 'coordinator' ? events : withAccepted(events, person, role)),
    })),
  );

/** What happened, and that somebody was asked and came before there was a room: for them a seat is made in it. */
function withAccepted(events: SwarmEvent[], person: Person, role: Exclude<Role, 'coordinator'>): SwarmEvent[] {
  const isAsked = events.some((each) => each.type === 'ExpertInvited' && each.invitation.person.id === person.id);
  const start = events.findIndex(({ type }) => type === 'SwarmStarted');
  if (isAsked || start < 0) return events;
  const of = { id: 'i77', person, role, technologies: ['vpn'], wave: 1, for: [] };
  const came: SwarmEvent[] = [
    { type: 'ExpertInvited', invitation: { ...of, answerBy: '2026-11-20T03:00:00.000Z' } },
    { type: 'InvitationAccepted', invitationId: of.id },
  ];
  return events.toSpliced(start + 1, 0, ...came);
}
