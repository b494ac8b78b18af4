import type { Case } from '../../src/cases/case.ts';
import { caseWritings } from '../../src/swarm/caseWritings.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { isLinkable } from '../../src/swarm/linkable.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import type { StartedSwarm } from '../../src/swarm/state.ts';
import type { Card } from '../../src/teams/cards/parts/elements.ts';
import type { Connector } from '../../src/teams/connector/connector.ts';
import { cardMessage } from '../../src/teams/connector/message.ts';
import { isIn } from '../../src/teams/views/views.ts';
import { candidate, person, plan, system, theCase } from '../swarm/given.ts';
import type { Press } from './botInMemory.ts';
import { linkable, placeOf } from './casesInMemory.ts';
import type { Chance } from './chance.ts';
import { startedOnes } from './memoryDatabase.ts';
import { chatOf, type Shown, serviceUrl } from './outside.ts';
import { lead, muted, owners, team } from './people.ts';
import { filledIn, pressesOn } from './pressing.ts';
import type { Week } from './week.ts';

export type Actor = {
  /** Somebody's case gets a swarm, and its first people are asked. */
  propose(chance: Chance, ownerId: string, caseId: string): Promise<void>;
  /** The same of what somebody tells in words, of a case that lives nowhere: they may link its swarm to one of a system. */
  tell(chance: Chance, ownerId: string, toldId: string): Promise<void>;
  /** Somebody does something: presses what they see, asks how it stands, or breaks something. */
  something(chance: Chance): Promise<void>;
  /** Somebody looks at each card that they can see: Teams fetches those anew that ask for it. */
  lookAtAll(): Promise<void>;
};

