import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Change } from '../../../src/cases/systems/caseSystem.ts';
import { serviceNowChanges } from '../../../src/cases/systems/servicenow/changes.ts';
import type { KeptCase } from '../../../src/sandbox/systems/keptCase.ts';
import { type SystemStage, systemsUnderTest } from './stage.ts';

const iso = (ms: number): string => new Date(Math.floor(ms / 1_000) * 1_000).toISOString();

/** What each system says has changed, asked over its own protocol. */
describe.each(systemsUnderTest)('$name ($key), asked what changed', (under) => {
  let stage: SystemStage;
  beforeEach(async () => {
    stage = await under.open();
  });
  afterEach(() => stage.close());

  function keep(n: number, change: Partial<KeptCase> = {}): string {
    const number = under.number(n);
    const at = stage.cases.findIndex((each) => each.number === number);
    stage.cases.splice(at < 0 ? stage.cases.length : at, 1, {
      number,
      title: `VPN ${n}`,
      description: null,
      customer: null,
      product: null,
      severity: 'normal',
      language: 'en',
      owner: { kind: 'group', name: 'Second line' },
      created: iso(stage.now() - 40 * 86_400_000),
      state: 'open',
      changes: 1,
      changedAt: iso(stage.now()),
      ...change,
    });
    return number;
  }

  const weekAgo = () => iso(stage.now() - 7 * 86_400_000);
  /** Asks until there is no more; gives what was told, and where to go on. */
  async function changes(cursor: string | null = null, since = weekAgo()) {
    const told: Change[] = [];
    let pages = 0;
    for (let at = cursor; ; ) {
      const answer = await stage.system.changesSince({ cursor: at, since });
      if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
      told.push(...answer.changes);
      pages += 1;
      at = answer.cursor;
      if (answer.isLast) return { told, cursor: at, pages };
    }
  }
  const numbers = (told: readonly Change[]): string[] => [...new Set(told.map(({ number }) => number ?? ''))].sort();
  /** Zendesk holds back a minute, ServiceNow asks for two again. */
  const later = () => stage.moveOn(200_000);

  test('tells what changed since an instant, with what is known for nothing, and nothing that changed before', async () => {
    const number = keep(1);
    keep(2, { changedAt: iso(stage.now() - 8 * 86_400_000) });
    const closed = keep(3, { state: 'closed' });
    later();
    const { told } = await changes();
    expect(numbers(told)).toEqual([number, closed].sort());
    expect(told.find((each) => each.number === number)).toMatchObject({ state: 'open' });
    expect(told.find((each) => each.number === closed)).toMatchObject({ state: 'closed' });
    expect(Date.parse(told[0]?.created ?? '')).toBeLessThan(stage.now() - 39 * 86_400_000);
  });

  test('names a case by what it can be read with', async () => {
    const number = keep(4);
    later();
    const [change] = (await changes()).told;
    const read = await stage.system.readCase({ by: 'id', id: change?.record ?? '' });
    expect(read).toMatchObject({ kind: 'ok', case: { number, record: change?.record } });
    // An overlap of list and read is told by the version, where the system has one that moves with every change.
    if (change?.version !== null) expect(read).toMatchObject({ case: { version: change?.version } });
  });

  test('tells what the customer said and when it was closed, where the system keeps them in the case', async () => {
    keep(8, { state: 'closed', satisfaction: 'good' });
    keep(9, { satisfaction: 'bad' });
    later();
    const { told } = await changes();
    const of = (n: number) => told.find((each) => each.number === under.number(n));
    const isServiceNow = under.key.startsWith('servicenow');
    expect(of(8)).toMatchObject({
      satisfaction: isServiceNow ? null : 'good',
      closed: isServiceNow ? of(8)?.at : null,
    });
    expect(of(9)).toMatchObject({ satisfaction: isServiceNow ? null : 'bad', closed: null });
  });

  test('tells what the customer said out of a column of the tenant’s own, by the mapping, and nothing for a word that it has not', async () => {
    const said = (value: string | null): Partial<KeptCase> => {
      const [, field] = /^custom_fields\.(\d+)$/.exec(under.link) ?? [];
      const columns = field ? { custom_fields: [{ id: Number(field), value }] } : { [under.link]: value ?? '' };
      return { state: 'closed', satisfaction: 'good', columns };
    };
    const words = { '1 of 5': 'bad', '3 of 5': 'neutral', '5 of 5': 'good' } as const;
    keep(1, said('1 of 5'));
    keep(2, said('3 of 5'));
    keep(3, said('5 of 5'));
    keep(4, said('9 of 5'));
    keep(5, said(null));
    later();
    const mapping = { satisfaction: { column: under.link, choices: words } };
    const answer = await stage.systemWith({ mapping }).changesSince({ cursor: null, since: weekAgo() });
    if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
    const told = [1, 2, 3, 4, 5].map(
      (n) => answer.changes.find((each) => each.number === under.number(n))?.satisfaction,
    );
    expect(told).toEqual(['bad', 'neutral', 'good', null, null]);
  });

  test('goes on from where it was, and tells only what changed since', async () => {
    keep(5);
    later();
    const first = await changes();
    expect(first.told).toHaveLength(1);
    stage.moveOn(600_000);
    const number = keep(6);
    later();
    const second = await changes(first.cursor);
    expect(numbers(second.told)).toContain(number);
    later();
    stage.moveOn(600_000);
    const third = await changes(second.cursor);
    // What it tells again for the sake of slow ones is the same version.
    expect(numbers(third.told).filter((each) => each !== number)).toEqual([]);
  });

  test('pages through many, each once, although all changed in one second', async () => {
    const at = iso(stage.now());
    for (let n = 100; n < 2_700; n++) keep(n, { changedAt: at });
    later();
    const { told, pages } = await changes();
    expect(numbers(told)).toHaveLength(2_600);
    expect(told).toHaveLength(2_600);
    expect(pages).toBeLessThanOrEqual(5);
  });

  test('tells of a case that changes while it pages', async () => {
    for (let n = 100; n < 1_300; n++) keep(n, { changedAt: iso(stage.now() - 1_000_000 + n * 1_000) });
    later();
    const first = await stage.system.changesSince({ cursor: null, since: weekAgo() });
    if (first.kind !== 'ok') throw new Error(first.kind);
    const number = keep(1_200, { changes: 2, state: 'closed' });
    later();
    const { told } = await changes(first.cursor);
    expect([...first.changes, ...told].some((each) => each.number === number && each.state === 'closed')).toBe(true);
  });

  test('tells that a merged case is over without having been solved', async () => {
    const number = keep(13, { state: 'merged' });
    later();
    expect((await changes()).told.find((each) => each.number === number)).toMatchObject({ state: 'unsolved' });
  });

  test('tells all others although one row cannot be read, and says what is wrong with that', async () => {
    const number = keep(10);
    keep(11, { columns: under.undated });
    const last = keep(12);
    later();
    const answer = await stage.system.changesSince({ cursor: null, since: weekAgo() });
    if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
    expect(numbers(answer.changes)).toEqual([number, last].sort());
    expect(answer).toMatchObject({ isLast: true, odd: [expect.stringContaining(Object.keys(under.undated)[0] ?? '')] });
  });

  test('goes on with another token when theirs has ended on the way', async () => {
    const number = keep(5);
    later();
    const first = await changes();
    stage.endTokens();
    const after = keep(6);
    stage.moveOn(600_000);
    const second = await changes(first.cursor);
    expect(numbers(first.told)).toEqual([number]);
    expect(numbers(second.told)).toContain(after);
  });

  test('says that it is busy, and until when', async () => {
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'throttle', retryAfter: 30 });
    const answer = await stage.system.changesSince({ cursor: null, since: weekAgo() });
    expect(answer).toMatchObject({ kind: 'busy' });
  });

  test('says of a cursor that is none that it must begin anew', async () => {
    expect(await stage.system.changesSince({ cursor: 'nonsense', since: weekAgo() })).toEqual({ kind: 'expired' });
  });
});

