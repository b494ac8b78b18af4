import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TokenCredential } from '@azure/identity';
import { sql } from 'drizzle-orm';

import type { Case } from '../../src/cases/case.ts';
import type { ReadsCases } from '../../src/cases/caseReading.ts';
import { createStoredCases, type StoredCases } from '../../src/cases/storedCases.ts';
import type { ReadingNeeds } from '../../src/cases/systems/reading.ts';
import { followPeople, leaveSwarms, leaveSwarmsJob } from '../../src/composition/people.ts';
import { learnedFrom } from '../../src/evidence/learned.ts';
import type { PastCase } from '../../src/evidence/pastCases/pastCase.ts';
import { createGraph } from '../../src/graph/graph.ts';
import { createModel } from '../../src/model/model.ts';
import { modelOff } from '../../src/model/off.ts';
import type { Skill, WorkingHours } from '../../src/registry/engineer.ts';
import { openSkillsRegistry, type SkillsRegistry } from '../../src/registry/registry.ts';
import type { Technology } from '../../src/registry/technology.ts';
import type { FaultInput } from '../../src/sandbox/doors/faults.ts';
import { connectPeople, type People, type Persona, type SeenMessage } from '../../src/sandbox/people/persona.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { readConfig } from '../../src/settings/config.ts';
import type { Database } from '../../src/store/database.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { swarmJobNames } from '../../src/swarm/jobs.ts';
import { createRegistryPlanner } from '../../src/swarm/planning/registryPlanner.ts';
import { type PolicyFile, swarmPolicySchema } from '../../src/swarm/policy.ts';
import type { TeamsEffects } from '../../src/swarm/service/effects.ts';
import { createSwarms, type Swarms } from '../../src/swarm/service/swarms.ts';
import { startWorkers } from '../../src/swarm/service/worker.ts';
import type { SwarmState } from '../../src/swarm/state.ts';
import type { GrowthJob } from '../../src/teams/growthJob.ts';
import { helpRequestJob } from '../../src/teams/helpRequestJobs.ts';
import { hostTeamJob } from '../../src/teams/hostTeamJob.ts';
import { findPersonJob } from '../../src/teams/lookUps.ts';
import { peopleJob } from '../../src/teams/peopleJob.ts';
import { sayAgainJob } from '../../src/teams/sayAgainJob.ts';
import { createTeams, type Teams, type TeamsNeeds } from '../../src/teams/teams.ts';
import { noCaseEffects } from '../cases/systems/noCaseEffects.ts';
import { indexOf } from '../evidence/sample.ts';
import { smallOrganisation } from '../sandbox/smallOrganisation.ts';
import { openMemory } from '../store/databases.ts';
import { withRealJobs } from '../swarm/realJobs.ts';
import { until } from '../until.ts';

/** The bot in this process beside the local Microsoft 365, with everything but the HTTP server being the product's. */
export type Office = {
  sandbox: Sandbox;
  people: People;
  swarms: Swarms;
  registry: SkillsRegistry;
  database: Database;
  tenantId: string;
  /** What the bot does in Teams on its own, for tests that let two run at one moment. */
  effects: TeamsEffects;
  /** What was logged at warn and above. */
  logged: { level: string; message: string; facts: Record<string, unknown> }[];
  /** Cases that the case system knows. */
  cases: Map<string, Case>;
  /** Cases that a case system has sent. */
  stored: StoredCases;
  /** Does a job of what people hear of their own part. */
  tellGrowth(job: GrowthJob): Promise<void>;
  /** The swarm as soon as it is as wanted: looked at after every command. Rejects after 40 s. */
  until(swarmId: string, holds: (state: SwarmState) => boolean): Promise<SwarmState>;
  /** Does a job of what was sent to support contacts, for tests that don't wait for its time. */
  runHelpRequest: Teams['runHelpRequest'];
  /** Tells somebody that a host team is nearly full. */
  tellHostTeam: Teams['tellHostTeam'];
  /** Has Entra tell who left and joined, as the bot does every ten minutes; everybody is followed. */
  followPeople(): Promise<void>;
  /** Makes cards about people who left or joined show what is so. */
  renewPeopleCards(): Promise<void>;
  /** Has jobs of this name that wait for their time done now, as soon as there are any: the clock of a test does not wait. */
  bringForward(job: string): Promise<void>;
  /** How many jobs of this name wait. */
  waiting(job: string): Promise<number>;
  close(): Promise<void>;
};

