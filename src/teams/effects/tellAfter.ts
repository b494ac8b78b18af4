import { done, type Effect, startedOf } from '../../swarm/service/effects.ts';
import { isOpenTask } from '../../swarm/state.ts';
import { followUpCard, preventionCard } from '../cards/aftercareCards.ts';
import { broughtAs, isBrought, type TellNeeds, tell } from './tellInPerson.ts';

/** Asks the case's owner whether it is still fixed; nobody where another day was set, or the swarm goes on again. */
export function askFollowUp(needs: TellNeeds): Effect<'ask-follow-up'> {
  return async ({ of }, circumstances) => {
    const state = startedOf(circumstances);
    const asked = state.aftercare.followUps.find(({ version }) => version === of);
    if (!asked || asked.dropped || asked.answer || state.status !== 'resolved' || state.forgotten) return done;
    if (isBrought(state, `follow:${of}`, state.case.owner.id)) return done;
    return tell(
      needs,
      circumstances,
      () => state.case.owner,
      (now, reader) => followUpCard(now, asked, reader),
      broughtAs(`follow:${of}`, state),
    );
  };
}

/** Brings a task to whom it was asked of; nobody once they have answered. */
export function askPrevention(needs: TellNeeds): Effect<'ask-prevention'> {
  return async ({ preventionId }, circumstances) => {
    const state = startedOf(circumstances);
    const task = state.aftercare.preventions.find(({ id }) => id === preventionId);
    if (task?.answer.state !== 'asked' || state.forgotten) return done;
    if (isBrought(state, `task:${preventionId}`, task.person.id)) return done;
    return tell(
      needs,
      circumstances,
      () => task.person,
      (now, reader) => preventionCard(now, task, reader),
      broughtAs(`task:${preventionId}`, state),
    );
  };
}

/** Reminds of a task on its day; nobody where it was moved, done or declined. */
export function remindPrevention(needs: TellNeeds): Effect<'remind-prevention'> {
  return async ({ preventionId, remindAt }, circumstances) => {
    const state = startedOf(circumstances);
    const task = state.aftercare.preventions.find(({ id }) => id === preventionId);
    if (!task || !isOpenTask(task) || task.remindAt !== remindAt || state.forgotten) return done;
    // Asked on its very day is reminded enough.
    const since = Date.parse(remindAt);
    if (isBrought(state, `task:${preventionId}`, task.person.id, ({ at }) => Date.parse(at) >= since)) return done;
    return tell(
      needs,
      circumstances,
      () => task.person,
      (now, reader) => preventionCard(now, task, reader),
      broughtAs(`task:${preventionId}`, state),
    );
  };
}