const opened = async (key: string): Promise<SystemStage> => {
  const under = systemsUnderTest.find((each) => each.key === key);
  if (!under) throw new Error(key);
  return under.open();
};
const kept = (number: string, change: Partial<KeptCase> = {}): KeptCase => ({
  ...{ number, title: 'VPN', description: null, customer: null, product: null, severity: 'normal', language: 'en' },
  ...{ owner: { kind: 'group', name: 'Second line' }, created: '2026-11-01T00:00:00.000Z', state: 'open', changes: 1 },
  ...change,
});

describe('what only one of them does', () => {
  let stage: SystemStage;
  afterEach(() => stage.close());

  test('Dynamics 365 tells of deletions, by the id alone', async () => {
    stage = await opened('dynamics');
    stage.cases.push(kept('CAS-00001-V0K9Y0', { changedAt: new Date(stage.now()).toISOString() }));
    const since = '2026-11-01T00:00:00.000Z';
    const first = await stage.system.changesSince({ cursor: null, since });
    if (first.kind !== 'ok') throw new Error(first.kind);
    stage.cases.pop();
    const second = await stage.system.changesSince({ cursor: first.cursor, since });
    expect(second).toMatchObject({
      kind: 'ok',
      changes: [{ record: first.changes[0]?.record, number: null, state: 'deleted' }],
    });
  });

  test('Dynamics 365 forgets a delta link after seven days', async () => {
    stage = await opened('dynamics');
    const first = await stage.system.changesSince({ cursor: null, since: '2026-11-01T00:00:00.000Z' });
    if (first.kind !== 'ok') throw new Error(first.kind);
    stage.moveOn(8 * 86_400_000);
    expect(await stage.system.changesSince({ cursor: first.cursor, since: '2026-11-01T00:00:00.000Z' })).toEqual({
      kind: 'expired',
    });
  });

  test('Dynamics 365 is sent no token to an address that is not its own', async () => {
    stage = await opened('dynamics');
    const cursor = JSON.stringify({ path: 'https://elsewhere.example/api/data/v9.2/incidents', since: null });
    expect(await stage.system.changesSince({ cursor, since: '2026-11-01T00:00:00.000Z' })).toEqual({ kind: 'expired' });
  });

  test('ServiceNow is not believed where the account has another time zone than GMT', async () => {
    stage = await opened('servicenow-incident');
    stage.live('Asia/Tokyo');
    stage.cases.push(kept('INC0000001', { changedAt: new Date(stage.now()).toISOString() }));
    const since = new Date(stage.now() - 86_400_000).toISOString();
    expect(await stage.system.changesSince({ cursor: null, since })).toMatchObject({
      kind: 'broken',
      detail: expect.stringContaining('GMT'),
    });
  });

  test('ServiceNow pages past rows that the account may not see', async () => {
    stage = await opened('servicenow-incident');
    const changedAt = new Date(stage.now() - 600_000).toISOString();
    for (let n = 0; n < 1_500; n++)
      stage.cases.push(kept(`INC${String(n).padStart(7, '0')}`, { changedAt, isHidden: true }));
    stage.cases.push(kept('INC0009999', { changedAt: new Date(stage.now() - 300_000).toISOString() }));
    const since = new Date(stage.now() - 86_400_000).toISOString();
    const first = await stage.system.changesSince({ cursor: null, since });
    if (first.kind !== 'ok') throw new Error(first.kind);
    expect(first).toMatchObject({ changes: [], isLast: false });
    expect(await stage.system.changesSince({ cursor: first.cursor, since })).toMatchObject({
      changes: [{ number: 'INC0009999' }],
      isLast: true,
    });
  });

  test('Zendesk tells of deleted tickets, and of changes by the system that leave their date as it was', async () => {
    stage = await opened('zendesk');
    stage.cases.push(kept('7'), kept('8', { isDeleted: true, changedAt: new Date(stage.now()).toISOString() }));
    stage.moveOn(200_000);
    const since = new Date(stage.now() - 86_400_000).toISOString();
    const first = await stage.system.changesSince({ cursor: null, since });
    if (first.kind !== 'ok') throw new Error(first.kind);
    expect(first.changes).toMatchObject([{ record: '8', state: 'deleted' }]);
    stage.cases[0] = kept('7', { changedAt: new Date(stage.now()).toISOString() });
    stage.moveOn(200_000);
    expect(await stage.system.changesSince({ cursor: first.cursor, since })).toMatchObject({
      changes: [{ record: '7', state: 'open' }],
    });
  });

  test('ServiceNow is asked on from our own time where a row has a date to come: what changes after it is told', async () => {
    stage = await opened('servicenow-incident');
    stage.cases.push(kept('INC0000001', { changedAt: new Date(stage.now() + 30 * 86_400_000).toISOString() }));
    const since = new Date(stage.now() - 86_400_000).toISOString();
    const first = await stage.system.changesSince({ cursor: null, since });
    if (first.kind !== 'ok') throw new Error(first.kind);
    expect(first).toMatchObject({ changes: [{ number: 'INC0000001' }], isLast: true });
    stage.moveOn(600_000);
    stage.cases.push(kept('INC0000002', { changedAt: new Date(stage.now()).toISOString() }));
    const second = await stage.system.changesSince({ cursor: first.cursor, since });
    if (second.kind !== 'ok') throw new Error(second.kind);
    expect(second.changes.map(({ number }) => number)).toContain('INC0000002');
  });

  test('Zendesk tells a case although the export, which all of the account share, has had enough, and a change, too', async () => {
    stage = await opened('zendesk');
    stage.cases.push(kept('7'));
    stage.faults.add({ door: 'cases', path: '/incremental/', does: 'throttle', retryAfter: 58 });
    const since = new Date(stage.now() - 86_400_000).toISOString();
    expect(await stage.system.changesSince({ cursor: null, since })).toMatchObject({ kind: 'busy' });
    expect(await stage.system.readCase({ by: 'number', number: '7' })).toMatchObject({ kind: 'ok' });
    expect(await stage.system.changesSince({ cursor: null, since })).toMatchObject({ kind: 'busy' });
    stage.faults.add({ door: 'cases', method: 'PUT', does: 'throttle', retryAfter: 58 });
    const note = { id: '3b8e2c1a-0000-4000-8000-00000000000a', title: 'Swarm', repeated: false, follows: true };
    expect(await stage.system.writeNote({ by: 'number', number: '7' }, note, 'Known')).toMatchObject({ kind: 'busy' });
    expect(await stage.system.readCase({ by: 'number', number: '7' })).toMatchObject({ kind: 'ok' });
  });

  test('Zendesk says that its agent is no administrator, who alone may ask', async () => {
    stage = await opened('zendesk');
    stage.allow('reads-cases-alone');
    const since = new Date(stage.now() - 86_400_000).toISOString();
    expect(await stage.system.changesSince({ cursor: null, since })).toMatchObject({ kind: 'forbidden' });
  });
});

