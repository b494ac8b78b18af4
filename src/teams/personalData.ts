import { randomUUID } from 'node:crypto';
import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { type ErasedPerson, isOfNamesake, withPseudonym } from '../cases/pseudonym.ts';
import type { Language } from '../language/language.ts';
import type { Sql } from '../store/database.ts';
import { helpRequest, peopleCard, personalChat } from '../store/doorTables.ts';
import { lookedUpPerson } from '../store/graphTables.ts';
import { mentions } from '../store/mentions.ts';
import { shownCard } from '../store/swarmTables.ts';
import { helpRequestSchema } from './requests/helpRequest.ts';

/** How a person is reached in Teams, and what the directory said of them. */
export async function reachOf(database: Sql, tenantId: string, person: string) {
  const [chat = null] = await database.select().from(personalChat).where(chatOf(tenantId, person));
  const lookUps = await database.select().from(lookedUpPerson).where(lookUpsOf(tenantId, person));
  const asked = await database.select({ body: helpRequest.body }).from(helpRequest).where(requestsOf(tenantId, person));
  const peopleCards = await database
    .select({
      personId: peopleCard.personId,
      ofId: peopleCard.ofId,
      about: peopleCard.about,
      sentAt: peopleCard.sentAt,
    })
    .from(peopleCard)
    .where(cardsOf(tenantId, person));
  return { chat, lookUps, peopleCards, helpRequests: asked.map(({ body }) => helpRequestSchema.parse(body)) };
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
  const cards = await tx.delete(peopleCard).where(cardsOf(tenantId, person)).returning({ id: peopleCard.activityId });
  return { chats: chats.length, lookUps: lookUps.length, peopleCards: cards.length };
}

/**
 * Deletes what a person has asked their support contacts, and puts a pseudonym in their place in what others asked; gives how
 * many of both. Who waits for their answer waits for the others', or hears that nobody answered.
 */
export async function eraseFromRequests(
  tx: Sql,
  of: { tenantId: string; id: string; person: ErasedPerson; formerly: Record<Language, string> },
): Promise<number> {
  const { tenantId, id, person, formerly } = of;
  const own = await tx
    .delete(helpRequest)
    .where(and(eq(helpRequest.tenantId, tenantId), eq(helpRequest.askerId, id)))
    .returning({ requestId: helpRequest.requestId });
  const rows = await tx
    .select()
    .from(helpRequest)
    .where(
      and(
        eq(helpRequest.tenantId, tenantId),
        mentions(sql`${helpRequest.body}::text`, [...person.ids, ...person.names]),
      ),
    );
  let changed = own.length;
  for (const { requestId, body } of rows) {
    if (isOfNamesake(body, person)) continue;
    const request = helpRequestSchema.parse(body);
    const pseudonym = { id: randomUUID(), name: formerly[request.language] };
    const contacts = request.contacts.map((each) => (each.person.id === id ? { ...each, message: null } : each));
    changed += 1;
    await tx
      .update(helpRequest)
      .set({ body: withPseudonym({ ...request, contacts }, person, pseudonym) })
      .where(and(eq(helpRequest.tenantId, tenantId), eq(helpRequest.requestId, requestId)));
  }
  return changed;
}

const requestsOf = (tenantId: string, person: string) =>
  and(
    eq(helpRequest.tenantId, tenantId),
    or(eq(helpRequest.askerId, person), mentions(sql`${helpRequest.body}::text`, [person])),
  );

/** That they have of others, or others of them. */
const cardsOf = (tenantId: string, person: string) =>
  and(eq(peopleCard.tenantId, tenantId), or(eq(peopleCard.personId, person), eq(peopleCard.ofId, person)));

const chatOf = (tenantId: string, person: string) =>
  and(eq(personalChat.tenantId, tenantId), eq(personalChat.personId, person));

const lookUpsOf = (tenantId: string, person: string) =>
  and(eq(lookedUpPerson.tenantId, tenantId), or(eq(lookedUpPerson.personId, person), eq(lookedUpPerson.asked, person)));
