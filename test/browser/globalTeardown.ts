import endKept from '../globalTeardown.ts';
import { stopBrowser } from './globalSetup.ts';

// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function endBrowsing(): Promise<void> {
  await stopBrowser();
  await endKept();
}
