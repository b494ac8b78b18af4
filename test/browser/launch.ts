import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

/** A browser that nobody sees, with a profile of its own, which asks nothing of the world outside. */
export function launchBrowser(): Promise<Browser> {
  if (chromiumPath === null) throw new Error('No Chromium here: install it, or name it in CHROMIUM_PATH');
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Without a name for anything else nothing waits for an answer from outside (TeamsJS asks for its list of hosts).
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
