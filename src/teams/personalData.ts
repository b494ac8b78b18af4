import { and, eq, isNull, or } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { lookedUpPerson, personalChat, shownCard } from '../store/schema.ts';

/** How a person is reached in Teams, and what the directory said of them. */
export async function reachOf(database: Sql, tenantId: string, person: string) {
  const [chat = null] = await database.select().from(personalChat).where(chatOf(tenantId, person));
  const lookUps = await database.select().from(lookedUpPerson).where(lookUpsOf(tenantId, person));
  return { chat, lookUps };
}

/**
 * Deletes a person's chat and what was looked up of them; gives how many rows of each. Cards in Teams stay where they are.
 * Questions to the directory that wait for its answer go too, whomever they mean: a mail address does not say whether it
 * is theirs, and the answer would name them again. Whoever asked is told to press once more, and asks anew.
 */
export async function eraseReach(tx: Sql, tenantId: string, person: string) {
  const chats = await tx.delete(personalChat).where(chatOf(tenantId, person)).returning({ id: personalChat.personId });
  const lookUps = await tx
    .delete(lookedUpPerson)
    .where(lookUpsOf(tenantId, person))
    .returning({ asked: lookedUpPerson.asked });
  await tx.delete(lookedUpPerson).where(and(eq(lookedUpPerson.tenantId, tenantId), isNull(lookedUpPerson.answeredAt)));
  await tx.delete(shownCard).where(eq(shownCard.card, `own:${person}`));
  return { chats: chats.length, lookUps: lookUps.length };
}

const chatOf = (tenantId: string, person: string) =>
  and(eq(personalChat.tenantId, tenantId), eq(personalChat.personId, person));

const lookUpsOf = (tenantId: string, person: string) =>
  and(eq(lookedUpPerson.tenantId, tenantId), or(eq(lookedUpPerson.personId, person), eq(lookedUpPerson.asked, person)));
