import { randomUUID } from 'node:crypto';
import type { TokenCredential } from '@azure/identity';
import type { ReadsCases } from '../cases/caseReading.ts';
import { createCaseMeant } from '../cases/ids/caseMeant.ts';
import { createKnownIds } from '../cases/ids/knownIds.ts';
import { createShortIds } from '../cases/ids/shortIds.ts';
import { livingUrgency, type OwnUrgencyWords } from '../cases/typedUrgency.ts';
import type { Language } from '../language/language.ts';
import type { SkillsRegistry } from '../registry/registry.ts';
import type { ModelUse } from '../settings/modelUses.ts';
import type { BotCredential } from '../settings/tokens.ts';
import type { Database } from '../store/database.ts';
import type { Queue } from '../store/queue.ts';
import type { Planner } from '../swarm/planning/planner.ts';
import type { SwarmPolicy } from '../swarm/policy.ts';
import type { TeamsEffects } from '../swarm/service/effects.ts';
import type { Swarms } from '../swarm/service/swarms.ts';
import { faultFacts } from '../telemetry/faultFacts.ts';
import { invokeAnswer } from './actions/answer.ts';
import { createCardActions } from './actions/cardActions.ts';
import { answeredQuestion, planAgain, planFromText, planFromWords } from './actions/caseText.ts';
import { createDeputyMeantInTab, type DeputyMeant } from './actions/deputyMeant.ts';
import { createGrowthActions } from './actions/growthActions.ts';
import { lookBeforeStart } from './actions/lookBeforeStart.ts';
import { createMeaning } from './actions/meaning.ts';
import { createMessageExtension, failedInDialog } from './actions/messageExtension.ts';
import { createPeopleActions } from './actions/peopleActions.ts';
import { createRegistryActions } from './actions/registryActions.ts';
import { createCommandOf } from './actions/swarmActions.ts';
import { createLikelyProducts } from './commands/case/likelyProducts.ts';
import { createCommands } from './commands/commands.ts';
import { createFindSwarm } from './commands/findSwarm.ts';
import { createLinking } from './commands/linking.ts';
import { parseRequest } from './commands/parsing/parse.ts';
import type { SwarmRequest } from './commands/parsing/request.ts';
import { createReplies } from './commands/replies.ts';
import { runningCasesOf } from './commands/swarmsOf.ts';
import { createAdapter } from './connector/adapter.ts';
import { createCalls } from './connector/calls.ts';
import { createConnector } from './connector/connector.ts';
import { wordsMessage } from './connector/message.ts';
import { createPacing, unpaced } from './connector/pacing.ts';
import { createSharedPause } from './connector/sharedPause.ts';
import { type BotAdmission, type BotAnswer, type BotCaller, createDoor } from './door.ts';
import { createEffects } from './effects/effects.ts';
import { createReach } from './effects/reach.ts';
import { createRedrawPeople } from './effects/redrawPeople.ts';
import { createTellGrowth } from './effects/tellGrowth.ts';
import { createTellHostTeam } from './effects/tellHostTeam.ts';
import { createTellLater } from './effects/tellLater.ts';
import { createTellPeople } from './effects/tellPeople.ts';
import { createBot } from './inbound/bot.ts';
import { createBudgets, unbounded } from './inbound/budgets.ts';
import { createChanges } from './inbound/changes.ts';
import type { Inbound } from './inbound/inbound.ts';
import { createOneProcess } from './inbound/oneProcess.ts';
import { createTokenGate } from './inbound/tokenGate.ts';
import { personIdOf, placeOf, rememberSender, type Turn, turnOf } from './inbound/turn.ts';
import { wordsOf } from './inbound/words.ts';
import { languageOf, messages } from './languages/language.ts';
import { createLookUps } from './lookUps.ts';
import { createPersonalChats } from './people/chats.ts';
import { createDirectory } from './people/directory.ts';
import { findGapContacts } from './people/gapContacts.ts';
import { createPeopleCards } from './people/peopleCards.ts';
import type {
  CaseSource,
  EnsureAppInstalled,
  Examine,
  FindPerson,
  FindRecurrence,
  FindSimilar,
  KeysFault,
  SearchHistory,
  TeamsLog,
} from './ports.ts';
import { createAnswerRequest } from './requests/answerRequest.ts';
import { createAskContacts } from './requests/askContacts.ts';
import { createContacts } from './requests/contacts.ts';
import { createHelpRequests } from './requests/helpRequests.ts';
import { createRequestJobs } from './requests/requestJobs.ts';
import { createGrowthViews } from './views/growthViews.ts';
import { createPeopleCardNow } from './views/peopleCardNow.ts';
import { createPeopleViews } from './views/peopleViews.ts';
import { createShownCards } from './views/shownCards.ts';
import { createViews } from './views/views.ts';

