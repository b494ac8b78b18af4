import type { Engineer } from '../engineer.ts';
import type { RegistrySnapshot } from '../snapshot.ts';
import { leadsTeam, type SupportTeam } from '../team.ts';
import type { TechnologyId } from '../technology.ts';
import type { LeftPerson } from './leftPerson.ts';

type Known = Pick<RegistrySnapshot, 'teams' | 'team' | 'engineers' | 'left'>;

/** What somebody who left owned. */
export const ownedBy = ({ skills }: Pick<LeftPerson, 'skills'>): TechnologyId[] =>
  skills.filter(({ owner }) => owner).map(({ technology }) => technology);

/**
 * Who hears that somebody left: the leads of their support team, and those of the teams whose technologies they owned; where no team
 * has a lead, the leads of the organisation. Who has left themselves hears nothing.
 */
export function leadsOfLeaver(left: Pick<LeftPerson, 'engineer' | 'skills'>, known: Known): string[] {
  const { id, team } = left.engineer;
  const owned = new Set(ownedBy(left));
  const theirs = known
    .teams()
    .filter((each) => each.id === team || each.technologies.some((technology) => owned.has(technology)));
  return speakersOf(theirs, known).filter((each) => each !== id);
}

/** Who hears of somebody new: the leads of the team they come to, or the manager who has to do with one. */
export function leadsOfJoiner(
  { team, manager }: { team: string | null; manager: string | null },
  known: Known,
): string[] {
  const to = team === null ? undefined : known.team(team);
  if (!to && manager !== null) return [manager];
  return speakersOf(to ? [to] : [], known);
}

/**
 * Of which technologies somebody decides who takes them over: of all, but for those that another team has where they lead just that.
 * Null: they decide nothing of this person.
 */
export function decidesOf(
  reader: string,
  left: Pick<LeftPerson, 'engineer' | 'skills'>,
  known: Known,
): TechnologyId[] | null {
  if (!leadsOfLeaver(left, known).includes(reader)) return null;
  const owned = ownedBy(left);
  const own = known.teams().filter((team) => leadsTeam(team, reader));
  if (own.length === 0 || own.some(({ id }) => id === left.engineer.team)) return owned;
  return owned.filter((technology) => own.some(({ technologies }) => technologies.includes(technology)));
}

/** Who leads somebody: the leads of their support team; where that has none, the leads of the organisation. Nobody leads themselves. */
export function leadsOf({ id, team }: Pick<Engineer, 'id' | 'team'>, known: Known): string[] {
  const own = team === undefined ? undefined : known.team(team);
  return speakersOf(own ? [own] : [], known).filter((each) => each !== id);
}

const mostLeads = 10;

function speakersOf(teams: readonly SupportTeam[], known: Known): string[] {
  const isThere = (id: string): boolean => known.left(id) === undefined;
  const leads = teams.flatMap((team) => {
    const there = team.leads.filter(isThere);
    return there.length > 0 ? there : team.deputies.filter(isThere);
  });
  const ofAll = () =>
    Iterator.from(known.engineers())
      .filter(({ lead, outside }) => lead && outside === undefined)
      .map(({ id }) => id)
      .toArray();
  return [...new Set(leads.length > 0 ? leads : ofAll())].slice(0, mostLeads);
}
