import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../src/language/language.ts';
import { fingerprint } from '../../../src/swarm/ownWords.ts';
import type { StartedSwarm } from '../../../src/swarm/state.ts';
import { inBothLanguages } from '../../../src/teams/cards/bothLanguages.ts';
import { invitationCard } from '../../../src/teams/cards/invitationCard.ts';
import { noteSavedCard } from '../../../src/teams/cards/noteCard.ts';
import { statusCard } from '../../../src/teams/cards/statusCard.ts';
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

describe('what others wrote in another language', () => {
  test('tells which language it is and who in the swarm speaks both, or that nobody does', () => {
    expect(told(stories.spoken(), {})).toContain(
      `written in Japanese. You can ask ${people.kenji.name}: they speak it.`,
    );
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
