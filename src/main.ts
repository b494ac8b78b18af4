import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Logger, pino } from 'pino';
import { createSeenSignatures } from './cases/seenSignatures.ts';
import { createStoredCases } from './cases/storedCases.ts';
import { createCaseFollowing } from './cases/systems/following.ts';
import { parseMappingFile } from './cases/systems/mapping.ts';
import { createCaseReading } from './cases/systems/reading.ts';
import { createWritingStops, tellOfStops } from './cases/systems/stops.ts';
import { leadsInto, openCaseSystems, openPushDoors, tellWhatDoesNotFit } from './cases/systems/systems.ts';
import { createCaseEffects, knowledgeBaseIn } from './cases/systems/writing.ts';
import { examineWith } from './composition/examining.ts';
import { importAtStart } from './composition/importRegistry.ts';
import { measure } from './composition/measuring.ts';
import { createOperators } from './composition/operators.ts';
import { leaveSwarms } from './composition/people.ts';
import { personalDataIn } from './composition/personalData.ts';
import { startRegularWork } from './composition/regularWork.ts';
import { activitiesWith, installWith } from './composition/seams.ts';
import { signedImports } from './composition/signedImports.ts';
import { besideJobNames, workBeside } from './composition/workBeside.ts';
import { type LivingEvidence, openLivingEvidence } from './evidence/livingEvidence.ts';
import { hidePastCase } from './evidence/pastCases/pastCases.ts';
import { createFetchFeed } from './feeds/fetchFeed.ts';
import { createGraph } from './graph/graph.ts';
import { lookWhoIsThere } from './graph/lookWhoIsThere.ts';
import { createHistory } from './history/history.ts';
import { recordLink, skillsLink, storyLink } from './history/storyLink.ts';
import { createTab } from './history/tab.ts';
import { pushRoutes } from './http/pushRoutes.ts';
import { createServer } from './http/server.ts';
import { modelOff } from './model/off.ts';
import { flowingRegistryJson } from './registry/files/json.ts';
import { withoutSecrets } from './registry/files/shifts.ts';
import { openSkillsRegistry } from './registry/registry.ts';
import { caseSystemScopes } from './settings/caseSystems.ts';
import { type Config, readConfig } from './settings/config.ts';
import { describeProblems } from './settings/configProblem.ts';
import { givenJson } from './settings/givenJson.ts';
import { createCredential } from './settings/identity.ts';
import { tabScope } from './settings/tab.ts';
import { openDatabase } from './store/database.ts';
import { follow } from './store/following.ts';
import { openQueue } from './store/queue.ts';
import { createReadiness } from './store/readiness.ts';
import { describeAddress, startPatience } from './store/startPatience.ts';
import { tellable } from './store/tellable.ts';
import { arrivalOf, arrivalQueue, startArrivals } from './swarm/arrivals/arrivals.ts';
import { swarmJobNames } from './swarm/jobs.ts';
import { createRegistryPlanner } from './swarm/planning/registryPlanner.ts';
import { openLivingPolicy } from './swarm/policies/livingPolicy.ts';
import { parsePolicyFile } from './swarm/policy.ts';
import { lookAtWork } from './swarm/service/lookAtWork.ts';
import { createSwarms } from './swarm/service/swarms.ts';
import { startWorkers } from './swarm/service/worker.ts';
import { createTeams } from './teams/teams.ts';
import { faultFacts } from './telemetry/faultFacts.ts';
import { traceIds } from './telemetry/telemetry.ts';

/** A bot that runs. */
export type Bot = { port: number; stop(): Promise<void> };

