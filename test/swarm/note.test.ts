import { describe, expect, test } from '@jest/globals';
import type { PersonHours } from '../../src/registry/engineer.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { decide } from '../../src/swarm/decide.ts';
import { mostNoteLetters } from '../../src/swarm/deciding/note.ts';
import type { NoteField, RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { evolve, fold } from '../../src/swarm/evolve.ts';
import { withoutContent } from '../../src/swarm/forgetting/forgotten.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { noteOf, noteText, type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import { as, given, now, person, proposed, recorded, started, system } from './given.ts';

/** The status note: what is known, what was tried, what comes next, what is waited for. */

const mika: SwarmEvent = { type: 'MemberSeated', person: person('mika'), role: 'expert' };
const ravi: SwarmEvent = { type: 'MemberSeated', person: person('ravi'), role: 'expert' };
const running = [proposed(), started(), mika, ravi];

type Words = Partial<Record<NoteField, string>>;
const writing = (words: Words, basedOn = 0): SwarmCommand => ({
  type: 'WriteNote',
  words: { known: '', tried: '', next: '', waitingFor: '', ...words },
  basedOn,
});

/** One after the other writes, each on the version that their form showed: of the note before, unless `on` says which. */
function written(...turns: { by: string; words: Words; on?: number }[]) {
  let state: SwarmState = fold(recorded(running));
  const versions = [0];
  const refusals: string[] = [];
  const events: RecordedEvent[] = recorded(running);
  for (const [index, { by, words, on }] of turns.entries()) {
    const at = `2026-11-20T0${3 + index}:00:00.000Z`;
    const basedOn = versions[on ?? versions.length - 1] ?? 0;
    const decision = decide(state, writing(words, basedOn), now({ actor: as(by), at }));
    if (!decision.ok) refusals.push(decision.refusal.code);
    for (const event of decision.ok ? decision.events : []) {
      const version = events.length + 1;
      const one: RecordedEvent = { swarmId: 's1', version, at, actor: as(by), cause: 'test', event };
      events.push(one);
      state = evolve(state, one);
      versions.push(version);
    }
  }
  if (!wasStarted(state)) throw new Error('It is not running');
  return { state, events, refusals, note: noteOf(state) };
}

describe('a status note', () => {
  test('tells of each field who wrote it, and when', () => {
    const { note } = written(
      { by: 'owner', words: { known: 'It drops hourly.' } },
      { by: 'mika', words: { known: 'It drops hourly.', next: 'Compare the proposals.' } },
    );
    expect(note).toMatchObject({
      known: [{ text: 'It drops hourly.', by: person('owner'), at: '2026-11-20T03:00:00.000Z' }],
      next: [{ text: 'Compare the proposals.', by: person('mika'), at: '2026-11-20T04:00:00.000Z' }],
      tried: [],
    });
  });

  test('loses nobody’s words when two write at once: what only one changed is as they wrote it', () => {
    const { note } = written(
      { by: 'owner', words: { known: 'It drops.' } },
      { by: 'mika', words: { known: 'It drops.', tried: 'A restart.' } },
      { by: 'ravi', words: { known: 'It drops hourly.' }, on: 1 },
    );
    expect(note?.known.map(({ text }) => text)).toEqual(['It drops hourly.']);
    expect(note?.tried.map(({ text }) => text)).toEqual(['A restart.']);
  });

  test('holds both, each with its author, where two changed the same field; the next to edit makes one of it', () => {
    const both = written(
      { by: 'owner', words: { known: 'It drops.' } },
      { by: 'mika', words: { known: 'It drops hourly.' } },
      { by: 'ravi', words: { known: 'It drops since Tuesday.' }, on: 1 },
    );
    expect(both.note?.known).toMatchObject([
      { text: 'It drops hourly.', by: person('mika') },
      { text: 'It drops since Tuesday.', by: person('ravi') },
    ]);
    const one = written(
      { by: 'owner', words: { known: 'It drops.' } },
      { by: 'mika', words: { known: 'It drops hourly.' } },
      { by: 'ravi', words: { known: 'It drops since Tuesday.' }, on: 1 },
      { by: 'owner', words: { known: 'It drops hourly since Tuesday.' } },
    );
    expect(one.note?.known).toMatchObject([{ text: 'It drops hourly since Tuesday.', by: person('owner') }]);
  });

  test('takes no third word beside two that nobody has made one of: their form keeps it', () => {
    const { refusals, note } = written(
      { by: 'owner', words: { known: 'One.' }, on: 0 },
      { by: 'mika', words: { known: 'Two.' }, on: 0 },
      { by: 'ravi', words: { known: 'Three.' }, on: 0 },
    );
    expect(refusals).toEqual(['note-crowded']);
    expect(note?.known.map(({ text }) => text)).toEqual(['One.', 'Two.']);
  });

  test('is not emptied by a form that was opened before somebody wrote', () => {
    const { note } = written(
      { by: 'mika', words: { known: 'It drops.' } },
      { by: 'ravi', words: { next: 'Call.' }, on: 0 },
    );
    expect(note?.known.map(({ text }) => text)).toEqual(['It drops.']);
    expect(note?.next.map(({ text }) => text)).toEqual(['Call.']);
  });

  test('keeps what it holds when its form is older than what is remembered, or forged', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ by: 'owner', words: { tried: `Step ${index}` } }));
    const stale = written(...many, { by: 'mika', words: { tried: 'Mine.' }, on: 1 });
    expect(stale.note?.tried.map(({ text }) => text)).toEqual(['Step 11', 'Mine.']);
    const forged = given(...running, ...noteEvents('It drops.')).when(writing({}, 999), { actor: as('mika') });
    expect(forged.decision).toEqual({ ok: true, events: [] });
  });

  test('pressed twice is written once', () => {
    const { events } = written(
      { by: 'mika', words: { known: 'It drops.' } },
      { by: 'mika', words: { known: 'It drops.' }, on: 0 },
    );
    expect(events.filter(({ event }) => event.type === 'StatusNoted')).toHaveLength(1);
  });

  test('is written by who is in the swarm while it runs; nobody else, and nobody too much or nothing', () => {
    const write = writing({ known: 'It drops.' });
    expect(given(...running).when(write, { actor: as('stranger') }).refusal).toBe('not-in-swarm');
    expect(given(...running).when(write, { actor: as('lead'), actorStandsIn: true }).refusal).toBe('not-in-swarm');
    expect(given(proposed()).when(write, { actor: as('owner') }).refusal).toBe('not-started');
    expect(given(...running).when(writing({}), { actor: as('mika') }).refusal).toBe('note-empty');
    const long = writing({ known: '"'.repeat(mostNoteLetters / 2) });
    expect(given(...running).when(long, { actor: as('mika') }).refusal).toBe('note-too-long');
    const closed: SwarmEvent = { type: 'SwarmCancelled', reason: 'A test' };
    expect(given(...running, closed).when(write, { actor: as('mika') }).refusal).toBe('already-closed');
  });

  test('stays when its author leaves, under their name', () => {
    const left = [
      ...running,
      { type: 'ExpertInvited', invitation: { ...invitation, person: person('mika') } },
      { type: 'InvitationAccepted', invitationId: 'i1' },
      ...noteEvents('It drops.', 'mika'),
      { type: 'ExpertSteppedBack', invitationId: 'i1', why: 'ill', known: '' },
    ] satisfies SwarmEvent[];
    const { state, when } = given(...left);
    expect(wasStarted(state) && noteOf(state)?.known).toMatchObject([{ text: 'It drops.', by: person('mika') }]);
    expect(when(writing({ next: 'Call.' }), { actor: as('mika') }).refusal).toBe('not-in-swarm');
  });

  test('is shown anew wherever the swarm is shown', () => {
    const shown: SwarmEvent[] = [
      ...running,
      { type: 'PlanCardPosted', message: { serviceUrl: 's', conversationId: 'c', activityId: 'a' } },
      { type: 'ExpertInvited', invitation: { ...invitation, person: person('ravi') } },
      { type: 'InvitationDelivered', invitationId: 'i1', message: { ...inChat, activityId: 'b' } },
      { type: 'InvitationAccepted', invitationId: 'i1' },
    ];
    const { jobs } = given(...shown).when(writing({ known: 'It drops.' }), { actor: as('mika') });
    for (const card of ['plan', 'i1'])
      expect(jobs).toContainEqual(expect.objectContaining({ name: 'refresh-card', card }));
  });

  test('of a forgotten swarm says nothing and names nobody', () => {
    const { events } = written({ by: 'mika', words: { known: 'Contoso drops.' } });
    const words = { title: { en: 'A case', ja: 'ケース' }, person: { en: 'Somebody', ja: 'ある人' } };
    const rest = withoutContent(events, { language: 'ja', words, pseudonymOf: (place) => `p${place}` });
    const text = JSON.stringify(rest.filter(({ event }) => event.type === 'StatusNoted'));
    expect(text).not.toMatch(/Contoso|Mika/);
    expect(text).toContain('ある人');
  });
});

