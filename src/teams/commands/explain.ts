import type { Swarms } from '../../swarm/service/swarms.ts';
import { isPending, wasStarted } from '../../swarm/state.ts';
import { type KnownSwarm, mayRead, namesIn } from '../cards/parts/caseHeader.ts';
import { bold, type Card, card, heading, subtle, text, title } from '../cards/parts/elements.ts';
import { fitted } from '../cards/parts/fit.ts';
import { reasonAgainst, reasonsFor } from '../cards/parts/reasons.ts';
import { short } from '../cards/parts/text.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages, type Reader } from '../languages/language.ts';
import type { FindSwarm } from './findSwarm.ts';
import type { Reply } from './replies.ts';

/** `/swarm explain`: why each person was to be asked, and why others were not. For the coordinator, and for leads once it runs. */
export function explainCommand(needs: {
  swarms: Pick<Swarms, 'load'>;
  find: FindSwarm;
  isLead: (personId: string) => boolean;
}) {
  const { swarms, find, isLead } = needs;
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
    const maySee = wasStarted(state) && isLead(person.id) && mayRead(state, person.id);
    if (coordinator.id !== person.id && state.case.owner.id !== person.id && !maySee)
      return { audience: 'asker', words: replies.notAllowedToSee };
    return { audience: 'asker', card: explanationCard(state, reader) };
  };
}

function explanationCard(state: KnownSwarm, reader: Reader): Card {
  const { plan, common } = messages(reader.language);
  const name = plan.title(short(state.case.id, 60));
  const asked = 'invitations' in state ? state.invitations : state.plan.team;
  // Who is not coming covers nothing for anybody.
  const notComing = new Set(
    wasStarted(state)
      ? state.invitations
          .filter((each) => !isPending(each) && each.answer.state !== 'accepted')
          .map(({ person }) => person.name)
      : [],
  );
  const others = state.plan.ranking.candidates.filter(
    (each) => !asked.some(({ person }) => person.id === each.person.id),
  );
  return fitted((detail) => {
    const nameOf = namesIn(state, reader, 40);
    const line = (who: string, why: string[]) =>
      text([bold(short(who, 60)), subtle(`  ${short(why.join(common.separator), detail.words * 2)}`)], {
        spacing: 'Small',
      });
    return card({
      language: reader.language,
      spoken: name,
      body: [
        title(name),
        heading(plan.people),
        asked.length === 0 ? text(plan.nobodyToAsk) : [],
        ...asked.slice(0, detail.people).map((each) => line(each.person.name, reasonsFor(each.for, nameOf, reader))),
        heading(plan.considered),
        ...others.slice(0, detail.people).map((each) => {
          const against = each.against
            .filter((reason) => reason.code !== 'already-covered' || !notComing.has(reason.by))
            .map((reason) => reasonAgainst(reason, nameOf, reader));
          return line(each.person.name, against.length > 0 ? against : [plan.available]);
        }),
        state.plan.ranking.leftOut > 0 ? text(subtle(plan.leftOut(state.plan.ranking.leftOut))) : [],
      ],
    });
  });
}
