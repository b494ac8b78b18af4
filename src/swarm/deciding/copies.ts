import type { CardCopy, MessageAddress } from '../events.ts';
import type { StartedSwarm } from '../state.ts';
import { alreadySo, type Decision, happened } from './decision.ts';

/** A process that sends a card and dies before it is told leaves one behind; no swarm comes near so many. */
const mostCopies = 20;

/** The briefing or an invitation is in Teams at `kept`: any other message with it is a copy, which nobody keeps true. */
export function copyReported(state: StartedSwarm, copy: CardCopy, kept: MessageAddress): Decision {
  const known = [kept, ...state.copies.map(({ message }) => message)];
  if (state.forgotten || state.copies.length >= mostCopies || known.some((each) => isSame(each, copy.message)))
    return alreadySo;
  return happened({ type: 'CopyFound', copy });
}

const isSame = (one: MessageAddress, other: MessageAddress): boolean =>
  one.activityId === other.activityId && one.conversationId.split(';')[0] === other.conversationId.split(';')[0];
