import type { DayWish, PreventionWish, SwarmCommand } from '../../swarm/commands.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import { followUpCard, preventionCard } from '../cards/aftercareCards.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import type { Card } from '../cards/parts/elements.ts';
import { sentenceCard } from '../cards/parts/refusal.ts';
import type { ActionOf } from '../cards/verbs.ts';
import { messages, type Reader } from '../languages/language.ts';
import type { Meaning, Understood } from './meaning.ts';

/** A button that concerns what comes after a swarm's end. */
export type AfterAction = ActionOf<
  | 'set-follow-up'
  | 'drop-follow-up'
  | 'answer-follow-up'
  | 'give-prevention'
  | 'take-prevention'
  | 'finish-prevention'
  | 'decline-prevention'
  | 'move-prevention'
>;

/** The command such a button stands for; or what to tell the person. */
export async function afterCommandOf(
  action: AfterAction,
  state: KnownSwarm,
  reader: Reader,
  meaning: Pick<Meaning, 'person'>,
): Promise<Understood<SwarmCommand>> {
  const { aftercare: words, refusals } = messages(reader.language);
  switch (action.verb) {
    case 'set-follow-up': {
      const wish = wishedDay(action);
      return wish ? command({ type: 'SetFollowUp', wish }) : { ok: false, words: words.chooseDay };
    }
    case 'drop-follow-up':
      return command({ type: 'SetFollowUp', wish: null });
    case 'answer-follow-up': {
      const { followUp: of, stillFixed: still, customerTold, customerConfirmed } = action;
      if (still === null) return { ok: false, words: words.chooseStill };
      const answer = { still, told: asTruth(customerTold), confirmed: asTruth(customerConfirmed) };
      return command({ type: 'AnswerFollowUp', of, ...answer });
    }
    case 'give-prevention': {
      const wish = await wishedPrevention(action, state, reader, meaning);
      if (!wish.ok) return wish;
      return wish.it
        ? command({ type: 'AskPrevention', wish: wish.it })
        : { ok: false, words: refusals['text-missing'].task };
    }
    case 'take-prevention':
      return command({ type: 'AnswerPrevention', preventionId: action.preventionId, accepted: true, why: '' });
    case 'decline-prevention': {
      const { preventionId, preventionWhy: why } = action;
      return command({ type: 'AnswerPrevention', preventionId, accepted: false, why });
    }
    case 'finish-prevention':
      return command({ type: 'FinishPrevention', preventionId: action.preventionId });
    case 'move-prevention': {
      const { preventionId, preventionDue: due } = action;
      return due ? command({ type: 'MovePrevention', preventionId, due }) : { ok: false, words: words.chooseDay };
    }
    default:
      return action satisfies never;
  }
}

/** The day that was chosen, a date before a number of weeks; null: none was. */
export function wishedDay({
  followUpIn,
  followUpOn,
}: Pick<ActionOf<'set-follow-up'>, 'followUpIn' | 'followUpOn'>): DayWish | null {
  if (followUpOn !== null) return { on: followUpOn };
  return followUpIn === null ? null : { weeks: followUpIn === '1' ? 1 : 2 };
}

/** The task that was typed, with whose it is; null: none was, nor anybody chosen for one. Without a day it is for two weeks from now. */
export async function wishedPrevention(
  given: Pick<ActionOf<'give-prevention'>, 'preventionTask' | 'preventionBy' | 'preventionByTyped' | 'preventionDue'>,
  state: KnownSwarm,
  reader: Reader,
  meaning: Pick<Meaning, 'person'>,
): Promise<Understood<PreventionWish | null>> {
  const { preventionTask: task, preventionBy, preventionByTyped, preventionDue } = given;
  if (task === '' && preventionBy === null && preventionByTyped === '') return { ok: true, it: null };
  if (task === '') return { ok: false, words: messages(reader.language).refusals['text-missing'].task };
  const person = await meaning.person(preventionBy, preventionByTyped, reader, state);
  if (!person.ok) return person;
  if (person.it === null) return { ok: false, words: messages(reader.language).aftercare.choosePerson };
  return { ok: true, it: { task, person: person.it, due: preventionDue ? { on: preventionDue } : { weeks: 2 } } };
}

/** Where it stands: the question to the owner, or a task, as it is now. */
export function taskCard(
  state: StartedSwarm,
  which: { followUp?: number | undefined; preventionId?: string | undefined },
  reader: Reader,
): { kind: 'card'; card: Card } {
  const { aftercare } = state;
  const task = aftercare.preventions.find(({ id }) => id === which.preventionId);
  const asked = aftercare.followUps.find(({ version }) => version === which.followUp);
  const { over } = messages(reader.language).aftercare;
  if (task) return { kind: 'card', card: preventionCard(state, task, reader) };
  return { kind: 'card', card: asked ? followUpCard(state, asked, reader) : sentenceCard(over, reader) };
}

const asTruth = (chosen: 'yes' | 'no' | null): boolean | null => (chosen === null ? null : chosen === 'yes');

const command = (it: SwarmCommand): Understood<SwarmCommand> => ({ ok: true, it });