/** The one place that wires everything. Throws what keeps it from starting. */
export async function startBot(config: Config, log: Logger): Promise<Bot> {
  const clock = Date.now;
  const tenantId = config.app.tenantId;
  const { outdated, given } = parsePolicyFile(await givenJson('SWARM_POLICY_FILE', config.policyFile));
  for (const each of outdated) log.warn(each, 'SWARM_POLICY_FILE holds a field that no longer counts');

  const operators = createOperators({
    ...{ log, database: describeAddress(config.database) },
    elsewhere: [
      ...caseSystemScopes(config.caseSystems),
      tabScope({ publicUrl: config.publicUrl, appId: config.app.id }),
    ],
  });
  const patiently = startPatience({ database: describeAddress(config.database), say: (line) => log.warn({}, line) });
  const database = await patiently(() =>
    openDatabase(config.database, {
      lost: (sessions) =>
        log.warn({ sessions }, 'Sessions with the database were lost without a word, and are replaced'),
      heldUp: (line) => log.warn({}, line),
    }),
  );
  const registry = await patiently(() => openSkillsRegistry({ database, tenantId, clock }));
  const { registryFile } = config;
  if (registryFile) await patiently(() => importAtStart(registryFile, { registry, tenantId, clock, log }));
  const living = await patiently(() => openLivingPolicy({ sql: database.sql, tenantId, given, clock }));
  const policies = living.now;
  const policy = () => policies().policy;
  const queue = await patiently(() =>
    openQueue(database, [...swarmJobNames, ...besideJobNames, arrivalQueue], operators.queueReported),
  );
  const ready = createReadiness({
    database,
    queue,
    changed: ({ database, queue }, stuck) =>
      log.warn({ database, queue, stuck }, database && queue ? 'Ready again' : 'Not ready'),
  });

  const evidence = openLivingEvidence({
    database,
    tenantId,
    report: (problem) => log.error({ fault: faultFacts(problem) }, 'Past cases could not be loaded'),
  });
  const planner = createRegistryPlanner(registry.snapshot, evidence, policies);
  const swarms = createSwarms({
    database,
    queue,
    planner,
    policy,
    tenantId,
    clock,
    loadChanged: (people) => {
      registry
        .refreshLoads(people)
        .catch((error) => log.error({ fault: faultFacts(error) }, 'Loads could not be counted'));
    },
    pastChanged: () => followPast(evidence, log),
  });
  const credential = createCredential(config, operators.signedIn);
  const { mappingFile } = config.caseSystems;
  const mappings = parseMappingFile(await givenJson('CASE_MAPPING_FILE', mappingFile));
  const writesToCases = () => policy().writeToCase.length > 0;
  const caseSystems = openCaseSystems({
    ...{ config: config.caseSystems, mappings, credential, clock },
    writes: writesToCases,
  });
  const leadsTo = leadsInto(caseSystems);
  const cases = createStoredCases({
    ...{ database: database.sql, clock, leadsTo },
    alongside: (tx, theCase) => queue.enqueue(tx, [arrivalOf(theCase)]),
    hide: hidePastCase,
  });
  const writingStops = createWritingStops({ database: database.sql, tenantId });
  const caseReading = createCaseReading({
    ...{ systems: caseSystems, mappings, findPerson: (asked) => graph.findPerson(asked), log: logTo(log) },
    keep: (theCase, told) => cases.saveRead(tenantId, theCase, told),
  });
  const history = createHistory({
    database,
    registry,
    learned: evidence,
    tenantId,
    clock,
    tab: { appId: config.app.id, publicUrl: config.publicUrl },
    isShared: () => policies().knowledgeForEveryone,
  });
  const { id: appId } = config.app;
  const graphNeeds = {
    ...{ credential, baseUrl: config.graphBaseUrl, appId, tenantId, hostTeamIds: config.hostTeamIds },
    leaveAfterDays: () => policies().leaveHostTeamsAfterDays,
    ...{ publicUrl: config.publicUrl, connectorScope: config.bot.oauthScope, previews: config.graphPreviews },
    profileSkills: config.profileSkills,
    followPeople: config.followPeople,
    shiftsTeamIds: config.shiftsTeamIds,
  };
  const graph = createGraph({ ...graphNeeds, database, registry, clock });
  const looked = lookWhoIsThere(graph, log);
  // Loaded only where there is one.
  const model =
    config.model &&
    (await import('./model/model.ts')).createModel({
      ...{ config: config.model, credential, database: database.sql, tenantId, clock, log: logTo(log) },
    });
  const teams = createTeams({
    settings: {
      appId,
      tenantId,
      metadataUrl: config.bot.openIdMetadataUrl,
      issuer: config.bot.tokenIssuer,
      oauthScope: config.bot.oauthScope,
      connectorLimits: config.connectorLimits,
      anonymousLoopback: config.mode === 'playground',
      defaultServiceUrl: config.bot.serviceUrl,
    },
    credential,
    database,
    swarms,
    planner,
    registry,
    cases: { find: (id) => cases.find(tenantId, id) },
    caseSystems: caseReading,
    linksTo: [...new Set(caseSystems.map(({ name }) => name))],
    search: history.search,
    findSimilar: history.similar,
    findRecurrence: history.recurrence,
    urgencyWords: () => policies().urgencyWords,
    askBudget: () => policy().askBudget28Days,
    skillsLink: skillsLink({ appId, publicUrl: config.publicUrl }),
    recordLink: recordLink({ appId, publicUrl: config.publicUrl }),
    storyLink: (swarmId) => storyLink({ appId, publicUrl: config.publicUrl }, swarmId),
    examine: examineWith({
      followed: () => caseFollowing.look(),
      model: () => model?.look() ?? null,
      learned: () => ({ size: evidence.size(), judged: evidence.judged() }),
      ...{ graph, caseSystems, ready, database, publicUrl: config.publicUrl },
      ...{ tenantId, snapshot: registry.snapshot, clock, writesToCases, writingStops },
    }),
    model: config.model?.caseText ?? [],
    policy,
    supportContacts: () => policies().supportContacts,
    administrators: () => policies().administrators,
    ensureAppInstalled: installWith(graph),
    findPerson: graph.findPerson,
    queue,
    keysTried: operators.keysTried,
    log: logTo(log),
    clock,
  });

  const caseFollowing = createCaseFollowing({
    ...{ systems: caseSystems, making: caseReading, stored: cases, database, tenantId, clock, log: logTo(log) },
    hasRules: () => policies().automatic.length > 0,
    hasRestrictedRule: caseSystems.some(({ key }) => mappings.of[key].restricted.length > 0),
  });
  const server = createServer({
    admitActivity: activitiesWith(teams, () => log.warn({}, 'A turn took too long: Teams is told to deliver it again')),
    cases,
    tenantId,
    findPerson: graph.findPerson,
    exportRegistry: async (alongside) => {
      const held = await registry.export();
      await database.sql.transaction(alongside);
      return flowingRegistryJson(withoutSecrets(held));
    },
    ...signedImports({ database, tenantId, registry, evidence, findPerson: graph.findPerson, clock }),
    // Anonymous on one machine: there the bot signs in nowhere.
    ready: async () => ({
      ...(await ready()),
      signIn: config.mode === 'playground' || operators.canSignIn(),
      keys: teams.hasKeys(),
    }),
    secret: config.caseWebhookSecret,
    seen: createSeenSignatures({ database: database.sql, clock }),
    log,
    clock,
    routes: [
      ...pushRoutes({
        doors: openPushDoors(config.caseSystems),
        heard: (change) => caseFollowing.heard(change),
        ...{ log, clock, steady: () => performance.now() },
      }),
      ...createTab({
        ...config,
        folder: fileURLToPath(new URL('../dist/web', import.meta.url)),
        database,
        registry,
        frameOrigin: config.tabFrameOrigin,
        keysFailed: operators.tabKeysFailed,
        askBudget: () => policy().askBudget28Days,
        living,
        planner,
        articles: {
          modelWritesArticles: config.model?.caseText.includes('article') ?? false,
          knowledgeBaseOf: knowledgeBaseIn(caseSystems),
        },
        deputyMeant: teams.deputyMeant,
        swarms,
        isShared: () => policies().knowledgeForEveryone,
        personalData: personalDataIn({ database, tenantId }, clock),
        ...{ evidence, findPerson: graph.findPerson, readProfiles: graph.profileSkills, hostTeams: graph.hostTeamRoom },
        clock,
      }),
    ],
  });

  await startWorkers({
    queue,
    swarms,
    effects: {
      ...graph.effects,
      ...teams.effects,
      ...(model?.effects ?? modelOff),
      ...createCaseEffects({
        ...{ systems: caseSystems, wanted: () => policy().writeToCase, stops: writingStops, clock },
        ...{ history: swarms.history, languageOf: teams.languageOf, alarm: operators.notePublic },
        articleHtml: history.articleHtml,
      }),
    },
    log: logTo(log),
    clock,
    random: Math.random,
  });
  await workBeside({
    queue,
    teams,
    leave: (body) => leaveSwarms(body, { sql: database.sql, tenantId, swarms, queue, clock }),
  });
  await startArrivals({
    queue,
    sql: database.sql,
    cases,
    swarms,
    planner,
    rules: () => policies().automatic,
    ...{ tenantId, leadsTo, log: logTo(log) },
  });
  const lookWhoIsAtWork = () =>
    lookAtWork({ sql: database.sql, swarms, planner, tenantId }, { policy: policy(), now: clock() });
  caseFollowing.begin();
  await startRegularWork({
    queue: { ...queue, every: (...regular) => patiently(() => queue.every(...regular)) },
    ...{ database, swarms, graph, registry, teams, caseFollowing, policies, lookWhoIsAtWork, operators },
    ...{ fetchFeed: createFetchFeed(config.feedPrivateHosts), tenantId, log, clock },
  });
  const notFollowed = (error: unknown): void =>
    log.error({ fault: faultFacts(error) }, 'The registry could not be followed');
  const following = setInterval(() => {
    const followed = registry.refresh().then(() => registry.refreshLoads());
    followed.catch(notFollowed);
    followPast(evidence, log);
  }, 30_000);

  const stopsFollowing = [
    follow(living.refresh, (error) => operators.policyFailed(error)),
    follow(registry.takeOver, notFollowed),
  ];
  measure({ sql: database.sql, tenantId, clock, queue, evidence, graph });
  await looked;
  const port = await server.listen(config.port, config.host);
  // What fell due while no bot ran waits no longer.
  lookWhoIsAtWork().catch((error) => log.error({ fault: faultFacts(error) }, 'Who is at work could not be looked at'));
  void tellWhatDoesNotFit(caseSystems, logTo(log));
  void tellOfStops(caseSystems, writingStops, operators.notePublic);
  log.info({ port, engine: database.engine, mode: config.mode }, 'Swarm is up');
  return {
    port,
    async stop() {
      clearInterval(following);
      for (const stopFollowing of stopsFollowing) stopFollowing();
      await server.close();
      await caseFollowing.stop();
      await queue.stop();
      await evidence.stop();
      await database.close();
    },
  };
}