/** ServiceNow's answers, behind a gateway that takes away what it says of the total. */
describe('ServiceNow, without the number of all rows', () => {
  const at = '2026-11-20 09:00:00';
  const field = (value: string) => ({ value, display_value: value });
  const rows = Array.from({ length: 2_500 }, (_, n) => ({
    ...{ sys_id: field(n.toString(16).padStart(32, '0')), number: field(`INC${n}`), state: field('1') },
    ...{ sys_created_on: field(at), sys_updated_on: field(at), sys_mod_count: field('1') },
  }));
  const changesSince = serviceNowChanges({
    ...{
      api: 'https://contoso.example/api/now/table/incident',
      host: 'contoso.example',
      closed: [],
      solved: [],
      satisfaction: { column: null, choices: {} },
    },
    clock: () => Date.parse('2026-11-29T12:00:00Z'),
    caller: {
      async get(address) {
        const query = new URL(address).searchParams;
        const since = /sys_updated_on>?=(.{19})/.exec(query.get('sysparm_query') ?? '')?.[1] ?? '';
        const after = /sys_id>(\w*)/.exec(query.get('sysparm_query') ?? '')?.[1] ?? '';
        const from = Number(query.get('sysparm_offset'));
        const result = rows.filter(({ sys_id }) => since <= at && sys_id.value > after).slice(from, from + 1_000);
        return { kind: 'ok', status: 200, body: { result }, headers: new Headers() };
      },
      send: async () => ({ kind: 'broken', detail: 'nothing is sent' }),
    },
  });

  test('is asked on while pages are full, also within one second', async () => {
    const numbers = new Set<string | null>();
    let cursor: string | null = null;
    for (let pages = 0, isLast = false; !isLast; pages++) {
      expect(pages).toBeLessThan(6);
      const answer = await changesSince({ cursor, since: '2026-11-20T00:00:00.000Z' });
      if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
      for (const { number } of answer.changes) numbers.add(number);
      ({ cursor, isLast } = answer);
    }
    expect(numbers.size).toBe(2_500);
  });
});
