import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readRegistryFiles } from '../../src/registry/files/registryFile.ts';
import { createSnapshot, type Registry } from '../../src/registry/snapshot.ts';
import { loadOrganisation, registryOf, type SandboxOrganisation } from '../../src/sandbox/organisation/organisation.ts';
import type { Database } from '../../src/store/database.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { swarmJobNames } from '../../src/swarm/jobs.ts';
import { outlookOf } from '../../src/swarm/planning/outlook.ts';
import type { Planner } from '../../src/swarm/planning/planner.ts';
import { createRegistryPlanner } from '../../src/swarm/planning/registryPlanner.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { createSwarms, type Swarms } from '../../src/swarm/service/swarms.ts';
import { isPending, type ProposedSwarm, type SwarmState } from '../../src/swarm/state.ts';
import { openMemory } from '../store/databases.ts';
import { system } from './given.ts';

// A Wednesday on which three of the four offices are at work.
const at = '2026-11-25T08:30:00Z';

describe('a swarm asks whom its plan told of', () => {
  let organisation: SandboxOrganisation;
  let registry: Registry;
  let planner: Planner;
  let database: Database & { drop(): Promise<void> };
  let queue: Queue;
  let swarms: Swarms;

  beforeAll(async () => {
    organisation = await loadOrganisation();
    const content = new TextEncoder().encode(JSON.stringify(registryOf(organisation)));
    const reading = readRegistryFiles([{ name: 'registry.json', content }]);
    if (!reading.ok) throw new Error('The organisation is no registry');
    registry = reading.registry;
    planner = createRegistryPlanner(createSnapshot(registry));
    database = await openMemory();
    queue = await openQueue(database, swarmJobNames, (problem) => {
      throw problem;
    });
    swarms = swarmsOf();
  });
  afterAll(async () => {
    await queue.stop();
    await database.drop();
  });

  /** The swarms of the organisation, where one of its engineers is other than usual. */
  function swarmsOf(changed?: Registry['engineers'][number]): Swarms {
    const engineers = registry.engineers.map((each) => (each.id === changed?.id ? changed : each));
    const own = changed ? createRegistryPlanner(createSnapshot({ ...registry, engineers })) : planner;
    const needs = { database, queue, planner: own, policy: () => defaultPolicy, tenantId: 'tenant' };
    return createSwarms({ ...needs, clock: () => Date.parse(at) });
  }
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

  test('never who went on leave since: another is asked, and the start names who is away', async () => {
    const state = await proposed('4718', 'gone on leave');
    const [first] = state.plan.team;
    const engineer = registry.engineers.find(({ id }) => id === first?.person.id);
    if (!engineer) throw new Error('nobody is planned');
    const team = swarmsOf({ ...engineer, awayUntil: '2027-01-04T00:00:00Z' });
    const { state: running } = await team.execute(state.swarmId, { type: 'Start' }, ownerOf(state));
    expect(asked(running)).not.toContain(engineer.name);
    expect(asked(running).length).toBeGreaterThan(0);
    expect(running).toMatchObject({ away: [{ person: { id: engineer.id }, why: { code: 'away' } }] });
  });

  test.each([
    ['free', true],
    ['taken out by the owner', false],
    ['away', false],
  ] as const)(
    'whom an expert names in their place, though they have none of the skills and are %s: %s',
    async (as, isAsked) => {
      const state = await proposed('4718', `named, ${as}`);
      const ranked = new Set(state.plan.ranking.candidates.map(({ person }) => person.id));
      const skilless = registry.engineers.find(({ id, zone }) => !ranked.has(id) && zone === 'Asia/Tokyo');
      if (!skilless) throw new Error('Everybody has skills');
      const instead = { id: skilless.id, name: skilless.name };
      const team = as === 'away' ? swarmsOf({ ...skilless, awayUntil: '2027-01-04T00:00:00Z' }) : swarms;
      const dropped = { technologies: [], people: as === 'taken out by the owner' ? [instead.id] : [] };
      const revised: SwarmCommand = { type: 'RevisePlan', plan: state.plan, dropped, added: [], learners: [] };
      await team.execute(state.swarmId, revised, ownerOf(state));
      const { state: running } = await team.execute(state.swarmId, { type: 'Start' }, ownerOf(state));
      const [first] = running.status === 'running' ? running.invitations : [];
      if (!first) throw new Error('nobody was asked');
      const decline = { type: 'Decline', invitationId: first.id, reason: 'ask-other', instead, note: '' } as const;
      const decliner = { actor: { kind: 'person', person: first.person }, cause: 'test' } as const;
      const { state: after } = await team.execute(state.swarmId, decline, decliner);
      expect(asked(after).includes(instead.name)).toBe(isAsked);
    },
  );
});
