import type { SwarmCommand } from '../commands.ts';
import type { CardCopy, MessageAddress } from '../events.ts';
import { isSameMessage, type StartedSwarm, sideCardOf } from '../state.ts';
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

/**
 * An invitation that somebody had shown anew is kept true there. One that was never brought is brought by this: nobody is told
 * in the morning what they have read at night.
 */
export function invitationShown(
  state: StartedSwarm,
  { invitationId, message, drawnFrom }: Extract<SwarmCommand, { type: 'ReportInvitationShown' }>,
): Decision {
  const kept = state.invitations.find(({ id }) => id === invitationId)?.message;
  if (!kept || state.forgotten || isSameMessage(kept, message)) return alreadySo;
  return happened({ type: 'InvitationShown', invitationId, message, replaces: kept, drawnFrom });
}

/** Of each person's forms of a kind the newest is theirs; an older one only says so. */
export function sideCardReported(
  state: StartedSwarm,
  { card, reader, message, drawnFrom }: Extract<SwarmCommand, { type: 'ReportSideCard' }>,
): Decision {
  const before = sideCardOf(state, card, reader.id);
  if (state.forgotten || (before && isSameMessage(before, message))) return alreadySo;
  return happened({ type: 'SideCardShown', card, reader, message, drawnFrom, ...(before && { replaces: before }) });
}
