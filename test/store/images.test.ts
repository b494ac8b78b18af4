import { expect, test } from '@jest/globals';
import { openMemory } from './databases.ts';

test('what one test writes into its database in memory, the next does not find in its own', async () => {
  const first = await openMemory();
  await first.sql.execute('drop table past_case_revision');
  await first.sql.execute('create table only_here (n int)');
  await first.sql.execute('checkpoint');
  await first.drop();

  const second = await openMemory();
  const { rows } = await second.sql.execute(
    `select to_regclass('past_case_revision') is not null as kept, to_regclass('only_here') is null as alone`,
  );
  await second.drop();
  expect(rows).toEqual([{ kept: true, alone: true }]);
});
