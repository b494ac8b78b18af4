import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';
import { z } from 'zod';

const axeCore = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The serious and critical accessibility faults that axe-core finds on a page as it stands, each with where. What is
 * still fading in is waited for: half seen, its letters have half their contrast; so have buttons while one is answered.
 */
export async function seriousFaults(page: Page | Frame): Promise<string[]> {
  await page.waitForFunction(
    () =>
      document.querySelector('[data-busy="true"]') === null &&
      !document
        .getAnimations()
        .some((each) => each.playState === 'running' && each.effect?.getComputedTiming().endTime !== Infinity),
  );
  // Half a million letters, which a page that was looked at before has.
  if (!(await page.evaluate<boolean>(`typeof axe === 'object'`))) await page.evaluate(await axeCore);
  const results = axeResultsSchema.parse(await page.evaluate(axeRun));
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}

// Fluent UI keeps focus in its layers with elements of its own that are hidden from everybody.
const axeRun = `axe.run({ exclude: [['[data-tabster-dummy]']] }, { resultTypes: ['violations'], iframes: false })`;

const axeResultsSchema = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
});
