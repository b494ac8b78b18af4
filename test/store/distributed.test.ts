import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listSwarms } from '../../src/history/swarms/swarmList.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { eraseFromSwarms } from '../../src/swarm/forgetting/erasePerson.ts';
import { swarmJobNames } from '../../src/swarm/jobs.ts';
import type { Planner } from '../../src/swarm/planning/planner.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { lapseOldPlans } from '../../src/swarm/service/lapse.ts';
import { createSwarms, type Swarms } from '../../src/swarm/service/swarms.ts';
import { createShownCards } from '../../src/teams/views/shownCards.ts';
import { as, candidate, person, plan, theCase } from '../swarm/given.ts';
import { takeMemory } from './keptMemory.ts';

/**
 * What docs/operations.md says of a distributed PostgreSQL, table by table, against the tables there are. Citus itself is not here: its
 * rule is that a uniqueness of a distributed table holds its distribution column, and that a statement is sent to one node when
 * it names that (docs.citusdata.com, SQL Support and Workarounds).
 */
type Row = { table: string; by: 'swarm_id' | 'tenant_id' | 'reference' | 'local' | 'refuses' };

const documented: Row[] = [
  ...readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8').matchAll(
    /^\| `(\w+)` \| (?:`(swarm_id|tenant_id)`|(reference|local|refuses)) \|/gm,
  ),
].map(([, table = '', column, other]) => ({ table, by: (column ?? other) as Row['by'] }));

let told: string[] = [];
let database: Database;
let queue: Queue;
let swarms: Swarms;
let giveBack: () => Promise<void>;

beforeAll(async () => {
  const memory = await takeMemory();
  giveBack = memory.giveBack;
  database = await openDatabase({ kind: 'memory', pglite: heard(memory.pglite, (text) => told.push(text)) });
  queue = await openQueue(database, swarmJobNames, (problem) => {
    throw problem;
  });
  const clock = () => Date.parse('2026-11-20T02:00:00Z');
  swarms = createSwarms({ database, queue, planner, policy: () => defaultPolicy, tenantId: 'tenant', clock });
}, 60_000);
afterAll(async () => {
  await queue.stop();
  await giveBack();
});

