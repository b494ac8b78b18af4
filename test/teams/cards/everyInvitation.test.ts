import { describe, expect, test } from '@jest/globals';
import type { Case, Person } from '../../../src/cases/case.ts';
import { languages } from '../../../src/language/language.ts';
import type { Invitation, NotAskedCause, SwarmEvent } from '../../../src/swarm/events.ts';
import { fold } from '../../../src/swarm/evolve.ts';
import type { Deed, Notice } from '../../../src/swarm/jobs.ts';
import { type StartedSwarm, wasStarted } from '../../../src/swarm/state.ts';
import { briefingCard } from '../../../src/teams/cards/briefingCard.ts';
import { announcementCard, roomNewsCard, viewsCard } from '../../../src/teams/cards/channelCards.ts';
import { deedCard } from '../../../src/teams/cards/deedCard.ts';
import { foldedLine } from '../../../src/teams/cards/foldedCard.ts';
import { howToCard } from '../../../src/teams/cards/howToCard.ts';
import { invitationCard } from '../../../src/teams/cards/invitationCard.ts';
import { noticeCard } from '../../../src/teams/cards/noticeCard.ts';
import { outcomeCard } from '../../../src/teams/cards/outcomeCard.ts';
import type { Card } from '../../../src/teams/cards/parts/elements.ts';
import { planCard } from '../../../src/teams/cards/planCard.ts';
import { statusCard } from '../../../src/teams/cards/statusCard.ts';
import { messages } from '../../../src/teams/languages/language.ts';
import { readerIn } from '../../fixtures/cards.ts';
import { people, recorded } from '../../fixtures/swarmStories.ts';
import { proposed, technology } from '../../swarm/given.ts';
import { buttonsFor, shownText } from './reading.ts';

/**
 * Every text over all shapes of invitation. What is asserted is what a proof-reader marks without knowing the subject;
 * what no rule sees was read once, in both languages.
 */

const owner = people.mika;
const notAskedCauses: NotAskedCause[] = [
  ...(['already-in', 'already-asked', 'asked-before', 'not-needed', 'not-in-registry', 'not-free'] as const),
];
/** In the registry, a guest, and somebody who was asked by an address that nobody had a name for. */
const experts: Person[] = [
  people.kenji,
  { id: 'guest', name: 'Dana Fox (Fabrikam)' },
  { id: 'mail', name: 'yuki.suzuki@contoso.example' },
];

type Shape = { name: string; around: Around; invitation: Invitation; happened: SwarmEvent[] };
type Around = { name: string; case: Partial<Case>; after: SwarmEvent[] };

const address = (activityId: string) => ({
  ...{ serviceUrl: 'https://smba.example/jp/', conversationId: `a:${activityId}`, activityId },
});
const resolved: SwarmEvent = {
  ...{ type: 'SwarmResolved', rootCause: '証明書の期限切れ。', fix: '証明書を更新した。' },
  ...{ technologies: ['vpn'], credits: [experts[0] ?? owner] },
};
const arounds: Around[] = [
  { name: 'running', case: {}, after: [] },
  { name: 'without a title of its own', case: { title: '4711', description: '', customer: null }, after: [] },
  { name: 'restricted', case: { restricted: true }, after: [] },
  {
    name: 'handed over',
    case: {},
    after: [{ type: 'CoordinationHandedOver', from: owner, to: people.liam }],
  },
  {
    name: 'handed over to who is asked',
    case: {},
    after: [{ type: 'CoordinationHandedOver', from: owner, to: people.kenji }],
  },
  { name: 'resolved', case: {}, after: [resolved] },
  { name: 'cancelled', case: {}, after: [{ type: 'SwarmCancelled', reason: '解決済み' }] },
  { name: 'reopened', case: {}, after: [resolved, { type: 'SwarmReopened' }] },
];

