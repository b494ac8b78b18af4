import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../src/store/database.ts';
import { createOneProcess } from '../../../src/teams/inbound/oneProcess.ts';
import { engines } from '../../store/databases.ts';

describe.each(engines.filter(({ name }) => name !== 'PGlite'))(
  'one activity in three processes, on $name',
  ({ open }) => {
    let database: Database & { drop(): Promise<void> };
    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database.drop());
    const process = (longest?: number) =>
      createOneProcess({ database, steady: () => performance.now(), ...(longest === undefined ? {} : { longest }) });

    test('is answered by one of them, twenty times of twenty', async () => {
      const three = [process(), process(), process()];
      for (let nth = 0; nth < 20; nth++) {
        let said = 0;
        const answers = await Promise.all(three.map((inOne) => inOne(`activity ${nth}`, async () => ++said)));
        expect(answers.filter((each) => each !== null)).toEqual([1]);
        expect(await process()(`activity ${nth}`, async () => ++said)).toBeNull();
      }
    });

    test('is answered by another when the first is killed, and again after a fault', async () => {
      const killed = Promise.withResolvers<void>();
      void process(50)('killed', () => {
        killed.resolve();
        return new Promise(() => {});
      });
      await killed.promise;
      expect(await process(50)('killed', async () => 'said')).toBe('said');
      await expect(process()('fault', () => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
      expect(await process()('fault', async () => 'said')).toBe('said');
    });
  },
);
