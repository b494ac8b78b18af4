import type { Database } from '../../src/store/database.ts';
import { appendEvents, loadEvents } from '../../src/store/eventLog.ts';
import { decide } from '../../src/swarm/decide.ts';
import type { RecordedEvent } from '../../src/swarm/events.ts';
import { evolve, fold } from '../../src/swarm/evolve.ts';
import { readModelWrites } from '../../src/swarm/service/readModel.ts';
import { recordedEventSchema } from '../../src/swarm/service/storedEvent.ts';
import type { Swarms } from '../../src/swarm/service/swarms.ts';
import type { SwarmState } from '../../src/swarm/state.ts';
import { now } from '../swarm/given.ts';

/** Runs commands of the tab, one at a time, on the real log: without the queue, for nothing follows from them. */
export function writesSwarms(
  database: Pick<Database, 'sql'>,
  clock: () => number,
  isLead: (personId: string) => boolean,
): Pick<Swarms, 'execute'> {
  return {
    async execute(swarmId, command, { actor, cause }) {
      const before = fold((await loadEvents(database.sql, swarmId)).map((each) => recordedEventSchema.parse(each)));
      const at = new Date(clock()).toISOString();
      const actorStandsIn = actor.kind === 'person' && isLead(actor.person.id);
      const decision = decide(before, command, now({ at, actor, cause, actorStandsIn }));
      if (!decision.ok) return { ok: false, refusal: decision.refusal, state: before };
      let state: SwarmState = before;
      const recorded = decision.events.map((event, index): RecordedEvent => {
        const version = (before.status === 'none' ? 0 : before.version) + index + 1;
        const one: RecordedEvent = { swarmId, version, at, actor, cause, event };
        state = evolve(state, one);
        return one;
      });
      if (recorded.length > 0)
        await appendEvents(database.sql, recorded, readModelWrites(database.sql, before, state), async () => {});
      return { ok: true, events: recorded, state };
    },
  };
}
