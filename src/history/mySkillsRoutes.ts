import { loadsOfPeople } from '../skills/load.ts';
import { changeMySkills, type MySkillsNeeds, mySkills, mySkillsChangeSchema } from './mySkills.ts';
import { json, type personRoutes, problem, readBody, type TabAnswer, type TabRoute } from './route.ts';

/** One's own skills: whoever calls reads and changes their own entry, whatever the body says. */
export function mySkillsRoutes(
  person: ReturnType<typeof personRoutes>,
  needs: MySkillsNeeds & { askBudget: number },
): TabRoute[] {
  const answer = async (personId: string): Promise<TabAnswer> => {
    const mine = await mySkills(needs, personId);
    if (!mine) return problem(404, 'not-found', 'You are not in the skills registry.');
    const { registry, tenantId, clock, askBudget } = needs;
    const query = { tenantId, snapshot: registry.snapshot, now: clock(), people: [personId] };
    const [load = null] = await loadsOfPeople(needs.database.sql, query);
    return json(200, { ...mine, load, askBudget });
  };

  return [
    person('engineer', 'GET', '/api/me/skills', (_request, caller) => answer(caller.id)),
    person(
      'engineer',
      'PUT',
      '/api/me/skills',
      async ({ body }, caller) => {
        const change = readBody(mySkillsChangeSchema, body);
        if (!change.ok) return change.answer;
        const changed = await changeMySkills(needs, caller.id, change.value);
        if (changed.ok) return answer(caller.id);
        const fields = changed.unknown.map((id) => ({
          path: 'skills',
          message: `The registry has no technology ${id}`,
        }));
        return problem(400, 'bad-body', 'A technology is not in the registry.', fields);
      },
      { bodyLimit: 128 * 1024 },
    ),
  ];
}