describe('a distributed PostgreSQL', () => {
  test('is documented for each table, and for none that is not there', async () => {
    const tables = await rows<{ name: string }>(`
      select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      and c.relname not like '\\_\\_%' order by 1`);
    expect(documented.map(({ table }) => table).toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
  });

  test('can keep each table by its column, as far as uniqueness goes, and refuses those that the docs name', async () => {
    const keys = await rows<{ table: string; columns: string[] }>(`
      select c.relname as table, array_agg(a.attname::text) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
      where i.indisunique and c.relnamespace = current_schema()::regnamespace and c.relname not like '\\_\\_%'
      group by c.relname, i.indexrelid`);
    const ofTable = (name: string) => keys.filter(({ table }) => table === name).map(({ columns }) => columns);
    const fits = (name: string, by: string) => ofTable(name).every((columns) => columns.includes(by));
    const wrong = documented.filter(({ table, by }) =>
      by === 'refuses'
        ? fits(table, 'swarm_id') || fits(table, 'tenant_id')
        : (by === 'swarm_id' || by === 'tenant_id') && !fits(table, by),
    );
    expect(wrong).toEqual([]);
  });

  test('has no reference from one table to another that it would have to follow', async () => {
    expect(
      await rows(`select conname from pg_constraint where contype = 'f'
        and connamespace = current_schema()::regnamespace`),
    ).toEqual([]);
  });

  test('is told of which swarm, or of which organisation, each statement on a swarm is', async () => {
    told = [];
    const owner = { actor: as('owner'), cause: 'a1' };
    const { state } = await swarms.propose(theCase(), owner);
    const swarmId = state.status === 'none' ? '' : state.swarmId;
    const give = (command: SwarmCommand, by = 'owner') =>
      swarms.execute(swarmId, command, { actor: as(by), cause: command.type });
    const address = { serviceUrl: 'https://smba.example/', conversationId: 'chat', activityId: '1' };
    const channel = { teamId: 'team', channelId: 'channel', name: '4711', webUrl: 'https://teams.example/c' };
    await give({ type: 'ReportPlanCardPosted', message: address, reader: person('owner') });
    await give({ type: 'Start' });
    await give({ type: 'ReportChannelOpened', channel, room: 'standard' });
    await give({ type: 'Accept', invitationId: 'i1' }, 'mika');
    await give({ type: 'InvitePerson', person: person('zoe'), technologies: ['vpn'], role: 'expert' });
    await give({ type: 'Decline', invitationId: 'i2', reason: 'busy', instead: null, note: '' }, 'zoe');
    await give({ type: 'HandOver', to: person('mika') });
    const cause = { rootCause: 'The proxy', fix: 'Restarted it', fixKind: 'final' } as const;
    await give({ type: 'Resolve', ...cause, credits: [person('mika')], technologies: ['vpn'] }, 'mika');
    await give({ type: 'Reopen' });
    await swarms.history(swarmId);
    await swarms.liveSwarmOf('4711');
    await swarms.newestSwarmOf('4711');
    await swarms.swarmInChannel('channel');
    const shown = createShownCards(database);
    await shown.note(swarmId, 'plan', 3);
    await shown.versionOf(swarmId, 'plan');
    const { sql } = database;
    await lapseOldPlans({ sql, swarms, tenantId: 'tenant' }, { hours: 1, now: Date.parse('2026-11-22T00:00:00Z') });
    const reader = { personId: 'owner', lead: true };
    const filter = { status: [], severity: [], words: '' };
    await listSwarms(sql, { tenantId: 'tenant', reader, filter, groups: [], sort: 'newest', after: null, limit: 10 });
    const erased = { ids: ['zoe'], names: ['Zoe'] };
    await database.sql.transaction((tx) =>
      eraseFromSwarms(tx, {
        tenantId: 'tenant',
        person: erased,
        formerly: { en: 'formerly', ja: '元社員' },
        at: '2026-11-23T00:00:00Z',
      }),
    );
    const types = new Set((await swarms.history(swarmId)).map(({ event }) => event.type));
    for (const type of ['InvitationAccepted', 'InvitationDeclined', 'CoordinationHandedOver', 'SwarmResolved'])
      expect(types).toContain(type);
    // What docs/operations.md says of the append: one statement, with the queue's jobs in it.
    expect(told.some((text) => /insert into "swarm_event"/.test(text) && /insert into \S*\.?job/i.test(text))).toBe(
      true,
    );
    const onSwarms = told.filter((text) => tablesIn(text).some((table) => ofSwarms.has(table)));
    expect(onSwarms.length).toBeGreaterThan(25);
    expect([...new Set(onSwarms.flatMap(tablesIn))].filter((table) => ofSwarms.has(table)).toSorted()).toEqual(
      [...ofSwarms].toSorted(),
    );
    expect(onSwarms.filter((text) => !namesItsPlace(text))).toEqual([]);
  }, 60_000);

  test('would be asked by each of these, which names neither', () => {
    expect(namesItsPlace('select "swarm_id" from "swarm" where "status" = $1')).toBe(false);
    expect(namesItsPlace('update "invitation" set "state" = $1 where "invitation_id" = $2')).toBe(false);
    expect(namesItsPlace('select "version" from "swarm_event" where "swarm_event"."swarm_id" = $1')).toBe(true);
  });
});

/** Those that a swarm's events and read models are in. */
const ofSwarms = new Set([
  ...['swarm', 'swarm_event', 'swarm_search', 'swarm_task', 'swarm_thanks', 'invitation', 'shown_card'],
]);

const tablesIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:from|join|into|update)\s+"?(\w+)"?/gi)].map(([, table = '']) => table.toLowerCase());

/** Whether what is read or changed is narrowed by a distribution column, and what is inserted has one. */
function namesItsPlace(text: string): boolean {
  const conditions = [
    ...text.matchAll(/\b(?:where|on|using)\b([\s\S]*?)(?=\b(?:order by|group by|limit|returning)\b|$)/gi),
  ];
  const narrowed = conditions.some(([, condition = '']) => /\b(?:swarm_id|tenant_id)\b/.test(condition));
  const inserted = [...text.matchAll(/\binsert into "?\w+"?\s*(?:\(([^)]*)\)|select (\w)\.\*)/gi)];
  const whole =
    inserted.length > 0 &&
    inserted.every(([, columns, all]) => all || /\bswarm_id\b|\btenant_id\b/.test(columns ?? ''));
  return narrowed || whole;
}

async function rows<R>(text: string): Promise<R[]> {
  return (await database.run({ text }, [])) as R[];
}

/** A PGlite that tells each statement it is given. */
function heard<P extends object>(pglite: P, tell: (text: string) => void): PGlite {
  return new Proxy(pglite, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name === 'query')
        return (text: string, ...given: unknown[]) => {
          tell(text);
          return Reflect.apply(value, target, [text, ...given]);
        };
      if (name === 'transaction')
        return (work: (tx: object) => unknown) => Reflect.apply(value, target, [(tx: object) => work(heard(tx, tell))]);
      return value.bind(target);
    },
  }) as PGlite;
}

const planner: Planner = {
  detect: () => [],
  unknown: () => [],
  plan: async () => plan(),
  rank: async () => ({ candidates: [candidate('sean', ['vpn', 'cert'])], leftOut: 0 }),
  hoursOf: () => ({}),
  standsIn: () => false,
  leadsGap: () => true,
  mayStart: () => true,
  isLeadOf: () => false,
};
