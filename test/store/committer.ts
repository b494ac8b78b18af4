import { writeSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../../src/store/database.ts';

/** A process that commits numbers to the folder of DATA_FOLDER until it is killed, and says each when it is committed. */
const database = await openDatabase({ kind: 'folder', folder: process.env.DATA_FOLDER ?? '' });
await database.sql.execute(sql`create table if not exists said (number int primary key)`);
const { rows } = await database.sql.execute<{ last: number }>(sql`select coalesce(max(number), 0) as last from said`);
for (let number = Number(rows[0]?.last) + 1; ; number++) {
  await database.sql.transaction(async (tx) => {
    await tx.execute(sql`insert into said values (${number})`);
    await tx.execute(sql`delete from said where number < ${number} - 100`);
  });
  writeSync(1, `${number}\n`);
}