/** What the people of the team do; `press`: what their client sends to the bot. */
export function createActor(
  { swarms, steady, outside, views, directory, story }: Week,
  { press, connector, isUrgent }: { press: Press; connector: Connector; isUrgent: boolean },
): Actor {
  /** The cards that each person was shown on a message by the bot's answers. */
  const answers = new Map<string, Card[]>();

  const propose = (chance: Chance, ownerId: string, caseId: string): Promise<void> =>
    begin(chance, ownerId, caseId, placeOf(caseId));

  async function begin(chance: Chance, ownerId: string, caseId: string, place: Partial<Case>): Promise<void> {
    const owner = person(ownerId);
    const language = chance.once(2) ? 'ja' : 'en';
    const theirs = theCase({
      id: caseId,
      owner,
      language,
      restricted: chance.once(3),
      ...place,
      ...(isUrgent && { severity: 'critical' }),
    });
    const policy = { ...defaultPolicy, stepPatienceMinutes: 5, writeToCase: [...caseWritings] };
    const room = theirs.restricted ? 'private' : 'standard';
    const asked = [
      { person: person('mika'), technologies: ['vpn'], for: [] },
      { person: person(chance.one(['ravi', muted])), technologies: ['cert'], for: [] },
      // Of two who are asked at once for the same the second is let go.
      ...(isUrgent ? [{ person: person('sean'), technologies: ['vpn'], for: [] }] : []),
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
    const execution = await steady.execute(swarmId, command, { actor, cause: 'week' });
    story.push(`${by ?? 'system'}: ${command.type}${execution.ok ? '' : ` (${execution.refusal.code})`}`);
  }

  /** `/swarm status` in one's own chat. */
  async function askFor(swarmId: string, personId: string): Promise<void> {
    const state = swarms.stateOf(swarmId);
    if (state.status === 'none') return;
    const stands = personId === lead || state.case.owner.id === personId;
    if (!stands && (state.status === 'proposed' || !isIn(state, person(personId)))) return;
    const reader = await directory.readerOf(personId, state.case.language);
    const to = { serviceUrl, conversationId: chatOf(personId) };
    const sent = await connector.send(to, cardMessage(await views.status(state, reader)));
    if (sent.ok) await give(swarmId, { type: 'ReportPlanCardPosted', message: sent.message, reader: person(personId) });
    story.push(`${personId} asked how ${swarmId} stands`);
  }

  /** A button of a card that somebody sees, as it is or as it once was, or of what the bot answered them before. */
  async function pressSomething(chance: Chance): Promise<void> {
    const who = chance.one(team);
    const seen = await seenBy(who);
    if (seen.length === 0) return;
    const message = chance.one(seen);
    const older = [...message.looks, ...(answers.get(`${who} ${message.address.activityId}`) ?? [])];
    const look = chance.once(4) ? chance.one(older) : older.at(-1);
    const presses = look ? pressesOn(look) : [];
    if (!look || presses.length === 0) return;
    const pressed = chance.one(presses);
    const data = filledIn(look, pressed, chance, team);
    const times = chance.once(6) ? 2 : 1;
    for (let time = 0; time < times; time++) await send(who, message, pressed.verb, data);
  }

  /** Gives the card that it was answered with, if it was. */
  async function send(who: string, message: Shown, verb: string, data: object): Promise<Card | null> {
    const answered = await press(who, message, verb, data);
    if (answered !== 'nothing' && 'card' in answered) {
      const key = `${who} ${message.address.activityId}`;
      answers.set(key, [...(answers.get(key) ?? []), answered.card]);
    }
    const heard = answered === 'nothing' ? 'no answer' : 'card' in answered ? answered.card.speak : answered.said;
    story.push(`${who} pressed ${verb} ${JSON.stringify(data)}: ${heard}`);
    return answered !== 'nothing' && 'card' in answered ? answered.card : null;
  }

  /** What somebody sees: their own chat, and the channels of swarms they are in. */
  async function seenBy(who: string): Promise<Shown[]> {
    const seats = new Set<string>([chatOf(who)]);
    for (const state of startedOnes(swarms))
      if (state.channel.status === 'open' && isIn(state, person(who))) seats.add(state.channel.channel.channelId);
    return outside.visible().filter(({ conversation }) => seats.has(conversation));
  }

  const newestLook = (who: string, { looks, address }: Shown): Card | undefined =>
    answers.get(`${who} ${address.activityId}`)?.at(-1) ?? looks.at(-1);

  async function breakSomething(chance: Chance): Promise<void> {
    const live = outside.graph.rooms.filter(({ status }) => status === 'live');
    const deleted = outside.graph.rooms.filter(({ status }) => status === 'deleted');
    const kind = chance.below(4);
    if (kind === 0 && live.length > 0) {
      const room = chance.one(live);
      outside.graph.change(room, 'delete');
      story.push(`somebody deletes ${room.channel.name}`);
      // Now and then Teams tells nobody.
      if (!chance.once(4)) await tellOf(room.channel.channelId, 'ReportChannelLost');
    } else if (kind === 1 && live.length > 0) {
      const room = chance.one(live);
      outside.graph.change(room, 'archive');
      story.push(`somebody archives ${room.channel.name}`);
    } else if (kind === 2 && deleted.length > 0) {
      const room = chance.one(deleted);
      outside.graph.change(room, 'restore');
      story.push(`somebody restores ${room.channel.name}`);
      await tellOf(room.channel.channelId, 'ReportChannelFound');
    } else if (kind === 3) {
      const state = chance.one(startedOnes(swarms));
      const restricted = state.case.restricted || chance.once(6);
      const owner = chance.once(4) ? person(chance.one(owners)) : state.case.owner;
      await give(state.swarmId, { type: 'ReportCase', case: { ...state.case, restricted, owner } });
    }
  }

  /** Whoever leads a swarm that was told in words says which case it is about, another one, or none. */
  async function linkSomething(chance: Chance, { swarmId, case: theCase, coordinator }: StartedSwarm): Promise<void> {
    const caseId = chance.one(linkable);
    const about = { ...theCase, ...placeOf(caseId), id: caseId, owner: person(chance.one(owners)) };
    const command: SwarmCommand = chance.once(3) ? { type: 'UnlinkCase' } : { type: 'LinkCase', case: about };
    await give(swarmId, command, coordinator.id);
  }

  async function tellOf(channelId: string, type: 'ReportChannelLost' | 'ReportChannelFound'): Promise<void> {
    const swarmId = swarms.inChannel(channelId);
    if (!swarmId) return;
    await give(swarmId, type === 'ReportChannelLost' ? { type, channelId, how: 'deleted' } : { type, channelId });
  }

  return {
    propose,
    tell: (chance, ownerId, toldId) => begin(chance, ownerId, toldId, { url: null }),
    async something(chance) {
      const told = startedOnes(swarms).find(isLinkable);
      if (told && chance.once(8)) await linkSomething(chance, told);
      const kind = chance.below(14);
      if (kind === 0 || kind > 11) await askFor(chance.one(swarms.ids()), chance.one(team));
      else if (kind === 1) await breakSomething(chance);
      // Two at one moment.
      else if (kind === 2) await Promise.all([pressSomething(chance), pressSomething(chance)]);
      else await pressSomething(chance);
    },
    async lookAtAll() {
      for (const who of team)
        for (const message of await seenBy(who)) {
          const { refresh } = newestLook(who, message) ?? {};
          if (!refresh || refresh.userIds?.includes(`29:${who}`) === false) continue;
          const fetched = await send(who, message, refresh.action.verb, refresh.action.data);
          // In a chat of one nobody else sees what it was before.
          if (fetched && message.conversation === chatOf(who)) message.looks.push(fetched);
        }
    },
  };
}

const nothing = { technologies: [], people: [] };
