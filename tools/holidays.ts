import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countryHolidays } from './countryHolidays.ts';

/** `npm run holidays`: writes the public holidays of countries anew, as the package of this version knows them. */
const file = join(import.meta.dirname, '../src/registry/calendars/publicHolidays.ts');
const lines = [
  '/** Public holidays by country. Made by `npm run holidays` from date-holidays, whose data is CC-BY-3.0. */',
  `export const publicHolidays = ${JSON.stringify(countryHolidays(), null, 2)};`,
];
await writeFile(file, `${lines.join('\n')}\n`);
