import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { messages } from '../../src/teams/languages/language.ts';
import { answersTo, type Office, openOffice, swarmOn, textOf } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const known = async (swarmId: string) => {
  const state = await office.swarms.load(swarmId);
  if (state.status !== 'proposed') throw new Error('No plan');
  return state;
};

describe('an urgency in the words of a mail that is pasted', () => {
  test.each([
    ['en', 'en-US', 'Hi team,\n\nURGENT: Azure VPN Gateway drops each hour.\n\nThanks', 'URGENT'],
    [
      'ja',
      'ja-JP',
      'お世話になっております。\n至急ご対応をお願いいたします。\nAzure VPN Gateway が毎時切断されます。',
      '至急ご対応をお願いいたします',
    ],
  ] as const)(
    'stands on the plan with its words, and its owner sets another (%s)',
    async (language, locale, words, said) => {
      const { plan, common } = messages(language);
      const [shown] = await answersTo(office.people.as('mika.sato'), words, locale);
      if (!shown) throw new Error('No answer');
      const swarmId = swarmOn(shown);
      const state = await known(swarmId);
      expect(state.case).toMatchObject({ severity: 'high', urgencySaid: said });
      expect(textOf(shown)).toContain(plan.urgencyRead(common.quoted(said)));
      expect(textOf(shown)).toContain(common.labelled(common.urgency, common.severity.high));
      const kept = {
        keepTechnologies: state.plan.technologies.map(({ technology }) => technology).join(','),
        keepPeople: state.plan.team.map(({ person }) => person.id).join(','),
      };
      // A change of something else leaves it as it is.
      await shown.press('revise-plan', { ...kept, caseSeverity: 'high' }, { locale });
      expect((await known(swarmId)).case).toMatchObject({ severity: 'high', urgencySaid: said });
      const changed = await shown.press('revise-plan', { ...kept, caseSeverity: 'low' }, { locale });
      expect((await known(swarmId)).case).toMatchObject({ severity: 'low' });
      const card = JSON.stringify(changed.card);
      expect(card).toContain(common.labelled(common.urgency, common.severity.low));
      expect(card).not.toContain(plan.urgencyRead(common.quoted(said)));
    },
  );
});
