import { parseArgs } from 'node:util';
import { encodingNamed } from '../src/evidence/caseExports/encodings.ts';
import { type ExportSaid, siteIn } from '../src/evidence/caseExports/examining.ts';
import { dateOrders } from '../src/evidence/caseExports/exportDates.ts';
import { type ExportField, exportFields, exportSystems } from '../src/evidence/caseExports/preset.ts';
import { type RestrictedRule, restrictedRuleIn } from '../src/evidence/caseExports/restrictedRule.ts';

/** What was asked for with `--from`. */
export type ExportAsked = ExportSaid & {
  kind: 'check' | 'import';
  paths: string[];
  people: string | null;
  yes: boolean;
};

/** Reads the command line; a text says what of it is not understood, empty where the help says enough. */
export function exportAskedIn(args: readonly string[]): ExportAsked | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [kind, ...paths] = positionals;
    const from = exportSystems.find((system) => system === values.from);
    if (kind !== 'check' && kind !== 'import') return '';
    if (from === undefined) return `--from ${values.from}? (${exportSystems.join(', ')})`;
    if (paths.length === 0) return '';
    const encoding = values.encoding === undefined ? null : encodingNamed(values.encoding);
    if (values.encoding !== undefined && encoding === null) return `--encoding ${values.encoding}?`;
    const order = dateOrders.find((each) => each === values.dates) ?? null;
    if (values.dates !== undefined && order === null) return `--dates ${values.dates}? (${dateOrders.join(', ')})`;
    const restricted: RestrictedRule[] = [];
    for (const rule of values.restricted) {
      const read = restrictedRuleIn(rule);
      if (read === null) return `--restricted ${rule}?`;
      restricted.push(read);
    }
    if (restricted.length > 0 && values['none-restricted']) return '--restricted --none-restricted?';
    const columns: { field: ExportField; name: string }[] = [];
    for (const pair of values.column) {
      const [name, value] = pairIn(pair, 'first');
      const field = exportFields.find((each) => each === name);
      if (field === undefined || value === '') return `--column ${pair}? (${exportFields.join(', ')})`;
      columns.push({ field, name: value });
    }
    const products: { name: string; technology: string }[] = [];
    for (const pair of values.product) {
      const [name, technology] = pairIn(pair, 'last');
      if (name === '' || technology === '') return `--product ${pair}?`;
      products.push({ name, technology });
    }
    const site = values.site === undefined ? null : siteIn(values.site);
    if (values.site !== undefined && site === null) return `--site ${values.site}?`;
    return {
      ...{ kind, from, paths, encoding, order, restricted, columns, products, site },
      zone: values.zone ?? null,
      people: values.people ?? null,
      yes: values.yes,
      noneRestricted: values['none-restricted'],
      skipFaulty: values['skip-faulty'],
      skipUnknownPeople: values['skip-unknown-people'],
    };
  } catch {
    return '';
  }
}

const list = { type: 'string', multiple: true, default: [] as string[] } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  from: { type: 'string' },
  zone: { type: 'string' },
  dates: { type: 'string' },
  encoding: { type: 'string' },
  restricted: list,
  'none-restricted': flag,
  column: list,
  product: list,
  people: { type: 'string' },
  site: { type: 'string' },
  yes: { ...flag, short: 'y' },
  'skip-faulty': flag,
  'skip-unknown-people': flag,
} as const;

/** Names of products and columns may have a `=` in them; ids and fields have none. */
function pairIn(text: string, at: 'first' | 'last'): [string, string] {
  const place = at === 'first' ? text.indexOf('=') : text.lastIndexOf('=');
  return place < 0 ? ['', ''] : [text.slice(0, place).trim(), text.slice(place + 1).trim()];
}
