import type { Persona } from '../../src/sandbox/people/persona.ts';
import type { Channel, Message } from '../../src/sandbox/tenant/tenant.ts';
import { modelUses } from '../../src/settings/modelUses.ts';
import type { RecordedEvent } from '../../src/swarm/events.ts';
import { evolve } from '../../src/swarm/evolve.ts';
import { type SwarmJob, viewCard } from '../../src/swarm/jobs.ts';
import { isTypedInto } from '../../src/swarm/openQuestions.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import { type StartedSwarm, type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import type { Card } from '../../src/teams/cards/parts/elements.ts';
import { questionNow } from '../../src/teams/cards/questionNow.ts';
import type { Connector, OutgoingMessage } from '../../src/teams/connector/connector.ts';
import { announceMember } from '../../src/teams/effects/announceMember.ts';
import { relayView } from '../../src/teams/effects/askSilent.ts';
import { askViews } from '../../src/teams/effects/askViews.ts';
import { postOutcome } from '../../src/teams/effects/postOutcome.ts';
import { tellRoom } from '../../src/teams/effects/tellRoom.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { createPersonalChats } from '../../src/teams/people/chats.ts';
import { createDirectory } from '../../src/teams/people/directory.ts';
import { findGapContacts } from '../../src/teams/people/gapContacts.ts';
import { createViews, type Views } from '../../src/teams/views/views.ts';
import type { Office } from '../teams/office.ts';

/** How many cards of each kind were held against what the bot would draw, or has drawn. */
export type Compared = Record<'own' | 'briefing' | 'panel' | 'announcement' | 'question' | 'model', number>;

/**
 * What stands in the channel of a swarm that is not so: its briefing as everybody sees it, the same with the panel as who leads
 * sees it, and below it words that were never true. Nothing of a channel that is not there, or where nobody can change a card.
 */
export async function channelCardsThatDiffer(
  office: Office,
  swarmId: string,
  coordinatorOf: (state: StartedSwarm) => Persona | null,
  compared: Compared,
): Promise<string[]> {
  const state = await office.swarms.load(swarmId);
  const channel = wasStarted(state) ? channelOf(office, state) : null;
  if (!wasStarted(state) || !channel || !state.briefing) return [];
  const { views, directory } = drawing(office);
  const differing: string[] = [];
  const posted = [...channel.conversation.messages.values()].filter(isForAll);
  const base = posted.find(({ id }) => id === state.briefing?.activityId);
  if (base) {
    compared.briefing++;
    differing.push(...against(base.card, cardIn(await views.briefingMessage(state)), `${channel.name}: the briefing`));
  }
  const leader = state.status === 'running' ? coordinatorOf(state) : null;
  const isInside = leader && (await leader.conversations()).some(({ id }) => id === channel.id);
  if (base && leader && isInside) {
    const { messages: told } = await leader.conversation(channel.id);
    const seen = told.find(({ id }) => id === base.id);
    const reader = await directory.readerOf(state.coordinator.id, state.case.language);
    compared.panel++;
    differing.push(...against(seen?.card, await views.briefing(state, reader), `${leader.who}: the panel`));
  }
  const below = posted.filter(({ thread, id }) => thread === base?.thread && id !== base.id);
  compared.announcement += below.length;
  return [...differing, ...(await neverSo(below, await office.swarms.history(swarmId), views))];
}

/** A form, or a command's answer, is seen by who asked alone, and is true of that moment. */
const isForAll = ({ from, card, targetedTo, deleted }: Message): boolean =>
  from === 'bot' && card !== null && targetedTo === null && !deleted;

function channelOf(office: Office, { channel }: StartedSwarm): Channel | null {
  if (channel.status !== 'open') return null;
  const { teamId, channelId } = channel.channel;
  const found = office.sandbox.tenant.teams.get(teamId)?.channels.get(channelId);
  return found && !found.archived && found.deletedAt === null ? found : null;
}

function drawing({ database, tenantId, registry }: Office) {
  const chats = createPersonalChats({ database, tenantId, clock: Date.now });
  const directory = createDirectory({ registry, chats, clock: Date.now, model: modelUses });
  const views = createViews({ chats, directory, findSimilar: async () => [], standsIn: () => false });
  return { views, directory };
}

/**
 * What stands in somebody's chat as a question of a swarm that is not so, each beside what it should be. One that nobody has answered
 * stands for a while after the end, for somebody may be typing into it.
 */
export async function questionsThatDiffer(office: Office, swarmId: string, compared: Compared): Promise<string[]> {
  const state = await office.swarms.load(swarmId);
  if (!wasStarted(state)) return [];
  const { directory } = drawing(office);
  const differing: string[] = [];
  for (const side of state.sideCards) {
    const message = office.sandbox.tenant.conversations
      .get(side.message.conversationId)
      ?.messages.get(side.message.activityId);
    if (!message || side.card === 'note' || side.card === 'relay') continue;
    const reader = await directory.readerOf(side.reader.id, state.case.language);
    const due = questionNow(state, side, reader, findGapContacts(office.registry.snapshot, Date.now));
    const seen = message.views.get(side.reader.id) ?? message.card;
    // Whom it names may be others by now; and it is left for a while to who may be typing into it.
    if (!due || (asks(seen) && (asks(due) || state.status !== 'running' || isTypedInto(state, side)))) continue;
    compared.question++;
    differing.push(...against(withoutKept(seen, due), due, `${side.reader.name}: ${side.card}`));
  }
  if (state.model.asked.length + state.model.failed.length + Object.keys(state.model.translations).length > 0)
    compared.model++;
  return differing;
}

