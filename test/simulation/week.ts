import type { Person } from '../../src/cases/case.ts';
import type { Technology } from '../../src/registry/technology.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import type { SwarmJob } from '../../src/swarm/jobs.ts';
import type { Planner } from '../../src/swarm/planning/planner.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { startWorkers } from '../../src/swarm/service/worker.ts';
import { createCardActions } from '../../src/teams/actions/cardActions.ts';
import { createMeaning } from '../../src/teams/actions/meaning.ts';
import { createCommandOf } from '../../src/teams/actions/swarmActions.ts';
import type { Card } from '../../src/teams/cards/parts/elements.ts';
import { cardMessage } from '../../src/teams/connector/message.ts';
import { createEffects } from '../../src/teams/effects/effects.ts';
import type { Inbound } from '../../src/teams/inbound/inbound.ts';
import type { Turn } from '../../src/teams/inbound/turn.ts';
import type { Reader } from '../../src/teams/languages/language.ts';
import type { PersonalChat, PersonalChats } from '../../src/teams/people/chats.ts';
import type { Directory } from '../../src/teams/people/directory.ts';
import type { ShownCards } from '../../src/teams/views/shownCards.ts';
import { createViews, isIn, type Views } from '../../src/teams/views/views.ts';
import { noCaseEffects } from '../cases/systems/noCaseEffects.ts';
import { candidate, person, plan, system, technology, theCase } from '../swarm/given.ts';
import { type Chance, chanceOf } from './chance.ts';
import { createMemoryQueue } from './memoryQueue.ts';
import { createMemorySwarms, type MemorySwarms, startedOnes } from './memorySwarms.ts';
import { chatOf, createOutside, type Outside, type Shown, serviceUrl } from './outside.ts';
import { filledIn, pressesOn } from './pressing.ts';

/** A support team: owners of cases, experts, a lead, one who has muted the bot. Names are no parts of one another. */
const owners = ['olga', 'otto'];
export const team = [...owners, 'mika', 'ravi', 'sean', 'yuki', 'zoe', 'lena', 'mute'];
const lead = 'lena';
export const muted = 'mute';
const technologies = ['vpn', 'cert', 'dns'];
const monday = Date.parse('2026-11-23T00:00:00.000Z');
const hour = 3_600_000;

/** How a week ended. `story`: what people did and what came of it, line by line. */
export type Week = {
  swarms: MemorySwarms;
  outside: Outside;
  views: Views;
  directory: Directory;
  chats: PersonalChats;
  /** Every job that was stored. */
  jobs: SwarmJob[];
  story: string[];
};

/**
 * A week of a support team that does unexpected things, the same for the same seed: the real decider, reactions, workers,
 * effects, buttons and cards, with Teams and Graph in memory.
 */
export async function playWeek(seed: number): Promise<Week> {
  const chance = chanceOf(seed);
  const queue = createMemoryQueue(chance, monday);
  const jobs: SwarmJob[] = [];
  const told = { swarms: null as MemorySwarms | null };
  const outside = createOutside(
    chance,
    (personId) => personId === muted,
    () => told.swarms?.told.length ?? 0,
  );
  const candidates = () => {
    const away = new Set(chance.once(3) ? chance.some(team) : []);
    return team
      .filter((id) => !owners.includes(id) && id !== lead)
      .map((id, at) => candidate(id, technologies.slice(at % 2), 3 - at / 3, !away.has(id)));
  };
  const swarms = createMemorySwarms({
    store(stored) {
      jobs.push(...stored.map(({ job }) => job));
      queue.store(stored);
    },
    candidates,
    standsIn: (personId) => personId === lead,
    now: queue.now,
  });
  told.swarms = swarms;
  const { directory, chats } = peopleKnown();
  const views = createViews({
    chats,
    directory,
    findSimilar: async () => [],
    standsIn: (personId) => personId === lead,
  });
  await startWorkers({
    queue: queue.queue,
    // The workers load swarms and give commands; the rest is for those who look for one.
    swarms: { ...swarms, propose: never, liveSwarmOf: never, newestSwarmOf: never, swarmInChannel: swarms.inChannel },
    effects: {
      ...noCaseEffects,
      ...outside.graph,
      ...createEffects({
        connector: outside.connector,
        chats,
        directory,
        views,
        shown: shownInMemory(),
        swarms,
        ensureAppInstalled: async () => ({ kind: 'installed' }),
        defaultServiceUrl: serviceUrl,
      }),
    },
    log: () => {},
    clock: queue.now,
    random: chance.number,
  });
  const story: string[] = [];
  const act = actor({ chance, swarms, outside, views, directory, story });

  await act.propose(owners[0] ?? '', '4711');
  await act.propose(owners[1] ?? '', '4712');
  for (let day = 0; day < 5; day++) {
    for (let deeds = 0; deeds < 12; deeds++) {
      await queue.runUntil(queue.now() + (chance.once(3) ? 1_000 : chance.below(hour)));
      await act.something();
    }
    await queue.runUntil(monday + (day + 1) * 24 * hour);
  }
  outside.disturb(false);
  await queue.runUntil(monday + 14 * 24 * hour);
  return { swarms, outside, views, directory, chats, jobs, story };
}

