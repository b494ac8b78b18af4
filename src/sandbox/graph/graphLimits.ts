import type { Limits, Window } from '../doors/limits.ts';
import type { Call } from '../doors/routes.ts';
import type { LimitClass } from './graphRoute.ts';

const second = 1_000;
const perSecond = (most: number): Window[] => [{ most, ms: second }];

/** Published figures for one app in one tenant (platform.md 2.2). */
const classes: Record<LimitClass, readonly Window[]> = {
  'create-channel': perSecond(30),
  tab: perSecond(30),
  delete: perSecond(15),
  install: perSecond(30),
  'create-team': perSecond(10),
  'team-members': perSecond(30),
  list: perSecond(60),
  presence: [{ most: 1_500, ms: 30 * second }],
  directory: [{ most: 3_500, ms: 10 * second }],
  mailbox: [{ most: 10_000, ms: 600 * second }],
  other: perSecond(30),
};
const oneTeam = perSecond(4);
const oneChannel = perSecond(1);
const membersOfOneTeam: Window[] = [{ most: 4, ms: 60 * second }];

/** Milliseconds that this call must wait by the published limits; 0: it may go. */
export function graphWait(limits: Limits, limit: LimitClass, call: Call): number {
  const { team, channel } = call.params;
  const waits = [limits.take(`class ${limit}`, classes[limit])];
  if (team !== undefined) waits.push(limits.take(`team ${team}`, oneTeam));
  if (channel !== undefined) waits.push(limits.take(`channel ${channel}`, oneChannel));
  if (limit === 'team-members' && team !== undefined) waits.push(limits.take(`members ${team}`, membersOfOneTeam));
  return Math.max(...waits);
}
