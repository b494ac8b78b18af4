import { type SandboxOrganisation, sandboxOrganisationSchema } from '../../src/sandbox/organisation/organisation.ts';

const id = (number: number) => `22222222-2222-4222-8222-0000000000${String(number).padStart(2, '0')}`;

/**
 * An organisation whose people work round the clock, so that a test goes the same way at any hour. `owen.owner` owns
 * the cases; for each technology there is a best expert and others behind them; `carol.quinn` has no app installed.
 */
export function alwaysThere(): SandboxOrganisation {
  const person = (number: number, alias: string, name: string, more: object = {}) => ({
    id: id(number),
    alias,
    name,
    mail: `${alias}@swarm.example`,
    zone: 'Asia/Tokyo',
    hours: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' },
    languages: ['ja', 'en'],
    mostSwarms: 20,
    jobTitle: 'Support Engineer',
    office: 'Tokyo',
    presence: { availability: 'Available', activity: 'Available', outOfOffice: false },
    appInstalled: true,
    registered: true,
    ...more,
  });
  const technology = (name: string, ja: string) => ({
    id: name.toLowerCase().replaceAll(' ', '-'),
    name: { en: name, ja },
    aliases: { en: [name], ja: [ja] },
  });
  const skill = (number: number, name: string, level: number, owner = false) => ({
    person: id(number),
    technology: name,
    level,
    owner,
    confirmedAt: '2026-11-01T00:00:00Z',
  });
  return sandboxOrganisationSchema.parse({
    tenant: {
      name: 'Swarm Example',
      domain: 'swarm.example',
      tenantId: '33333333-3333-4333-8333-333333333333',
      asOf: '2026-11-20T00:00:00Z',
      hostTeams: [{ id: '11111111-1111-4111-8111-111111111111', name: 'Swarms', description: 'Where swarms gather' }],
    },
    people: [
      person(1, 'owen.owner', 'Owen Owner', { languages: ['en'] }),
      person(2, 'mika.sato', '佐藤 美香'),
      person(3, 'ravi.rao', 'Ravi Rao'),
      person(4, 'sean.byrne', 'Sean Byrne', { lead: true }),
      person(5, 'carol.quinn', 'Carol Quinn', { appInstalled: false }),
      person(6, 'zoe.zimmer', 'Zoe Zimmer'),
      person(7, 'olga.outside', 'Olga Outside', { registered: false }),
    ],
    technologies: [
      technology('VPN Gateway', 'VPNゲートウェイ'),
      technology('Key Vault', '証明書'),
      technology('Exchange', 'メール'),
    ],
    skills: [
      skill(2, 'vpn-gateway', 5, true),
      skill(3, 'vpn-gateway', 3),
      skill(4, 'key-vault', 5, true),
      skill(6, 'key-vault', 3),
      skill(5, 'exchange', 5, true),
      skill(6, 'exchange', 3),
    ],
    cases: [
      {
        id: '4711',
        title: 'VPN Gateway drops after the Key Vault certificate was renewed',
        description: 'Since last night the site to site tunnel of VPN Gateway fails. The certificate is in Key Vault.',
        customer: 'Contoso',
        severity: 'normal',
        owner: { id: id(1), name: 'Owen Owner' },
        created: '2026-11-20T00:00:00Z',
      },
      {
        id: '4712',
        title: '【取扱注意】証明書の更新後に VPNゲートウェイ が切断される',
        description: '昨夜から接続できません。',
        customer: '秘密商事',
        severity: 'critical',
        language: 'ja',
        restricted: true,
        owner: { id: id(1), name: 'Owen Owner' },
        created: '2026-11-20T00:00:00Z',
      },
      {
        id: '4713',
        title: 'Exchange mail is not delivered',
        description: 'Exchange',
        owner: { id: id(1), name: 'Owen Owner' },
        created: '2026-11-20T00:00:00Z',
      },
    ],
  });
}
