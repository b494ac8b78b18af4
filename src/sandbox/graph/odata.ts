/** One comparison of a `$filter`: what the sandbox understands of OData, which is what the calls we make need. */
export type Comparison =
  | { operator: 'eq'; property: string; value: string }
  | { operator: 'startswith'; property: string; value: string }
  | { operator: 'in'; property: string; values: string[] };

const quoted = `'((?:[^']|'')*)'`;
const equals = new RegExp(`^([\\w/]+) eq (?:${quoted}|(true|false|null))$`, 'i');
const startsWith = new RegExp(`^startswith\\(\\s*([\\w/]+)\\s*,\\s*${quoted}\\s*\\)$`, 'i');
const among = /^([\w/]+) in \((.*)\)$/i;

/** Comparisons joined by `and`; null for a filter that is not understood. */
export function parseFilter(filter: string): Comparison[] | null {
  const comparisons: Comparison[] = [];
  for (const part of splitAtAnd(filter)) {
    const equal = equals.exec(part);
    const start = startsWith.exec(part);
    const list = among.exec(part);
    if (equal?.[1] !== undefined) {
      comparisons.push({ operator: 'eq', property: equal[1], value: equal[3] ?? unquoted(equal[2] ?? '') });
    } else if (start?.[1] !== undefined) {
      comparisons.push({ operator: 'startswith', property: start[1], value: unquoted(start[2] ?? '') });
    } else if (list?.[1] !== undefined) {
      const values = [...(list[2] ?? '').matchAll(new RegExp(quoted, 'g'))].map((match) => unquoted(match[1] ?? ''));
      comparisons.push({ operator: 'in', property: list[1], values });
    } else {
      return null;
    }
  }
  return comparisons;
}

/** Whether a resource fits all comparisons. Text compares without regard to case, as in Graph; `a/b` looks into `a`. */
export function fits(resource: object, comparisons: readonly Comparison[]): boolean {
  return comparisons.every((comparison) => {
    const value = String(valueAt(resource, comparison.property) ?? 'null').toLowerCase();
    switch (comparison.operator) {
      case 'eq':
        return value === comparison.value.toLowerCase();
      case 'startswith':
        return value.startsWith(comparison.value.toLowerCase());
      case 'in':
        return comparison.values.some((one) => one.toLowerCase() === value);
      default:
        return comparison satisfies never;
    }
  });
}

/** The properties named by `$select`, and `id`, or all of them when there is none. */
export function selected(resource: object, query: URLSearchParams): object {
  const select = query.get('$select');
  if (select === null || select === '') return resource;
  const wanted = select.split(',').map((name) => name.trim());
  return Object.fromEntries(Object.entries(resource).filter(([name]) => name.startsWith('@') || wanted.includes(name)));
}

function valueAt(resource: object, path: string): unknown {
  let value: unknown = resource;
  for (const name of path.split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === name)?.[1];
  }
  return value;
}

/** Splits at `and`, but not inside quotes. */
function splitAtAnd(filter: string): string[] {
  const parts: string[] = [];
  let rest = filter.trim();
  const first = /^((?:'(?:[^']|'')*'|[^'])*?) and /i;
  for (let match = first.exec(rest); match?.[1] !== undefined; match = first.exec(rest)) {
    parts.push(match[1].trim());
    rest = rest.slice(match[0].length).trim();
  }
  return [...parts, rest];
}

function unquoted(text: string): string {
  return text.replaceAll("''", "'");
}
