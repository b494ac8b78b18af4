import type { Case } from '../../../cases/case.ts';
import type { CaseReading, CaseUnread, ReadsCases } from '../../../cases/caseReading.ts';
import type { CaseMeant } from '../../../cases/ids/caseMeant.ts';
import { calledCaseId, loneCaseId } from '../../../cases/ids/shape.ts';
import { type ShortIds, toldIdOf } from '../../../cases/ids/shortIds.ts';
import type { Urgency } from '../../../cases/typedUrgency.ts';
import { isGuess } from '../../../detection/detectedTechnology.ts';
import { cut } from '../../../language/cut.ts';
import type { TechnologyId } from '../../../registry/technology.ts';
import type { Planner } from '../../../swarm/planning/planner.ts';
import { caseTextCard, readingCard, unreadCaseCard, unreadWhy } from '../../cards/caseTextCard.ts';
import { caseOrNewCard, middleLeftOut, productCard } from '../../cards/questionCards.ts';
import { mostNamedCase } from '../../cards/verbs.ts';
import type { Turn } from '../../inbound/turn.ts';
import { messages } from '../../languages/language.ts';
import type { SaidForContacts } from '../../requests/contacts.ts';
import { loneErrorCode } from '../parsing/errorCode.ts';
import type { Reply } from '../replies.ts';
import { caseFromText } from './freeText.ts';
import { type Hidden, type KnownCaseNeeds, knownCases } from './knownCase.ts';
import type { LikelyProducts } from './likelyProducts.ts';
import { saidUrgency } from './saidUrgency.ts';

export type CaseNeeds = KnownCaseNeeds & {
  /** Reads cases in the systems where they live, and keeps them where `cases` finds them. */
  caseSystems: ReadsCases;
  /** Which case that is known words mean (cases/ids/caseMeant.ts). */
  caseMeant: (words: string) => Promise<CaseMeant>;
  /** How urgency is typed. */
  urgency: Urgency;
  /** What a case told in free text is called. */
  shortId: ShortIds;
  planner: Pick<Planner, 'detect' | 'unknown'>;
  likelyProducts: LikelyProducts;
  /** The cases whose running swarms somebody is in. */
  runningCases: (personId: string) => Promise<string[]>;
  tenantId: string;
  /** Whether somebody may plan a swarm from their own words. */
  mayStart: (personId: string) => boolean;
  /** For who may not: the way to their support contacts, with what they have written. */
  askContacts: (said: SaidForContacts, turn: Turn) => Promise<Reply>;
};

