import { describe, expect, test } from '@jest/globals';
import { decide } from '../../src/swarm/decide.ts';
import type { RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { withoutContent } from '../../src/swarm/forgetting/forgotten.ts';
import { fingerprint } from '../../src/swarm/ownWords.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import { silentAnswers, silentBeforeEnd, silentIn } from '../../src/swarm/silent.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { as, briefed, given, invited, now, opened, person, proposed, recorded, started, theCase } from './given.ts';

/** "What else?", asked privately of those who have not been heard. */

const hidden = theCase({ restricted: true });
const privateRoom = { teamId: 't', channelId: '19:p@thread.tacv2', name: 'p', webUrl: 'https://teams.example/p' };

const seated = (id: string): SwarmEvent => ({ type: 'MemberSeated', person: person(id), role: 'expert' });
const room = (severity: 'critical' | 'normal' = 'normal') => [
  ...[proposed({ case: { severity } }), started(), opened, briefed],
  ...[invited('i1', 'mika', ['vpn']), { type: 'InvitationAccepted', invitationId: 'i1' } as const, seated('mika')],
  ...[invited('i2', 'ravi', ['cert']), { type: 'InvitationAccepted', invitationId: 'i2' } as const],
];
/** Events of the system, and after them what people did. */
const followedBy = (events: SwarmEvent[], ...acts: [who: string, SwarmEvent][]): RecordedEvent[] => [
  ...recorded(events),
  ...acts.flatMap(([who, event], index) =>
    recorded([event], events.length + 1 + index).map((each): RecordedEvent => ({ ...each, actor: as(who) })),
  ),
];
const stateAfter = (...acts: [who: string, SwarmEvent][]) => {
  const state = fold(followedBy(room('critical'), ...acts));
  if (!wasStarted(state)) throw new Error('It is not running');
  return state;
};
const names = (people: { name: string }[]) => people.map(({ name }) => name);
const note: SwarmEvent = {
  ...{ type: 'StatusNoted', wrote: [] },
  note: { known: [], tried: [], next: [], waitingFor: [] },
};
const view = (text: string, named = true): SwarmEvent => ({ type: 'ViewGiven', text, named });
const askSilent = { type: 'AskSilent', question: 'What else?' } as const;

describe('who has not been heard', () => {
  test('is whoever is in, but for the coordinator, and noted, asked or said nothing', () => {
    expect(names(silentIn(stateAfter()))).toEqual(['Mika', 'Ravi']);
    expect(names(silentIn(stateAfter(['mika', note])))).toEqual(['Ravi']);
    expect(names(silentIn(stateAfter(['ravi', view('')])))).toEqual(['Mika']);
  });

  test('is asked by the coordinator, each by a job of their own that holds no word of the question', () => {
    const { events, jobs } = given(...room()).when(askSilent, { actor: as('owner') });
    expect(events).toMatchObject([{ type: 'SilentAsked', asked: [person('mika'), person('ravi')] }]);
    const asking = jobs.filter(({ name }) => name === 'ask-silent');
    expect(asking).toMatchObject([{ person: person('mika') }, { person: person('ravi') }]);
    expect(JSON.stringify(asking)).not.toContain('What else?');
  });

  test('is asked by nobody else, and not twice in a breath', () => {
    expect(given(...room()).when(askSilent, { actor: as('mika') }).refusal).toBe('not-coordinator');
    const asked: SwarmEvent = { ...askSilent, type: 'SilentAsked', asked: [person('mika'), person('ravi')] };
    const again = given(...room(), asked);
    expect(again.when(askSilent, { actor: as('owner') }).decision).toEqual({ ok: true, events: [] });
    const other = { ...askSilent, question: 'And now?' };
    expect(again.when(other, { actor: as('owner') }).refusal).toBe('asked-just-now');
    expect(again.when(other, { actor: as('owner'), at: '2026-11-20T02:05:00.000Z' }).events).toHaveLength(1);
  });

  test('is offered to be asked before a critical swarm is resolved, and no more once they were asked', () => {
    const asked: SwarmEvent = { ...askSilent, type: 'SilentAsked', asked: [person('mika'), person('ravi')] };
    expect(names(silentBeforeEnd(stateAfter()))).toEqual(['Mika', 'Ravi']);
    expect(silentBeforeEnd(stateAfter(['owner', asked]))).toEqual([]);
    const normal = fold(recorded(room()));
    expect(wasStarted(normal) && silentBeforeEnd(normal)).toEqual([]);
  });
});

describe('what came of a private question', () => {
  const asked = (...ids: string[]): SwarmEvent => ({ ...askSilent, type: 'SilentAsked', asked: ids.map(person) });

  test('is who was asked, how many have answered, and how many of those had nothing to add', () => {
    const counts = (...acts: [who: string, SwarmEvent][]) =>
      silentAnswers(stateAfter(['owner', asked('mika', 'ravi')], ...acts));
    expect(counts()).toMatchObject([{ asked: [person('mika'), person('ravi')], answered: 0, nothing: 0 }]);
    expect(counts(['mika', view('')])).toMatchObject([{ answered: 1, nothing: 1 }]);
    expect(counts(['mika', view('')], ['ravi', view('Backup', false)])).toMatchObject([{ answered: 2, nothing: 1 }]);
  });

  test('counts whoever was asked again with the last question', () => {
    const state = stateAfter(['owner', asked('mika', 'ravi')], ['ravi', view('')], ['owner', asked('mika')]);
    expect(silentAnswers(state)).toMatchObject([
      { asked: [person('ravi')], answered: 1 },
      { asked: [person('mika')], answered: 0 },
    ]);
  });

  test('asks who was not asked before, and the others again only where there is nobody else', () => {
    const later = { actor: as('owner'), at: '2026-11-20T05:00:00.000Z' };
    const first = given(...room(), asked('mika'));
    expect(first.when(askSilent, later).events).toMatchObject([{ asked: [person('ravi')] }]);
    const both = given(...room(), asked('mika'), asked('ravi'));
    expect(both.when(askSilent, later).events).toMatchObject([{ asked: [person('mika'), person('ravi')] }]);
  });
});

describe('a question that somebody may be typing an answer to', () => {
  const asked: SwarmEvent = { ...askSilent, type: 'SilentAsked', asked: [person('mika')] };
  const brought: SwarmEvent = {
    ...{ type: 'SideCardShown', card: 'silent', reader: person('mika'), drawnFrom: 12 },
    message: { serviceUrl: 'https://smba.example/', conversationId: 'a:mika', activityId: 'q1' },
  };
  const end = { type: 'Cancel', reason: 'x' } as const;
  const drawnAnew = (...events: SwarmEvent[]) =>
    given(...room(), asked, brought, ...events)
      .when(end, { actor: as('owner') })
      .scheduled.filter(({ job }) => job.name === 'refresh-card' && job.card === 'asked:silent@mika');

  test('is not drawn anew when the swarm ends, but an hour later', () => {
    expect(drawnAnew()).toMatchObject([{ job: { ifOver: true }, startAfter: '2026-11-20T03:00:00.000Z' }]);
  });

  test('is not drawn anew because what they said before has come to the channel', () => {
    const said = [...recorded(room()), ...recorded([view('The backup')], 20)].map((each) =>
      each.event.type === 'ViewGiven' ? { ...each, actor: as('mika') } : each,
    );
    const again = [...said, ...recorded([asked, { ...brought, drawnFrom: 21 }], 21)];
    const state = fold(again);
    const [relayed] = recorded([{ type: 'ViewRelayed', of: 20 }], 23);
    if (!relayed) throw new Error('Nothing happened');
    const cards = reactions(fold([...again, relayed]), relayed).map(({ job }) => ('card' in job ? job.card : ''));
    expect(wasStarted(state) && state.sideCards).toHaveLength(1);
    expect(cards.filter((card) => card.startsWith('asked:'))).toEqual([]);
  });

  test('is drawn anew by what a language model wrote for whom had typed nothing, and for nobody else', () => {
    const askedFor: SwarmEvent = { type: 'ModelAsked', of: 'translation', language: 'ja' };
    const drawn = (event: SwarmEvent) => {
      const before = [...room(), asked, brought];
      const [ask] = recorded([event], before.length + 1);
      if (!ask) throw new Error('Nothing was asked');
      const [wrote] = recorded([wroteIt], before.length + 2);
      if (!wrote) throw new Error('Nothing was written');
      const state = fold([...recorded(before), { ...ask, actor: as('mika') }, wrote]);
      return reactions(state, wrote).flatMap(({ job }) => (job.name === 'refresh-card' ? [job.card] : []));
    };
    const wroteIt: SwarmEvent = {
      ...{ type: 'ModelWrote', model: 'm', language: 'ja', asOf: 1 },
      wrote: { of: 'translation', texts: [{ of: fingerprint('What else?'), text: 'ほかには？' }] },
    };
    expect(drawn(askedFor)).toContain('asked:silent@mika');
    expect(drawn({ ...askedFor, typing: true })).not.toContain('asked:silent@mika');
  });

  test('is not drawn anew by what a language model writes for others', () => {
    const wrote = { type: 'ReportModelWrote', model: 'm', language: 'ja', asOf: 1 } as const;
    const { jobs } = given(...room(), asked, brought, { type: 'ModelAsked', of: 'translation', language: 'ja' }).when({
      ...wrote,
      wrote: { of: 'translation', texts: [{ of: fingerprint('What else?'), text: 'ほかには？' }] },
    });
    expect(jobs.filter((job) => job.name === 'refresh-card' && job.card.startsWith('asked:'))).toEqual([]);
  });
});

describe('a word that is told to all', () => {
  const give = { type: 'GiveView', text: ' The backup runs then. ', named: false } as const;

  test('goes to the channel, once, and is theirs alone to give', () => {
    const given1 = given(...room()).when(give, { actor: as('mika') });
    expect(given1.events).toEqual([view('The backup runs then.', false)]);
    expect(given1.jobs.filter(({ name }) => name === 'relay-view')).toHaveLength(1);
    expect(given(...room()).when(give, { actor: as('stranger') }).refusal).toBe('not-in-swarm');
    expect(given(...room()).when({ ...give, text: ' ' }, { actor: as('mika') }).refusal).toBe('text-missing');
  });

  test('waits for a channel, and goes there when the briefing does', () => {
    const early = given(...room().filter((event) => event !== briefed)).when(give, { actor: as('mika') });
    expect(early.jobs.filter(({ name }) => name === 'relay-view')).toEqual([]);
  });

  test('is not told of who has left, nor after the end', () => {
    const left: SwarmEvent = { type: 'ExpertSteppedBack', invitationId: 'i1', why: '', known: '' };
    expect(given(...room(), left).when(give, { actor: as('mika') }).refusal).toBe('not-in-swarm');
    const ended: SwarmEvent = { type: 'SwarmCancelled', reason: 'x' };
    expect(given(...room(), ended).when(give, { actor: as('mika') }).refusal).toBe('already-closed');
  });

  test('stands in the channel once: a second message with it, left by a process that died, becomes a line', () => {
    const told = [...room(), view('The backup runs then.')];
    const of = told.length;
    const inThread = (activityId: string) => ({
      ...{ serviceUrl: 'https://smba.example/', conversationId: '19:c@thread.tacv2;messageid=b1', activityId },
    });
    const first = given(...told.slice(0, -1)).when(give, { actor: as('mika') }).state;
    if (!wasStarted(first)) throw new Error('It is not running');
    const report = (activityId: string) => ({ type: 'ReportViewRelayed', of, message: inThread(activityId) }) as const;
    const decided = (state: typeof first, activityId: string) => decide(state, report(activityId), now());
    expect(decided(first, 'v1')).toMatchObject({ ok: true, events: [{ type: 'ViewRelayed', of }] });
    const kept = fold(
      [{ ...recorded([{ type: 'ViewRelayed', of, message: inThread('v1') }], of + 1)[0] } as RecordedEvent],
      first,
    );
    if (!wasStarted(kept)) throw new Error('It is not running');
    expect(decided(kept, 'v1')).toEqual({ ok: true, events: [] });
    const copy = { card: `view:${of}`, message: inThread('v2') } as const;
    expect(decided(kept, 'v2')).toEqual({ ok: true, events: [{ type: 'CopyFound', copy }] });
    const [found] = recorded([{ type: 'CopyFound', copy }], of + 2);
    const after = found && fold([found], kept);
    expect(found && after && reactions(after, found).map(({ job }) => job)).toEqual([
      expect.objectContaining({ name: 'fold-card', copyOf: copy.card, message: copy.message }),
    ]);
  });

  test('of a case that becomes restricted before it is told goes to the private room alone', () => {
    const told = given(...room(), view('The customer is Contoso.')).when({ type: 'ReportCase', case: hidden });
    expect(told.jobs.filter(({ name }) => name === 'relay-view')).toEqual([]);
    if (!wasStarted(told.state)) throw new Error('It is not running');
    const posted: SwarmEvent[] = [{ type: 'CaseRestricted' }, { type: 'ChannelOpened', channel: privateRoom }];
    const briefing = { serviceUrl: 'https://smba.example/', conversationId: '19:p@thread.tacv2;messageid=b9' };
    const spoken = fold(
      followedBy(
        [...room()],
        ['mika', view('The customer is Contoso.')],
        ...posted.map((each) => ['owner', each] as [string, SwarmEvent]),
      ),
    );
    if (!wasStarted(spoken)) throw new Error('It is not running');
    const message = { ...briefing, activityId: 'b9' };
    const decision = decide(spoken, { type: 'ReportBriefingPosted', message }, now());
    const events = decision.ok ? decision.events : [];
    const next = recorded(events, 90);
    const jobs = next.flatMap((each) => reactions(fold([each], spoken), each)).map(({ job }) => job.name);
    expect(jobs).toContain('relay-view');
  });

  test('is given anew in the same words where it is asked anew; a press that comes twice gives it once', () => {
    const asked: SwarmEvent = { ...askSilent, type: 'SilentAsked', asked: [person('ravi')] };
    const nothing = { type: 'GiveView', text: null, named: false } as const;
    const decided = (...acts: Parameters<typeof stateAfter>) =>
      decide(stateAfter(...acts), nothing, { ...now(), actor: as('ravi') });
    expect(decided(['owner', asked], ['ravi', view('')])).toEqual({ ok: true, events: [] });
    expect(decided(['owner', asked], ['ravi', view('')], ['owner', asked])).toMatchObject({
      events: [{ type: 'ViewGiven', text: '' }],
    });
  });

  test('may be that there is nothing to add, which nobody is told', () => {
    const nothing = given(...room()).when({ ...give, text: null }, { actor: as('mika') });
    expect(nothing.events).toEqual([view('', false)]);
    expect(nothing.jobs.filter(({ name }) => name === 'relay-view')).toEqual([]);
  });

  test('is forgotten with the swarm, the question with it', () => {
    const asked: SwarmEvent = { type: 'SilentAsked', question: 'And the router?', asked: [person('mika')] };
    const words = { title: { en: 'gone', ja: 'gone' }, person: { en: 'somebody', ja: 'somebody' } };
    const rest = withoutContent(followedBy(room(), ['owner', asked], ['mika', view('The backup runs then.')]), {
      ...{ language: 'en', words, pseudonymOf: (place) => `p${place}` },
    });
    expect(JSON.stringify(rest)).not.toMatch(/router|backup|Mika/);
    const message = { serviceUrl: 'https://smba.example/', conversationId: '19:c@thread.tacv2', activityId: 'v1' };
    const where = withoutContent(followedBy(room(), ['mika', { type: 'ViewRelayed', of: 9, message }]), {
      ...{ language: 'en', words, pseudonymOf: (place) => `p${place}` },
    });
    expect(JSON.stringify(where)).not.toContain('"v1"');
  });
});
