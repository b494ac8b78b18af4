import type { Channel, MessageAddress, RoomKind } from '../../src/swarm/events.ts';
import { done, type EffectOutcome, type GraphEffects, report, startedOf } from '../../src/swarm/service/effects.ts';
import type { Card } from '../../src/teams/cards/parts/elements.ts';
import type { Connector, OutgoingMessage, Sent } from '../../src/teams/connector/connector.ts';
import type { Chance } from './chance.ts';

export const serviceUrl = 'https://teams.example/';

/**
 * A message with a card, and how it looked before; `conversation` without its thread. `toldBefore`: how much had happened to the swarms when it was posted.
 */
export type Shown = { address: MessageAddress; conversation: string; looks: Card[]; toldBefore: number };

export type Room = {
  channel: Channel;
  swarmId: string;
  kind: RoomKind;
  status: 'live' | 'archived' | 'deleted';
  /** Somebody archived it while the swarm ran: from then on nobody can change a card in it. */
  archivedByHand?: boolean;
  /** Somebody brought it back after they had deleted it: the swarm may have another by then, and this one is theirs. */
  restoredByHand?: boolean;
};

/** Teams and Graph as far as a swarm sees them: chats, channels, what is posted there, and what people do to it. */
export type Outside = {
  connector: Connector;
  graph: GraphEffects;
  messages: Shown[];
  rooms: Room[];
  /** Not of channels that are deleted; nor archived, where nobody can change a card and the outcome stands below it. */
  visible(): Shown[];
  /** From now on whatever is asked may be refused or made to wait; or never is. */
  disturb(isDisturbed: boolean): void;
};

export const chatOf = (personId: string): string => `chat-${personId}`;

