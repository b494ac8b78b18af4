import type { Assignment } from '../../matching/plan.ts';
import { chooseTeam } from '../../matching/team.ts';
import { decide } from '../decide.ts';
import type { ProposedSwarm } from '../state.ts';

/** Whom a plan would ask beyond its team: at the same moment, and after the first no or silence. */
export type Outlook = { atOnce: Assignment[]; next: Assignment[] };

/**
 * What the owner should know before the start: decide's own answer to Start, with the plan's ranking. Who is next is
 * told as far as it is known now; people may have gone home when it comes to that.
 */
export function outlookOf(state: ProposedSwarm): Outlook {
  const { plan, plannedAt: at } = state;
  const start = decide(state, { type: 'Start' }, { ...asOwner(state), at, ranking: plan.ranking });
  const asked = (start.ok ? start.events : []).flatMap((event) =>
    event.type === 'ExpertInvited' ? [event.invitation] : [],
  );
  const known = new Set([state.case.owner.id, ...asked.map(({ person }) => person.id)]);
  const { team } = chooseTeam({
    technologies: plan.technologies.map(({ technology }) => technology),
    ranking: plan.ranking,
    exclude: known,
    waitHours: state.policy.smallerTeamWaitHours[state.case.severity],
  });
  const experts = asked.filter(({ role }) => role === 'expert');
  return { atOnce: experts.slice(plan.team.length), next: team };
}

const asOwner = (state: ProposedSwarm) =>
  ({
    actor: { kind: 'person', person: state.case.owner },
    actorStandsIn: false,
    leadsGap: true,
    cause: 'outlook',
    hours: {},
  }) as const;
