import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { technologySchema } from '../../../src/registry/technology.ts';
import { triageFolder } from './sets.ts';

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
/** The list's id of a set's label; none for a label that is not on the list. */
export const idOf = (label: string): string[] =>
  idsOfLabels
    .filter(([start]) => label.startsWith(start))
    .slice(0, 1)
    .map(([, id]) => id);

const list = z.object({
  products: z.array(z.object({ id: z.string(), name: z.string(), en: z.array(z.string()), ja: z.array(z.string()) })),
});
const taxonomy = process.env.TAXONOMY_DATA ?? join(triageFolder(), '../taxonomy');
/** The starter list of ../shared/data/taxonomy (or TAXONOMY_DATA) as a registry. */
export const technologies = list
  .parse(JSON.parse(readFileSync(join(taxonomy, 'ms_products_ja_seed.json'), 'utf8')))
  .products.map(({ id, name, en, ja }) =>
    technologySchema.parse({ id, name: { en: name, ja: name }, aliases: { en, ja } }),
  );
