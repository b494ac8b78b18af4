import { randomUUID } from 'node:crypto';
import type { Case } from '../../cases/case.ts';
import type { Database, Sql } from '../../store/database.ts';
import { appendEvents, type Conflict, createAppendAlone } from '../../store/eventLog.ts';
import { createAppendFirst } from '../../store/firstAppend.ts';
import type { Queue } from '../../store/queue.ts';
import { record, traced } from '../../telemetry/telemetry.ts';
import type { RecordedEvent } from '../events.ts';
import { queuedOf } from '../jobs.ts';
import type { Planner } from '../planning/planner.ts';
import type { SwarmPolicy } from '../policy.ts';
import { withoutRepeats } from '../reactions.ts';
import { type SwarmState, wasStarted } from '../state.ts';
import { createCommands, mostTries, type News } from './execute.ts';
import type { Execute, Origin } from './execution.ts';
import { findSwarms } from './findSwarms.ts';
import { teachesAnew, writePastCase } from './pastCase.ts';
import { firstRows, readModelWrites } from './readModel.ts';
import { createSwarmLog } from './swarmLog.ts';

export type Swarms = {
  /** The swarm as it is now; `none` when there is no such swarm. */
  load(swarmId: string): Promise<SwarmState>;
  /** Everything that happened to a swarm, in order. */
  history(swarmId: string): Promise<RecordedEvent[]>;
  execute: Execute;
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

/** The service that runs commands: the only writer of events. */
export function createSwarms(needs: SwarmsNeeds): Swarms {
  const { database, queue, planner, policy: policyNow, tenantId, clock, ...told } = needs;
  const now = (origin: Origin): string => origin.at ?? new Date(clock()).toISOString();
  const appendFirst = createAppendFirst(database);
  const appendAlone = createAppendAlone(database);

  const log = createSwarmLog(database);
  const find = findSwarms(database.sql, tenantId);

  async function keep(before: SwarmState, after: SwarmState, { recorded, jobs }: News): Promise<Conflict | null> {
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
    const { statements, committed } = await queue.statements(withoutRepeats([...jobs]).map(queuedOf));
    const writes = [...readModelWrites(database.sql, before, after), ...statements];
    const teach = teachesAnew(before, after) ? (tx: Sql) => writePastCase(tx, before, after) : undefined;
    const conflict = await appendEvents(database.sql, recorded, writes, teach);
    if (!conflict) committed();
    return conflict;
  }

  const { execute, attempt } = createCommands({
    store: { load: log.load, lately: log.lately, keep },
    planner,
    clock,
  });

  return {
    load: log.load,
    history: log.history,
    execute,
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

function peopleWhoseLoadChanged(before: SwarmState, after: SwarmState): string[] {
  if (!wasStarted(after)) return [];
  const known = new Map(wasStarted(before) ? before.invitations.map((each) => [each.id, each.answer.state]) : []);
  const closed = wasStarted(before) && before.status !== after.status;
  return after.invitations
    .filter((each) => closed || known.get(each.id) !== each.answer.state)
    .map((each) => each.person.id);
}
