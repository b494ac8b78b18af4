import { casesOwnedBy, eraseFromCases } from '../cases/personalData.ts';
import type { ErasedPerson } from '../cases/pseudonym.ts';
import { eraseFromPastCases, pastCasesOfPerson } from '../evidence/pastCases/personalData.ts';
import { eraseTeamsJoined, teamsJoinedBy } from '../graph/personalData.ts';
import { eraseGrowth, growthOf } from '../growth/personalData.ts';
import { eraseFromImports, importsOf } from '../history/keptImports.ts';
import { eraseFromPersonRequests, type PersonalDataOf, personRequestsOf } from '../history/personalData.ts';
import type { Language } from '../language/language.ts';
import { eraseFromRegistry, registryDataOf } from '../registry/personalData.ts';
import type { Database } from '../store/database.ts';
import { isUniqueViolation } from '../store/eventLog.ts';
import { deleteJobsThatMention } from '../store/mentions.ts';
import { eraseFromSwarms } from '../swarm/forgetting/erasePerson.ts';
import { holds, namesInSwarms, type SwarmDataOf, swarmDataOf } from '../swarm/forgetting/personalData.ts';
import { eraseFromPolicy, policyDataOf } from '../swarm/policies/personalData.ts';
import { forgottenWords } from '../teams/forgotten.ts';
import { eraseFromRequests, eraseReach, reachOf } from '../teams/personalData.ts';

/** Everything that is stored of a person, room by room. */
export type PersonalData = Awaited<ReturnType<typeof readPersonalData>>;

/** How many rows, events and swarms an erasure concerns. */
export type ErasedCounts = Awaited<ReturnType<typeof eraseAll>>;

export type Erasure =
  /** `person`: all by which they were known. */
  | { kind: 'erased'; counts: ErasedCounts; person: ErasedPerson }
  | { kind: 'would-erase'; counts: ErasedCounts }
  /** They have a part in swarms that may still go on. */
  | { kind: 'held'; swarms: SwarmDataOf[] }
  | { kind: 'nothing' };

export type ErasureOptions = {
  forReal: boolean;
  formerly: Record<Language, string>;
  at: string;
  known?: ErasedPerson;
};

export type Whose = { database: Database; tenantId: string; person: string };

export async function readPersonalData({ database: { sql }, tenantId, person }: Whose) {
  return {
    ...(await registryDataOf(sql, tenantId, person)),
    pastCases: await pastCasesOfPerson(sql, tenantId, person),
    ...(await reachOf(sql, tenantId, person)),
    swarms: await swarmDataOf(sql, tenantId, person),
    cases: await casesOwnedBy(sql, tenantId, person),
    teamsJoined: await teamsJoinedBy(sql, tenantId, person),
    policyChanges: await policyDataOf(sql, tenantId, person),
    dataRequests: await personRequestsOf(sql, tenantId, person),
    imports: await importsOf(sql, tenantId, person),
    ...(await growthOf(sql, tenantId, person)),
  };
}

/** Whether anything at all is stored. */
export const isEmpty = (held: PersonalData): boolean =>
  Object.values(held).every((each) => each === null || (Array.isArray(each) && each.length === 0));

/**
 * Erases a person from every table, in one transaction: all or nothing. Unless it is `forReal` the transaction is rolled
 * back, so that what is announced is what would happen. `at` is an ISO instant in UTC.
 */
export async function erasePerson(whose: Whose, { forReal, formerly, at, known }: ErasureOptions): Promise<Erasure> {
  for (let tries = 1; ; tries++) {
    const held = await readPersonalData(whose);
    if (isEmpty(held)) return { kind: 'nothing' };
    const swarms = held.swarms.filter(holds);
    if (swarms.length > 0) return { kind: 'held', swarms };
    const person = await identified(whose, held, known);
    try {
      return { kind: 'erased', counts: await eraseAll(whose, { person, formerly, at, forReal }), person };
    } catch (error) {
      if (error instanceof OnlyLooked) return { kind: 'would-erase', counts: error.counts };
      // A bot appended to one of the swarms meanwhile.
      if (!isUniqueViolation(error) || tries >= mostTries) throw error;
    }
  }
}

const mostTries = 5;

/** Ends a transaction that was only to tell what it would do. */
class OnlyLooked extends Error {
  readonly counts: ErasedCounts;
  constructor(counts: ErasedCounts) {
    super('Rolled back: it was only to be shown');
    this.counts = counts;
  }
}

/** All ids and names under which the person is known. */
async function identified(
  { database, tenantId, person }: Whose,
  held: PersonalData,
  known: ErasedPerson = { ids: [], names: [] },
): Promise<ErasedPerson> {
  const { engineer, registryChanges, chat, lookUps, cases, helpRequests } = held;
  const names = [
    ...known.names,
    engineer?.name,
    ...registryChanges.flatMap((each) => (each.kind === 'engineer' ? [each.engineer.name] : [])),
    chat?.name,
    ...lookUps.map(({ name }) => name),
    ...cases.map(({ owner }) => owner.name),
    ...helpRequests.flatMap(({ asker, contacts }) =>
      [asker, ...contacts.map((each) => each.person)].filter(({ id }) => id === person).map(({ name }) => name),
    ),
    ...(await namesInSwarms(database.sql, tenantId, person)),
  ];
  const ids = [person, ...known.ids, chat?.teamsUserId, chat?.conversationId];
  return { ids: [...new Set(ids.filter(isSaid))], names: [...new Set(names.filter(isSaid))] };
}

const isSaid = (text: string | null | undefined): text is string => Boolean(text?.trim());

async function eraseAll(
  { database, tenantId, person: id }: Whose,
  asked: { person: ErasedPerson; formerly: Record<Language, string>; at: string; forReal: boolean },
) {
  const erasing = { ...asked, tenantId };
  return database.sql.transaction(async (tx) => {
    // Swarms first, as a bot that appends does: two that lock in the same order never wait for each other.
    const swarms = await eraseFromSwarms(tx, erasing);
    const cases = await eraseFromCases(tx, erasing);
    const registry = await eraseFromRegistry(tx, erasing);
    const past = await eraseFromPastCases(tx, erasing);
    const requests = await eraseFromRequests(tx, { ...asked, tenantId, id });
    const reach = await eraseReach(tx, tenantId, id);
    const teams = await eraseTeamsJoined(tx, tenantId, id);
    const policyChanges = await eraseFromPolicy(tx, erasing);
    const dataRequests = await eraseFromPersonRequests(tx, erasing);
    const imports = await eraseFromImports(tx, erasing);
    const growth = await eraseGrowth(tx, tenantId, id);
    const jobs = await deleteJobsThatMention(tx, { schema: database.schema, ...asked.person });
    const counts = {
      ...swarms,
      ...registry,
      ...past,
      ...reach,
      ...teams,
      ...growth,
      cases,
      requests,
      policyChanges,
      dataRequests,
      imports,
      jobs,
    };
    if (!asked.forReal) throw new OnlyLooked(counts);
    return counts;
  });
}

/** The same for the tab: of one database and its tenant. */
export const personalDataIn = (whose: Omit<Whose, 'person'>, clock: () => number): PersonalDataOf => ({
  async read(person) {
    const held = await readPersonalData({ ...whose, person });
    return isEmpty(held) ? null : held;
  },
  erase: (person, { forReal, known }) =>
    erasePerson(
      { ...whose, person },
      {
        ...{ forReal, formerly: forgottenWords.person, at: new Date(clock()).toISOString() },
        ...(known ? { known } : {}),
      },
    ),
});
