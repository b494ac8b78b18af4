import { type BuiltPage, builtPage } from '../../src/sandbox/window/build.ts';
import { builtServer } from '../../tools/serverBuild.ts';
import { shareByAll } from '../sharedByAll.ts';
import { serveBrowser } from './launch.ts';

/** Builds the client, the history tab and the bot, and starts the browser, once for all suites. */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function prepareBrowsing(): Promise<void> {
  const tell = (page: BuiltPage) => process.stderr.write(`Building the ${page} …\n`);
  await builtPage('client', tell);
  await builtPage('tab', tell);
  await builtServer(() => process.stderr.write('Building the bot …\n'));
  await shareByAll();
  const { address, stop } = await serveBrowser();
  process.env.SWARM_TEST_BROWSER = address;
  stopBrowser = stop;
}

/** For globalTeardown.ts: jest gives the two no other place in which to leave something to each other. */
export let stopBrowser = async (): Promise<void> => {};
