import { and, desc, eq, inArray } from 'drizzle-orm';
import { isZone } from '../skills/workingHours.ts';
import { inBatches } from '../store/batches.ts';
import type { Database } from '../store/database.ts';
import { personalChat } from '../store/schema.ts';

/** How to reach somebody, and in which language and zone they read. `conversationId` null: no personal chat yet. */
export type PersonalChat = {
  personId: string;
  /** The MRI, `29:…`. */
  teamsUserId: string;
  name: string;
  conversationId: string | null;
  serviceUrl: string;
  locale: string;
  /** IANA zone, or null when Teams did not say. */
  zone: string | null;
};

/** What an activity said of its sender; what it left out stays as known. */
export type Sighting = Pick<PersonalChat, 'personId' | 'teamsUserId' | 'serviceUrl'> & {
  name: string | null;
  locale: string | null;
  zone: string | null;
  /** The chat, when the activity came from there; `gone` when the app was removed from it. */
  chat: { kind: 'none' } | { kind: 'here'; conversationId: string } | { kind: 'gone' };
};

export type PersonalChats = {
  /** Notes where the tenant's connector is, from any authenticated activity. */
  saw(serviceUrl: string): void;
  /** Keeps what an authenticated activity said, and gives all that is known then; writes only what changed. */
  remember(sighting: Sighting): Promise<PersonalChat>;
  find(personId: string): Promise<PersonalChat | null>;
  findAll(personIds: readonly string[]): Promise<Map<string, PersonalChat>>;
  /** A chat that a call of ours opened. */
  opened(personId: string, conversationId: string): Promise<void>;
  /** The address of the tenant's connector, as the newest activity had it; null before the first. */
  serviceUrl(): Promise<string | null>;
};

/** The table of personal chats. `clock` in milliseconds since 1970. */
export function createPersonalChats(needs: {
  database: Database;
  tenantId: string;
  clock: () => number;
}): PersonalChats {
  const { database, tenantId, clock } = needs;
  /** What this process saw last of each person, and what came of it, so that most activities cost no query. */
  const seen = new Map<string, { sighting: string; chat: PersonalChat }>();
  let newestServiceUrl: string | null = null;

  /** The chats of those asked for, together: the jobs of a start look for a dozen people at one moment. */
  const find = inBatches(
    async (personIds: readonly string[]): Promise<(PersonalChat | null)[]> => {
      const rows = await database.sql
        .select()
        .from(personalChat)
        .where(and(eq(personalChat.tenantId, tenantId), inArray(personalChat.personId, [...new Set(personIds)])));
      const found = new Map(rows.map(({ tenantId: _, seenAt: __, ...row }) => [row.personId, row]));
      return personIds.map((personId) => found.get(personId) ?? null);
    },
    { most: 100, atOnce: 2, apart: 0 },
  );

  return {
    find,
    async findAll(personIds) {
      const found = await Promise.all(personIds.map(find));
      return new Map(found.flatMap((chat) => (chat ? [[chat.personId, chat]] : [])));
    },
    saw(serviceUrl) {
      newestServiceUrl = serviceUrl;
    },
    async remember(sighting) {
      const key = JSON.stringify(sighting);
      const last = seen.get(sighting.personId);
      if (last?.sighting === key) return last.chat;
      const before = await find(sighting.personId);
      const after = merged(before, sighting);
      if (JSON.stringify(before) !== JSON.stringify(after)) {
        const seenAt = new Date(clock()).toISOString();
        const { personId: _, ...changed } = after;
        await database.sql
          .insert(personalChat)
          .values({ tenantId, ...after, seenAt })
          .onConflictDoUpdate({ target: [personalChat.tenantId, personalChat.personId], set: { ...changed, seenAt } });
      }
      if (seen.size > 20_000) seen.clear();
      seen.set(sighting.personId, { sighting: key, chat: after });
      return after;
    },
    async opened(personId, conversationId) {
      await database.sql
        .update(personalChat)
        .set({ conversationId })
        .where(and(eq(personalChat.tenantId, tenantId), eq(personalChat.personId, personId)));
    },
    async serviceUrl() {
      if (newestServiceUrl) return newestServiceUrl;
      const [row] = await database.sql
        .select({ serviceUrl: personalChat.serviceUrl })
        .from(personalChat)
        .where(eq(personalChat.tenantId, tenantId))
        .orderBy(desc(personalChat.seenAt))
        .limit(1);
      newestServiceUrl = row?.serviceUrl ?? null;
      return newestServiceUrl;
    },
  };
}

function merged(before: PersonalChat | null, { chat, ...sighting }: Sighting): PersonalChat {
  const zone = sighting.zone !== null && isZone(sighting.zone) ? sighting.zone : null;
  const known = before?.conversationId ?? null;
  return {
    personId: sighting.personId,
    teamsUserId: sighting.teamsUserId,
    name: sighting.name ?? before?.name ?? '',
    conversationId: chat.kind === 'here' ? chat.conversationId : chat.kind === 'gone' ? null : known,
    serviceUrl: sighting.serviceUrl,
    locale: sighting.locale ?? before?.locale ?? 'en-US',
    zone: zone ?? before?.zone ?? null,
  };
}
