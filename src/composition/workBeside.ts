import type { DeliveredJob, Queue } from '../store/queue.ts';
import { growthJob } from '../teams/growthJob.ts';
import { helpRequestJob } from '../teams/helpRequestJobs.ts';
import { hostTeamJob } from '../teams/hostTeamJob.ts';
import { findPersonJob } from '../teams/lookUps.ts';
import { peopleJob } from '../teams/peopleJob.ts';
import { sayAgainJob } from '../teams/sayAgainJob.ts';
import type { Teams } from '../teams/teams.ts';
import { leaveSwarmsJob } from './people.ts';

/** The queues of what is done beside the swarms: each of its own, and none of a swarm's history. */
export const besideJobNames = [
  findPersonJob,
  helpRequestJob,
  growthJob,
  hostTeamJob,
  peopleJob,
  leaveSwarmsJob,
  sayAgainJob,
] as const;

export type WorkBesideNeeds = {
  queue: Pick<Queue, 'work'>;
  teams: Pick<Teams, 'runLookUp' | 'sayAgain' | 'runHelpRequest' | 'tellHostTeam' | 'tellPeople' | 'tellGrowth'>;
  /** Does a job of leaveSwarmsJob (people.ts). */
  leave: (job: unknown) => Promise<void>;
};

/** Gives these queues their workers: two at once where somebody waits for it, one after the other where it is a notice. */
export async function workBeside({ queue, teams, leave }: WorkBesideNeeds): Promise<void> {
  const one = (run: (body: unknown, signal: AbortSignal) => Promise<void>) => async (jobs: DeliveredJob[]) => {
    for (const { body, signal } of jobs) await run(body, signal);
  };
  const works: Record<(typeof besideJobNames)[number], [number, Parameters<typeof one>[0]]> = {
    [findPersonJob]: [2, teams.runLookUp],
    [sayAgainJob]: [2, teams.sayAgain],
    [helpRequestJob]: [2, teams.runHelpRequest],
    [hostTeamJob]: [1, teams.tellHostTeam],
    [peopleJob]: [1, teams.tellPeople],
    [growthJob]: [1, teams.tellGrowth],
    [leaveSwarmsJob]: [1, leave],
  };
  for (const name of besideJobNames) {
    const [concurrency, run] = works[name];
    await queue.work(name, { concurrency }, one(run));
  }
}
