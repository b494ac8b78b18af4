import type { Case } from '../../cases/case.ts';
import { readRegistryFiles } from '../../registry/files/registryFile.ts';
import { createSnapshot } from '../../registry/snapshot.ts';
import { createRegistryPlanner } from '../../swarm/planning/registryPlanner.ts';
import { defaultPolicy } from '../../swarm/policy.ts';
import { registryOf, type SandboxOrganisation } from '../organisation/organisation.ts';
import type { SandboxPerson } from '../organisation/schema.ts';

type PlaygroundUser = {
  id: string;
  name: string;
  userPrincipleName: string;
  aadObjectId: string;
  givenName: string;
  surname: string;
  email: string;
};

/** The settings file of the Agents Playground (schema teamsapptesttool-config/0.1.1, its spelling too). */
export type PlaygroundSettings = {
  version: '0.1.1';
  tenantId: string;
  bot: { id: string; name: string };
  currentUser: PlaygroundUser;
  users: PlaygroundUser[];
  personalChat: { id: string };
  groupChat: { id: string; name: string };
  team: { id: string; name: string; aadGroupId: string; channels: { id: string; name: string }[] };
};

/** It knows the person at the keyboard and five more, no fewer. */
const others = 5;

/**
 * Settings in which the people are the organisation's, so that tenant and owners hold: the case's owner is at the
 * keyboard, and the others are those whom the bot would think of first for the case. People have their Entra ids as
 * ids, because that is how the bot opens a chat with somebody.
 */
export async function playgroundSettings(
  organisation: SandboxOrganisation,
  theCase: Case,
  bot: { id: string; name: string },
): Promise<PlaygroundSettings> {
  const owner = organisation.people.find(({ id }) => id === theCase.owner.id);
  const [team] = organisation.tenant.hostTeams;
  if (!owner || !team) throw new Error(`Case ${theCase.id} has no owner in the organisation, or there is no host team`);
  const first = await rankedFirst(organisation, theCase);
  const cast = [...new Set([...first, ...organisation.people])].filter((person) => person !== owner).slice(0, others);
  return {
    version: '0.1.1',
    tenantId: organisation.tenant.tenantId,
    bot: { id: `28:${bot.id}`, name: bot.name },
    currentUser: userOf(owner),
    users: cast.map(userOf),
    personalChat: { id: 'personal-chat' },
    groupChat: { id: 'group-chat', name: `${theCase.id}` },
    team: {
      id: '19:general@thread.tacv2',
      name: team.name,
      aadGroupId: team.id,
      channels: [{ id: '19:swarms@thread.tacv2', name: 'Swarms' }],
    },
  };
}

async function rankedFirst(organisation: SandboxOrganisation, theCase: Case): Promise<SandboxPerson[]> {
  const content = new TextEncoder().encode(JSON.stringify(registryOf(organisation)));
  const reading = readRegistryFiles([{ name: 'registry.json', content }]);
  if (!reading.ok) throw new Error('The organisation has a registry that the product does not read');
  const plan = await createRegistryPlanner(createSnapshot(reading.registry)).plan({
    case: theCase,
    at: new Date().toISOString(),
    policy: defaultPolicy,
    dropped: { technologies: [], people: [] },
    addedTechnologies: [],
    addedPeople: [],
  });
  const people = new Map(organisation.people.map((person) => [person.id, person]));
  return plan.ranking.candidates
    .filter(({ available }) => available)
    .flatMap(({ person }) => people.get(person.id) ?? []);
}

function userOf({ id, name, mail }: SandboxPerson): PlaygroundUser {
  const [one = name, ...rest] = name.split(' ');
  const other = rest.join(' ');
  const familyFirst = /\p{Script=Han}/u.test(name);
  return {
    id,
    name,
    userPrincipleName: mail,
    aadObjectId: id,
    givenName: familyFirst ? other : one,
    surname: familyFirst ? one : other,
    email: mail,
  };
}
