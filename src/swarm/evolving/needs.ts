import type { EventOf } from '../events.ts';
import type { StartedSwarm } from '../state.ts';
import { withSideCard } from './cards.ts';

type NeedEvent = EventOf<'TechnologyAdded' | 'TechnologyDropped' | 'GapFound' | 'GapLeadAsked' | 'GapAnswered'>;

/** The state after one event of what the swarm needs: a technology more or less, a gap, and what its lead says to it. */
export function withNeedEvent(
  state: StartedSwarm,
  event: NeedEvent,
  { at, version }: { at: string; version: number },
): StartedSwarm {
  switch (event.type) {
    case 'TechnologyAdded':
      return { ...state, needs: [...state.needs, { detected: event.technology, gap: false }] };
    case 'TechnologyDropped':
      return {
        ...state,
        needs: state.needs.filter((need) => need.detected.technology !== event.technology),
        formerNeeds: [
          ...state.formerNeeds,
          ...state.needs.map(({ detected }) => detected).filter(({ technology }) => technology === event.technology),
        ],
      };
    case 'GapFound':
      return {
        ...state,
        needs: state.needs.map((need) =>
          need.detected.technology === event.technology
            ? { ...need, gap: true, ...(event.shut && { shut: event.shut }) }
            : need,
        ),
        shut: [...new Map([...state.shut, ...(event.shut ?? [])].map((each) => [each.team.en, each])).values()],
      };
    case 'GapLeadAsked': {
      const { technology, lead, message, drawnFrom = version } = event;
      const asked = { ...state, gapAsks: [...state.gapAsks, { technology, lead, at, answer: null }] };
      return message ? withSideCard(asked, { card: `gap:${technology}`, reader: lead, message, drawnFrom }, at) : asked;
    }
    case 'GapAnswered': {
      const { technology, answer } = event;
      const gapAsks = state.gapAsks.map((each) =>
        each.technology === technology ? { ...each, answer, told: state.coordinator } : each,
      );
      return { ...state, gapAsks };
    }
  }
}