/** How the bot is known, and whose activities it believes. */
export type TeamsSettings = {
  appId: string;
  tenantId: string;
  /** OpenID configuration that names the keys of inbound tokens, and their issuer. */
  metadataUrl: string;
  issuer: string;
  /** Scope of our tokens for the Bot Connector. */
  oauthScope: string;
  /** Only for the Agents Playground: no tokens, callers from this machine only. */
  anonymousLoopback: boolean;
  /** Whether our calls are spaced to the connector's published limits, and what one person may ask of them bounded. */
  connectorLimits: 'published' | 'off';
  /** Where the connector is until the first activity has said so. */
  defaultServiceUrl: string;
};

export type TeamsNeeds = {
  settings: TeamsSettings;
  /** Signs in to Entra as the bot. */
  credential: TokenCredential & Partial<Pick<BotCredential, 'renew'>>;
  database: Database;
  swarms: Swarms;
  planner: Planner;
  registry: SkillsRegistry;
  cases: CaseSource;
  caseSystems: ReadsCases;
  search: SearchHistory;
  findSimilar: FindSimilar;
  findRecurrence: FindRecurrence;
  /** The policy's own words for urgency. */
  urgencyWords?: () => OwnUrgencyWords;
  /** swarm policy's askBudget28Days, shown to everybody beside their own asks. */
  askBudget: () => number;
  examine: Examine;
  /** Where somebody says what they know: an address that Teams opens. */
  skillsLink: string;
  /** Where somebody finds their own record; as that. */
  recordLink: string;
  /** The page of a swarm; as that. */
  storyLink: (swarmId: string) => string;
  /** For what a language model may be told of cases; none: there is none, or for nothing. */
  model?: readonly ModelUse[];
  /** What the connected case systems are called; none: no swarm can be linked to a case. */
  linksTo?: readonly string[];
  /** What of the policy counts for problems that are sent to support contacts; whom it names, by Entra id. */
  policy: () => Pick<SwarmPolicy, 'anyTime' | 'planLapsesAfterHours'>;
  supportContacts: () => readonly string[];
  /** Entra ids of those who may have it examined beside the leads. */
  administrators: () => readonly string[];
  ensureAppInstalled: EnsureAppInstalled;
  queue: Pick<Queue, 'enqueue'>;
  findPerson: FindPerson;
  /** Is told of each try to have the keys by which activities are judged: null when they came. */
  keysTried: (fault: KeysFault | null) => void;
  log: TeamsLog;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** Milliseconds that no setting of the clock moves, for what is spaced or bounded by time; performance.now if not given. */
  steady?: () => number;
};

export type Teams = {
  /** Lets a caller of POST /api/messages in or not, by their headers; then one activity in, its answer out. */
  admit(caller: BotCaller): Promise<BotAdmission>;
  /** Whether anybody can be let in: false while the keys cannot be had, and somebody must change something. */
  hasKeys(): boolean;
  effects: TeamsEffects;
  /** How somebody reads: as they chose, as their Teams is set, or as the registry has it; else as given. */
  languageOf(personId: string, otherwise: Language): Promise<Language>;
  /**
   * Whom an engineer of the registry names as a deputy (actions/deputyMeant.ts), in the words of the card; null: they are
   * not in the registry.
   */
  deputyMeant(
    personId: string,
    named: { typed: string; lastDay: string; language: Language },
  ): Promise<DeputyMeant | null>;
  /** Does a job of findPersonJob (lookUps.ts). */
  runLookUp(job: unknown): Promise<void>;
  /** Does a job of sayAgainJob (commands/replies.ts). */
  sayAgain(job: unknown): Promise<void>;
  /** Does a job of helpRequestJob (requests/). */
  runHelpRequest(job: unknown, signal: AbortSignal): Promise<void>;
  /** Does a job of hostTeamJob (effects/tellHostTeam.ts). */
  tellHostTeam(job: unknown, signal: AbortSignal): Promise<void>;
  /** Does a job of peopleJob (effects/tellPeople.ts). */
  tellPeople(job: unknown, signal: AbortSignal): Promise<void>;
  /** Stores a job for each card about somebody who left or joined that shows what is no longer so (effects/redrawPeople.ts). */
  renewPeopleCards(): Promise<void>;
  /** Does a job of growthJob (effects/tellGrowth.ts). */
  tellGrowth(job: unknown, signal: AbortSignal): Promise<void>;
  /** Deletes requests for help of long ago. Gives how many. */
  forgetOldHelpRequests(): Promise<number>;
};

