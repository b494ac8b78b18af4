import { randomUUID } from 'node:crypto';
import type { Case } from '../../cases/case.ts';
import type { DetectedTechnology } from '../../detection/detectedTechnology.ts';
import type { Database, Sql } from '../../store/database.ts';
import { appendEvents, type Conflict, createAppendAlone } from '../../store/eventLog.ts';
import { createAppendFirst } from '../../store/firstAppend.ts';
import type { Queue } from '../../store/queue.ts';
import { count, isTold, record, traced } from '../../telemetry/telemetry.ts';
import type { Circumstances, Refusal, SwarmCommand } from '../commands.ts';
import { decide } from '../decide.ts';
import { plannedFor } from '../deciding/prevention.ts';
import { workersOf } from '../deciding/relay.ts';
import type { Actor, RecordedEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { ScheduledJob } from '../jobs.ts';
import type { Planner } from '../planning/planner.ts';
import type { SwarmPolicy } from '../policy.ts';
import { reactions, withoutRepeats } from '../reactions.ts';
import { type StartedSwarm, type SwarmState, wasStarted } from '../state.ts';
import { findSwarms } from './findSwarms.ts';
import { createLines } from './lines.ts';
import { teachesAnew, writePastCase } from './pastCase.ts';
import { firstRows, readModelWrites } from './readModel.ts';
import { createSwarmLog } from './swarmLog.ts';

/** Who asks and why: the actor, the id of what brought the command, and (for tests and replays) when. */
export type Origin = { actor: Actor; cause: string; at?: string };

/** What became of a command. `state` is the swarm as it is now, also after a refusal. */
export type Execution =
  | { ok: true; state: SwarmState; events: RecordedEvent[] }
  | { ok: false; state: SwarmState; refusal: Refusal };

export type Swarms = {
  /** The swarm as it is now; `none` when there is no such swarm. */
  load(swarmId: string): Promise<SwarmState>;
  /** Everything that happened to a swarm, in order. */
  history(swarmId: string): Promise<RecordedEvent[]>;
  /**
   * Carries a command out: events, read models and jobs in one transaction, or a refusal and nothing. `known` is the
   * swarm as the caller just saw it, which saves reading it; if it changed since, it is read.
   */
  execute(swarmId: string, command: SwarmCommand, origin: Origin, known?: SwarmState): Promise<Execution>;
  /** The live swarm of a case, with a fresh plan if there was none: `found` tells which. */
  propose(theCase: Case, origin: Origin): Promise<{ state: SwarmState; found: boolean }>;
  /** The id of the live swarm of a case, or null. */
  liveSwarmOf(caseId: string): Promise<string | null>;
  /** The id of the newest swarm of a case, whatever became of it, or null. */
  newestSwarmOf(caseId: string): Promise<string | null>;
  /** The id of the newest swarm held in a channel, or null. */
  swarmInChannel(channelId: string): Promise<string | null>;
};

export type SwarmsNeeds = {
  database: Database;
  queue: Pick<Queue, 'statements'>;
  planner: Planner;
  /** The policy as it is now; each swarm keeps that of its plan. */
  policy: () => SwarmPolicy;
  tenantId: string;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** Told after a commit whose load has changed: the Entra ids of those asked, and of those whose answer came. */
  loadChanged?: (people: string[]) => void;
  /** Told after a commit that changed what past cases teach. */
  pastChanged?: () => void;
};

/** A command with who gives it, and the swarm as they just saw it. */
type Asked = { command: SwarmCommand; origin: Origin; known?: SwarmState };

/** What happened to a swarm, and what follows from it. */
type News = { recorded: readonly RecordedEvent[]; jobs: readonly ScheduledJob[] };

/** How often a command is decided anew when others changed the swarm meanwhile. */
const mostTries = 20;

/** The service that runs commands: the only writer of events. */
export function createSwarms(needs: SwarmsNeeds): Swarms {
  const { database, queue, planner, policy: policyNow, tenantId, clock, ...told } = needs;
  const now = (origin: Origin): string => origin.at ?? new Date(clock()).toISOString();
  const appendFirst = createAppendFirst(database);
  const appendAlone = createAppendAlone(database);

  const log = createSwarmLog(database);
  const find = findSwarms(database.sql, tenantId);

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
    return { at, actor, cause, actorStandsIn, ranking, hours: planner.hoursOf(people) };
  }

  /**
   * Commands to one swarm, in order and in one transaction: each is decided on what those before it have changed. The
   * first try is on the swarm as it was seen last: if that was old, its version is taken and nothing is stored. Only
   * what leads to no event says nothing of the version, and is decided again on the swarm as it is.
   */
  async function executeTogether(swarmId: string, asked: readonly Asked[]): Promise<Execution[]> {
    const [first, ...others] = asked;
    const shown = others.length === 0 ? (first?.known ?? null) : null;
    const remembered = shown ? null : log.lately(swarmId);
    for (let tries = 1; ; tries++) {
      const seen = tries === 1 ? (shown ?? remembered) : null;
      const outcome = await attempt(swarmId, seen ?? (await log.load(swarmId)), asked);
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
    const conflict = await store(state, next, { recorded: outcomes.flatMap(({ events }) => events), jobs });
    if (conflict) return conflict;
    return outcomes.map(({ refusal, events }) =>
      refusal ? { ok: false, state: next, refusal } : { ok: true, state: next, events },
    );
  }

  async function store(before: SwarmState, after: SwarmState, { recorded, jobs }: News): Promise<Conflict | null> {
    const [only, ...others] = recorded;
    if (!only) return null;
    const first = before.status === 'none' && after.status !== 'none' && jobs.length === 0 ? firstRows(after) : null;
    // Where a plan's card lies concerns no list, search or load; most turns of the bot end with just that.
    const isOnlyPlanCard = only.event.type === 'PlanCardPosted' && others.length === 0 && jobs.length === 0;
    const conflict = first
      ? await appendFirst({ events: recorded, ...first })
      : isOnlyPlanCard
        ? await appendAlone(only)
        : await append(before, after, { recorded, jobs });
    if (conflict) return conflict;
    log.saw(after);
    const people = peopleWhoseLoadChanged(before, after);
    if (people.length > 0) told.loadChanged?.(people);
    if (teachesAnew(before, after)) told.pastChanged?.();
    return null;
  }

  async function append(before: SwarmState, after: SwarmState, { recorded, jobs }: News): Promise<Conflict | null> {
    const queued = withoutRepeats([...jobs]).map(({ job, startAfter }) => ({
      name: job.name,
      body: job,
      ...(startAfter ? { startAfter } : {}),
      ...(job.name === 'refresh-card' ? { group: `${job.swarmId} ${job.card}` } : {}),
    }));
    const { statements, committed } = await queue.statements(queued);
    const writes = [...readModelWrites(database.sql, before, after), ...statements];
    const teach = teachesAnew(before, after) ? (tx: Sql) => writePastCase(tx, before, after) : undefined;
    const conflict = await appendEvents(database.sql, recorded, writes, teach);
    if (!conflict) committed();
    return conflict;
  }

  // What people do is stored one by one: the read models count from one state to the next, hand-overs for one.
  const inLine = createLines(executeTogether, ({ origin }: Asked) => origin.actor.kind === 'system');

  return {
    load: log.load,
    history: log.history,
    execute(swarmId, command, origin, known) {
      const asked = { command, origin, ...(known ? { known } : {}) };
      return isTold() ? executed(swarmId, command, () => inLine(swarmId, asked)) : inLine(swarmId, asked);
    },
    liveSwarmOf: find.live,
    newestSwarmOf: find.newest,
    swarmInChannel: find.inChannel,
    async propose(theCase, origin) {
      for (let tries = 1; ; tries++) {
        // Most cases come once, and the table itself allows one live swarm a case: looked up only when it refused.
        const live = tries > 1 ? await find.live(theCase.id) : null;
        if (live) return { state: await log.load(live), found: true };
        const dropped = { technologies: [], people: [] };
        const policy = policyNow();
        const request = { case: theCase, at: now(origin), policy, dropped, addedTechnologies: [], addedPeople: [] };
        const began = performance.now();
        const plan = await planner.plan(request);
        record('swarm.plan.duration', (performance.now() - began) / 1000, {});
        const room = theCase.restricted ? 'private' : 'standard';
        const command = { type: 'Propose', tenantId, case: theCase, plan, room, policy } as const;
        const swarmId = randomUUID();
        const outcome = await traced({ name: 'swarm Propose', kind: 'internal', told: { 'swarm.id': swarmId } }, () =>
          attempt(swarmId, { status: 'none' }, [{ command, origin }]),
        );
        // The case was proposed before, or by somebody at the same moment: that is the live swarm.
        if (outcome !== 'changed-meanwhile') return { state: outcome[0]?.state ?? { status: 'none' }, found: false };
        if (tries >= mostTries) throw new Error(`Case ${theCase.id} could not be proposed in ${mostTries} tries`);
      }
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

function peopleWhoseLoadChanged(before: SwarmState, after: SwarmState): string[] {
  if (!wasStarted(after)) return [];
  const known = new Map(wasStarted(before) ? before.invitations.map((each) => [each.id, each.answer.state]) : []);
  const closed = wasStarted(before) && before.status !== after.status;
  return after.invitations
    .filter((each) => closed || known.get(each.id) !== each.answer.state)
    .map((each) => each.person.id);
}

/** Whom an invitation of a swarm asks, by id. */
const invitedBy = ({ invitations }: StartedSwarm, invitationId: string): string[] =>
  invitations.filter(({ id }) => id === invitationId).map(({ person }) => person.id);
