import type { Case } from '../../cases/case.ts';
import type { Circumstances } from '../commands.ts';
import type { LinkedCase, SwarmEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import { type LinkCommand, mayNotLink } from '../linkable.ts';
import { type SwarmState, wasStarted } from '../state.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';
import { caseReported } from './reports.ts';

type Known = Exclude<SwarmState, { status: 'none' }>;

/**
 * A swarm that was told in own words is said to be about a case of a system, or not to be. What that system says of the case counts from
 * then on. Linked to another, it leaves the first as if it had never been linked to it. After its end, too: what came of it belongs there.
 */
export function linkedTo(state: SwarmState, command: LinkCommand, now: Circumstances): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  const refusal = mayNotLink(state, command, now);
  if (refusal) return refused(refusal);
  if (command.type === 'UnlinkCase') return happened(...takenBack(state));
  return linked(state, command.case, now);
}

function linked(state: Known, theCase: Case, now: Circumstances): Decision {
  const { home } = theCase;
  if (home === undefined) return refused({ code: 'case-known', caseId: theCase.id });
  const before = state.linked === null ? undefined : state.case.home;
  if (before?.system === home.system && before.record === home.record) return alreadySo;
  const owned = owner(state, theCase);
  if (!wasStarted(state)) {
    if (owned.id !== state.case.owner.id) return refused({ code: 'link-of-other', owner: owned });
    if (theCase.restricted && !state.case.restricted) return refused({ code: 'link-restricted', caseId: theCase.id });
  }
  const { id, url, customer, product, created } = theCase;
  const events: SwarmEvent[] = [
    ...takenBack(state),
    { type: 'CaseLinked', case: { id, url, customer, product, created, home } },
  ];
  const after = applied(state, events, now);
  const follows = caseReported(after, { type: 'ReportCase', case: theCase, over: null });
  return happened(...events, ...(follows.ok ? follows.events : []));
}

/** Who owns it there; where nobody does who could be named, whose it is here. */
const owner = (state: Known, { instead, owner: there }: Case) =>
  instead ? (state.linked?.told ?? state.case).owner : there;

/** The swarm as it was told; its owner and its urgency come back, as far as they still tell something. */
function takenBack(state: Known): SwarmEvent[] {
  const { linked, case: theCase } = state;
  const from = linkedCaseOf(state);
  if (linked === null || from === null) return [];
  const isOpen = state.status === 'running' || state.status === 'proposed';
  const events: SwarmEvent[] = [{ type: 'CaseUnlinked', from }];
  // Also after its end: whose case it never was has no say in it.
  if (linked.told.owner.id !== theCase.owner.id)
    events.push({ type: 'CaseReassigned', from: theCase.owner, to: linked.told.owner });
  if (isOpen && linked.told.severity !== theCase.severity)
    events.push({ type: 'CaseUrgencyChanged', from: theCase.severity, to: linked.told.severity });
  return events;
}

function linkedCaseOf({ case: { id, url, customer, product, created, home } }: Known): LinkedCase | null {
  return home === undefined ? null : { id, url, customer, product, created, home };
}

function applied(state: Known, events: readonly SwarmEvent[], { at, actor, cause }: Circumstances): Known {
  let next: SwarmState = state;
  for (const event of events) {
    const version = next.status === 'none' ? 1 : next.version + 1;
    next = evolve(next, { swarmId: state.swarmId, version, at, actor, cause, event });
  }
  return next.status === 'none' ? state : next;
}
