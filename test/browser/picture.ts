import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Keeps a picture of what somebody sees in the folder `SWARM_PICTURES`, where pictures are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SWARM_PICTURES;
  if (!folder) return;
  await page.mouse.move(640, 4);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