const declined = (reason: 'busy' | 'not-my-field' | 'ask-other' | 'other', instead: Person | null, note: string) => [
  { type: 'InvitationDeclined' as const, invitationId: 'i1', reason, instead, note },
];
const delivered: SwarmEvent = { type: 'InvitationDelivered', invitationId: 'i1', message: address('i1') };
const accepted: SwarmEvent = { type: 'InvitationAccepted', invitationId: 'i1' };
const happenings: [name: string, events: SwarmEvent[]][] = [
  ['queued', []],
  ['delivered', [delivered]],
  ['accepted', [delivered, accepted]],
  ['seated', [delivered, accepted, { type: 'MemberSeated', person: people.kenji, role: 'expert' }]],
  ['busy', [delivered, ...declined('busy', null, '')]],
  ['busy, with a word', [delivered, ...declined('busy', null, '来週なら可能です。')]],
  ['not my field', [delivered, ...declined('not-my-field', null, '')]],
  ['declined without a reason', [delivered, ...declined('other', null, '')]],
  ['declined with a word', [delivered, ...declined('other', null, 'On leave from tomorrow.')]],
  ['names another', [delivered, ...declined('ask-other', people.aoi, '')]],
  ...notAskedCauses.map((why): [string, SwarmEvent[]] => [
    `names another, who is not asked: ${why}`,
    [
      delivered,
      ...declined('ask-other', people.aoi, 'She knows it.'),
      {
        type: 'InsteadNotAsked',
        invitationId: 'i1',
        why,
        against: why === 'not-free' ? [{ code: 'do-not-disturb' }] : [],
      },
    ],
  ]),
  ['silent', [delivered, { type: 'InvitationExpired', invitationId: 'i1' }]],
  ...(['app-not-installed', 'guest', 'blocked', 'user-gone', 'other'] as const).map((cause): [string, SwarmEvent[]] => [
    `unreachable: ${cause}`,
    [{ type: 'InvitationUnreachable', invitationId: 'i1', cause }],
  ]),
  ...(['covered', 'taken-over', 'technology-dropped', 'closed', 'restricted'] as const).map(
    (because): [string, SwarmEvent[]] => [
      `withdrawn: ${because}`,
      [delivered, { type: 'InvitationWithdrawn', invitationId: 'i1', because }],
    ],
  ),
  [
    'withdrawn, and could still join',
    [
      delivered,
      { type: 'InvitationWithdrawn', invitationId: 'i1', because: 'covered' },
      { type: 'HelpOffered', invitationId: 'i1' },
    ],
  ],
  ['left', [delivered, accepted, { type: 'ExpertSteppedBack', invitationId: 'i1', why: '別件対応', known: '' }]],
  [
    'left, with what they know',
    [delivered, accepted, { type: 'ExpertSteppedBack', invitationId: 'i1', why: '別件対応', known: 'BGP は正常。' }],
  ],
];

const reasonsOf = (technologies: string[], by: Person): Invitation['for'] => [
  ...technologies.slice(0, 1).map((id) => ({ code: 'owns' as const, technology: id })),
  { code: 'named-by-person', by: by.name },
];
const asked: [name: string, more: Partial<Invitation>][] = [
  ['without a technology', { technologies: [], for: reasonsOf([], owner) }],
  ['without a technology, named by a colleague', { technologies: [], for: reasonsOf([], people.yuki) }],
  ['without a technology or a reason', { technologies: [], for: [] }],
  ['for one technology', { technologies: ['vpn'], for: reasonsOf(['vpn'], people.yuki) }],
  ['for two', { technologies: ['vpn', 'cert'], for: reasonsOf(['vpn', 'cert'], owner) }],
  ['for one that was never needed', { technologies: ['dns'], for: [] }],
  [
    'in the morning',
    { technologies: [], deliverAt: '2026-11-21T00:00:00Z', for: [{ code: 'back', at: '2026-11-21T00:00:00Z' }] },
  ],
  ['to learn', { role: 'learner', technologies: [], for: [] }],
  [
    'to learn something',
    { role: 'learner', technologies: ['vpn'], for: [{ code: 'wants-to-learn', technology: 'vpn' }] },
  ],
];

/** Each way of being asked with each answer while it runs, and each answer with all else that becomes of a swarm. */
const shapes: Shape[] = arounds.flatMap((around, turn) =>
  happenings.flatMap(([what, happened], at) =>
    asked
      .filter((_, way) => turn === 0 || way === (at + turn) % asked.length)
      .map(([how, more]): Shape => {
        const person = what === 'seated' ? people.kenji : (experts[at % experts.length] ?? owner);
        const base = { id: 'i1', person, role: 'expert' as const, technologies: [], wave: 1, for: [] };
        const invitation = { ...base, answerBy: '2026-11-20T09:00:00Z', ...more };
        return { name: `${around.name}; asked ${how}; ${what}`, around, invitation, happened };
      }),
  ),
);

