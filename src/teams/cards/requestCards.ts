import { severities } from '../../cases/case.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import type { ChosenContact, SaidForContacts } from '../requests/contacts.ts';
import { type Contact, contactOf, endOf, type HelpRequest, isOpen } from '../requests/helpRequest.ts';
import { severity } from './parts/caseHeader.ts';
import {
  type Card,
  card,
  type Element,
  execute,
  large,
  show,
  subtle,
  text,
  title,
  verbatim,
} from './parts/elements.ts';
import { fitted } from './parts/fit.ts';
import { longText } from './parts/inputs.ts';
import { passage, short } from './parts/text.ts';
import { middleLeftOut } from './questionCards.ts';

/** The form for who may not start a swarm: what they have written, and to whom it goes. */
export function askContactsCard(said: SaidForContacts, contacts: readonly ChosenContact[], reader: Reader): Card {
  const { requests, replies, common } = messages(reader.language);
  const names = namesOf(contacts, reader);
  return card({
    language: reader.language,
    spoken: common.sentences(requests.askTitle, requests.askIntro(names)),
    body: [
      title(requests.askTitle),
      text(requests.askIntro(names)),
      longText('caseText', replies.offeredText, {
        maxLength: 20_000,
        missing: replies.caseTitleMissing,
        value: middleLeftOut(said.text),
      }),
      {
        type: 'Input.ChoiceSet',
        id: 'caseSeverity',
        label: replies.caseSeverity,
        choices: severities.map((each) => ({ title: common.severity[each], value: each })),
        value: said.severity,
      },
      {
        type: 'Input.Toggle',
        id: 'caseRestricted',
        label: replies.caseRestricted,
        title: requests.restrictedToggle,
        value: said.restricted ? 'true' : 'false',
        wrap: true,
      },
      text(subtle(requests.engineers), { spacing: 'Small' }),
    ],
    actions: [execute('ask-contacts', requests.send, {}, 'positive')],
  });
}

/** What its asker sees of it: to whom it went, and what came of it. */
export function askedCard(request: HelpRequest, reader: Reader): Card {
  const { requests, common } = messages(reader.language);
  const news = newsOf(request, reader);
  const name = news?.name ?? requests.sentTitle;
  return card({
    language: reader.language,
    spoken: common.sentences(name, news?.line ?? requests.sentLine),
    body: [
      title(name),
      ...inShort(request, reader),
      text(news?.line ?? requests.sentLine),
      ...request.contacts.map((each) => text(subtle(contactLine(each, request, reader)), { spacing: 'Small' })),
    ],
  });
}

/** The same as a message of its own, once something came of it. */
export function newsCard(request: HelpRequest, reader: Reader): Card {
  const { common } = messages(reader.language);
  const { name, line } = newsOf(request, reader) ?? { name: '', line: '' };
  return card({
    language: reader.language,
    spoken: common.sentences(name, line),
    body: [title(name), ...inShort(request, reader), text(line), ...notes(request, reader)],
  });
}

/** What a contact sees of it: the problem, and what they can do; or who has it by now. */
export function requestCard(request: HelpRequest, { mayPlanFor }: { mayPlanFor: boolean }, reader: Reader): Card {
  const { requests, common } = messages(reader.language);
  const asker = short(request.asker.name, 60);
  const name = requests.requestTitle(asker);
  const own = contactOf(request, reader.personId);
  const mayAnswer = isOpen(request) && own?.answer.kind === 'none';
  const { requestId } = request;
  const others = request.contacts.filter(({ person }) => person.id !== reader.personId);
  const line = contactsLine(request, own, reader);
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(name, line ?? requests.requestIntro),
      body: [
        title(name),
        text(severity(request, reader), { spacing: 'Small' }),
        ...(request.restricted
          ? [text(requests.restrictedHidden)]
          : passage(request.words, detail.passage, detail.lines)
              .split('\n')
              .map((line) => verbatim(line, { spacing: 'None' }))),
        text(line ?? requests.requestIntro),
        ...(mayAnswer && others.length > 0 ? [text(subtle(requests.alsoAsked(namesOf(others, reader))))] : []),
      ],
      actions: mayAnswer
        ? [
            execute('take-request', requests.takeOwn, { requestId }, 'positive'),
            ...(mayPlanFor ? [execute('take-request-for', requests.planFor(asker), { requestId })] : []),
            show(
              requests.decline,
              [longText('requestNote', requests.note, { maxLength: 500, placeholder: requests.noteHint })],
              [execute('decline-request', requests.declineNow, { requestId })],
            ),
          ]
        : [],
    }),
  );
}

/** The beginning of what was asked, and how urgent it is. */
const inShort = (request: HelpRequest, reader: Reader): Element[] => [
  text(large(short(request.words, 120)), { spacing: 'Small' }),
  text(severity(request, reader), { spacing: 'Small' }),
];

/** What came of it for its asker; null while it waits. */
function newsOf(request: HelpRequest, reader: Reader): { name: string; line: string } | null {
  const { requests } = messages(reader.language);
  const end = endOf(request);
  const by = request.taken ? short(request.taken.by.name, 60) : '';
  if (end === 'not-started') return { name: requests.notStartedTitle, line: requests.notStarted(by) };
  if (end !== null) return { name: requests.endTitle, line: requests.end[end] };
  if (!request.taken) return null;
  return { name: requests.takenTitle(by), line: requests.takenLine[request.taken.as](by) };
}

/** What a contact is told in place of the buttons; null while they may answer. */
function contactsLine(request: HelpRequest, own: Contact | null, reader: Reader): string | null {
  const { requests } = messages(reader.language);
  const { taken } = request;
  if (taken) return taken.by.id === reader.personId ? requests.youTook : requests.takenBy(short(taken.by.name, 60));
  if (own?.answer.kind === 'declined') return requests.youDeclined;
  return isOpen(request) ? null : requests.overMeanwhile;
}

/** One of those it went to, and how that stands. */
function contactLine({ person, bringAt, message, answer }: Contact, request: HelpRequest, reader: Reader): string {
  const { requests, common } = messages(reader.language);
  const name = short(person.name, 60);
  if (request.taken?.by.id === person.id) return common.labelled(name, requests.has);
  if (answer.kind === 'declined')
    return common.labelled(
      name,
      answer.note === '' ? requests.declined : requests.declinedWith(short(answer.note, 200)),
    );
  if (answer.kind === 'unreachable') return common.labelled(name, requests.unreachable);
  if (!isOpen(request)) return common.labelled(name, requests.noAnswer);
  const isLater = message === null && Date.parse(bringAt) > Date.parse(reader.at);
  return common.labelled(name, isLater ? requests.later(moment(bringAt, reader)) : requests.sent);
}

/** What those who declined had to say. */
const notes = (request: HelpRequest, reader: Reader): Element[] =>
  request.taken
    ? []
    : request.contacts
        .filter(({ answer }) => answer.kind !== 'none')
        .map((each) => text(subtle(contactLine(each, request, reader)), { spacing: 'Small' }));

const namesOf = (contacts: readonly Pick<Contact, 'person'>[], reader: Reader): string =>
  listed(
    contacts.map(({ person }) => messages(reader.language).common.person(short(person.name, 60))),
    reader,
  );
