import type { LinkCommand } from '../../swarm/linkable.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { type SwarmState, wasStarted } from '../../swarm/state.ts';
import { readingCard } from '../cards/caseTextCard.ts';
import { othersCaseCard } from '../cards/othersCaseCard.ts';
import { type KnownSwarm, namesIn } from '../cards/parts/caseHeader.ts';
import { refusalText } from '../cards/parts/refusal.ts';
import { short } from '../cards/parts/text.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import { isIn, type Views } from '../views/views.ts';
import type { FindSwarm } from './findSwarm.ts';
import { createLinking, type LinkingNeeds, type LinkMeant } from './linking.ts';
import { ownCardReply, withWords } from './ownCard.ts';
import type { SwarmRequest } from './parsing/request.ts';
import type { Reply } from './replies.ts';

type LinkRequest = Extract<SwarmRequest, { kind: 'link' | 'unlink' }>;

/**
 * `/swarm link T-1042 INC0012345`, `/swarm unlink T-1042`: which case of a system a swarm is about that was told in own words. For whoever
 * may steer it.
 */
export function linkCommand(
  needs: LinkingNeeds & {
    swarms: Swarms;
    find: FindSwarm;
    views: Views;
    directory: Pick<Directory, 'chatWith'>;
  },
) {
  const { swarms, find, views, standsIn, directory } = needs;
  const { refused, meant, toldTaken, beaten } = createLinking(needs);

  return async function link(request: LinkRequest, turn: Turn): Promise<Reply> {
    const { link: words, replies } = messages(turn.reader.language);
    const swarmId = await find(request.caseId, turn);
    const state: SwarmState = swarmId ? await swarms.load(swarmId) : { status: 'none' };
    if (state.status === 'none') {
      if (request.caseId) return said(replies.noSwarmForCase(short(request.caseId, 60)));
      return said(request.kind === 'link' ? words.which : words.whichToUnlink);
    }
    if (isStranger(state, turn)) return others(state, turn);
    const why = refused(state, turn.reader);
    if (why !== null) return said(why);
    if (request.kind === 'unlink') return unlinked(state, turn);
    if (request.to === null) return onCard(state, words.how(short(state.case.id, 60)), turn);
    return answerTo(state, await meant(state, request.to, turn.reader), turn);
  };

  async function answerTo(state: KnownSwarm, it: LinkMeant, turn: Turn): Promise<Reply> {
    if (it.kind === 'words') return said(it.words);
    if (it.kind === 'case') return linked(state, it, turn);
    const why = messages(turn.reader.language).link.readingWhy(it.system);
    return {
      audience: 'asker',
      card: readingCard(it, null, turn.reader, why),
      later: async () => answerTo(state, await it.done, turn),
    };
  }

  async function linked(state: KnownSwarm, { case: theCase }: Extract<LinkMeant, { kind: 'case' }>, turn: Turn) {
    const { link: words } = messages(turn.reader.language);
    const { reader } = turn;
    const caseId = short(theCase.id, 60);
    const execution = await executed(state, { type: 'LinkCase', case: theCase }, turn);
    if ('kind' in execution) return said(execution.words);
    if (execution.state.status === 'none') return said(messages(reader.language).replies.noSwarmForCase(caseId));
    if (!execution.ok) return said(refusalText(execution.refusal, reader, namesIn(execution.state, reader)));
    const isNew = execution.events.length > 0;
    return onCard(execution.state, isNew ? words.done(caseId) : words.already(caseId), turn);
  }

  async function unlinked(state: KnownSwarm, turn: Turn): Promise<Reply> {
    const { link: words } = messages(turn.reader.language);
    const [from, told] = [short(state.case.id, 60), short(state.linked?.told.id ?? '', 60)];
    if (state.linked === null) return said(words.notLinked(from));
    const taken = await toldTaken(state, turn.reader);
    if (taken) return said(taken.words);
    const execution = await executed(state, { type: 'UnlinkCase' }, turn);
    if ('kind' in execution) return said(execution.words);
    if (!execution.ok) return said(refusalText(execution.refusal, turn.reader));
    if (execution.state.status === 'none') return said(words.notLinked(from));
    return onCard(execution.state, wasStarted(state) ? words.undone(from, told) : words.undonePlan(from, told), turn);
  }

  /** What became of it; one live swarm is all that a case may have, and somebody else may have been faster. */
  async function executed(state: KnownSwarm, command: LinkCommand, { person, cause, reader }: Turn) {
    try {
      return await swarms.execute(state.swarmId, command, { actor: { kind: 'person', person }, cause });
    } catch (error) {
      const by = await beaten(state, command, reader);
      if (by) return by;
      throw error;
    }
  }

  /** The card of who asked, as it is now, with a sentence before it. */
  async function onCard(state: KnownSwarm, sentence: string, turn: Turn): Promise<Reply> {
    const { reader, person } = turn;
    const isOwner = state.case.owner.id === person.id;
    const card = isOwner ? await views.ownersCard(state, reader) : await views.status(state, reader);
    return ownCardReply(swarms, state, withWords(sentence, card), turn);
  }

  function isStranger(state: KnownSwarm, { person, reader }: Turn): boolean {
    const { owner } = state.case;
    return owner.id !== person.id && !isIn(state, person) && !standsIn(person.id, owner.id, reader.at);
  }

  function others(state: KnownSwarm, { reader }: Turn): Reply {
    if (state.case.restricted) return said(messages(reader.language).replies.notAllowedToSee);
    return { audience: 'asker', card: othersCaseCard(state.case, state, directory.chatWith, reader) };
  }
}

const said = (words: string): Reply => ({ audience: 'asker', words });
