import { type SandboxOrganisation, sandboxOrganisationSchema } from '../../../src/sandbox/organisation/organisation.ts';
import { alwaysThere } from '../../e2e/alwaysThere.ts';

const products = [
  'VPN Gateway',
  'Key Vault',
  'Exchange',
  'SharePoint',
  'Intune',
  'Defender',
  'Purview',
  'Hyper-V',
  'Active Directory',
  'DNS',
  'SQL Server',
  'Cosmos DB',
  'Service Bus',
  'App Service',
  'Front Door',
  'Azure Files',
  'Power BI',
  'Power Automate',
  'OneDrive',
  'Kubernetes',
];
const expertsEach = 3;
const hostTeams = 60;

/** People by their aliases: who owns cases, who asks for something now and then, and who is asked for each product. */
export type Soaked = {
  organisation: SandboxOrganisation;
  owners: string[];
  askers: string[];
  experts: Map<string, string[]>;
};

/**
 * An organisation that is always at work and large enough to begin a swarm a second: so many owners that no chat meets its own limit,
 * three experts a product, and so many host teams that neither their rooms nor their limit of members a minute are met.
 */
export function soakedOrganisation({ ownersCount = 60, askersCount = 120 } = {}): Soaked {
  const small = alwaysThere();
  const [like] = small.people;
  const id = (kind: number, nth: number): string =>
    `44444444-4444-4444-8444-${String(kind).padStart(4, '0')}${String(nth).padStart(8, '0')}`;
  const person = (kind: number, nth: number, alias: string, more: object) => ({
    ...like,
    id: id(kind, nth),
    alias,
    name: alias.replace('.', ' '),
    mail: `${alias}@swarm.example`,
    mostSwarms: 20,
    ...more,
  });
  const technologies = products.map((name) => ({
    id: name.toLowerCase().replaceAll(/[ .]/g, '-'),
    name: { en: name, ja: name },
    aliases: { en: [name], ja: [name] },
  }));
  const owners = Array.from({ length: ownersCount }, (_, nth) => person(1, nth, `owner.${inLetters(nth)}`, {}));
  const askers = Array.from({ length: askersCount }, (_, nth) => person(4, nth, `asker.${inLetters(nth)}`, {}));
  const experts = technologies.flatMap(({ id: technology }, at) =>
    Array.from({ length: expertsEach }, (_, nth) => ({
      technology,
      nth,
      person: person(2, at * expertsEach + nth, `expert.${inLetters(at * expertsEach + nth)}`, {}),
    })),
  );
  const organisation = sandboxOrganisationSchema.parse({
    tenant: {
      ...small.tenant,
      hostTeams: Array.from({ length: hostTeams }, (_, nth) => ({
        id: id(3, nth),
        name: `Swarms ${nth + 1}`,
        description: 'Where swarms gather',
      })),
    },
    people: [...owners, ...askers, ...experts.map((expert) => expert.person)],
    technologies,
    skills: experts.map((expert) => ({
      person: expert.person.id,
      technology: expert.technology,
      level: 5 - expert.nth,
      owner: expert.nth === 0,
      confirmedAt: '2026-11-01T00:00:00Z',
    })),
    cases: [],
  });
  const of = (technology: string): string[] =>
    experts.filter((expert) => expert.technology === technology).map((expert) => expert.person.alias);
  return {
    organisation,
    owners: owners.map(({ alias }) => alias),
    askers: askers.map(({ alias }) => alias),
    experts: new Map(technologies.map(({ id: technology, name }) => [name.en, of(technology)])),
  };
}

/** A number as letters, which is all that an alias may hold. */
const inLetters = (nth: number): string =>
  [...String(nth)].map((digit) => String.fromCharCode(97 + Number(digit))).join('');