const never = (): never => {
  throw new Error('Nobody asks this in this week');
};

type Stage = Omit<Week, 'chats' | 'jobs'> & { chance: Chance };

/** What the people of the team do. */
function actor({ chance, swarms, outside, views, directory, story }: Stage) {
  const { press, answers } = buttons({ swarms, outside, views, directory });

  async function propose(ownerId: string, caseId: string): Promise<void> {
    const owner = person(ownerId);
    const language = chance.once(2) ? 'ja' : 'en';
    const theirs = theCase({ id: caseId, owner, language, restricted: chance.once(6) });
    const policy = { ...defaultPolicy, stepPatienceMinutes: 5 };
    const room = theirs.restricted ? 'private' : 'standard';
    const asked = [
      { person: person('mika'), technologies: ['vpn'], for: [] },
      { person: person(chance.one(['ravi', muted])), technologies: ['cert'], for: [] },
    ];
    const proposal = plan({
      team: asked,
      learners: [{ person: person('zoe'), technologies: ['vpn'], for: [] }],
      ranking: { candidates: asked.map((each) => candidate(each.person.id, each.technologies)), leftOut: 0 },
    });
    const swarmId = `swarm-of-${caseId}`;
    await give(swarmId, { type: 'Propose', tenantId: 'tenant', case: theirs, plan: proposal, room, policy });
    await give(
      swarmId,
      { type: 'RevisePlan', plan: proposal, dropped: nothing, added: [], learners: [person('zoe')] },
      ownerId,
    );
    await askFor(swarmId, ownerId);
    await give(swarmId, { type: 'Start' }, ownerId);
  }

  async function give(swarmId: string, command: SwarmCommand, by?: string): Promise<void> {
    const actor = by ? ({ kind: 'person', person: person(by) } as const) : system;
    const execution = await swarms.execute(swarmId, command, { actor, cause: 'week' });
    story.push(`${by ?? 'system'}: ${command.type}${execution.ok ? '' : ` (${execution.refusal.code})`}`);
  }

  /** `/swarm status` in one's own chat. */
  async function askFor(swarmId: string, personId: string): Promise<void> {
    const state = await swarms.load(swarmId);
    if (state.status === 'none') return;
    const stands = personId === lead || state.case.owner.id === personId;
    if (!stands && (state.status === 'proposed' || !isIn(state, person(personId)))) return;
    const reader = await directory.readerOf(personId, state.case.language);
    const to = { serviceUrl, conversationId: chatOf(personId) };
    const sent = await outside.connector.send(to, cardMessage(await views.status(state, reader)));
    if (sent.ok) await give(swarmId, { type: 'ReportPlanCardPosted', message: sent.message, reader: person(personId) });
    story.push(`${personId} asked how ${swarmId} stands`);
  }

  /** A button of a card that somebody sees, as it is or as it once was, or of what the bot answered them before. */
  async function pressSomething(): Promise<void> {
    const who = chance.one(team);
    const seats = new Set<string>([chatOf(who)]);
    for (const state of await startedOnes(swarms))
      if (state.channel.status === 'open' && isIn(state, person(who))) seats.add(state.channel.channel.channelId);
    const seen = outside.visible().filter(({ conversation }) => seats.has(conversation));
    if (seen.length === 0) return;
    const message = chance.one(seen);
    const older = [...message.looks, ...(answers.get(`${who} ${message.address.activityId}`) ?? [])];
    const look = chance.once(4) ? chance.one(older) : older.at(-1);
    const presses = look ? pressesOn(look) : [];
    if (!look || presses.length === 0) return;
    const pressed = chance.one(presses);
    const data = filledIn(look, pressed, chance, team);
    const answer = await press(who, message, pressed.verb, data);
    story.push(`${who} pressed ${pressed.verb} ${JSON.stringify(data)}: ${answer}`);
    if (chance.once(6)) await press(who, message, pressed.verb, data);
  }

  async function breakSomething(): Promise<void> {
    const live = outside.rooms.filter(({ status }) => status === 'live');
    const deleted = outside.rooms.filter(({ status }) => status === 'deleted');
    const kind = chance.below(4);
    if (kind === 0 && live.length > 0) {
      const room = chance.one(live);
      room.status = 'deleted';
      story.push(`somebody deletes ${room.channel.name}`);
      // Now and then Teams tells nobody.
      if (!chance.once(4)) await tellOf(room.channel.channelId, 'ReportChannelLost');
    } else if (kind === 1 && live.length > 0) {
      const room = chance.one(live);
      room.status = 'archived';
      room.archivedByHand = true;
      story.push(`somebody archives ${room.channel.name}`);
    } else if (kind === 2 && deleted.length > 0) {
      const room = chance.one(deleted);
      room.status = 'live';
      room.archivedByHand = false;
      room.restoredByHand = true;
      story.push(`somebody restores ${room.channel.name}`);
      await tellOf(room.channel.channelId, 'ReportChannelFound');
    } else if (kind === 3) {
      const state = chance.one(await startedOnes(swarms));
      const restricted = state.case.restricted || chance.once(6);
      const owner = chance.once(4) ? person(chance.one(owners)) : state.case.owner;
      await give(state.swarmId, { type: 'ReportCase', case: { ...state.case, restricted, owner } });
    }
  }

  async function tellOf(channelId: string, type: 'ReportChannelLost' | 'ReportChannelFound'): Promise<void> {
    const swarmId = await swarms.inChannel(channelId);
    if (!swarmId) return;
    await give(swarmId, type === 'ReportChannelLost' ? { type, channelId, how: 'deleted' } : { type, channelId });
  }

  return {
    propose,
    async something(): Promise<void> {
      const kind = chance.below(12);
      if (kind === 0) await askFor(chance.one(swarms.ids()), chance.one(team));
      else if (kind === 1) await breakSomething();
      // Two at one moment.
      else if (kind === 2) await Promise.all([pressSomething(), pressSomething()]);
      else await pressSomething();
    },
  };
}

