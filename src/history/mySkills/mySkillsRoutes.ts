import { loadsOfPeople } from '../../availability/load.ts';
import { notRegistered } from '../routes/access.ts';
import { json, type personRoutes, problem, type TabAnswer, type TabRoute, withBody } from '../routes/route.ts';
import { changeMySkills, type MySkillsNeeds, mySkills, mySkillsChangeSchema } from './mySkills.ts';

/** One's own skills: whoever calls reads and changes their own entry, whatever the body says. */
export function mySkillsRoutes(
  person: ReturnType<typeof personRoutes>,
  needs: MySkillsNeeds & { askBudget: () => number },
): TabRoute[] {
  const answer = async (personId: string): Promise<TabAnswer> => {
    const mine = await mySkills(needs, personId);
    if (!mine) return unknownHere();
    const { registry, tenantId, clock, askBudget } = needs;
    const query = { tenantId, snapshot: registry.snapshot, now: clock(), people: [personId] };
    const [load = null] = await loadsOfPeople(needs.database.sql, query);
    return json(200, { ...mine, load, askBudget: askBudget() });
  };

  return [
    person('engineer', 'GET', '/api/me/skills', (_request, caller) => answer(caller.id)),
    person(
      'engineer',
      'PUT',
      '/api/me/skills',
      withBody(mySkillsChangeSchema, async (change, caller) => {
        const changed = await changeMySkills(needs, caller.id, change);
        switch (changed.kind) {
          case 'saved':
            return answer(caller.id);
          // They were let in: they have left the registry since, perhaps by another process.
          case 'not-registered':
            return unknownHere();
          case 'unknown-technologies':
            return withoutTechnologies(changed.technologies);
          default:
            return changed satisfies never;
        }
      }),
      { bodyLimit: 128 * 1024 },
    ),
  ];
}

const unknownHere = (): TabAnswer => problem(notRegistered.status, notRegistered.code, notRegistered.message);

const withoutTechnologies = (technologies: readonly string[]): TabAnswer => {
  const fields = technologies.map((id) => ({ path: 'skills', message: `The registry has no technology ${id}` }));
  return problem(400, 'bad-body', 'A technology is not in the registry.', fields);
};
