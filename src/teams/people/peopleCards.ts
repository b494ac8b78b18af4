import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../store/database.ts';
import { peopleCard } from '../../store/doorTables.ts';
import type { MessageAddress } from '../../swarm/events.ts';
import type { Card } from '../cards/parts/elements.ts';

/** What a card tells of: somebody who left (or is back), who joined, or who coordinated swarms, for the owner of the cases or a lead. */
const peopleCardKinds = ['left', 'joined', 'coordinated', 'coordinated-as-lead'] as const;
export type PeopleCardKind = (typeof peopleCardKinds)[number];

/** A card of `personId` about `of` (both by Entra id). `shown`: a hash of what it shows. */
export type PeopleCard = {
  personId: string;
  of: string;
  about: PeopleCardKind;
  message: MessageAddress;
  shown: string;
};

export type PeopleCards = {
  /** Notes where a card lies and what it shows; null: nobody knows what. `sentAt`: ISO, UTC. */
  note(card: Omit<PeopleCard, 'shown'>, shows: Card | null, sentAt: string): Promise<void>;
  find(personId: string, activityId: string): Promise<PeopleCard | null>;
  /** All there are, or those about one person. */
  all(of?: string): Promise<PeopleCard[]>;
  shows(card: PeopleCard, shows: Card): Promise<void>;
  /** There is nothing more to keep true. */
  drop(card: PeopleCard): Promise<void>;
};

/** The table of cards about people who left or joined. */
export function createPeopleCards({
  database: { sql },
  tenantId,
}: {
  database: Pick<Database, 'sql'>;
  tenantId: string;
}): PeopleCards {
  const rowOf = (personId: string, activityId: string) =>
    and(eq(peopleCard.tenantId, tenantId), eq(peopleCard.personId, personId), eq(peopleCard.activityId, activityId));
  return {
    async note({ of: ofId, message, ...rest }, shows, sentAt) {
      const row = {
        tenantId,
        ...rest,
        ofId,
        activityId: message.activityId,
        message,
        shown: shows ? hashOf(shows) : '',
        sentAt,
      };
      await sql
        .insert(peopleCard)
        .values(row)
        .onConflictDoUpdate({ target: [peopleCard.tenantId, peopleCard.personId, peopleCard.activityId], set: row });
    },
    async find(personId, activityId) {
      const [row] = await sql.select().from(peopleCard).where(rowOf(personId, activityId));
      return row ? cardIn(row) : null;
    },
    async all(of) {
      const rows = await sql
        .select()
        .from(peopleCard)
        .where(and(eq(peopleCard.tenantId, tenantId), of === undefined ? undefined : eq(peopleCard.ofId, of)));
      return rows.map(cardIn);
    },
    async shows({ personId, message }, shows) {
      await sql
        .update(peopleCard)
        .set({ shown: hashOf(shows) })
        .where(rowOf(personId, message.activityId));
    },
    async drop({ personId, message }) {
      await sql.delete(peopleCard).where(rowOf(personId, message.activityId));
    },
  };
}

/** Of what a card shows: two that show the same have the same. */
export const hashOf = (card: Card): string => createHash('sha256').update(JSON.stringify(card)).digest('base64url');

const addressSchema = z.object({ serviceUrl: z.string(), conversationId: z.string(), activityId: z.string() });

const cardIn = ({ personId, ofId: of, about, message, shown }: typeof peopleCard.$inferSelect): PeopleCard => ({
  ...{ personId, of, about: z.enum(peopleCardKinds).parse(about), shown },
  message: addressSchema.parse(message),
});
