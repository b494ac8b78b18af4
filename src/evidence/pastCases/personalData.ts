import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { type ErasedPerson, replacing } from '../../cases/pseudonym.ts';
import type { Language } from '../../language/language.ts';
import type { Sql } from '../../store/database.ts';
import { pastCase } from '../../store/evidenceTables.ts';
import { mentions } from '../../store/mentions.ts';
import { discardSnapshots } from './indexSnapshots.ts';
import { forgetPersonInPast, hasCredit, keepPastCases, pastCreditsSchema } from './pastCases.ts';

/** The past cases that say something of a person. `weight` as in pastCase.ts. */
export async function pastCasesOfPerson(database: Sql, tenantId: string, person: string) {
  const past = await database
    .select({ caseId: pastCase.caseId, closedAt: pastCase.closedAt, title: pastCase.title, credits: pastCase.credits })
    .from(pastCase)
    .where(and(eq(pastCase.tenantId, tenantId), hasCredit(person)));
  return past.map(({ credits, ...told }) => ({
    ...told,
    weight: pastCreditsSchema.parse(credits).find((credit) => credit.person === person)?.weight ?? 0,
  }));
}

type Erasing = { tenantId: string; person: ErasedPerson; formerly: Record<Language, string> };

/** Erases a person from the past cases, credits and words; gives how many of each. */
export async function eraseFromPastCases(tx: Sql, erasing: Erasing) {
  const { tenantId, person } = erasing;
  const [id = ''] = person.ids;
  const held = await pastCasesOfPerson(tx, tenantId, id);
  if (held.length > 0) await forgetPersonInPast(tx, tenantId, id);
  return { credits: held.length, pastTexts: await eraseNames(tx, erasing) };
}

/** Past cases whose words name the person. */
async function eraseNames(tx: Sql, { tenantId, person, formerly }: Erasing): Promise<number> {
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
