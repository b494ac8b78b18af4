import type { Case, Person } from '../../cases/case.ts';
import { toldIdOf } from '../../cases/ids/shortIds.ts';
import { type DetectedTechnology, isGuess } from '../../detection/detectedTechnology.ts';
import type { SwarmPolicy } from '../../swarm/policy.ts';
import type { ActionReply } from '../actions/answer.ts';
import { askContactsCard, askedCard } from '../cards/requestCards.ts';
import type { ActionOf } from '../cards/verbs.ts';
import { caseFromText } from '../commands/case/freeText.ts';
import type { Reply } from '../commands/replies.ts';
import type { Budget } from '../inbound/budgets.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { createContacts, SaidForContacts } from './contacts.ts';
import type { HelpRequest } from './helpRequest.ts';
import type { DueJob, HelpRequests } from './helpRequests.ts';

export type AskContactsNeeds = {
  requests: HelpRequests;
  contactsFor: ReturnType<typeof createContacts>;
  detect: (theCase: Case) => DetectedTechnology[];
  policy: () => Pick<SwarmPolicy, 'planLapsesAfterHours'>;
  budget: Budget;
  tenantId: string;
};

/** For who may not start a swarm: the form to send their problem to their support contacts, and its sending. */
export function createAskContacts(needs: AskContactsNeeds) {
  const { requests, contactsFor, detect, policy, budget, tenantId } = needs;

  const contactsOf = ({ text, severity }: SaidForContacts, { person, reader }: Turn) => {
    const told = caseFromText({ text, tenantId, owner: person, at: reader.at, readerLanguage: reader.language });
    const technologies = told
      ? detect(told)
          .filter((each) => !isGuess(each))
          .map(({ technology }) => technology)
      : [];
    return contactsFor({ technologies, severity }, reader);
  };

  /** The form, with what they have written; in words alone while there is nobody to send it to. */
  async function form(said: SaidForContacts, turn: Turn): Promise<Reply> {
    const contacts = await contactsOf(said, turn);
    return contacts.length === 0
      ? { audience: 'asker', words: messages(turn.reader.language).replies.mayNotStart }
      : { audience: 'asker', card: askContactsCard(said, contacts, turn.reader) };
  }

  /** Sends it. The same again while it waits for an answer is sent once. */
  async function send(action: ActionOf<'ask-contacts'>, turn: Turn): Promise<ActionReply> {
    const { reader, person, actedOn, place } = turn;
    const { replies, requests: words } = messages(reader.language);
    const { caseText, caseSeverity, caseRestricted } = action;
    if (caseText === '') return { kind: 'words', words: replies.caseTitleMissing };
    if (budget('ask', person.id) !== 'granted') return { kind: 'words', words: replies.tooMuch };
    const said = { text: caseText, severity: caseSeverity, restricted: caseRestricted };
    const contacts = await contactsOf(said, turn);
    if (contacts.length === 0) return { kind: 'words', words: replies.mayNotStart };
    const request: HelpRequest = {
      ...{ requestId: toldIdOf(tenantId, person.id, caseText), asker: person, words: caseText },
      ...{ severity: caseSeverity, restricted: caseRestricted, language: reader.language, askedAt: reader.at },
      card: place.kind === 'personal' ? actedOn : null,
      lapsesAt: lapseOf(contacts, policy().planLapsesAfterHours),
      contacts: contacts.map((each) => ({ ...each, message: null, answer: { kind: 'none' } })),
      ...{ taken: null, lapsed: false },
    };
    const { requestId, lapsesAt } = request;
    const kept = await requests.add(request, [
      ...contacts.map(
        ({ person: { id }, bringAt }): DueJob => ({
          job: { does: 'bring', requestId, personId: id },
          startAfter: bringAt,
        }),
      ),
      { job: { does: 'lapse', requestId }, startAfter: lapsesAt },
    ]);
    if (kept === 'too-many') return { kind: 'words', words: words.tooMany };
    const now = (kept === 'already' ? await requests.find(requestId) : request) ?? request;
    return { kind: 'card', card: askedCard(now, reader), replaces: true };
  }

  return { form, send };
}

/** So long after the last of them has it on their screen. */
const lapseOf = (contacts: readonly { person: Person; bringAt: string }[], hours: number): string =>
  new Date(Math.max(...contacts.map(({ bringAt }) => Date.parse(bringAt))) + hours * 3_600_000).toISOString();
