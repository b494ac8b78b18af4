import type { SkillsRegistry } from '../../skills/registry.ts';
import { type SkillsView, skillsCard } from '../cards/skillsCard.ts';
import { named, type Reader } from '../languages/language.ts';
import type { Reply } from '../replies.ts';
import type { Turn } from '../turn.ts';

/** `/swarm skills`: one's own entry in the registry, with forms to change it. */
export function skillsCommand({ registry }: { registry: Pick<SkillsRegistry, 'snapshot'> }) {
  return async ({ reader }: Turn): Promise<Reply> => ({
    audience: 'asker',
    card: skillsCard(skillsView(registry, reader), reader),
  });
}

/** What the registry says of the reader. */
export function skillsView({ snapshot }: Pick<SkillsRegistry, 'snapshot'>, reader: Reader, said?: string): SkillsView {
  const engineer = snapshot.listed(reader.personId)?.engineer ?? null;
  const skills = snapshot.skillsOf(reader.personId).map(({ technology, level, owner, wantsToLearn, confirmedAt }) => {
    const name = snapshot.technology(technology)?.name;
    return { technology, name: name ? named(name, reader) : technology, level, owner, wantsToLearn, confirmedAt };
  });
  return { engineer, skills, ...(said ? { said } : {}) };
}
