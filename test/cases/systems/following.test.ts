import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { caseSchema } from '../../../src/cases/case.ts';
import { createStoredCases, type StoredCases } from '../../../src/cases/storedCases.ts';
import type { Change, Changes } from '../../../src/cases/systems/caseSystem.ts';
import { createCasePolls } from '../../../src/cases/systems/following/casePolls.ts';
import { createChangedCases } from '../../../src/cases/systems/following/changedCases.ts';
import { reconcile } from '../../../src/cases/systems/following/reconcile.ts';
import { type Rereading, readsAMinute, startRereading } from '../../../src/cases/systems/following/rereading.ts';
import { createCaseFollowing } from '../../../src/cases/systems/following.ts';
import { type Mapping, shippedMappings } from '../../../src/cases/systems/mapping.ts';
import { createCaseReading } from '../../../src/cases/systems/reading.ts';
import { leadsInto } from '../../../src/cases/systems/systems.ts';
import { hideBroughtIn, keepPastCases } from '../../../src/evidence/pastCases/pastCases.ts';
import type { KeptCase } from '../../../src/sandbox/systems/keptCase.ts';
import { engines } from '../../store/databases.ts';
import { until } from '../../until.ts';
import { type SystemStage, systemsUnderTest } from './stage.ts';

const tenantId = 'tenant';
const mika = { id: '3b8e2c1a-0000-4000-8000-000000000001', name: 'Mika Sato' };
const ravi = { id: '3b8e2c1a-0000-4000-8000-000000000002', name: 'Ravi Rao' };
const asOwner = ({ id, name }: typeof mika): KeptCase['owner'] => ({
  ...{ kind: 'person', id, name },
  mail: `${name.toLowerCase().replace(' ', '.')}@swarm.example`,
});

