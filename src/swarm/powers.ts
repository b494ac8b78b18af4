import type { SwarmCommand } from './commands.ts';
import type { StartedSwarm } from './state.ts';

/**
 * How far somebody may steer a swarm. The coordinator and the case's owner: wholly, it is their case. Who may stand in
 * for the owner (a lead): may hand it over and end it, for whoever led it may have left. Everybody else: not at all.
 */
export type Power = 'whole' | 'stand-in' | 'none';

/** What somebody may steer; `standsIn`: whether they may act for the case's owner. */
export function powerOver(state: StartedSwarm, personId: string, standsIn: boolean): Power {
  if (personId === state.coordinator.id || personId === state.case.owner.id) return 'whole';
  return standsIn ? 'stand-in' : 'none';
}

/** Whether a stand-in may give this command. A restricted case goes only to its own people: nobody lets themselves in. */
export function isForStandIns(state: StartedSwarm, command: SwarmCommand): boolean {
  switch (command.type) {
    case 'HandOver':
      return !state.case.restricted || isInside(state, command.to.id);
    // Nor does anybody learn of it by what they link.
    case 'LinkCase':
    case 'UnlinkCase':
      return !state.case.restricted;
    case 'Cancel':
    case 'RetryStep':
    case 'OpenRoom':
    case 'GoWithoutRoom':
      return true;
    default:
      return false;
  }
}

/** The case owner, the coordinator, a member, or somebody who has accepted. */
export const isInside = (state: StartedSwarm, id: string): boolean =>
  state.case.owner.id === id ||
  state.coordinator.id === id ||
  state.members.some((each) => each.person.id === id) ||
  state.invitations.some((each) => each.person.id === id && each.answer.state === 'accepted');

/**
 * Whether somebody has, or had, a card of a swarm in their own name: they may hear how it stands now. Everybody else is told by no
 * button whether it runs.
 */
export const hasPart = (state: StartedSwarm, id: string): boolean =>
  isInside(state, id) ||
  state.invitations.some(({ person }) => person.id === id) ||
  state.gapAsks.some(({ lead }) => lead.id === id) ||
  state.aftercare.preventions.some(({ person }) => person.id === id) ||
  [...state.statusCards, ...state.sideCards].some(({ reader }) => reader.id === id);