const nothing = { technologies: [], people: [] };

/** The bot behind the buttons. `answers`: the cards that each person was shown on a message by it. */
function buttons({ swarms, outside, views, directory }: Omit<Stage, 'chance' | 'story'>) {
  const answers = new Map<string, Card[]>();
  const planner: Planner = {
    detect: () => [],
    unknown: () => [],
    plan: async () => plan(),
    rank: async () => ({ candidates: [], leftOut: 0 }),
    hoursOf: () => ({}),
    isLead: (id) => id === lead,
    standsIn: (id) => id === lead,
    mayStart: () => true,
  };
  const meaning = createMeaning(directory, { lookUp: async () => null });
  const faults: unknown[] = [];
  const answer = createCardActions({
    swarms,
    views,
    commandOf: createCommandOf({ swarms, planner, directory, meaning }),
    ...{ changeRegistry: never, planFromText: never, planWords: never, answerQuestion: never },
    ...{ sendToContacts: never, answerRequest: never },
    again: async () => ({ kind: 'words', words: 'planned again' }),
    beforeStart: async () => null,
    connector: outside.connector,
    answering: { answer: async () => {} },
    budget: () => 'granted',
    standsIn: planner.standsIn,
    log: (_level, _message, facts) => faults.push(facts['fault'] ?? facts),
  });

  async function press(who: string, message: Shown, verb: string, data: object): Promise<string> {
    const reader = await directory.readerOf(who, 'en');
    const { conversationId } = message.address;
    const isPersonal = conversationId.startsWith('chat-');
    const turn: Turn = {
      person: person(who),
      teamsUserId: `29:${who}`,
      reader,
      place: {
        kind: isPersonal ? 'personal' : 'channel',
        address: message.address,
        channelId: isPersonal ? null : message.conversation,
        isTargeted: false,
      },
      actedOn: message.address,
      cause: 'press',
    };
    const activity: Inbound = {
      type: 'invoke',
      channelId: 'msteams',
      serviceUrl,
      from: { id: turn.teamsUserId, aadObjectId: who },
      recipient: { id: '28:bot' },
      conversation: { id: conversationId },
      value: { action: { type: 'Action.Execute', verb, data } },
    };
    const { body } = await answer(activity, turn);
    if (faults.length > 0) throw new Error(`The bot failed at ${verb}: ${JSON.stringify(faults)}`);
    const { type = '', value } = body as { type?: string; value?: unknown };
    if (!type.endsWith('card.adaptive')) return JSON.stringify(value);
    const key = `${who} ${message.address.activityId}`;
    answers.set(key, [...(answers.get(key) ?? []), value as Card]);
    return (value as Card).speak;
  }

  return { press, answers };
}

