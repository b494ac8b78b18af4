import type { ReasonFor } from './plan.ts';

/**
 * How likely it is that someone asked now comes, 0..1, by what spoke for asking them: presence, hours, what they carry.
 * Estimates for want of answers to learn from; what counts is that two unsure people are worth one sure one.
 */
export function chanceOfComing(reasons: readonly ReasonFor[]): number {
  let chance = unknownPresence;
  let isThere = false;
  let works = false;
  let carried = 0;
  for (const reason of reasons) {
    if (reason.code === 'present') {
      chance = byPresence[reason.availability] ?? unknownPresence;
      isThere = chance >= unknownPresence;
    }
    if (reason.code === 'in-hours' || reason.code === 'on-call') works = true;
    if (reason.code === 'load') carried = Math.min(1, reason.live / Math.max(1, reason.most));
  }
  // Whoever Teams shows as there is awake, whatever their hours say.
  const inTheirHours = works ? 1 : isThere ? 0.8 : 0.4;
  return chance * inTheirHours * (1 - 0.4 * carried);
}

/** Whether those asked so far, who decide each on their own, are likely enough to send somebody. */
export const isOneLikely = (asked: readonly (readonly ReasonFor[])[]): boolean =>
  asked.reduce((nobody, reasons) => nobody * (1 - chanceOfComing(reasons)), 1) <= 0.2;

const unknownPresence = 0.6;
const byPresence: Readonly<Record<string, number>> = {
  Available: 0.8,
  AvailableIdle: 0.7,
  Busy: 0.5,
  BusyIdle: 0.4,
  BeRightBack: 0.5,
  Away: 0.35,
  Offline: 0.2,
};
