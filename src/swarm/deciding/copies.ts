import type { CardCopy, MessageAddress } from '../events.ts';
import { isSameMessage, type StartedSwarm } from '../state.ts';
import { alreadySo, type Decision, happened } from './decision.ts';

/** Of each card. A process that sends one and dies before it is told leaves one behind; no card comes near so many. */
const mostCopies = 20;

/** The briefing or an invitation is in Teams at `kept`: any other message with it is a copy, which nobody keeps true. */
export function copyReported(state: StartedSwarm, copy: CardCopy, kept: MessageAddress): Decision {
  const copies = state.copies.filter(({ card }) => card === copy.card);
  const known = [kept, ...state.copies.map(({ message }) => message)];
  if (state.forgotten || copies.length >= mostCopies || known.some((each) => isSameMessage(each, copy.message)))
    return alreadySo;
  return happened({ type: 'CopyFound', copy });
}
