import { severities } from '../../cases/case.ts';
import { messages, type Reader } from '../languages/language.ts';
import { type Card, card, execute, text, title } from './parts/elements.ts';
import { longText } from './parts/inputs.ts';

/** Asks whether words somebody wrote to the bot are a case: they can be changed first, and one press makes the plan. */
export function planOfferCard(words: string, reader: Reader): Card {
  const { replies, common } = messages(reader.language);
  return card({
    language: reader.language,
    spoken: replies.offerTitle,
    body: [
      title(replies.offerTitle),
      text(replies.offer),
      longText('caseText', replies.offeredText, {
        maxLength: 20_000,
        missing: replies.caseTitleMissing,
        value: words,
      }),
      {
        type: 'Input.ChoiceSet',
        id: 'caseSeverity',
        label: replies.caseSeverity,
        choices: severities.map((each) => ({ title: common.severity[each], value: each })),
        value: 'normal',
      },
    ],
    actions: [execute('plan-words', replies.planIt, {}, 'positive')],
  });
}
