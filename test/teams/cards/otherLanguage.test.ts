import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../src/language/language.ts';
import { fingerprint } from '../../../src/swarm/ownWords.ts';
import type { StartedSwarm } from '../../../src/swarm/state.ts';
import { inBothLanguages } from '../../../src/teams/cards/bothLanguages.ts';
import { invitationCard } from '../../../src/teams/cards/invitationCard.ts';
import { noteSavedCard } from '../../../src/teams/cards/noteCard.ts';
import { silentAskCard, toldViewCard } from '../../../src/teams/cards/silentCards.ts';
import { statusCard } from '../../../src/teams/cards/statusCard.ts';
import { thanksCard } from '../../../src/teams/cards/thanksCards.ts';
import type { Reader, Tongues } from '../../../src/teams/languages/language.ts';
import { readerIn } from '../../fixtures/cards.ts';
import { people, stories } from '../../fixtures/swarmStories.ts';

/** What stands on cards of what others wrote in another language than the reader's. */

const spoken = new Map([
  [people.mika.id, ['ja'] as const],
  [people.grace.id, ['en'] as const],
  [people.kenji.id, ['ja', 'en'] as const],
]);
const tongues: Tongues = { of: (id) => spoken.get(id) ?? null, model: [] };
const told = (state: StartedSwarm, reader: Partial<Reader>) =>
  JSON.stringify(statusCard(state, { ...readerIn('en', people.grace.id), tongues, ...reader }));

const mixedNote = {
  known: [
    {
      text: 'After the renewal 証明書チェーンが切れています: the intermediate is missing.',
      by: people.mika,
      at: '2026-11-20T02:00:00.000Z',
    },
  ],
  ...{ tried: [], next: [], waitingFor: [] },
};
const withAsk = (state: StartedSwarm, question: string): StartedSwarm => ({
  ...state,
  silentAsks: [{ version: 9, at: '2026-11-20T02:00:00.000Z', question, by: people.mika, asked: [people.grace] }],
});