/** The face in Teams: what comes in at the bot's door, and what the bot does there on its own. */
export function createTeams(needs: TeamsNeeds): Teams {
  const { settings, database, swarms, planner, registry, log, clock, steady = () => performance.now() } = needs;
  const { appId, tenantId } = settings;

  const adapter = createAdapter(settings);
  const budget = settings.connectorLimits === 'off' ? unbounded : createBudgets(steady);
  const pacing = settings.connectorLimits === 'off' ? unpaced : createPacing(steady);
  const connector = createConnector({
    callConnector: createCalls({ ...settings, credential: needs.credential }),
    appId,
    tenantId,
    pacing,
    sharedPause: createSharedPause({ database }),
    clock,
    steady,
    tokenRefused: () => needs.credential.renew?.(settings.oauthScope) ?? false,
  });
  const chats = createPersonalChats({ database, tenantId, clock });
  const directory = createDirectory({
    registry,
    chats,
    clock,
    ...(needs.model && { model: needs.model }),
    ...(needs.linksTo && { linksTo: needs.linksTo }),
  });
  const views = createViews({ chats, directory, findSimilar: needs.findSimilar, standsIn: planner.standsIn });
  const answering = createReplies({ ...needs, connector, chats });
  const urgency = livingUrgency(needs.urgencyWords);
  const caseMeant = createCaseMeant(createKnownIds({ database, tenantId }));
  const find = createFindSwarm({ database, swarms, caseMeant, tenantId });
  const likelyProducts = createLikelyProducts({ database, planner, directory, tenantId });
  const lookUps = createLookUps({ ...needs, tenantId, budget });
  const requests = createHelpRequests({ ...needs, tenantId });
  const contactsFor = createContacts({ ...needs, directory, lookUp: lookUps.lookUp });
  const askContacts = createAskContacts({
    ...{ requests, contactsFor, detect: planner.detect, policy: needs.policy, budget, tenantId },
  });
  const growth = createGrowthViews({ ...needs, tenantId });
  const commands = createCommands({
    ...needs,
    growth,
    budget,
    mayStart: planner.mayStart,
    askContacts: askContacts.form,
    views,
    directory,
    find,
    caseMeant,
    urgency,
    shortId: createShortIds({ database, tenantId }),
    likelyProducts,
    runningCases: runningCasesOf({ database, swarms, tenantId }),
    tenantId,
    isLeadOf: planner.isLeadOf,
    standsIn: planner.standsIn,
  });
  const meaning = createMeaning(directory, lookUps);
  const peopleViews = createPeopleViews({ ...needs, tenantId });
  const peopleCards = createPeopleCards({ database, tenantId });
  const drawPeopleCard = createPeopleCardNow({ registry, views: peopleViews });
  const redrawing = createRedrawPeople({ ...needs, cards: peopleCards, draw: drawPeopleCard, connector, directory });
  const linking = createLinking({ ...needs, standsIn: planner.standsIn });
  const answerAction = createCardActions({
    swarms,
    views,
    connector,
    answering,
    commandOf: createCommandOf({ ...needs, directory, meaning, linking }),
    linking,
    changeRegistry: createRegistryActions({ ...needs, tenantId, meaning }),
    aboutPeople: createPeopleActions({
      ...needs,
      tenantId,
      views: peopleViews,
      cards: peopleCards,
      renew: redrawing.renew,
    }),
    ofGrowth: createGrowthActions({ ...needs, tenantId, views: growth }),
    planFromText: planFromText({ ...commands, tenantId, urgency }),
    planWords: planFromWords({ ...commands, directory, tenantId, urgency }),
    answerQuestion: answeredQuestion(commands),
    again: planAgain({ ...commands, swarms }),
    sendToContacts: askContacts.send,
    answerRequest: createAnswerRequest({
      ...{ requests, proposeTold: commands.proposeTold, standsIn: planner.standsIn, policy: needs.policy, tenantId },
    }),
    beforeStart: lookBeforeStart({ ...needs, swarms }),
    budget,
    standsIn: planner.standsIn,
    log,
  });
  const extension = createMessageExtension({ ...commands, answering, budget, tenantId, urgency });
  const changed = createChanges({ ...needs, connector, directory, views, tenantId });

  async function turnBy(activity: Inbound): Promise<Turn> {
    const personId = personIdOf(activity);
    // The door has just kept it: this costs no query.
    const chat = await rememberSender(chats, activity);
    const name = activity.from.name?.trim() || ((await directory.personOf(personId))?.name ?? personId);
    return turnOf(activity, name, directory.readerIn(chat, personId, 'en'));
  }

  /** What is asked of the bot; null: nothing is, or not of it. */
  function requestIn(activity: Inbound): SwarmRequest | null {
    const { words, isMentioned } = wordsOf(activity);
    const { kind, isTargeted } = placeOf(activity);
    // A message without words is a button of an older kind of card, or a picture: nothing was asked.
    if (words === '' && activity.value !== undefined) return null;
    return parseRequest(words, kind === 'personal' || isMentioned || isTargeted, isTargeted);
  }

  async function message(activity: Inbound): Promise<void> {
    const request = requestIn(activity);
    if (!request) return;
    const allowance = budget('message', personIdOf(activity));
    if (allowance === 'refused') return;
    const turn = await turnBy(activity);
    if (allowance === 'first-refusal')
      return answering.answer(turn, { audience: 'room', words: messages(turn.reader.language).replies.tooMuch });
    try {
      await answering.answer(turn, await commands.run(request, turn));
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      log('error', 'A command failed', { reference, command: request.kind, fault: faultFacts(error) });
      const { replies } = messages(turn.reader.language);
      await answering.answer(turn, { audience: 'asker', words: replies.failed(reference) });
    }
  }

  /** In the language of their Teams, and where they wrote: whatever is known of them may be in a database that is away. */
  async function tellFailed(activity: Inbound, reference: string): Promise<BotAnswer | null> {
    const language = languageOf(activity.locale);
    const words = messages(language).replies.failed(reference);
    if (activity.name === 'adaptiveCard/action') return invokeAnswer({ kind: 'words', words });
    if (activity.name?.startsWith('composeExtension/')) return failedInDialog(activity, language, words);
    if (activity.type !== 'message' || !requestIn(activity)) return null;
    const { kind, address } = placeOf(activity);
    const said = wordsMessage(words);
    const sent =
      kind === 'personal'
        ? await connector.send(address, said, { urgency: 'answer' })
        : await connector.sendTargeted(address, activity.from.id, said);
    return sent.ok ? { status: 200 } : null;
  }

  const run = createBot({
    adapter,
    appId,
    routes: {
      message,
      cardAction: async (activity) => answerAction(activity, await turnBy(activity)),
      openDialog: async (activity) => extension.open(activity, await turnBy(activity)),
      submitDialog: async (activity) => extension.submit(activity, await turnBy(activity)),
      change: changed,
    },
  });

  const gate = createTokenGate({ ...settings, tried: needs.keysTried, clock });
  const admit = createDoor({
    adapter,
    verdictOn: gate.verdictOn,
    tenantId,
    anonymousLoopback: settings.anonymousLoopback,
    log,
    steady,
    inOneProcess: createOneProcess({ database, steady }),
    tellFailed,
    async turn(context, activity) {
      chats.saw(activity.serviceUrl);
      await rememberSender(chats, activity);
      await run(context, activity);
    },
  });

  const reach = createReach({ ...needs, ...settings, connector, chats });
  const tell = createTellLater({ ...needs, reach });
  return {
    admit,
    deputyMeant: createDeputyMeantInTab({ registry, meaning, clock }),
    hasKeys: gate.hasKeys,
    runLookUp: lookUps.run,
    sayAgain: answering.sayAgain,
    forgetOldHelpRequests: requests.forgetOld,
    runHelpRequest: createRequestJobs({
      ...{ requests, connector, directory, swarms, standsIn: planner.standsIn, log, clock },
      reach,
    }),
    tellHostTeam: createTellHostTeam({ tell, directory }),
    tellPeople: createTellPeople({ tell, directory, registry, cards: peopleCards, draw: drawPeopleCard, redrawing }),
    renewPeopleCards: async () => {
      await registry.refreshLeft();
      await redrawing.renew();
    },
    tellGrowth: createTellGrowth({ tell, directory, registry, views: growth }),
    languageOf: async (personId, otherwise) => (await directory.readerOf(personId, otherwise)).language,
    effects: createEffects({
      ...needs,
      ...settings,
      connector,
      chats,
      directory,
      views,
      shown: createShownCards(database),
      findGapContacts: findGapContacts(registry.snapshot, clock),
    }),
  };
}
