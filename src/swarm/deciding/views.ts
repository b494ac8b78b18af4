import type { Circumstances, SwarmCommand } from '../commands.ts';
import { isInside } from '../powers.ts';
import { silentIn, unaskedIn } from '../silent.ts';
import { type RunningSwarm, type SwarmState, wasStarted } from '../state.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';

/** Nobody is asked the same again within so many minutes: Teams delivers a press again, also under a new id (platform.md 2.4). */
const sameQuestionMinutes = 5;

/**
 * Whoever leads has those asked who have not been heard, and nobody else: who has spoken need not say it again. Who was asked
 * already and is silent is asked again only when there is nobody else.
 */
export function silentAsked(state: RunningSwarm, typed: string, { at }: Circumstances): Decision {
  const question = typed.trim();
  if (!question) return refused({ code: 'text-missing', field: 'question' });
  const silent = silentIn(state);
  if (silent.length === 0) return refused({ code: 'everyone-heard' });
  const last = state.silentAsks.at(-1);
  const justNow = last !== undefined && Date.parse(at) - Date.parse(last.at) < sameQuestionMinutes * 60_000;
  if (justNow && last.question === question) return alreadySo;
  const unasked = unaskedIn(state);
  if (unasked.length > 0) return happened({ type: 'SilentAsked', question, asked: unasked });
  // Two questions in a breath would be two messages to those who are slow to speak.
  return justNow ? refused({ code: 'asked-just-now' }) : happened({ type: 'SilentAsked', question, asked: silent });
}

/** What somebody in the swarm has told to all. Who has left, or is not in it, has nothing told; nor is anything after its end. */
export function gaveView(
  state: SwarmState,
  { text: typed, named }: Extract<SwarmCommand, { type: 'GiveView' }>,
  { actor }: Circumstances,
): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  if (!wasStarted(state)) return refused({ code: 'not-started' });
  if (actor.kind !== 'person' || !isInside(state, actor.person.id)) return refused({ code: 'not-in-swarm' });
  if (state.status !== 'running') return refused({ code: 'already-closed', status: state.status });
  const text = typed?.trim() ?? '';
  if (typed !== null && !text) return refused({ code: 'text-missing', field: 'view' });
  const { id } = actor.person;
  // Asked anew, the same words answer anew.
  const since = state.silentAsks.findLast(({ asked }) => asked.some((each) => each.id === id))?.version ?? 0;
  if (state.views.some((each) => each.by.id === id && each.text === text && each.version > since)) return alreadySo;
  return happened({ type: 'ViewGiven', text, named: text !== '' && named });
}