describe('what others wrote in another language', () => {
  test('tells which language it is and who in the swarm speaks both, or that nobody does', () => {
    expect(told(stories.spoken(), {})).toContain(
      `written in Japanese. You can ask ${people.kenji.name}: they speak it.`,
    );
    // Who wrote it and stepped back can be asked still, once nobody else can; not who has left the organisation.
    const without = (gone: true | null): StartedSwarm => {
      const state = stories.spoken();
      const left = { state: 'left', why: 'ill', known: '', leftAt: '2026-11-20T05:00:00.000Z' } as const;
      const answer = { ...left, ...(gone && { gone }) };
      return {
        ...state,
        members: state.members.filter(({ person }) => person.id !== people.kenji.id),
        invitations: state.invitations.map((each) => (each.person.id === people.kenji.id ? { ...each, answer } : each)),
      };
    };
    expect(told(without(null), {})).toContain(`You can ask ${people.kenji.name}`);
    expect(told(without(true), {})).toContain('Nobody in the swarm is listed');
    const nobody = { of: () => null, model: [] };
    expect(told(stories.spoken(), { tongues: nobody })).toContain('Nobody in the swarm is listed');
    const [invited] = stories.spoken().invitations;
    const mika = { ...readerIn('ja', people.mika.id), tongues };
    const card = invited ? invitationCard(stories.spoken(), invited, mika) : null;
    expect(JSON.stringify(card)).toContain('一部が英語で書かれています');
  });

  test('is nothing to tell to who speaks it, nor where nobody wrote any', () => {
    expect(told(stories.spoken(), { speaks: ['ja', 'en'] })).not.toContain('written in Japanese');
    expect(told(stories.noted(), { language: 'ja' })).not.toContain('書かれています。');
  });

  test('is told in a channel to those who read the other language, also where who coordinates speaks both', () => {
    const first: Reader = { ...readerIn('ja'), tongues, speaks: ['ja', 'en'] };
    const drawn: string[] = [];
    inBothLanguages(
      (reader) => {
        const card = statusCard(stories.spoken(), reader);
        drawn.push(JSON.stringify(card));
        return card;
      },
      first,
      'en',
    );
    expect(drawn[0]).not.toContain('書かれています。');
    expect(drawn[1]).toContain('written in Japanese');
  });

  test('in both languages is told to who reads one of them, and to nobody who reads both', () => {
    const mixed = { ...stories.spoken(), notes: [{ version: 1, note: mixedNote }] };
    expect(told(mixed, {})).toContain('written in Japanese');
    expect(told(mixed, { speaks: ['ja', 'en'] })).not.toContain('written in Japanese');
  });

  test('to one person alone, thanks or a question, tells them which language it is and whom to ask', () => {
    const { spoken } = stories;
    const reader = { ...readerIn('en', people.grace.id), tongues };
    const given = {
      version: 9,
      at: '',
      by: people.mika,
      to: [people.grace],
      words: 'おかげで解決しました。',
      praise: false,
    };
    const thanked = (one: typeof given, by: Reader) => JSON.stringify(thanksCard(spoken(), one, by));
    expect(thanked(given, reader)).toContain(`written in Japanese. You can ask ${people.kenji.name}`);
    expect(thanked({ ...given, words: 'Your trace helped.' }, reader)).not.toContain('written in');
    const question = { question: '月曜日に何が変わりましたか。', by: people.mika, asked: [people.grace] };
    const asked = JSON.stringify(silentAskCard(withAsk(spoken(), question.question), question, reader));
    expect(asked).toContain(`You can ask ${people.kenji.name}`);
    expect(asked).not.toContain('ask-model');
    const inside = { ...readerIn('en', people.kenji.id), tongues: { ...tongues, model: ['translation'] as const } };
    expect(JSON.stringify(silentAskCard(withAsk(spoken(), question.question), question, inside))).toContain(
      '"card":"silent"',
    );
  });

  test('to all, and the title of a case, stand in the reader’s language once a model has translated them, marked', () => {
    const text = 'バックアップもその時刻に動いています。';
    const view = { ...{ version: 9, at: '', by: people.mika, text, named: true, relayed: true }, message: null };
    const title = 'VPN が毎時切れる';
    const base = stories.spoken();
    const translations = {
      en: { [fingerprint(text)]: 'The backup runs then, too.', [fingerprint(title)]: 'The VPN drops' },
    };
    const state = {
      ...{ ...base, views: [view], case: { ...base.case, title } },
      model: { ...base.model, translations },
    };
    const reader = { ...readerIn('en', people.grace.id), tongues };
    const card = JSON.stringify(toldViewCard(state, view, reader, ['29:a']));
    for (const said of ['The backup runs then, too.', 'by a language model', text]) expect(card).toContain(said);
    expect(JSON.stringify(toldViewCard(state, view, { ...reader, language: 'ja' }, []))).not.toContain('backup');
    for (const said of ['The VPN drops', title]) expect(told(state, {})).toContain(said);
  });

  test('is offered to be translated only where a language model may be, and of no restricted case', () => {
    const may: Tongues = { ...tongues, model: ['translation', 'summary'] };
    const inside = { personId: people.kenji.id, tongues: may };
    expect(told(stories.spoken(), inside)).toContain('"of":"translation"');
    expect(told(stories.spoken(), { ...inside, tongues })).not.toContain('ask-model');
    expect(told(stories.spoken(), { ...inside, personId: people.noor.id })).not.toContain('ask-model');
    const restricted = { ...stories.spoken(), case: { ...stories.spoken().case, restricted: true } };
    expect(told(restricted, inside)).not.toContain('ask-model');
  });

  test.each(languages)(
    'is shown in a translation for who reads %s as text alone: no mention, link or emphasis in it acts',
    (language) => {
      const reader = { ...readerIn(language, people.kenji.id), tongues };
      const card = statusCard(stories.modelled(), reader);
      const lines = JSON.stringify(card);
      expect(lines).toContain(language === 'en' ? 'by a language model' : '言語モデルによる');
      expect(lines).not.toMatch(/<at>/i);
      expect(lines).not.toContain('"url":"https://evil.example');
      expect(card.msteams?.entities).toBeUndefined();
    },
  );

  test('is told to who wrote it, with who does not read it and who can explain', () => {
    const reader = { ...readerIn('ja', people.kenji.id), tongues };
    const saved = JSON.stringify(noteSavedCard(withGraceInside(), reader));
    expect(saved).toContain('登録されていません');
  });
});

test('a text is known by its words, whatever blanks stand around it', () => {
  expect(fingerprint(' ルーター \n')).toBe(fingerprint('ルーター'));
});

/** Grace, who reads English alone, is in it. */
function withGraceInside(): StartedSwarm {
  const state = stories.spoken();
  return {
    ...state,
    members: [...state.members, { person: people.grace, role: 'expert', announced: true, seated: true }],
  };
}
