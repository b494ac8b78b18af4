import { answerDeadline } from '../../availability/availability.ts';
import { isQuietAt, lastAtWork, presentStretch, stretchWithin } from '../../availability/stretches.ts';
import type { Shift } from '../../availability/workingHours.ts';
import type { Person } from '../../cases/case.ts';
import type { Candidate, ReasonFor } from '../../matching/plan.ts';
import { speaks } from '../../matching/team.ts';
import type { Circumstances, SwarmCommand } from '../commands.ts';
import type { Relay, RelayOf, SwarmEvent } from '../events.ts';
import {
  type InvitationRecord,
  isPending,
  isRelayOpen,
  type ProposedRelay,
  type RunningSwarm,
  type SwarmState,
} from '../state.ts';
import { invited } from './cover.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';
import { noted } from './note.ts';

type Hours = Circumstances['hours'];

/** Within so many milliseconds of the end of a working time the next one begins. */
const startsWithin = 3_600_000;
/** Who is at work already goes on for at least so long after it. */
const goesOnFor = 2 * 3_600_000;
const mostRelays = 3;

/**
 * The clock looks who of a swarm is at work: by the calendars as they are now it is kept since when nobody is, and the coordinator is
 * asked once for each end of a working time who goes on. Nobody is asked to go on by this.
 */
export function lookedAtWork(state: SwarmState, now: Circumstances): Decision {
  if (state.status !== 'running') return alreadySo;
  const minutes = state.policy.handOverBeforeMinutes[state.case.severity];
  if (minutes === null) return alreadySo;
  const events = [...attended(state, now), ...proposed(state, now, minutes * 60_000)];
  return events.length > 0 ? happened(...events) : alreadySo;
}

/** Whether looking would change anything: sweeps ask this of swarms, whose candidates need not be ranked then. */
export const hasToLookAtWork = (state: SwarmState, at: string, hours: Hours): boolean => {
  const decision = lookedAtWork(state, {
    ...{ at, hours, cause: '', actor: { kind: 'system', name: 'clock' }, actorStandsIn: false, leadsGap: true },
    ranking: { candidates: [], leftOut: 0 },
  });
  return decision.ok && decision.events.length > 0;
};

/** Everybody whose working time counts for a swarm: who coordinates, who has accepted, and the owner, who may go on. */
export const workersOf = (state: RunningSwarm): string[] => [
  ...new Set([state.coordinator.id, state.case.owner.id, ...experts(state).map(({ person }) => person.id)]),
];

const experts = (state: RunningSwarm): InvitationRecord[] =>
  state.invitations.filter(({ role, answer }) => role === 'expert' && answer.state === 'accepted');

const iso = (at: number): string => new Date(at).toISOString();

/** Who of a swarm works when: `work` is the stretch in which they are now (null: they are off). Without `known` hours nobody can say. */
type Worker = { id: string; joined: number; known: Hours[string] | undefined; work: Shift | null };

function workersNow(state: RunningSwarm, { at, hours }: Circumstances): Worker[] {
  const since = new Map(experts(state).map(({ person, answeredAt }) => [person.id, answeredAt ?? state.startedAt]));
  since.set(state.coordinator.id, state.coordinatorSince);
  return [...since].map(([id, joined]) => {
    const known = hours[id];
    return { id, joined: Date.parse(joined), known, work: known ? presentStretch(Date.parse(at), known) : null };
  });
}

const isHere = ({ known, work }: Worker): boolean => known === undefined || work !== null;

function attended(state: RunningSwarm, now: Circumstances): SwarmEvent[] {
  const at = Date.parse(now.at);
  const people = workersNow(state, now);
  const here = people.filter(isHere);
  const { since, resumedAt } = state.idle;
  if (here.length === 0 && since === null) {
    const ends = people.flatMap(({ known }) => (known ? (lastAtWork(at, known) ?? []) : []));
    const begun = Date.parse(resumedAt ?? state.startedAt);
    return [{ type: 'WorkPaused', since: iso(Math.min(at, Math.max(begun, ...ends))) }];
  }
  if (here.length === 0 || since === null) return [];
  const begins = here.map(({ work, joined }) => Math.max(joined, work?.from ?? joined));
  return [{ type: 'WorkResumed', since: iso(Math.min(at, Math.max(Date.parse(since), Math.min(...begins)))) }];
}

