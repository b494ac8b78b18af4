import type { Case } from '../../cases/case.ts';
import type { Urgency } from '../../cases/typedUrgency.ts';
import { languageOf } from '../../reading/title.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { refusalText } from '../cards/parts/refusal.ts';
import { type ActionOf, cannotTell } from '../cards/verbs.ts';
import { caseFromText } from '../commands/case/freeText.ts';
import type { Reply } from '../commands/replies.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import type { ActionReply } from './answer.ts';

export type CaseTextAction = (action: ActionOf<'ask-text'>, turn: Turn) => Promise<ActionReply>;

/**
 * The plan for words that were not clearly a case until their author said so, or that named no product until they did.
 * It takes the place of the question.
 */
export function planFromWords(needs: {
  proposeTold: (theCase: Case, turn: Turn) => Promise<Reply>;
  planOrAsk: (theCase: Case, turn: Turn) => Promise<Reply>;
  directory: Pick<Directory, 'technology'>;
  tenantId: string;
  urgency: Urgency;
}): (action: ActionOf<'plan-words'>, turn: Turn) => Promise<ActionReply> {
  const { proposeTold, planOrAsk, directory, tenantId, urgency } = needs;
  return async (action, turn) => {
    const { caseText, caseSeverity, caseRestricted, caseCustomer, products, productTyped } = action;
    const { reader, person } = turn;
    const names = products.flatMap((id) => directory.technology(id)?.name[reader.language] ?? []);
    const product = [...names, ...(productTyped === '' ? [] : [productTyped])].join(', ');
    const told = caseFromText({
      ...{ text: caseText, tenantId, owner: person, at: reader.at, severity: caseSeverity },
      ...{ restricted: caseRestricted, customer: caseCustomer, product },
      readerLanguage: reader.language,
      zone: reader.zone,
      urgency,
    });
    if (!told) return { kind: 'words', words: messages(reader.language).replies.caseTitleMissing };
    // Who cannot tell either adds technologies or people by hand.
    const isUnknown = products.includes(cannotTell);
    const { unreadNamed: named, unreadCase: caseId, unreadIn: system } = action;
    const theCase = { ...told, ...(named !== '' && { unread: { named, caseId, system } }) };
    return inPlaceOf(turn, await (isUnknown ? proposeTold(theCase, turn) : planOrAsk(theCase, turn)));
  };
}

/** The case or the command that somebody meant when they were asked. */
export function answeredQuestion(needs: {
  byId: (caseId: string, turn: Turn) => Promise<Reply>;
  runWords: (words: string, turn: Turn) => Promise<Reply>;
}): (action: ActionOf<'take-case'> | ActionOf<'run-words'>, turn: Turn) => Promise<ActionReply> {
  return async (action, turn) =>
    inPlaceOf(
      turn,
      await (action.verb === 'take-case' ? needs.byId(action.caseId, turn) : needs.runWords(action.saidWords, turn)),
    );
}

/**
 * A plan that was dropped or has lapsed, made anew from its case as it is now. It takes the old one's place. What its
 * owner has told since, above all that it is to be kept among few, stands in the newest swarm of the case.
 */
export function planAgain(needs: {
  swarms: Pick<Swarms, 'load' | 'newestSwarmOf'>;
  propose: (theCase: Case, turn: Turn) => Promise<Reply>;
  known: (caseId: string, turn: Turn) => Promise<Reply | null>;
}): (action: ActionOf<'plan-again'>, turn: Turn) => Promise<ActionReply> {
  const { swarms, propose, known } = needs;
  return async ({ swarmId }, turn) => {
    const state = await swarms.load(swarmId);
    if (state.status === 'none') return { kind: 'invalid', words: refusalText({ code: 'no-such-swarm' }, turn.reader) };
    const { owner, id } = state.case;
    if (owner.id !== turn.person.id)
      return { kind: 'words', words: refusalText({ code: 'not-case-owner', owner }, turn.reader) };
    // An old card of a swarm that was started after all has nothing to plan.
    if (state.status !== 'lapsed')
      return { kind: 'words', words: refusalText({ code: 'already-started' }, turn.reader) };
    const newest = await swarms.load((await swarms.newestSwarmOf(id)) ?? swarmId);
    const { case: theCase } = newest.status === 'none' ? state : newest;
    return inPlaceOf(turn, (await known(id, turn)) ?? (await propose(theCase, turn)));
  };
}

/** The reply on the card that was acted on. */
async function inPlaceOf(turn: Turn, reply: Reply): Promise<ActionReply> {
  if (!('card' in reply)) return { kind: 'words', words: reply.words };
  if (turn.actedOn) await reply.sent?.(turn.actedOn);
  return { kind: 'card', card: reply.card, replaces: true };
}

/**
 * The plan for a case number that no case system knows, from what its owner wrote on the card. The case keeps its
 * number. The plan takes the place of the form.
 */
export function planFromText(needs: {
  propose: (theCase: Case, turn: Turn) => Promise<Reply>;
  known: (caseId: string, turn: Turn, told: Case) => Promise<Reply | null>;
  tenantId: string;
  urgency: Urgency;
}): CaseTextAction {
  const { propose, known, tenantId, urgency } = needs;
  return async ({ caseId, caseTitle, caseText, caseSeverity, caseRestricted }, turn) => {
    const { reader, person } = turn;
    const told = caseFromText({
      text: [caseTitle, caseText].filter((part) => part !== '').join('\n'),
      tenantId,
      owner: person,
      at: reader.at,
      severity: caseSeverity,
      restricted: caseRestricted,
      zone: reader.zone,
      urgency,
    });
    if (!told) return { kind: 'words', words: messages(reader.language).replies.caseTitleMissing };
    const title = caseTitle.trim() === '' ? told.title : caseTitle.trim();
    const theCase = { ...told, id: caseId, title, language: languageOf(`${title}\n${caseText}`) ?? reader.language };
    // The number may be known by now, or never have been unknown: nobody takes another's case by retelling it.
    return inPlaceOf(turn, (await known(caseId, turn, theCase)) ?? (await propose(theCase, turn)));
  };
}
