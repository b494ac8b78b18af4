import { type BuiltPage, builtPage } from '../../src/sandbox/window/build.ts';

/** Builds the client and the history tab, once for all tests. */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function buildClient(): Promise<void> {
  const tell = (page: BuiltPage) => process.stderr.write(`Building the ${page} …\n`);
  await builtPage('client', tell);
  await builtPage('tab', tell);
}
