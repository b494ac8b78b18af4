import { builtPage } from '../../src/sandbox/window/build.ts';

/** Builds the client, once for all tests. */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function buildClient(): Promise<void> {
  await builtPage('client', (line) => process.stderr.write(`${line}\n`));
}