const inChat = { serviceUrl: 's', conversationId: 'c' };
const invitation = {
  ...{ id: 'i1', role: 'expert' as const, technologies: ['vpn'], wave: 1, for: [] },
  answerBy: '2026-11-20T03:00:00.000Z',
};

const noteEvents = (known: string, by = 'owner'): SwarmEvent[] => [
  {
    type: 'StatusNoted',
    wrote: ['known'],
    note: {
      known: [{ text: known, by: person(by), at: '2026-11-20T02:00:00.000Z' }],
      ...{ tried: [], next: [], waitingFor: [] },
    },
  },
];

describe('a swarm of which nothing was noted for long', () => {
  const starting = (changes: Parameters<typeof proposed>[0] = {}) =>
    given(proposed(changes)).when({ type: 'Start' }, { actor: as('owner') });
  const alarmOf = (scheduled: ReturnType<typeof starting>['scheduled']) =>
    scheduled.find(({ job }) => job.name === 'ask-for-note') ?? null;
  const since = '2026-11-20T02:00:00.000Z';
  const ask = { type: 'AskForNote', silentSince: since } as const;

  test('has its coordinator asked after the hours of the policy, by a job that outlasts the process', () => {
    expect(alarmOf(starting().scheduled)).toMatchObject({
      job: { silentSince: since },
      startAfter: '2026-11-20T10:00:00.000Z',
    });
    const { events, jobs } = given(...running).when(ask, { actor: system });
    expect(events).toEqual([{ type: 'NoteAskedFor' }]);
    expect(jobs).toContainEqual(
      expect.objectContaining({ name: 'tell-coordinator', notice: { kind: 'note-wanted', silentSince: since } }),
    );
  });

  test('is asked for it after twice as long, and three times at most', () => {
    const first = given(...running).when(ask, { actor: system });
    expect(alarmOf(first.scheduled)?.startAfter).toBe('2026-11-20T18:00:00.000Z');
    const asked: SwarmEvent = { type: 'NoteAskedFor' };
    const last = given(...running, asked, asked).when(ask, { actor: system });
    expect(alarmOf(last.scheduled)).toBeNull();
  });

  test('is left alone once something is noted, another leads, or it is over', () => {
    const later = { ...ask, silentSince: '2026-11-20T01:00:00.000Z' };
    expect(given(...running, ...noteEvents('It drops.')).when(later, { actor: system }).events).toEqual([]);
    const over: SwarmEvent = { type: 'SwarmCancelled', reason: 'A test' };
    expect(given(...running, over).when(ask, { actor: system }).events).toEqual([]);
  });

  test('is asked for by nobody at night, but for what cannot wait', () => {
    const hours: PersonHours = {
      zone: 'Asia/Tokyo',
      hours: { days: [1, 2, 3, 4, 5], from: '13:00', to: '18:00' },
      awayUntil: null,
    } as PersonHours;
    const night = { actor: system, hours: { owner: hours } };
    const { scheduled } = given(...running).when(ask, night);
    expect(scheduled.find(({ job }) => job.name === 'tell-coordinator')?.startAfter).toBe('2026-11-20T04:00:00.000Z');
    const critical = given(proposed({ case: { severity: 'critical' } }), started()).when(ask, night);
    expect(critical.scheduled.find(({ job }) => job.name === 'tell-coordinator')?.startAfter).toBeUndefined();
  });

  test('is not asked for where the policy says never, nor of a restricted case where it spares those', () => {
    const never = { ...defaultPolicy.askForNoteAfterHours, normal: null };
    expect(alarmOf(starting({ policy: { ...defaultPolicy, askForNoteAfterHours: never } }).scheduled)).toBeNull();
    const policy = { ...defaultPolicy, askForNoteOfRestricted: false };
    expect(alarmOf(starting({ case: { restricted: true }, policy }).scheduled)).toBeNull();
    expect(alarmOf(starting({ policy }).scheduled)).not.toBeNull();
    const restrictedSince = given(proposed({ policy }), started(), { type: 'CaseRestricted' });
    expect(restrictedSince.when(ask, { actor: system }).events).toEqual([]);
  });
});

test('both words of a field stand in the form one below the other', () => {
  const at = '2026-11-20T02:00:00.000Z';
  expect(
    noteText([
      { text: 'One.', by: person('mika'), at },
      { text: 'Two.', by: person('ravi'), at },
    ]),
  ).toBe('One.\nTwo.');
});
