import { type BuiltPage, builtPage } from '../../src/sandbox/window/build.ts';
import { makeImages } from '../store/images.ts';

/** Builds the client and the history tab, once for all tests, and what the tab's database begins as. */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function prepareBrowsing(): Promise<void> {
  const tell = (page: BuiltPage) => process.stderr.write(`Building the ${page} …\n`);
  await builtPage('client', tell);
  await builtPage('tab', tell);
  await makeImages();
}
