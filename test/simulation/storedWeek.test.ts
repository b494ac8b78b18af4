import { describe, expect, test } from '@jest/globals';
import { appendEvents } from '../../src/store/eventLog.ts';
import type { RecordedEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { readModelWrites } from '../../src/swarm/service/readModel.ts';
import { lookAtSwarms } from '../../src/swarm/service/wholeness.ts';
import type { SwarmState } from '../../src/swarm/state.ts';
import { engines } from '../store/databases.ts';
import { played } from './played.ts';
import { playWeek } from './week.ts';

/**
 * What happened in simulated weeks, kept in a real database with the real read models, each step with the rows that changed by it:
 * at the end every list, search and load must be what its events tell, read anew.
 */
describe.each(engines)('simulated weeks kept on $name', ({ open }) => {
  test('leave rows that are what their events tell', async () => {
    const database = await open();
    const kinds = new Set<string>();
    let kept = 0;
    try {
      for (let seed = 1; seed <= 10; seed++) {
        const week = seed % 2 === 0 ? (await played(seed)).week : await playWeek(seed);
        for (const step of stepsOf((week?.swarms.told ?? []).map((each) => ofSeed(seed, each)))) {
          const writes = readModelWrites(database.sql, step.before, step.after);
          expect(await appendEvents(database.sql, step.recorded, writes)).toBeNull();
          kept += step.recorded.length;
          for (const { event } of step.recorded) kinds.add(event.type);
        }
      }
      const { swarms, events, faults } = await lookAtSwarms(database.sql);
      expect(faults).toEqual([]);
      expect({ swarms, events }).toEqual({ swarms: 20, events: kept });
      expect(expected.filter((kind) => !kinds.has(kind))).toEqual([]);
    } finally {
      await database.drop();
    }
  }, 120_000);
});

const expected = ['InvitationAccepted', 'CoordinationHandedOver', 'SwarmCancelled', 'ExpertSteppedBack', 'GapFound'];

/** Weeks of different seeds beside each other: each its own organisation, with swarms of its own. */
function ofSeed(seed: number, recorded: RecordedEvent): RecordedEvent {
  const { event } = recorded;
  return {
    ...recorded,
    swarmId: `${recorded.swarmId} of ${seed}`,
    event: event.type === 'SwarmProposed' ? { ...event, tenantId: `tenant-${seed}` } : event,
  };
}

/** What happened to one swarm at one instant is kept in one step, as the service keeps it. */
function stepsOf(told: readonly RecordedEvent[]) {
  const steps: { before: SwarmState; after: SwarmState; recorded: RecordedEvent[] }[] = [];
  const states = new Map<string, SwarmState>();
  for (const recorded of told) {
    const { swarmId, at } = recorded;
    const before = states.get(swarmId) ?? { status: 'none' };
    const after = fold([recorded], before);
    states.set(swarmId, after);
    const last = steps.at(-1);
    const [begun] = last?.recorded ?? [];
    if (last && begun?.swarmId === swarmId && begun.at === at) {
      last.after = after;
      last.recorded.push(recorded);
    } else steps.push({ before, after, recorded: [recorded] });
  }
  return steps;
}
