import type { Candidate } from '../../matching/plan.ts';

/** What spoke for somebody; of who was off work what Teams showed is left out: it would say that they were there. */
export function spokenFor({
  for: reasons,
  against = [],
}: Pick<Candidate, 'for'> & Partial<Pick<Candidate, 'against'>>) {
  const isOff =
    reasons.some(({ code }) => code === 'back' || code === 'any-hour') ||
    against.some(({ code }) => code === 'out-of-hours');
  return reasons.filter(({ code }) => code !== 'present' || !isOff);
}
