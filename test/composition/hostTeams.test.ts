import { expect, test } from '@jest/globals';
import { countHostTeams } from '../../src/composition/hostTeams.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import type { QueuedJob } from '../../src/store/queue.ts';
import { engineer } from '../registry/sample.ts';
import { openMemory } from '../store/databases.ts';

const office = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
/** Tuesday, 2:30 in Tokyo, 18:30 in Dublin, 13:30 in New York. */
const now = '2026-11-23T17:30:00.000Z';

test('administrators and leads are told that a host team is nearly full, each once and in their working hours', async () => {
  const database = await openMemory();
  const stored: QueuedJob[] = [];
  const warned: unknown[] = [];
  const lead = (id: string, zone: string) => engineer(id, { zone, hours: office, lead: true });
  const told = { name: 'Swarms', taken: 812, deleted: 4, most: 1000, countedAt: now };
  await countHostTeams({
    graph: {
      async findFillingHostTeams(tell) {
        const team = { id: 'team', ...told };
        (await database.sql.transaction((tx) => tell(tx, team)))();
        return [team];
      },
    },
    queue: {
      async enqueue(_, jobs) {
        stored.push(...jobs);
        return () => {};
      },
    },
    snapshot: createSnapshot({
      technologies: [],
      engineers: [
        lead('tokyo', 'Asia/Tokyo'),
        lead('new-york', 'America/New_York'),
        engineer('no-lead', { zone: 'Asia/Tokyo', hours: office }),
      ],
      skills: [],
    }),
    administrators: () => ['administrator', 'new-york'],
    log: { warn: (facts: unknown) => warned.push(facts) },
    clock: () => Date.parse(now),
  });
  await database.close();

  const notice = (personId: string, since: string) => ({
    ...{ name: 'tell-host-team', startAfter: since },
    body: { personId, since, team: told },
  });
  expect(stored).toEqual([
    notice('administrator', now),
    notice('new-york', now),
    notice('tokyo', '2026-11-24T00:00:00.000Z'),
  ]);
  expect(warned).toEqual([{ hostTeam: 'team', taken: 812, most: 1000, told: 3 }]);
});
