import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../src/cases/case.ts';
import { caseOf } from '../../../src/cases/systems/becoming.ts';
import type { CaseRead, CaseSystem, SystemCase } from '../../../src/cases/systems/caseSystem.ts';
import { type Mapping, shippedMappings } from '../../../src/cases/systems/mapping.ts';
import { createCaseReading } from '../../../src/cases/systems/reading.ts';
import { idWithin, type KeptCase } from '../../../src/sandbox/systems/keptCase.ts';
import { type SystemStage, systemsUnderTest } from './stage.ts';

const owner: Person = { id: '22222222-2222-4222-8222-000000000001', name: '佐藤 美香' };

describe.each(systemsUnderTest)('cases of $name ($key)', (under) => {
  let stage: SystemStage;
  const number = under.number(35_436);
  const kept = (change: Partial<KeptCase> = {}): KeptCase => ({
    number,
    title: 'サイト間 VPN が 1 時間ごとに切断される 🔥',
    description: 'Since the router was replaced,\r\nthe tunnel drops every hour.',
    customer: 'ノースウィンド商事',
    product: 'Azure VPN Gateway',
    severity: 'high',
    language: 'ja',
    owner: { kind: 'person', id: owner.id, name: owner.name, mail: 'mika.sato@swarm.example' },
    created: '2026-11-28T00:15:30.000Z',
    state: 'open',
    changes: 4,
    ...change,
  });

  beforeAll(async () => {
    stage = await under.open();
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    stage.cases.splice(0);
    stage.cases.push(kept());
    stage.faults.clear();
    stage.allow('reads-cases');
    stage.moveOn(86_400_000);
    stage.calls();
  });

  const byNumber = (system: CaseSystem, asked = number): Promise<CaseRead> =>
    system.readCase({ by: 'number', number: asked });
  async function read(system = stage.system): Promise<SystemCase> {
    const answer = await byNumber(system);
    if (answer.kind !== 'ok') throw new Error(`It was not read: ${JSON.stringify(answer)}`);
    return answer.case;
  }
  async function become(mapping: Partial<Mapping> = {}) {
    const told = await read(stage.systemWith({ mapping }));
    return caseOf(told, { ...shippedMappings[under.key], ...mapping }, owner);
  }

  test('are read by their number, in one call, and become cases as the shipped mapping says', async () => {
    await read();
    stage.calls();
    const told = await read();
    expect(stage.calls()).toBe(1);
    expect(told.number).toBe(number);
    expect(told.isClosed).toBe(false);
    const { case: theCase, misfits } = caseOf(told, shippedMappings[under.key], owner);
    expect(misfits).toEqual([]);
    expect(theCase).toMatchObject({
      id: number,
      title: 'サイト間 VPN が 1 時間ごとに切断される 🔥',
      customer: 'ノースウィンド商事',
      severity: 'high',
      language: 'ja',
      restricted: false,
      owner,
    });
    expect(theCase.description.split(/\r?\n/)).toEqual([
      'Since the router was replaced,',
      'the tunnel drops every hour.',
    ]);
    expect(Date.parse(theCase.created)).toBe(Date.parse('2026-11-28T00:15:30Z'));
  });

  test('tell who owns them', async () => {
    const told = await read();
    expect(told.owner).toEqual({
      kind: 'person',
      id: under.knowsEntraId ? owner.id : null,
      mail: 'mika.sato@swarm.example',
      name: owner.name,
      group: null,
    });
    stage.cases.splice(0, 1, kept({ owner: { kind: 'group', name: '二次対応 ネットワーク' } }));
    expect((await read()).owner).toEqual({ kind: 'none', group: '二次対応 ネットワーク' });
    const gone = {
      kind: 'person',
      id: owner.id,
      name: owner.name,
      mail: 'mika.sato@swarm.example',
      isDisabled: true,
    } as const;
    stage.cases.splice(0, 1, kept({ owner: gone }));
    expect((await read()).owner.kind).toBe('none');
  });

  test('tell which group has one that a person of it owns, for who is nobody in Entra', async () => {
    const { id, name } = owner;
    const mail = 'mika.sato@swarm.example';
    stage.cases.splice(0, 1, kept({ owner: { kind: 'person', id, name, mail, group: 'Second line' } }));
    // Dynamics knows a person by their Entra id: a case is a team's or a person's.
    expect((await read()).owner).toMatchObject({ name, group: under.key === 'dynamics' ? null : 'Second line' });
  });

  test('that a team of Dynamics 365 owns are of who took them out of their queue, if the queues can be read', async () => {
    if (under.key !== 'dynamics') return;
    const worker = { kind: 'person', id: owner.id, name: owner.name, mail: 'mika.sato@swarm.example' } as const;
    const team = { kind: 'group', name: 'Second line' } as const;
    stage.cases.splice(0, 1, kept({ owner: team, queue: { name: 'VPN', worker } }));
    expect((await read()).owner).toMatchObject({ kind: 'person', id: owner.id, group: 'Second line' });
    stage.cases.splice(0, 1, kept({ owner: team, queue: { name: 'VPN', worker: null } }));
    expect((await read()).owner).toEqual({ kind: 'none', group: 'Second line' });
    stage.cases.splice(0, 1, kept({ owner: { ...worker, isDisabled: true }, queue: { name: 'VPN', worker: null } }));
    expect((await read()).owner).toEqual({ kind: 'none', group: 'VPN' });
    stage.faults.add({
      door: 'cases',
      path: 'queueitems',
      does: 'refuse',
      status: 403,
      code: '0x80040220',
      times: null,
    });
    expect((await read()).owner).toEqual({ kind: 'none', group: null });
    stage.faults.clear();
    // Whose it is is not guessed while it cannot be asked.
    stage.faults.add({ door: 'cases', path: 'queueitems', does: 'refuse', status: 500, code: 'x' });
    expect((await byNumber(stage.system)).kind).toBe('broken');
  });

  test('are read by the address that people copy, and by no other', async () => {
    const address = new URL(stage.addressOf(number));
    const named = stage.system.addressed(address);
    if (!named) throw new Error(`${address} is not known as an address`);
    const answer = await stage.system.readCase(named);
    expect(answer.kind === 'ok' && answer.case.number).toBe(number);
    const elsewhere = new URL(address);
    elsewhere.port = '1';
    expect(stage.system.addressed(elsewhere)).toBeNull();
    expect(stage.system.addressed(new URL(`${address.origin}/`))).toBeNull();
  });

  test('are read by all else that people copy of them, also from guarded mail and from a sign-in', async () => {
    const { system } = stage;
    const reads = createCaseReading({
      ...{ systems: [system], mappings: { order: [], of: shippedMappings }, log: () => {} },
      findPerson: async () => owner,
      keep: async () => 'stored',
    });
    const { addresses, records } = stage.copiedOf(number);
    const within = encodeURIComponent(addresses[0] ?? '');
    const guarded = [
      `https://apc01.safelinks.protection.outlook.com/?url=${within}&data=05%7C02%7C&sdata=x%2Fy%3D&reserved=0`,
      `https://urldefense.com/v3/__${addresses[0]}__;!!ABC`,
      `${new URL(addresses[0] ?? '').origin}/signin?return_to=${within}&theme=hc`,
    ];
    const all = [...addresses, ...guarded, ...records];
    for (const copied of all) {
      const said = reads.namedIn(copied);
      const read = said && (await reads.read(said.named, () => true));
      expect({ copied, said, read }).toMatchObject({
        ...{ copied, said: { isAlone: true } },
        read: { kind: 'read', caseId: number },
      });
    }
    // A Japanese sentence goes on right behind an address.
    for (const copied of [...addresses, ...guarded])
      expect(reads.namedIn(`${copied}をお願いします`)).toEqual({ named: copied.replace(/\)$/, ''), isAlone: true });
    expect(reads.namedIn(`${number} ${addresses[0]}`)).toEqual({ named: addresses[0], isAlone: true });
    // A link with a name, as it is written to the bot.
    const titled = `[VPN drops – CAS-1, case 77](${addresses[0]})`;
    for (const said of [titled, `${titled} をお願いします`, `Please look at ${titled}`])
      expect(reads.namedIn(said)).toEqual({ named: addresses[0], isAlone: true });
    expect(reads.namedIn(`${titled} drops every hour`)).toEqual({ named: addresses[0], isAlone: false });
    expect(reads.namedIn(`${addresses[0]} drops every hour`)).toEqual({ named: addresses[0], isAlone: false });
  });

  test('are read by no id of another record, nor by an address that leads to none of them', async () => {
    const at = (path: string) => stage.system.addressed(new URL(path, stage.addressOf(number)));
    const id = idWithin('incident', number);
    for (const path of [
      `/main.aspx?etn=account&id=${id}`,
      `/main.aspx?etn=incidentresolution&id=${id}`,
      `/main.aspx?etc=1120&id=${id}`,
      `/main.aspx?etn=incident&formid=${id}`,
      `/nav_to.do?uri=problem.do?sys_id=${id.replaceAll('-', '')}`,
      `/sp?id=ticket&table=problem&sys_id=${id.replaceAll('-', '')}`,
      `/incident_list.do?sysparm_query=active=true`,
      `/text_search_exact_match.do?sysparm_search=VPN`,
      '/agent/users/35436/requested_tickets',
      '/agent/filters/35436',
      '/agent/tickets/35436a',
    ])
      expect({ path, named: at(path) }).toEqual({ path, named: null });
  });

  test('count up with each change', async () => {
    const before = (await read()).version;
    stage.cases.splice(0, 1, kept({ changes: 5, severity: 'low' }));
    expect((await read()).version > before).toBe(true);
  });

  test('that there are not, or that are hidden from Swarm, are not found', async () => {
    expect(await byNumber(stage.system, under.number(99_999))).toEqual({ kind: 'not-found' });
    stage.cases.splice(0, 1, kept({ isHidden: true }));
    expect(['not-found', 'forbidden']).toContain((await byNumber(stage.system)).kind);
  });

  test.each(['closed', 'merged'] as const)('that are %s are told as closed', async (state) => {
    stage.cases.splice(0, 1, kept({ state }));
    expect((await read()).isClosed).toBe(true);
  });

  test('in which next to nothing is filled in are read all the same', async () => {
    stage.cases.splice(0, 1, kept({ title: null, description: null, customer: null, product: null }));
    const { case: theCase } = await become();
    expect(theCase).toMatchObject({ title: number, description: '', customer: null, product: null });
  });

  test('written in HTML become plain text', async () => {
    const html = '<div><p>The tunnel &amp; the <b>router</b></p><p>drop</p></div>';
    stage.cases.splice(0, 1, kept({ description: html }));
    const { case: theCase } = await become();
    expect(theCase.description).not.toMatch(/[<>]|&amp;/);
    expect(theCase.description).toContain('The tunnel & the router');
  });

  test('with nothing where a list or a value may stand are read all the same', async () => {
    const shown = (value: unknown) => ({ value, display_value: value });
    const row = {
      ...{ sys_id: shown('7'), number: shown(number), state: shown('2'), sys_created_on: shown('2026-11-28 00:15:30') },
      ...{ sys_mod_count: shown(4), short_description: shown('VPN'), description: shown(null), priority: shown(2) },
    };
    const incident = {
      ...{ '@odata.etag': 'W/"4"', incidentid: idWithin('incident', number), ticketnumber: number, statecode: 0 },
      ...{ createdon: '2026-11-28T00:15:30Z', title: 'VPN', description: null, prioritycode: null, owninguser: null },
    };
    const ticket = {
      ...{ id: 35_436, status: 'open', subject: 'VPN', description: null, priority: null, tags: null },
      ...{ created_at: '2026-11-28T00:15:30Z', updated_at: '2026-11-28T00:15:30Z', custom_fields: null },
    };
    const beside = { users: null, organizations: [{ id: 'odd' }], groups: [null] };
    const content = JSON.stringify({ value: [incident], result: [row], ticket, ...beside });
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'garble', status: 200, content });
    expect(await read()).toMatchObject({ number, isClosed: false, owner: { kind: 'none', group: null } });
  });

  test('have the urgency that the mapping gives their choice, and the usual one where it knows none', async () => {
    for (const severity of ['high', 'normal', 'low'] as const) {
      stage.cases.splice(0, 1, kept({ severity }));
      expect((await become()).case.severity).toBe(severity);
    }
    stage.cases.splice(0, 1, kept({ columns: under.oddUrgency.columns }));
    const { case: theCase, misfits } = await become();
    expect(theCase.severity).toBe('normal');
    expect(misfits).toMatchObject(under.oddUrgency.isUnmapped ? [{ code: 'choice-unknown' }] : []);
  });

  test('are restricted by the rule of the mapping, and while its column cannot be looked at', async () => {
    const { column, value, is } = under.restricted;
    const mapping = { restricted: [{ column, is: [is] }] };
    expect((await become(mapping)).case.restricted).toBe(false);
    stage.cases.splice(0, 1, kept({ columns: { [column]: value } }));
    expect((await become(mapping)).case.restricted).toBe(true);
    const missing = { restricted: [{ column: under.missingColumn, is: [is] }] };
    const { case: theCase, misfits } = await become(missing);
    expect(theCase.restricted).toBe(true);
    expect(misfits).toEqual([{ code: 'column-missing', column: under.missingColumn }]);
  });

  test('that go on as a restricted one are restricted, and those that one of these goes on as stay it', async () => {
    const { column, value, is } = under.restricted;
    const mapping = { restricted: [{ column, is: [is] }] };
    const into = kept({ number: under.number(35_440) });
    const merged = { state: 'merged', mergedInto: { number: into.number } } as const;
    const confidential = { columns: { [column]: value } };
    stage.cases.splice(0, 1, kept(merged), into);
    expect((await become(mapping)).case.restricted).toBe(false);
    stage.cases.splice(0, 2, kept(merged), { ...into, ...confidential });
    expect((await become(mapping)).case.restricted).toBe(true);
    stage.cases.splice(0, 2, kept({ ...merged, ...confidential }), into);
    expect((await become(mapping)).case.restricted).toBe(true);
  });

  test('are told under the product name that the mapping has for theirs', async () => {
    stage.cases.splice(0, 1, kept({ product: 'VPN-GW (legacy)' }));
    const mapped = await become({ product: under.product, products: { 'VPN-GW (legacy)': 'Azure VPN Gateway' } });
    expect(mapped.case.product).toBe('Azure VPN Gateway');
    expect((await become({ product: under.product })).case.product).toBe('VPN-GW (legacy)');
  });

  test('cannot be read while the system is busy: it is left alone until the instant that it named', async () => {
    const rule = stage.faults.add({ door: 'cases', path: under.callsPath, does: 'throttle', retryAfter: 7 });
    const now = stage.now();
    const first = await byNumber(stage.system);
    expect(first.kind).toBe('busy');
    const until = first.kind === 'busy' ? Date.parse(first.until) : 0;
    expect(until - now).toBeGreaterThanOrEqual(6_000);
    expect(until - now).toBeLessThan(30_000);
    stage.faults.remove(rule);
    stage.calls();
    expect(await byNumber(stage.system)).toEqual(first);
    expect(stage.calls()).toBe(0);
    stage.moveOn(31_000);
    expect((await byNumber(stage.system)).kind).toBe('ok');
  });

  test('cannot be read while the system’s own limit is used up, as its own headers say, and can after that', async () => {
    await read();
    stage.calls();
    stage.useUp(1_234_000);
    const now = stage.now();
    const first = await byNumber(stage.system);
    const until = first.kind === 'busy' ? Date.parse(first.until) : 0;
    expect(until - now).toBeGreaterThanOrEqual(1_234_000 - 1_000);
    expect(until - now).toBeLessThan(1_234_000 + 30_000);
    const headers = stage.lastHeaders();
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(['Retry-After', ...under.limitHeaders]));
    const reset = headers['X-RateLimit-Reset'];
    if (reset !== undefined) expect(Math.abs(1_000 * Number(reset) - until)).toBeLessThan(30_000);
    expect(headers['ratelimit-reset'] ?? headers['Retry-After']).toBe(headers['Retry-After']);
    expect(await byNumber(stage.system)).toEqual(first);
    expect(stage.calls()).toBe(1);
    stage.moveOn(until - stage.now() + 1_000);
    expect((await byNumber(stage.system)).kind).toBe('ok');
  });

  test('are read with another token when theirs has ended, once', async () => {
    await read();
    stage.endTokens();
    expect((await byNumber(stage.system)).kind).toBe('ok');
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'refuse', status: 401, code: 'no', times: null });
    stage.calls();
    expect((await byNumber(stage.system)).kind).toBe('broken');
  });

  test('cannot be read without a right to it', async () => {
    stage.allow('no-role');
    expect(['forbidden', 'not-found']).toContain((await byNumber(stage.system)).kind);
  });

  test.each([
    ['fails', { does: 'refuse', status: 500, code: 'InternalError', message: 'It fell over' }],
    ['breaks the connection', { does: 'lose-answer' }],
    ['says nothing that can be read', { does: 'garble', status: 200, content: '<html>Sign in</html>' }],
    ['answers something else than was asked', { does: 'garble', status: 200, content: '{"odd":1}' }],
  ] as const)('are told as unreadable when the system %s', async (_what, fault) => {
    stage.faults.add({ door: 'cases', path: under.callsPath, ...fault });
    const answer = await byNumber(stage.system);
    expect(answer).toEqual({ kind: 'broken', detail: expect.stringMatching(/127\.0\.0\.1/) });
    expect(JSON.stringify(answer)).not.toMatch(/Bearer|eyJ/);
  });

  test('are told as unreadable when the system does not answer in time', async () => {
    await read();
    const impatient = stage.systemWith({ patience: 50 });
    const rule = stage.faults.add({ door: 'cases', path: under.callsPath, does: 'hold', times: null });
    expect(await byNumber(impatient)).toMatchObject({
      kind: 'broken',
      detail: expect.stringContaining('within 0.05 s'),
    });
    stage.faults.release(rule);
  });

  test('with a date that there is none of are told as unreadable', async () => {
    if (under.name !== 'ServiceNow') return;
    const never = { value: '2024-13-45 00:00:00', display_value: '2024-13-45 00:00:00' };
    stage.cases.splice(0, 1, kept({ columns: { sys_created_on: never } }));
    expect(await byNumber(stage.system)).toMatchObject({ kind: 'broken', detail: expect.stringContaining('no date') });
  });

  describe('the self-test', () => {
    test('says that cases can be read and that the shipped mapping fits', async () => {
      expect(await stage.system.selfTest()).toEqual([
        { result: 'ok', fact: { code: 'case-readable' } },
        { result: 'ok', fact: { code: 'case-mapping-fits' } },
      ]);
    });

    test('names what of the mapping does not fit', async () => {
      const rules = [{ column: under.missingColumn, is: ['x'] }];
      const checks = await stage.systemWith({ mapping: { restricted: rules } }).selfTest();
      expect(checks).toContainEqual({
        result: 'failed',
        fact: { code: 'case-columns-missing', names: [under.missingColumn] },
      });
    });

    test('names the choices of the urgency for which the mapping has no word', async () => {
      const [[value = '', word = 'low'] = []] = Object.entries(shippedMappings[under.key].severity.choices).slice(-1);
      const { severity } = shippedMappings[under.key];
      const mapping = { severity: { ...severity, choices: { [value]: word } } };
      const [, unmapped] = await stage.systemWith({ mapping }).selfTest();
      expect(unmapped?.fact).toEqual({ code: 'case-choices-unmapped', names: expect.any(Array) });
      expect(JSON.stringify(unmapped?.fact)).not.toContain(`"${value}`);
      if (under.key === 'zendesk') {
        const own = { severity: { ...severity, column: under.product, choices: { vpn: 'low' } } } as const;
        expect(await stage.systemWith({ mapping: own }).selfTest()).toContainEqual({
          result: 'failed',
          fact: { code: 'case-choices-unmapped', names: ['vip 至急'] },
        });
      }
      if (under.name === 'ServiceNow') {
        const noRight = {
          door: 'cases',
          path: 'sys_choice',
          does: 'refuse',
          status: 403,
          code: 'x',
          times: null,
        } as const;
        stage.faults.add(noRight);
        expect(await stage.system.selfTest()).toContainEqual({
          result: 'unknown',
          fact: { code: 'case-choices-unknown' },
        });
      }
    });

    if (under.name === 'ServiceNow')
      test('names the columns that the account may not see and without which no case can be read', async () => {
        stage.hide('state', 'sys_mod_count');
        const hidden = { code: 'case-columns-hidden', names: ['state', 'sys_mod_count'] };
        const checks = await stage.system.selfTest();
        expect(checks[0]).toEqual({ result: 'failed', fact: hidden });
        expect(checks).not.toContainEqual(expect.objectContaining({ fact: { code: 'case-readable' } }));
        stage.hide();
        expect((await stage.system.selfTest())[0]?.fact).toEqual({ code: 'case-readable' });
      });

    test('tells a missing right, no case at all, a busy system and a broken one apart', async () => {
      stage.cases.splice(0);
      expect(await stage.system.selfTest()).toContainEqual({ result: 'unknown', fact: { code: 'case-none-readable' } });
      stage.faults.add({ door: 'cases', path: under.callsPath, does: 'refuse', status: 500, code: 'x', times: null });
      const [broken] = await stage.system.selfTest();
      expect(broken).toMatchObject({ result: 'failed', fact: { code: 'error' } });
      stage.faults.clear();
      stage.faults.add({ door: 'cases', path: under.callsPath, does: 'throttle', retryAfter: 5, times: null });
      expect((await stage.system.selfTest())[0]).toEqual({ result: 'unknown', fact: { code: 'case-busy' } });
    });
  });
});
