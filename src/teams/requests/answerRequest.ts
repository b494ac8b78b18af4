import type { Case } from '../../cases/case.ts';
import type { SwarmPolicy } from '../../swarm/policy.ts';
import type { ActionReply } from '../actions/answer.ts';
import { askedCard, requestCard } from '../cards/requestCards.ts';
import type { ActionOf } from '../cards/verbs.ts';
import { caseFromText } from '../commands/case/freeText.ts';
import type { Reply } from '../commands/replies.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import { contactOf, endOf, type HelpRequest, isOpen, withContact } from './helpRequest.ts';
import type { Change, DueJob, HelpRequests } from './helpRequests.ts';

export type RequestAction = ActionOf<'take-request' | 'take-request-for'> | ActionOf<'decline-request'>;

export type AnswerRequestNeeds = {
  requests: HelpRequests;
  /** The plan for a case that is told just now. */
  proposeTold: (theCase: Case, turn: Turn) => Promise<Reply>;
  /** Whether somebody may act for the owner of a case. */
  standsIn: (personId: string, ownerId: string, at: string) => boolean;
  policy: () => Pick<SwarmPolicy, 'planLapsesAfterHours'>;
  tenantId: string;
};

/** What a contact says to a problem that was sent to them: they take it, by a plan of it, or decline with a word. */
export function createAnswerRequest(needs: AnswerRequestNeeds) {
  const { requests, proposeTold, standsIn, policy, tenantId } = needs;

  return async function answerRequest(action: RequestAction, turn: Turn): Promise<ActionReply> {
    const { reader, person } = turn;
    const known = await requests.find(action.requestId);
    const { replies } = messages(reader.language);
    if (!known) return { kind: 'words', words: messages(reader.language).requests.noLonger };
    if (known.asker.id === person.id) return { kind: 'card', card: askedCard(known, reader), replaces: true };
    if (!contactOf(known, person.id)) return { kind: 'invalid', words: replies.invalidCard };
    switch (action.verb) {
      case 'take-request':
        return taken(known, 'own', turn);
      case 'take-request-for':
        return taken(known, 'askers', turn);
      case 'decline-request':
        return shown(await requests.change(known.requestId, (now) => declined(now, turn, action.requestNote)), turn);
      default:
        return action satisfies never;
    }
  };

  function shown(request: HelpRequest | null, { reader }: Turn): ActionReply {
    if (!request) return { kind: 'words', words: messages(reader.language).requests.noLonger };
    const card = requestCard(request, { mayPlanFor: mayPlanFor(request, reader) }, reader);
    return { kind: 'card', card, replaces: true };
  }

  function mayPlanFor({ asker, restricted }: HelpRequest, { personId, at }: Turn['reader']): boolean {
    return !restricted && standsIn(personId, asker.id, at);
  }

  /** The first who takes it has it. Who has it already sees their plan again, also when it had not come to be. */
  async function taken(known: HelpRequest, as: 'own' | 'askers', turn: Turn): Promise<ActionReply> {
    const { person, reader } = turn;
    if (as === 'askers' && !mayPlanFor(known, reader))
      return { kind: 'words', words: messages(reader.language).requests.mayNotPlanFor };
    const now = await requests.change(known.requestId, (request): Change => {
      if (!isOpen(request)) return null;
      const next = { ...request, taken: { by: person, as, at: reader.at, swarmId: null } };
      return { request: next, jobs: [...redrawn(next, [person.id]), tell(next)] };
    });
    if (now?.taken?.by.id !== person.id) return shown(now, turn);
    const theCase = caseOf(now, turn);
    if (!theCase) return shown(now, turn);
    const plan = await proposeTold(theCase, turn);
    if (!('card' in plan)) return { kind: 'words', words: plan.words };
    if (turn.actedOn) await plan.sent?.(turn.actedOn);
    await requests.change(now.requestId, (request): Change => {
      const { swarmId } = plan;
      if (!request.taken || !swarmId || request.taken.swarmId === swarmId) return null;
      const later = Date.parse(reader.at) + (policy().planLapsesAfterHours + 1) * 3_600_000;
      return {
        request: { ...request, taken: { ...request.taken, swarmId } },
        jobs: [
          { job: { does: 'look-after', requestId: request.requestId }, startAfter: new Date(later).toISOString() },
        ],
      };
    });
    return { kind: 'card', card: plan.card, replaces: true };
  }

  /** Its case: of who took it, who then leads it, or of its asker, for whom it is planned. */
  function caseOf({ words, asker, severity, restricted, language, taken }: HelpRequest, { reader }: Turn): Case | null {
    if (!taken) return null;
    const owner = taken.as === 'own' ? taken.by : asker;
    const told = caseFromText({
      ...{ text: words, tenantId, owner, at: taken.at, severity, restricted },
      ...{ readerLanguage: language, zone: reader.zone },
    });
    return told && (taken.as === 'own' ? { ...told, askedBy: asker } : told);
  }

  function declined(request: HelpRequest, { person }: Turn, note: string): Change {
    if (!isOpen(request) || contactOf(request, person.id)?.answer.kind !== 'none') return null;
    const next = withContact(request, person.id, { answer: { kind: 'declined', note } });
    return { request: next, jobs: [...redrawn(next, [person.id]), ...(endOf(next) ? [tell(next)] : [])] };
  }
}

/** All cards of it that somebody sees are drawn anew, but those of `not`. */
export const redrawn = ({ requestId, asker, contacts }: HelpRequest, not: readonly string[]): DueJob[] =>
  [asker, ...contacts.map(({ person }) => person)]
    .filter(({ id }) => !not.includes(id))
    .map(({ id }) => ({ job: { does: 'redraw', requestId, personId: id } }));

export const tell = ({ requestId }: HelpRequest): DueJob => ({ job: { does: 'tell', requestId } });
