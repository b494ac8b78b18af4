import type { Person } from '../../cases/case.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { type StartedSwarm, wasStarted } from '../../swarm/state.ts';
import { explanationCard } from '../cards/explanationCard.ts';
import { mayRead } from '../cards/parts/caseHeader.ts';
import { short } from '../cards/parts/text.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { FindSwarm } from './findSwarm.ts';
import type { Reply } from './replies.ts';

/** `/swarm explain`: why each person was to be asked, and why others were not. For the coordinator, and for leads once it runs. */
export function explainCommand(needs: {
  swarms: Pick<Swarms, 'load'>;
  find: FindSwarm;
  isLeadOf: (personId: string, people: readonly string[]) => boolean;
}) {
  const { swarms, find, isLeadOf } = needs;
  return async (caseId: string | null, turn: Turn): Promise<Reply> => {
    const { reader, person, place } = turn;
    const { replies } = messages(reader.language);
    const swarmId = await find(caseId, turn);
    const state = swarmId ? await swarms.load(swarmId) : null;
    if (!state || state.status === 'none') {
      const nothing = caseId
        ? replies.noSwarmForCase(short(caseId, 60))
        : place.channelId
          ? replies.noSwarmHere
          : replies.whichCase;
      return { audience: 'asker', words: nothing };
    }
    const coordinator = 'coordinator' in state ? state.coordinator : state.case.owner;
    // A plan is its owner's alone, and of a restricted case not even a lead is told whom and what it concerns.
    const maySee =
      wasStarted(state) &&
      mayRead(state, person.id) &&
      isLeadOf(
        person.id,
        concerned(state).map(({ id }) => id),
      );
    if (coordinator.id !== person.id && state.case.owner.id !== person.id && !maySee)
      return { audience: 'asker', words: replies.notAllowedToSee };
    return { audience: 'asker', card: explanationCard(state, reader) };
  };
}

/** Whose support team it is about: who owns the case, who coordinates, and who was asked. */
const concerned = (state: StartedSwarm): Person[] => [
  state.case.owner,
  state.coordinator,
  ...state.invitations.map(({ person }) => person),
];
