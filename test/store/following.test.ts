import { expect, test } from '@jest/globals';
import { follow } from '../../src/store/following.ts';

test('what other processes change is looked for every second, also after a look that failed', async () => {
  const looks: (() => void)[] = [];
  let failures = 0;
  const looked = () => new Promise<void>((resolve) => looks.push(resolve));
  const stop = follow(
    async () => {
      for (const each of looks.splice(0)) each();
      throw new Error('The database is away');
    },
    () => failures++,
  );
  await looked();
  await looked();
  stop();
  expect(failures).toBeGreaterThanOrEqual(1);
});
