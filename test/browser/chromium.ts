import { accessSync, constants } from 'node:fs';

/**
 * Where Chromium is: `CHROMIUM_PATH`, or where systems put it; null when there is none. First the one without a face: it draws,
 * and runs scripts, as the other does, but has no window, tabs and menus to draw around each page, unseen.
 */
export const chromiumPath: string | null =
  [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path) => path && canRun(path)) ?? null;

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