const technology = (id: string, en: string, ja: string) => ({
  id,
  name: { en, ja },
  aliases: { en: [], ja: [] },
  parent: null,
});

/** Working round the clock, so that no test depends on the hour it runs at. */
const roundTheClock = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' };

export async function openOffice(
  options: {
    faults?: FaultInput;
    /** Whether there is a language model, which may be told of cases for everything; none, unless so. */
    model?: boolean;
    queueRuns?: boolean;
    /** Who of the organisation is not in the registry, by alias. */
    outsiders?: readonly string[];
    connectorLimits?: 'published' | 'off';
    /** Four changes of a team's members a minute are soon used up by a suite whose swarms share one host team. */
    graphLimits?: 'published' | 'off';
    /** PGlite in memory, unless another is given. */
    openDatabase?: () => Promise<Database & { drop(): Promise<void> }>;
    /** Whose hours are not round the clock, by alias. */
    hours?: Readonly<Record<string, WorkingHours>>;
    /** In place of three technologies. */
    technologies?: Technology[];
    /** What the planner has learned from; nothing, unless given. */
    pastCases?: readonly PastCase[];
    /** Whom the policy names as support contacts, by Entra id; nobody, unless given. */
    supportContacts?: readonly string[];
    /** What counts for problems that are sent to them; as shipped, unless given. */
    policy?: ReturnType<TeamsNeeds['policy']>;
    /** The policy's own words for urgency; none, unless given. */
    urgencyWords?: PolicyFile['urgencyWords'];
    /** Case systems that are connected; none, unless given. */
    caseSystems?: (needs: Pick<ReadingNeeds, 'keep' | 'findPerson'>) => ReadsCases;
    /** What those are called. */
    linksTo?: readonly string[];
  } = {},
): Promise<Office> {
  const organisation = smallOrganisation();
  const sandbox = await startSandbox({
    organisation,
    faults: { limits: 'off', ...options.faults },
    model: options.model === true,
  });
  const environment = sandbox.botEnvironment();
  const tenantId = environment['MICROSOFT_APP_TENANT_ID'] ?? '';
  const appId = environment['MICROSOFT_APP_ID'] ?? '';
  const database = await (options.openDatabase ?? openMemory)();
  const clock = Date.now;
  const logged: Office['logged'] = [];
  const log = (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => {
    if (level !== 'info') logged.push({ level, message, facts });
  };
  const queue: Queue = await openQueue(
    database,
    [...swarmJobNames, findPersonJob, helpRequestJob, hostTeamJob, peopleJob, leaveSwarmsJob, sayAgainJob],
    (problem) => log('error', 'queue', { problem: String(problem) }),
  );
  const registry = await openSkillsRegistry({ database, tenantId, clock });
  const inRegistry = organisation.people.filter(({ alias }) => !options.outsiders?.includes(alias));
  await registry.importAll({
    technologies: options.technologies ?? [
      technology('azure-vpn-gateway', 'Azure VPN Gateway', 'Azure VPN ゲートウェイ'),
      technology('azure-dns', 'Azure DNS', 'Azure DNS'),
      technology('kubernetes', 'Kubernetes', 'クバネティス'),
    ],
    engineers: inRegistry.map(({ id, alias, name, zone, languages, lead }) => ({
      id,
      name,
      zone,
      languages,
      lead,
      hours: options.hours?.[alias] ?? roundTheClock,
      mostSwarms: 5,
      awayUntil: null,
    })),
    skills: [
      skill(organisation.people[1]?.id, 'azure-vpn-gateway', 5, true),
      skill(organisation.people[2]?.id, 'azure-vpn-gateway', 4, false),
      skill(organisation.people[2]?.id, 'azure-dns', 5, true),
      skill(organisation.people[3]?.id, 'kubernetes', 5, true),
    ].filter(({ person }) => inRegistry.some(({ id }) => id === person)),
  });
  const index = options.pastCases && indexOf(options.pastCases);
  const planner = createRegistryPlanner(registry.snapshot, index && learnedFrom(() => index), () => ({
    ...{ whoMayStart: 'engineers', standIns: [], supportContacts: [...(options.supportContacts ?? [])] },
  }));
  const policy = swarmPolicySchema.parse({});
  const watchers = new Set<() => void>();
  const unwatched = createSwarms({ database, queue, planner, policy: () => policy, tenantId, clock });
  const swarms: Swarms = {
    ...unwatched,
    async execute(...command) {
      const execution = await unwatched.execute(...command);
      for (const look of watchers) look();
      return execution;
    },
  };
  // The certificate of the sandbox's Entra is trusted at process start only: tokens come without its HTTPS here.
  const credential: TokenCredential = {
    async getToken(scope) {
      const isGraph = String(scope).includes('graph') || String(scope).startsWith(sandbox.addresses.graph);
      const token = await sandbox.tokens.forApp(
        isGraph ? 'https://graph.microsoft.com' : 'https://api.botframework.com',
        isGraph ? sandbox.permissions.application : [],
      );
      return { token, expiresOnTimestamp: Date.now() + 3_000_000 };
    },
  };
  const graph = createGraph({
    credential,
    baseUrl: sandbox.addresses.graph,
    appId,
    tenantId,
    publicUrl: 'https://swarm.example',
    previews: true,
    connectorScope: 'https://api.botframework.com/.default',
    hostTeamIds: organisation.tenant.hostTeams.map((team) => team.id),
    followPeople: { groups: [], mostAtOnce: 25 },
    database,
    registry,
    clock,
    limits: options.graphLimits ?? 'published',
  });
  const cases = new Map<string, Case>();
  const stored = createStoredCases({ database: database.sql, clock });
  const keep: ReadingNeeds['keep'] = (theCase, told) => stored.saveRead(tenantId, theCase, told);
  const read = readConfig({ ...environment, DATA_FOLDER: '' });
  const modelConfig = read.ok ? read.config.model : null;
  const model =
    modelConfig &&
    createModel({
      ...{ config: modelConfig, credential: { ...credential, renew: () => false }, database: database.sql, tenantId },
      ...{ clock, log },
    });
  const teams = createTeams({
    settings: {
      appId,
      tenantId,
      metadataUrl: environment['BOT_OPENID_METADATA_URL'] ?? '',
      issuer: environment['BOT_TOKEN_ISSUER'] ?? '',
      oauthScope: environment['BOT_OAUTH_SCOPE'] ?? '',
      anonymousLoopback: false,
      connectorLimits: options.connectorLimits ?? 'published',
      defaultServiceUrl: sandbox.addresses.serviceUrl,
    },
    credential,
    model: modelConfig?.caseText ?? [],
    database,
    swarms,
    planner,
    registry,
    caseSystems: options.caseSystems?.({ keep, findPerson: graph.findPerson }) ?? noCaseSystems,
    linksTo: options.linksTo ?? [],
    cases: { find: async (id) => cases.get(id) ?? stored.find(tenantId, id) },
    search: async () => ({ hits: [], more: 0 }),
    findSimilar: async () => [],
    askBudget: () => policy.askBudget28Days,
    policy: () => options.policy ?? policy,
    urgencyWords: () => options.urgencyWords ?? {},
    supportContacts: () => options.supportContacts ?? [],
    administrators: () => [],
    findRecurrence: async () => null,
    examine: async () => [{ subject: { code: 'database' }, result: 'ok', fact: { code: 'engine', name: 'PGlite' } }],
    findPerson: graph.findPerson,
    queue,
    ensureAppInstalled: async (personId) => {
      const outcome = await graph.ensureAppInstalled(personId);
      if (outcome.kind !== 'unreachable') return outcome;
      return outcome.cause === 'user-gone' || outcome.cause === 'guest'
        ? { kind: outcome.cause }
        : { kind: 'refused', cause: outcome.cause };
    },
    keysTried: () => {},
    skillsLink: 'https://teams.microsoft.com/l/entity/swarm/history',
    recordLink: 'https://teams.microsoft.com/l/entity/swarm/record',
    storyLink: (swarmId) => `https://teams.microsoft.com/l/entity/swarm/history?swarm=${swarmId}`,
    log,
    clock,
  });
  if (options.queueRuns ?? true) {
    await queue.work(findPersonJob, { concurrency: 1 }, async (jobs) => {
      for (const { body } of jobs) await teams.runLookUp(body);
    });
    await queue.work(sayAgainJob, { concurrency: 2 }, async (jobs) => {
      for (const { body } of jobs) await teams.sayAgain(body);
    });
    await queue.work(helpRequestJob, { concurrency: 1 }, async (jobs) => {
      for (const { body, signal } of jobs) await teams.runHelpRequest(body, signal);
    });
    await queue.work(peopleJob, { concurrency: 1 }, async (jobs) => {
      for (const { body, signal } of jobs) await teams.tellPeople(body, signal);
    });
    await queue.work(leaveSwarmsJob, { concurrency: 1 }, async (jobs) => {
      for (const { body } of jobs) await leaveSwarms(body, { swarms, queue, sql: database.sql, tenantId, clock });
    });
    await startWorkers({
      queue,
      swarms,
      effects: { ...graph.effects, ...teams.effects, ...noCaseEffects, ...(model?.effects ?? modelOff) },
      log,
      clock,
      random: Math.random,
    });
  }
  const server = await listen(async (body, headers) => {
    const admission = await teams.admit({ headers, remoteAddress: '127.0.0.1' });
    return admission.ok ? admission.receive(body) : admission.answer;
  });
  sandbox.bot.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  const people = connectPeople(sandbox.addresses.people);
  return {
    sandbox,
    people,
    swarms,
    registry,
    database,
    tenantId,
    effects: withRealJobs(teams.effects, swarms.history),
    runHelpRequest: teams.runHelpRequest,
    tellHostTeam: teams.tellHostTeam,
    tellGrowth: (job) => teams.tellGrowth(job, new AbortController().signal),
    renewPeopleCards: teams.renewPeopleCards,
    followPeople: () =>
      followPeople({
        graph,
        registry,
        queue,
        sql: database.sql,
        tenantId,
        clock,
        log: { info: () => {}, warn: (facts: unknown) => log('warn', 'people', { facts }) },
      }),
    logged,
    cases,
    stored,
    until: (swarmId, holds) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          watchers.delete(look);
          settle();
        };
        const look = () => {
          swarms.load(swarmId).then(
            (state) => holds(state) && finish(() => resolve(state)),
            (error) => finish(() => reject(error)),
          );
        };
        const timer = setTimeout(async () => {
          const state = JSON.stringify(await swarms.load(swarmId)).slice(-2000);
          finish(() => reject(new Error(`The swarm did not come to be as wanted: ${state}`)));
        }, 40_000);
        watchers.add(look);
        look();
      }),
    async bringForward(job) {
      const jobs = sql.raw(`${database.schema}_queue.job`);
      const due = sql`update ${jobs} set start_after = now()
        where name = ${job} and state < 'active' and start_after > now() returning id`;
      await until(async () => (await database.sql.execute(due)).rows.length > 0, 20_000);
    },
    waiting: async (job) => (await queue.depth())[job] ?? 0,
    async close() {
      people.close();
      await queue.stop();
      await sandbox.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.drop();
    },
  };
}