/** The card below what somebody typed into it when it was too late: that stays there to be copied, until the card changes again. */
function withoutKept(seen: unknown, { speak, fallbackText }: Card): unknown {
  const { body = [] } = (seen ?? {}) as Partial<Card>;
  const isKept = (['en', 'ja'] as const).some((language) =>
    JSON.stringify(body[0] ?? null).includes(messages(language).common.notTaken),
  );
  return isKept ? { ...(seen as Card), body: body.slice(1), speak, fallbackText } : seen;
}

const asks = (card: unknown): boolean => JSON.stringify(card ?? null).includes('"Input.');

/** Each message must be what one of the jobs of this swarm says, done at any moment from when it was stored on. */
async function neverSo(told: readonly Message[], history: readonly RecordedEvent[], views: Views): Promise<string[]> {
  const states: SwarmState[] = [];
  const jobs: { job: SwarmJob; from: number }[] = [];
  for (const recorded of history) {
    const state = evolve(states.at(-1) ?? { status: 'none' }, recorded);
    jobs.push(...reactions(state, recorded).map(({ job }) => ({ job, from: states.length })));
    states.push(state);
  }
  const open = new Map(told.map((message) => [wordsOf(message.card), message]));
  const known = new Set<string>();
  for (const { job, from } of jobs)
    for (const state of states.slice(from)) {
      if (open.size === 0) return [];
      const said = await saidBy(job, state, views);
      if (said) known.add(wordsOf(said));
      if (said) open.delete(wordsOf(said));
    }
  return [...open.values()].map(
    ({ card }) => `It was never so:\n${JSON.stringify(card)}\nbut\n${[...known].join('\n')}`,
  );
}

async function saidBy(job: SwarmJob, state: SwarmState, views: Views): Promise<Card | null> {
  let said: Card | null = null;
  const connector: Connector = {
    ...silent,
    send: async (to, message) => {
      said = cardIn(message);
      return { ok: true, message: { ...to, activityId: '1' } };
    },
  };
  if (!wasStarted(state)) return null;
  const circumstances = { state, repeated: false, signal: new AbortController().signal };
  switch (job.name) {
    case 'announce-member':
      await announceMember({ connector, views })(job, circumstances);
      break;
    case 'tell-room':
      await tellRoom({ connector, views })(job, circumstances);
      break;
    case 'ask-views':
      await askViews({ connector, views })(job, circumstances);
      break;
    case 'relay-view':
      await relayView({ connector, views })(job, circumstances);
      break;
    case 'post-outcome':
      await postOutcome({ connector, views })(job, circumstances);
      break;
    // Once a model has translated what somebody told to all.
    case 'refresh-card': {
      const view = state.views.find((each) => viewCard(each) === job.card);
      return view ? views.toldView(state, view) : null;
    }
    // Each is named, so that a new one is not taken for a lie.
    case 'offer-plan':
    case 'open-channel':
    case 'enable-app':
    case 'seat-member':
    case 'post-briefing':
    case 'deliver-invitation':
    case 'expire-invitation':
    case 'ask-for-note':
    case 'tell-coordinator':
    case 'tell-person':
    case 'look-at-channel':
    case 'ask-silent':
    case 'tell-recurring':
    case 'ask-gap-lead':
    case 'ask-follow-up':
    case 'ask-prevention':
    case 'remind-prevention':
    case 'tell-thanks':
    case 'ask-model':
    case 'archive-channel':
    case 'unarchive-channel':
    case 'delete-channel':
    case 'hide-left-briefing':
    case 'delete-left-channel':
    case 'write-note':
    case 'link-case':
    case 'unlink-case':
    case 'send-article':
    case 'fold-card':
      return null;
    default:
      return job satisfies never;
  }
  return said;
}

const nothing = async () => ({ ok: false, status: 404, code: '', message: '', retryAt: null }) as const;
const silent: Connector = {
  send: nothing,
  sendTargeted: nothing,
  update: nothing,
  openPersonalChat: nothing,
  openThread: nothing,
};

/**
 * What a message says, whichever id it mentions people by: by the Entra id until Teams has told another, which may be while they are
 * given the app by that very job or the next. Both are theirs.
 */
function wordsOf(card: unknown): string {
  return JSON.stringify(card, (key, value) => (key === 'mentioned' ? { name: value.name } : value));
}

const cardIn = ({ attachments }: OutgoingMessage): Card | null => (attachments?.[0]?.content as Card) ?? null;

function against(seen: unknown, due: Card | null, where: string): string[] {
  if (JSON.stringify(seen) === JSON.stringify(due)) return [];
  return [`${where} is\n${JSON.stringify(seen)}\nwhere should be\n${JSON.stringify(due)}`];
}
