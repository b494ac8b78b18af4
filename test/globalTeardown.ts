import { endsOfKept } from './store/kept.ts';
import { endRun } from './store/runSchemas.ts';

/** Ends the databases that suites have kept for the next: in this very process, and in PostgreSQL. */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function endKept(): Promise<void> {
  const ends: (() => Promise<void>)[] = Reflect.get(globalThis, endsOfKept) ?? [];
  await Promise.all(ends.map((end) => end()));
  await endRun();
}
