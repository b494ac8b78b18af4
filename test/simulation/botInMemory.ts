import type { Candidate } from '../../src/matching/plan.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import type { CaseStandIn } from '../../src/sandbox/systems/keptCase.ts';
import type { Queue } from '../../src/store/queue.ts';
import type { SwarmJob } from '../../src/swarm/jobs.ts';
import type { Planner } from '../../src/swarm/planning/planner.ts';
import { startWorkers } from '../../src/swarm/service/worker.ts';
import { createCardActions } from '../../src/teams/actions/cardActions.ts';
import { createMeaning } from '../../src/teams/actions/meaning.ts';
import { createCommandOf } from '../../src/teams/actions/swarmActions.ts';
import type { Card } from '../../src/teams/cards/parts/elements.ts';
import { createEffects } from '../../src/teams/effects/effects.ts';
import type { Inbound } from '../../src/teams/inbound/inbound.ts';
import type { Turn } from '../../src/teams/inbound/turn.ts';
import type { PersonalChats } from '../../src/teams/people/chats.ts';
import type { Directory } from '../../src/teams/people/directory.ts';
import type { ShownCards } from '../../src/teams/views/shownCards.ts';
import type { Views } from '../../src/teams/views/views.ts';
import { person, plan } from '../swarm/given.ts';
import { caseEffects, linkingInMemory } from './casesInMemory.ts';
import type { Chance } from './chance.ts';
import { everybodyHasTheApp, graphEffects } from './graphInMemory.ts';
import { createLife, type Life } from './lives.ts';
import { createProcessSwarms, type MemoryDatabase, type SomeSwarms } from './memoryDatabase.ts';
import { type Worker, workedBy } from './memoryQueue.ts';
import type { Fortune } from './mishaps.ts';
import { modelInMemory } from './modelInMemory.ts';
import { type Outside, type Shown, serviceUrl, wire } from './outside.ts';
import { gapContacts, lead } from './people.ts';

/** What a person gets for a button: a card, what the bot said in its place, or nothing since its process died. */
export type Answered = { card: Card } | { said: string } | 'nothing';

/** A button of a message, pressed by somebody (their Entra id), with what their client sends along. */
export type Press = (who: string, message: Shown, verb: string, data: object) => Promise<Answered>;

export type BotNeeds = {
  database: MemoryDatabase;
  outside: Outside;
  cases: CaseStandIn;
  views: Views;
  directory: Directory;
  chats: PersonalChats;
  /** In the database: it outlives the process. */
  shown: ShownCards;
  candidates: () => Candidate[];
  chance: Chance;
  /** Of the queue. */
  elderWaits: Queue['elderWaits'];
  /** What goes wrong for this process. */
  fortune: Fortune;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Is told what a process was told to be stored, and is not. */
  lost: (what: string) => void;
};

/** A process of the bot: it works on the queue, and answers buttons. */
export type BotProcess = { life: Life; worker: Worker; press: Press };

/** A statement that was not carried out, or of which nobody knows whether it was. */
class SessionLost extends Error {
  readonly code = 'ECONNRESET';
}

