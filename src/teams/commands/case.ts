import type { Case, Person } from '../../cases/case.ts';
import type { CaseReading, ReadsCases } from '../../cases/caseReading.ts';
import type { CaseMeant } from '../../cases/ids/caseMeant.ts';
import { loneCaseId } from '../../cases/ids/shape.ts';
import { type ShortIds, toldIdOf } from '../../cases/ids/shortIds.ts';
import type { Urgency } from '../../cases/typedUrgency.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import { untilNewest } from '../../swarm/arrivals/newestCase.ts';
import type { Planner } from '../../swarm/planning/planner.ts';
import type { Origin, Swarms } from '../../swarm/service/swarms.ts';
import { type SwarmState, wasStarted } from '../../swarm/state.ts';
import { caseTextCard, readingCard, unreadCaseCard, unreadWhy } from '../cards/caseTextCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import { refusalText } from '../cards/parts/refusal.ts';
import { caseOrNewCard, middleLeftOut, productCard } from '../cards/questionCards.ts';
import type { Budget } from '../inbound/budgets.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { CaseSource } from '../ports.ts';
import { isIn, type Views } from '../views/views.ts';
import { loneErrorCode } from './errorCode.ts';
import { caseFromText } from './freeText.ts';
import type { LikelyProducts } from './likelyProducts.ts';
import { ownCardReply } from './ownCard.ts';
import type { Reply } from './replies.ts';

export type CaseNeeds = {
  swarms: Swarms;
  cases: CaseSource;
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
  views: Views;
  tenantId: string;
  /** Whether somebody may act for the owner of a case. */
  standsIn: (personId: string, ownerId: string, at: string) => boolean;
  /** Whether somebody may plan a swarm from their own words. */
  mayStart: (personId: string) => boolean;
  budget: Budget;
};

