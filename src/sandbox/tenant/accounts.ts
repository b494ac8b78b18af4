import type { Group, Person, Tenant } from './tenant.ts';

/** Somebody's account is deleted (restorable), disabled, or as it was again. */
export function changeAccount(tenant: Tenant, person: Person, to: 'deleted' | 'disabled' | 'enabled'): void {
  person.account = { ...person.account, enabled: to === 'enabled', deletedAt: to === 'deleted' ? tenant.now() : null };
  note(tenant, person.id, null);
  if (to === 'deleted') for (const group of tenant.groups.values()) changeMember(tenant, group, person.id, false);
}

/** Somebody comes into a group, or goes. */
export function changeMember(tenant: Tenant, group: Group, personId: string, isIn: boolean): void {
  if (group.members.has(personId) === isIn) return;
  if (isIn) group.members.add(personId);
  else group.members.delete(personId);
  note(tenant, personId, group.id);
}

export const note = (tenant: Tenant, person: string, group: string | null): void => {
  tenant.directory.changes.push({ order: tenant.nextOrder(), person, group });
};

/** Whether the directory shows somebody. */
export const isInDirectory = ({ account }: Person): boolean => account.deletedAt === null;