function proposed(state: RunningSwarm, now: Circumstances, lead: number): SwarmEvent[] {
  const at = Date.parse(now.at);
  // Somebody was asked already.
  if (state.invitations.some((each) => each.takesOver && isPending(each))) return [];
  const people = workersNow(state, now);
  const endOf = ({ work }: Worker): number =>
    work && work.to - at <= lead && work.to - work.from <= longestWork ? work.to : Number.POSITIVE_INFINITY;
  const coordinator = people.find(({ id }) => id === state.coordinator.id);
  if (!coordinator) return [];
  const ends = endOf(coordinator);
  if (Number.isFinite(ends)) return asked(state, now, 'coordinator', state.coordinator, ends);
  // Who coordinates from home is asked nothing.
  if (!isHere(coordinator)) return [];
  const others = people.filter(({ id }) => experts(state).some(({ person }) => person.id === id));
  const here = others.filter(isHere);
  const last = Math.max(...here.map(endOf));
  const begins = others.some(({ known }) => known && stretchWithin(at, last + startsWithin - at, known));
  if (here.length === 0 || !Number.isFinite(last) || begins) return [];
  const leaver = here.find((each) => endOf(each) === last);
  const leaving = experts(state).find(({ person }) => person.id === leaver?.id)?.person;
  return leaving ? asked(state, now, 'experts', leaving, last) : [];
}

/** Who is at work round the clock by the registry does not go home. */
const longestWork = 24 * 3_600_000;

function asked(state: RunningSwarm, now: Circumstances, of: RelayOf, leaving: Person, ends: number): SwarmEvent[] {
  const before = state.relays.some(
    (each) => each.of === of && each.leaving.id === leaving.id && each.ends === iso(ends),
  );
  return before
    ? []
    : [{ type: 'RelayProposed', of, leaving, ends: iso(ends), relays: relaysFor(state, now, leaving, ends) }];
}

/** Who could go on: at work within the hour, for most of what is needed, in the case's language; who knows the case before others. */
function relaysFor(state: RunningSwarm, now: Circumstances, leaving: Person, ends: number): Relay[] {
  const needed = state.needs.map(({ detected }) => detected.technology);
  const inside = new Map(experts(state).map((each) => [each.person.id, each]));
  const known: (Pick<Candidate, 'person' | 'for'> & {
    covers: string[];
    against: Candidate['against'];
    score: number;
  })[] = now.ranking.candidates.map((each) => ({ ...each, covers: each.covers.map(({ technology }) => technology) }));
  const strangers = [state.case.owner, ...[...inside.values()].map(({ person }) => person)].filter(
    ({ id }, index, all) =>
      !known.some(({ person }) => person.id === id) && all.findIndex((each) => each.id === id) === index,
  );
  const all = [...known, ...strangers.map((person) => ({ person, covers: [], for: [], against: [], score: 0 }))];
  return all
    .flatMap((each) => {
      const { person } = each;
      const hours = now.hours[person.id];
      const isIn = inside.has(person.id) || person.id === state.case.owner.id;
      if (person.id === leaving.id || person.id === state.coordinator.id || !hours) return [];
      if (isRefused(state, person) || each.against.some((reason) => isHard(reason, ends, isIn))) return [];
      const work = presentStretch(ends, hours) ?? stretchWithin(ends, startsWithin, hours);
      if (!work || work.to - ends < goesOnFor || isQuietAt(ends, hours)) return [];
      const technologies = needed.filter(
        (technology) => each.covers.includes(technology) || inside.get(person.id)?.technologies.includes(technology),
      );
      if (technologies.length === 0 && !isIn) return [];
      return [{ ...each, technologies, isIn, from: work.from <= Date.parse(now.at) ? null : iso(work.from) }];
    })
    .sort(
      (a, b) =>
        b.technologies.length - a.technologies.length ||
        Number(speaks(b)) - Number(speaks(a)) ||
        Number(b.isIn) - Number(a.isIn) ||
        b.score - a.score ||
        (a.person.id < b.person.id ? -1 : 1),
    )
    .slice(0, mostRelays)
    .map(({ person, from, technologies, for: reasons }) => ({
      ...{ person, from, technologies },
      for: reasons.filter(({ code }) => lasting.has(code)),
    }));
}

/** What still holds when they begin; the hours of now do not. */
const lasting: ReadonlySet<ReasonFor['code']> = new Set(['owns', 'level', 'covers-several', 'speaks', 'load']);

/** Asked to go on since the present coordinator began, and could not. */
const isRefused = (state: RunningSwarm, { id }: Person): boolean =>
  state.invitations.some(
    (each) =>
      each.person.id === id &&
      each.takesOver &&
      each.invitedAt >= state.coordinatorSince &&
      each.answer.state !== 'accepted' &&
      !isPending(each),
  );

function isHard(reason: Candidate['against'][number], ends: number, isIn: boolean): boolean {
  switch (reason.code) {
    case 'away':
      return Date.parse(reason.until) > ends;
    case 'out-of-office':
      return reason.until === undefined || Date.parse(reason.until) > ends;
    case 'dropped-by-owner':
    case 'outside':
    case 'team-closed':
      return true;
    case 'team-asked-enough':
    case 'at-capacity':
    case 'asked-enough':
    case 'only-critical':
      return !isIn;
    default:
      return false;
  }
}

