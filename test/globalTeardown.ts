import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function removeDatabaseImage(): Promise<void> {
  const path = process.env.SWARM_TEST_PGLITE_IMAGE;
  if (path) await rm(dirname(path), { recursive: true, force: true });
}
