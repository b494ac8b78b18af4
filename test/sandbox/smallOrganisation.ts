import { type SandboxOrganisation, sandboxOrganisationSchema } from '../../src/sandbox/organisation/organisation.ts';

export const hostTeamId = '11111111-1111-4111-8111-111111111111';

/** Four people and one host team: enough for a swarm. `mika.sato` is a lead, `carol.quinn` has no app installed. */
export function smallOrganisation(): SandboxOrganisation {
  const person = (number: number, alias: string, name: string, more: object) => ({
    id: `22222222-2222-4222-8222-00000000000${number}`,
    alias,
    name,
    mail: `${alias}@swarm.example`,
    zone: 'Europe/Dublin',
    hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' },
    languages: ['en'],
    jobTitle: 'Support Engineer',
    office: 'Dublin',
    presence: { availability: 'Available', activity: 'Available', outOfOffice: false },
    appInstalled: true,
    registered: true,
    ...more,
  });
  return sandboxOrganisationSchema.parse({
    tenant: {
      name: 'Swarm Example',
      domain: 'swarm.example',
      tenantId: '33333333-3333-4333-8333-333333333333',
      asOf: '2026-11-20T09:00:00Z',
      hostTeams: [{ id: hostTeamId, name: 'Swarms', description: 'Where swarms gather' }],
    },
    people: [
      person(1, 'mika.sato', '佐藤 美香', { zone: 'Asia/Tokyo', languages: ['ja', 'en'], office: 'Tokyo', lead: true }),
      person(2, 'alice.byrne', 'Alice Byrne', {}),
      person(3, 'ravi.rao', 'Ravi Rao', { zone: 'Asia/Kolkata', office: 'Hyderabad' }),
      person(4, 'carol.quinn', 'Carol Quinn', { zone: 'America/Los_Angeles', office: 'Redmond', appInstalled: false }),
    ],
  });
}
