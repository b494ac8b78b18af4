import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Case } from '../../../src/cases/case.ts';
import type { CaseHome } from '../../../src/cases/caseHome.ts';
import type { CaseSystem } from '../../../src/cases/systems/caseSystem.ts';
import {
  createWritingStops,
  type WritingStop,
  type WritingStops,
  type WrittenSystem,
} from '../../../src/cases/systems/stops.ts';
import { createCaseEffects } from '../../../src/cases/systems/writing.ts';
import { articleBody } from '../../../src/history/article/articleFile.ts';
import type { Language } from '../../../src/language/language.ts';
import type { KeptCase } from '../../../src/sandbox/systems/keptCase.ts';
import { caseWritings } from '../../../src/swarm/caseWritings.ts';
import type { EventOf, RecordedEvent, SwarmEvent } from '../../../src/swarm/events.ts';
import { fold } from '../../../src/swarm/evolve.ts';
import { milestoneOf } from '../../../src/swarm/milestones.ts';
import { defaultPolicy } from '../../../src/swarm/policy.ts';
import type { EffectOutcome } from '../../../src/swarm/service/effects.ts';
import { engines } from '../../store/databases.ts';
import { invited, opened, person, proposed, recorded, started } from '../../swarm/given.ts';
import { withRealJobs } from '../../swarm/realJobs.ts';
import { type SystemStage, systemsUnderTest } from './stage.ts';

const policy = { ...defaultPolicy, writeToCase: [...caseWritings] };
/** Reads Japanese, whatever others read. */
const inJapanese = person('reads-japanese');
const accepted: SwarmEvent = { type: 'InvitationAccepted', invitationId: 'i1' };
const resolved: EventOf<'SwarmResolved'> = {
  ...{ type: 'SwarmResolved', rootCause: '証明書の更新漏れ', fix: 'Pinned the new one.' },
  ...{ technologies: ['vpn'], credits: [person('mika'), person('ravi')] },
};
const life = (
  number: string,
  change: { restricted?: boolean; names?: boolean; of?: Partial<Pick<Case, 'home' | 'url'>> } = {},
): SwarmEvent[] => [
  proposed({
    case: { id: number, restricted: change.restricted ?? false, ...change.of },
    policy: { ...policy, namePeopleInCase: change.names ?? true },
  }),
  started(),
  opened,
  invited('i1', 'mika', ['vpn']),
  accepted,
  resolved,
];

/** Each is a swarm of its own, as the ids of its notes are. */
const swarmOf = (number: string, events: readonly SwarmEvent[]): RecordedEvent[] =>
  recorded(events).map((each) => ({ ...each, swarmId: `swarm of ${number}` }));

function memoryStops(): WritingStops & { all: Map<WrittenSystem, WritingStop> } {
  const all = new Map<WrittenSystem, WritingStop>();
  return {
    all,
    find: async (system) => all.get(system) ?? null,
    stop: async (system, stop) => {
      if (!all.has(system)) all.set(system, stop);
    },
    goOn: async (system) => {
      const before = all.get(system) ?? null;
      all.delete(system);
      return before;
    },
  };
}

