import type { RecordedEvent, SideCard } from '../events.ts';
import { questionCard, type ScheduledJob } from '../jobs.ts';
import { isStillAsked, isTypedInto } from '../openQuestions.ts';
import { isOpenGap, type StartedSwarm } from '../state.ts';
import { refreshed } from './cards.ts';
import { jobsOf, later } from './jobs.ts';

/**
 * The questions that people have in messages of their own, as they are after an event that answers one, or after which it is asked
 * no more. Nothing else draws them anew: it would take along what is being typed into them.
 */
export function questions(state: StartedSwarm, recorded: RecordedEvent): ScheduledJob[] {
  const changed = state.sideCards.filter((each) => changesIt(state, each, recorded));
  const waiting = changed.filter((each) => isOverBy(state, each, recorded) && isTypedInto(state, each));
  const startAfter = later(recorded.at, leftOpen);
  const jobOf = jobsOf(state.swarmId);
  return [
    ...refreshed(state, changed.filter((each) => !waiting.includes(each)).map(questionCard)),
    ...waiting.map((each) => jobOf({ name: 'refresh-card', card: questionCard(each), ifOver: true }, startAfter)),
  ];
}

/**
 * When what is asked is over, its form stands for so long (milliseconds): whoever is typing into it is told when they send it,
 * and keeps their words. Drawn anew at once it would take them along; left for longer it would ask what nobody needs any more.
 */
export const leftOpen = 60 * 60_000;

/**
 * Somebody pressed a button of an older copy after what it asks was over. They are shown so at once; where that is lost, for a process
 * may die in between, it is told as late as to who had the form open, and what they typed stands until then.
 */
export function pressedTooLate(state: StartedSwarm, { event, at }: RecordedEvent): ScheduledJob[] {
  if (event.type !== 'SideCardShown' || !event.replaces) return [];
  const side = { ...event, at };
  const isForm = event.card === 'silent' || event.card.startsWith('gap:');
  if (!isForm || isStillAsked(state, side)) return [];
  return [jobsOf(state.swarmId)({ name: 'refresh-card', card: questionCard(side), ifOver: true }, later(at, leftOpen))];
}

/**
 * What somebody is asked in a message of its own is drawn anew where the swarm changed while it was on its way; the form of the note is not,
 * which keeps what is typed into it. A question that is still asked then, only while it is: one that ends before it is drawn stands as long
 * as any other (`leftOpen`), and one whose older copy was pressed too late does so already.
 */
export function changedOnItsWay(state: StartedSwarm, recorded: RecordedEvent): ScheduledJob[] {
  const side = broughtBy(recorded);
  if (!side || side.card === 'note' || side.drawnFrom === recorded.version - 1) return [];
  if (side.card === 'relay') return refreshed(state, [`relay:${side.reader.id}`]);
  const card = questionCard(side);
  if (isStillAsked(state, side)) return [jobsOf(state.swarmId)({ name: 'refresh-card', card, whileAsked: true })];
  return pressedTooLate(state, recorded).length > 0 ? [] : refreshed(state, [card]);
}

/** What an event says is with somebody from now on. */
function broughtBy({ event, at, version }: RecordedEvent): SideCard | null {
  if (event.type === 'SideCardShown') return { ...event, at };
  // Older events say neither where it is nor what it shows.
  if (event.type !== 'GapLeadAsked' || !event.message) return null;
  const { technology, lead: reader, message, drawnFrom = version } = event;
  return { card: `gap:${technology}`, reader, message, drawnFrom, at };
}

/** Whether an event is why something is asked no more. Of a case that became restricted nothing waits. */
function isOverBy(state: StartedSwarm, { card }: SideCard, { event: { type } }: RecordedEvent): boolean {
  if (type === 'SwarmResolved' || type === 'SwarmCancelled' || type === 'ExpertSteppedBack') return true;
  const [kind, id] = card.split(':', 2);
  return kind === 'gap' && type !== 'CaseRestricted' && !isOpenGap(state, id ?? '');
}

function changesIt(state: StartedSwarm, side: SideCard, recorded: RecordedEvent): boolean {
  const { card, reader, drawnFrom } = side;
  const { event } = recorded;
  const [kind, id] = card.split(':', 2);
  // Of a case that became restricted they tell less.
  if (event.type === 'CaseRestricted') return kind !== 'note' && kind !== 'relay';
  switch (kind) {
    case 'silent':
      return changesView(state, reader.id, recorded) && !isAsideOf(state, side, recorded);
    case 'gap':
      return changesGap(state, id ?? '', recorded);
    case 'follow':
      return (
        event.type === 'FollowUpAnswered' ||
        event.type === 'SwarmReopened' ||
        // Not the one that it was asked by.
        (event.type === 'FollowUpSet' && recorded.version > drawnFrom)
      );
    case 'task':
      return 'preventionId' in event && event.preventionId === id;
    default:
      return false;
  }
}

/** Whether an event tells of what they said before: they may be typing an answer to what they were asked since. */
const isAsideOf = (state: StartedSwarm, side: SideCard, { event: { type } }: RecordedEvent): boolean =>
  (type === 'ViewRelayed' || type === 'ChannelLost' || type === 'BriefingLost' || type === 'BriefingPosted') &&
  isTypedInto(state, side);

/** What somebody has told to all, whether it is told, and whether they are still asked. */
function changesView(state: StartedSwarm, personId: string, { event, actor }: RecordedEvent): boolean {
  const ofTheirs = (version: number) => state.views.some((each) => each.version === version && each.by.id === personId);
  switch (event.type) {
    case 'ViewGiven':
      return actor.kind === 'person' && actor.person.id === personId;
    case 'ViewRelayed':
      return ofTheirs(event.of);
    case 'ExpertSteppedBack':
      return state.invitations.some((each) => each.id === event.invitationId && each.person.id === personId);
    // Who asked for the question in their language and had typed nothing does not read it yet.
    case 'ModelWrote':
    case 'ModelFailed':
      return state.model.served.includes(personId);
    case 'ChannelLost':
    case 'BriefingLost':
    case 'BriefingPosted':
      return state.views.some((each) => each.by.id === personId && !each.relayed);
    case 'SwarmResolved':
    case 'SwarmCancelled':
    case 'SwarmReopened':
      return true;
    default:
      return false;
  }
}

function changesGap(state: StartedSwarm, technology: string, { event }: RecordedEvent): boolean {
  switch (event.type) {
    case 'GapFound':
    case 'GapAnswered':
      return event.technology === technology;
    case 'ExpertInvited':
    case 'InvitationAccepted':
    case 'TechnologyDropped':
      return !isOpenGap(state, technology);
    case 'SwarmResolved':
    case 'SwarmCancelled':
    case 'SwarmReopened':
      return true;
    default:
      return false;
  }
}