describe.each(engines)('on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.drop());

  describe.each(systemsUnderTest)('a case of $name ($key) that changed there', (under) => {
    let stage: SystemStage;
    let bot: ReturnType<typeof startBot>;
    let count = 1_000;
    let number = '';
    beforeEach(async () => {
      for (const table of ['changed_case', 'case_pace', 'case_poll', 'stored_case'])
        await database.sql.execute(sql.raw(`delete from ${table}`));
      stage = await under.open();
      bot = startBot();
      count += 1;
      number = under.number(count);
    });
    afterEach(async () => {
      stage.faults.clear();
      await bot.stop();
      await stage.close();
    });

    /** What of a bot follows cases; several are several processes. */
    function startBot(options: { hasRules?: boolean; behind?: number; mapping?: Partial<Mapping> } = {}) {
      const clock = () => stage.now() - (options.behind ?? 0);
      const arrived: string[] = [];
      const logged: { message: string; facts: Record<string, unknown> }[] = [];
      const log = (_level: string, message: string, facts: Record<string, unknown>) => {
        logged.push({ message, facts });
      };
      const mapping = {
        restricted: [{ column: under.restricted.column, is: [under.restricted.is] }],
        ...options.mapping,
      };
      const system = stage.systemWith({ mapping });
      const stored: StoredCases = createStoredCases({
        ...{ database: database.sql, clock, leadsTo: leadsInto([system]) },
        alongside: async (_tx, { id }) => {
          arrived.push(id);
          return () => {};
        },
      });
      const making = createCaseReading({
        systems: [system],
        mappings: {
          order: [under.key],
          of: { ...shippedMappings, [under.key]: { ...shippedMappings[under.key], ...mapping } },
        },
        findPerson: async (asked) =>
          [mika, ravi].find(
            (each) => asked === each.id || asked.startsWith(each.name.toLowerCase().replace(' ', '.')),
          ) ?? null,
        keep: (theCase, told) => stored.saveRead(tenantId, theCase, told),
        log,
      });
      const changed = createChangedCases({ database: database.sql, tenantId, clock, aMinute: readsAMinute });
      const polls = createCasePolls({ database: database.sql, tenantId });
      const newSince = () => (options.hasRules ? new Date(clock() - 86_400_000).toISOString() : null);
      let rereading: Rereading | null = null;
      return {
        ...{ arrived, logged, stored, changed, polls, making, system },
        /** Somebody names the case, so that Swarm has something to do with it. */
        name: (of = number) => making.read(of, () => true),
        poll: (others = {}) =>
          reconcile({
            systems: [system],
            polls,
            database: database.sql,
            note: (tx, key, changes, { part }) =>
              changed.note(tx, key, changes, { newSince: newSince(), past: true }, part),
            wake: () => rereading?.wake(),
            log,
            clock,
            ...others,
          }),
        /** A push was heard for it. */
        async push(record: string, mergedInto: string | null = null) {
          const at = new Date(clock()).toISOString();
          const change = {
            record,
            number: null,
            at,
            created: at,
            state: 'open',
            version: null,
            closed: null,
            satisfaction: null,
            mergedInto,
          } as const;
          await database.sql.transaction((tx) =>
            changed.note(tx, under.key, [change], { newSince: newSince(), past: true }, null),
          );
          rereading?.wake();
        },
        read() {
          rereading ??= startRereading({
            ...{ systems: [system], changed, making, stored, tenantId, newSince, log, clock },
            isKnown: async (id) => (await stored.find(tenantId, id)) !== null,
            hidePast: ({ id }, leadsHere) =>
              database.sql.transaction((tx) => hideBroughtIn(tx, { tenantId, caseId: id, leadsHere })),
          });
          rereading.wake();
          return rereading;
        },
        stop: async () => rereading?.stop(),
        idle: () => until(async () => (await changed.waiting()).count === 0),
      };
    }

    function keep(change: Partial<KeptCase> = {}, of = number): void {
      const at = stage.cases.findIndex((each) => each.number === of);
      const before = stage.cases[at];
      const created = new Date(Math.floor(stage.now() / 1_000) * 1_000 - 40 * 86_400_000).toISOString();
      stage.cases.splice(at < 0 ? stage.cases.length : at, 1, {
        ...(before ?? {
          ...{ number: of, title: 'The VPN drops', description: null, customer: null, product: null },
          ...{ severity: 'normal', language: 'en', owner: asOwner(mika), created, state: 'open', changes: 0 },
        }),
        changes: (before?.changes ?? 0) + 1,
        changedAt: new Date(stage.now()).toISOString(),
        ...change,
      } as KeptCase);
    }
    /** Named, changed, and long enough ago for lists to tell of it. */
    async function changedAfterNamed(change: Partial<KeptCase>): Promise<void> {
      keep();
      await bot.name();
      stage.moveOn(60_000);
      keep(change);
      stage.moveOn(200_000);
    }
    const found = () => bot.stored.find(tenantId, number);
    const recordOf = async (): Promise<string> => {
      const read = await bot.system.readCase({ by: 'number', number });
      return read.kind === 'ok' ? read.case.record : '';
    };

    test('is found by the poll when no push told of it, and what follows from an arrival follows once', async () => {
      await changedAfterNamed({ owner: asOwner(ravi) });
      bot.read();
      await bot.poll();
      await bot.idle();
      expect(await found()).toMatchObject({ owner: { id: ravi.id } });
      expect(bot.arrived).toEqual([number]);
      stage.moveOn(60_000);
      await bot.poll();
      await bot.idle();
      expect(bot.arrived).toEqual([number]);
    });

    test('is nothing to Swarm when it has nothing to do with it: it is not read', async () => {
      keep();
      stage.moveOn(200_000);
      await bot.poll();
      expect(await bot.changed.waiting()).toEqual({ count: 0, since: null });
      await bot.push(await recordOf());
      expect(await bot.changed.waiting()).toEqual({ count: 0, since: null });
    });

    test('is read for the rules of the leads when it is new, and not when it is old', async () => {
      bot = startBot({ hasRules: true });
      keep({ created: new Date(stage.now() - 3_600_000).toISOString() });
      keep({}, under.number(77));
      stage.moveOn(200_000);
      bot.read();
      await bot.poll();
      await bot.idle();
      expect(bot.arrived).toEqual([number]);
      await bot.push(await recordOf());
      await bot.idle();
      expect(bot.arrived).toEqual([number]);
    });

    test('is read once although push and poll both tell of it', async () => {
      await changedAfterNamed({ severity: 'low' });
      await bot.push(await recordOf());
      await bot.push(await recordOf());
      await bot.poll();
      stage.calls();
      bot.read();
      await bot.idle();
      expect(stage.calls()).toBe(1);
      expect(bot.arrived).toEqual([number]);
      expect(await found()).toMatchObject({ severity: 'low' });
    });

    test('is read once more when it changes while it is being read', async () => {
      await changedAfterNamed({ severity: 'low' });
      const record = await recordOf();
      const rule = stage.faults.add({ door: 'cases', path: under.callsPath, does: 'hold', when: 'after' });
      bot.read();
      await bot.push(record);
      await stage.faults.untilHeld(rule);
      keep({ severity: 'high' });
      await bot.push(record);
      stage.faults.release();
      await bot.idle();
      expect(await found()).toMatchObject({ severity: 'high' });
    });

    test.each(['poll', 'push'] as const)(
      'changes by a %s in all that it still tells when mapped columns are gone, keeps what they said, and says which are',
      async (by) => {
        await changedAfterNamed({ title: 'It drops hourly', severity: 'high', product: 'VPN Gateway' });
        bot.read();
        await bot.poll();
        await bot.idle();
        await bot.stop();
        const gone = under.missingColumn;
        const { severity } = shippedMappings[under.key];
        const upgraded = startBot({
          mapping: { title: gone, description: gone, product: gone, severity: { ...severity, column: gone } },
        });
        keep({ owner: asOwner(ravi), title: 'Nobody sees this', severity: 'low' });
        stage.moveOn(200_000);
        if (by === 'poll') await upgraded.poll();
        else await upgraded.push(await recordOf());
        upgraded.read();
        await upgraded.idle();
        await upgraded.stop();
        const before = { title: 'It drops hourly', severity: 'high', restricted: false };
        expect(await found()).toMatchObject({ owner: { id: ravi.id }, ...before });
        expect(upgraded.arrived).toEqual([number]);
        expect(upgraded.logged).toContainEqual({
          message: 'The mapping does not fit a case',
          facts: { system: under.key, code: 'column-missing', column: gone },
        });
      },
    );

    test('is taken for restricted when it cannot be looked at any more whether it is, and so is one whose swarm began open', async () => {
      await changedAfterNamed({ severity: 'low' });
      const upgraded = startBot({ mapping: { restricted: [{ column: under.missingColumn, is: ['true'] }] } });
      upgraded.read();
      await upgraded.poll();
      await upgraded.idle();
      await upgraded.stop();
      expect(await found()).toMatchObject({ restricted: true, severity: 'low' });
    });

    test('is read by another process when the one that read it was killed', async () => {
      await changedAfterNamed({ severity: 'low' });
      await bot.push(await recordOf());
      // Killed between taking it and saying anything more.
      expect(await bot.changed.take([under.key])).not.toBeNull();
      const other = startBot();
      expect(await other.changed.take([under.key])).toBeNull();
      stage.moveOn(61_000);
      other.read();
      await other.idle();
      await other.stop();
      expect(await found()).toMatchObject({ severity: 'low' });
      expect(other.arrived).toEqual([number]);
    });

    test('is left for who has connected its system by a process that has not, as while a new version rolls out', async () => {
      await changedAfterNamed({ severity: 'low' });
      await bot.push(await recordOf());
      const [older] = systemsUnderTest.filter(({ key }) => key !== under.key);
      expect(await bot.changed.take(older ? [older.key] : [])).toBeNull();
      expect(await bot.changed.take([])).toBeNull();
      expect((await bot.changed.waiting()).count).toBe(1);
      bot.read();
      await bot.idle();
      expect(await found()).toMatchObject({ severity: 'low' });
    });

    test('is over when it was closed or merged, and is open again when it was reopened', async () => {
      await changedAfterNamed({ state: 'closed' });
      bot.read();
      await bot.poll();
      await bot.idle();
      expect(await bot.stored.overOf(tenantId, number)).toBe('closed');
      keep({ state: 'open' });
      stage.moveOn(200_000);
      await bot.poll();
      await bot.idle();
      expect(await bot.stored.overOf(tenantId, number)).toBeNull();
      keep({ state: 'merged' });
      stage.moveOn(200_000);
      await bot.poll();
      await bot.idle();
      expect(await bot.stored.overOf(tenantId, number)).toBe('closed');
      expect(bot.arrived).toEqual([number, number, number]);
    });

    describe('and was merged into another', () => {
      const into = () => under.number(500_000 + count);
      const survivor = async () => {
        const read = await bot.system.readCase({ by: 'number', number: into() });
        return read.kind === 'ok' ? { record: read.case.record, number: into(), url: expect.anything() } : null;
      };
      async function merged(how: { silently?: boolean } = {}): Promise<void> {
        keep({}, into());
        await changedAfterNamed({ state: 'merged', mergedInto: { number: into(), ...how } });
        bot.read();
      }
      const told = () => found().then((theCase) => theCase?.mergedInto);

      test('is over, and tells which one goes on, as the poll finds', async () => {
        await merged();
        await bot.poll();
        await bot.idle();
        expect(await bot.stored.overOf(tenantId, number)).toBe('closed');
        expect(await told()).toMatchObject({ ...(await survivor()), url: null });
        // Told once more, nothing comes of it.
        await bot.push(await recordOf());
        await bot.idle();
        expect(bot.arrived).toEqual([number]);
      });

      test('tells which one goes on by the push alone, where whoever merged them wrote it nowhere', async () => {
        await merged({ silently: true });
        const is = await survivor();
        await bot.push(await recordOf(), under.key === 'zendesk' ? is?.record : undefined);
        await bot.idle();
        expect((await told())?.record).toBe(is?.record);
        // The poll that follows knows less, and takes nothing from it.
        stage.moveOn(200_000);
        await bot.poll();
        await bot.idle();
        expect((await told())?.record).toBe(is?.record);
      });

      test('is over all the same where the other one is hidden from Swarm', async () => {
        await merged();
        keep({ isHidden: true }, into());
        await bot.push(await recordOf(), under.key === 'zendesk' ? into() : undefined);
        await bot.idle();
        expect(await bot.stored.overOf(tenantId, number)).toBe('closed');
        expect(await told()).toBeUndefined();
      });

      test('is over, and goes on in none, where it is told as merged into itself', async () => {
        await changedAfterNamed({ state: 'merged', mergedInto: { number } });
        bot.read();
        await bot.poll();
        await bot.idle();
        expect(await bot.stored.overOf(tenantId, number)).toBe('closed');
        expect(await told()).toBeUndefined();
      });

      test('is not told as merged by a push of a case that is open', async () => {
        await changedAfterNamed({ title: 'It drops again' });
        keep({}, into());
        bot.read();
        await bot.push(await recordOf(), (await survivor())?.record);
        await bot.idle();
        expect(await bot.stored.overOf(tenantId, number)).toBeNull();
        expect(await told()).toBeUndefined();
      });
    });

    test.each(['https://crm.contoso.com/cases/1', null])(
      'is nothing to the case that another system posted under its number (address: %s)',
      async (url) => {
        const created = new Date(stage.now()).toISOString();
        const posted = caseSchema.parse({ id: number, title: 'Of another system', url, owner: ravi, created });
        await bot.stored.save(tenantId, posted, 1n);
        bot = startBot({ hasRules: true });
        keep({ state: 'closed' });
        stage.moveOn(200_000);
        bot.read();
        await bot.push(await recordOf());
        await bot.poll();
        await bot.idle();
        expect(await found()).toEqual({ ...posted, posted: true });
        expect(await bot.stored.overOf(tenantId, number)).toBeNull();
        expect(bot.arrived).toEqual([]);
      },
    );

    test('is the one that the webhook posted, where the address leads there', async () => {
      keep();
      const created = new Date(stage.now()).toISOString();
      const url = stage.addressOf(number).replace('http:', 'https:');
      const posted = caseSchema.parse({ id: number, title: 'Posted', url, owner: ravi, created });
      await bot.stored.save(tenantId, posted, 1n);
      await bot.name();
      const record = await recordOf();
      expect(await found()).toMatchObject({ owner: { id: mika.id }, home: { system: under.key, record } });
      // Whatever is posted later, its place there stays known, and it is still followed there.
      await bot.stored.save(tenantId, { ...posted, url: null }, 2n);
      stage.moveOn(60_000);
      keep({ severity: 'low' });
      stage.moveOn(200_000);
      bot.read();
      await bot.push(record);
      await bot.idle();
      expect(await found()).toMatchObject({ severity: 'low', home: { system: under.key, record } });
    });

    test('is gone when it was deleted, as a push or the poll tells', async () => {
      await changedAfterNamed({ severity: 'low' });
      const record = await recordOf();
      await bot.poll();
      keep({ isDeleted: true });
      stage.moveOn(200_000);
      bot.read();
      // ServiceNow leaves no trace of a deletion in its lists.
      if (under.key.startsWith('servicenow')) await bot.push(record);
      else await bot.poll();
      await bot.idle();
      expect(await bot.stored.overOf(tenantId, number)).toBe('gone');
    });

    test('becomes restricted, and stays with its owner while a group has it', async () => {
      await changedAfterNamed({
        columns: { [under.restricted.column]: under.restricted.value },
        owner: { kind: 'group', name: 'Second line' },
      });
      bot.read();
      await bot.poll();
      await bot.idle();
      expect(await found()).toMatchObject({ restricted: true, owner: { id: mika.id } });
    });

    test('takes its words out of the past cases that were brought in when it is seen to be restricted', async () => {
      keep({ state: 'closed' });
      const url = (await bot.system.readCase({ by: 'number', number })) as { case: { url: string } };
      const past = {
        ...{ id: number, title: 'The VPN drops', text: 'At Northwind', closedAt: stage.now() - 9e8, technologies: [] },
        ...{ credits: [], rootCause: 'No rekeying', fix: 'Rekey', url: url.case.url, swarmId: null },
      };
      const other = { ...past, id: under.number(count + 500), url: 'https://elsewhere.example/1' };
      await database.sql.transaction((tx) => keepPastCases(tx, tenantId, [past, other]));
      stage.moveOn(200_000);
      const secret = { state: 'closed', columns: { [under.restricted.column]: under.restricted.value } } as const;
      keep(secret);
      keep(secret, other.id);
      stage.moveOn(200_000);
      bot.read();
      await bot.poll();
      await bot.idle();
      const { rows } = await database.sql.execute(sql`
        select case_id as id, title, text, fix, url from past_case where case_id in (${number}, ${other.id}) order by title`);
      expect(rows).toEqual([
        { id: number, title: '', text: '', fix: '', url: null },
        expect.objectContaining({ id: other.id, title: 'The VPN drops' }),
      ]);
      expect([await found(), bot.arrived]).toEqual([null, []]);
    });

    test('is forgotten a month after its system was disconnected, and not before', async () => {
      await changedAfterNamed({ severity: 'low' });
      await bot.push(await recordOf());
      const [other] = systemsUnderTest.filter(({ key }) => key !== under.key);
      const keys = other ? [other.key] : [];
      const before = new Date(stage.now() + 1_000).toISOString();
      expect(await bot.changed.forgetOthers([under.key], before)).toBe(0);
      expect(await bot.changed.forgetOthers(keys, new Date(stage.now() - 86_400_000).toISOString())).toBe(0);
      expect(await bot.changed.forgetOthers(keys, before)).toBe(1);
      expect((await bot.changed.waiting()).count).toBe(0);
    });

    test('waits while its system is busy, and is tried again when that could not answer; nothing is lost', async () => {
      await changedAfterNamed({ severity: 'low' });
      const record = await recordOf();
      stage.faults.add({ door: 'cases', path: under.callsPath, does: 'throttle', retryAfter: 300 });
      await bot.push(record);
      bot.read();
      const put = sql`select from changed_case where due_at > changed_at + interval '4 minutes' and taken_until is null`;
      await until(async () => (await database.sql.execute(put)).rows.length === 1);
      expect(await found()).toMatchObject({ severity: 'normal' });
      stage.moveOn(301_000);
      stage.faults.add({ door: 'cases', path: under.callsPath, does: 'refuse', status: 500, code: 'Fault' });
      bot.read();
      await until(async () => bot.logged.some(({ message }) => message === 'A changed case could not be read'));
      stage.moveOn(61_000);
      bot.read();
      await bot.idle();
      expect(await found()).toMatchObject({ severity: 'low' });
    });

    test('is told by one process alone, however many ask at the same moment', async () => {
      await changedAfterNamed({ severity: 'low' });
      const other = startBot();
      stage.faults.add({ door: 'cases', path: under.callsPath, does: 'hold', when: 'after', times: 2 });
      const polls = [bot.poll(), other.poll()];
      await until(() => stage.faults.held().length === 2);
      stage.faults.release();
      await Promise.all(polls);
      const poll = await bot.polls.look(under.key);
      expect(poll?.caughtUpAt).not.toBeNull();
      expect((await bot.changed.take([under.key]))?.tellings).toBe(1);
    });

    test('is found although the process died between asking and keeping what it heard', async () => {
      await changedAfterNamed({ severity: 'low' });
      const killed = { transaction: () => Promise.reject(new Error('killed')) };
      await expect(bot.poll({ database: killed })).rejects.toThrow('killed');
      await bot.poll();
      expect((await bot.changed.waiting()).count).toBe(1);
    });

    test('is found although the place that was kept is worth nothing any more', async () => {
      await changedAfterNamed({ severity: 'low' });
      await bot.poll();
      await database.sql.execute(sql`update case_poll set cursor = 'nonsense'`);
      await database.sql.execute(sql`delete from changed_case`);
      stage.moveOn(30 * 60_000);
      keep({ severity: 'high' });
      stage.moveOn(200_000);
      bot.read();
      await bot.poll();
      await bot.idle();
      expect(await found()).toMatchObject({ severity: 'high' });
    });

    test.each([
      ['an hour behind', 3_600_000],
      ['an hour ahead of', -3_600_000],
    ])('is found although our clock is %s its system’s', async (_skew, behind) => {
      bot = startBot({ behind });
      await changedAfterNamed({ severity: 'low' });
      bot.read();
      await bot.poll();
      await bot.idle();
      expect(await found()).toMatchObject({ severity: 'low' });
    });

    test('with an urgency that nobody has mapped is kept all the same, and the log names it', async () => {
      await changedAfterNamed({ columns: under.oddUrgency.columns, owner: asOwner(ravi) });
      bot.read();
      await bot.poll();
      await bot.idle();
      expect(await found()).toMatchObject({ severity: 'normal', owner: { id: ravi.id } });
      if (under.oddUrgency.isUnmapped)
        expect(bot.logged).toContainEqual(expect.objectContaining({ message: 'The mapping does not fit a case' }));
    });

    test('is not read for Swarm’s own change of it, where the system tells whose it was', async () => {
      await changedAfterNamed({ severity: 'low' });
      const following = createCaseFollowing({
        ...{ systems: [bot.system], making: bot.making, stored: bot.stored },
        ...{ hasRules: () => false, hasRestrictedRule: true, database, tenantId, clock: stage.now, log: () => {} },
      });
      const change = { kind: 'changed', system: under.key, record: await recordOf(), mergedInto: null } as const;
      const swarm = await bot.system.whoAmI();
      await following.reconcile();
      await database.sql.execute(sql`delete from changed_case`);
      if (swarm === null) expect(under.key).toContain('servicenow');
      else await until(async () => (await following.heard({ ...change, by: swarm })) === 'ours');
      await database.sql.execute(sql`delete from changed_case`);
      expect(await following.heard({ ...change, by: 'somebody' })).toBe('noted');
      expect(await following.heard({ ...change, record: 'of no case that Swarm knows', by: null })).toBe('nothing');
    });

    test('is read before those that changed earlier', async () => {
      const numbers = [1, 2, 3].map((n) => under.number(count + 100 * n));
      for (const each of numbers) {
        keep({}, each);
        await bot.name(each);
      }
      for (const each of numbers) {
        stage.moveOn(60_000);
        keep({ severity: 'low' }, each);
      }
      stage.moveOn(200_000);
      await bot.poll();
      const order: string[] = [];
      for (let taken = await bot.changed.take([under.key]); taken; taken = await bot.changed.take([under.key]))
        order.push(taken.changedAt);
      expect(order).toHaveLength(3);
      expect(order).toEqual(order.toSorted().reverse());
    });

    describe('after an outage, told by a list of several pages', () => {
      /** A system whose list comes in these pages: of each case that changed, how many minutes ago. */
      async function listing(...pages: Readonly<Record<string, number>>[]) {
        const names = [...new Set(pages.flatMap((page) => Object.keys(page)))];
        const numberOf = (name: string): string => under.number(10_000 + 100 * names.indexOf(name) + count);
        const records = new Map<string, string>();
        for (const name of names) {
          keep({}, numberOf(name));
          await bot.name(numberOf(name));
          stage.moveOn(60_000);
          keep({ severity: 'low' }, numberOf(name));
          records.set(name, (await bot.stored.find(tenantId, numberOf(name)))?.home?.record ?? '');
        }
        const changesSince = async ({ cursor }: { cursor: string | null }): Promise<Changes> => {
          const page = Number(cursor ?? 0);
          const changes = Object.entries(pages[page] ?? {}).map(([name, minutes]): Change => {
            const at = new Date(stage.now() - 60_000 * minutes).toISOString();
            const untold = { created: null, version: null, closed: null, satisfaction: null };
            return { ...untold, record: records.get(name) ?? '', number: numberOf(name), at, state: 'open' };
          });
          return { kind: 'ok', changes, cursor: String(page + 1), isLast: page === pages.length - 1, odd: [] };
        };
        return {
          numberOf,
          recordOf: (name: string): string => records.get(name) ?? '',
          /** The list is asked for as far as to a page, counted from one; then the system is busy. */
          poll: (until: number, by = bot) =>
            by.poll({
              systems: [
                {
                  key: under.key,
                  changesSince: async (from: { cursor: string | null }) =>
                    Number(from.cursor ?? 0) < until ? changesSince(from) : { kind: 'busy', until: 'later' },
                },
              ],
            }),
          /** What can be read now, in the order in which it is. */
          async readBy(by = bot): Promise<string[]> {
            const order: string[] = [];
            for (let taken = await by.changed.take([under.key]); taken; taken = await by.changed.take([under.key])) {
              order.push([...records].find(([, record]) => record === taken?.record)?.[0] ?? '');
              await by.changed.done(taken);
            }
            return order;
          },
        };
      }

      test('is read when that has come to its end, of all that it told the newest first', async () => {
        const list = await listing({ old: 300, middle: 100 }, { older: 400 }, { newest: 1, old: 299 });
        await list.poll(2);
        expect((await bot.changed.waiting()).count).toBe(3);
        expect(await list.readBy()).toEqual([]);
        await list.poll(3);
        expect(await list.readBy()).toEqual(['newest', 'middle', 'old', 'older']);
      });

      test('waits for that end although the process that asked was killed and another one goes on', async () => {
        const list = await listing({ old: 300 }, { newest: 1 });
        await list.poll(1);
        const other = startBot();
        expect(await list.readBy(other)).toEqual([]);
        await list.poll(2, other);
        expect(await list.readBy(other)).toEqual(['newest', 'old']);
      });

      test('is read at once when it is pushed or named meanwhile, and when it was pushed before', async () => {
        const list = await listing({ pushed: 300, named: 100, before: 50 }, { newest: 1 });
        await bot.push(list.recordOf('before'));
        await list.poll(1);
        await bot.push(list.recordOf('pushed'));
        expect(await list.readBy()).toEqual(['pushed', 'before']);
        stage.moveOn(60_000);
        await bot.name(list.numberOf('named'));
        expect(await bot.stored.find(tenantId, list.numberOf('named'))).toMatchObject({ severity: 'low' });
        expect((await bot.changed.waiting()).count).toBe(1);
      });

      test('is read when the end has not come for an hour', async () => {
        const list = await listing({ old: 300, middle: 100 }, { newest: 1 });
        await list.poll(1);
        stage.moveOn(59 * 60_000);
        expect(await list.readBy()).toEqual([]);
        stage.moveOn(2 * 60_000);
        expect(await list.readBy()).toEqual(['middle', 'old']);
      });
    });
  });
});
