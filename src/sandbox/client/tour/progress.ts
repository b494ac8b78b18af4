import { actionsOf } from '../../connector/cards.ts';
import type { MessageView } from '../../people/views.ts';

/**
 * What the bot's newest card offers somebody, a plan to start, a swarm that runs, an invitation to answer; and its message.
 * `waiting`: a swarm of which somebody is asked only when their hours begin, and can be asked at once.
 */
export type Offered = { kind: 'plan' | 'swarm' | 'waiting' | 'invitation' | 'other'; message: string | null };

const isSwarm = ({ kind }: Offered): boolean => kind === 'swarm' || kind === 'waiting';

/** `messages`: of a person's chat with the bot, oldest first; their verbs are those of the bot's cards. */
export function offeredIn(messages: readonly MessageView[]): Offered {
  const newest = messages.findLast(({ from, card, deleted }) => from === null && card !== null && !deleted);
  const verbs = new Set(actionsOf(newest?.card ?? {}).map(({ verb }) => verb));
  const message = newest?.id ?? null;
  if (verbs.has('start-swarm')) return { kind: 'plan', message };
  if (verbs.has('accept')) return { kind: 'invitation', message };
  if (verbs.has('ask-now')) return { kind: 'waiting', message };
  return { kind: verbs.has('refresh') ? 'swarm' : 'other', message };
}

/** Whether what a step of the tour asks for has just happened: in the owner's chat, or in that of somebody asked. */
export function isDone(step: number, before: Offered, now: Offered): boolean {
  switch (step) {
    case 0:
      // Another plan may stand there already; what counts is a new one.
      return now.kind === 'plan' && (before.kind !== 'plan' || before.message !== now.message);
    case 1:
      return before.kind === 'plan' && isSwarm(now);
    case 2:
      return before.kind === 'invitation' && now.kind !== 'invitation';
    default:
      return false;
  }
}
