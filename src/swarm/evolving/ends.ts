import type { Person } from '../../cases/case.ts';
import { unseated } from '../deciding/leftRoom.ts';
import type { ClosedSwarm, Outcome, RunningSwarm, StartedSwarm } from '../state.ts';
import { reopenedAftercare } from './aftercare.ts';
import { worked } from './relay.ts';
import { roomSteps } from './steps.ts';

/** What of its end is told, at the moment of it. */
export const untold = { posted: false, concluded: false };

/** A swarm at its end. */
export function closed(
  state: StartedSwarm,
  status: ClosedSwarm['status'],
  closedAt: string,
  outcome: Outcome,
): ClosedSwarm {
  // Nobody is seated, announced or invited any more, and no room is made: what waited for that waits no longer.
  const troubles = state.troubles.filter(({ step }) => !step.startsWith('deliver:') && !roomSteps.test(step));
  return { ...state, status, closedAt, outcome, troubles, idle: worked(state.idle, closedAt) };
}

/** After its end people leave the host team, unless something else of theirs is there: each is seated once more. */
const toSeatAgain = ({ members }: StartedSwarm): StartedSwarm['members'] =>
  members.map((member) => ({ ...member, seated: false }));

/** Running again since `at` (ISO, UTC), by whom somebody reopened it; a channel that was deleted meanwhile is opened anew, and its members with it. */
export function reopened(state: StartedSwarm, at: string, by: Person | null): RunningSwarm {
  const { swarmId, version, tenantId, room, policy, plan, dropped, added, learners, proposedAt, plannedAt } = state;
  const { planCard, statusCards } = state;
  const { coordinatorSince, relays, idle } = state;
  const { coordinator, startedAt, startedAs, needs, shut, away, formerNeeds, invitations } = state;
  const kept = {
    swarmId,
    version,
    tenantId,
    case: state.case,
    room,
    policy,
    plan,
    dropped,
    added,
    learners,
    proposedAt,
    plannedAt,
    planCard,
    statusCards,
    reading: state.reading,
    forgotten: state.forgotten,
    linked: state.linked,
  };
  const channelGone = state.channel.status === 'deleted';
  return {
    ...kept,
    status: 'running',
    coordinator,
    startedAt,
    startedAs,
    coordinatorSince,
    relays,
    // While it was closed nobody had to be at work.
    idle: { ...idle, resumedAt: at },
    needs,
    shut,
    away,
    formerNeeds,
    invitations,
    troubles: [],
    lostRoom: null,
    // Also of an open one: it may be archived this very moment, and nobody read there what was said of it.
    reopenedBy: channelGone ? null : by,
    withoutRoom: false,
    notes: state.notes,
    silence: { since: at, asked: 0 },
    questions: state.questions,
    lastQuestion: null,
    heard: state.heard,
    silentAsks: [],
    views: state.views,
    article: state.article,
    articleDraft: state.articleDraft,
    // Who was asked then is asked anew.
    gapAsks: [],
    aftercare: reopenedAftercare(state.aftercare),
    thanks: state.thanks,
    lastWords: state.lastWords,
    model: state.model,
    channel: channelGone ? { status: 'opening' } : state.channel,
    caseOver: state.caseOver,
    mergedInto: state.mergedInto,
    leftRoom: state.leftRoom,
    members: channelGone ? unseated(state) : state.channel.status === 'archived' ? toSeatAgain(state) : state.members,
    briefing: channelGone ? null : state.briefing,
    briefingsLost: 0,
    copies: state.copies,
    sideCards: state.sideCards,
    startToldOf: state.startToldOf,
    notesTold: state.notesTold,
  };
}
