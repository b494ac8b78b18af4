import type { Circumstances, SwarmCommand } from '../commands.ts';
import type { SwarmEvent } from '../events.ts';
import { isPending, type RunningSwarm, type SwarmState, sideCardOf, wasStarted } from '../state.ts';
import { invited } from './cover.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';

/** A lead, or who is on call, was asked what to do, as nobody is left to ask for a technology. Once for each, however often it is a gap. */
export function leadAsked(
  state: SwarmState,
  { technology, lead, message, drawnFrom }: Extract<SwarmCommand, { type: 'ReportGapLeadAsked' }>,
): Decision {
  if (!wasStarted(state)) return alreadySo;
  return state.gapAsks.some((each) => each.technology === technology)
    ? alreadySo
    : happened({ type: 'GapLeadAsked', technology, lead, message, drawnFrom });
}

/**
 * What to do about a gap is answered by whom it was asked of, while it is one: somebody else may have come since, or the swarm ended.
 * Whom they name is asked at once, by their word; all else is the coordinator's to do. Who leads it or answers for it no more since they
 * were asked has no say in it: they are told whom to tell what they know.
 */
export function gapAnswered(
  state: SwarmState,
  { technology, answer }: Extract<SwarmCommand, { type: 'AnswerGap' }>,
  now: Circumstances,
): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  if (!wasStarted(state)) return refused({ code: 'not-started' });
  const { actor } = now;
  const ask = state.gapAsks.find((each) => each.technology === technology);
  // Whoever was asked before a reopening has the question still.
  const hadIt = actor.kind === 'person' && sideCardOf(state, `gap:${technology}`, actor.person.id) !== null;
  if (!ask) return refused({ code: hadIt ? 'gap-over' : 'not-your-question' });
  if (actor.kind !== 'person' || actor.person.id !== ask.lead.id)
    return refused({ code: 'not-your-task', person: ask.lead });
  const isSame = ask.answer && JSON.stringify(ask.answer) === JSON.stringify(answer);
  if (isSame) return alreadySo;
  const isGap =
    state.status === 'running' && state.needs.some(({ detected, gap }) => gap && detected.technology === technology);
  if (!isGap || state.status !== 'running') return refused({ code: 'gap-over' });
  if (!now.leadsGap) return refused({ code: 'gap-not-theirs', coordinator: state.coordinator });
  if (answer.kind === 'elsewhere' && !answer.words.trim()) return refused({ code: 'text-missing', field: 'elsewhere' });
  const event: SwarmEvent = { type: 'GapAnswered', technology, answer };
  if (answer.kind !== 'named') return happened(event);
  const refusal = whyNotAsked(state, answer.person.id, now);
  if (refusal) return refused({ ...refusal, person: answer.person });
  const wave = 1 + Math.max(0, ...state.invitations.map((each) => each.wave));
  const why = [{ code: 'named-by-person' as const, by: actor.person.name }];
  return happened(event, invited(state, { person: answer.person, technologies: [technology], for: why }, wave, now));
}

/** Who is in or asked already is not asked again, nor who is outside; who declined or was silent may be, at a lead's word. */
function whyNotAsked(
  state: RunningSwarm,
  id: string,
  { hours }: Circumstances,
): { code: 'already-in' | 'already-asked' } | { code: 'outside'; reach: string } | null {
  if (id === state.coordinator.id || state.members.some(({ person }) => person.id === id))
    return { code: 'already-in' };
  const theirs = state.invitations.filter(({ person }) => person.id === id);
  if (theirs.some(isPending)) return { code: 'already-asked' };
  if (theirs.some(({ answer }) => answer.state === 'accepted')) return { code: 'already-in' };
  const outside = hours[id]?.outside;
  return outside === undefined ? null : { code: 'outside', reach: outside };
}
