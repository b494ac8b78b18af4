import { compatible } from '../../language/compatible.ts';
import { finder } from './columns.ts';

/** What makes a case of an export restricted: a column that holds one of some values, or with null any at all. */
export type RestrictedRule = { column: string; is: readonly string[] | null };

/** A rule as people write it: `Confidential=Yes|はい`, or the column alone; null when it names none. */
export function restrictedRuleIn(text: string): RestrictedRule | null {
  const at = text.indexOf('=');
  const column = (at < 0 ? text : text.slice(0, at)).trim();
  if (column === '') return null;
  if (at < 0) return { column, is: null };
  const is = text
    .slice(at + 1)
    .split('|')
    .map(folded)
    .filter((value) => value !== '');
  return is.length > 0 ? { column, is } : null;
}

/** Whether a row's case is restricted by any of the rules. */
export function isRestrictedBy(
  rules: readonly RestrictedRule[],
  values: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (rules.length === 0) return false;
  const found = finder([...values.keys()]);
  return rules.some(({ column, is }) => {
    const name = found(column);
    const held = (name === null ? [] : (values.get(name) ?? [])).flatMap((value) => [
      value,
      ...value.split(/[\s,;|]+/),
    ]);
    return is === null ? held.length > 0 : held.some((value) => is.includes(folded(value)));
  });
}

const folded = (value: string): string => compatible(value).trim().toLowerCase();
