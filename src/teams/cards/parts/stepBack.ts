import type { StartedSwarm } from '../../../swarm/state.ts';
import { messages, type Reader } from '../../languages/language.ts';
import { execute, type ShowAction, show, text } from './elements.ts';
import { longText } from './inputs.ts';

/** The form, in the channel or on one's own invitation, of somebody who is in the swarm and cannot stay; none for who leads it, or is not in by an invitation. */
export function stepBackForm(
  state: StartedSwarm,
  reader: Reader,
  on: 'briefing' | { invitationId: string },
): ShowAction[] {
  const { invitation: words, refusals } = messages(reader.language);
  const own = state.invitations.find(
    ({ id, person, answer }) =>
      person.id === reader.personId && answer.state === 'accepted' && (on === 'briefing' || id === on.invitationId),
  );
  if (!own || state.status !== 'running' || reader.personId === state.coordinator.id) return [];
  return [
    show(
      words.stepBack,
      [
        text(words.stepBackIntro),
        longText('stepBackWhy', words.stepBackWhy, { maxLength: 500, missing: refusals['text-missing'].reason }),
        longText('stepBackKnown', words.stepBackKnown, { maxLength: 2000, placeholder: words.stepBackKnownHint }),
      ],
      [
        execute('step-back', words.confirmStepBack, {
          swarmId: state.swarmId,
          invitationId: own.id,
          card: on === 'briefing' ? on : 'invitation',
        }),
      ],
    ),
  ];
}
