import type { Case } from '../../src/cases/case.ts';
import type { Database } from '../../src/store/database.ts';
import { appendEvents } from '../../src/store/eventLog.ts';
import type { Actor, FixKind, RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { evolve } from '../../src/swarm/evolve.ts';
import { writePastCase } from '../../src/swarm/service/pastCase.ts';
import { readModelWrites } from '../../src/swarm/service/readModel.ts';
import type { SwarmState } from '../../src/swarm/state.ts';
import { invited, opened, person, proposed, system, technology } from '../swarm/given.ts';

/** An event with the minutes since the swarm was proposed, and who did it. */
export type Happening = { after: number; event: SwarmEvent; by?: Actor };

/** Stores a swarm as the bot does: events and read models together, one event at a time. */
export async function store(
  database: Pick<Database, 'sql'>,
  { swarmId, from, happenings }: { swarmId: string; from: string; happenings: readonly Happening[] },
): Promise<SwarmState> {
  let state: SwarmState = { status: 'none' };
  for (const [index, { after, event, by }] of happenings.entries()) {
    const at = new Date(Date.parse(from) + after * 60_000).toISOString();
    const recorded: RecordedEvent = { swarmId, version: index + 1, at, actor: by ?? system, cause: 'test', event };
    const before = state;
    const next = evolve(before, recorded);
    await appendEvents(database.sql, [recorded], readModelWrites(database.sql, before, next), (tx) =>
      writePastCase(tx, before, next),
    );
    state = next;
  }
  return state;
}

/** A swarm for one technology that one expert came for and solved: asked after 1 minute, there after 6, solved after 61. */
export function solved(
  changes: {
    case?: Partial<Case>;
    technologies?: string[];
    expert?: string;
    rootCause?: string;
    fix?: string;
    fixKind?: FixKind;
  } = {},
): Happening[] {
  const technologies = (changes.technologies ?? ['vpn']).map(technology);
  const ids = technologies.map((each) => each.technology);
  const expert = person(changes.expert ?? 'mika');
  const plan = { technologies, team: [{ person: expert, technologies: ids, for: [] }] };
  return [
    { after: 0, event: proposed({ ...(changes.case ? { case: changes.case } : {}), plan }) },
    { after: 1, event: { type: 'SwarmStarted', coordinator: person('owner'), technologies, team: plan.team } },
    { after: 1, event: invited('i1', expert.id, ids) },
    { after: 2, event: opened },
    { after: 6, event: { type: 'InvitationAccepted', invitationId: 'i1' } },
    { after: 7, event: { type: 'MemberSeated', person: expert, role: 'expert' } },
    {
      after: 61,
      event: {
        type: 'SwarmResolved',
        rootCause: changes.rootCause ?? 'Expired root',
        fix: changes.fix ?? 'Renewed it',
        ...(changes.fixKind ? { fixKind: changes.fixKind } : {}),
        technologies: ids,
        credits: [expert],
      },
    },
  ];
}