/** Half of them read Japanese; all read at one moment, so that a card differs only where its swarm does. */
function peopleKnown(): { directory: Directory; chats: PersonalChats } {
  const chatWith = (personId: string): PersonalChat => ({
    personId,
    teamsUserId: `29:${personId}`,
    name: person(personId).name,
    conversationId: chatOf(personId),
    serviceUrl,
    locale: languageOf(personId) === 'ja' ? 'ja-JP' : 'en-GB',
    zone: 'Asia/Tokyo',
  });
  const languageOf = (personId: string): 'en' | 'ja' => (team.indexOf(personId) % 2 === 0 ? 'ja' : 'en');
  const readerOf = (personId: string): Reader => ({
    language: languageOf(personId),
    zone: 'Asia/Tokyo',
    personId,
    at: new Date(monday).toISOString(),
  });
  const known = (id: string): Person | null => (team.includes(id) ? person(id) : null);
  const technologyOf = (id: string): Technology | null =>
    technologies.includes(id) ? { id, name: technology(id).name, aliases: { en: [], ja: [] }, parent: null } : null;
  return {
    directory: {
      readerOf: async (personId) => readerOf(personId),
      readerIn: (_chat, personId) => readerOf(personId),
      personOf: async (id) => known(id),
      chatWith: () => null,
      personNamed: (typed) => {
        const found = known(typed.toLowerCase());
        return found ? { kind: 'one', it: found } : { kind: 'none' };
      },
      technology: technologyOf,
      technologyNamed: (typed) => {
        const found = technologyOf(typed.toLowerCase());
        return found ? { kind: 'one', it: found } : { kind: 'none' };
      },
    },
    chats: {
      saw: () => {},
      remember: async ({ personId }) => chatWith(personId),
      find: async (personId) => chatWith(personId),
      findAll: async (ids) => new Map(ids.map((id) => [id, chatWith(id)])),
      opened: async () => {},
      serviceUrl: async () => serviceUrl,
    },
  };
}

function shownInMemory(): ShownCards {
  const versions = new Map<string, number>();
  const versionOf = (swarmId: string, card: string) => versions.get(`${swarmId} ${card}`) ?? 0;
  return {
    versionOf: async (swarmId, card) => versionOf(swarmId, card),
    async note(swarmId, card, version) {
      versions.set(`${swarmId} ${card}`, Math.max(version, versionOf(swarmId, card)));
    },
  };
}
