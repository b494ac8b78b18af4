import type { EventOf, RecordedEvent, SwarmEventType } from '../events.ts';
import type { StartedSwarm, SwarmState } from '../state.ts';
import { wasStarted } from '../state.ts';

/** By what somebody in a swarm is heard. That they came, or that somebody asked them, says nothing of the case. */
const voices: ReadonlySet<SwarmEventType> = new Set([
  'StatusNoted',
  'ViewsAsked',
  'SilentAsked',
  'ViewGiven',
  'TechnologyAdded',
  'TechnologyDropped',
  'CoordinationHandedOver',
]);

/** The state with whoever was heard by this event. */
export function withHeard(state: SwarmState, { event, actor }: RecordedEvent): SwarmState {
  if (!wasStarted(state) || actor.kind !== 'person' || !voices.has(event.type)) return state;
  const { id } = actor.person;
  return state.heard.includes(id) ? state : { ...state, heard: [...state.heard, id] };
}

/** The state with what somebody says to all; that somebody has nothing to add is nothing to tell. */
export function withView(
  state: StartedSwarm,
  { text, named }: EventOf<'ViewGiven'>,
  { at, actor, version }: Pick<RecordedEvent, 'at' | 'actor' | 'version'>,
): StartedSwarm {
  if (actor.kind !== 'person') return state;
  return {
    ...state,
    views: [...state.views, { version, at, by: actor.person, text, named, relayed: text === '', message: null }],
  };
}

/** The state once it is told in the channel. */
export const withViewRelayed = (state: StartedSwarm, { of, message }: EventOf<'ViewRelayed'>): StartedSwarm => ({
  ...state,
  views: state.views.map((each) => (each.version === of ? { ...each, relayed: true, message: message ?? null } : each)),
});
