import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createShownCards } from '../../../src/teams/views/shownCards.ts';
import { openMemory } from '../../store/databases.ts';

let database: Awaited<ReturnType<typeof openMemory>>;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database?.drop());

describe('what a card shows', () => {
  test('is the newest version noted of it, however many are noted at one moment', async () => {
    const shown = createShownCards(database);
    const versions = () =>
      Promise.all([shown.versionOf('s1', 'plan'), shown.versionOf('s1', 'i1'), shown.versionOf('s2', 'plan')]);
    expect(await versions()).toEqual([0, 0, 0]);
    await Promise.all([
      shown.note('s1', 'plan', 2),
      shown.note('s1', 'plan', 7),
      shown.note('s1', 'i1', 3),
      shown.note('s1', 'plan', 5),
    ]);
    expect(await versions()).toEqual([7, 3, 0]);
    await Promise.all([shown.note('s1', 'plan', 6), shown.note('s2', 'plan', 1)]);
    expect(await versions()).toEqual([7, 3, 1]);
  });
});
