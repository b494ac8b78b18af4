import type { Faults } from '../doors/faults.ts';
import type { Answer, Call } from '../doors/routes.ts';
import type { Channel, Conversation, Person, Team, Tenant } from '../tenant/tenant.ts';
import { notFound } from './answers.ts';

/** Which of the published limits a call counts against (platform.md 2.2). */
export type LimitClass =
  | 'create-channel'
  | 'tab'
  | 'delete'
  | 'install'
  | 'create-team'
  | 'team-members'
  | 'list'
  | 'presence'
  | 'directory'
  | 'mailbox'
  | 'other';

export type GraphRoute = {
  method: string;
  path: string;
  limit: LimitClass;
  answer: (call: GraphCall) => Answer | Promise<Answer>;
};

/** A call with the roles that its token carries. */
export type GraphCall = Call & { roles: readonly string[]; version: 'v1.0' | 'beta' };

/** What a change through Graph makes Teams tell the bot. None of them waits for the bot. */
export type GraphEvents = {
  channelCreated: (channel: Channel) => void;
  channelRenamed: (channel: Channel) => void;
  channelDeleted: (channel: Channel) => void;
  channelRestored: (channel: Channel) => void;
  /** Archived, or brought back: people see it at once, the bot is told nothing. */
  channelArchived: (channel: Channel) => void;
  memberAdded: (team: Team, person: Person) => void;
  /** The app came to a person, team or channel. */
  installed: (conversation: Conversation) => void;
  removed: (conversation: Conversation) => void;
};

export type GraphContext = { tenant: Tenant; faults: Faults; events: GraphEvents };

/** Routes below a team and a channel, which answer 404 by themselves when there is none. */
export const graphRoute = {
  ofTeam(
    context: GraphContext,
    method: string,
    path: string,
    limit: LimitClass,
    answer: (team: Team, call: GraphCall) => Answer,
  ): GraphRoute {
    return {
      method,
      path: `/teams/:team${path}`,
      limit,
      answer: (call) => {
        const team = context.tenant.teams.get(call.params.team ?? '');
        return team === undefined ? notFound(`No team found with Group Id ${call.params.team}`) : answer(team, call);
      },
    };
  },
  ofChannel(
    context: GraphContext,
    method: string,
    path: string,
    limit: LimitClass,
    answer: (channel: Channel, call: GraphCall) => Answer,
  ): GraphRoute {
    return graphRoute.ofTeam(context, method, `/channels/:channel${path}`, limit, (team, call) => {
      const channel = team.channels.get(call.params.channel ?? '');
      return channel === undefined
        ? notFound('NotFound: channel was not found or was deleted.')
        : answer(channel, call);
    });
  },
};
