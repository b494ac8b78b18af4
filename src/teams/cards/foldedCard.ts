import type { MessageAddress } from '../../swarm/events.ts';
import type { JobOf } from '../../swarm/jobs.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import type { KnownSwarm } from './parts/caseHeader.ts';
import { type Action, bold, type Card, card, execute, open, subtle, text } from './parts/elements.ts';
import { short } from './parts/text.ts';

/** Where the reader's newest card of the swarm is, seen from an older one. */
export type NewestCard = 'below' | 'above' | 'elsewhere' | 'nowhere';

/** What is left of an older copy of a card: a line that says so, and a button that shows the swarm here again. */
export const foldedCard = (state: KnownSwarm, newest: NewestCard, reader: Reader): Card =>
  foldedLine(state, newest, reader, [
    execute('refresh', messages(reader.language).common.showHere, { swarmId: state.swarmId, card: 'plan' }),
  ]);

/** What is left of a second briefing in the channel: a line, and a button that goes to the one that is kept true. */
export const foldedBriefing = (state: StartedSwarm, newest: NewestCard, reader: Reader): Card =>
  foldedLine(state, newest, reader, open(messages(reader.language).common.openNewest, briefingUrl(state)));

/** What is left of a second message with what somebody told to all: the other stands in the same thread, or the one before. */
export const foldedView = (newest: NewestCard, reader: Reader): Card =>
  lineOf(messages(reader.language).views.told, newest, reader, []);

/** The line alone: the reader finds the newest in the same chat. */
export function foldedLine(state: KnownSwarm, newest: NewestCard, reader: Reader, actions: Action[] = []): Card {
  return lineOf(messages(reader.language).common.caseNumber(short(state.case.id, 60)), newest, reader, actions);
}

/** What is left of a form of the status note that its reader has opened anew. */
export const foldedNoteForm = (state: StartedSwarm, newest: NewestCard, reader: Reader): Card =>
  lineOf(messages(reader.language).note.formTitle(short(state.case.id, 60)), newest, reader, []);

function lineOf(name: string, newest: NewestCard, reader: Reader, actions: Action[]): Card {
  const { common } = messages(reader.language);
  const line = common.folded[newest];
  return card({
    language: reader.language,
    spoken: common.sentences(name, line),
    body: [text([bold(name), subtle(`${common.separator}${line}`)])],
    actions,
  });
}

/**
 * Where the newest card is, seen from another: ids of messages are the milliseconds of their moment. Each briefing
 * begins a thread of its own in the one channel.
 */
export function whereIs(
  newest: MessageAddress | null,
  from: MessageAddress,
  copyOf?: JobOf<'fold-card'>['copyOf'],
): NewestCard {
  if (!newest) return 'nowhere';
  const placeOf = ({ conversationId }: MessageAddress) =>
    copyOf === 'briefing' ? conversationId.split(';')[0] : conversationId;
  if (placeOf(newest) !== placeOf(from)) return 'elsewhere';
  return Number(newest.activityId) < Number(from.activityId) ? 'above' : 'below';
}

/** The address of the briefing as Teams' own "Copy link" makes it. */
function briefingUrl({ channel, briefing, tenantId }: StartedSwarm): string | null {
  if (!briefing || channel.status === 'opening' || !URL.canParse(channel.channel.webUrl)) return null;
  const { teamId, channelId, webUrl } = channel.channel;
  const { activityId } = briefing;
  const query = new URLSearchParams({ tenantId, groupId: teamId, parentMessageId: activityId });
  return `${new URL(webUrl).origin}/l/message/${encodeURIComponent(channelId)}/${activityId}?${query}`;
}
