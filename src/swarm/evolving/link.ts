import type { LinkedCase } from '../events.ts';
import { type SwarmState, wasStarted } from '../state.ts';

type Known = Exclude<SwarmState, { status: 'none' }>;

/** A swarm that was told in own words, about a case of a system: what people wrote stays, what only the system knows is its own. */
export function withLink(
  state: Known,
  { id, url, home, customer, product, created }: LinkedCase,
  version: number,
): Known {
  const told = state.linked?.told ?? state.case;
  const { unread: _unread, urgencySaid: _said, ...known } = state.case;
  return withoutEnd({
    ...state,
    linked: { told, version },
    case: {
      ...known,
      ...{ id, url, home, created },
      ...{ customer: customer ?? told.customer, product: product ?? told.product },
    },
  });
}

/** As it was told; whose it is and how urgent, events of their own say. What was promised of a restricted case stays. */
export function withoutLink(state: Known): Known {
  const { linked } = state;
  if (linked === null) return state;
  const { owner, severity, restricted, askedBy } = state.case;
  const now = { owner, severity, restricted, ...(askedBy && { askedBy }) };
  return withoutEnd({ ...state, linked: null, case: { ...linked.told, ...now } });
}

/** What a system said of another case's end says nothing of this one. */
const withoutEnd = (state: Known): Known =>
  wasStarted(state) ? { ...state, caseOver: null, mergedInto: null } : state;
