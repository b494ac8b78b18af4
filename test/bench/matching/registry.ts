/**
 * A new customer's first day: the technologies of a case by the registry's aliases alone, then what learning adds:
 * `npm run bench:matching -- registry`. The starter list of ../shared/data/taxonomy (or TAXONOMY_DATA) is the
 * registry; the sets' labels are brought to its ids, and only cases with such a label are counted.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createDetector, defaultDetectionSettings } from '../../../src/skills/detection.ts';
import { evidenceIndex } from '../../../src/skills/evidence/evidenceIndex.ts';
import { technologySchema } from '../../../src/skills/technology.ts';
import { type Fold, tasksOf, triageFolder } from './sets.ts';

/** The sets' own labels, or the beginning of them, by the list's ids. */
const idsOfLabels: [string, string][] = [
  ['Exchange/', 'exchange-online'],
  ['Outlook/', 'outlook'],
  ['Teams/', 'teams'],
  ['SharePoint/OneDrive', 'onedrive'],
  ['SharePoint/', 'sharepoint'],
  ['Office/', 'm365-apps'],
  ['Microsoft365/compliance', 'purview'],
  ['Function App', 'azure-functions'],
  ['Azure Functions', 'azure-functions'],
  ['App Service 証明書', 'azure-app-service'],
  ['App Service', 'azure-app-service'],
  ['Web Apps', 'azure-app-service'],
  ['API Management', 'azure-apim'],
  ['Storage', 'azure-storage'],
];
const idOf = (label: string): string[] =>
  idsOfLabels
    .filter(([start]) => label.startsWith(start))
    .slice(0, 1)
    .map(([, id]) => id);

const list = z.object({
  products: z.array(z.object({ id: z.string(), name: z.string(), en: z.array(z.string()), ja: z.array(z.string()) })),
});
const taxonomy = process.env.TAXONOMY_DATA ?? join(triageFolder(), '../taxonomy');
const technologies = list
  .parse(JSON.parse(readFileSync(join(taxonomy, 'ms_products_ja_seed.json'), 'utf8')))
  .products.map(({ id, name, en, ja }) =>
    technologySchema.parse({ id, name: { en: name, ja: name }, aliases: { en, ja } }),
  );
const detect = createDetector(technologies, { ...defaultDetectionSettings, atLeast: 0.01, besideSurest: 0, most: 10 });

console.log(
  `${'task'.padEnd(24)}${'past cases'.padStart(11)}${'tests'.padStart(7)}   by          @1     @3   says something`,
);
for (const task of [...tasksOf('ms-support-en'), ...tasksOf('ja-support')]) {
  if (task.asks !== 'technologies') continue;
  const [fold] = task.folds();
  if (fold)
    for (const count of [0, 10, 100, 1000])
      if (count === 0 || count / 3.4 < fold.train.length) report(task.name, fold, count);
}

function report(name: string, fold: Fold, count: number): void {
  const index = evidenceIndex({ linearBits: 20 });
  const taught = fold.train.slice(-count || fold.train.length, count === 0 ? 0 : undefined);
  for (const past of taught) index.add({ ...past, technologies: [...new Set(past.technologies.flatMap(idOf))] });
  index.recount();
  const asked = fold.tests
    .map((test) => ({ ...test, ids: test.truth.flatMap(idOf) }))
    .filter(({ ids }) => ids.length > 0);
  const ways = { aliases: [0, 0, 0], learned: [0, 0, 0], both: [0, 0, 0] };
  for (const { title, text, ids } of asked) {
    const named = new Map(
      detect({ title, description: text, product: null }).map((each) => [each.technology, each.confidence]),
    );
    const learned = new Map(
      index
        .ask({ title, text })
        .technologies.map(({ label, probability }) => [index.parts.technologies.names.nameOf(label), probability]),
    );
    const both = new Map(
      [...new Set([...named.keys(), ...learned.keys()])].map((id) => [
        id,
        1 - (1 - (named.get(id) ?? 0)) * (1 - (learned.get(id) ?? 0) * trust(taught.length)),
      ]),
    );
    for (const [way, found] of Object.entries({ aliases: named, learned, both })) {
      const row = ways[way as keyof typeof ways];
      const order = [...found].sort((a, b) => b[1] - a[1]).map(([id]) => id);
      const place = order.findIndex((id) => ids.includes(id));
      if (place === 0) row[0] = (row[0] ?? 0) + 1;
      if (place >= 0 && place < 3) row[1] = (row[1] ?? 0) + 1;
      if (order.length > 0) row[2] = (row[2] ?? 0) + 1;
    }
  }
  for (const [way, row] of Object.entries(ways)) {
    if (count === 0 && way !== 'aliases') continue;
    const part = row.map((hits) => ((100 * hits) / asked.length).toFixed(1).padStart(7));
    console.log(
      `${name.padEnd(24)}${String(taught.length).padStart(11)}${String(asked.length).padStart(7)}   ${way.padEnd(8)}${part.join('')}`,
    );
  }
}

/** How far the learned half is believed after so many past cases: as much as the aliases after thirty. */
function trust(cases: number): number {
  return cases / (cases + 30);
}