/** `/swarm 4711`, `/swarm the VPN drops every hour`: the plan for a case, the swarm it has already, or a question. */
export function caseCommand({
  swarms,
  cases,
  caseSystems,
  caseMeant,
  shortId,
  urgency,
  planner,
  likelyProducts,
  views,
  tenantId,
  standsIn,
  mayStart,
  budget,
}: CaseNeeds) {
  async function reply(words: string, turn: Turn): Promise<Reply> {
    return (await named(words, turn)) ?? told(words, turn);
  }

  /** The answer to words that name a case, or nothing but a code; null where they tell a problem. */
  async function named(words: string, turn: Turn): Promise<Reply | null> {
    const there = caseSystems.namedIn(words);
    if (there) {
      const reading = await caseSystems.read(there.named, (theCase) => mayPlan(theCase, turn));
      // Whoever tells a whole problem, and a number that leads nowhere, has told a problem.
      if (reading.kind === 'read' || there.isAlone) return answerTo(reading, there.named, turn);
    }
    // Who is asked for comes first: whatever an id looks like, somewhere it is one.
    const meant = await caseMeant(words);
    if (meant.kind === 'one') return byId(meant.caseId, turn);
    if (meant.kind === 'perhaps')
      return { audience: 'asker', card: caseOrNewCard(meant.caseIds, asked(words), turn.reader) };
    const code = loneErrorCode(words);
    if (code !== null) return about(code, 'code', turn);
    const caseId = loneCaseId(words);
    // `802.1X` and `IKEv2` look like ids.
    return caseId === null || namesProduct(draft(words, turn)) ? null : byId(caseId, turn);
  }

  const draft = (words: string, { person, reader }: Turn): Case | null =>
    caseFromText({
      text: words,
      tenantId,
      owner: person,
      at: reader.at,
      readerLanguage: reader.language,
      zone: reader.zone,
      urgency,
    });

  async function told(words: string, turn: Turn): Promise<Reply> {
    const theCase = draft(words, turn);
    return theCase ? planOrAsk(theCase, turn) : about(words, 'vague', turn);
  }

  /** What somebody wrote of a case that says too little for a plan. */
  const asked = (words: string) => {
    const { severity, rest } = urgency.typed(words.trim());
    return { text: middleLeftOut(rest), severity: severity ?? ('normal' as const) };
  };

  /** Asks what a case is about. */
  async function about(words: string, because: 'vague' | 'code' | 'new', turn: Turn): Promise<Reply> {
    if (!mayStart(turn.person.id)) return notForThem(turn);
    const said = asked(words);
    const theCase = draft(said.text || '-', turn);
    const likely = theCase ? await likelyProducts(theCase, turn.reader) : [];
    return { audience: 'asker', card: productCard(said, { likely, because }, turn.reader) };
  }

  /** Whether a case's own words name a technology: what past cases suggest is no word of this person's. */
  const namesProduct = (theCase: Case | null): boolean => theCase !== null && namedIn(theCase) !== null;

  const namedIn = (theCase: Case): TechnologyId | null =>
    planner.detect(theCase).find(({ evidence }) => evidence.some(({ kind }) => kind === 'alias' || kind === 'product'))
      ?.technology ?? null;

  /** The technology that a few words name; null for none. */
  const technologyIn = (words: string, turn: Turn): TechnologyId | null => {
    const theCase = draft(words, turn);
    return theCase && namedIn(theCase);
  };

  /**
   * The plan for a case told in free text; or, when it names no product, the question which one it is. A product that
   * nobody has in the registry is one too: the plan says so.
   */
  async function planOrAsk(theCase: Case, turn: Turn): Promise<Reply> {
    if (!mayStart(turn.person.id)) return notForThem(turn);
    if (theCase.product !== null || namesProduct(theCase) || planner.unknown(theCase).length > 0)
      return proposeTold(theCase, turn);
    const likely = await likelyProducts(theCase, turn.reader);
    const { description, severity, restricted, customer } = theCase;
    const words = { text: middleLeftOut(description), severity, restricted, customer };
    return { audience: 'asker', card: productCard(words, { likely, because: 'vague' }, turn.reader) };
  }

  async function byId(caseId: string, turn: Turn): Promise<Reply> {
    return answerTo(await caseSystems.read(caseId, (theCase) => mayPlan(theCase, turn)), caseId, turn);
  }

  /** The answer about a case after the systems were asked for it. What is known of it from before is better than nothing. */
  async function answerTo(reading: CaseReading, named: string, turn: Turn): Promise<Reply> {
    const { reader, person } = turn;
    const caseId = reading.kind === 'not-asked' ? named : reading.caseId;
    const answer = (isOver(reading) ? null : await askedFor(reading, caseId, turn)) ?? (await ended(caseId, turn));
    if (answer) return answer;
    const mayTell = mayStart(person.id);
    switch (reading.kind) {
      case 'not-asked':
      // Read, and gone from our own database a moment later.
      case 'read':
        return mayTell ? { audience: 'asker', card: caseTextCard(caseId, reader) } : notForThem(turn);
      case 'slow':
        return {
          audience: 'asker',
          card: readingCard(reading, named, reader),
          later: async () => answerTo(await reading.done, named, turn),
        };
      default:
        return { audience: 'asker', card: unreadCaseCard(reading, { again: named, mayTell }, reader) };
    }
  }

  /** The answer of what was read, or of what is kept. */
  async function askedFor(reading: CaseReading, caseId: string, turn: Turn): Promise<Reply | null> {
    if (reading.kind !== 'read' || reading.isKept) return kept(caseId, turn);
    // Another system's case has this number here: it gets one of its own.
    if (mayPlan(reading.case, turn)) return proposeApart(reading.case, turn);
    const before = await cases.find(caseId);
    const restricted = reading.case.restricted || (before?.restricted ?? false);
    return knownAs({ ...reading.case, restricted }, caseId, turn);
  }

  /** The last swarm of a case that only its owner ever told, for those who had a part in it. */
  async function ended(caseId: string, turn: Turn): Promise<Reply | null> {
    const newest = await swarms.newestSwarmOf(caseId);
    const state = newest ? await swarms.load(newest) : null;
    if (!state || state.status === 'none' || state.forgotten) return null;
    return isIn(state, turn.person) || mayPlan(state.case, turn) ? existing(state, turn) : null;
  }

  /**
   * The answer about a case that has a swarm or that a case system knows; null for any other number. `told`: the case
   * as its owner tells it just now.
   */
  async function known(caseId: string, turn: Turn, told?: Case): Promise<Reply | null> {
    const reading = await caseSystems.read(caseId, (theCase) => mayPlan(theCase, turn));
    if (reading.kind === 'read' && !reading.isKept) return askedFor(reading, caseId, turn);
    if (!isOver(reading)) return kept(caseId, turn, told);
    // A case told under a number that happens to be an ended one's in some system is still a case.
    if ((await cases.find(caseId)) === null) return kept(caseId, turn, told);
    return (await running(caseId, turn)) ?? { audience: 'asker', words: unreadWhy(reading, turn.reader) };
  }

  /** The swarm that a case has, started. */
  async function running(caseId: string, turn: Turn): Promise<Reply | null> {
    const live = await swarms.liveSwarmOf(caseId);
    const state = live ? await swarms.load(live) : null;
    return state && wasStarted(state) ? existing(state, turn) : null;
  }

  /** The same, of what is kept here. */
  async function kept(caseId: string, turn: Turn, told?: Case): Promise<Reply | null> {
    let reply: Reply | null = null;
    await untilNewest(
      () => cases.find(caseId),
      async (found) => {
        reply = await knownAs(found, caseId, turn, told);
      },
    );
    return reply;
  }

  async function knownAs(found: Case | null, caseId: string, turn: Turn, told?: Case): Promise<Reply | null> {
    const live = await swarms.liveSwarmOf(caseId);
    if (live) {
      // What the case system says wins over what somebody typed under the number, however the two crossed.
      const origin: Origin = { actor: { kind: 'system', name: 'case-system' }, cause: turn.cause };
      const state = found
        ? (await swarms.execute(live, { type: 'ReportCase', case: found }, origin)).state
        : await amongFew(told, await swarms.load(live), turn);
      if (state.status !== 'none' && state.status !== 'lapsed') return existing(state, turn);
    }
    return found ? planFor(found, turn) : null;
  }

  /**
   * The owner says the same again, now to be kept among few: an open plan is none for that and lapses, an open room is
   * left.
   */
  async function amongFew(told: Case | undefined, state: SwarmState, { person, cause }: Turn): Promise<SwarmState> {
    if (!told?.restricted || !isOpenAndOf(state, person)) return state;
    const origin: Origin = { actor: { kind: 'person', person }, cause };
    return (await swarms.execute(state.swarmId, { type: 'ReportCase', case: told }, origin)).state;
  }

  /** The plan for a case in somebody's own words: for those who may start a swarm. */
  async function propose(theCase: Case, turn: Turn): Promise<Reply> {
    return mayStart(turn.person.id) ? planFor(theCase, turn) : notForThem(turn);
  }

  /** The same for a case told in free text, which gets its short id now. */
  async function proposeTold(theCase: Case, turn: Turn): Promise<Reply> {
    if (!mayStart(turn.person.id)) return notForThem(turn);
    return within(turn) ?? planned({ ...theCase, id: await shortId(theCase.id) }, turn);
  }

  /** The same for a case whose number is another's here. */
  const proposeApart = (theCase: Case, turn: Turn): Promise<Reply> =>
    proposeTold({ ...theCase, id: toldIdOf(tenantId, theCase.owner.id, theCase.url ?? theCase.title) }, turn);

  /** Whom to ask instead, for who may not plan a swarm themselves. */
  const notForThem = ({ reader }: Turn): Reply => ({
    audience: 'asker',
    words: messages(reader.language).replies.mayNotStart,
  });

  /** Whether somebody may see and start the plan of a case: it is theirs, or they stand in for its owner. */
  const mayPlan = ({ owner, restricted }: Case, { person: { id }, reader }: Turn): boolean =>
    owner.id === id || (standsIn(id, owner.id, reader.at) && !restricted);

  /** What is said to who asks for too many plans; null to all others. */
  const within = ({ reader, person }: Turn): Reply | null =>
    budget('plan', person.id) === 'granted'
      ? null
      : { audience: 'asker', words: messages(reader.language).replies.tooMuch };

  const planFor = async (theCase: Case, turn: Turn): Promise<Reply> => within(turn) ?? planned(theCase, turn);

  async function planned(theCase: Case, turn: Turn): Promise<Reply> {
    const { reader, person, cause } = turn;
    if (!mayPlan(theCase, turn))
      return { audience: 'asker', words: refusalText({ code: 'not-case-owner', owner: theCase.owner }, reader) };
    const origin: Origin = { actor: { kind: 'person', person }, cause };
    let { state, found } = await swarms.propose(theCase, origin);
    if (found) state = await amongFew(theCase, state, turn);
    if (found && state.status === 'lapsed') ({ state, found } = await swarms.propose(theCase, origin));
    if (state.status === 'none') throw new Error('A proposed swarm has no state');
    // The swarm found may be another's, under the same case number.
    return found ? existing(state, turn) : plan(state, turn);
  }

  const plan = async (state: KnownSwarm, turn: Turn): Promise<Reply> =>
    ownCardReply(swarms, state, await views.ownersCard(state, turn.reader), turn);

  async function existing(state: KnownSwarm, turn: Turn): Promise<Reply> {
    const { reader, person } = turn;
    if (state.status === 'proposed' && mayPlan(state.case, turn)) return plan(state, turn);
    if (state.status === 'proposed')
      return { audience: 'asker', words: refusalText({ code: 'not-case-owner', owner: state.case.owner }, reader) };
    if (!isIn(state, person) && !standsIn(person.id, state.case.owner.id, reader.at))
      return { audience: 'asker', words: messages(reader.language).replies.notAllowedToSee };
    return state.case.owner.id === person.id
      ? plan(state, turn)
      : ownCardReply(swarms, state, await views.status(state, reader), turn);
  }

  return { reply, named, about, technologyIn, namesProduct, planOrAsk, propose, proposeTold, known, byId };
}

/** What was read before is no plan any more, when its system has just said that nobody is to work on it. */
const isOver = (reading: CaseReading): reading is Extract<CaseReading, { kind: 'closed' | 'ownerless' }> =>
  reading.kind === 'closed' || reading.kind === 'ownerless';

/** Whether a swarm's case is its owner's own and not restricted. */
const isOpenAndOf = (state: SwarmState, { id }: Person): state is KnownSwarm =>
  state.status !== 'none' && state.case.owner.id === id && !state.case.restricted;
