import { describe, expect, test } from '@jest/globals';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { withoutContent } from '../../src/swarm/forgetting/forgotten.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { gapAnsweredCard } from '../../src/teams/cards/gapCards.ts';
import { readerIn } from '../fixtures/cards.ts';
import { shownText } from '../teams/cards/reading.ts';
import { as, given, invited, person, proposed, recorded, started, technology } from './given.ts';

/** Nobody is left to ask for a technology: whoever leads it, or is on call for it, is asked what to do. */

const running = [proposed(), started({ technologies: [technology('vpn')] })];
const declined: SwarmEvent[] = [
  invited('i1', 'mika', ['vpn']),
  { type: 'InvitationDeclined', invitationId: 'i1', reason: 'busy', instead: null, note: '' },
];
const gap: SwarmEvent = { type: 'GapFound', technology: 'vpn' };
const message = { serviceUrl: 'https://smba.example/', conversationId: 'chat of lead', activityId: '7' };
const asked: SwarmEvent = { type: 'GapLeadAsked', technology: 'vpn', lead: person('lead'), message, drawnFrom: 5 };
const found = [...running, ...declined, gap, asked];
const without = { type: 'AnswerGap', technology: 'vpn', answer: { kind: 'without' } } as const;
const naming = (id: string) =>
  ({ type: 'AnswerGap', technology: 'vpn', answer: { kind: 'named', person: person(id) } }) as const;
const elsewhere = (words: string) =>
  ({ type: 'AnswerGap', technology: 'vpn', answer: { kind: 'elsewhere', words } }) as const;
const lead = { actor: as('lead') };

