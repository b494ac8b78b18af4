import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/store/database.ts';
import { createReadiness } from '../../src/store/readiness.ts';

/** A process whose disk (the folder of DATA_FOLDER) fills up and is emptied again; says each time whether it is ready. */
const folder = process.env.DATA_FOLDER ?? '';
const database = await openDatabase({ kind: 'folder', folder: join(folder, 'data') });
const ready = createReadiness({
  database,
  queue: { stuck: async () => ({}) },
  changed: () => {},
  limits: { answer: 10_000, fresh: 0 },
});
const say = async (when: string): Promise<void> => console.log(`${when}: ${JSON.stringify(await ready())}`);

await say('empty');
const filler = join(folder, 'filler');
const file = openSync(filler, 'w');
for (const bytes of [1_048_576, 4_096]) {
  try {
    for (;;) writeSync(file, Buffer.alloc(bytes));
  } catch {
    // No room for as much as this.
  }
}
await say('full');
closeSync(file);
rmSync(filler);
await say('emptied');
process.exit(0);
