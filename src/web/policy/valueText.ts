import { useCallback } from 'react';
import type { Severity } from '../../cases/case.ts';
import type { AutomaticRule } from '../../swarm/arrivals/automatic.ts';
import type { CaseWriting } from '../../swarm/caseWritings.ts';
import type { PolicyField, PolicyFields } from '../../swarm/policy.ts';
import { useTab } from '../tabContext.ts';
import type { Words } from '../words/en.ts';
import { kindOf } from './fields.ts';

export const severityOrder: readonly Severity[] = ['critical', 'high', 'normal', 'low'];

/** Says a value of a field in words, for lists of changes; people by name, as far as `names` knows them. */
export function useValueText(names: (id: string) => string): (field: PolicyField, value: unknown) => string {
  const { words } = useTab();
  return useCallback((field, value) => valueText(field, value, names, words), [names, words]);
}

function valueText(field: PolicyField, value: unknown, names: (id: string) => string, words: Words): string {
  const { policy } = words;
  const one = (each: unknown): string => {
    if (each === null || each === undefined) return policy.never;
    if (typeof each === 'boolean') return each ? policy.yes : policy.no;
    return String(each);
  };
  const listed = (all: string[]) => (all.length === 0 ? words.none : words.listed(all));
  switch (kindOf[field]) {
    case 'number':
    case 'number-or-never':
    case 'yes-no':
      return one(value);
    case 'numbers-by-severity':
    case 'numbers-by-severity-or-never':
    case 'yes-no-by-severity':
      return severityOrder
        .map((each) => words.labelled(words.severity[each], one(of(value, each))))
        .join(words.separator);
    case 'words-by-severity': {
      const said = severityOrder.flatMap((each) => {
        const all = stringsOf(of(value, each));
        return all.length > 0 ? [words.labelled(words.severity[each], words.listed(all))] : [];
      });
      return said.length > 0 ? said.join(words.separator) : words.none;
    }
    case 'who-may-start':
      return policy.mayStart[value as PolicyFields['whoMayStart']] ?? one(value);
    case 'writings':
      return listed(stringsOf(value).map((each) => policy.writings[each as CaseWriting] ?? each));
    case 'people':
      return listed(stringsOf(value).map(names));
    case 'rules':
      return listed(rulesOf(value).map(({ name, does }) => policy.ruleIs(name, policy.does[does])));
    default:
      return kindOf[field] satisfies never;
  }
}

/** What a value by severity says of one; values come from the server, or from who types. */
export const of = (value: unknown, severity: Severity): unknown =>
  value !== null && typeof value === 'object' ? Reflect.get(value, severity) : undefined;

export const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

export const rulesOf = (value: unknown): AutomaticRule[] => (Array.isArray(value) ? (value as AutomaticRule[]) : []);

/** Whether two values say the same. */
export const isSameValue = (one: unknown, other: unknown): boolean => inOrder(one) === inOrder(other);

const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  ) ?? '';
