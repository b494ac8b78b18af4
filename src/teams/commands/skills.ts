import { loadsOfPeople } from '../../availability/load.ts';
import { weekAhead } from '../../availability/weekAhead.ts';
import { doubtedSkills } from '../../evidence/doubtedSkills.ts';
import { type ProposedSkillsNeeds, proposedSkills } from '../../evidence/proposedSkills.ts';
import { belongingOf } from '../../registry/belonging.ts';
import { proposedHours } from '../../registry/ownHours.ts';
import { leadsTeam } from '../../registry/team.ts';
import { type SkillsView, skillsCard } from '../cards/skillsCard.ts';
import type { Turn } from '../inbound/turn.ts';
import { named, type Reader } from '../languages/language.ts';
import type { Reply } from './replies.ts';

/** Where one's own entry is read. */
export type SkillsNeeds = ProposedSkillsNeeds & {
  /** How many asks in 28 days are fair. */
  askBudget: () => number;
};

/** `/swarm skills`: one's own entry in the registry, what it has learned of one, one's load, and forms to change it. */
export function skillsCommand(needs: SkillsNeeds) {
  return async ({ reader }: Turn): Promise<Reply> => ({
    audience: 'asker',
    card: skillsCard(await skillsView(needs, reader), reader),
  });
}

/** What the registry says of the reader, and what they carry, as it is now. */
export async function skillsView(needs: SkillsNeeds, reader: Reader, said?: string): Promise<SkillsView> {
  const { snapshot } = needs.registry;
  const listed = snapshot.listed(reader.personId);
  const engineer = listed?.engineer ?? null;
  const told = said ? { said } : {};
  if (!listed || !engineer)
    return { engineer, skills: [], proposed: [], doubted: [], load: null, outlookHours: null, ...told };
  const skills = snapshot.skillsOf(reader.personId).map(({ technology, level, owner, wantsToLearn, confirmedAt }) => {
    const name = snapshot.technology(technology)?.name;
    return { technology, name: name ? named(name, reader) : technology, level, owner, wantsToLearn, confirmedAt };
  });
  const { database, registry, tenantId, askBudget } = needs;
  const [learned, declined, [carried]] = await Promise.all([
    proposedSkills(needs, reader.personId),
    doubtedSkills(needs, reader.personId),
    loadsOfPeople(database.sql, {
      tenantId,
      snapshot: registry.snapshot,
      now: Date.parse(reader.at),
      people: [reader.personId],
    }),
  ]);
  const proposed = learned.map(({ technology, name, swarms, last }) => ({
    technology,
    name: named(name, reader),
    cases: swarms,
    last,
  }));
  const doubted = declined.map(({ name, ...each }) => ({ ...each, name: named(name, reader) }));
  const load = carried ? { ...carried, budget: askBudget() } : null;
  const week = weekAhead(
    Date.parse(reader.at),
    listed.rota,
    (id) => registry.snapshot.technology(id)?.name ?? { en: id, ja: id },
  );
  const teams = snapshot
    .teams()
    .filter((team) => leadsTeam(team, reader.personId))
    .map((team) => ({ ...team, asks: snapshot.asksOfTeam(team.id) }));
  const belonging = belongingOf(engineer, snapshot);
  return {
    engineer,
    skills,
    proposed,
    doubted,
    load,
    week,
    teams,
    belonging,
    outlookHours: proposedHours(listed),
    ...told,
  };
}
