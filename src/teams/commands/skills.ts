import { type ProposedSkillsNeeds, proposedSkills } from '../../skills/proposedSkills.ts';
import { type SkillsView, skillsCard } from '../cards/skillsCard.ts';
import { named, type Reader } from '../languages/language.ts';
import type { Reply } from '../replies.ts';
import type { Turn } from '../turn.ts';

/** Where one's own entry is read. */
export type SkillsNeeds = ProposedSkillsNeeds;

/** `/swarm skills`: one's own entry in the registry, what it has learned of one, and forms to change it. */
export function skillsCommand(needs: SkillsNeeds) {
  return async ({ reader }: Turn): Promise<Reply> => ({
    audience: 'asker',
    card: skillsCard(await skillsView(needs, reader), reader),
  });
}

/** What the registry says of the reader. */
export async function skillsView(needs: SkillsNeeds, reader: Reader, said?: string): Promise<SkillsView> {
  const { snapshot } = needs.registry;
  const engineer = snapshot.listed(reader.personId)?.engineer ?? null;
  if (!engineer) return { engineer, skills: [], proposed: [] };
  const skills = snapshot.skillsOf(reader.personId).map(({ technology, level, owner, wantsToLearn, confirmedAt }) => {
    const name = snapshot.technology(technology)?.name;
    return { technology, name: name ? named(name, reader) : technology, level, owner, wantsToLearn, confirmedAt };
  });
  const proposed = (await proposedSkills(needs, reader.personId)).map(({ technology, name, swarms, last }) => ({
    technology,
    name: named(name, reader),
    cases: swarms,
    last,
  }));
  return { engineer, skills, proposed, ...(said ? { said } : {}) };
}