describe('who leads what nobody is left to ask for', () => {
  test('is asked when the last one declines, and not again when it is a gap for the second time', () => {
    const last = given(...running, ...declined.slice(0, 1)).when(
      { type: 'Decline', invitationId: 'i1', reason: 'busy', instead: null, note: '' },
      { actor: as('mika') },
    );
    const asks = last.jobs.filter(({ name }) => name === 'ask-gap-lead');
    expect(asks).toMatchObject([{ technology: 'vpn' }]);
    const second = given(...found, invited('i2', 'ravi', ['vpn'])).when(
      { type: 'Decline', invitationId: 'i2', reason: 'busy', instead: null, note: '' },
      { actor: as('ravi') },
    );
    expect(second.events.map(({ type }) => type)).toContain('GapFound');
    expect(second.jobs.filter(({ name }) => name === 'ask-gap-lead')).toEqual([]);
  });

  test('is told to have been asked once, though the report comes twice', () => {
    const to = { technology: 'vpn', lead: person('lead'), message, drawnFrom: 5 } as const;
    const report = { type: 'ReportGapLeadAsked', ...to } as const;
    expect(given(...running, ...declined, gap).when(report).events).toEqual([asked]);
    expect(given(...found).when(report).events).toEqual([]);
  });

  test('has whom they name asked at once, by their word, also one who declined before', () => {
    const { events, jobs } = given(...found).when(naming('mika'), lead);
    expect(events).toMatchObject([
      { type: 'GapAnswered', answer: { kind: 'named' } },
      { type: 'ExpertInvited', invitation: { person: person('mika'), for: [{ code: 'named-by-person', by: 'Lead' }] } },
    ]);
    expect(jobs).toContainEqual(expect.objectContaining({ name: 'deliver-invitation' }));
    expect(jobs).toContainEqual(expect.objectContaining({ notice: { kind: 'gap-answered', technology: 'vpn' } }));
    expect(given(...found).when(naming('owner'), lead).refusal).toBe('already-in');
    const vendor = { ...lead, hours: { vendor: { outside: 'by mail' } } } as never;
    expect(given(...found).when(naming('vendor'), vendor).refusal).toBe('outside');
  });

  test('may send the coordinator elsewhere, with words, or have them go on without', () => {
    expect(given(...found).when(without, lead).events).toMatchObject([{ type: 'GapAnswered' }]);
    expect(given(...found).when(elsewhere('Queue NET-2'), lead).events).toHaveLength(1);
    expect(given(...found).when(elsewhere('  '), lead).refusal).toBe('text-missing');
  });

  test('says nothing more once they lead it, or are on call for it, no more: they are told whom to tell', () => {
    const former = { ...lead, leadsGap: false };
    expect(given(...found).when(naming('mika'), former).refusal).toBe('gap-not-theirs');
    expect(given(...found).when(without, former).refusal).toBe('gap-not-theirs');
  });

  test('keeps what they are typing when somebody else is asked meanwhile: their form says an hour later that it is over', () => {
    const brought: SwarmEvent = {
      type: 'SideCardShown',
      card: 'gap:vpn',
      reader: person('lead'),
      message,
      drawnFrom: 5,
    };
    const ask = {
      type: 'InvitePerson' as const,
      person: person('ravi'),
      technologies: ['vpn'],
      role: 'expert' as const,
    };
    const drawn = (...events: SwarmEvent[]) =>
      given(...found, brought, ...events)
        .when(ask, { actor: as('owner') })
        .scheduled.filter(({ job }) => job.name === 'refresh-card' && job.card === 'asked:gap:vpn@lead');
    expect(drawn()).toMatchObject([{ job: { ifOver: true }, startAfter: '2026-11-20T03:00:00.000Z' }]);
  });

  test('is the only one to answer, once for a press, and hears from an old card that it is over', () => {
    expect(given(...found).when(without, { actor: as('owner') }).refusal).toBe('not-your-task');
    const answered: SwarmEvent = { type: 'GapAnswered', technology: 'vpn', answer: { kind: 'without' } };
    expect(given(...found, answered).when(without, lead).events).toEqual([]);
    const came: SwarmEvent[] = [invited('i2', 'ravi', ['vpn']), { type: 'InvitationAccepted', invitationId: 'i2' }];
    expect(given(...found, ...came).when(naming('mika'), lead).refusal).toBe('gap-over');
    const ended: SwarmEvent = { type: 'SwarmCancelled', reason: 'x' };
    expect(given(...found, ended).when(without, lead).refusal).toBe('gap-over');
    // Asked before it was reopened; and who never was.
    const reopened = given(...found, ended, { type: 'SwarmReopened' });
    expect(reopened.when(without, lead).refusal).toBe('gap-over');
    expect(reopened.when(without, { actor: as('ravi') }).refusal).toBe('not-your-question');
    expect(given(...running).when(without, lead).refusal).toBe('not-your-question');
  });
});

test('what a lead said was told to who coordinated then, whoever does afterwards', () => {
  const answered: SwarmEvent = { type: 'GapAnswered', technology: 'vpn', answer: { kind: 'without' } };
  const handedOver: SwarmEvent = { type: 'CoordinationHandedOver', from: person('owner'), to: person('ravi') };
  const state = fold(recorded([...found, answered, handedOver]));
  if (!wasStarted(state)) throw new Error('It is not running');
  const shown = shownText(gapAnsweredCard(state, 'vpn', readerIn('en')));
  expect(shown).toContain(person('owner').name);
  expect(shown).not.toContain(person('ravi').name);
});

test('whom else to turn to is forgotten with the swarm', () => {
  const said: SwarmEvent = { type: 'GapAnswered', technology: 'vpn', answer: { kind: 'elsewhere', words: 'NET-2' } };
  const words = { title: { en: 'Gone', ja: 'なし' }, person: { en: 'Somebody', ja: '元の担当者' } };
  const options = { language: 'en' as const, words, pseudonymOf: (place: number) => `pseudonym-${place}` };
  expect(JSON.stringify(withoutContent(recorded([...found, said]), options))).not.toMatch(/NET-2|"id":"lead"/);
});
