import { modelOff } from '../../src/model/off.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
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
import { noCaseEffects } from '../cases/systems/noCaseEffects.ts';
import { person, plan } from '../swarm/given.ts';
import type { Chance } from './chance.ts';
import { everybodyHasTheApp, graphEffects } from './graphInMemory.ts';
import type { Lives } from './lives.ts';
import type { MemoryQueue } from './memoryQueue.ts';
import type { MemorySwarms } from './memorySwarms.ts';
import { type Outside, type Shown, serviceUrl } from './outside.ts';
import { lead } from './people.ts';

/** What a person gets for a button: a card, what the bot said in its place, or nothing since its process died. */
export type Answered = { card: Card } | { said: string } | 'nothing';

/** A button of a message, pressed by somebody (their Entra id), with what their client sends along. */
export type Press = (who: string, message: Shown, verb: string, data: object) => Promise<Answered>;

export type BotNeeds = {
  lives: Lives;
  queue: MemoryQueue;
  swarms: MemorySwarms;
  outside: Outside;
  views: Views;
  directory: Directory;
  chats: PersonalChats;
  /** In the database: it outlives the process. */
  shown: ShownCards;
  chance: Chance;
  /** As the bot's machine has it, in milliseconds since 1970. */
  clock: () => number;
};

/** Begins a process of the bot: what works on the queue; gives what answers buttons. */
export async function beginBot(needs: BotNeeds): Promise<Press> {
  const { lives, queue, swarms, outside, views, directory, chats, shown, chance, clock } = needs;
  const death = lives.death();
  const mine = lives.livedBy({ load: swarms.load, history: swarms.history, execute: swarms.execute });
  const connector = lives.livedBy(outside.connector);
  await startWorkers({
    queue: queue.queue,
    // The workers load swarms and give commands; the rest is for those who look for one.
    swarms: { ...mine, propose: never, liveSwarmOf: never, newestSwarmOf: never, swarmInChannel: swarms.inChannel },
    effects: {
      ...noCaseEffects,
      ...modelOff,
      ...graphEffects(lives.livedBy(outside.graph.client), clock),
      ...createEffects({
        ...{ connector, chats, directory, views, swarms: mine, shown: lives.livedBy(shown) },
        findRecurrence: async () => null,
        ...{ registry: { snapshot: createSnapshot() }, clock },
        findGapContacts: () => ({ leads: [], little: [] }),
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
    mayStart: () => true,
  };
  const meaning = createMeaning(directory, { lookUp: async () => null });
  const faults: unknown[] = [];
  const answer = createCardActions({
    swarms: mine,
    views,
    commandOf: createCommandOf({ swarms: mine, planner, directory, meaning }),
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

  return async (who, message, verb, data) => {
    const turn = await turnOf(who, message, directory);
    const answered = await Promise.race([answer(activityOf(turn, verb, data), turn), death]);
    if (faults.length > 0) throw new Error(`The bot failed at ${verb}: ${JSON.stringify(faults)}`);
    if (answered === 'died') return 'nothing';
    const { type = '', value } = answered.body as { type?: string; value?: unknown };
    return type.endsWith('card.adaptive') ? { card: value as Card } : { said: JSON.stringify(value) };
  };
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
