import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadOrganisation, registryOf, type SandboxOrganisation } from '../../src/sandbox/organisation.ts';
import { readRegistryFiles } from '../../src/skills/registryFile.ts';
import { createSnapshot } from '../../src/skills/snapshot.ts';
import type { Database } from '../../src/store/database.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { swarmJobNames } from '../../src/swarm/jobs.ts';
import { outlookOf } from '../../src/swarm/outlook.ts';
import type { Planner } from '../../src/swarm/planner.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { createRegistryPlanner } from '../../src/swarm/registryPlanner.ts';
import { isPending, type ProposedSwarm, type SwarmState } from '../../src/swarm/state.ts';
import { createSwarms, type Swarms } from '../../src/swarm/swarms.ts';
import { openMemory } from '../store/databases.ts';
import { system } from './given.ts';

// A Wednesday on which three of the four offices are at work.
const at = '2026-11-25T08:30:00Z';

describe('a swarm asks whom its plan told of', () => {
  let organisation: SandboxOrganisation;
  let planner: Planner;
  let database: Database & { drop(): Promise<void> };
  let queue: Queue;
  let swarms: Swarms;

  beforeAll(async () => {
    organisation = await loadOrganisation();
    const content = new TextEncoder().encode(JSON.stringify(registryOf(organisation)));
    const reading = readRegistryFiles([{ name: 'registry.json', content }]);
    if (!reading.ok) throw new Error('The organisation is no registry');
    planner = createRegistryPlanner(createSnapshot(reading.registry));
    database = await openMemory();
    queue = await openQueue(database, swarmJobNames, (problem) => {
      throw problem;
    });
    const clock = () => Date.parse(at);
    swarms = createSwarms({ database, queue, planner, policy: defaultPolicy, tenantId: 'tenant', clock });
  });
  afterAll(async () => {
    await queue.stop();
    await database.drop();
  });

  const ownerOf = (state: ProposedSwarm) => ({
    actor: { kind: 'person' as const, person: state.case.owner },
    cause: 'test',
  });
  async function proposed(caseId: string, as = caseId): Promise<ProposedSwarm> {
    const theCase = organisation.cases.find(({ id }) => id === caseId);
    if (!theCase) throw new Error(`no case ${caseId}`);
    const actor = { kind: 'person' as const, person: theCase.owner };
    const { state } = await swarms.propose({ ...theCase, id: as }, { actor, cause: 'test' });
    if (state.status !== 'proposed') throw new Error(state.status);
    return state;
  }
  const asked = (state: SwarmState) =>
    state.status === 'running' ? state.invitations.map(({ person }) => person.name) : [];

  test('at the start, those of the plan and those it says are asked at the same time: nobody else', async () => {
    for (const { id } of organisation.cases) {
      const state = await proposed(id);
      const told = [...state.plan.team, ...outlookOf(state).atOnce].map(({ person }) => person.name);
      const { state: running } = await swarms.execute(state.swarmId, { type: 'Start' }, ownerOf(state));
      expect({ case: id, asked: asked(running).toSorted() }).toEqual({ case: id, asked: told.toSorted() });
    }
  });

  test('never whom the owner took out of the plan, whoever declines', async () => {
    const state = await proposed('4718', 'without the best');
    const dropped = state.plan.team.map(({ person }) => person);
    const edits = { dropped: { technologies: [], people: dropped.map(({ id }) => id) } };
    const request = { case: state.case, at, policy: state.policy, addedTechnologies: [], addedPeople: [], ...edits };
    const plan = await planner.plan(request);
    const revised: SwarmCommand = { type: 'RevisePlan', plan, added: [], learners: [], ...edits };
    await swarms.execute(state.swarmId, revised, ownerOf(state));
    let { state: now } = await swarms.execute(state.swarmId, { type: 'Start' }, ownerOf(state));
    for (;;) {
      const next = now.status === 'running' ? now.invitations.find(isPending) : undefined;
      if (!next) break;
      const expire = { type: 'Expire', invitationId: next.id } as const;
      const later = { actor: system, cause: 'silence', at: next.answerBy };
      ({ state: now } = await swarms.execute(state.swarmId, expire, later));
    }
    expect(asked(now).length).toBeGreaterThan(dropped.length);
    expect(asked(now).filter((name) => dropped.some((person) => person.name === name))).toEqual([]);
  });
});