const skill = (person: string | undefined, id: string, level: number, owner: boolean): Skill => ({
  person: person ?? '',
  technology: id,
  level,
  owner,
  wantsToLearn: false,
  confirmedAt: null,
});

const noCaseSystems: ReadsCases = {
  namedIn: () => null,
  read: async () => ({ kind: 'not-asked' }),
  readAgain: async () => ({ kind: 'not-asked' }),
};

type Answer = { status: number; body?: unknown };

async function listen(
  answer: (body: unknown, headers: Record<string, string | string[] | undefined>) => Promise<Answer>,
): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(JSON.parse(await text(request)), request.headers);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** What the bot answers at once to what somebody says in their chat with it. */
export async function answersTo(who: Persona, words: string, locale = 'en-US'): Promise<SeenMessage[]> {
  const { message } = await who.say(words, { locale });
  if (!message) throw new Error('Nothing was said');
  const { messages } = await who.conversation(undefined, { peek: true, after: message });
  return messages.filter(({ from }) => from === null);
}

/** Everything that a message shows, for looking words up in it. */
export const textOf = (message: SeenMessage): string => message.text + JSON.stringify(message.card ?? {});
export const has =
  (words: string) =>
  (message: SeenMessage): boolean =>
    textOf(message).includes(words);

/** The swarm whose plan card somebody sees, as the card's buttons name it. */
export function swarmOn(message: SeenMessage): string {
  const id = /"swarmId":"([^"]+)"/.exec(textOf(message))?.[1];
  if (!id) throw new Error('The message shows no swarm');
  return id;
}
