import type { RecordedEvent, SideCard } from '../events.ts';
import { questionCard, type ScheduledJob } from '../jobs.ts';
import { isOpenGap, type StartedSwarm } from '../state.ts';
import { refreshed } from './cards.ts';
import { later } from './jobs.ts';

/**
 * The questions that people have in messages of their own, as they are after an event that answers one, or after which it is asked
 * no more. Nothing else draws them anew: it would take along what is being typed into them.
 */
export function questions(state: StartedSwarm, recorded: RecordedEvent): ScheduledJob[] {
  const changed = state.sideCards.filter((each) => changesIt(state, each, recorded));
  const waiting = changed.filter((each) => isEnd(recorded) && isTypedInto(state, each));
  const startAfter = later(recorded.at, leftOpen);
  return [
    ...refreshed(state, changed.filter((each) => !waiting.includes(each)).map(questionCard)),
    ...refreshed(state, waiting.map(questionCard)).map((each) => ({ ...each, startAfter })),
  ];
}

/**
 * When what is asked is over, its form stands for so long (milliseconds): whoever is typing into it is told when they send it,
 * and keeps their words. Drawn anew at once it would take them along.
 */
const leftOpen = 30 * 60_000;

const isEnd = ({ event: { type } }: RecordedEvent): boolean =>
  type === 'SwarmResolved' || type === 'SwarmCancelled' || type === 'ExpertSteppedBack';

/** Whether somebody may be typing into it: what they see, or whom to turn to, was asked and not answered. */
function isTypedInto(state: StartedSwarm, { card, reader, drawnFrom }: SideCard): boolean {
  const [kind, id] = card.split(':', 2);
  if (kind === 'silent') return !state.views.some(({ by, version }) => by.id === reader.id && version >= drawnFrom);
  return kind === 'gap' && state.gapAsks.some(({ technology, answer }) => technology === id && answer === null);
}

function changesIt(state: StartedSwarm, { card, reader, drawnFrom }: SideCard, recorded: RecordedEvent): boolean {
  const { event } = recorded;
  const [kind, id] = card.split(':', 2);
  // Of a case that became restricted they tell less.
  if (event.type === 'CaseRestricted') return kind !== 'note' && kind !== 'relay';
  switch (kind) {
    case 'silent':
      return changesView(state, reader.id, recorded);
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
    // Who asked for the question in their language does not read it yet, and types nothing.
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
