import { compatible } from '../../language/compatible.ts';
import { cut } from '../../language/cut.ts';
import { textOfMarkup, titleOfMarkup } from '../../reading/markup.ts';
import { markOf } from '../../reading/outcomeWords.ts';
import { titleOf } from '../../reading/title.ts';
import { anyValue, cameAs, type FilePart, type RegistryProblem } from '../../registry/files/problem.ts';
import { unstorablesIn } from '../../store/storable.ts';
import type { ColumnsOf } from './columns.ts';
import { type DateOrder, type ExportDate, exportDateOf, exportInstant } from './exportDates.ts';
import type { ExportRow } from './exportTable.ts';
import type { ExportField, Preset } from './preset.ts';
import { isRestrictedBy, type RestrictedRule } from './restrictedRule.ts';

/** How an export is read, beside its preset. */
export type ReadingRules = {
  preset: Preset;
  /** The technology that is meant by what a system calls a product; null: none that the registry knows. */
  technologyOf(product: string): string | null;
  restricted: readonly RestrictedRule[];
  /** Of dates that name none. */
  zone: string;
  order: DateOrder | null;
  /** The address under which people open the system, without a slash at its end; null: not known. */
  site: string | null;
  /** Milliseconds since 1970. */
  now: number;
};

/** A case of an export before its person is known by an id. `closedAt` is null where it is not told which number is the day. */
export type ExportedCase = {
  id: string;
  title: string;
  text: string;
  closed: { text: string; form: ExportDate };
  closedAt: number | null;
  /** Who solved it, as the export has it: an id, an address or a name; null: nobody is named. */
  solver: string | null;
  /** What else the export calls them: beside an account's id, a name. */
  solverAlso: string[];
  technologies: string[];
  /** Products that are no technology of the registry. */
  strange: string[];
  rootCause: string;
  fix: string;
  url: string | null;
  isRestricted: boolean;
};

export type Judged =
  | { kind: 'case'; case: ExportedCase }
  /** It still runs, or it was never solved: cancelled, merged, a duplicate. */
  | { kind: 'open' | 'unsolved' }
  | { kind: 'faulty'; problems: RegistryProblem[] };

const mostText = 50_000;
const mostFix = 4_000;
const mostTechnologies = 20;
/** Another system's clock may be ahead, and dates are read in a zone that may be another. */
const aheadAtMost = 2 * 86_400_000;

/** What a row of an export says of its case. */
export function judged(row: ExportRow, of: ColumnsOf, part: FilePart, rules: ReadingRules): Judged {
  const { preset } = rules;
  const first = (field: ExportField): string => all(row, of[field])[0] ?? '';
  const problems: RegistryProblem[] = [];
  const at = (field: ExportField) => ({ ...part, line: row.line, path: of[field][0] ?? '' });

  const number = compatible(first('number')).trim();
  const [status, outcome] = [markOf(preset.marks, first('status')), markOf(preset.marks, first('outcome'))];
  const closedText = first('closed');
  if (number === '') problems.push({ ...at('number'), code: 'missing', expected: text(1, mostNumber), came: '' });
  else if (status === 'unsolved' || outcome === 'unsolved') return { kind: 'unsolved' };
  else if (status === 'open') return { kind: 'open' };
  // Jira has no outcome of a case that was closed all the same: Done, Unresolved.
  else if (outcome === 'open') return { kind: status === 'closed' ? 'unsolved' : 'open' };
  else if (closedText === '' && status !== 'closed' && outcome !== 'closed') return { kind: 'open' };
  if (number.length > mostNumber)
    problems.push({ ...at('number'), code: 'wrong-value', expected: text(null, mostNumber), came: cameAs(number) });

  const when = closedText || first('updated');
  const form = exportDateOf(when);
  const iso = form === null ? null : exportInstant(when, rules.zone, rules.order);
  const whenAt = closedText === '' && of.updated.length > 0 ? at('updated') : at('closed');
  if (when === '') problems.push({ ...whenAt, code: 'missing', expected: { kind: 'export-date' }, came: '' });
  else if (form === null || (iso === null && (form.orders === null || rules.order !== null)))
    problems.push({ ...whenAt, code: 'wrong-value', expected: { kind: 'export-date' }, came: cameAs(when) });
  else if (iso !== null && Date.parse(iso) > rules.now + aheadAtMost)
    problems.push({ ...whenAt, code: 'wrong-value', expected: notAfter(rules.now), came: cameAs(when) });

  const description = textOfMarkup(first('text'));
  const isRestricted = isRestrictedBy(rules.restricted, row.values);
  const told = {
    title: titleOfMarkup(first('title')) || titleOf(description) || number,
    text: description,
    rootCause: textOfMarkup(all(row, of.cause).join('\n')),
    fix: textOfMarkup(first('fix') || lastComment(row, preset, first('solver'))),
  };
  for (const { path, code, text: came } of unstorablesIn({ number, ...told })) {
    const field = ({ number: 'number', title: 'title', text: 'text', rootCause: 'cause', fix: 'fix' } as const)[
      String(path[0])
    ];
    problems.push({ ...at(field ?? 'text'), code, expected: anyValue, came: cameAs(came) });
  }
  if (problems.length > 0 || form === null) return { kind: 'faulty', problems };

  const products = [...new Set(of.product.flatMap((column) => row.values.get(column) ?? []).flatMap(split))];
  const meant = products.map((product) => ({ product, technology: rules.technologyOf(product) }));
  const technologies = [...new Set(meant.flatMap(({ technology }) => technology ?? []))].slice(0, mostTechnologies);
  const address = rules.site === null ? null : preset.address({ number, record: first('record') });
  return {
    kind: 'case',
    case: {
      id: number,
      title: isRestricted ? '' : cut(told.title, 300),
      text: isRestricted ? '' : cut(told.text, mostText),
      closed: { text: when, form },
      closedAt: iso === null ? null : Date.parse(iso),
      solver: first('solver') || null,
      solverAlso: all(row, of.solver).slice(1),
      technologies,
      strange: meant.flatMap(({ product, technology }) => (technology === null ? [product] : [])),
      rootCause: isRestricted ? '' : cut(told.rootCause, mostFix),
      fix: isRestricted ? '' : cut(told.fix, mostFix),
      url: isRestricted || address === null ? null : `${rules.site}${address}`,
      isRestricted,
    },
  };

  function split(cell: string): string[] {
    // Whole first: a product may have the sign in its name.
    if (rules.technologyOf(cell) !== null) return [cell];
    return cell
      .split(preset.lists)
      .map((each) => each.trim())
      .filter((each) => each !== '');
  }
}

const mostNumber = 200;
const text = (least: number | null, most: number) => ({ kind: 'text', least, most }) as const;
const notAfter = (now: number) => ({ kind: 'not-after', instant: new Date(now).toISOString() }) as const;

/** What columns hold, those of the best first. */
const all = (row: ExportRow, columns: readonly string[]): string[] =>
  columns.flatMap((column) => row.values.get(column) ?? []);

/** The last comment of who had the case, else the last at all: `11/May/24 03:26 PM;712020:1f2e;The gateway was …`. */
function lastComment(row: ExportRow, { comments }: Preset, solver: string): string {
  const cells = comments.flatMap((name) => row.values.get(name) ?? []);
  const told = cells.map((cell) => {
    const [, author = '', words] = /^[^;\n]{4,40};([^;\n]{1,200});([\s\S]*)$/.exec(cell) ?? [];
    return { author, words: words ?? cell };
  });
  const own = told.filter(({ author }) => solver !== '' && author === solver);
  return (own.at(-1) ?? told.at(-1))?.words ?? '';
}
