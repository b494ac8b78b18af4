import { actionsOf } from '../../connector/cards.ts';
import type { MessageView } from '../../people/views.ts';

/** What the bot's newest card offers somebody: a plan to start, a swarm that runs, an invitation to answer. */
export type Offered = 'plan' | 'swarm' | 'invitation' | 'other';

/** `messages`: of a person's chat with the bot, oldest first; their verbs are those of the bot's cards. */
export function offeredIn(messages: readonly MessageView[]): Offered {
  const newest = messages.findLast(({ from, card, deleted }) => from === null && card !== null && !deleted);
  const verbs = new Set(actionsOf(newest?.card ?? {}).map(({ verb }) => verb));
  if (verbs.has('start-swarm')) return 'plan';
  if (verbs.has('accept')) return 'invitation';
  return verbs.has('refresh') ? 'swarm' : 'other';
}

/** Whether what a step of the tour asks for has just happened: in the owner's chat, or in that of somebody asked. */
export function isDone(step: number, before: Offered, now: Offered): boolean {
  switch (step) {
    case 0:
      return before !== 'plan' && now === 'plan';
    case 1:
      return before === 'plan' && now === 'swarm';
    case 2:
      return before === 'invitation' && now !== 'invitation';
    default:
      return false;
  }
}
