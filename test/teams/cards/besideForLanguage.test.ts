import { expect, test } from '@jest/globals';
import { planCard } from '../../../src/teams/cards/planCard.ts';
import { messages } from '../../../src/teams/languages/language.ts';
import { besideForLanguage, readerIn } from '../../fixtures/cards.ts';
import { stories } from '../../fixtures/swarmStories.ts';
import { shownText } from './reading.ts';

test('a plan that asks two for the same says why: who alone speaks the case’s language is asked as well', () => {
  for (const reader of [readerIn('ja'), readerIn('en')]) {
    const { plan, skills } = messages(reader.language);
    const why = plan.forLanguage(skills.languageNames.ja);
    expect(shownText(planCard(besideForLanguage(), reader)).split(why)).toHaveLength(2);
    expect(shownText(planCard(stories.proposed(), reader))).not.toContain(why);
    const state = besideForLanguage();
    const both = {
      ...state,
      plan: { ...state.plan, team: state.plan.team.map((each) => ({ ...each, for: state.plan.team[1]?.for ?? [] })) },
    };
    expect(shownText(planCard(both, reader))).not.toContain(why);
  }
});
