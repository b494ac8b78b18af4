import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { markerOf } from '../../../src/cases/systems/calls/noteText.ts';
import type { CaseNote, CaseSystem, CaseWritten } from '../../../src/cases/systems/caseSystem.ts';
import { idOf } from '../../../src/cases/systems/writing.ts';
import { idWithin, type KeptCase } from '../../../src/sandbox/systems/keptCase.ts';
import { sysId } from '../../../src/sandbox/systems/servicenow/records.ts';
import { type SystemStage, systemsUnderTest } from './stage.ts';

const owner = { id: '22222222-2222-4222-8222-000000000001', name: '佐藤 美香' };
const channel = 'https://teams.microsoft.com/l/channel/19%3aabc%40thread.tacv2/4711?groupId=1&tenantId=2';

describe.each(systemsUnderTest)('what is written into cases of $name ($key)', (under) => {
  let stage: SystemStage;
  let system: CaseSystem;
  const number = under.number(35_436);
  const kept = (change: Partial<KeptCase> = {}): KeptCase => ({
    ...{ number, title: 'VPN', description: 'It drops.', customer: 'ノースウィンド商事', product: null },
    ...{ severity: 'high', language: 'ja', created: '2026-11-28T00:15:30.000Z', state: 'open', changes: 4 },
    owner: { kind: 'person', ...owner, mail: 'mika.sato@swarm.example' },
    columns: under.key === 'zendesk' ? { custom_fields: [{ id: 360_002, value: null }] } : {},
    ...change,
  });
  /** The stand-ins keep what was written under a case's number, so each test has its own case. */
  let last = 0;
  let at: string;

  beforeAll(async () => {
    stage = await under.open();
    system = stage.systemWith({ mapping: { link: under.link } });
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    last += 1;
    at = under.number(100_000 + last).slice(0, 20);
    stage.cases.splice(0);
    stage.cases.push(kept({ number: at }));
    stage.faults.clear();
    stage.allow('writes-notes');
    stage.twist('none');
    stage.moveOn(86_400_000);
    stage.calls();
  });

  const named = () => ({ by: 'number', number: at }) as const;
  const noteOf = (name: string, change: Partial<CaseNote> = {}): CaseNote => ({
    ...{ id: idOf(name), title: 'Swarm: started', repeated: false, follows: true, ...change },
  });
  const write = (text: string, note = noteOf(at), by = system): Promise<CaseWritten> =>
    by.writeNote(named(), note, text);
  const texts = () => stage.timeline(at).map(({ text }) => text);
  const replace = (change: Partial<KeptCase>) => stage.cases.splice(0, 1, kept({ number: at, ...change }));

  test('is for staff: no customer sees it', async () => {
    expect(await write('Mika coordinates a swarm.\nチャネル: https://teams.microsoft.com/x 🔥')).toEqual({
      kind: 'ok',
    });
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('Mika coordinates a swarm.\nチャネル: https://teams.microsoft.com/x 🔥');
    expect(stage.customersView(at)).toEqual([]);
  });

  test('goes to the case that an address leads to as well', async () => {
    const address = system.addressed(new URL(stage.addressOf(at)));
    if (!address) throw new Error('The address is not known');
    expect(await system.writeNote(address, noteOf(at), 'By its address')).toEqual({ kind: 'ok' });
    expect(texts()).toHaveLength(1);
  });

  test('is there once, though its answer was lost and it is written again', async () => {
    stage.faults.add({ door: 'cases', method: under.key === 'zendesk' ? 'PUT' : 'PATCH', does: 'lose-answer' });
    expect((await write('Once')).kind).toBe('broken');
    expect(await write('Once', noteOf(at, { repeated: true }))).toEqual({ kind: 'ok' });
    expect(texts()).toHaveLength(1);
    expect(stage.customersView(at)).toEqual([]);
  });

  if (under.key === 'zendesk')
    describe('whose answer was lost', () => {
      const again = (by = system) => write('Once', noteOf(at, { repeated: true }), by);
      beforeEach(async () => {
        stage.faults.add({ door: 'cases', method: 'PUT', does: 'lose-answer' });
        expect((await write('Once')).kind).toBe('broken');
      });

      test('is found again by its last line and its author: the list of comments tells of no metadata', async () => {
        const [text = ''] = texts();
        // The newest, word for word, of another agent: it is not that one which is found.
        const later = new Date(stage.now() + 60_000).toISOString();
        replace({ said: [{ at: later, by: 'Abel Tuter', text, isPublic: true }] });
        expect(await again()).toEqual({ kind: 'ok' });
        expect(texts()).toEqual([text]);
      });

      test('is not written again while nobody can tell who wrote one like it', async () => {
        stage.faults.add({ door: 'cases', path: '/users/me', does: 'refuse', status: 500, code: 'x', times: null });
        expect(await again(stage.systemWith({}))).toMatchObject({ kind: 'broken' });
        stage.faults.clear();
        expect(await again(stage.systemWith({}))).toEqual({ kind: 'ok' });
        expect(texts()).toHaveLength(1);
      });

      test('is found by its metadata as well, in an account that shows them though nobody promises it', async () => {
        const comment = { id: 9, body: 'As a rule has changed it', author_id: 2, public: false };
        const told = { ...comment, metadata: { system: {}, custom: { swarm: noteOf(at).id } } };
        const content = JSON.stringify({ comments: [told], meta: { has_more: false } });
        stage.faults.add({ door: 'cases', path: '/comments', does: 'garble', status: 200, content });
        expect(await again()).toEqual({ kind: 'ok' });
        expect(texts()).toHaveLength(1);
      });
    });

  if (under.name === 'ServiceNow')
    describe('whose answer was lost and that the row of the case does not show', () => {
      const table = under.key === 'servicenow-case' ? 'sn_customerservice_case' : 'incident';
      const again = () => write('Once', noteOf(at, { repeated: true }));
      beforeEach(async () => {
        stage.faults.add({ door: 'cases', method: 'PATCH', does: 'lose-answer' });
        expect((await write('Once')).kind).toBe('broken');
        const shown = (value: string) => ({ value, display_value: value });
        const row = { sys_id: shown(sysId(table, at)), number: shown(at), state: shown('1') };
        const content = JSON.stringify({ result: [{ ...row, work_notes: shown(''), comments: shown('') }] });
        const reading = { door: 'cases', method: 'GET', path: `/table/${table}`, does: 'garble' } as const;
        stage.faults.add({ ...reading, status: 200, content });
      });
      const inJournal = (entry: { element: string; by: string }) => {
        const value = `Once\n${markerOf(noteOf(at).id)}`;
        const result = [{ element: entry.element, value, sys_created_by: entry.by }];
        const content = JSON.stringify({ result });
        stage.faults.add({ door: 'cases', path: '/sys_journal_field', does: 'garble', status: 200, content });
      };

      test('is found in the journals’ own table, by its last line and who signed it', async () => {
        expect(await again()).toEqual({ kind: 'ok' });
        expect(texts()).toHaveLength(1);
      });

      test('is told as public where that table has it among the comments', async () => {
        inJournal({ element: 'comments', by: 'swarm' });
        expect((await again()).kind).toBe('public');
        expect(texts()).toHaveLength(1);
      });

      test('is written where that table has one like it of somebody else’s alone', async () => {
        inJournal({ element: 'work_notes', by: 'abel.tuter' });
        expect(await again()).toEqual({ kind: 'ok' });
        expect(texts()).toHaveLength(2);
      });

      test('is written again, rather than never, where the account may not read that table', async () => {
        stage.faults.add({ door: 'cases', path: '/sys_journal_field', does: 'refuse', status: 403, code: 'x' });
        expect(await again()).toEqual({ kind: 'ok' });
        expect(texts()).toHaveLength(2);
      });
    });

  test('is written by a second try of which the first came to nothing', async () => {
    stage.faults.add({
      door: 'cases',
      method: under.key === 'zendesk' ? 'PUT' : 'PATCH',
      does: 'refuse',
      status: 503,
      code: 'x',
    });
    expect((await write('Never none')).kind).toBe('broken');
    expect(await write('Never none', noteOf(at, { repeated: true }))).toEqual({ kind: 'ok' });
    expect(texts()).toHaveLength(1);
  });

  test('is one for each milestone, also of two in one second', async () => {
    const both = await Promise.all([write('First', noteOf(`${at} 1`)), write('Second', noteOf(`${at} 2`))]);
    // One may have come between the other's look and its write, and then looks again.
    expect(both).toEqual([{ kind: 'ok' }, { kind: 'ok' }]);
    expect(
      texts()
        .map((text) => text.split('\n')[0])
        .sort(),
    ).toEqual(['First', 'Second']);
    expect(stage.customersView(at)).toEqual([]);
  });

  test('is cut to what the system takes, by its own count, at a whole character', async () => {
    const long = '解決方法は🔥です。'.repeat(15_000);
    const note = noteOf(at);
    expect(await write(long, note)).toEqual({ kind: 'ok' });
    const [text = ''] = texts();
    expect(under.longest.count(text)).toBeLessThanOrEqual(under.longest.most);
    expect(under.longest.count(text)).toBeGreaterThan(under.longest.most * 0.85);
    expect(text.isWellFormed()).toBe(true);
    expect(text).toContain('…');
    // What it is found again by is not cut off.
    expect(await write(long, { ...note, repeated: true })).toEqual({ kind: 'ok' });
    expect(texts()).toHaveLength(1);
  });

  test('shows people what others wrote, and makes nothing of it', async () => {
    const odd = 'Fix: *WEB* <script>alert(1)</script> [code]<b>x</b>[/code] {{ticket.requester.email}} & {% if %}';
    expect(await write(odd)).toEqual({ kind: 'ok' });
    const [text = ''] = texts();
    expect(stage.customersView(at)).toEqual([]);
    if (under.key === 'dynamics') expect(text).not.toMatch(/\*WEB\*|<script/i);
    if (under.name === 'ServiceNow') expect(text).not.toContain('[code]');
    if (under.key === 'zendesk') expect(text).not.toMatch(/\{\{|\{%/);
    expect(text).toContain('script');
  });

  test('that customers can see all the same is told by its name', async () => {
    stage.twist('publishes-notes');
    const became = await write('For staff alone');
    expect(became).toMatchObject({
      kind: 'public',
      note: expect.stringMatching(/\S/),
      detail: expect.stringMatching(/\S/),
    });
    // Looked at again it is told again, and not written again.
    const again = await write('For staff alone', noteOf(at, { repeated: true }));
    expect(again.kind).toBe('public');
    expect(texts().filter((text) => text.includes('For staff alone')).length).toBeLessThanOrEqual(
      under.name === 'ServiceNow' ? 2 : 1,
    );
  });

  test('is not taken for written, nor for public, where an agent’s reply to the customer quotes a note like it', async () => {
    // Dynamics knows a note by its id alone.
    if (under.key === 'dynamics') return;
    const note = noteOf(at, { repeated: true });
    const marker = markerOf(note.id);
    const ours = () => texts().filter((text) => text.startsWith('Ours'));
    for (const isPublic of [true, false])
      for (const text of [`As our notes say:\n${marker}\nSo we ask you to wait.`, `> Look\n\n${marker}`]) {
        replace({ said: [{ at: '2026-11-28T01:00:00.000Z', by: 'Abel Tuter', text, isPublic }] });
        expect(await write('Ours', note)).toEqual({ kind: 'ok' });
        expect(ours()).toHaveLength(1);
      }
  });

  test('is the same to people whatever it is found again by: a short line at its end, or nothing', async () => {
    await write('Mika coordinates it.');
    const [text = ''] = texts();
    expect(text.replace('Mika coordinates it.', '').trim()).toMatch(/^(?:\(Swarm [0-9a-f]{8}\))?$/);
  });

  test('goes into no other case where the system answers with one that was not asked for', async () => {
    stage.cases.push(kept({ number: under.number(7) }));
    const incident = { '@odata.etag': 'W/"1"', incidentid: idWithin('incident', under.number(7)), statecode: 0 };
    const shown = (value: string) => ({ value, display_value: value });
    const row = {
      sys_id: shown('7'),
      number: shown(under.number(7)),
      state: shown('1'),
      work_notes: shown(''),
      comments: shown(''),
    };
    const ticket = { id: 7, status: 'open', updated_at: '2026-11-28T00:15:30Z' };
    const content = JSON.stringify({ value: [{ ...incident, ticketnumber: under.number(7) }], result: [row], ticket });
    stage.faults.add({ door: 'cases', method: 'GET', does: 'garble', status: 200, content });
    expect((await write('Not here')).kind).toBe('broken');
    for (const each of [at, under.number(7)]) expect(stage.timeline(each)).toEqual([]);
  });

  test('that a rule of the account’s own refuses is not taken for one of a closed ticket: the rule is told', async () => {
    if (under.key !== 'zendesk') return;
    const refusal = { door: 'cases', method: 'PUT', does: 'refuse', status: 422, code: 'RecordInvalid' } as const;
    stage.faults.add({ ...refusal, message: 'Category: is required' });
    expect(await write('Open')).toEqual({
      kind: 'forbidden',
      detail: expect.stringContaining('Category: is required'),
    });
    // Closed between our look and our write.
    const rule = stage.faults.add({ door: 'cases', method: 'PUT', does: 'hold', when: 'before' });
    const writing = write('Closed');
    await stage.faults.untilHeld(rule);
    replace({ state: 'closed' });
    stage.faults.release();
    expect(await writing).toMatchObject({ kind: 'closed' });
    expect(texts()).toEqual([]);
  });

  test('waits while the system is busy, until the instant that it named', async () => {
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'throttle', retryAfter: 7 });
    const before = stage.now();
    const became = await write('Later');
    expect(became.kind).toBe('busy');
    const until = became.kind === 'busy' ? Date.parse(became.until) : 0;
    expect(until - before).toBeGreaterThanOrEqual(6_000);
    stage.calls();
    expect((await write('Later')).kind).toBe('busy');
    expect(stage.calls()).toBe(0);
    stage.moveOn(31_000);
    expect(await write('Later')).toEqual({ kind: 'ok' });
    expect(texts()).toHaveLength(1);
  });

  test('is written with another token when theirs has ended on the way', async () => {
    await write('First', noteOf(`${at} 1`));
    stage.endTokens();
    expect(await write('Second', noteOf(`${at} 2`))).toEqual({ kind: 'ok' });
    stage.faults.add({
      ...{ door: 'cases', method: under.key === 'zendesk' ? 'PUT' : 'PATCH', does: 'refuse', status: 401, code: 'no' },
    });
    expect(await write('Third', noteOf(`${at} 3`))).toEqual({ kind: 'ok' });
    expect(texts()).toHaveLength(3);
  });

  test('is not written without a right to it, nor into a case that is gone or hidden', async () => {
    stage.allow('reads-cases');
    expect((await write('No right')).kind).toBe('forbidden');
    stage.allow('writes-notes');
    replace({ isHidden: true });
    expect(['not-found', 'forbidden']).toContain((await write('Hidden')).kind);
    stage.cases.splice(0);
    expect((await write('Gone')).kind).toBe('not-found');
    expect(texts()).toEqual([]);
  });

  test('is not written into a case that takes nothing any more', async () => {
    replace({ state: 'closed' });
    // Dynamics takes notes on a resolved case, which is where the note of the end most often goes.
    const became = await write('The end');
    expect(became.kind).toBe(under.key === 'dynamics' ? 'ok' : 'closed');
    expect(stage.customersView(at)).toEqual([]);
  });

  test.each([
    ['fails', { does: 'refuse', status: 500, code: 'InternalError', message: 'It fell over' }],
    ['says nothing that can be read', { does: 'garble', status: 200, content: '<html>Sign in</html>' }],
    ['answers something else than was asked', { does: 'garble', status: 200, content: '{"odd":1}' }],
  ] as const)('is told as uncertain when the system %s', async (_what, fault) => {
    stage.faults.add({ door: 'cases', method: under.key === 'zendesk' ? 'PUT' : 'PATCH', ...fault });
    const became = await write('Uncertain');
    expect(became).toEqual({ kind: 'broken', detail: expect.stringMatching(/127\.0\.0\.1/) });
    expect(await write('Uncertain', noteOf(at, { repeated: true }))).toEqual({ kind: 'ok' });
    expect(texts()).toHaveLength(1);
  });

  describe('the link to the channel', () => {
    const link = () => {
      if (!system.setLink) throw new Error('It has no column for the link');
      return system.setLink(named(), channel, true);
    };
    const linked = async (): Promise<string | null | undefined> => {
      const read = await system.readCase(named());
      return read.kind === 'ok' ? read.case.columns.get(under.link)?.value : undefined;
    };

    test('is set in the column of the mapping, and says nothing to the customer', async () => {
      expect(await link()).toEqual({ kind: 'ok' });
      expect(await linked()).toBe(channel);
      expect(await link()).toEqual({ kind: 'ok' });
      expect(stage.timeline(at)).toEqual([]);
    });

    const taken = (...urls: string[]) => system.takeLink?.(named(), urls, true);

    test('is taken out of the column again, and only while it stands there', async () => {
      await link();
      expect(await taken('https://teams.example/other')).toEqual({ kind: 'ok' });
      expect(await linked()).toBe(channel);
      expect(await taken('https://teams.example/other', channel)).toEqual({ kind: 'ok' });
      expect((await linked()) ?? '').toBe('');
      expect(await taken(channel)).toEqual({ kind: 'ok' });
      expect(stage.timeline(at)).toEqual([]);
    });

    test('is taken out once, though the answer was lost', async () => {
      await link();
      const method = under.key === 'zendesk' ? 'PUT' : 'PATCH';
      stage.faults.add({ door: 'cases', method, does: 'lose-answer' });
      expect((await taken(channel))?.kind).toBe('broken');
      expect((await linked()) ?? '').toBe('');
      expect(await taken(channel)).toEqual({ kind: 'ok' });
    });

    test('is not set where no column is mapped', () => {
      expect(stage.system.setLink).toBeNull();
      expect(stage.system.takeLink).toBeNull();
    });

    test('is not set without a right to it, nor in a case that takes nothing any more', async () => {
      stage.allow('reads-cases');
      expect((await link()).kind).toBe('forbidden');
      stage.allow('writes-notes');
      await link();
      stage.allow('reads-cases');
      expect((await taken(channel))?.kind).toBe('forbidden');
      stage.allow('writes-notes');
      const [kept] = stage.cases.filter(({ number }) => number === at);
      replace({ ...kept, state: 'closed' });
      expect((await system.setLink?.(named(), 'https://teams.example/other', true))?.kind).toBe('closed');
      expect((await taken(channel))?.kind).toBe('closed');
    });

    test('is set again on the case as it is, when somebody changed it meanwhile', async () => {
      if (under.name === 'ServiceNow') return;
      const method = under.key === 'zendesk' ? 'PUT' : 'PATCH';
      const status = under.key === 'zendesk' ? 409 : 412;
      stage.faults.add({ door: 'cases', method, does: 'refuse', status, code: 'Clash', message: 'changed' });
      expect(await link()).toEqual({ kind: 'ok' });
      expect(await linked()).toBe(channel);
    });
  });

  test('is looked at by the doctor without being written', async () => {
    const [told] = await system.testWriting(true);
    expect(told?.result).not.toBe('failed');
    expect(stage.timeline(at)).toEqual([]);
    if (under.name === 'ServiceNow') return;
    if (under.key === 'zendesk') return expect(told?.fact).toEqual({ code: 'case-notes-can-be-written' });
    stage.allow('reads-cases');
    expect(await system.testWriting(true)).toEqual([
      {
        result: 'failed',
        fact: { code: 'case-note-rights-missing', names: expect.arrayContaining(['prvCreateNote']) },
      },
    ]);
  });

  describe('of a case that was merged', () => {
    const [from, into, last] = [under.number(901), under.number(902), under.number(903)];
    const keep = (number: string, change: Partial<KeptCase>) =>
      stage.cases.push({
        ...{
          title: 'x',
          description: 'x',
          customer: null,
          product: null,
          severity: 'high',
          language: 'ja',
          changes: 1,
        },
        ...{ owner: { kind: 'group', name: 'g' }, created: '2026-11-28T00:15:30.000Z', state: 'open', number },
        ...change,
      } as KeptCase);
    const write = () =>
      stage.system.writeNote({ by: 'number', number: from }, noteOf('merged'), 'Where is it?').then(({ kind }) => kind);

    test('goes to the case that goes on, also over several merges', async () => {
      keep(from, { state: 'merged', mergedInto: { number: into }, changedAt: '2026-11-28T01:00:00.000Z' });
      keep(into, { state: 'merged', mergedInto: { number: last }, changedAt: '2026-11-28T02:00:00.000Z' });
      keep(last, {});
      expect(await write()).toBe('ok');
      expect(stage.timeline(last).map(({ text }) => text.split('\n')[0])).toEqual(['Where is it?']);
      expect(stage.customersView(last)).toEqual([]);
      expect([...stage.timeline(from), ...stage.timeline(into)]).toEqual([]);
    });

    test('goes nowhere where it is to stay in its own case', async () => {
      keep(from, { state: 'merged', mergedInto: { number: into } });
      keep(into, {});
      const note = noteOf('stays', { follows: false });
      const stayed = await stage.system.writeNote({ by: 'number', number: from }, note, 'Where is it?');
      expect(stayed.kind).toBe('closed');
      expect((await system.setLink?.({ by: 'number', number: from }, channel, false))?.kind).toBe('closed');
      expect([...stage.timeline(from), ...stage.timeline(into)]).toEqual([]);
      expect(JSON.stringify(stage.cases)).not.toContain(channel);
    });

    test.each([
      ['of two', into],
      ['of itself', from],
    ])('goes nowhere in a circle %s, and is not tried again and again', async (_, other) => {
      keep(from, { state: 'merged', mergedInto: { number: other } });
      if (other !== from) keep(other, { state: 'merged', mergedInto: { number: from } });
      expect(await write()).toBe('closed');
    });
  });
});
