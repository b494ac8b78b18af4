import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Language } from '../../../src/language/language.ts';
import type { RecordedEvent, SwarmEvent } from '../../../src/swarm/events.ts';
import { fold } from '../../../src/swarm/evolve.ts';
import { defaultPolicy } from '../../../src/swarm/policy.ts';
import { wasStarted } from '../../../src/swarm/state.ts';
import { briefingCard } from '../../../src/teams/cards/briefingCard.ts';
import { announcementCard, viewsCard } from '../../../src/teams/cards/channelCards.ts';
import { invitationCard } from '../../../src/teams/cards/invitationCard.ts';
import { noticeCard } from '../../../src/teams/cards/noticeCard.ts';
import { outcomeCard } from '../../../src/teams/cards/outcomeCard.ts';
import type { KnownSwarm } from '../../../src/teams/cards/parts/caseHeader.ts';
import type { Card } from '../../../src/teams/cards/parts/elements.ts';
import { planCard } from '../../../src/teams/cards/planCard.ts';
import { readerIn } from '../../fixtures/cards.ts';
import { faultsOf } from './microsoftsParser.ts';
import { nasty, type World, worldsOf } from './nastyWorlds.ts';

function state(events: SwarmEvent[]): KnownSwarm {
  const all = events.map(
    (event, index): RecordedEvent => ({
      swarmId: 's'.repeat(36),
      version: index + 1,
      at: '2026-11-20T05:00:00Z',
      actor: { kind: 'system', name: 'x' },
      cause: 'c',
      event,
    }),
  );
  const folded = fold(all);
  if (folded.status === 'none') throw new Error('The story is empty');
  return folded;
}

/** All the cards that tell of a case, at every stage of its swarm. */
function cardsOf({ theCase, plan, told }: World, language: Language): Card[] {
  const reader = { ...readerIn(language), personId: theCase.owner.id };
  const proposed: SwarmEvent[] = [
    { type: 'SwarmProposed', tenantId: 't', case: theCase, plan, room: 'standard', policy: defaultPolicy },
  ];
  const started: SwarmEvent[] = [
    ...proposed,
    { type: 'SwarmStarted', coordinator: theCase.owner, technologies: plan.technologies, team: plan.team },
    ...plan.ranking.candidates.map(
      ({ person }, index): SwarmEvent => ({
        type: 'ExpertInvited',
        invitation: {
          id: `i${index + 1}`,
          person,
          role: 'expert',
          technologies: plan.technologies.map(({ technology }) => technology),
          wave: 1,
          for: plan.team[0]?.for ?? [],
          answerBy: '2026-11-20T06:00:00Z',
        },
      }),
    ),
    ...plan.ranking.candidates
      .slice(0, 30)
      .map((_, index): SwarmEvent => ({ type: 'InvitationAccepted', invitationId: `i${index + 1}` })),
    { type: 'InvitationDeclined', invitationId: 'i40', reason: 'other', instead: theCase.owner, note: told },
    ...Array.from(
      { length: 20 },
      (_, index): SwarmEvent => ({
        type: 'StepFailed',
        step: `deliver:i${index + 1}`,
        cause: told,
        advice: 'try-again',
      }),
    ),
  ];
  const running = state(started);
  const resolved = state([
    ...started,
    {
      type: 'SwarmResolved',
      rootCause: told,
      fix: told,
      technologies: plan.gaps,
      credits: plan.ranking.candidates.map(({ person }) => person),
    },
  ]);
  if (!wasStarted(running) || !wasStarted(resolved) || resolved.status === 'running')
    throw new Error('The story went wrong');
  const [first] = running.invitations;
  const declined = running.invitations[39];
  return [
    planCard(state(proposed), reader, [
      {
        ...{ caseId: theCase.id, title: theCase.title, fix: told, fixKind: 'workaround', url: null },
        solvedBy: Array.from({ length: 9 }, () => ({ name: told, chat: null })),
      },
    ]),
    planCard(running, reader),
    planCard(resolved, reader),
    briefingCard(running, reader, {
      forCoordinator: true,
      refreshUserIds: Array.from({ length: 60 }, (_, index) => `29:${index}${'x'.repeat(60)}`),
    }),
    outcomeCard(resolved, reader),
    ...(first
      ? [
          invitationCard(running, first, reader),
          invitationCard(resolved, first, reader),
          announcementCard(running, first.person, reader),
        ]
      : []),
    ...(declined ? [invitationCard(running, declined, reader)] : []),
    viewsCard(
      running,
      told,
      plan.ranking.candidates.map(({ person }) => person),
      reader,
    ),
    noticeCard(running, { kind: 'step-failed', step: 'deliver:i1', cause: told, advice: 'try-again' }, reader),
  ];
}

/** Every card stays valid and under 28 KB, and nothing of it acts. */
function isHarmless(world: World, language: Language): void {
  for (const card of cardsOf(world, language)) {
    expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(28 * 1024);
    expect(faultsOf(card)).toEqual([]);
    const own = (card.msteams?.entities ?? []).map(({ text }) => text);
    for (const { kind, text } of texts(card)) {
      // Our own dates are held together by a sign that nobody sees.
      const told = text.replaceAll(/(?<=\d)\u2060(?=[年月日])|(?<=[年月日])\u2060(?=[\d(])/gu, '');
      const rest = own.reduce((left, mention) => left.replaceAll(mention, ''), told);
      expect(rest).not.toMatch(/\{\{|<\s*\/?\s*at\b|[[\p{Cc}\p{Cf}\p{Cs}]--[\n\t\u{200D}]]/iv);
      // Text runs know no markdown. A text block does: there, it is escaped.
      if (kind === 'TextBlock') expect(rest.replace(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[*_[\]`~<>]/);
    }
  }
}

describe.each(['ja', 'en'] as const)(
  'whatever a case, a person or an answer is called, with 60 candidates and 12 technologies (%s)',
  (language) => {
    test('every card stays valid and under 28 KB, and nothing of it acts: no mention but ours, no markdown, no date function, no hidden sign', () => {
      const property = fc.property(worldsOf(nasty), (world) => isHarmless(world, language));
      fc.assert(property, { numRuns: 5, endOnFailure: true });
    });

    // A backslash is two letters in JSON, and in a heading four, as it is escaped there.
    test.each(['"', '\\', '<', '長', '👩‍👩‍👧‍👦'])('so it does when all that is written is %s', (sign) => {
      const [world] = fc.sample(worldsOf(fc.constant(sign.repeat(400))), { numRuns: 1, seed: 1 });
      if (world) isHarmless(world, language);
      expect(world).toBeDefined();
    });
  },
);

/** Every text of a card that a client shows, with the kind of thing it stands in. */
function* texts(part: unknown, kind = ''): Generator<{ kind: string; text: string }> {
  if (Array.isArray(part)) for (const each of part) yield* texts(each, kind);
  else if (part && typeof part === 'object') {
    const own = 'type' in part && typeof part.type === 'string' ? part.type : kind;
    for (const [key, value] of Object.entries(part)) {
      if (typeof value === 'string' && ['text', 'title', 'label', 'placeholder', 'speak', 'fallbackText'].includes(key))
        yield { kind: own === 'mention' ? 'mention' : own, text: value };
      else if (key === 'inlines' && Array.isArray(value))
        for (const each of value)
          yield* typeof each === 'string' ? [{ kind: 'TextRun', text: each }] : texts(each, 'TextRun');
      else if (key !== 'entities') yield* texts(value, own);
    }
  }
}
