import type { PersonLoad } from '../availability/load.ts';
import type { Listed } from '../registry/snapshot.ts';

/** Why somebody has too much: more asks than they set themselves for a week, or than is fair in a month; too many outside their hours. */
export const careReasons = ['own-limit', 'budget', 'off-hours'] as const;
export type CareReason = (typeof careReasons)[number];

/**
 * Why somebody should be asked less; none: all is well. `budget`: asks in 28 days; `offHours`: asks outside hours in 28 days from
 * which on it is too often, null: that is not looked at. Who wants to be asked at any hour is.
 */
export function careFor(
  { engineer, load }: Pick<Listed, 'engineer' | 'load'>,
  of: Pick<PersonLoad, 'asks' | 'afterHours'>,
  { budget, offHours }: { budget: number; offHours: number | null },
): CareReason[] {
  const limit = engineer.asking?.mostAWeek;
  return [
    ...(limit !== undefined && (load?.asks7d ?? 0) > limit ? (['own-limit'] as const) : []),
    ...(of.asks > budget ? (['budget'] as const) : []),
    ...(offHours !== null && !engineer.anyHour && of.afterHours >= offHours ? (['off-hours'] as const) : []),
  ];
}
