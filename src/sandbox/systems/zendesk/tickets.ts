import { changedAtOf, groupOf, idWithin, type KeptCase } from '../keptCase.ts';

/** Fields of the account's own: the product that a case is about. */
export const productField = 360_001;
/** And the address of the channel in which it is swarmed. */
export const linkField = 360_002;

/** The id of a person, an organisation or a group in Zendesk. */
const idOf = (kind: string, name: string): number => Number.parseInt(idWithin(kind, name).slice(0, 8), 16);

/** Who asked, and who answers: an account of the tenant's where nobody has it. */
export const peopleOf = (kept: KeptCase): { requester: number; assignee: number } => ({
  requester: requesterOf(kept),
  assignee: kept.owner.kind === 'person' ? idOf('user', kept.owner.id) : 2,
});

const requesterOf = (kept: KeptCase): number => idOf('requester', kept.customer ?? kept.number);

/** A case as a ticket. */
export function ticketOf(kept: KeptCase, address: string): Record<string, unknown> {
  const { owner } = kept;
  const group = groupOf(owner);
  const { custom_fields: own = [], tags = [], ...columns } = { custom_fields: undefined, tags: [], ...kept.columns };
  return {
    url: `${address}/api/v2/tickets/${kept.number}.json`,
    id: Number(kept.number),
    external_id: null,
    subject: kept.title,
    raw_subject: kept.title,
    description: kept.description,
    priority: { critical: 'urgent', high: 'high', normal: 'normal', low: 'low' }[kept.severity],
    status: kept.isDeleted ? 'deleted' : kept.state === 'open' ? 'open' : 'closed',
    requester_id: requesterOf(kept),
    assignee_id: owner.kind === 'person' ? idOf('user', owner.id) : null,
    organization_id: kept.customer === null ? null : idOf('organization', kept.customer),
    group_id: group === null ? null : idOf('group', group),
    tags: [...(Array.isArray(tags) ? tags : []), ...(kept.state === 'merged' ? ['closed_by_merge'] : [])],
    satisfaction_rating: {
      score: kept.satisfaction === 'good' || kept.satisfaction === 'bad' ? kept.satisfaction : 'unoffered',
    },
    custom_fields: [{ id: productField, value: kept.product }, ...(Array.isArray(own) ? own : [])],
    created_at: seconds(kept.created, 0),
    // Each change in another second, as far as this clock tells them apart.
    updated_at: seconds(kept.created, kept.changes),
    generated_timestamp: Math.floor(Date.parse(changedAtOf(kept)) / 1_000),
    ...columns,
  };
}

/** What is told beside a ticket by `include`. */
export function beside(kept: KeptCase): Record<'users' | 'organizations' | 'groups', object[]> {
  const { owner, customer, language } = kept;
  const group = groupOf(owner);
  const requester = {
    id: requesterOf(kept),
    name: customer ?? 'Customer',
    email: 'someone@customer.example',
    active: true,
    role: 'end-user',
    locale: language === 'ja' ? 'ja' : 'en-US',
    external_id: null,
  };
  const assignee =
    owner.kind === 'person'
      ? [
          {
            id: idOf('user', owner.id),
            name: owner.name,
            email: owner.mail,
            active: owner.isDisabled !== true,
            role: 'agent',
            locale: 'ja',
            external_id: null,
          },
        ]
      : [];
  return {
    users: [requester, ...assignee],
    organizations: customer === null ? [] : [{ id: idOf('organization', customer), name: customer }],
    groups: group === null ? [] : [{ id: idOf('group', group), name: group }],
  };
}

const seconds = (instant: string, later: number): string =>
  new Date(Date.parse(instant) + 1_000 * later).toISOString().replace(/\.\d+Z$/, 'Z');
