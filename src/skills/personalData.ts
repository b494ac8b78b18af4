import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { type ErasedPerson, replacing } from '../cases/pseudonym.ts';
import type { Language } from '../language/language.ts';
import type { Sql } from '../store/database.ts';
import { mentions } from '../store/mentions.ts';
import { engineer, pastCase, presence, refusedSkill, registryChange, skill } from '../store/schema.ts';
import { engineerSchema } from './engineer.ts';
import { discardSnapshots } from './indexSnapshots.ts';
import { forgetPersonInPast, hasCredit, keepPastCases, pastCreditsSchema } from './pastCases.ts';
import { keptChangesSchema, type LastingChange, lockRegistry, nextRevision } from './registryChanges.ts';
import { writeChanges } from './registryWrites.ts';

/** What the registry and the past cases hold of a person. `weight` as in evidence/pastCase.ts. */
export async function skillsDataOf(database: Sql, tenantId: string, person: string) {
  const [entry] = await database
    .select({ body: engineer.body })
    .from(engineer)
    .where(and(eq(engineer.tenantId, tenantId), eq(engineer.id, person)));
  const skills = await database
    .select()
    .from(skill)
    .where(and(eq(skill.tenantId, tenantId), eq(skill.person, person)));
  const refusedSkills = await database.select().from(refusedSkill).where(refusedBy(tenantId, person));
  const [seen = null] = await database
    .select()
    .from(presence)
    .where(and(eq(presence.tenantId, tenantId), eq(presence.person, person)));
  const past = await database
    .select({ caseId: pastCase.caseId, closedAt: pastCase.closedAt, title: pastCase.title, credits: pastCase.credits })
    .from(pastCase)
    .where(and(eq(pastCase.tenantId, tenantId), hasCredit(person)));
  const changes = await database
    .select({ changes: registryChange.changes })
    .from(registryChange)
    .where(and(eq(registryChange.tenantId, tenantId), mentions(sql`${registryChange.changes}::text`, [person])));
  return {
    /** What the last revisions of the registry said of them, also of somebody who is no longer in it. */
    registryChanges: changes
      .flatMap((row) => keptChangesSchema.parse(row.changes))
      .filter((each) => isOf(each, person)),
    engineer: entry ? engineerSchema.parse(entry.body) : null,
    skills,
    refusedSkills,
    presence: seen,
    pastCases: past.map(({ credits, ...told }) => ({
      ...told,
      weight: pastCreditsSchema.parse(credits).find((credit) => credit.person === person)?.weight ?? 0,
    })),
  };
}

/**
 * Erases a person from registry and evidence; gives how many rows of each. Running bots follow: the new revisions do not
 * say who it was, so the registry is read whole.
 */
export async function eraseFromSkills(
  tx: Sql,
  { tenantId, person, formerly }: { tenantId: string; person: ErasedPerson; formerly: Record<Language, string> },
) {
  const [id = ''] = person.ids;
  await lockRegistry(tx, tenantId);
  const held = await skillsDataOf(tx, tenantId, id);
  if (held.engineer || held.skills.length > 0) await nextRevision(tx, tenantId, null);
  await writeChanges(tx, tenantId, [{ kind: 'engineer-gone', id }]);
  await tx
    .update(registryChange)
    .set({ changes: null })
    .where(
      and(
        eq(registryChange.tenantId, tenantId),
        mentions(sql`${registryChange.changes}::text`, [...person.ids, ...person.names]),
      ),
    );
  await tx.delete(refusedSkill).where(refusedBy(tenantId, id));
  if (held.pastCases.length > 0) await forgetPersonInPast(tx, tenantId, id);
  const pastTexts = await eraseNamesInPast(tx, { tenantId, person, formerly });
  return {
    engineers: held.engineer ? 1 : 0,
    skills: held.skills.length + held.refusedSkills.length,
    presences: held.presence ? 1 : 0,
    credits: held.pastCases.length,
    pastTexts,
  };
}

/** Past cases whose words name the person. */
async function eraseNamesInPast(
  tx: Sql,
  { tenantId, person, formerly }: { tenantId: string; person: ErasedPerson; formerly: Record<Language, string> },
): Promise<number> {
  const texts = sql`concat_ws(' ', ${pastCase.title}, ${pastCase.text}, ${pastCase.rootCause}, ${pastCase.fix}, ${pastCase.url})`;
  const rows = await tx
    .select()
    .from(pastCase)
    .where(
      and(eq(pastCase.tenantId, tenantId), eq(pastCase.gone, false), mentions(texts, [...person.ids, ...person.names])),
    );
  const rewritten = rows.flatMap((row) => {
    const language = /[\p{sc=Hira}\p{sc=Kana}]/u.test(`${row.title}${row.text}`) ? 'ja' : 'en';
    const text = replacing(person, { id: randomUUID(), name: formerly[language] });
    const told = { title: text(row.title), text: text(row.text), rootCause: text(row.rootCause), fix: text(row.fix) };
    const changes = Object.entries(told).some(([key, now]) => row[key as keyof typeof told] !== now);
    const { caseId: id, swarmId, technologies } = row;
    const credits = pastCreditsSchema.parse(row.credits);
    const closedAt = Date.parse(row.closedAt);
    return changes ? [{ id, swarmId, closedAt, technologies, credits, url: row.url && text(row.url), ...told }] : [];
  });
  await keepPastCases(tx, tenantId, rewritten);
  if (rewritten.length > 0) await discardSnapshots(tx, tenantId);
  return rewritten.length;
}

const isOf = (change: LastingChange, person: string): boolean => {
  switch (change.kind) {
    case 'engineer':
      return change.engineer.id === person;
    case 'engineer-gone':
      return change.id === person;
    case 'skill':
      return change.skill.person === person;
    case 'skill-gone':
      return change.person === person;
    default:
      return false;
  }
};

const refusedBy = (tenantId: string, person: string) =>
  and(eq(refusedSkill.tenantId, tenantId), eq(refusedSkill.person, person));
