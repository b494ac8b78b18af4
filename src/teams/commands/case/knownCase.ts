import type { Case, Person } from '../../../cases/case.ts';
import { untilNewest } from '../../../swarm/arrivals/newestCase.ts';
import type { Origin } from '../../../swarm/service/execution.ts';
import type { Swarms } from '../../../swarm/service/swarms.ts';
import { type SwarmState, wasStarted } from '../../../swarm/state.ts';
import { othersCaseCard } from '../../cards/othersCaseCard.ts';
import type { KnownSwarm } from '../../cards/parts/caseHeader.ts';
import type { Budget } from '../../inbound/budgets.ts';
import type { Turn } from '../../inbound/turn.ts';
import { messages } from '../../languages/language.ts';
import type { Directory } from '../../people/directory.ts';
import type { CaseSource } from '../../ports.ts';
import { isIn, type Views } from '../../views/views.ts';
import { ownCardReply } from '../ownCard.ts';
import type { Reply } from '../replies.ts';

export type KnownCaseNeeds = {
  swarms: Swarms;
  cases: CaseSource;
  views: Views;
  /** Whether somebody may act for the owner of a case. */
  standsIn: (personId: string, ownerId: string, at: string) => boolean;
  budget: Budget;
  directory: Pick<Directory, 'chatWith'>;
};

/** A restricted case of others: who asks for it hears what is said of an unknown number. */
export type Hidden = 'hidden';

/** What is answered about cases that are known here: their plan, their swarm, or whose they are. */
export function knownCases({ swarms, cases, views, standsIn, budget, directory }: KnownCaseNeeds) {
  /** Whether somebody may see and start the plan of a case: it is theirs, or they stand in for its owner. */
  const mayPlan = (
    { owner, restricted }: Pick<Case, 'owner' | 'restricted'>,
    { person: { id }, reader }: Turn,
  ): boolean => owner.id === id || (standsIn(id, owner.id, reader.at) && !restricted);

  /** Whether a case is a restricted one of others: to who asks, its number says no more than any that is unknown. */
  async function isHidden(caseId: string, turn: Turn): Promise<boolean> {
    const newest = await swarms.newestSwarmOf(caseId);
    const state: SwarmState = newest ? await swarms.load(newest) : { status: 'none' };
    const kept = await cases.find(caseId);
    const theCase = kept ?? (state.status === 'none' ? null : state.case);
    const isRestricted = theCase?.restricted || (state.status !== 'none' && state.case.restricted);
    if (!theCase || !isRestricted || theCase.owner.id === turn.person.id) return false;
    if (state.status === 'none') return true;
    const { owner } = state.case;
    return !isIn(state, turn.person) && !(wasStarted(state) && standsIn(turn.person.id, owner.id, turn.reader.at));
  }

  /**
   * The last swarm of a case that only its owner ever told, for those who had a part in it. `isOver`: its system says that nobody is
   * to work on it, so that a plan which nobody started is none.
   */
  async function ended(caseId: string, isOver: boolean, turn: Turn): Promise<Reply | Hidden | null> {
    const newest = await swarms.newestSwarmOf(caseId);
    const state = newest ? await swarms.load(newest) : null;
    if (!state || state.status === 'none' || state.forgotten || (isOver && !wasStarted(state))) return null;
    return isIn(state, turn.person) || mayPlan(state.case, turn) ? existing(state, turn) : null;
  }

  /** The swarm that a case has, started. */
  async function running(caseId: string, turn: Turn): Promise<Reply | Hidden | null> {
    const live = await swarms.liveSwarmOf(caseId);
    const state = live ? await swarms.load(live) : null;
    return state && wasStarted(state) ? existing(state, turn) : null;
  }

  /**
   * The answer about a case that has a swarm or that is kept here; null for any other number. `told`: the case as its owner
   * tells it just now.
   */
  async function kept(caseId: string, turn: Turn, told?: Case): Promise<Reply | Hidden | null> {
    let reply: Reply | Hidden | null = null;
    await untilNewest(
      () => cases.find(caseId),
      async (found) => {
        reply = await knownAs(found, caseId, turn, told);
      },
    );
    return reply;
  }

  /** The same of a case as it was found; null: it was not. */
  async function knownAs(found: Case | null, caseId: string, turn: Turn, told?: Case): Promise<Reply | Hidden | null> {
    const live = await swarms.liveSwarmOf(caseId);
    if (live) {
      // What the case system says wins over what somebody typed under the number, however the two crossed.
      const origin: Origin = { actor: { kind: 'system', name: 'case-system' }, cause: turn.cause };
      const state = found
        ? (await swarms.execute(live, { type: 'ReportCase', case: found }, origin)).state
        : await amongFew(told, await swarms.load(live), turn);
      if (state.status !== 'none' && state.status !== 'lapsed') return existing(state, turn);
    }
    return found ? proposed(found, turn) : null;
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

  /** What is said to who asks for too many plans; null to all others. */
  const within = ({ reader, person }: Turn): Reply | null =>
    budget('plan', person.id) === 'granted'
      ? null
      : { audience: 'asker', words: messages(reader.language).replies.tooMuch };

  /** The plan for a case, within what somebody may ask for. */
  const proposed = async (theCase: Case, turn: Turn): Promise<Reply | Hidden> => within(turn) ?? planned(theCase, turn);

  async function planned(theCase: Case, turn: Turn): Promise<Reply | Hidden> {
    const { person, cause } = turn;
    if (!mayPlan(theCase, turn)) return whose(theCase, turn);
    const origin: Origin = { actor: { kind: 'person', person }, cause };
    let { state, found } = await swarms.propose(theCase, origin);
    if (found) state = await amongFew(theCase, state, turn);
    if (found && state.status === 'lapsed') ({ state, found } = await swarms.propose(theCase, origin));
    if (state.status === 'none') throw new Error('A proposed swarm has no state');
    // The swarm found may be another's, under the same case number.
    return found ? existing(state, turn) : plan(state, turn);
  }

  /** Whose a case is, or who leads its swarm, for who may not plan it nor look at that. */
  const whose = (theCase: Case, { reader }: Turn, state: SwarmState = { status: 'none' }): Reply | Hidden =>
    theCase.restricted
      ? 'hidden'
      : { audience: 'asker', card: othersCaseCard(theCase, state, directory.chatWith, reader) };

  const plan = async (state: KnownSwarm, turn: Turn): Promise<Reply> =>
    ownCardReply(swarms, state, await views.ownersCard(state, turn.reader), turn);

  async function existing(state: KnownSwarm, turn: Turn): Promise<Reply | Hidden> {
    const { reader, person } = turn;
    if (state.status === 'proposed') return mayPlan(state.case, turn) ? plan(state, turn) : whose(state.case, turn);
    if (!isIn(state, person) && !standsIn(person.id, state.case.owner.id, reader.at))
      return whose(state.case, turn, state);
    return state.case.owner.id === person.id
      ? plan(state, turn)
      : ownCardReply(swarms, state, await views.status(state, reader), turn);
  }

  return { mayPlan, isHidden, ended, running, kept, knownAs, within, proposed, planned };
}

/** Whether a swarm's case is its owner's own and not restricted. */
const isOpenAndOf = (state: SwarmState, { id }: Person): state is KnownSwarm =>
  state.status !== 'none' && state.case.owner.id === id && !state.case.restricted;
