import type { Engineer } from '../../src/registry/engineer.ts';
import type { Registry } from '../../src/registry/snapshot.ts';

const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' };

export const engineer = (id: string, changes: Partial<Engineer> = {}): Engineer => ({
  id,
  name: id[0]?.toUpperCase() + id.slice(1),
  zone: 'Asia/Tokyo',
  hours,
  languages: ['ja'],
  mostSwarms: 2,
  awayUntil: null,
  lead: false,
  ...changes,
});

const skill = (person: string, technology: string, level: number, owner = false) => ({
  person,
  technology,
  level,
  owner,
  wantsToLearn: false,
  confirmedAt: null,
});

/** A lead who is in no swarm, three engineers, and two technologies. */
export const organisation: Registry = {
  technologies: [
    {
      id: 'certificates',
      name: { en: 'Certificates and PKI', ja: '証明書と PKI' },
      aliases: { en: ['certificate', 'TLS'], ja: ['証明書', 'サーバー証明書'] },
      parent: null,
    },
    { id: 'vpn', name: { en: 'VPN', ja: 'VPN' }, aliases: { en: [], ja: ['仮想専用線'] }, parent: null },
    { id: 'dns', name: { en: 'DNS', ja: 'DNS' }, aliases: { en: [], ja: [] }, parent: null },
  ],
  engineers: [
    engineer('lead', { lead: true }),
    engineer('owner'),
    engineer('mika'),
    engineer('ravi', { zone: 'Asia/Kolkata' }),
  ],
  skills: [skill('mika', 'vpn', 4, true), skill('ravi', 'vpn', 3), skill('ravi', 'certificates', 2)],
};