function stateOf({ around, invitation, happened }: Shape): StartedSwarm {
  const events: SwarmEvent[] = [
    proposed({ case: { ...around.case, owner }, plan: { team: [] } }),
    { type: 'SwarmStarted', coordinator: owner, technologies: [technology('vpn'), technology('cert')], team: [] },
    { type: 'ExpertInvited', invitation },
    ...happened,
    ...around.after,
  ];
  const told = events.map((event, at): Parameters<typeof recorded>[1][number] => [
    `05:${String(at).padStart(2, '0')}:00`,
    { kind: 'system', name: 'test' },
    event,
  ]);
  const state = fold(recorded('0e5e3d0c-6a39-4c0d-9f7f-0d0d5b1c4711', told));
  if (!wasStarted(state)) throw new Error('The swarm was not started');
  return state;
}

/** Every card that may speak of the invitation, for each who may read it. */
function* cardsOf(state: StartedSwarm, language: (typeof languages)[number]): Generator<[string, Card | null]> {
  const [invitation] = state.invitations;
  if (!invitation) throw new Error('Nobody is invited');
  const { person, answer } = invitation;
  const as = (id: string) => readerIn(language, id);
  yield ['invitation', invitationCard(state, invitation, as(person.id))];
  yield ['announcement', announcementCard(state, person, as(owner.id))];
  yield ['announcement of who leads', announcementCard(state, state.coordinator, as(owner.id))];
  yield [
    'handed over',
    roomNewsCard(state, { kind: 'handed-over', from: owner, to: people.liam })?.(as(owner.id)) ?? null,
  ];
  yield ['stepped back', roomNewsCard(state, { kind: 'stepped-back', invitationId: 'i1' })?.(as(owner.id)) ?? null];
  yield ['reopened', roomNewsCard(state, { kind: 'reopened', by: people.noor })?.(as(owner.id)) ?? null];
  yield ['views', viewsCard(state, 'ほかに考えられる原因はありますか。', [person], as(owner.id))];
  for (const forCoordinator of [true, false])
    yield [
      'briefing',
      briefingCard(state, as(forCoordinator ? state.coordinator.id : person.id), {
        forCoordinator,
        refreshUserIds: [],
      }),
    ];
  for (const id of [owner.id, state.coordinator.id, person.id, 'somebody-else']) {
    yield [`plan for ${id}`, planCard(state, as(id))];
    yield [`status for ${id}`, statusCard(state, as(id))];
    yield [`status standing in for ${id}`, statusCard(state, as(id), true)];
  }
  if (state.status !== 'running') yield ['outcome', outcomeCard(state, as(owner.id))];
  const notices: Notice[] = [
    { kind: 'gap', technology: 'vpn' },
    ...(answer.state === 'unreachable'
      ? [{ kind: 'unreachable' as const, invitationId: 'i1', cause: answer.cause }]
      : []),
    { kind: 'step-failed', step: 'deliver:i1', cause: '403 Forbidden', advice: 'try-again' },
    { kind: 'step-failed', step: `seat:${person.id}`, cause: '403 Forbidden', advice: 'grant-permission' },
    { kind: 'coordination-received' },
    { kind: 'stepped-back', invitationId: 'i1' },
    { kind: 'help-offered', invitationId: 'i1' },
    { kind: 'instead-not-asked', invitationId: 'i1' },
    { kind: 'case-reassigned' },
    { kind: 'case-restricted' },
    { kind: 'case-closed', how: 'closed' },
    { kind: 'case-closed', how: 'gone' },
    { kind: 'case-reopened' },
    { kind: 'case-urgency' },
  ];
  for (const notice of notices) yield [`notice: ${notice.kind}`, noticeCardOf(notice)];
  const deeds = [people.noor, null].flatMap((by): Deed[] => [
    { kind: 'started-for-you', by },
    { kind: 'handed-over', by, to: people.liam },
    { kind: 'ended', by },
    { kind: 'reopened', by },
  ]);
  for (const deed of deeds) yield [`deed: ${deed.kind}`, deedCard(state, deed, as(owner.id))];
  yield ['folded', foldedLine(state, 'below', as(owner.id))];
  for (const about of ['stop', 'join', 'leave'] as const)
    yield [`how to ${about}`, howToCard(about, state, { isInside: true, power: 'none' }, as(person.id))];

  function noticeCardOf(notice: Notice): Card {
    return noticeCard(state, notice, as(state.coordinator.id));
  }
}

