import { severities } from '../../cases/case.ts';
import type { CaseUnread } from '../../cases/caseReading.ts';
import { cut } from '../../language/cut.ts';
import { messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import { type Action, type Card, card, type Element, execute, show, text, title } from './parts/elements.ts';
import { longText } from './parts/inputs.ts';
import { short } from './parts/text.ts';

/** For a case number that no case system knows: says so, and asks for the problem in the person's own words. */
export function caseTextCard(caseId: string, reader: Reader): Card {
  const { replies } = messages(reader.language);
  const said = { name: replies.unknownCaseTitle(short(caseId, 60)), why: replies.unknownCase };
  return formCard(said, caseId, reader);
}

/**
 * For a case that could not be read where it lives: says why, and what to do there. `again`: what to ask for once more, where
 * that may help. Who may plan from their own words can do that meanwhile; not for a case that is over, or nobody's, there.
 */
export function unreadCaseCard(
  unread: CaseUnread,
  { again, mayTell }: { again: string; mayTell: boolean },
  reader: Reader,
): Card {
  const { caseSystems, common } = messages(reader.language);
  const why = unreadWhy(unread, reader);
  const isUnknown = unread.kind === 'ownerless' && unread.because === 'unknown';
  const name = caseSystems.title[isUnknown ? 'unknownOwner' : unread.kind](short(unread.caseId, 60));
  // Told in own words it would have its number, and be refused at its start by what the system says.
  if (unread.kind === 'closed' || unread.kind === 'ownerless') return wordsCard({ name, why }, [], reader);
  const said = { name, why: mayTell ? common.sentences(why, caseSystems.orTell) : why };
  const passes = unread.kind === 'busy' || unread.kind === 'broken';
  if (!passes || again.length > longestId)
    return mayTell ? formCard(said, unread.caseId, reader) : wordsCard(said, [], reader);
  // The form folded in: its line that must be filled in would hold up the other button.
  const folded = show(caseSystems.tell, form(reader), [planIt(unread.caseId, reader)]);
  const askAgain = execute('take-case', caseSystems.again, { caseId: again }, 'positive');
  return wordsCard(said, [askAgain, ...(mayTell ? [folded] : [])], reader);
}

/**
 * While a system takes its time over a case: the plan, or what `why` says, takes this card's place. The button is for when it did not;
 * none, where `again` is null.
 */
export function readingCard(
  { caseId, system }: { caseId: string; system: string },
  again: string | null,
  reader: Reader,
  why = messages(reader.language).caseSystems.readingWhy(system),
): Card {
  const { caseSystems } = messages(reader.language);
  const said = { name: caseSystems.reading(short(caseId, 60)), why };
  const actions =
    again !== null && again.length <= longestId ? [execute('take-case', caseSystems.look, { caseId: again })] : [];
  return wordsCard(said, actions, reader);
}

/** As long as the data of a button may name a case (verbs.ts). */
const longestId = 200;

type Said = { name: string; why: string };

/** The same in words alone. */
export function unreadWhy(unread: CaseUnread, reader: Reader): string {
  const { why } = messages(reader.language).caseSystems;
  switch (unread.kind) {
    case 'not-found':
      return why['not-found'](unread.systems.join(', '));
    case 'busy':
      return why.busy(unread.system, moment(unread.until, reader));
    case 'ownerless':
      if (unread.because === 'unknown') return why.unknownOwner(unread.system);
      return unread.group === null ? why.ownerless(unread.system) : why.ofGroup(unread.system, short(unread.group, 60));
    case 'closed':
      return unread.into === null ? why.closed(unread.system) : why.merged(unread.system, short(unread.into, 60));
    case 'forbidden':
    case 'broken':
      return why[unread.kind](unread.system);
    default:
      return unread satisfies never;
  }
}

function wordsCard({ name, why }: Said, actions: Action[], reader: Reader): Card {
  const { common } = messages(reader.language);
  return card({
    language: reader.language,
    spoken: common.sentences(name, why),
    body: [title(name), text(why)],
    actions,
  });
}

function formCard({ name, why }: Said, caseId: string, reader: Reader): Card {
  const { common } = messages(reader.language);
  return card({
    language: reader.language,
    spoken: common.sentences(name, why),
    body: [title(name), text(why), ...form(reader)],
    actions: [planIt(caseId, reader)],
  });
}

/** The number as it was typed comes back, whatever it looks like on the card. */
const planIt = (caseId: string, reader: Reader): Action =>
  execute('ask-text', messages(reader.language).replies.planIt, { caseId: cut(caseId, longestId) }, 'positive');

function form(reader: Reader): Element[] {
  const { replies, common } = messages(reader.language);
  return [
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
  ];
}
