import { and, eq } from 'drizzle-orm';
import { findJoiner } from '../../registry/left/joiners.ts';
import { decidesOf, leadsOfJoiner } from '../../registry/left/leads.ts';
import { mayComeBackUntil } from '../../registry/left/leftPerson.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import type { Database } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';
import type { CoordinatedSwarm, JoinerView, LeaverView } from '../cards/peopleCards.ts';
import { messages, named, type Reader } from '../languages/language.ts';

export type PeopleViewsNeeds = {
  registry: Pick<SkillsRegistry, 'snapshot'>;
  database: Pick<Database, 'sql'>;
  tenantId: string;
  /** Where somebody says what they know: an address that Teams opens. */
  skillsLink: string;
};

/** From this level on somebody solves usual cases alone, and could own it. */
const leastLevel = 3;
const mostHeirs = 8;
/** The most technologies of one card: no form may be longer. */
export const mostLeftOpen = 10;
const mostSwarms = 10;

/** What leads see of people who left or joined, as it is now. */
export function createPeopleViews({ registry, database, tenantId, skillsLink }: PeopleViewsNeeds) {
  const { snapshot } = registry;

  const leads = (id: string): boolean => snapshot.listed(id)?.engineer.lead === true;

  /** Null: it is none of the reader's business, or over. */
  async function leaver(id: string, reader: Reader, said?: string): Promise<LeaverView | null> {
    const entry = snapshot.left(id)?.entry;
    const own = entry ? decidesOf(reader.personId, entry, snapshot) : null;
    if (!entry || !own) return null;
    const { why, at, back, engineer, settled } = entry;
    const isSettled = (technology: TechnologyId) => settled.some((each) => each.technology === technology);
    const nameOf = (technology: TechnologyId): string => {
      const name = snapshot.technology(technology)?.name;
      return name ? named(name, reader) : technology;
    };
    return {
      ...{ id, name: engineer.name, why, at, back: back ?? null, until: mayComeBackUntil(entry) },
      swarms: await coordinatedBy(id, reader),
      open: own
        .filter((technology) => !isSettled(technology) && snapshot.technology(technology) !== undefined)
        .slice(0, mostLeftOpen)
        .map((technology) => ({ technology, name: nameOf(technology), ...successorsOf(technology) })),
      settled: settled
        .filter(({ technology }) => own.includes(technology))
        .map(({ technology, to, by }) => ({ name: nameOf(technology), to: to?.name ?? null, by: by.name })),
      ...(said !== undefined && { said }),
    };
  }

  /** Who owns it still, and who knows it well enough to. */
  function successorsOf(technology: TechnologyId) {
    const held = snapshot
      .skilled(technology)
      .filter(({ by }) => by.engineer.outside === undefined)
      .toSorted((a, b) => b.level - a.level || (a.by.engineer.name < b.by.engineer.name ? -1 : 1));
    const person = ({ by }: (typeof held)[number]) => ({ id: by.engineer.id, name: by.engineer.name });
    return {
      owners: held.filter(({ owner }) => owner).map((each) => person(each).name),
      heirs: held
        .filter(({ owner, level }) => !owner && level >= leastLevel)
        .slice(0, mostHeirs)
        .map((each) => ({ ...person(each), level: each.level })),
    };
  }

  /** What a restricted one is about is for its own people; that it needs somebody to lead or end it is for leads, too. */
  async function coordinatedBy(id: string, reader: Reader, ownerId?: string): Promise<CoordinatedSwarm[]> {
    const { restrictedCase } = messages(reader.language).common;
    const rows = await database.sql
      .select()
      .from(swarm)
      .where(
        and(
          ...[eq(swarm.tenantId, tenantId), eq(swarm.status, 'running'), eq(swarm.coordinatorId, id)],
          ownerId === undefined ? undefined : eq(swarm.ownerId, ownerId),
        ),
      )
      .orderBy(swarm.proposedAt)
      .limit(mostSwarms);
    return rows.map(({ swarmId, caseId, title, restricted, people, ownerId: owner }) => {
      const isInside = owner === reader.personId || people.includes(reader.personId);
      return { swarmId, caseId, title: restricted && !isInside ? restrictedCase : title };
    });
  }

  return {
    leaver,
    successorsOf,
    /** The swarms of the reader's own cases, or for a lead of anybody's, that somebody who left coordinates. */
    coordinated: (id: string, reader: Reader, { asLead }: { asLead: boolean }) =>
      asLead && !leads(reader.personId)
        ? Promise.resolve([])
        : coordinatedBy(id, reader, asLead ? undefined : reader.personId),
    async joiner(id: string, reader: Reader, said?: string): Promise<JoinerView | null> {
      const joiner = await findJoiner(database.sql, tenantId, id);
      if (!joiner || !leadsOfJoiner(joiner, snapshot).includes(reader.personId)) return null;
      const team = joiner.team === null ? undefined : snapshot.team(joiner.team);
      return {
        ...{ id, name: joiner.name, team: team ? named(team.name, reader) : null, skillsLink },
        isRegistered: snapshot.listed(id) !== undefined,
        ...(said !== undefined && { said }),
      };
    },
  };
}
export type PeopleViews = ReturnType<typeof createPeopleViews>;
