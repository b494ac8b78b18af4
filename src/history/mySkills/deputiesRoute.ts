import { z } from 'zod';
import { type Language, languages } from '../../language/language.ts';
import { deputiesAt } from '../../registry/deputies.ts';
import type { Deputy } from '../../registry/engineer.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import { notRegistered } from '../routes/access.ts';
import { json, type personRoutes, problem, type TabRoute, withBody } from '../routes/route.ts';

/**
 * Whom somebody of the registry (by Entra id) means by a name or mail address, until the end of `lastDay` (`2026-12-24`) in
 * their zone; or what to tell them, in `language`. Null: they are not in the registry.
 */
export type NamesDeputies = (
  personId: string,
  named: { typed: string; lastDay: string; language: Language },
) => Promise<{ ok: true; deputy: Deputy } | { ok: false; words: string } | null>;

const changeSchema = z.union([
  z.strictObject({
    name: z.strictObject({ typed: z.string().max(200), lastDay: z.iso.date() }),
    language: z.enum(languages),
  }),
  z.strictObject({ revoke: z.string().min(1).max(128) }),
]);
export type DeputiesChange = z.input<typeof changeSchema>;

/** `PUT /api/me/deputies`: who calls names a deputy of their own, or takes that back; answers with theirs as they are then. */
export function deputiesRoute(
  person: ReturnType<typeof personRoutes>,
  needs: { registry: Pick<SkillsRegistry, 'snapshot' | 'edit'>; deputyMeant: NamesDeputies; clock: () => number },
): TabRoute {
  const { registry, deputyMeant, clock } = needs;
  const unknownHere = () => problem(notRegistered.status, notRegistered.code, notRegistered.message);
  return person(
    'engineer',
    'PUT',
    '/api/me/deputies',
    withBody(changeSchema, async (change, caller) => {
      const at = new Date(clock()).toISOString();
      if ('revoke' in change) return changed({ revoke: [change.revoke] });
      const { name, language } = change;
      const meant = await deputyMeant(caller.id, { ...name, language });
      if (!meant) return unknownHere();
      return meant.ok ? changed({ name: meant.deputy }) : problem(400, 'deputy-not-named', meant.words);

      async function changed(deputies: { name: Deputy } | { revoke: string[] }) {
        const edited = await registry.edit(caller.id, { at, deputies });
        const engineer = edited.kind === 'saved' ? registry.snapshot.listed(caller.id)?.engineer : undefined;
        return engineer ? json(200, { deputies: deputiesAt(engineer, at) }) : unknownHere();
      }
    }),
    { bodyLimit: 4 * 1024 },
  );
}