function followPast(evidence: LivingEvidence, log: Logger): void {
  evidence.follow().catch((error) => log.error({ fault: faultFacts(error) }, 'Past cases could not be followed'));
}

const logTo =
  (log: Logger) =>
  (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>): void =>
    log[level](facts, message);

/** Milliseconds for which a stop waits for requests and jobs under way; platforms kill after 30 seconds and more. */
const longestStop = 25_000;

async function main(): Promise<void> {
  const read = readConfig(process.env);
  if (!read.ok) {
    console.error(describeProblems(read.problems));
    process.exitCode = 1;
    return;
  }
  const { config } = read;
  // Started by another process (the sandbox does): without it nobody would ever end this one.
  process.once('disconnect', () => process.exit(1));
  const log = pino({
    level: config.logLevel,
    redact: ['req', 'res', '*.authorization', '*.token'],
    ...(config.telemetry ? { mixin: traceIds } : {}),
  });
  // Loaded only where somebody listens: else OpenTelemetry costs nothing.
  const telemetry =
    config.telemetry &&
    (await import('./telemetry/exported.ts')).startTelemetry(config.telemetry, (fault) =>
      log.error({ fault: faultFacts(fault) }, 'Prometheus can read no metrics here: see OTEL_EXPORTER_PROMETHEUS_PORT'),
    );
  const bot = await startBot(config, log);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'Stopping');
    // Every job is safe to run again: one that does not end is another process's, or the next one's.
    setTimeout(() => {
      log.warn({}, 'Stopped with something under way: it is done again');
      process.exit(0);
    }, longestStop).unref();
    bot.stop().then(
      async () => {
        await telemetry?.stop();
        process.exit(0);
      },
      (error) => {
        log.error({ fault: faultFacts(error) }, 'Did not stop cleanly');
        process.exit(1);
      },
    );
  };
  // Heard again and again: where the whole group is told (systemd does), tools/start.cjs tells once more.
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
}

/** Starts the bot by the environment, as a process of its own; what keeps it from starting ends the process. */
export async function run(): Promise<void> {
  await main().catch((error) => {
    console.error(tellable(error));
    // What has been opened by now would keep a bot alive that nobody can reach.
    process.exit(1);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run();
