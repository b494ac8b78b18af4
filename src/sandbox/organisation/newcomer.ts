import { changeAccount } from '../tenant/accounts.ts';
import { addPerson } from '../tenant/founding.ts';
import { findPerson, type Tenant } from '../tenant/tenant.ts';

const newcomer = {
  ...{ id: '7f0e3a52-41c6-4c8e-9d1b-2a6b9c0d5e71', alias: 'nozomi.ueda', name: '上田 望' },
  ...{ jobTitle: 'Support Engineer', office: 'Tokyo' as const, zone: 'Asia/Tokyo' },
  hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  languages: ['ja' as const, 'en' as const],
  presence: { availability: 'Available' as const, activity: 'Available' as const, outOfOffice: false },
  ...{ mostSwarms: 2, awayUntil: null, lead: false, appInstalled: false, registered: false },
};

/** Somebody who begins soon: their account is there and not switched on yet; they will report to a lead of the network team. */
export function addNewcomer(tenant: Tenant): void {
  const manager = findPerson(tenant, 'kenji.tanaka');
  if (!manager) return;
  const person = addPerson(tenant, { ...newcomer, mail: `${newcomer.alias}@${tenant.domain}` });
  person.account = { ...person.account, created: tenant.now(), manager: manager.id };
  changeAccount(tenant, person, 'disabled');
}
