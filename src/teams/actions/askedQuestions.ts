import type { MessageAddress, QuestionName } from '../../swarm/events.ts';
import { powerOver } from '../../swarm/powers.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { isSameMessage, type StartedSwarm, sideCardOf } from '../../swarm/state.ts';
import type { CardAction } from '../cards/verbs.ts';
import type { Turn } from '../inbound/turn.ts';

/** Which question a button stands on; null: none that is asked in a message of its own. */
export function questionOf(action: CardAction): QuestionName | null {
  switch (action.verb) {
    case 'tell-view':
    case 'nothing-to-add':
      return 'silent';
    case 'ask-model':
      return action.card === 'silent' ? 'silent' : null;
    case 'gap-name':
    case 'gap-elsewhere':
    case 'gap-without':
      return `gap:${action.gapOf}`;
    case 'answer-follow-up':
      return `follow:${action.followUp}`;
    case 'take-prevention':
    case 'decline-prevention':
    case 'move-prevention':
    case 'finish-prevention':
      return `task:${action.preventionId}`;
    default:
      return null;
  }
}

/**
 * A question is kept true where its reader acted on it last. A process that died between sending one and noting where it lies, or a
 * lost answer, has left two: whichever is answered is theirs from then on, and the other becomes a line.
 */
export async function keepQuestion(
  swarms: Pick<Swarms, 'execute'>,
  state: StartedSwarm,
  card: QuestionName,
  message: MessageAddress | null,
  { person, place, cause }: Pick<Turn, 'person' | 'place' | 'cause'>,
): Promise<void> {
  if (!message || message.targeted || place.kind !== 'personal' || !isAskedOf(state, card, person.id)) return;
  const kept = sideCardOf(state, card, person.id);
  if (kept && isSameMessage(kept, message)) return;
  const command = { type: 'ReportSideCard', card, reader: person, message, drawnFrom: state.version } as const;
  await swarms.execute(state.swarmId, command, { actor: { kind: 'system', name: 'questions' }, cause });
}

/** Cards carry what people's clients send back: nobody has a question noted that was asked of somebody else. */
function isAskedOf(state: StartedSwarm, card: QuestionName, personId: string): boolean {
  const [kind, id] = card.split(':', 2);
  switch (kind) {
    case 'silent':
      return state.silentAsks.some(({ asked }) => asked.some((each) => each.id === personId));
    case 'gap':
      return state.gapAsks.some(({ technology, lead }) => technology === id && lead.id === personId);
    case 'follow':
      return (
        powerOver(state, personId, false) === 'whole' &&
        state.aftercare.followUps.some(({ version }) => version === Number(id))
      );
    case 'task':
      return state.aftercare.preventions.some((each) => each.id === id && each.person.id === personId);
    default:
      return false;
  }
}
