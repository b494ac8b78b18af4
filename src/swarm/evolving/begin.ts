import type { EventOf, RecordedEvent } from '../events.ts';
import { defaultPolicy } from '../policy.ts';
import { noAftercare, notRead, noWritings, type RunningSwarm, type SwarmState } from '../state.ts';

/** The swarm that is proposed. */
export function proposed(
  { swarmId, version, at }: RecordedEvent,
  { tenantId, case: theCase, plan, room, policy }: EventOf<'SwarmProposed'>,
): SwarmState {
  return {
    status: 'proposed',
    swarmId,
    version,
    tenantId,
    case: theCase,
    room,
    // Of what a policy says now, older ones may say nothing.
    policy: { ...defaultPolicy, ...policy },
    plan,
    dropped: { technologies: [], people: [] },
    added: [],
    learners: [],
    proposedAt: at,
    plannedAt: at,
    planCard: null,
    statusCards: [],
    reading: notRead,
    forgotten: false,
    linked: null,
  };
}

/** The swarm that has just started: nobody is asked yet, and its room is being opened. */
export function started(
  state: Exclude<SwarmState, { status: 'none' }>,
  { at }: RecordedEvent,
  event: EventOf<'SwarmStarted'>,
): RunningSwarm {
  return {
    ...state,
    status: 'running',
    coordinator: event.coordinator,
    startedAt: at,
    startedAs: state.case.id,
    needs: event.technologies.map((detected) => ({ detected, gap: false })),
    shut: event.shut ?? [],
    away: event.away ?? [],
    formerNeeds: [],
    invitations: [],
    channel: { status: 'opening' },
    caseOver: null,
    mergedInto: null,
    leftRoom: null,
    members: [],
    briefing: null,
    briefingsLost: 0,
    copies: [],
    sideCards: [],
    troubles: [],
    lostRoom: null,
    reopenedBy: null,
    withoutRoom: false,
    notes: [],
    silence: { since: at, asked: 0 },
    coordinatorSince: at,
    relays: [],
    idle: { since: null, resumedAt: null, ms: 0 },
    questions: [],
    lastQuestion: null,
    heard: [],
    silentAsks: [],
    views: [],
    article: null,
    articleDraft: null,
    gapAsks: [],
    aftercare: noAftercare,
    thanks: [],
    lastWords: 0,
    model: noWritings,
    startToldOf: null,
    notesTold: [],
  };
}