/** `isBlocked`: whether somebody has muted the bot; `toldNow`: how much has happened to the swarms. */
export function createOutside(
  chance: Chance,
  isBlocked: (personId: string) => boolean,
  toldNow: () => number,
): Outside {
  const messages: Shown[] = [];
  const rooms: Room[] = [];
  let isDisturbed = true;
  let count = 0;

  const roomOf = (conversation: string) => rooms.find(({ channel }) => channel.channelId === conversation);
  const base = (conversationId: string): string => conversationId.split(';')[0] ?? conversationId;

  /** A call takes its time: what others do meanwhile comes between. */
  async function wire(): Promise<void> {
    for (let rest = chance.below(6); rest > 0; rest--) await Promise.resolve();
  }

  function refusal(conversation: string): Exclude<Sent, { ok: true }> | null {
    const status = roomOf(conversation)?.status;
    const no = (code: number) => ({ ok: false as const, status: code, code: 'no', message: 'no', retryAt: null });
    if (status === 'deleted') return no(404);
    if (status === 'archived') return no(403);
    if (isBlocked(conversation.replace(/^chat-/, '')))
      return { ...no(403), code: 'MessageWritesBlocked', message: 'blocked' };
    return isDisturbed && chance.once(20) ? no(503) : null;
  }

  async function post(conversationId: string, message: OutgoingMessage): Promise<Sent> {
    await wire();
    const refused = refusal(base(conversationId));
    if (refused) return refused;
    const address = { serviceUrl, conversationId, activityId: String(1_000_000 + ++count) };
    const conversation = base(conversationId);
    messages.push({ address, conversation, looks: looksOf(message), toldBefore: toldNow() });
    return { ok: true, message: address };
  }

  const connector: Connector = {
    send: (to, message) => post(to.conversationId, message),
    sendTargeted: (to, _who, message) => post(to.conversationId, message),
    async update(address, message) {
      await wire();
      const found = messages.find((each) => each.address.activityId === address.activityId);
      const refused = refusal(base(address.conversationId));
      if (refused) return refused;
      if (!found) return { ok: false, status: 404, code: 'no', message: 'gone', retryAt: null };
      found.looks.push(...looksOf(message));
      return { ok: true, message: address };
    },
    async openPersonalChat(_serviceUrl, personId) {
      return { ok: true, conversationId: chatOf(personId) };
    },
    async openThread(_serviceUrl, channelId, message) {
      const sent = await post(channelId, message);
      if (!sent.ok) return sent;
      const conversationId = `${channelId};messageid=${sent.message.activityId}`;
      return { ok: true, message: { ...sent.message, conversationId } };
    },
  };

  /** What a call of Graph comes to when it is not done; null: it is. */
  function setback(): EffectOutcome | null {
    if (!isDisturbed || !chance.once(8)) return null;
    return chance.once(2)
      ? { kind: 'wait', cause: '503', retryAt: null, advice: 'ask-administrator' }
      : { kind: 'give-up', cause: '403', advice: 'grant-permission' };
  }

  const missing: EffectOutcome = { kind: 'wait', cause: '404', retryAt: null, advice: 'ask-administrator' };

  const graph: GraphEffects = {
    async 'open-channel'({ swarmId }, circumstances) {
      const state = startedOf(circumstances);
      if (state.channel.status !== 'opening') return done;
      await wire();
      const made = rooms.find((each) => each.swarmId === swarmId && each.kind === state.room && each.status === 'live');
      if (made && circumstances.repeated)
        return report({ type: 'ReportChannelOpened', channel: made.channel, room: made.kind });
      if (state.status !== 'running' || state.withoutRoom) return done;
      const refused = setback();
      if (refused) return refused;
      const channelId = `19:${rooms.length + 1}@thread.tacv2`;
      const channel = { teamId: 'team', channelId, name: channelId, webUrl: `https://teams.example/${rooms.length}` };
      rooms.push({ channel, swarmId, kind: state.room, status: 'live' });
      // Made, and its answer lost.
      if (isDisturbed && chance.once(12)) return missing;
      return report({ type: 'ReportChannelOpened', channel, room: state.room });
    },
    async 'enable-app'() {
      await wire();
      return setback() ?? report({ type: 'ReportAppEnabled' });
    },
    async 'seat-member'(jobs) {
      await wire();
      return jobs.map(({ job, circumstances }) => {
        const { channel, room, status } = startedOf(circumstances);
        if (channel.status !== 'open' || status !== 'running') return done;
        if (roomOf(channel.channel.channelId)?.status !== 'live') return missing;
        return setback() ?? report({ type: 'ReportSeated', person: job.person, role: job.role, room });
      });
    },
    async 'archive-channel'(_job, circumstances) {
      const { status, channel } = startedOf(circumstances);
      if (status === 'running' || channel.status !== 'open') return done;
      await wire();
      const room = roomOf(channel.channel.channelId);
      if (!room || room.status === 'deleted')
        return circumstances.repeated ? report({ type: 'ReportDeleted' }) : missing;
      const refused = setback();
      if (refused) return refused;
      room.status = 'archived';
      return report({ type: 'ReportArchived' });
    },
    async 'unarchive-channel'(_job, circumstances) {
      const { status, channel } = startedOf(circumstances);
      if (status !== 'running' || channel.status !== 'archived') return done;
      await wire();
      const room = roomOf(channel.channel.channelId);
      if (!room || room.status === 'deleted') return missing;
      const refused = setback();
      if (refused) return refused;
      room.status = 'live';
      room.archivedByHand = false;
      return report({ type: 'ReportUnarchived' });
    },
    async 'delete-channel'(_job, circumstances) {
      const { status, channel } = startedOf(circumstances);
      if (status === 'running' || channel.status !== 'archived') return done;
      const room = roomOf(channel.channel.channelId);
      if (room) room.status = 'deleted';
      return report({ type: 'ReportDeleted' });
    },
    async 'delete-left-channel'(_job, circumstances) {
      const { leftRoom } = startedOf(circumstances);
      if (leftRoom?.status !== 'left') return done;
      const room = roomOf(leftRoom.channel.channelId);
      if (room) room.status = 'deleted';
      return report({ type: 'ReportLeftChannelDeleted' });
    },
    async 'look-at-channel'(_job, circumstances) {
      const { status, channel } = startedOf(circumstances);
      if (status !== 'running' || channel.status !== 'open') return done;
      await wire();
      const { channelId } = channel.channel;
      const now = roomOf(channelId)?.status;
      return now === 'live' || now === undefined ? done : report({ type: 'ReportChannelLost', channelId, how: now });
    },
  };

  return {
    connector,
    graph,
    messages,
    rooms,
    visible: () => messages.filter(({ conversation }) => (roomOf(conversation)?.status ?? 'live') === 'live'),
    disturb(disturbed) {
      isDisturbed = disturbed;
    },
  };
}

const looksOf = ({ attachments = [] }: OutgoingMessage): Card[] =>
  attachments.map(({ content }) => structuredClone(content) as Card);
