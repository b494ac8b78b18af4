import type { SideCard } from './events.ts';
import { isInside } from './powers.ts';
import { isOpenGap, type StartedSwarm } from './state.ts';

/** Whether what somebody was asked still is, and they have not answered: their form stands, and they may be typing into it. */
export function isStillAsked(state: StartedSwarm, side: SideCard): boolean {
  if (state.status !== 'running' || !isTypedInto(state, side)) return false;
  const [kind, id] = side.card.split(':', 2);
  return kind === 'gap' ? isOpenGap(state, id ?? '') : isInside(state, side.reader.id);
}

/** Whether somebody may be typing into it: what they see, or whom to turn to, was asked and not answered. */
export function isTypedInto(state: StartedSwarm, { card, reader, drawnFrom }: SideCard): boolean {
  const [kind, id] = card.split(':', 2);
  if (kind === 'silent') return !state.views.some(({ by, version }) => by.id === reader.id && version >= drawnFrom);
  return kind === 'gap' && state.gapAsks.some(({ technology, answer }) => technology === id && answer === null);
}
