import type { Person } from '../../cases/case.ts';
import type { Language } from '../../language/language.ts';
import { type GivenView, isPending, type StartedSwarm, wasStarted } from '../../swarm/state.ts';
import { inBothLanguages } from '../cards/bothLanguages.ts';
import { briefingCard } from '../cards/briefingCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import type { Card } from '../cards/parts/elements.ts';
import { planCard } from '../cards/planCard.ts';
import { toldViewCard } from '../cards/silentCards.ts';
import { statusCard } from '../cards/statusCard.ts';
import type { OutgoingMessage } from '../connector/connector.ts';
import { cardMessage, withTeamsIds } from '../connector/message.ts';
import type { Reader } from '../languages/language.ts';
import type { PersonalChat, PersonalChats } from '../people/chats.ts';
import type { Directory } from '../people/directory.ts';
import type { FindSimilar } from '../ports.ts';

/** The cards of a swarm with what they need beside its state: who reads, how people are called in Teams, the like. */
export type Views = {
  /** The owner's card: the plan with swarms like it, and later how the swarm stands. */
  ownersCard(state: KnownSwarm, reader: Reader): Promise<Card>;
  /** How a swarm stands for somebody in it. */
  status(state: KnownSwarm, reader: Reader): Promise<Card>;
  /** The channel's card as one person sees it. */
  briefing(state: StartedSwarm, reader: Reader): Promise<Card>;
  /** The channel's message as everyone gets it, in the coordinator's language; the coordinator is mentioned. */
  briefingMessage(state: StartedSwarm): Promise<OutgoingMessage>;
  /** What somebody told to all, as everyone gets it in the channel, and as one person sees it there. */
  toldView(state: StartedSwarm, view: GivenView): Promise<Card>;
  toldViewFor(state: StartedSwarm, view: GivenView, reader: Reader): Promise<Card>;
  /**
   * How a message in the channel reads: in the coordinator's way, and the other language too where somebody who is in,
   * or `besides`, reads that.
   */
  channelReaders(state: StartedSwarm, besides?: readonly Person[]): Promise<{ first: Reader; second: Language | null }>;
  /** A card as a message in which mentions name people as Teams knows them. */
  mentioning(card: Card): Promise<OutgoingMessage>;
};

export type ViewsNeeds = {
  chats: PersonalChats;
  directory: Directory;
  findSimilar: FindSimilar;
  /** Whether somebody may act for the owner of a case. */
  standsIn: (personId: string, ownerId: string, at: string) => boolean;
};

export function createViews({ chats, directory, findSimilar, standsIn }: ViewsNeeds): Views {
  const ownersCard = async (state: KnownSwarm, reader: Reader): Promise<Card> => {
    const similar =
      state.status === 'proposed'
        ? await findSimilar(state.case, [...state.plan.technologies, ...(state.plan.possible ?? [])], reader.personId)
        : [];
    return planCard(state, reader, similar);
  };

  /** Those who get their own view by themselves: their language, and for the coordinator the panel. */
  const refreshedFor = (state: StartedSwarm): string[] => [
    ...new Set([state.coordinator, ...state.members.map((each) => each.person)].map((each) => each.id)),
  ];

  const mentioning = (card: Card, known: ReadonlyMap<string, PersonalChat>): OutgoingMessage =>
    cardMessage(withTeamsIds(card, (id) => known.get(id)?.teamsUserId ?? id));

  const teamsIdsOf = async (state: StartedSwarm): Promise<string[]> => {
    const known = await chats.findAll(refreshedFor(state));
    return refreshedFor(state).flatMap((id) => known.get(id)?.teamsUserId ?? []);
  };

  const channelReaders: Views['channelReaders'] = async (state, besides = []) => {
    const { coordinator, members } = state;
    const people = new Set([coordinator, ...members.map(({ person }) => person), ...besides].map(({ id }) => id));
    const known = await chats.findAll([...people]);
    const readerOf = (id: string) => directory.readerIn(known.get(id) ?? null, id, state.case.language);
    const first = readerOf(coordinator.id);
    const other = [...people].map(readerOf).find(({ language }) => language !== first.language);
    return { first, second: other?.language ?? null };
  };

  return {
    ownersCard,
    channelReaders,
    async toldView(state, view) {
      const { first, second } = await channelReaders(state);
      const ids = await teamsIdsOf(state);
      return inBothLanguages((reader) => toldViewCard(state, view, reader, ids), first, second);
    },
    toldViewFor: async (state, view, reader) => toldViewCard(state, view, reader, await teamsIdsOf(state)),
    status: async (state, reader) =>
      wasStarted(state)
        ? statusCard(state, reader, standsIn(reader.personId, state.case.owner.id, reader.at))
        : ownersCard(state, reader),
    async briefing(state, reader) {
      return briefingCard(state, reader, {
        forCoordinator: reader.personId === state.coordinator.id,
        refreshUserIds: await teamsIdsOf(state),
      });
    },
    // The mention is in the card: Teams makes two messages of text beside a card, gives no id for them, and refuses to
    // update such a message ("Activity resulted into multiple skype activities").
    async briefingMessage(state) {
      const wanted = refreshedFor(state);
      const known = await chats.findAll(wanted);
      const { id } = state.coordinator;
      const reader = directory.readerIn(known.get(id) ?? null, id, state.case.language);
      const refreshUserIds = wanted.flatMap((each) => known.get(each)?.teamsUserId ?? []);
      const view = { forCoordinator: false, mentionsCoordinator: true, refreshUserIds };
      return mentioning(briefingCard(state, reader, view), known);
    },
    mentioning: async (card) =>
      mentioning(card, await chats.findAll(card.msteams?.entities?.map((each) => each.mentioned.id) ?? [])),
  };
}

/** Whether somebody is in a swarm: as its case's owner, its coordinator, or asked and not refusing. */
export function isIn(state: KnownSwarm, { id }: Pick<Person, 'id'>): boolean {
  if (state.case.owner.id === id) return true;
  if (!wasStarted(state)) return false;
  return (
    state.coordinator.id === id ||
    state.members.some((each) => each.person.id === id) ||
    state.invitations.some((each) => each.person.id === id && each.answer.state === 'accepted')
  );
}

/** The invitations of one person that wait for their answer. */
export const waitingFor = (state: KnownSwarm, personId: string) =>
  wasStarted(state) ? state.invitations.filter((each) => each.person.id === personId && isPending(each)) : [];
