import type { SwarmCommand } from '../commands.ts';
import type { JobOf, Setback, SwarmJobName } from '../jobs.ts';
import type { StartedSwarm, SwarmState } from '../state.ts';

/** What an effect is given beside its job. `state` is the swarm as it is when the job runs, not when it was made. */
export type EffectCircumstances = {
  state: Exclude<SwarmState, { status: 'none' }>;
  /** The effect may have been done before (a retry, a killed process): look before doing. */
  repeated: boolean;
  signal: AbortSignal;
};

/**
 * What became of an effect: a report to the swarm, nothing to report (it was not needed any more), or a setback.
 * An effect does one thing outside and tells; it never decides. What it throws counts as a wait.
 */
export type EffectOutcome = { kind: 'report'; command: SwarmCommand } | { kind: 'done' } | Setback;

export type Effect<N extends SwarmJobName> = (
  job: JobOf<N>,
  circumstances: EffectCircumstances,
) => Promise<EffectOutcome>;

/** Several jobs done in one call outside, such as seats in one team; outcomes in the order of the jobs. */
export type JoinedEffect<N extends SwarmJobName> = (
  jobs: readonly { job: JobOf<N>; circumstances: EffectCircumstances }[],
) => Promise<EffectOutcome[]>;

/** The effects of graph/. */
export type GraphEffects = {
  'open-channel': Effect<'open-channel'>;
  'enable-app': Effect<'enable-app'>;
  'seat-member': JoinedEffect<'seat-member'>;
  'archive-channel': Effect<'archive-channel'>;
  'unarchive-channel': Effect<'unarchive-channel'>;
  'delete-channel': Effect<'delete-channel'>;
  'delete-left-channel': Effect<'delete-left-channel'>;
  'look-at-channel': Effect<'look-at-channel'>;
};

/** The effects of teams/. */
export type TeamsEffects = {
  'offer-plan': Effect<'offer-plan'>;
  'post-briefing': Effect<'post-briefing'>;
  'refresh-card': Effect<'refresh-card'>;
  'fold-card': Effect<'fold-card'>;
  'deliver-invitation': Effect<'deliver-invitation'>;
  'announce-member': Effect<'announce-member'>;
  'tell-coordinator': Effect<'tell-coordinator'>;
  'tell-person': Effect<'tell-person'>;
  'tell-room': Effect<'tell-room'>;
  'ask-views': Effect<'ask-views'>;
  'ask-silent': Effect<'ask-silent'>;
  'relay-view': Effect<'relay-view'>;
  'tell-recurring': Effect<'tell-recurring'>;
  'ask-gap-lead': Effect<'ask-gap-lead'>;
  'ask-follow-up': Effect<'ask-follow-up'>;
  'ask-prevention': Effect<'ask-prevention'>;
  'remind-prevention': Effect<'remind-prevention'>;
  'tell-thanks': Effect<'tell-thanks'>;
  'post-outcome': Effect<'post-outcome'>;
  'hide-left-briefing': Effect<'hide-left-briefing'>;
};

/** The effects of cases/systems/. */
export type CaseEffects = {
  'write-note': Effect<'write-note'>;
  'link-case': Effect<'link-case'>;
  'unlink-case': Effect<'unlink-case'>;
  'send-article': Effect<'send-article'>;
};

/** The effects of model/. */
export type ModelEffects = { 'ask-model': Effect<'ask-model'> };

export const report = (command: SwarmCommand): EffectOutcome => ({ kind: 'report', command });
export const done: EffectOutcome = { kind: 'done' };

/** The swarm of an effect that only started swarms have; the reactions make such jobs for no other. */
export function startedOf({ state }: EffectCircumstances): StartedSwarm {
  if (state.status === 'proposed' || state.status === 'lapsed')
    throw new Error(`Swarm ${state.swarmId} was never started, yet a job expects its room`);
  return state as StartedSwarm;
}
