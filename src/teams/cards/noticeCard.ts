import type { Advice, Step } from '../../swarm/events.ts';
import type { Notice } from '../../swarm/jobs.ts';
import { asksFor, noteOf, type StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import { gapAnswerLine } from './gapCards.ts';
import { mayBeAskedYet } from './invitationCard.ts';
import { caseHeader, channelUrl, mayRead, namesIn } from './parts/caseHeader.ts';
import {
  type Action,
  bold,
  type Card,
  card,
  type Element,
  execute,
  open,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { editNote, noteLines } from './parts/note.ts';
import { reasonAgainst, shutTeams } from './parts/reasons.ts';
import { relayAsked } from './parts/relay.ts';
import { handedOn } from './parts/soFar.ts';
import { short } from './parts/text.ts';
import { causeText, roomChoices, stepName } from './statusCard.ts';

/** What the coordinator is told in their own chat, because a card that changes quietly is easily missed. */
export function noticeCard(state: StartedSwarm, notice: Notice, reader: Reader): Card {
  const { common } = messages(reader.language);
  return fitted((detail) => {
    const { name, lines, actions } = told(state, notice, reader, detail);
    return card({
      language: reader.language,
      spoken: name,
      body: [
        title(name),
        notice.kind === 'gap' || notice.kind === 'gap-answered' || notice.kind === 'unreachable'
          ? text(subtle(common.caseNumber(short(state.case.id, 60))), { spacing: 'None' })
          : null,
        mayRead(state, reader.personId) ? caseHeader(state, reader, 120) : [],
        ...lines,
      ],
      actions: [
        ...actions,
        // What it asks for is done there, whatever becomes of the channel.
        standing(state, notice.kind === 'relay' || notice.kind === 'relay-refused', reader),
        ...open(common.openChannel, channelUrl(state)),
      ],
    });
  });
}

/** How the swarm stands: in a message of its own beside a form, for what is typed into that must not go. */
function standing({ swarmId }: StartedSwarm, isForm: boolean, reader: Reader): Action {
  const { status } = messages(reader.language);
  return isForm
    ? execute('open-card', status.standing, { swarmId })
    : execute('refresh', status.standing, { swarmId, card: 'plan' });
}

type Told = { name: string; lines: Element[]; actions: Action[] };

function told(state: StartedSwarm, notice: Notice, reader: Reader, detail: Detail): Told {
  const { status, panel, common, gaps } = messages(reader.language);
  switch (notice.kind) {
    case 'gap': {
      const shut = state.needs.find(({ detected }) => detected.technology === notice.technology)?.shut ?? [];
      const isAsked = state.invitations.some((each) => asksFor(each, notice.technology));
      const why = shut.length > 0 ? status.noticeGapShut : isAsked ? status.noticeGap : gaps.nobodyAsked;
      const asked = state.gapAsks.find(({ technology }) => technology === notice.technology);
      const lead = asked ? gaps.wereAsked(short(asked.lead.name, 60)) : gaps.alsoAsked;
      return {
        name: status.noticeGapTitle(namesIn(state, reader)(notice.technology)),
        lines: [...shutTeams(shut, reader), text(common.sentences(why, status.noticeGapNext, lead))],
        actions: [],
      };
    }
    case 'unreachable': {
      const person = state.invitations.find(({ id }) => id === notice.invitationId)?.person.name ?? common.somebody;
      return {
        name: status.noticeUnreachableTitle(short(person, 60)),
        lines: [text(status.unreachable[notice.cause]), text(status.noticeUnreachable, { spacing: 'Small' })],
        actions: [],
      };
    }
    case 'step-failed': {
      const step = notice.step as Step;
      const isFailed = state.troubles.some((each) => each.step === step && each.status === 'failed');
      return {
        name: status.noticeStepTitle(short(state.case.id, 60)),
        lines: [
          text(bold(stepName(step, state, reader))),
          text(subtle(causeText(notice.cause, reader, 300)), { spacing: 'Small' }),
          text(isFailed ? status.todo(adviceText(notice.advice, reader)) : status.noticeDone),
          ...againLine(state, step, reader),
        ],
        actions: isFailed
          ? [execute('retry-step', panel.tryAgain, { swarmId: state.swarmId, step, card: 'notice' })]
          : [],
      };
    }
    case 'coordination-received':
      return {
        name: status.noticeReceivedTitle(short(state.case.id, 60)),
        lines: [
          text(hasPanel(state, reader) ? status.noticeReceived : status.noticeReceivedRoomless),
          ...(mayRead(state, reader.personId)
            ? [...noteLines(state, reader, detail), ...handedOn(state, reader, detail)]
            : []),
        ],
        actions: [],
      };
    case 'stepped-back': {
      const { person, answer } = invitationOf(state, notice.invitationId);
      const left = answer?.state === 'left' ? answer : null;
      return {
        name: (left?.gone ? status.noticeGoneTitle : status.noticeSteppedBackTitle)(
          short(person ?? common.somebody, 60),
        ),
        lines: [
          ...(left?.why ? [text(common.labelled(status.reason, short(left.why, 300)))] : []),
          text(status.noticeSteppedBack, { spacing: 'Small' }),
        ],
        actions: [],
      };
    }
    case 'help-offered': {
      const { person, answer } = invitationOf(state, notice.invitationId);
      const isOpen = state.status === 'running' && answer?.state === 'withdrawn';
      return {
        name: status.noticeHelpOfferedTitle(short(person ?? common.somebody, 60)),
        lines: [text(isOpen ? status.noticeHelpOffered : status.noticeDone)],
        actions: isOpen
          ? [execute('take-offer', status.takeOffer, onPlan(state, notice.invitationId), 'positive')]
          : [],
      };
    }
    case 'instead-not-asked': {
      const { person, answer } = invitationOf(state, notice.invitationId);
      const declined = answer?.state === 'declined' ? answer : null;
      const named = declined?.instead ? short(declined.instead.name, 60) : null;
      const why = declined?.notAsked ?? null;
      const mayBeAsked = state.status === 'running' && why && mayBeAskedYet(why.why);
      return {
        name: status.noticeNotAskedTitle(short(person ?? common.somebody, 60), named),
        lines: [
          ...(why && named
            ? [text(messages(reader.language).invitation.notAsked(named, wordsOf(reader)[why.why]))]
            : []),
          ...(why && why.against.length > 0
            ? [
                text(
                  subtle(
                    why.against
                      .map((each) => reasonAgainst(each, namesIn(state, reader), reader))
                      .join(common.separator),
                  ),
                ),
              ]
            : []),
        ],
        actions:
          mayBeAsked && named
            ? [execute('ask-named', status.askAllTheSame(named), onPlan(state, notice.invitationId))]
            : [],
      };
    }
    case 'channel-lost': {
      const isGone = state.status === 'running' && state.lostRoom !== null && !state.withoutRoom;
      return {
        name: status.noticeChannelLostTitle(short(state.case.id, 60)),
        lines: [text(isGone ? status.channelLost[notice.how] : status.noticeDone)],
        actions: isGone ? roomChoices(state, reader) : [],
      };
    }
    case 'case-reassigned':
      return {
        name: status.noticeReassignedTitle(short(state.case.id, 60), short(state.case.owner.name, 60)),
        lines: [text(status.noticeReassigned)],
        actions: [],
      };
    case 'case-restricted':
      return {
        name: status.noticeRestrictedTitle(short(state.case.id, 60)),
        lines: [text(state.status === 'running' ? status.noticeRestricted : status.noticeRestrictedClosed)],
        actions: [],
      };
    case 'case-closed': {
      const into = state.mergedInto;
      if (into) {
        const number = short(into.number, 60);
        const told = state.case.restricted ? status.noticeMergedRestricted(number) : status.noticeMerged(number);
        return {
          name: status.noticeMergedTitle(short(state.case.id, 60), number),
          lines: [text(state.status === 'running' ? told : status.noticeDone)],
          actions: open(status.openMerged(number), into.url),
        };
      }
      return {
        name: status.noticeCaseOverTitle[notice.how](short(state.case.id, 60)),
        lines: [
          text(state.status === 'running' && state.caseOver ? status.noticeCaseOver[notice.how] : status.noticeDone),
        ],
        actions: [],
      };
    }
    case 'case-reopened':
      return {
        name: status.noticeCaseReopenedTitle(short(state.case.id, 60)),
        lines: [text(state.status === 'running' ? status.noticeCaseReopened : status.noticeCaseReopenedClosed)],
        actions: [],
      };
    case 'case-urgency': {
      const urgency = common.severity[state.case.severity];
      return {
        name: status.noticeUrgencyTitle(short(state.case.id, 60), urgency),
        lines: [text(state.status === 'running' ? status.noticeUrgency : status.noticeDone)],
        actions: [],
      };
    }
    case 'gap-answered': {
      const { gaps: words } = messages(reader.language);
      const ask = state.gapAsks.find(({ technology }) => technology === notice.technology);
      const lead = short(ask?.lead.name ?? common.somebody, 60);
      return {
        name: words.noticeTitle(lead, namesIn(state, reader)(notice.technology)),
        lines: [
          text(ask?.answer ? gapAnswerLine(ask.answer, reader) : status.noticeDone),
          ...(ask?.answer?.kind === 'without' ? [text(words.noticeWithout, { spacing: 'Small' })] : []),
        ],
        actions: [],
      };
    }
    case 'relay':
      return relayAsked(state, notice.at, reader, detail);
    case 'relay-refused': {
      const { relay } = messages(reader.language);
      const { person } = invitationOf(state, notice.invitationId);
      const { lines, actions } = relayAsked(state, '', reader, detail);
      return {
        name: relay.refusedTitle(short(person ?? common.somebody, 60), short(state.case.id, 60)),
        lines: [text(relay.refused), ...lines],
        actions,
      };
    }
    case 'note-wanted': {
      const { note } = messages(reader.language);
      const isWanted = state.status === 'running' && state.silence.since === notice.silentSince;
      const since = noteOf(state) ? state.notes.at(-1)?.note : null;
      const last = Object.values(since ?? {})
        .flat()
        .reduce((newest, { at }) => (at > newest ? at : newest), state.startedAt);
      return {
        name: note.wantedTitle(short(state.case.id, 60)),
        lines: isWanted
          ? [text(note.wanted(moment(last, reader))), ...noteLines(state, reader, detail)]
          : [text(status.noticeDone)],
        actions: isWanted ? [editNote(state, reader)] : [],
      };
    }
    default:
      return notice satisfies never;
  }
}

/** Whether the reader sits in a channel with the briefing, which is the panel of whoever coordinates. */
const hasPanel = (state: StartedSwarm, { personId }: Reader): boolean =>
  state.briefing !== null &&
  state.channel.status === 'open' &&
  state.lostRoom === null &&
  !state.withoutRoom &&
  state.members.some(({ person, seated }) => seated && person.id === personId);

function againLine(state: StartedSwarm, step: Step, reader: Reader): Element[] {
  const trouble = state.troubles.find((each) => each.step === step);
  if (trouble?.status !== 'failed' || trouble.againAt === null) return [];
  return [
    text(subtle(messages(reader.language).status.againUnlessDone(moment(trouble.againAt, reader))), {
      spacing: 'Small',
    }),
  ];
}

const wordsOf = (reader: Reader) => messages(reader.language).invitation.notAskedWhy;

const onPlan = ({ swarmId }: StartedSwarm, invitationId: string) => ({ swarmId, card: 'plan' as const, invitationId });

function invitationOf(state: StartedSwarm, id: string) {
  const found = state.invitations.find((each) => each.id === id);
  return { person: found?.person.name ?? null, answer: found?.answer ?? null };
}

function adviceText(advice: string, reader: Reader): string {
  const { status } = messages(reader.language);
  const known: Record<string, string> = status.advice satisfies Record<Advice, string>;
  return known[advice] ?? status.advice['ask-administrator'];
}
