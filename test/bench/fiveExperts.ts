import { type SandboxOrganisation, sandboxOrganisationSchema } from '../../src/sandbox/organisation/organisation.ts';

const technologies = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];

/** A case owner, and one expert for each of five technologies, so that a swarm invites five. */
export function fiveExperts(): SandboxOrganisation {
  const id = (number: number) => `22222222-2222-4222-8222-00000000000${number}`;
  const person = (number: number, alias: string, name: string) => ({
    id: id(number),
    alias,
    name,
    mail: `${alias}@swarm.example`,
    zone: 'Asia/Tokyo',
    hours: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' },
    languages: ['en'],
    mostSwarms: 20,
    jobTitle: 'Support Engineer',
    office: 'Tokyo',
    presence: { availability: 'Available', activity: 'Available', outOfOffice: false },
    appInstalled: true,
    registered: true,
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
      person(9, 'owen.owner', 'Owen Owner'),
      ...technologies.map((name, index) => person(index + 1, `expert.${name}`, `Expert ${name}`)),
    ],
    technologies: technologies.map((name) => ({ id: name, name: { en: name, ja: name }, aliases: { en: [], ja: [] } })),
    skills: technologies.map((name, index) => ({ person: id(index + 1), technology: name, level: 5, owner: true })),
  });
}