/**
 * The coordinator asks somebody to go on, with the status note as they edited it. Until somebody accepts nothing changes; more than
 * one may be asked, and the first who accepts takes over. The card with which it is asked lies in a chat: once coordination has
 * moved, or for who has been asked by it and did not come, it does nothing any more, not even to the note.
 */
export function relayOffered(
  state: RunningSwarm,
  { of, proposedAt, to, words, basedOn }: Extract<SwarmCommand, { type: 'OfferRelay' }>,
  now: Circumstances,
): Decision {
  const proposal = state.relays.findLast((each) => each.of === of && (proposedAt === null || each.at === proposedAt));
  const isTheirs = now.actor.kind === 'person' && now.actor.person.id === state.coordinator.id;
  if (!proposal || !isTheirs || !isRelayOpen(state, proposal))
    return refused({ code: 'relay-over', coordinator: state.coordinator });
  if (to.id === state.coordinator.id) return refused({ code: 'already-in', person: to });
  const outside = now.hours[to.id]?.outside;
  if (outside !== undefined) return refused({ code: 'outside', person: to, reach: outside });
  if (now.hours[to.id]?.left) return refused({ code: 'left', person: to });
  if (
    state.invitations.some(
      (each) => each.person.id === to.id && isPending(each) && (each.takesOver || of === 'experts'),
    )
  )
    return refused({ code: 'already-asked', person: to });
  const isIn = state.invitations.some((each) => each.person.id === to.id && each.answer.state === 'accepted');
  if (of === 'experts' && isIn) return refused({ code: 'already-in', person: to });
  if (hasNotCome(state, proposal, to)) return refused({ code: 'relay-refused', person: to });
  const note = Object.values(words).some((text) => text.trim() !== '')
    ? noted(state, { type: 'WriteNote', words, basedOn }, now)
    : alreadySo;
  if (!note.ok) return note;
  const by = now.actor.kind === 'person' ? now.actor.person.name : now.actor.name;
  const relay = proposal.relays.find(({ person }) => person.id === to.id);
  const wave = 1 + Math.max(0, ...state.invitations.map((each) => each.wave));
  const assignment = {
    person: to,
    technologies: relay?.technologies ?? [],
    for: [{ code: 'named-by-person', by } as const, ...(relay?.for ?? [])],
  };
  const event = invited(state, assignment, wave, now);
  if (of === 'experts' || event.type !== 'ExpertInvited') return happened(...note.events, event);
  const { invitation } = event;
  return happened(...note.events, {
    ...event,
    invitation: { ...invitation, takesOver: true, answerBy: answerBy(state, to, invitation.answerBy, now) },
  });
}

/** Asked since that was proposed, for the same, and answered otherwise than by coming. */
const hasNotCome = (state: RunningSwarm, { of, at }: ProposedRelay, { id }: Person): boolean =>
  state.invitations.some(
    (each) =>
      each.person.id === id &&
      each.invitedAt >= at &&
      each.role === 'expert' &&
      (each.takesOver === true) === (of === 'coordinator') &&
      couldNot.has(each.answer.state),
  );

const couldNot: ReadonlySet<InvitationRecord['answer']['state']> = new Set(['declined', 'expired', 'unreachable']);

/** Who begins only later has at least half an hour from then on, however bad the case is. */
function answerBy(state: RunningSwarm, { id }: Person, usual: string, { at, hours }: Circumstances): string {
  const known = hours[id];
  if (!known || !state.policy.anyTime[state.case.severity]) return usual;
  const own = answerDeadline(at, leastMinutes, known, false);
  return own > usual ? own : usual;
}

const leastMinutes = 30;

/** Coordination goes to who accepted to take it over; others who were asked the same need not answer. */
export function relayAccepted(
  state: RunningSwarm,
  { id, person, takesOver, invitedAt }: InvitationRecord,
): SwarmEvent[] {
  // Coordination has moved since: they are in to help, as anybody who accepts.
  if (!takesOver || state.coordinator.id === person.id || invitedAt < state.coordinatorSince) return [];
  return [
    { type: 'CoordinationHandedOver', from: state.coordinator, to: person, relay: true },
    ...relaysWithdrawn(state, person, id),
  ];
}

/** Who was asked to take over need not any more: somebody else has. */
export const relaysWithdrawn = (state: RunningSwarm, by: Person, but: string | null = null): SwarmEvent[] =>
  state.invitations
    .filter((each) => each.takesOver && isPending(each) && each.id !== but)
    .map((each) => ({ type: 'InvitationWithdrawn', invitationId: each.id, because: 'taken-over', by }));
