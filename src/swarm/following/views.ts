import type { ScheduledJob } from '../jobs.ts';
import type { StartedSwarm } from '../state.ts';
import { jobsOf } from './jobs.ts';

/** What people said to all and is not in the channel yet, or one of it; none while there is no channel to say it in. */
export function relays(state: StartedSwarm, only?: number): ScheduledJob[] {
  if (state.status !== 'running' || !state.briefing || state.channel.status !== 'open') return [];
  return state.views
    .filter(({ version, relayed }) => !relayed && (only === undefined || version === only))
    .map(({ version }) => jobsOf(state.swarmId)({ name: 'relay-view', of: version }));
}
