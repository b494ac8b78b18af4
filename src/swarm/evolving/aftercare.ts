import type { EventOf, RecordedEvent } from '../events.ts';
import type { Aftercare, Prevention, StartedSwarm } from '../state.ts';

type AfterEvent = EventOf<
  'FollowUpSet' | 'FollowUpAnswered' | 'PreventionAsked' | 'PreventionAnswered' | 'PreventionMoved' | 'PreventionDone'
>;

/** The state with what comes after its end. */
export function withAftercare<S extends StartedSwarm>(
  state: S,
  event: AfterEvent,
  { at, actor, version }: Pick<RecordedEvent, 'at' | 'actor' | 'version'>,
): S {
  const { aftercare } = state;
  const by = actor.kind === 'person' ? actor.person : null;
  const changed = (id: string, change: (each: Prevention) => Partial<Prevention>): S => ({
    ...state,
    aftercare: {
      ...aftercare,
      preventions: aftercare.preventions.map((each) => (each.id === id ? { ...each, at, ...change(each) } : each)),
    },
  });
  switch (event.type) {
    case 'FollowUpSet': {
      const set = event.follow ? [{ version, setAt: at, ...event.follow, dropped: false, answer: null }] : [];
      return { ...state, aftercare: { ...aftercare, followUps: [...dropped(aftercare), ...set] } };
    }
    case 'FollowUpAnswered': {
      const { of, still, told, confirmed } = event;
      const answer = { still, told, confirmed, at, by };
      const followUps = aftercare.followUps.map((each) => (each.version === of ? { ...each, answer } : each));
      return { ...state, aftercare: { ...aftercare, followUps } };
    }
    case 'PreventionAsked': {
      const { prevention } = event;
      const asked: Prevention = { ...prevention, askedBy: by, askedAt: at, at, answer: { state: 'asked' } };
      return { ...state, aftercare: { ...aftercare, preventions: [...aftercare.preventions, asked] } };
    }
    case 'PreventionAnswered':
      return changed(event.preventionId, () => ({
        answer: event.accepted ? { state: 'accepted' } : { state: 'declined', why: event.why },
      }));
    case 'PreventionMoved':
      return changed(event.preventionId, () => ({ due: event.due, remindAt: event.remindAt }));
    case 'PreventionDone':
      return changed(event.preventionId, () => ({ answer: { state: 'done' } }));
    default:
      return event satisfies never;
  }
}

/** Once it goes on, nobody is asked whether it is still fixed; what is to prevent the next one stays. */
export const reopenedAftercare = (aftercare: Aftercare): Aftercare => ({
  ...aftercare,
  followUps: dropped(aftercare),
  reopened: aftercare.reopened + 1,
});

/** A day on which nobody has answered is passed over. */
const dropped = ({ followUps }: Aftercare): Aftercare['followUps'] =>
  followUps.map((each) => (each.answer === null ? { ...each, dropped: true } : each));
