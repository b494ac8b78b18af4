import type { Case, Person } from '../../cases/case.ts';
import { untilNewest } from '../../swarm/arrivals/newestCase.ts';
import type { Origin, Swarms } from '../../swarm/service/swarms.ts';
import type { SwarmState } from '../../swarm/state.ts';
import { caseTextCard } from '../cards/caseTextCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import { refusalText } from '../cards/parts/refusal.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { CaseSource } from '../ports.ts';
import { isIn, type Views } from '../views/views.ts';
import { caseFromText } from './freeText.ts';
import { caseIdIn, looksLikeCaseId } from './parse.ts';
import type { Reply } from './replies.ts';

export type CaseNeeds = {
  swarms: Swarms;
  cases: CaseSource;
  views: Views;
  tenantId: string;
  /** Whether somebody may act for the owner of a case. */
  standsIn: (personId: string, ownerId: string) => boolean;
};

/** `/swarm 4711`, `/swarm the VPN drops every hour`: the plan for a case, or the swarm it has already. */
export function caseCommand({ swarms, cases, views, tenantId, standsIn }: CaseNeeds) {
  async function reply(words: string, turn: Turn): Promise<Reply> {
    if (looksLikeCaseId(words)) return byId(caseIdIn(words), turn);
    const told = caseFromText({
      text: words,
      tenantId,
      owner: turn.person,
      at: turn.reader.at,
      readerLanguage: turn.reader.language,
    });
    return told ? propose(told, turn) : { audience: 'asker', words: messages(turn.reader.language).replies.whichCase };
  }

  async function byId(caseId: string, turn: Turn): Promise<Reply> {
    return (await known(caseId, turn)) ?? { audience: 'asker', card: caseTextCard(caseId, turn.reader) };
  }

  /**
   * The answer about a case that has a swarm or that a case system knows; null for any other number. `told`: the case
   * as its owner tells it just now.
   */
  async function known(caseId: string, turn: Turn, told?: Case): Promise<Reply | null> {
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
    return found ? propose(found, turn) : null;
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

  /** The plan for a case: its owner's alone to see and to start. */
  async function propose(theCase: Case, turn: Turn): Promise<Reply> {
    const { reader, person, cause } = turn;
    if (theCase.owner.id !== person.id)
      return { audience: 'asker', words: refusalText({ code: 'not-case-owner', owner: theCase.owner }, reader) };
    const origin: Origin = { actor: { kind: 'person', person }, cause };
    let { state, found } = await swarms.propose(theCase, origin);
    if (found) state = await amongFew(theCase, state, turn);
    if (found && state.status === 'lapsed') ({ state, found } = await swarms.propose(theCase, origin));
    if (state.status === 'none') throw new Error('A proposed swarm has no state');
    // The swarm found may be another's, under the same case number.
    return found ? existing(state, turn) : plan(state, turn);
  }

  async function plan(state: KnownSwarm, { reader, cause }: Turn): Promise<Reply> {
    const { swarmId } = state;
    return {
      audience: 'asker',
      card: await views.ownersCard(state, reader),
      sent: async (message) => {
        await swarms.execute(
          swarmId,
          { type: 'ReportPlanCardPosted', message },
          { actor: { kind: 'system', name: 'plan-card' }, cause },
          state,
        );
      },
    };
  }

  async function existing(state: KnownSwarm, turn: Turn): Promise<Reply> {
    const { reader, person } = turn;
    if (state.status === 'proposed' && state.case.owner.id !== person.id)
      return { audience: 'asker', words: refusalText({ code: 'not-case-owner', owner: state.case.owner }, reader) };
    if (!isIn(state, person) && !standsIn(person.id, state.case.owner.id))
      return { audience: 'asker', words: messages(reader.language).replies.notAllowedToSee };
    return state.case.owner.id === person.id
      ? plan(state, turn)
      : { audience: 'asker', card: await views.status(state, reader) };
  }

  return { reply, propose, known };
}

/** Whether a swarm's case is its owner's own and not restricted. */
const isOpenAndOf = (state: SwarmState, { id }: Person): state is KnownSwarm =>
  state.status !== 'none' && state.case.owner.id === id && !state.case.restricted;
