import { textOfHtml } from '../../reading/markup.ts';
import type { KeptCase } from '../systems/keptCase.ts';
import type { OpenCaseSystem } from '../systems/openCaseSystem.ts';
import { linkColumn } from '../systems/organisationCases.ts';
import type { CaseSystemView } from './views.ts';

/** The organisation's cases as its case system has them now. */
export function caseSystemView({ kind, standIn }: Pick<OpenCaseSystem, 'kind' | 'standIn'>): CaseSystemView {
  return {
    kind,
    cases: standIn.cases
      .filter(({ isDeleted }) => isDeleted !== true)
      .map((kept) => ({
        number: kept.number,
        title: kept.title ?? '',
        customer: kept.customer,
        isOpen: kept.state === 'open',
        isRestricted: isRestricted(kept),
        link: linkIn(kept, kind),
        timeline: [saidByCustomer(kept), ...standIn.timeline(kept.number)],
      })),
    articles: standIn.articles().map(({ id, number, title, html, isDraft }) => ({
      id,
      number,
      title,
      text: textOfHtml(html).replace(/^ +/gm, ''),
      isDraft,
    })),
  };
}

const saidByCustomer = (kept: KeptCase) => ({
  ...{ id: 'description', at: kept.created, by: kept.customer ?? '', title: null },
  ...{ text: kept.description ?? '', isPublic: true },
});

/** Each system says it in a column of the tenant's own. */
const isRestricted = ({ columns }: KeptCase): boolean =>
  [columns?.new_confidential, columns?.u_confidential].some((value) => value === true || value === 'true') ||
  JSON.stringify(columns?.tags ?? []).includes('confidential');

function linkIn({ columns }: KeptCase, kind: OpenCaseSystem['kind']): string | null {
  const name = linkColumn[kind];
  const own: unknown = columns?.custom_fields;
  const value: unknown =
    typeof name === 'string'
      ? columns?.[name]
      : Array.isArray(own)
        ? own.find((each: { id: unknown }) => each.id === name)?.value
        : null;
  return typeof value === 'string' && value !== '' ? value : null;
}
