import type { DetectedTechnology } from '../../detection/detectedTechnology.ts';
import type { Conflict } from '../../store/eventLog.ts';
import { count, isTold, traced } from '../../telemetry/telemetry.ts';
import type { Circumstances, Refusal, SwarmCommand } from '../commands.ts';
import { decide } from '../decide.ts';
import { plannedFor } from '../deciding/prevention.ts';
import { workersOf } from '../deciding/relay.ts';
import type { Actor, RecordedEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { ScheduledJob } from '../jobs.ts';
import type { Planner } from '../planning/planner.ts';
import { reactions } from '../reactions.ts';
import { type StartedSwarm, type SwarmState, wasStarted } from '../state.ts';
import type { Execute, Execution, Origin } from './execution.ts';
import { createLines } from './lines.ts';
import type { SwarmLog } from './swarmLog.ts';

/** A command with who gives it, and the swarm as they just saw it. */
export type Asked = { command: SwarmCommand; origin: Origin; known?: SwarmState };

/** What happened to a swarm, and what follows from it. */
export type News = { recorded: readonly RecordedEvent[]; jobs: readonly ScheduledJob[] };

/** How often a command is decided anew when others changed the swarm meanwhile. */
export const mostTries = 20;

/** Where what happened is kept. */
export type CommandStore = Pick<SwarmLog, 'load' | 'lately'> & {
  /** Keeps, in one transaction, how a swarm came from one state to the next; or that somebody else was faster, and nothing. */
  keep(before: SwarmState, after: SwarmState, news: News): Promise<Conflict | null>;
};

export type CommandNeeds = {
  store: CommandStore;
  planner: Pick<Planner, 'rank' | 'standsIn' | 'leadsGap' | 'hoursOf'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/**
 * Runs commands on swarms: decides each on the swarm as it is, and has what follows kept. `attempt` tries once, on a swarm as it was
 * seen.
 */
export function createCommands({ store, planner, clock }: CommandNeeds): {
  execute: Execute;
  attempt(swarmId: string, state: SwarmState, asked: readonly Asked[]): Promise<Execution[] | Conflict>;
} {
  const now = (origin: Origin): string => origin.at ?? new Date(clock()).toISOString();

  async function circumstances(state: SwarmState, command: SwarmCommand, origin: Origin): Promise<Circumstances> {
    const { actor, cause } = origin;
    const at = now(origin);
    const wanted = technologiesWanted(state, command);
    const ranking =
      state.status === 'none' || wanted.length === 0
        ? { candidates: [], leftOut: 0 }
        : await planner.rank({
            case: state.case,
            technologies: wanted,
            at,
            policy: state.policy,
            dropped: state.dropped.people,
            also: alsoRanked(state, command),
          });
    const people = [
      ...ranking.candidates.filter((each) => each.available).map((each) => each.person.id),
      ...(command.type === 'Start' && state.status === 'proposed'
        ? [...state.plan.team.map(({ person }) => person), ...state.learners].map(({ id }) => id)
        : []),
      ...(command.type === 'InvitePerson' ? [command.person.id] : []),
      ...(command.type === 'AskForNote' && wasStarted(state) ? [state.coordinator.id] : []),
      ...(command.type === 'OfferRelay' || command.type === 'HandOver' ? [command.to.id] : []),
      ...(command.type === 'AnswerGap' && command.answer.kind === 'named' ? [command.answer.person.id] : []),
      ...plannedFor(state, command),
      ...(command.type === 'ReportDelivered' && wasStarted(state) ? invitedBy(state, command.invitationId) : []),
      ...(command.type === 'LookAtWork' && state.status === 'running'
        ? [...workersOf(state), ...ranking.candidates.map(({ person }) => person.id)]
        : []),
    ];
    const actorStandsIn =
      actor.kind === 'person' && state.status !== 'none' && planner.standsIn(actor.person.id, state.case.owner.id, at);
    const leadsGap = command.type !== 'AnswerGap' || isGapTheirs(state, command.technology, actor, at);
    return { at, actor, cause, actorStandsIn, leadsGap, ranking, hours: planner.hoursOf(people) };
  }

  /** Who was on call as they were asked may still say what to do an hour later. */
  function isGapTheirs(state: SwarmState, technology: string, actor: Actor, at: string): boolean {
    if (actor.kind !== 'person' || !wasStarted(state)) return false;
    const asked = state.gapAsks.filter((each) => each.technology === technology).map((each) => each.at);
    return planner.leadsGap(actor.person.id, technology, [...asked, at]);
  }

  /**
   * Commands to one swarm, in order and in one transaction: each is decided on what those before it have changed. The
   * first try is on the swarm as it was seen last: if that was old, its version is taken and nothing is stored. Only
   * what leads to no event says nothing of the version, and is decided again on the swarm as it is.
   */
  async function executeTogether(swarmId: string, asked: readonly Asked[]): Promise<Execution[]> {
    const [first, ...others] = asked;
    const shown = others.length === 0 ? (first?.known ?? null) : null;
    const remembered = shown ? null : store.lately(swarmId);
    for (let tries = 1; ; tries++) {
      const seen = tries === 1 ? (shown ?? remembered) : null;
      const outcome = await attempt(swarmId, seen ?? (await store.load(swarmId)), asked);
      const mayBeOld = tries === 1 && remembered !== null;
      if (outcome !== 'changed-meanwhile' && (!mayBeOld || hasStored(outcome))) return outcome;
      if (tries >= mostTries)
        throw new Error(`Swarm ${swarmId} changed ${mostTries} times while ${first?.command.type} was decided`);
    }
  }

  async function attempt(swarmId: string, state: SwarmState, asked: readonly Asked[]): Promise<Execution[] | Conflict> {
    let next = state;
    const jobs: ScheduledJob[] = [];
    const outcomes: { refusal: Refusal | null; events: RecordedEvent[] }[] = [];
    for (const { command, origin } of asked) {
      const given = await circumstances(next, command, origin);
      const decision = decide(next, command, given);
      const events: RecordedEvent[] = [];
      for (const event of decision.ok ? decision.events : []) {
        const version = (next.status === 'none' ? 0 : next.version) + 1;
        const { at, actor, cause } = given;
        const recorded = { swarmId, version, at, actor, cause, event };
        events.push(recorded);
        next = evolve(next, recorded);
        jobs.push(...reactions(next, recorded));
      }
      outcomes.push({ refusal: decision.ok ? null : decision.refusal, events });
    }
    const conflict = await store.keep(state, next, { recorded: outcomes.flatMap(({ events }) => events), jobs });
    if (conflict) return conflict;
    return outcomes.map(({ refusal, events }) =>
      refusal ? { ok: false, state: next, refusal } : { ok: true, state: next, events },
    );
  }

  // What people do is stored one by one: the read models count from one state to the next, hand-overs for one.
  const inLine = createLines(executeTogether, ({ origin }: Asked) => origin.actor.kind === 'system');

  return {
    attempt,
    execute(swarmId, command, origin, known) {
      const asked = { command, origin, ...(known ? { known } : {}) };
      return isTold() ? executed(swarmId, command, () => inLine(swarmId, asked)) : inLine(swarmId, asked);
    },
  };
}

/** A command as a span: what it is, and what happened by it or why it was refused. */
function executed(swarmId: string, { type }: SwarmCommand, work: () => Promise<Execution>): Promise<Execution> {
  const told = { 'swarm.id': swarmId, 'swarm.command': type };
  return traced({ name: `swarm ${type}`, kind: 'internal', told }, async (span) => {
    const execution = await work();
    const outcome = execution.ok ? 'accepted' : 'refused';
    if (execution.ok) span.tell({ 'swarm.events': execution.events.map(({ event }) => event.type) });
    else span.tell({ 'swarm.refusal': execution.refusal.code });
    count('swarm.commands', { 'swarm.command': type, 'swarm.outcome': outcome });
    return execution;
  });
}

function hasStored(outcome: readonly Execution[]): boolean {
  return outcome.some((each) => each.ok && each.events.length > 0);
}

/** The technologies for which a command may have to ask somebody: as the plan weighs them, so that it holds good. */
function technologiesWanted(state: SwarmState, command: SwarmCommand): DetectedTechnology[] {
  if (state.status === 'none' || command.type === 'RevisePlan') return [];
  const added = command.type === 'AddTechnology' ? [command.technology] : [];
  switch (command.type) {
    case 'Start':
      return state.plan.technologies;
    case 'Accept':
    case 'LookAtWork':
    case 'Decline':
    case 'StepBack':
    case 'TakeOffer':
    case 'Expire':
    case 'ReportUnreachable':
    case 'ReportPersonLeft':
    case 'ReportDelay':
    case 'ReportFailure':
    case 'AddTechnology':
    case 'DropTechnology':
    case 'Reopen':
      return wasStarted(state) ? [...state.needs.map((need) => need.detected), ...added] : added;
    default:
      return [];
  }
}

/** Of whom it is to be known whether they can be asked, whatever they know: whom somebody names, and those of a plan that starts. */
function alsoRanked(state: SwarmState, command: SwarmCommand): string[] {
  if (command.type === 'Decline') return command.instead ? [command.instead.id] : [];
  return command.type === 'Start' && state.status === 'proposed' ? state.plan.team.map(({ person }) => person.id) : [];
}

/** Whom an invitation of a swarm asks, by id. */
const invitedBy = ({ invitations }: StartedSwarm, invitationId: string): string[] =>
  invitations.filter(({ id }) => id === invitationId).map(({ person }) => person.id);
