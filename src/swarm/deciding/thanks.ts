import type { Person } from '../../cases/case.ts';
import type { Circumstances, SwarmCommand } from '../commands.ts';
import type { EventOf } from '../events.ts';
import { powerOver } from '../powers.ts';
import { type StartedSwarm, type SwarmState, wasStarted } from '../state.ts';
import { helpersOf, takingPart } from '../tookPart.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';

type ThanksCommand = Extract<SwarmCommand, { type: 'GiveThanks' | 'PassPraise' }>;

/** So many words of thanks come out of one swarm at most, so that nobody is sent messages without end. */
export const mostThanks = 30;

/**
 * Who coordinated and the case's owner thank those who were in a resolved swarm, and pass on to those who helped what the customer
 * said. Nobody thanks themselves; the same word to the same people is said once.
 */
export function thanked(state: SwarmState, command: ThanksCommand, now: Circumstances): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  if (!wasStarted(state)) return refused({ code: 'not-started' });
  const { actor } = now;
  if (state.forgotten) return refused({ code: 'swarm-forgotten' });
  // A lead who stands in for the owner was not there: thanks are for who was.
  if (actor.kind !== 'person' || powerOver(state, actor.person.id, false) !== 'whole')
    return refused({ code: 'not-coordinator', coordinator: state.coordinator });
  if (state.status !== 'resolved') return refused({ code: 'not-resolved' });
  const words = command.words.trim();
  if (command.type === 'PassPraise') {
    const to = helpersOf(state).filter(({ id }) => id !== actor.person.id);
    return to.length === 0
      ? refused({ code: 'nobody-to-thank' })
      : saidOnce(state, { type: 'ThanksGiven', to, words, praise: true }, actor.person);
  }
  if (!words) return refused({ code: 'text-missing', field: 'thanks' });
  if (command.to.length === 0) return refused({ code: 'nobody-to-thank' });
  if (command.to.some(({ id }) => id === actor.person.id)) return refused({ code: 'thanks-to-oneself' });
  const inside = new Set(takingPart(state).map(({ id }) => id));
  const outsider = command.to.find(({ id }) => !inside.has(id));
  if (outsider) return refused({ code: 'thanks-for-outsider', person: outsider });
  return saidOnce(state, { type: 'ThanksGiven', to: command.to, words }, actor.person);
}

/** The word that goes with the end to those who are credited; without words: none. */
export function thankedAtEnd(credits: readonly Person[], words: string, { actor }: Circumstances): Decision {
  if (!words.trim()) return alreadySo;
  const to = credits.filter(({ id }) => actor.kind !== 'person' || id !== actor.person.id);
  return to.length === 0
    ? refused({ code: 'nobody-to-thank' })
    : happened({ type: 'ThanksGiven', to, words: words.trim() });
}

/** Teams delivers a press again, also under a new id (platform.md 2.4). */
function saidOnce({ thanks }: StartedSwarm, event: EventOf<'ThanksGiven'>, by: Person): Decision {
  const key = (people: readonly Person[]) =>
    people
      .map(({ id }) => id)
      .sort()
      .join();
  const isSaid = thanks.some(
    (each) =>
      each.by.id === by.id &&
      each.words === event.words &&
      each.praise === (event.praise ?? false) &&
      key(each.to) === key(event.to),
  );
  if (isSaid) return alreadySo;
  return thanks.length >= mostThanks ? refused({ code: 'thanks-crowded' }) : happened(event);
}
