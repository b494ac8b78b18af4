import type { Database } from '../store/database.ts';
import { pauses, stepped } from '../time/pauses.ts';
import type { Mailbox } from './engineer.ts';
import type { RegistrySnapshot } from './snapshot.ts';
import { asksOfADay, feedStatesSince, loadsOf, mailboxesSince, presencesSince } from './tables.ts';
import { writeMailboxes } from './writes.ts';

/** What is known of people for the moment, beside the registry itself: presence, mailboxes, what feeds said, load. */
export type Momentary = {
  /** Takes over what any process has read of presences, mailboxes and feeds since the last time. */
  takeOver(): Promise<void>;
  /** Keeps what mailboxes said of people who are in the registry. */
  keepMailboxes(read: readonly Omit<Mailbox, 'changedAt'>[]): Promise<void>;
  /** Counts anew who is in how many swarms and was asked how often; everyone, or only these people. */
  refreshLoads(people?: readonly string[]): Promise<void>;
};

/** So much of the past is read again, in milliseconds, for clocks and transactions that overlap. */
const overlap = 60_000;

export function createMomentary(needs: {
  database: Pick<Database, 'sql'>;
  tenantId: string;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  snapshot: RegistrySnapshot;
}): Momentary {
  const { database, tenantId, clock, snapshot } = needs;
  let newestPresence = 0;
  let newestMailbox = 0;
  let newestFeed = 0;
  let loaded = new Set<string>();

  const takePresences = async () => {
    const presences = await presencesSince(database.sql, tenantId, newestPresence - overlap);
    snapshot.apply(presences.map((presence) => ({ kind: 'presence', presence })));
    newestPresence = presences.reduce((newest, { seenAt }) => Math.max(newest, Date.parse(seenAt)), newestPresence);
  };
  const takeMailboxes = async () => {
    const mailboxes = await mailboxesSince(database.sql, tenantId, newestMailbox - overlap);
    snapshot.apply(mailboxes.map((mailbox) => ({ kind: 'mailbox', mailbox })));
    newestMailbox = mailboxes.reduce((newest, { readAt }) => Math.max(newest, Date.parse(readAt)), newestMailbox);
  };
  const takeFeeds = async () => {
    const states = await feedStatesSince(database.sql, tenantId, newestFeed - overlap);
    await stepped(snapshot.applySteps(states.map((state) => ({ kind: 'feed-read', state }))), pauses());
    newestFeed = states.reduce((newest, { triedAt }) => Math.max(newest, Date.parse(triedAt)), newestFeed);
  };
  /** Only where some team lets no more than so many through. */
  const refreshTeamAsks = async () => {
    if (!snapshot.teams().some(({ mostAsksADay }) => mostAsksADay !== undefined)) return;
    const asks = new Map<string, number>();
    const teamOfPerson = (id: string) => snapshot.listed(id)?.engineer.team;
    for (const { person, owner, asks: times } of await asksOfADay(database.sql, tenantId, clock())) {
      const team = teamOfPerson(person);
      if (team !== undefined && team !== teamOfPerson(owner)) asks.set(team, (asks.get(team) ?? 0) + times);
    }
    snapshot.apply([{ kind: 'team-asks', asks }]);
  };
  return {
    async takeOver() {
      await takePresences();
      await takeMailboxes();
      await takeFeeds();
    },
    async keepMailboxes(read) {
      const stored = await database.sql.transaction((tx) => writeMailboxes(tx, tenantId, read));
      snapshot.apply(stored.map((mailbox) => ({ kind: 'mailbox', mailbox })));
    },
    async refreshLoads(people) {
      const loads = await loadsOf(database.sql, tenantId, clock(), people);
      const found = new Set(loads.map(({ person }) => person));
      const gone = [...(people ?? loaded)].filter((person) => !found.has(person));
      const none = { liveSwarms: 0, pendingInvitations: 0, asks28d: 0, asks7d: 0 };
      snapshot.apply(
        [...loads, ...gone.map((person) => ({ person, ...none }))].map((load) => ({ kind: 'load', load })),
      );
      await refreshTeamAsks();
      loaded = people ? new Set([...loaded, ...found]) : found;
    },
  };
}
