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

test('rows, counted numbers and settings of one test are not the next one’s, who finds what every bot begins with', async () => {
  const counts = `select (select count(*) from swarm_queue.queue) as queues, (select count(*) from swarm.technology) as technologies,
    current_setting('search_path') as path, (select count(*) from pg_sequences where last_value is not null) as counted`;
  const first = await openMemory();
  const { rows: before } = await first.sql.execute(counts);
  await first.sql.execute(`insert into technology (tenant_id, id, body) values ('t', 'only-here', '{}')`);
  await first.sql.execute('delete from swarm_queue.queue');
  await first.sql.execute(`set search_path to pg_catalog`);
  await first.drop();

  const second = await openMemory();
  const { rows: after } = await second.sql.execute(counts);
  await second.drop();
  expect(before).toMatchObject([{ technologies: 0, path: 'swarm' }]);
  expect(after).toEqual(before);
});

test('who still holds a database that was given back finds it closed', async () => {
  const database = await openMemory();
  const late = database.run({ text: 'select 1 as one' }, []);
  await database.drop();
  expect(await late).toEqual([{ one: 1 }]);
  await expect(database.run({ text: 'select 1' }, [])).rejects.toThrow('PGlite is closed');
  await database.drop();
});
