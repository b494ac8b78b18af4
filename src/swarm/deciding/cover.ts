import { answerDeadline } from '../../availability/availability.ts';
import { workingStateAt } from '../../availability/workingHours.ts';
import type { Person } from '../../cases/case.ts';
import { isOneLikely } from '../../matching/answering.ts';
import { type Assignment, type ReasonFor, shutIn } from '../../matching/plan.ts';
import { chooseTeam, speaks, speaksInTime } from '../../matching/team.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import type { Circumstances } from '../commands.ts';
import type { Invitation, SwarmEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import { asksFor, coveredBy, type InvitationRecord, isPending, type RunningSwarm, type SwarmState } from '../state.ts';

/**
 * The events given, and what follows from them for the invitations: who is thanked and let go, who is asked next,
 * which technologies nobody is left for. Called after whatever may have changed what the swarm still needs.
 *
 * `first` is a team to ask before anyone else (the plan the owner saw); `learners` are offered a seat unless they are
 * asked for help.
 */
export function cover(
  before: SwarmState,
  events: SwarmEvent[],
  now: Circumstances,
  first: Assignment[] = [],
  learners: Assignment[] = [],
): SwarmEvent[] {
  const all = [...events];
  let state = events.reduce((current, event) => apply(current, event, now), before);
  const add = (event: SwarmEvent) => {
    all.push(event);
    state = apply(state, event, now);
  };
  if (state.status !== 'running') return all;
  const wave = 1 + Math.max(0, ...state.invitations.map((each) => each.wave));

  for (const event of noLongerNeeded(state)) add(event);
  for (const each of first) if (state.status === 'running') add(invited(state, each, wave, now));
  for (const each of askedInstead(state, events, now))
    if (state.status === 'running') add(invited(state, each, wave, now));
  for (;;) {
    if (state.status !== 'running') break;
    const next = nextToAsk(state, now);
    if (next.length === 0) break;
    for (const each of next) if (state.status === 'running') add(invited(state, each, wave, now));
  }
  for (const each of learners)
    if (state.status === 'running' && !isKnown(state, each.person)) add(invited(state, each, wave, now, 'learner'));
  if (state.status === 'running') for (const event of gaps(state, now)) add(event);
  return all;
}

/** The invitation itself: its number counts within the swarm, its deadline runs in the person's own hours. */
export function invited(
  state: RunningSwarm,
  { person, technologies, for: reasons }: Assignment,
  wave: number,
  now: Circumstances,
  role: Invitation['role'] = 'expert',
): SwarmEvent {
  const minutes = state.policy.answerWithinMinutes[state.case.severity];
  const hours = now.hours[person.id];
  const isAnyHour = state.policy.anyTime[state.case.severity] || (role === 'expert' && hours?.anyHour === true);
  const known = isAnyHour ? undefined : hours;
  const answerBy = known
    ? answerDeadline(now.at, minutes, known, false)
    : new Date(Date.parse(now.at) + minutes * 60_000).toISOString();
  return {
    type: 'ExpertInvited',
    invitation: {
      id: `i${state.invitations.length + 1}`,
      person,
      role,
      technologies,
      wave,
      for: reasons,
      answerBy,
      ...(known ? atWork(now.at, known) : {}),
    },
  };
}

/** Nobody is woken for what can wait: it is brought when their hours begin, from when their time to answer counts. */
function atWork(at: string, known: Circumstances['hours'][string]): Pick<Invitation, 'deliverAt'> {
  const { working, until } = workingStateAt(Date.parse(at), known);
  return working || !Number.isFinite(until) ? {} : { deliverAt: new Date(until).toISOString() };
}

const apply = (state: SwarmState, event: SwarmEvent, now: Circumstances): SwarmState =>
  evolve(state, {
    swarmId: state.status === 'none' ? '' : state.swarmId,
    version: state.status === 'none' ? 1 : state.version + 1,
    at: now.at,
    actor: now.actor,
    cause: now.cause,
    event,
  });

const needed = (state: RunningSwarm): TechnologyId[] => state.needs.map((need) => need.detected.technology);
const isCovered = (state: RunningSwarm, technology: TechnologyId): boolean => coveredBy(state, technology).length > 0;

const askedFor = (state: RunningSwarm, technology: TechnologyId): InvitationRecord[] =>
  state.invitations.filter((each) => asksFor(each, technology));

/** Someone asked by name stays asked; the rest are let go once others cover all they were asked for, and the language. */
function noLongerNeeded(state: RunningSwarm): SwarmEvent[] {
  const wanted = needed(state);
  return state.invitations.filter(isPending).flatMap((invitation): SwarmEvent[] => {
    if (invitation.role === 'learner' || isByName(invitation)) return [];
    const still = invitation.technologies.filter((technology) => wanted.includes(technology));
    if (still.length === 0)
      return [{ type: 'InvitationWithdrawn', invitationId: invitation.id, because: 'technology-dropped' }];
    if (still.every((technology) => isCovered(state, technology)) && !isOnlySpeaker(state, invitation))
      return [{ type: 'InvitationWithdrawn', invitationId: invitation.id, because: 'covered' }];
    return [];
  });
}

/** The one who speaks the case's language is still needed while nobody who came does, unless the case does not wait for them. */
const isOnlySpeaker = (state: RunningSwarm, invitation: InvitationRecord): boolean =>
  speaksInTime(invitation) &&
  !state.invitations.some((each) => each.role === 'expert' && each.answer.state === 'accepted' && speaks(each));

const isByName = (invitation: InvitationRecord): boolean =>
  invitation.for.some((reason) => reason.code === 'named-by-person');

/** Whom a declining expert named, when the registry knows them, they are free, and nobody asked them yet. */
function askedInstead(state: RunningSwarm, events: SwarmEvent[], now: Circumstances): Assignment[] {
  return events.flatMap((event) => {
    if (event.type !== 'InvitationDeclined' || !event.instead) return [];
    const { instead } = event;
    const declined = state.invitations.find((each) => each.id === event.invitationId);
    const candidate = now.ranking.candidates.find((each) => each.person.id === instead.id);
    if (!declined || !candidate?.available || isKnown(state, instead)) return [];
    const open = declined.technologies.filter(
      (technology) => needed(state).includes(technology) && !isCovered(state, technology),
    );
    const why: ReasonFor[] = [{ code: 'named-by-person', by: declined.person.name }];
    return open.length === 0 ? [] : [{ person: instead, technologies: open, for: [...why, ...candidate.for] }];
  });
}

/** The smallest team for the technologies that have too few people asked; empty when there is nobody, or no need. */
function nextToAsk(state: RunningSwarm, now: Circumstances): Assignment[] {
  const atOnce = state.policy.askAtOnce[state.case.severity];
  const short = needed(state).filter((technology) => {
    const asks = askedFor(state, technology);
    const pending = asks.filter(isPending);
    const tooFew =
      pending.length < atOnce ||
      // An urgent case at night: two who are hardly there are not enough.
      (atOnce > 1 && pending.length < 2 * atOnce && !isOneLikely(pending.map((each) => each.for)));
    return !isCovered(state, technology) && tooFew && asks.length < state.policy.mostAsksPerTechnology;
  });
  if (short.length === 0) return [];
  const candidates = now.ranking.candidates.filter((each) => each.available && !isKnown(state, each.person));
  const waitHours = state.policy.smallerTeamWaitHours[state.case.severity];
  const speaking = !isSpeakerAsked(state);
  return chooseTeam({ technologies: short, ranking: { candidates, leftOut: 0 }, speaking, waitHours }).team;
}

/** Whether somebody who speaks the case's language is in, or asked for help and back in time. */
const isSpeakerAsked = (state: RunningSwarm): boolean =>
  state.invitations.some(
    (each) =>
      each.role === 'expert' &&
      (each.answer.state === 'accepted' ? speaks(each) : isPending(each) && speaksInTime(each)),
  );

/** Already asked, already in, or leading: not to be asked again. Who was let go with thanks may be. */
function isKnown(state: RunningSwarm, person: Person): boolean {
  return (
    person.id === state.coordinator.id ||
    state.members.some((member) => member.person.id === person.id) ||
    state.invitations.some((each) => each.person.id === person.id && each.answer.state !== 'withdrawn')
  );
}

function gaps(state: RunningSwarm, { ranking }: Circumstances): SwarmEvent[] {
  return state.needs
    .filter((need) => !need.gap)
    .map((need) => need.detected.technology)
    .filter((technology) => !isCovered(state, technology) && !askedFor(state, technology).some(isPending))
    .map((technology) => {
      const shut = shutIn(ranking, [technology]);
      return { type: 'GapFound', technology, ...(shut.length > 0 && { shut }) };
    });
}
