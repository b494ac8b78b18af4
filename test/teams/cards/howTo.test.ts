import { describe, expect, test } from '@jest/globals';
import { howToCard } from '../../../src/teams/cards/howToCard.ts';
import { messages } from '../../../src/teams/languages/language.ts';
import { readerIn } from '../../fixtures/cards.ts';
import { people, stories } from '../../fixtures/swarmStories.ts';

describe.each(['en', 'ja'] as const)('how something is done with a swarm, in %s', (language) => {
  const { stillRuns, hasEnded } = messages(language).questions;
  const told = (about: Parameters<typeof howToCard>[0], state: Parameters<typeof howToCard>[1], personId: string) =>
    JSON.stringify(howToCard(about, state, { isInside: false, power: 'none' }, readerIn(language, personId)));

  test('says that one which runs needs no reopening', () => {
    expect(told('reopen', stories.weekendAsked(), people.mika.id)).toContain(stillRuns);
    expect(told('resolve', stories.weekendAsked(), people.mika.id)).not.toContain(hasEnded);
  });

  test('says of what is done only while it runs that it has ended', () => {
    expect(told('resolve', stories.resolved(), people.mika.id)).toContain(hasEnded);
    expect(told('reopen', stories.resolved(), people.mika.id)).not.toContain(hasEnded);
    expect(told('thank', stories.resolved(), people.mika.id)).not.toContain(hasEnded);
  });
});
