import type { SandboxOrganisation } from '../organisation/organisation.ts';
import type { CaseSystemKind } from './caseSystemKind.ts';
import type { DataverseColumn } from './dynamics/schema.ts';
import type { KeptCase } from './keptCase.ts';
import { casesIn } from './laterCases.ts';
import { linkField } from './zendesk/tickets.ts';

/** Columns that the organisation made for itself, as tenants do. */
export const ownColumns = {
  dynamics: [
    { name: 'new_language', type: 'string', maxLength: 10 },
    { name: 'new_confidential', type: 'boolean' },
    { name: 'new_swarmurl', type: 'string', maxLength: 300 },
  ] satisfies DataverseColumn[],
  servicenow: { u_language: '', u_confidential: 'false', u_swarm_url: '' },
};

/** Where each system keeps the address of the channel in which a case is swarmed. */
export const linkColumn = { dynamics: 'new_swarmurl', servicenow: 'u_swarm_url', zendesk: linkField } as const;

/** The cases of the organisation as its case system keeps them. */
export function keptCasesOf(organisation: SandboxOrganisation, system: CaseSystemKind): KeptCase[] {
  return casesIn(organisation, system).map((each) => {
    const { id: number, title, description, customer, product, severity, language, restricted, owner, created } = each;
    const mail = organisation.people.find(({ id }) => id === owner.id)?.mail ?? '';
    const columns = {
      dynamics: { new_language: language, new_confidential: restricted },
      servicenow: { u_language: language, u_confidential: String(restricted) },
      zendesk: { tags: restricted ? ['confidential'] : [], custom_fields: [{ id: linkField, value: null }] },
    }[system];
    return {
      ...{ number, title, description, customer, product, severity, language, columns },
      created: new Date(created).toISOString(),
      owner: { kind: 'person', ...owner, mail },
      state: 'open',
      changes: 1,
    };
  });
}
