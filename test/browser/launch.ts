import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

/** A browser that nobody sees, with a profile of its own, which asks nothing of the world outside. */
export const launchBrowser = (): Promise<Browser> => chromium.launch(unseen());

/** The browser that globalSetup.ts started for all suites; whoever closes it closes only what they opened. */
export function joinBrowser(): Promise<Browser> {
  const address = process.env.SWARM_TEST_BROWSER;
  if (!address) throw new Error('The browser is started by test/browser/globalSetup.ts');
  return chromium.connect(address);
}

/** Starts a browser that other processes can join, and gives its address. */
export async function serveBrowser(): Promise<{ address: string; stop: () => Promise<void> }> {
  // A signal ends this process, and with it the pipe that the browser lives by; Playwright's own heed would keep us.
  const unheeded = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const { args = [], ...browser } = unseen();
  const server = await chromium.launchServer({
    ...{ ...browser, ...unheeded, host: '127.0.0.1' },
    // A page lives for seconds: what its scripts gain by a better compilation is less than that costs (a sixth of all its time).
    args: [...args, '--js-flags=--no-opt --no-maglev'],
  });
  return { address: server.wsEndpoint(), stop: () => server.close() };
}

function unseen(): LaunchOptions {
  if (chromiumPath === null) throw new Error('No Chromium here: install it, or name it in CHROMIUM_PATH');
  return {
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
  };
}