describe.each(systemsUnderTest)('the notes of a swarm in its case of $name ($key)', (under) => {
  let stage: SystemStage;
  let system: CaseSystem;
  let stops: ReturnType<typeof memoryStops>;
  let alarms: string[];
  let last = 0;
  beforeAll(async () => {
    stage = await under.open();
    system = stage.systemWith({ mapping: { link: under.link } });
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    stage.faults.clear();
    stage.allow('writes-notes');
    stage.twist('none');
    stage.cases.splice(0);
    stage.moveOn(86_400_000);
    stops = memoryStops();
    alarms = [];
  });

  function aCase(): string {
    last += 1;
    const number = under.number(200_000 + last);
    const kept: KeptCase = {
      ...{ number, title: 'VPN', description: 'It drops.', customer: null, product: null, severity: 'high' },
      ...{ language: 'ja', created: '2026-11-28T00:15:30.000Z', state: 'open', changes: 1 },
      owner: { kind: 'group', name: 'Second line' },
      columns: under.key === 'zendesk' ? { custom_fields: [{ id: 360_002, value: null }] } : {},
    };
    stage.cases.push(kept);
    return number;
  }

  const homeOf = (number: string): CaseHome => {
    const named = system.addressed(new URL(stage.addressOf(number)));
    if (named?.by !== 'id') throw new Error('Its address names no id');
    return { system: under.key, record: named.id };
  };
  /** The swarm's case was read from the system. */
  const asRead = (each: RecordedEvent): RecordedEvent =>
    each.event.type === 'SwarmProposed'
      ? { ...each, event: { ...each.event, case: { ...each.event.case, home: homeOf(each.event.case.id) } } }
      : each;

  /** Runs the job of an event of a swarm, as it stands when all of them have happened. */
  function jobs(told: RecordedEvent[], language: Language = 'en', wanted = policy.writeToCase, wasRead = true) {
    const history = wasRead ? told.map(asRead) : told;
    const needs = {
      ...{ systems: [system], wanted: () => wanted, stops, clock: stage.now },
      history: async () => history,
      languageOf: async (personId: string) => (personId === inJapanese.id ? 'ja' : language),
      articleHtml: articleBody,
      alarm: (name: string, { note, caseId }: WritingStop) => alarms.push(`${name} ${caseId} ${note}`),
    };
    const effects = withRealJobs(createCaseEffects(needs), needs.history);
    const state = fold(history);
    if (state.status === 'none') throw new Error('There is no swarm');
    const given = (repeated: boolean) => ({ state, repeated, signal: new AbortController().signal });
    const { swarmId } = state;
    return {
      note: (of: number, repeated = false) =>
        effects['write-note']({ name: 'write-note', swarmId, of, attempt: 1 }, given(repeated)),
      article: (repeated = false) =>
        effects['send-article']({ name: 'send-article', swarmId, attempt: 1 }, given(repeated)),
      link: () => effects['link-case']({ name: 'link-case', swarmId, attempt: 1 }, given(false)),
      takeBack: (of: number) => effects['unlink-case']({ name: 'unlink-case', swarmId, of, attempt: 1 }, given(false)),
    };
  }
  const settled = (step: string, outcome: string): EffectOutcome =>
    ({ kind: 'report', command: { type: 'ReportCaseTold', step, outcome } }) as EffectOutcome;
  const texts = (number: string) => stage.timeline(number).map(({ text }) => text);

  test('are one, of all that is to be known so far, when a swarm that was told in words is linked to it', async () => {
    const [number, other] = [aCase(), aCase()];
    const linkedTo = (to: string): SwarmEvent => ({
      type: 'CaseLinked',
      case: {
        ...{ id: to, url: null, customer: null, product: null, created: '2026-11-28T00:15:30.000Z' },
        home: homeOf(to),
      },
    });
    const from = { ...linkedTo(other) } as EventOf<'CaseLinked'>;
    const told = (events: SwarmEvent[], of = number) => jobs(swarmOf(of, events), 'en', policy.writeToCase, false);
    const before = life('T-1042').slice(0, 5);
    // Nothing of what happened before is written by itself, and nothing into a case that is none of its own.
    const events = [...before, linkedTo(other), { type: 'CaseUnlinked', from: from.case } as const, linkedTo(number)];
    const swarm = told([...events, resolved]);
    await swarm.note(3);
    await swarm.note(5);
    expect([...texts(number), ...texts(other)]).toEqual([]);
    for (const note of [7, 8, 9]) expect(await swarm.note(note)).toEqual(settled(`note:${note}`, 'written'));
    await swarm.link();
    expect(texts(other)).toEqual([expect.stringContaining('by mistake')]);
    const [linked = '', end = '', ...more] = texts(number);
    expect(more).toEqual([]);
    expect(linked).toContain('Owner coordinates it.');
    expect(linked).toContain('Channel: https://teams.example/c');
    expect(linked).toContain('Joined so far: Mika');
    expect(end).toContain('証明書の更新漏れ');
    expect([...stage.customersView(number), ...stage.customersView(other)]).toEqual([]);

    // What led to the channel from the wrong case is taken out of it, and from the right one it leads there.
    const linkOf = (of: string) => JSON.stringify(stage.cases.find((each) => each.number === of)?.columns);
    await told([...before, linkedTo(other)], other).link();
    expect(linkOf(other)).toContain('https://teams.example/c');
    expect(await swarm.takeBack(7)).toEqual(settled('unlink:7', 'written'));
    expect(linkOf(other)).not.toContain('https://');
    expect(linkOf(number)).toContain('https://teams.example/c');
    // Linked to it once more it was no mistake: nothing is taken back, nor said to be one.
    const again = told([
      ...events,
      { type: 'CaseUnlinked', from: { ...from.case, id: number, home: homeOf(number) } },
      linkedTo(other),
    ]);
    await again.link();
    expect(await again.takeBack(7)).toEqual({ kind: 'done' });
    expect(await again.note(7)).toEqual({ kind: 'done' });
    expect(linkOf(other)).toContain('https://teams.example/c');
    expect(texts(other)).toHaveLength(1);

    // Whose the wrong case is hears of the mistake in their own language.
    const theirs = aCase();
    const owners: SwarmEvent[] = [
      { type: 'CaseReassigned', from: person('owner'), to: inJapanese },
      { type: 'CaseUnlinked', from: { ...from.case, id: theirs, home: homeOf(theirs) } },
      { type: 'CaseReassigned', from: inJapanese, to: person('owner') },
    ];
    expect(await told([...before, linkedTo(theirs), ...owners], 'T-1043').note(8)).toEqual(
      settled('note:8', 'written'),
    );
    expect(texts(theirs)).toEqual([expect.stringContaining('取り消されました')]);

    // Linked after its end, the case has what came of it by the same note.
    const late = aCase();
    const ended = told([...before, resolved, linkedTo(late)], late);
    expect(await ended.note(7)).toEqual(settled('note:7', 'written'));
    expect(texts(late)).toEqual([expect.stringContaining('証明書の更新漏れ')]);
  });

  test('tell who coordinates and where, who joined, and how it ended', async () => {
    const number = aCase();
    const swarm = jobs(swarmOf(number, life(number)));
    expect(await swarm.note(3)).toEqual(settled('note:3', 'written'));
    expect(await swarm.note(5)).toEqual(settled('note:5', 'written'));
    expect(await swarm.note(6)).toEqual(settled('note:6', 'written'));
    expect(await swarm.link()).toEqual(settled('link-case', 'written'));
    const [start = '', joined = '', end = ''] = texts(number);
    expect(start).toContain('Owner coordinates it.');
    expect(start).toContain('Technologies: VPN, CERT');
    expect(start).toContain('Channel: https://teams.example/c');
    expect(joined).toContain('Mika joined the swarm');
    expect(end).toContain('Root cause: 証明書の更新漏れ\nFix: Pinned the new one.\nHelped: Mika, Ravi');
    expect(stage.customersView(number)).toEqual([]);
  });

  test('lead to a channel with a long Japanese name by an address that a column holds', async () => {
    const number = aCase();
    const name = encodeURIComponent(`${number} 【至急】大阪拠点とのサイト間接続が約一時間ごとに切断される`);
    const webUrl = `https://teams.microsoft.com/l/channel/19%3Ac%40thread.tacv2/${name}?groupId=1&tenantId=2`;
    if (opened.type !== 'ChannelOpened') throw new Error('No channel');
    const there: SwarmEvent = { ...opened, channel: { ...opened.channel, webUrl } };
    const swarm = jobs(swarmOf(number, life(number).with(2, there)));
    expect(await swarm.link()).toEqual(settled('link-case', 'written'));
    await swarm.note(3);
    const short = `https://teams.microsoft.com/l/channel/19%3Ac%40thread.tacv2/${number}?groupId=1&tenantId=2`;
    expect(texts(number).join()).toContain(short);
    const read = await system.readCase({ by: 'number', number });
    expect(read.kind === 'ok' && read.case.columns.get(under.link)?.value).toBe(short);
  });

  test('are in the language of the owner, in the words of the system', async () => {
    const number = aCase();
    const swarm = jobs(swarmOf(number, life(number)), 'ja');
    await swarm.note(3);
    await swarm.note(6);
    const [start = '', end = ''] = texts(number);
    const thing = {
      dynamics: 'サポート案件',
      'servicenow-case': 'ケース',
      'servicenow-incident': 'インシデント',
      zendesk: 'チケット',
    };
    expect(start).toContain(`この${thing[under.key]}について`);
    expect(start).toContain('コーディネーターは Owner さんです。');
    expect(end).toContain('解決に貢献した人: Mika さん、Ravi さん');
  });

  test('tell whether the fix is a workaround or final, where somebody said', async () => {
    const number = aCase();
    const of = (fixKind: 'workaround' | 'final'): SwarmEvent => ({ ...resolved, fixKind });
    const begun = [proposed({ case: { id: number }, policy }), started(), opened];
    const ends = [of('workaround'), { type: 'SwarmReopened' } satisfies SwarmEvent, of('final')];
    const history = swarmOf(number, [...begun, ...ends]);
    await jobs(history).note(4);
    await jobs(history, 'ja').note(6);
    expect(texts(number)[0]).toContain('Fix (workaround): Pinned the new one.');
    expect(texts(number)[1]).toContain('解決方法 (恒久対応): Pinned the new one.');
  });

  test('tell the status note as it stands, in the words of the note, once where several wait', async () => {
    const number = aCase();
    const entry = (by: string, text: string) => ({ text, by: person(by), at: '2026-11-20T03:00:00.000Z' });
    const nothing = { known: [], tried: [], next: [], waitingFor: [] };
    const begun = [proposed({ case: { id: number }, policy }), started(), opened];
    const [older, newer]: SwarmEvent[] = [
      { type: 'StatusNoted', wrote: ['known'], note: { ...nothing, known: [entry('mika', 'It drops.')] } },
      {
        ...{ type: 'StatusNoted', wrote: ['next', 'known'] },
        note: {
          ...{ known: [entry('mika', 'It drops.'), entry('ravi', '毎時間切れる')], tried: [] },
          ...{ next: [entry('ravi', 'Compare\nthe proposals')], waitingFor: [entry('owner', 'The vendor')] },
        },
      },
    ];
    if (!older || !newer) throw new Error('No notes');
    const swarm = jobs(swarmOf(number, [...begun, older, newer]));
    // The older one waited until there was a newer: it says nothing that the newer does not.
    expect(await swarm.note(4)).toEqual({ kind: 'done' });
    expect(await swarm.note(5)).toEqual(settled('note:5', 'written'));
    const [told = '', ...others] = texts(number);
    expect(others).toEqual([]);
    expect(told).toContain(
      'What is known (Mika): It drops.\nWhat is known (Ravi): 毎時間切れる\nNext (Ravi): Compare\nthe proposals\nWaiting for (Owner): The vendor',
    );
    expect(told).not.toContain('What was tried');
    expect(stage.customersView(number)).toEqual([]);

    const unnamed = aCase();
    const quiet = { ...policy, namePeopleInCase: false };
    const nobody = [proposed({ case: { id: unnamed }, policy: quiet }), started(), opened, newer];
    await jobs(swarmOf(unnamed, nobody), 'ja').note(4);
    expect(texts(unnamed).join()).toContain('わかっていること: It drops.\nわかっていること: 毎時間切れる');
    expect(texts(unnamed).join()).not.toMatch(/Mika|Ravi|Owner/);

    const emptied: SwarmEvent = { type: 'StatusNoted', wrote: ['known'], note: nothing };
    expect(await jobs(swarmOf(number, [...begun, older, emptied])).note(5)).toEqual({ kind: 'done' });

    const secret = aCase();
    const hidden = [proposed({ case: { id: secret, restricted: true }, policy }), started(), opened, newer];
    expect(await jobs(swarmOf(secret, hidden)).note(4)).toEqual({ kind: 'done' });
    expect(texts(secret)).toEqual([]);
  });

  test('say of a swarm without a room that there is none, not that it will come', async () => {
    const number = aCase();
    const failed: SwarmEvent = { ...{ type: 'StepFailed', step: 'open-channel', cause: 'x' }, advice: 'try-again' };
    const without = swarmOf(number, [...life(number).slice(0, 2), failed, { type: 'RoomWaived' }]);
    await jobs(without).note(3);
    const other = aCase();
    await jobs(swarmOf(other, without.map(({ event }) => event).with(0, life(other)[0] ?? failed)), 'ja').note(3);
    const awaited = aCase();
    await jobs(swarmOf(awaited, [...life(awaited).slice(0, 2), failed])).note(3);
    expect(texts(number).join()).toContain('It works without a channel.');
    expect(texts(other).join()).toContain('チャネルは作成せずに進めています。');
    expect(texts(awaited).join()).toContain('It has no channel yet.');
  });

  test('tell root cause and fix both, however long one is', async () => {
    const long = (sign: string) => `${sign.repeat(3_990)}`;
    for (const [rootCause, fix] of [
      [long('r'), 'Pinned the new certificate.'],
      ['It had expired.', long('f')],
      [long('r'), long('f')],
    ] as const) {
      const number = aCase();
      const end: SwarmEvent = {
        ...{ type: 'SwarmResolved', rootCause, fix, technologies: [] },
        credits: [person('mika')],
      };
      expect(await jobs(swarmOf(number, life(number).with(-1, end))).note(6)).toEqual(settled('note:6', 'written'));
      const [told = ''] = texts(number);
      for (const said of [rootCause, fix]) expect(told).toContain(said.length < 100 ? said : said.slice(0, 1_300));
      expect(told).toContain('Helped: Mika');
    }
  });

  test('wait for a day while the case is not seen: the role may have been taken away for an hour', async () => {
    const number = aCase();
    stage.cases.splice(0);
    const swarm = swarmOf(number, life(number));
    expect(await jobs(swarm).note(3)).toMatchObject({
      kind: 'wait',
      advice: 'ask-administrator',
      retryAt: expect.any(String),
    });
    const [first] = swarm;
    const waited: SwarmEvent = {
      ...{ type: 'StepDelayed', step: 'note:3', attempt: 1, cause: 'Not seen', asked: true },
      retryAt: new Date(Date.parse(first?.at ?? '') + 86_400_000).toISOString(),
    };
    expect(await jobs(swarmOf(number, [...life(number), waited])).note(3)).toEqual(settled('note:3', 'not-found'));
  });

  test('name nobody where the policy wants it so', async () => {
    const number = aCase();
    const swarm = jobs(swarmOf(number, life(number, { names: false })));
    await swarm.note(5);
    await swarm.note(6);
    expect(texts(number).join('\n')).not.toMatch(/Mika|Ravi/);
    expect(texts(number).join('\n')).toContain('Helped: 2 people');
  });

  test('of a restricted case tell neither what was found, nor what it is about, nor who was asked', async () => {
    const number = aCase();
    const history = swarmOf(number, [...life(number, { restricted: true }), { type: 'GapFound', technology: 'vpn' }]);
    const swarm = jobs(history);
    for (const version of [3, 5, 6, 7]) await swarm.note(version);
    const all = texts(number).join('\n');
    expect(texts(number)).toHaveLength(3);
    expect(all).toContain('Owner coordinates it.');
    expect(all).not.toMatch(/Mika|Ravi|VPN|CERT|証明書|Pinned/);
  });

  test('are not written where they are switched off, nor for a case that no system told', async () => {
    const number = aCase();
    const history = swarmOf(number, life(number));
    expect(await jobs(history, 'en', ['started']).note(6)).toEqual({ kind: 'done' });
    expect(await jobs(history, 'en', ['started']).link()).toEqual({ kind: 'done' });
    // Typed under its number, or posted by another system that counts alike.
    expect(await jobs(history, 'en', policy.writeToCase, false).note(6)).toEqual({ kind: 'done' });
    const elsewhere = swarmOf(number, life(number, { of: { url: `https://crm.contoso.com/cases/${number}` } }));
    expect(await jobs(elsewhere, 'en', policy.writeToCase, false).note(6)).toEqual({ kind: 'done' });
    expect(texts(number)).toEqual([]);
  });

  test('are written into the very case that was read, also where the swarm has a number of its own, and by its address', async () => {
    const number = aCase();
    const home = homeOf(number);
    const apart = jobs(swarmOf('T-1', life('T-1', { of: { home } })), 'en', policy.writeToCase, false);
    expect(await apart.note(3)).toEqual(settled('note:3', 'written'));
    const url = stage.addressOf(number).replace('http:', 'https:');
    const posted = jobs(swarmOf(number, life(number, { of: { url } })), 'en', policy.writeToCase, false);
    expect(await posted.note(3)).toEqual(settled('note:3', 'written'));
    expect(texts(number)).toHaveLength(2);
  });

  describe('with the article of the swarm', () => {
    beforeEach(() => {
      system = stage.systemWith({ mapping: { link: under.link, articles: under.articles } });
    });
    const article = {
      ...{ title: 'VPN drops', problem: 'It drops.', environment: 'VPN' },
      ...{ cause: 'Lifetimes <b>differ', fix: 'Set both', found: '' },
    };
    const wanted: SwarmEvent[] = [{ type: 'ArticleWritten', article }, { type: 'ArticleDraftWanted' }];
    const sent = (number: string, change: { restricted?: boolean } = {}, more: SwarmEvent[] = []) =>
      jobs(swarmOf(number, [...life(number, change), ...wanted, ...more]).map(byMika));
    const byMika = (each: RecordedEvent): RecordedEvent => ({
      ...each,
      actor: { kind: 'person', person: person('mika') },
    });
    const made = () => stage.articles().filter(({ html }) => html.includes('Lifetimes &lt;b&gt;differ'));

    test('is a draft in the knowledge base, once, and tells where', async () => {
      const before = made().length;
      const swarm = sent(aCase());
      expect(await swarm.article()).toMatchObject({
        kind: 'report',
        command: {
          type: 'ReportCaseTold',
          step: 'send-article',
          outcome: 'written',
          article: { url: expect.any(String) },
        },
      });
      await swarm.article(true);
      expect(made()).toHaveLength(before + 1);
      expect(made().at(-1)).toMatchObject({ isDraft: true, title: 'VPN drops' });
    });

    test('of a restricted case, or of one that was reopened, is not sent, though somebody wanted it before', async () => {
      const before = made().length;
      expect(await sent(aCase(), { restricted: true }).article()).toEqual(settled('send-article', 'not-wanted'));
      const reopened = sent(aCase(), {}, [{ type: 'SwarmReopened' }]);
      expect(await reopened.article()).toEqual(settled('send-article', 'not-wanted'));
      expect(made()).toHaveLength(before);
    });

    test('that is published raises an alarm, and nothing more is written until an administrator says so', async () => {
      stage.twist('publishes-notes');
      const number = aCase();
      expect(await sent(number).article()).toMatchObject({ kind: 'report' });
      expect(alarms).toHaveLength(1);
      expect(alarms[0]).toContain(number);
      expect((await sent(aCase()).article()).kind).toBe('wait');
      expect((await jobs(swarmOf(number, life(number))).note(3)).kind).toBe('wait');
    });
  });

  test('of a case that was merged go to the one that goes on, as it was told once', async () => {
    const [from, into] = [aCase(), aCase()];
    const merged: SwarmEvent = {
      ...{ type: 'CaseClosed', how: 'closed' },
      into: { record: homeOf(into).record, number: into, url: null },
    };
    const swarm = jobs(swarmOf(from, life(from).toSpliced(5, 0, merged)));
    expect(await swarm.note(7)).toEqual(settled('note:7', 'written'));
    expect(texts(into)).toEqual([expect.stringContaining('Pinned the new one.')]);
    expect(texts(from)).toEqual([]);
    expect(stage.customersView(into)).toEqual([]);
  });

  test.each([true, false])(
    'of a restricted case go nowhere once it was merged: not into the one that goes on (that was told: %s)',
    async (isTold) => {
      const [from, into] = [aCase(), aCase()];
      const at = stage.cases.findIndex(({ number }) => number === from);
      const [kept] = stage.cases.slice(at, at + 1);
      if (kept) stage.cases.splice(at, 1, { ...kept, state: 'merged', mergedInto: { number: into } });
      const merged: SwarmEvent = {
        ...{ type: 'CaseClosed', how: 'closed' },
        into: { record: homeOf(into).record, number: into, url: null },
      };
      const happened = life(from, { restricted: true }).toSpliced(5, 0, ...(isTold ? [merged] : []));
      const swarm = jobs(swarmOf(from, happened));
      const end = `note:${happened.length}` as const;
      expect(await swarm.note(happened.length)).toEqual(settled(end, 'closed'));
      expect(await swarm.link()).toEqual(settled('link-case', 'closed'));
      expect([...texts(into), ...texts(from)]).toEqual([]);
      expect(JSON.stringify(stage.cases)).not.toContain('https://');
    },
  );

  test('that customers can see raise an alarm, and nothing more is written until an administrator says so', async () => {
    const [number, other] = [aCase(), aCase()];
    stage.twist('publishes-notes');
    const swarm = jobs(swarmOf(number, life(number)));
    expect(await swarm.note(3)).toEqual(settled('note:3', 'written'));
    expect(alarms).toEqual([expect.stringMatching(new RegExp(`^${under.name} ${number} \\S+`))]);
    // Zendesk alone can take it from the customer's sight, and does so once the stop is kept.
    expect(stage.customersView(number)).toHaveLength(under.key === 'zendesk' ? 0 : 1);
    stage.twist('none');
    stage.calls();
    const next = jobs(swarmOf(other, life(other)));
    const waits = { kind: 'wait', advice: 'ask-administrator', retryAt: expect.any(String) };
    expect(await next.note(3)).toMatchObject(waits);
    expect(await next.link()).toMatchObject(waits);
    expect(stage.calls()).toBe(0);
    expect(texts(other)).toEqual([]);
    const [key] = stops.all.keys();
    if (key) await stops.goOn(key);
    expect(await next.note(3, true)).toEqual(settled('note:3', 'written'));
    expect(texts(other)).toHaveLength(1);
  });

  test('that customers can see stop writing also when the process died before it had kept that', async () => {
    const number = aCase();
    stage.twist('publishes-notes');
    const swarm = jobs(swarmOf(number, life(number)));
    const { stop } = stops;
    stops.stop = () => Promise.reject(new Error('killed'));
    await expect(swarm.note(3)).rejects.toThrow('killed');
    stops.stop = stop;
    expect(await swarm.note(3, true)).toEqual(settled('note:3', 'written'));
    expect([...stops.all]).toHaveLength(1);
    expect(alarms).toHaveLength(1);
    // ServiceNow shows it in both of its journals.
    expect(new Set(texts(number)).size).toBe(1);
    if (under.name !== 'ServiceNow') expect(texts(number)).toHaveLength(1);
  });

  // The others can take nothing from the sight of customers.
  if (under.key === 'zendesk')
    describe('that customers can see, and that were not made internal yet,', () => {
      const hiding = { door: 'cases', path: '/make_private' } as const;
      const another = { caseId: '1', note: 'comment 1', detail: 'public', at: '2026-11-29T00:00:00.000Z' };
      let number: string;
      let swarm: ReturnType<typeof jobs>;
      beforeEach(() => {
        number = aCase();
        stage.twist('publishes-notes');
        swarm = jobs(swarmOf(number, life(number)));
      });

      test('are by the next try, where the process died once it had kept that nothing more is to be written', async () => {
        const { stop } = stops;
        stops.stop = async (...kept) => {
          await stop(...kept);
          throw new Error('killed');
        };
        await expect(swarm.note(3)).rejects.toThrow('killed');
        expect(stage.customersView(number)).toHaveLength(1);
        stops.stop = stop;
        expect(await swarm.note(3, true)).toEqual(settled('note:3', 'written'));
        expect(stage.customersView(number)).toEqual([]);
        expect(texts(number)).toHaveLength(1);
      });

      test('wait until the system lets them, and are then', async () => {
        stage.faults.add({ ...hiding, does: 'refuse', status: 503, code: 'x' });
        expect(await swarm.note(3)).toMatchObject({ kind: 'wait', advice: 'try-again' });
        expect(alarms).toHaveLength(1);
        expect(stage.customersView(number)).toHaveLength(1);
        expect(await swarm.note(3, true)).toEqual(settled('note:3', 'written'));
        expect(stage.customersView(number)).toEqual([]);
        // Operators heard of this note.
        expect(alarms).toHaveLength(1);
      });

      test('are named to operators alone where the system never lets Swarm', async () => {
        stage.faults.add({ ...hiding, does: 'refuse', status: 403, code: 'x' });
        expect(await swarm.note(3)).toEqual(settled('note:3', 'written'));
        expect(alarms).toHaveLength(1);
        expect(stage.customersView(number)).toHaveLength(1);
      });

      test('are also where another note has stopped writing meanwhile, and are told by their names', async () => {
        stage.faults.add({ door: 'cases', method: 'PUT', does: 'lose-answer' });
        expect(await swarm.note(3)).toMatchObject({ kind: 'wait' });
        await stops.stop('zendesk', another);
        expect(await swarm.note(3, true)).toEqual(settled('note:3', 'written'));
        expect(stage.customersView(number)).toEqual([]);
        expect(alarms).toEqual([expect.stringContaining(number)]);
        expect(stops.all.get('zendesk')).toEqual(another);
      });

      test('are looked for without being written while writing is stopped', async () => {
        await stops.stop('zendesk', another);
        expect(await swarm.note(3, true)).toMatchObject({ kind: 'wait', advice: 'ask-administrator' });
        expect(texts(number)).toEqual([]);
      });
    });

  test('are written by a swarm that was forgotten no more', async () => {
    const number = aCase();
    const swarm = jobs(swarmOf(number, [...life(number), { type: 'SwarmForgotten' }]));
    expect(await swarm.note(6)).toEqual({ kind: 'done' });
    expect(texts(number)).toEqual([]);
  });

  test('of a quarter of 1,000 swarms are there once each, and none is public, in all weathers', async () => {
    const numbers = Array.from({ length: 1_000 / systemsUnderTest.length }, aCase);
    const weather = { door: 'cases', times: null } as const;
    stage.faults.set({ seed: 13, rules: [] });
    stage.faults.add({ ...weather, does: 'lose-answer', chance: 0.05 });
    stage.faults.add({ ...weather, does: 'refuse', status: 500, code: 'x', chance: 0.02 });
    stage.faults.add({ ...weather, does: 'throttle', retryAfter: 1, chance: 0.01, path: under.callsPath });
    let retries = 0;
    async function told(number: string, of: number): Promise<void> {
      const swarm = jobs(swarmOf(number, life(number)));
      for (let tries = 0; tries < 100; tries++) {
        const outcome = await swarm.note(of, tries > 0);
        if (outcome.kind === 'report') return;
        if (outcome.kind !== 'wait') throw new Error(`${number}: ${JSON.stringify(outcome)}`);
        retries += 1;
        if (outcome.retryAt !== null) stage.moveOn(Math.max(0, Date.parse(outcome.retryAt) - stage.now()) + 1);
      }
      throw new Error(`${number} was never told`);
    }
    const toldOf = recorded(life('1')).filter(({ event }) => milestoneOf(event) !== null);
    for (let from = 0; from < numbers.length; from += 4)
      await Promise.all(
        numbers.slice(from, from + 4).map(async (number) => {
          for (const { version } of toldOf) await told(number, version);
        }),
      );
    expect(retries).toBeGreaterThan(100);
    expect(alarms).toEqual([]);
    expect(numbers.filter((number) => texts(number).length !== toldOf.length)).toEqual([]);
    expect(numbers.filter((number) => stage.customersView(number).length > 0)).toEqual([]);
  }, 120_000);
});

describe.each(engines)('that writing is stopped, on $name', ({ open }) => {
  test('is known to every process until an administrator lets it go on', async () => {
    const database = await open();
    const one = createWritingStops({ database: database.sql, tenantId: 't' });
    const other = createWritingStops({ database: database.sql, tenantId: 't' });
    const stop = { caseId: '4711', note: 'comment 7', detail: 'public', at: '2026-11-29T00:00:00.000Z' };
    expect(await one.find('zendesk')).toBeNull();
    await one.stop('zendesk', stop);
    await other.stop('zendesk', { ...stop, note: 'comment 8' });
    expect(await other.find('zendesk')).toEqual(stop);
    expect(await other.find('dynamics')).toBeNull();
    expect(await createWritingStops({ database: database.sql, tenantId: 'u' }).find('zendesk')).toBeNull();
    expect(await other.goOn('zendesk')).toEqual(stop);
    expect(await one.find('zendesk')).toBeNull();
    expect(await one.goOn('zendesk')).toBeNull();
    await database.drop();
  });
});
