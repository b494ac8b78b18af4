import type { SwarmJob } from '../../src/swarm/jobs.ts';
import { stepOf } from '../../src/swarm/jobs.ts';
import { isPending, type StartedSwarm } from '../../src/swarm/state.ts';
import { startedOnes } from './memorySwarms.ts';
import type { Week } from './week.ts';

/**
 * What must hold at any moment at which no job runs and nobody presses a button: a swarm has one channel, nobody is asked
 * twice for one need, and nothing waits but for a job that is to come, a moment, or a person who was told.
 */
export async function wrongNow(week: Week): Promise<string[]> {
  const jobs = week.waiting.map(({ job }) => job);
  return (await startedOnes(week.swarms)).flatMap((state) =>
    [...channelsOf(week, state), ...askedTwice(state), ...waitsForNothing(state, jobs)].map(
      (wrong) => `${state.swarmId}: ${wrong}`,
    ),
  );
}

/** Not counted: what it left when its case became restricted, or is about to leave, and what people brought back themselves. */
function channelsOf({ outside }: Week, state: StartedSwarm): string[] {
  const live = outside.graph.rooms.filter(
    ({ swarmId, status, kind, restoredByHand }) =>
      swarmId === state.swarmId && status !== 'deleted' && kind === state.room && !restoredByHand,
  );
  return live.length > 1 ? [`has ${live.length} channels: ${live.map(({ channel }) => channel.name).join(', ')}`] : [];
}

function askedTwice({ invitations }: StartedSwarm): string[] {
  const live = invitations.filter((each) => isPending(each) || each.answer.state === 'accepted');
  return live.flatMap((one, at) =>
    live
      .slice(at + 1)
      .filter(
        (other) =>
          other.person.id === one.person.id &&
          other.role === one.role &&
          other.technologies.some((each) => one.technologies.includes(each)),
      )
      .map((other) => `${one.person.name} is asked by ${one.id} and by ${other.id}`),
  );
}

function waitsForNothing(state: StartedSwarm, jobs: readonly SwarmJob[]): string[] {
  const ours = jobs.filter(({ swarmId }) => swarmId === state.swarmId);
  const steps = new Set(ours.map(stepOf));
  const told = new Set(state.troubles.filter(({ status }) => status === 'failed').map(({ step }) => step));
  const alarms = new Set(ours.flatMap((job) => (job.name === 'expire-invitation' ? [job.invitationId] : [])));
  const wrong: string[] = [];
  const needs = (step: NonNullable<ReturnType<typeof stepOf>>, what: string): void => {
    if (!steps.has(step) && !told.has(step)) wrong.push(`${what}, and neither a job nor a person sees to it`);
  };
  if (state.status === 'running') {
    if (state.channel.status === 'opening' && !state.withoutRoom) needs('open-channel', 'its channel is to be opened');
    for (const invitation of state.invitations.filter(isPending)) {
      if (invitation.answer.state === 'queued')
        needs(`deliver:${invitation.id}`, `${invitation.id} is to be delivered`);
      if (!alarms.has(invitation.id)) wrong.push(`nothing ends the wait for an answer to ${invitation.id}`);
    }
    if (state.channel.status === 'open' && !state.lostRoom)
      for (const { person } of state.members.filter(({ seated }) => !seated))
        needs(`seat:${person.id}`, `${person.name} is to be seated`);
  } else if (state.channel.status === 'open') {
    const putsAway = ['post-outcome', 'archive-channel'] as const;
    if (!putsAway.some((step) => steps.has(step) || told.has(step)) && !steps.has('post-briefing'))
      wrong.push('it has ended, and nothing puts its channel away');
  }
  return wrong;
}
