import type { Circumstances, Refusal, SwarmCommand } from './commands.ts';
import { isForStandIns, powerOver } from './powers.ts';
import { type SwarmState, wasStarted } from './state.ts';

type Known = Exclude<SwarmState, { status: 'none' }>;
export type LinkCommand = Extract<SwarmCommand, { type: 'LinkCase' | 'UnlinkCase' }>;

/** Why somebody may not say which case a swarm is about; null: they may. */
export function mayNotLink(
  state: Known,
  command: LinkCommand,
  { actor, actorStandsIn }: Pick<Circumstances, 'actor' | 'actorStandsIn'>,
): Refusal | null {
  if (actor.kind !== 'person') return { code: 'not-case-owner', owner: state.case.owner };
  if (!wasStarted(state)) {
    const mayAct = actor.person.id === state.case.owner.id || (actorStandsIn && !state.case.restricted);
    if (!mayAct) return { code: 'not-case-owner', owner: state.case.owner };
    if (state.status === 'lapsed') return { code: 'plan-lapsed' };
  } else {
    const power = powerOver(state, actor.person.id, actorStandsIn);
    if (power === 'none' || (power === 'stand-in' && !isForStandIns(state, command)))
      return { code: 'not-coordinator', coordinator: state.coordinator };
    if (state.forgotten) return { code: 'swarm-forgotten' };
  }
  return isLinkable(state) ? null : { code: 'case-known', caseId: state.case.id };
}

/**
 * Whether a swarm may be said to be about a case: it was told in own words, or was linked. One that was posted is a case system's own, also
 * where nobody posted its address.
 */
export const isLinkable = ({ case: { home, url, posted }, linked }: Known): boolean =>
  linked !== null || (home === undefined && url === null && !posted);
