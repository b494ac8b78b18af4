import type { CaseOutcomes } from '../../history/measures/measureRoutes.ts';
import type { Format } from '../format.ts';
import type { Words } from '../words/en.ts';

type Group = CaseOutcomes['swarmed'];
/** A line of the table: what it tells of a group of cases, and of how many; or why it tells nothing. */
type CaseRow = { name: string; value: (group: Group) => string; detail: (group: Group) => string };

/** The lines of how cases went. `days`: within which opening again counts. */
export function caseRows(days: number, { measures, separator }: Words, format: Format): CaseRow[] {
  const { cases } = measures;
  const said = ({ satisfaction: { good, neutral, bad } }: Group): number => good + neutral + bad;
  const of = (part: number, whole: number) => measures.ofAll(format.number(part), format.number(whole));
  return [
    { name: cases.count, value: (group) => format.number(group.cases), detail: () => '' },
    {
      name: cases.time,
      value: ({ closed }) => (closed.median === null ? '–' : format.span(closed.median)),
      detail: ({ closed, cases: all }) =>
        closed.p90 === null
          ? cases.noneClosed
          : `${measures.p90} ${format.span(closed.p90)}${separator}${of(closed.count, all)}`,
    },
    {
      name: cases.first(days),
      value: ({ firstResolution: { held, of: all } }) => format.share(held, all),
      detail: ({ firstResolution: { held, of: all } }) => (all === 0 ? cases.noneHeldYet(days) : of(held, all)),
    },
    {
      name: cases.satisfied,
      value: (group) => format.share(group.satisfaction.good, said(group)),
      detail: (group) => (said(group) === 0 ? cases.nobodySaid : of(group.satisfaction.good, said(group))),
    },
  ];
}
