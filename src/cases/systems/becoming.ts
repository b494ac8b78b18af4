import { cut } from '../../language/cut.ts';
import type { Language } from '../../language/language.ts';
import { usual } from '../../language/usual.ts';
import { textOfMarkup, titleOfMarkup } from '../../reading/markup.ts';
import { languageOf, titleOf } from '../../reading/title.ts';
import { storable } from '../../store/storable.ts';
import { type Case, caseSchema, type Person, type Severity } from '../case.ts';
import type { SystemCase, Told } from './caseSystem.ts';
import type { Mapping, Rule } from './mapping.ts';

/** What did not fit when a mapping made a case of what a system told. */
export type Misfit =
  | { code: 'column-missing'; column: string }
  /** A value for which the mapping has no word. */
  | { code: 'choice-unknown'; column: string; value: string; label: string | null };

/**
 * The case that becomes of what a system told, and what of it did not fit. `before`: the case as it was last; what a column says
 * that is not told any more (it was taken away, or the right to it) stays as it was there.
 */
export function caseOf(
  told: SystemCase,
  mapping: Mapping,
  owner: Person,
  before: Case | null = null,
): { case: Case; misfits: Misfit[] } {
  const misfits: Misfit[] = [];
  const columns = new Set<string>();
  const column = (name: string | null): Told | null => {
    if (name === null) return null;
    const found = told.columns.get(name);
    if (found === undefined && !columns.has(name)) misfits.push({ code: 'column-missing', column: name });
    columns.add(name);
    return found ?? null;
  };

  const kept = <T>(name: string | null, was: T | undefined, is: T): T =>
    name !== null && was !== undefined && !told.columns.has(name) ? was : is;
  const description = kept(
    mapping.description,
    before?.description,
    cut(textOfMarkup(plain(column(mapping.description)?.value)), 50_000),
  );
  const said = titleOfMarkup(plain(column(mapping.title)?.value)).trim();
  const title = kept(mapping.title, before?.title, said || titleOf(description) || told.number);
  const customer = shortened(shown(column(mapping.customer)));
  const called = shown(column(mapping.product));
  const product = called === null ? null : (byWord(mapping.products, { value: called, label: null }) ?? called);
  const language = languageToldBy() ?? languageOf(`${title}\n${description}`) ?? 'en';
  const theCase = caseSchema.parse({
    id: told.number,
    title: cut(title, 300),
    description,
    customer: kept(mapping.customer, before?.customer, customer),
    product: kept(mapping.product, before?.product, shortened(product)),
    severity: severityOf(),
    language: kept(mapping.language.column, before?.language, language),
    restricted: isRestricted(),
    owner,
    created: told.created,
    url: told.url?.startsWith('https:') ? told.url : null,
  });
  return { case: theCase, misfits };

  function severityOf(): Severity {
    const { severity } = mapping;
    const said = column(severity.column);
    // Looked at whatever the column says, so that a missing one is told.
    const critical = severity.critical.map((rule) => holds(rule));
    if (critical.includes(true) || (critical.includes(null) && before?.severity === 'critical')) return 'critical';
    if (before && !told.columns.has(severity.column)) return before.severity;
    return said === null ? 'normal' : (choice(severity.choices, severity.column, said) ?? 'normal');
  }

  function languageToldBy(): Language | null {
    const { language } = mapping;
    const said = column(language.column);
    return said === null || language.column === null ? null : choice(language.choices, language.column, said);
  }

  /**
   * What cannot be looked at may be confidential: it is taken for that. So is a case that goes on as one that is: who hears of the one
   * hears of the other.
   */
  function isRestricted(): boolean {
    const into = told.merged?.into?.columns;
    const rules = mapping.restricted;
    return [
      ...rules.map((rule) => holds(rule) !== false),
      ...(into ? rules.map((rule) => holdsIn(into, rule) !== false) : []),
    ].includes(true);
  }

  /** Whether a rule holds; null when its column is not told. */
  function holds(rule: Rule): boolean | null {
    column(rule.column);
    return holdsIn(told.columns, rule);
  }

  function choice<T>(choices: Readonly<Record<string, T>>, name: string, said: Told): T | null {
    const meant = byWord(choices, said);
    if (meant === null) misfits.push({ code: 'choice-unknown', column: name, ...said });
    return meant;
  }
}

function holdsIn(columns: SystemCase['columns'], { column, is }: Rule): boolean | null {
  const said = columns.get(column);
  if (said === undefined) return null;
  const values = partsOf(said);
  return is.some((wanted) => values.includes(word(wanted)));
}

/** Whether a mapping has a word for a choice. */
export const hasWordFor = (choices: Readonly<Record<string, unknown>>, told: Told): boolean =>
  byWord(choices, told) !== null;

/** A choice by its value, else by its label, in whatever width and case the file writes it. */
function byWord<T>(choices: Readonly<Record<string, T>>, { value, label }: Told): T | null {
  for (const said of [value, label]) {
    if (said === null) continue;
    const found = Object.entries(choices).find(([name]) => word(name) === word(said));
    if (found) return found[1];
  }
  return null;
}

/** A column's values: a list of tags is one with spaces or commas between. */
const partsOf = (said: Told | null): string[] =>
  said === null
    ? []
    : [said.value, ...(said.label === null ? [] : [said.label]), ...said.value.split(/[\s,;]+/)].map(word);

const word = (text: string): string => usual(text).trim().toLowerCase();
const plain = (text: string | undefined): string => String(storable(text ?? ''));
const shown = (said: Told | null): string | null => plain(said?.label ?? said?.value).trim() || null;
const shortened = (text: string | null): string | null => (text === null ? null : cut(text, 200));
