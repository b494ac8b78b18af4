import { stepOf } from '../../src/swarm/jobs.ts';
import { isPending, type StartedSwarm } from '../../src/swarm/state.ts';
import { startedOnes } from './memoryDatabase.ts';
import type { Week } from './week.ts';

/**
 * What must hold at any moment at which no job runs and nobody presses a button: a swarm has one channel, nobody is asked
 * twice for one need, nothing that a process was told to be stored is lost, and nothing waits but for a job that is to come, a
 * moment, or a person who was told.
 */
export function wrongNow(week: Week): string[] {
  const wrong = startedOnes(week.swarms).flatMap((state) =>
    [...channelsOf(week, state), ...alwaysWrong(state), ...waitsForNothing(week, state)].map(
      (each) => `${state.swarmId}: ${each}`,
    ),
  );
  return [...week.lost, ...wrong];
}

/** What is wrong with a state whatever is to come; looked at once. */
function alwaysWrong(state: StartedSwarm): readonly string[] {
  const known = looked.get(state);
  if (known) return known;
  const wrong = askedTwice(state);
  looked.set(state, wrong);
  return wrong;
}
const looked = new WeakMap<StartedSwarm, readonly string[]>();

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

/** A need: what there is to do, and the jobs or steps of which any one sees to it. */
type Need = { steps: readonly string[]; tells: string };

function waitsForNothing({ waiting }: Week, state: StartedSwarm): string[] {
  const needs = needsOf(state);
  if (needs.length === 0) return [];
  const steps = new Set<string>();
  for (const { job } of waiting) {
    if (job.swarmId !== state.swarmId) continue;
    steps.add(job.name === 'expire-invitation' ? alarm(job.invitationId) : (stepOf(job) ?? ''));
  }
  return needs.filter((each) => !each.steps.some((step) => steps.has(step))).map(({ tells }) => tells);
}

/** What a swarm waits for, and no person was told of. */
function needsOf(state: StartedSwarm): readonly Need[] {
  const known = needed.get(state);
  if (known) return known;
  const told = new Set<string>(state.troubles.filter(({ status }) => status === 'failed').map(({ step }) => step));
  const needs: Need[] = [];
  const need = (step: Step, what: string): void => {
    if (!told.has(step)) needs.push({ steps: [step], tells: `${what}, and neither a job nor a person sees to it` });
  };
  if (state.status === 'running') {
    if (state.channel.status === 'opening' && !state.withoutRoom) need('open-channel', 'its channel is to be opened');
    for (const { id, answer } of state.invitations.filter(isPending)) {
      if (answer.state === 'queued') need(`deliver:${id}`, `${id} is to be delivered`);
      needs.push({ steps: [alarm(id)], tells: `nothing ends the wait for an answer to ${id}` });
    }
    if (state.channel.status === 'open' && !state.lostRoom)
      for (const { person } of state.members.filter(({ seated }) => !seated))
        need(`seat:${person.id}`, `${person.name} is to be seated`);
  } else if (state.channel.status === 'open') {
    const putsAway = ['post-outcome', 'archive-channel'];
    if (!putsAway.some((step) => told.has(step)))
      needs.push({
        steps: [...putsAway, 'post-briefing'],
        tells: 'it has ended, and nothing puts its channel away',
      });
  }
  needed.set(state, needs);
  return needs;
}
const needed = new WeakMap<StartedSwarm, readonly Need[]>();
type Step = NonNullable<ReturnType<typeof stepOf>>;
const alarm = (invitationId: string): string => `the alarm of ${invitationId}`;
