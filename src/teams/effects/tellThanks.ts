import { done, type Effect, startedOf } from '../../swarm/service/effects.ts';
import { thanksCard } from '../cards/thanksCards.ts';
import { type TellNeeds, tell } from './tellInPerson.ts';

/** Brings a word of thanks to whom it is for; nobody where they, or the swarm, have been erased or forgotten since. */
export function tellThanks(needs: TellNeeds): Effect<'tell-thanks'> {
  return async ({ of, person }, circumstances) => {
    const { thanks, forgotten } = startedOf(circumstances);
    const given = thanks.find(({ version }) => version === of);
    if (!given?.to.some(({ id }) => id === person.id) || forgotten) return done;
    return tell(
      needs,
      circumstances,
      () => person,
      (now, reader) => thanksCard(now, given, reader),
    );
  };
}
