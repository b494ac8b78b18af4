import { builtServer } from '../tools/serverBuild.ts';
import { shareByAll } from './sharedByAll.ts';

/**
 * The built bot, and what all tests share. Where some suites are named, the bot is built by the first that starts it: most do
 * not.
 */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function makeReady({
  testPathPatterns,
}: {
  testPathPatterns: { patterns: string[] };
}): Promise<void> {
  // What is tested as a process of its own is what ships.
  if (testPathPatterns.patterns.length === 0) await builtServer(() => process.stderr.write('Building the bot …\n'));
  await shareByAll();
}