/** `/swarm 4711`, `/swarm the VPN drops every hour`: the plan for a case, the swarm it has already, or a question. */
export function caseCommand(needs: CaseNeeds) {
  const { cases, caseSystems, caseMeant, shortId, urgency, planner, likelyProducts, tenantId, standsIn } = needs;
  const { mayStart, askContacts, runningCases } = needs;
  const { mayPlan, isHidden, ended, running, kept, knownAs, within, proposed, planned } = knownCases(needs);

  const reply = (words: string, turn: Turn): Promise<Reply> =>
    named(words, turn, (unread) => told(words, turn, unread));

  /** The answer to words that name a case, or nothing but a code; `otherwise`: to those that tell a problem. */
  async function named(words: string, turn: Turn, otherwise: Otherwise): Promise<Reply> {
    const there = caseSystems.namedIn(words);
    if (!there) return namedHere(words, turn, otherwise);
    const reading = await caseSystems.read(there.named, (theCase) => mayPlan(theCase, turn));
    return there.isAlone
      ? answerTo(reading, there.named, turn)
      : amongWords(reading, there.named, turn, (unread) =>
          namedHere(words, turn, (later) => otherwise(unread ?? later)),
        );
  }

  /**
   * Whoever tells a whole problem, and a number that leads nowhere, has told a problem: that is known when its system has answered. Where
   * it could not be asked, what was told is planned, and says so.
   */
  async function amongWords(reading: CaseReading, name: string, turn: Turn, otherwise: Otherwise): Promise<Reply> {
    if (reading.kind === 'slow')
      return {
        audience: 'asker',
        card: readingCard(reading, name, turn.reader),
        later: async () => amongWords(await reading.done, name, turn, otherwise),
      };
    const answer = reading.kind === 'read' ? await askedFor(reading, reading.caseId, turn) : null;
    return answer && answer !== 'hidden' ? answer : otherwise(unreadIn(reading, name));
  }

  /** The same as `named`, of what is known here, or called a case. */
  async function namedHere(words: string, turn: Turn, otherwise: Otherwise): Promise<Reply> {
    // Who is asked for comes first: whatever an id looks like, somewhere it is one.
    const meant = await meantFor(words, turn);
    if (meant.kind === 'one') return byId(meant.caseId, turn);
    if (meant.kind === 'perhaps')
      return { audience: 'asker', card: caseOrNewCard(meant.caseIds, asked(words), turn.reader) };
    // How urgent it is and nothing of what: "P1".
    if (draft(words, turn) === null) return otherwise();
    const caseId = loneCaseId(words);
    const code = loneErrorCode(words) ?? loneErrorCode(caseId ?? '');
    if (code !== null) return about(code, 'code', turn);
    // `802.1X` and `IKEv2` look like ids.
    if (caseId !== null && !namesProduct(draft(words, turn))) return byId(caseId, turn);
    // The case of which somebody says more, where a system has it.
    const called = calledCaseId(words);
    if (called === null) return otherwise();
    return amongWords(await caseSystems.read(called, (theCase) => mayPlan(theCase, turn)), called, turn, otherwise);
  }

  /** Which case words mean, of those that the asker may know to be there. */
  async function meantFor(words: string, turn: Turn): Promise<CaseMeant> {
    const meant = await caseMeant(words);
    if (meant.kind === 'none') return meant;
    const hidden = new Set<string>();
    const ids = meant.kind === 'one' ? [meant.caseId] : meant.caseIds;
    for (const id of ids) if (await isHidden(id, turn)) hidden.add(id);
    if (hidden.size === 0) return meant;
    const caseIds = ids.filter((id) => !hidden.has(id));
    return caseIds.length > 0 ? { kind: 'perhaps', caseIds } : { kind: 'none' };
  }

  /** What words of a turn tell: asked several times, and read once. */
  const drafts = new WeakMap<Turn, Map<string, Case | null>>();
  function draft(words: string, turn: Turn): Case | null {
    const ofTurn = drafts.get(turn) ?? new Map<string, Case | null>();
    drafts.set(turn, ofTurn);
    const known = ofTurn.get(words);
    if (known !== undefined) return known;
    const { person, reader } = turn;
    const read = caseFromText({
      text: words,
      tenantId,
      owner: person,
      at: reader.at,
      readerLanguage: reader.language,
      zone: reader.zone,
      urgency,
    });
    ofTurn.set(words, read);
    return read;
  }

  async function told(words: string, turn: Turn, unread?: Case['unread']): Promise<Reply> {
    const theCase = draft(words, turn);
    return theCase ? planOrAsk({ ...theCase, ...(unread && { unread }) }, turn) : about(words, 'vague', turn);
  }

  /** What somebody wrote of a case that says too little for a plan. */
  const asked = (words: string) => {
    const { severity, rest } = saidUrgency(words.trim(), urgency);
    return { text: middleLeftOut(rest), severity: severity ?? ('normal' as const) };
  };

  /** Asks what a case is about. */
  async function about(words: string, because: 'vague' | 'code' | 'new', turn: Turn): Promise<Reply> {
    const said = asked(words);
    if (!mayStart(turn.person.id)) return askContacts(said, turn);
    const theCase = draft(said.text || '-', turn);
    const likely = theCase ? await likelyProducts(theCase, turn.reader) : [];
    const running = because === 'vague' ? await runningCases(turn.person.id) : [];
    return { audience: 'asker', card: productCard(said, { likely, because, running }, turn.reader) };
  }

  /** Whether a case's own words name a technology: what past cases suggest is no word of this person's. */
  const namesProduct = (theCase: Case | null): boolean => theCase !== null && namedIn(theCase) !== null;

  const namedIn = (theCase: Case): TechnologyId | null =>
    planner
      .detect(theCase)
      .find((each) => !isGuess(each) && each.evidence.some(({ kind }) => kind === 'alias' || kind === 'product'))
      ?.technology ?? null;

  /** The technology that a few words name; null for none. */
  const technologyIn = (words: string, turn: Turn): TechnologyId | null => {
    const theCase = draft(words, turn);
    return theCase && namedIn(theCase);
  };

  /** What a few words name that is in no registry, as written there; null for nothing. */
  const unknownIn = (words: string, turn: Turn): string | null => {
    const theCase = draft(words, turn);
    return (theCase && planner.unknown(theCase)[0]) ?? null;
  };

  /**
   * The plan for a case told in free text; or, when it names no product, the question which one it is. A product that
   * nobody has in the registry is one too: the plan says so.
   */
  async function planOrAsk(theCase: Case, turn: Turn): Promise<Reply> {
    if (!mayStart(turn.person.id)) return askContacts(saidIn(theCase), turn);
    if (theCase.product !== null || namesProduct(theCase) || planner.unknown(theCase).length > 0)
      return proposeTold(theCase, turn);
    const likely = await likelyProducts(theCase, turn.reader);
    const { description, severity, restricted, customer, unread } = theCase;
    const words = { text: middleLeftOut(description), severity, restricted, customer, ...(unread && { unread }) };
    const running = unread ? [] : await runningCases(turn.person.id);
    return { audience: 'asker', card: productCard(words, { likely, because: 'vague', running }, turn.reader) };
  }

  async function byId(caseId: string, turn: Turn): Promise<Reply> {
    return answerTo(await caseSystems.read(caseId, (theCase) => mayPlan(theCase, turn)), caseId, turn);
  }

  /** The answer about a case after the systems were asked for it. What is known of it from before is better than nothing. */
  async function answerTo(reading: CaseReading, named: string, turn: Turn): Promise<Reply> {
    const { reader, person } = turn;
    const caseId = reading.kind === 'not-asked' ? named : reading.caseId;
    const over = isOver(reading);
    const answer = (over ? null : await askedFor(reading, caseId, turn)) ?? (await ended(caseId, over, turn));
    if (answer && answer !== 'hidden') return answer;
    const mayTell = mayStart(person.id);
    switch (reading.kind) {
      case 'not-asked':
        return mayTell
          ? { audience: 'asker', card: caseTextCard(caseId, reader) }
          : askContacts({ text: caseId, severity: 'normal' }, turn);
      case 'slow':
        return {
          audience: 'asker',
          card: readingCard(reading, named, reader),
          later: async () => answerTo(await reading.done, named, turn),
        };
      default:
        return { audience: 'asker', card: unreadCaseCard(heard(reading, turn), { again: named, mayTell }, reader) };
    }
  }

  /** What somebody hears of a case that has no answer of its own: of a restricted one of others, as if there were none. */
  function heard(reading: Exclude<CaseReading, { kind: 'slow' | 'not-asked' }>, turn: Turn): CaseUnread {
    if (reading.kind === 'read') return reading.otherwise;
    if (!isOver(reading)) return reading;
    const { owner, restricted, otherwise } = reading;
    if (restricted && !(owner && mayPlan({ owner, restricted }, turn))) return otherwise;
    // Which group has it is for those who may plan for all.
    const mayKnow = reading.kind === 'closed' || standsIn(turn.person.id, '', turn.reader.at);
    return mayKnow ? reading : { ...reading, group: null };
  }

  /** The answer of what was read, or of what is kept. */
  async function askedFor(reading: CaseReading, caseId: string, turn: Turn): Promise<Reply | Hidden | null> {
    if (reading.kind !== 'read' || reading.isKept) return kept(caseId, turn);
    // Another system's case has this number here: it gets one of its own.
    if (mayPlan(reading.case, turn)) return proposeApart(reading.case, turn);
    const before = await cases.find(caseId);
    const restricted = reading.case.restricted || (before?.restricted ?? false);
    return knownAs({ ...reading.case, restricted }, caseId, turn);
  }

  /**
   * The answer about a case that has a swarm or that a case system knows; null for any other number. `told`: the case
   * as its owner tells it just now; where the number is a restricted case of others, it gets a number of its own.
   */
  async function known(caseId: string, turn: Turn, told?: Case): Promise<Reply | null> {
    const answer = await knownNow(caseId, turn, told);
    return answer === 'hidden' ? (told ? proposeApart(told, turn) : shown(answer, turn)) : answer;
  }

  async function knownNow(caseId: string, turn: Turn, told?: Case): Promise<Reply | Hidden | null> {
    const reading = await caseSystems.read(caseId, (theCase) => mayPlan(theCase, turn));
    if (reading.kind === 'read' && !reading.isKept) return askedFor(reading, caseId, turn);
    if (!isOver(reading)) return kept(caseId, turn, told);
    // A case told under a number that happens to be an ended one's in some system is still a case.
    if ((await cases.find(caseId)) === null) return kept(caseId, turn, told);
    return (await running(caseId, turn)) ?? { audience: 'asker', words: unreadWhy(heard(reading, turn), turn.reader) };
  }

  /** The plan for a case in somebody's own words: for those who may start a swarm. */
  async function propose(theCase: Case, turn: Turn): Promise<Reply> {
    return mayStart(turn.person.id) ? shown(await proposed(theCase, turn), turn) : askContacts(saidIn(theCase), turn);
  }

  /** The same for a case told in free text, which gets its short id now. */
  async function proposeTold(theCase: Case, turn: Turn): Promise<Reply> {
    if (!mayStart(turn.person.id)) return askContacts(saidIn(theCase), turn);
    return within(turn) ?? shown(await planned({ ...theCase, id: await shortId(theCase.id) }, turn), turn);
  }

  /** Somebody else's restricted case took the number in this moment. */
  const shown = (answer: Reply | Hidden, { reader }: Turn): Reply =>
    answer === 'hidden' ? { audience: 'asker', words: messages(reader.language).replies.notAllowedToSee } : answer;

  /** The same for a case whose number is another's here. */
  const proposeApart = (theCase: Case, turn: Turn): Promise<Reply> =>
    proposeTold({ ...theCase, id: toldIdOf(tenantId, theCase.owner.id, theCase.url ?? theCase.title) }, turn);

  const saidIn = ({ description, title, severity, restricted }: Case): SaidForContacts => ({
    text: description || title,
    ...{ severity, restricted },
  });

  return { reply, named, about, technologyIn, unknownIn, namesProduct, planOrAsk, propose, proposeTold, known, byId };
}

/** What else words are taken for. `unread`: the case among them that could not be read now. */
type Otherwise = (unread?: Case['unread']) => Promise<Reply>;

/** The case for which its system could not be asked. */
function unreadIn(reading: Exclude<CaseReading, { kind: 'slow' }>, named: string): Case['unread'] {
  if (reading.kind !== 'busy' && reading.kind !== 'broken' && reading.kind !== 'forbidden') return undefined;
  if (named.length > mostNamedCase || reading.caseId.length > mostNamedCase) return undefined;
  return { named, caseId: reading.caseId, system: cut(reading.system, 100) };
}

/** What was read before is no plan any more, when its system has just said that nobody is to work on it. */
const isOver = (reading: CaseReading): reading is Extract<CaseReading, { kind: 'closed' | 'ownerless' }> =>
  reading.kind === 'closed' || reading.kind === 'ownerless';