/** What a proof-reader marks, with what stands around it. */
const faults = Object.entries({
  'a hole': /undefined|null|NaN|\[object/,
  'empty brackets or quotes': /\(\s*\)|（\s*）|「\s*」|『\s*』|“\s*”|""/,
  'two spaces': /[^\S\n\u2003]{2,}/,
  'a space at the edge of a line': /(?<=^|\n) | (?=\n|$)/,
  'a space before a stop': / [、。,.;:!?)）」]/,
  'a line that begins in the middle': /(?<=^|\n)([がをにはのへと](?= )|[、。,.:;)）」]|について|さん)/,
  'a particle after a particle': /[がをにのは] ?について|が ?が|を ?を|のの|にに|さん ?さん|が ?のエキスパート/,
  'nothing before a word that needs it': /(?<=^|[、。「(（\n])(について|のエキスパート)/,
  'a stop twice': /[。、]{2}|[^.]\.\.(?!\.)|,,|・・|\/ \/|· ·/,
  'nothing after a label': /[:：] *$|\u2003(?=\n|$)/,
  'a preposition that leads nowhere': /\b(for|by|of|with|about|from|as an?) *[.,;)]/i,
  'a word said twice': /\b([a-z]{2,}) \(?\1\b/,
  'a sentence without its capital': /(?<=^|\n)[a-z]+ [^\n]*\.(?=\n|$)/,
  'a space between Japanese words': /[ぁ-ん] [一-龠]/,
  'nobody by name, with an honorific': /(参加者|メンバー) ?さん/,
  'nothing listed': /\b(and|or) ?[.,]|(?<=^|\n)(and|or) /,
}).map(([name, sign]) => ({ name, sign, around: new RegExp(`.{0,30}(?:${sign.source}).{0,30}`, sign.flags) }));

/** Of several sentences in a line the last one ends as the others do. */
const unfinished = /。.*[^。」』”)）、！？]$|[a-z]{2}\. [A-Z].*[a-z]$/;

describe.each(languages)('every text over all shapes of invitation (%s)', (language) => {
  test('has no hole, no doubled word or stop, and no sentence without its end', () => {
    const found = new Map<string, string>();
    // Many shapes say the same.
    const read = new Set<string>();
    for (const shape of shapes) {
      const state = stateOf(shape);
      for (const [name, card] of cardsOf(state, language)) {
        if (!card) continue;
        const told = shownText(card);
        if (read.has(`${told}\0${card.speak}`)) continue;
        read.add(`${told}\0${card.speak}`);
        for (const { name: fault, sign, around } of faults)
          for (const text of [told, card.speak])
            if (sign.test(text)) found.set(`${fault}: ${name}: ${around.exec(text)?.[0]}`, shape.name);
        // A title is no sentence.
        for (const line of told.split('\n').slice(1))
          if (unfinished.test(line)) found.set(`no end: ${name}: ${line}`, shape.name);
      }
    }
    expect([...found]).toEqual([]);
  });

  test.each(notAskedCauses)('promises that somebody named can still be asked where that is so: %s', (why) => {
    const shape = shapes.find(({ name }) => name.endsWith(`: ${why}`));
    if (!shape) throw new Error('There is no such shape');
    const state = stateOf(shape);
    const [invitation] = state.invitations;
    if (!invitation) throw new Error('Nobody is invited');
    const told = shownText(invitationCard(state, invitation, readerIn(language, invitation.person.id)));
    const promise = messages(language).invitation.notAskedYet;
    const toCoordinator = noticeCard(state, { kind: 'instead-not-asked', invitationId: 'i1' }, readerIn(language));
    const canBe = why !== 'already-in' && why !== 'already-asked';
    expect(told.includes(promise)).toBe(canBe);
    expect(buttonsFor(toCoordinator, 'ask-named')).toHaveLength(canBe ? 1 : 0);
    // Who is told so need not be told that they are.
    expect(shownText(toCoordinator)).not.toContain(promise);
  });
});

test.each([
  ['en', 'You coordinate this swarm, and are asked to help with '],
  ['ja', 'あなたがコーディネーターを務めるスウォームで、'],
] as const)('to whom coordination has come is not asked in their own name (%s)', (language, says) => {
  const shape = shapes.find(({ name }) => name === 'running; asked for one technology; delivered');
  if (!shape) throw new Error('There is no such shape');
  const state = stateOf({
    ...shape,
    around: { name: '', case: {}, after: [{ type: 'CoordinationHandedOver', from: owner, to: people.kenji }] },
    invitation: { ...shape.invitation, person: people.kenji },
  });
  const [invitation] = state.invitations;
  if (!invitation) throw new Error('Nobody is invited');
  const shown = shownText(invitationCard(state, invitation, readerIn(language, people.kenji.id)));
  expect(shown).toContain(says);
});
