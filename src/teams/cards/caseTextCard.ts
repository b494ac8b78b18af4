import { severities } from '../../cases/case.ts';
import { cut } from '../../language/cut.ts';
import { messages, type Reader } from '../languages/language.ts';
import { type Card, card, execute, text, title } from './parts/elements.ts';
import { longText } from './parts/inputs.ts';
import { short } from './parts/text.ts';

/** For a case number that no case system knows: says so, and asks for the problem in the person's own words. */
export function caseTextCard(caseId: string, reader: Reader): Card {
  const { replies, common } = messages(reader.language);
  const name = replies.unknownCaseTitle(short(caseId, 60));
  return card({
    language: reader.language,
    spoken: common.sentences(name, replies.unknownCase),
    body: [
      title(name),
      text(replies.unknownCase),
      {
        type: 'Input.Text',
        id: 'caseTitle',
        label: replies.caseTitle,
        maxLength: 300,
        isRequired: true,
        errorMessage: replies.caseTitleMissing,
      },
      longText('caseText', replies.caseText, { maxLength: 20_000 }),
      {
        type: 'Input.ChoiceSet',
        id: 'caseSeverity',
        label: replies.caseSeverity,
        choices: severities.map((each) => ({ title: common.severity[each], value: each })),
        value: 'normal',
      },
      {
        type: 'Input.Toggle',
        id: 'caseRestricted',
        label: replies.caseRestricted,
        title: replies.caseRestrictedToggle,
        value: 'false',
        wrap: true,
      },
    ],
    // The number as it was typed comes back, whatever it looks like on the card.
    actions: [execute('ask-text', replies.planIt, { caseId: cut(caseId, 200) }, 'positive')],
  });
}
