import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { inBatches } from '../../store/batches.ts';
import type { Database } from '../../store/database.ts';
import { personalChat } from '../../store/doorTables.ts';
import { engineer } from '../../store/registryTables.ts';
import { invitation, swarm } from '../../store/swarmTables.ts';
import { isZone, zoneNamed } from '../../time/zone.ts';

/** How to reach somebody, and in which language and zone they read. `conversationId` null: no personal chat yet. */
export type PersonalChat = {
  personId: string;
  /** The MRI, `29:…`. */
  teamsUserId: string;
  name: string;
  conversationId: string | null;
  serviceUrl: string;
  /** As Teams says it, `ja-JP`; empty where it never did: not every activity tells. */
  locale: string;
  /** IANA zone, or null when Teams did not say. */
  zone: string | null;
};

/** What an activity said of its sender; what it left out stays as known. */
export type Sighting = Pick<PersonalChat, 'personId' | 'teamsUserId' | 'serviceUrl'> & {
  /**
   * Whether somebody who is not known becomes known by it: by what they write, that is. Of a press, which may be on a card
   * as old as one likes, and of what Teams tells, it is kept only of who is in the registry or has a part in a swarm:
   * whoever was erased is not brought back by it.
   */
  introduces: boolean;
  name: string | null;
  locale: string | null;
  zone: string | null;
  /** The chat, when the activity came from there; `gone` when the app was removed from it. */
  chat: { kind: 'none' } | { kind: 'here'; conversationId: string } | { kind: 'gone' };
};

export type PersonalChats = {
  /** Notes where the tenant's connector is, from any authenticated activity. */
  saw(serviceUrl: string): void;
  /** Keeps what an authenticated activity said, where it may be kept, and gives all that is known then; writes only what changed. */
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
      const found = new Map(rows.map((row) => [row.personId, chatIn(row)]));
      return personIds.map((personId) => found.get(personId) ?? null);
    },
    { most: 100, atOnce: 2, apart: 0 },
  );

  /** Writes what was said, and no more: the row may have been changed since it was read, or erased. Null: not kept. */
  async function keep(sighting: Sighting, isKnown: boolean): Promise<PersonalChat | null> {
    const seenAt = new Date(clock()).toISOString();
    const said = saidIn(sighting, seenAt);
    if (isKnown) {
      const [row] = await database.sql.update(personalChat).set(said).where(rowOf(sighting.personId)).returning();
      if (row) return chatIn(row);
    }
    if (sighting.chat.kind === 'gone') return null;
    const first = merged(null, sighting);
    const [row] = await database.sql
      .insert(personalChat)
      .select(sql`
        select ${tenantId}::text, ${first.personId}::text, ${first.teamsUserId}::text, ${first.name}::text,
          ${first.conversationId}::text, ${first.serviceUrl}::text, ${first.locale}::text, ${first.zone}::text,
          ${seenAt}::timestamptz
        where ${sighting.introduces}::boolean or ${hasPart(tenantId, first.personId)}`)
      .onConflictDoUpdate({ target: [personalChat.tenantId, personalChat.personId], set: said })
      .returning();
    return row ? chatIn(row) : null;
  }
  const rowOf = (personId: string) => and(eq(personalChat.tenantId, tenantId), eq(personalChat.personId, personId));

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
      const isNews = JSON.stringify(before) !== JSON.stringify(after);
      const kept = isNews ? await keep(sighting, before !== null) : before;
      if (!kept) return merged(null, sighting);
      if (seen.size > 20_000) seen.clear();
      seen.set(sighting.personId, { sighting: key, chat: kept });
      return kept;
    },
    async opened(personId, conversationId) {
      await database.sql.update(personalChat).set({ conversationId }).where(rowOf(personId));
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

const chatIn = ({ tenantId: _, seenAt: __, ...chat }: typeof personalChat.$inferSelect): PersonalChat => chat;

/** Whether somebody is in the registry, or owns a swarm's case, is or was in a swarm, or was asked into one. */
const hasPart = (tenantId: string, personId: string) => sql`(
  exists (select 1 from ${engineer} where ${engineer.tenantId} = ${tenantId} and ${engineer.id} = ${personId})
  or exists (
    select 1 from ${invitation} where ${invitation.tenantId} = ${tenantId} and ${invitation.personId} = ${personId})
  or exists (
    select 1 from ${swarm} where ${swarm.tenantId} = ${tenantId} and ${swarm.people} @> array[${personId}]::text[]))`;

/** The columns that a sighting sets, and to what. */
function saidIn({ teamsUserId, serviceUrl, name, locale, chat, ...said }: Sighting, seenAt: string) {
  const zone = zoneIn(said);
  return {
    teamsUserId,
    serviceUrl,
    seenAt,
    ...(name === null ? {} : { name }),
    ...(locale === null ? {} : { locale }),
    ...(zone === null ? {} : { zone }),
    ...(chat.kind === 'none' ? {} : { conversationId: chat.kind === 'here' ? chat.conversationId : null }),
  };
}

const zoneIn = ({ zone: told }: Pick<Sighting, 'zone'>): string | null => {
  const zone = zoneNamed(told ?? '');
  return isZone(zone) ? zone : null;
};

/** All that is known with a sighting. */
function merged(before: PersonalChat | null, { chat, ...sighting }: Sighting): PersonalChat {
  const known = before?.conversationId ?? null;
  return {
    personId: sighting.personId,
    teamsUserId: sighting.teamsUserId,
    name: sighting.name ?? before?.name ?? '',
    conversationId: chat.kind === 'here' ? chat.conversationId : chat.kind === 'gone' ? null : known,
    serviceUrl: sighting.serviceUrl,
    locale: sighting.locale ?? before?.locale ?? '',
    zone: zoneIn(sighting) ?? before?.zone ?? null,
  };
}
