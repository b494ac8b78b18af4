import { done, type Effect, startedOf } from '../../swarm/service/effects.ts';
import { isOpenTask } from '../../swarm/state.ts';
import { followUpCard, preventionCard } from '../cards/aftercareCards.ts';
import { type TellNeeds, tell } from './tellInPerson.ts';

/** Asks the case's owner whether it is still fixed; nobody where another day was set, or the swarm goes on again. */
export function askFollowUp(needs: TellNeeds): Effect<'ask-follow-up'> {
  return async ({ of }, circumstances) => {
    const state = startedOf(circumstances);
    const asked = state.aftercare.followUps.find(({ version }) => version === of);
    if (!asked || asked.dropped || asked.answer || state.status !== 'resolved' || state.forgotten) return done;
    return tell(
      needs,
      circumstances,
      () => state.case.owner,
      (now, reader) => followUpCard(now, asked, reader),
    );
  };
}

/** Brings a task to whom it was asked of; nobody once they have answered. */
export function askPrevention(needs: TellNeeds): Effect<'ask-prevention'> {
  return async ({ preventionId }, circumstances) => {
    const { aftercare, forgotten } = startedOf(circumstances);
    const task = aftercare.preventions.find(({ id }) => id === preventionId);
    if (task?.answer.state !== 'asked' || forgotten) return done;
    return tell(
      needs,
      circumstances,
      () => task.person,
      (now, reader) => preventionCard(now, task, reader),
    );
  };
}

/** Reminds of a task on its day; nobody where it was moved, done or declined. */
export function remindPrevention(needs: TellNeeds): Effect<'remind-prevention'> {
  return async ({ preventionId, remindAt }, circumstances) => {
    const { aftercare, forgotten } = startedOf(circumstances);
    const task = aftercare.preventions.find(({ id }) => id === preventionId);
    if (!task || !isOpenTask(task) || task.remindAt !== remindAt || forgotten) return done;
    return tell(
      needs,
      circumstances,
      () => task.person,
      (now, reader) => preventionCard(now, task, reader, true),
    );
  };
}