/** Begins a process of the bot. */
export async function beginBot(needs: BotNeeds): Promise<BotProcess> {
  const { database, outside, cases, views, directory, chats, candidates, chance, fortune, now, lost } = needs;
  const life = createLife(fortune.dies);
  const { death, livedBy } = life;
  const clock = (): number => now() + fortune.skew();
  let sessionsLost = 0;

  /** A statement takes its time, and its session may be lost, before it was carried out or after. */
  async function statement<Answer>(work: () => Answer | Promise<Answer>): Promise<Answer> {
    await wire(chance);
    const fate = fortune.fate('database');
    const answer = fate === 'goes-well' || fate === 'lost' ? await work() : null;
    await wire(chance);
    if (fate === 'goes-well') return answer as Answer;
    sessionsLost += 1;
    throw new SessionLost('Connection terminated unexpectedly');
  }
  const { run, keep, keepLater, inChannel, elderWaits } = livedBy({
    run: (...given: Parameters<MemoryDatabase['run']>) => statement(() => database.run(...given)),
    keep: (...[after, news]: [Parameters<MemoryDatabase['keep']>[0], Parameters<MemoryDatabase['keep']>[1]]) =>
      statement(() => database.keep(after, news, clock)),
    keepLater: (job: SwarmJob, ms: number) =>
      statement(() => database.keepJobs([{ job, startAfter: new Date(clock() + ms).toISOString() }], clock)),
    elderWaits: (...given: Parameters<Queue['elderWaits']>) => statement(() => needs.elderWaits(...given)),
    inChannel: (channelId: string) => statement(() => database.inChannel(channelId)),
  });
  const shown = livedBy({
    versionOf: (...given: Parameters<ShownCards['versionOf']>) => statement(() => needs.shown.versionOf(...given)),
    note: (...given: Parameters<ShownCards['note']>) => statement(() => needs.shown.note(...given)),
  });
  const known = createProcessSwarms({ database: { run }, keep, candidates, standsIn: (id) => id === lead, clock });
  const swarms: SomeSwarms = {
    ...known,
    async execute(swarmId, ...given) {
      const done = await known.execute(swarmId, ...given);
      const log = database.historyOf(swarmId);
      for (const each of done.ok ? done.events : [])
        if (log[each.version - 1] !== each) lost(`${swarmId}: ${each.event.type} was told to be stored, and is not`);
      return done;
    },
  };
  const connector = livedBy(outside.connectorOf(fortune));
  const works: Worker['works'] = new Map();
  await startWorkers({
    queue: workedBy(works, { store: keepLater, elderWaits }),
    // The workers load swarms and give commands; the rest is for those who look for one.
    swarms: { ...swarms, propose: never, liveSwarmOf: never, newestSwarmOf: never, swarmInChannel: inChannel },
    effects: {
      ...caseEffects({ standIn: cases, chance, fortune, lived: livedBy, history: swarms.history, clock }),
      ...modelInMemory(chance),
      ...graphEffects(livedBy(outside.graph.clientOf(fortune)), clock),
      ...createEffects({
        ...{ connector, chats, directory, views, swarms, shown },
        findRecurrence: async () => null,
        ...{ registry: { snapshot: createSnapshot() }, clock },
        findGapContacts: gapContacts,
        ensureAppInstalled: everybodyHasTheApp,
        defaultServiceUrl: serviceUrl,
      }),
    },
    log: () => {},
    clock,
    random: chance.number,
  });
  const planner: Planner = {
    detect: () => [],
    unknown: () => [],
    plan: async () => plan(),
    rank: async () => ({ candidates: [], leftOut: 0 }),
    hoursOf: () => ({}),
    isLeadOf: (id) => id === lead,
    standsIn: (id) => id === lead,
    leadsGap: (id) => id === lead,
    mayStart: () => true,
  };
  const meaning = createMeaning(directory, { lookUp: async () => null });
  const linking = linkingInMemory(database);
  const faults: unknown[] = [];
  const answer = createCardActions({
    swarms,
    views,
    ...{ commandOf: createCommandOf({ swarms, planner, directory, meaning, linking }), linking },
    ...{ changeRegistry: never, aboutPeople: never, planFromText: never, planWords: never, answerQuestion: never },
    ...{ sendToContacts: never, answerRequest: never, ofGrowth: never },
    again: async () => ({ kind: 'words', words: 'planned again' }),
    beforeStart: async () => null,
    connector,
    answering: { answer: async () => {} },
    budget: () => 'granted',
    standsIn: planner.standsIn,
    log: (_level, _message, facts) => faults.push(facts['fault'] ?? facts),
  });

  const press: Press = async (who, message, verb, data) => {
    const turn = await turnOf(who, message, directory);
    const before = sessionsLost;
    const answered = await Promise.race([answer(activityOf(turn, verb, data), turn), death]);
    if (faults.length > 0 && sessionsLost === before)
      throw new Error(`The bot failed at ${verb}: ${JSON.stringify(faults)}`);
    faults.length = 0;
    if (answered === 'died') return 'nothing';
    const { type = '', value } = answered.body as { type?: string; value?: unknown };
    return type.endsWith('card.adaptive') ? { card: value as Card } : { said: JSON.stringify(value) };
  };
  const isThere = (): boolean => !life.isOver() && fortune.reaches('database');
  const { messages } = outside;
  const couldNotNote = (after: number): void => {
    for (const message of messages.slice(after)) if (message.by === fortune) message.unheard = true;
  };
  return { life, worker: { works, death, isThere, sent: () => messages.length, couldNotNote }, press };
}

/** Which version of a card was put where, as the database keeps it. */
export function shownInMemory(): ShownCards {
  const versions = new Map<string, number>();
  const versionOf = (swarmId: string, card: string) => versions.get(`${swarmId} ${card}`) ?? 0;
  return {
    versionOf: async (swarmId, card) => versionOf(swarmId, card),
    async note(swarmId, card, version) {
      versions.set(`${swarmId} ${card}`, Math.max(version, versionOf(swarmId, card)));
    },
  };
}

const never = (): never => {
  throw new Error('Nobody asks this in this week');
};

async function turnOf(who: string, { address, conversation }: Shown, directory: Directory): Promise<Turn> {
  const isPersonal = conversation.startsWith('chat-');
  return {
    person: person(who),
    teamsUserId: `29:${who}`,
    reader: await directory.readerOf(who, 'en'),
    place: {
      kind: isPersonal ? 'personal' : 'channel',
      address,
      channelId: isPersonal ? null : conversation,
      isTargeted: false,
    },
    actedOn: address,
    cause: 'press',
  };
}

const activityOf = ({ person: { id }, teamsUserId, place }: Turn, verb: string, data: object): Inbound => ({
  type: 'invoke',
  channelId: 'msteams',
  serviceUrl,
  from: { id: teamsUserId, aadObjectId: id },
  recipient: { id: '28:bot' },
  conversation: { id: place.address.conversationId },
  value: { action: { type: 'Action.Execute', verb, data } },
});
