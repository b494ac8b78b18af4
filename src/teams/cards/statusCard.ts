import type { Step } from '../../swarm/events.ts';
import { isWholeStep, ownPace, partsOf } from '../../swarm/jobs.ts';
import { type Power, powerOver } from '../../swarm/powers.ts';
import { isPending, isWaitingForHours, type RunningSwarm, type StartedSwarm, type Trouble } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import { outcomeLines } from './outcomeCard.ts';
import { panelForms } from './panelForms.ts';
import { afterTheEnd } from './parts/aftercare.ts';
import { caseHeader, channelUrl, mayRead } from './parts/caseHeader.ts';
import { caseLink } from './parts/caseLink.ts';
import {
  apart,
  bold,
  box,
  buttons,
  type Card,
  type Colour,
  card,
  coloured,
  type Element,
  type ExecuteAction,
  execute,
  fact,
  heading,
  open,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { noteSection } from './parts/note.ts';
import { languageHelp } from './parts/otherLanguage.ts';
import { awaySince, shutTeams } from './parts/reasons.ts';
import { peopleLines, technologyLines } from './parts/roster.ts';
import { summaryLines } from './parts/summary.ts';
import { short } from './parts/text.ts';
import { silentAskLines } from './silentCards.ts';

/**
 * How a started swarm stands, for one reader, in a chat: steps done, waiting and failed with what to do, who is in and
 * who is asked; and what the reader may do about it, for which no channel is needed. A restricted case is hidden from
 * outsiders. `standsIn`: whether the reader may act for the case's owner.
 */
export function statusCard(state: StartedSwarm, reader: Reader, standsIn = false): Card {
  const power = powerOver(state, reader.personId, standsIn);
  return fitted((detail) => drawn(state, reader, detail, power));
}

function drawn(state: StartedSwarm, reader: Reader, detail: Detail, power: Power): Card {
  const words = messages(reader.language);
  const id = short(state.case.id, 60);
  const steers = power === 'whole';
  const isCoordinator = reader.personId === state.coordinator.id;
  const isOwner = reader.personId === state.case.owner.id;
  const visible = mayRead(state, reader.personId);
  const name = titleOf(state, reader);
  return card({
    language: reader.language,
    spoken: words.common.sentences(name, words.common.status[state.status]),
    body: [
      title(name),
      visible ? caseHeader(state, reader, detail.words) : text(words.common.restrictedHidden),
      fact(words.common.coordinator, bold(short(state.coordinator.name, 60))),
      ...(visible && state.status !== 'running' ? [outcomeLines(state, reader, detail)] : []),
      visible && state.status === 'running' ? steps(state, reader) : [],
      visible && state.status === 'running' ? waiting(state, reader, detail, steers) : [],
      visible && state.status === 'running' ? roomless(state, reader, power !== 'none') : [],
      visible && state.status === 'running' ? ownerless(state, reader) : [],
      visible ? afterTheEnd(state, reader, detail, power) : [],
      visible ? summaryLines(state, reader, detail, { card: 'plan' }) : [],
      visible ? noteSection(state, reader, detail) : [],
      visible ? languageHelp(state, reader, { card: 'plan' }) : [],
      visible ? troubles(state, reader, detail, power !== 'none') : [],
      visible && state.status === 'running'
        ? [
            heading(words.common.technologies),
            ...technologyLines(state, reader, detail),
            ...shutTeams(state.shut, reader),
            ...awaySince(state.away, reader),
          ]
        : [],
      visible ? [...peopleLines(state, reader, detail, steers), ...channelNote(state, reader)] : [],
      visible && steers ? silentAskLines(state, reader, detail) : [],
      visible && steers ? caseLink(state, reader) : [],
      state.status === 'running' ? panel(state, reader, detail, power) : [],
    ],
    actions: [
      ...(visible ? open(words.common.openChannel, channelUrl(state)) : []),
      ...(steers && state.status !== 'running'
        ? [execute('reopen', words.panel.reopen, { swarmId: state.swarmId })]
        : []),
      ...(isOwner && !isCoordinator && state.status === 'running'
        ? [
            execute('hand-over', words.panel.takeOver, {
              swarmId: state.swarmId,
              card: 'plan',
              handOverTo: reader.personId,
              handOverToTyped: '',
            }),
          ]
        : []),
      execute('refresh', words.common.refresh, { swarmId: state.swarmId, card: 'plan' }),
    ],
  });

  function titleOf(of: StartedSwarm, by: Reader): string {
    const { panel, status } = messages(by.language);
    if (of.status === 'resolved') return status.resolvedTitle(id);
    return of.status === 'cancelled' ? status.cancelledTitle(id) : panel.title(id);
  }
}

/** That there is no channel any more, or none on purpose, and what can be done about it. */
function roomless(state: RunningSwarm, reader: Reader, mayChoose: boolean): Element[] {
  const { status, panel } = messages(reader.language);
  if (state.withoutRoom) {
    const open = execute('open-room', panel.openRoom, { swarmId: state.swarmId, card: 'plan' });
    return [
      box([text(status.withoutRoom), ...(mayChoose ? [buttons([open])] : [])], 'emphasis', { spacing: 'Medium' }),
    ];
  }
  if (state.lostRoom === null) return [];
  const choices = mayChoose ? [buttons(roomChoices(state, reader))] : [];
  return [box([text(status.channelLost[state.lostRoom]), ...choices], 'attention', { spacing: 'Medium' })];
}

/** That the coordinator is only a member of the private channel, where that is so. */
function ownerless({ members, coordinator }: RunningSwarm, reader: Reader): Element[] {
  const isGuest = members.some(({ person, guest }) => guest && person.id === coordinator.id);
  return isGuest ? [text(messages(reader.language).status.guestCoordinates, { spacing: 'Small' })] : [];
}

/** Another channel, or none. */
export function roomChoices({ swarmId, lostRoom }: StartedSwarm, reader: Reader): ExecuteAction[] {
  const { panel } = messages(reader.language);
  const carried = { swarmId, card: 'plan' };
  return [
    execute('open-room', lostRoom === 'archived' ? panel.bringRoomBack : panel.openRoom, carried),
    execute('go-without-room', panel.goWithoutRoom, carried),
  ];
}

/** In the card itself: Teams shows six buttons below a card, and the channel's and the refresh's stand there. */
function panel(state: RunningSwarm, reader: Reader, detail: Detail, power: Power): Element[] {
  const forms = panelForms(state, reader, detail, { on: 'plan', power });
  return forms.length > 0 ? [buttons(forms, { spacing: 'Medium' })] : [];
}

/** The way to a working swarm, step by step. */
function steps(state: RunningSwarm, reader: Reader): Element[] {
  const { status } = messages(reader.language);
  if (state.withoutRoom || state.lostRoom !== null) return [];
  const isOpen = state.channel.status !== 'opening';
  const hasApp = state.channel.status !== 'opening' && state.channel.appEnabled;
  const toDeliver = state.invitations.filter((each) => !isWaitingForHours(each, reader.at));
  const asked = toDeliver.length;
  const delivered = toDeliver.filter((each) => each.answer.state !== 'queued').length;
  return [
    heading(status.steps),
    stepLine(status.step['open-channel'], isOpen, troubleOf('open-channel')),
    ...(state.room === 'private' ? [stepLine(status.step['enable-app'], hasApp, troubleOf('enable-app'), isOpen)] : []),
    stepLine(status.step['post-briefing'], state.briefing !== null, troubleOf('post-briefing'), hasApp),
    ...(asked > 0 ? [stepLine(status.invitationsDelivered(delivered, asked), delivered === asked, undefined)] : []),
  ];

  function troubleOf(step: Step): Trouble | undefined {
    return state.troubles.find((each) => each.step === step);
  }

  function stepLine(name: string, isDone: boolean, trouble: Trouble | undefined, isReady = true): Element {
    const stage = trouble?.status ?? (isDone ? 'done' : isReady ? 'running' : 'next');
    const [sign, colour] = signs[stage];
    return text([coloured(`${sign} `, colour), name, subtle(`${apart}${status.state[stage]}`)], { spacing: 'None' });
  }
}

/** Who is not asked before their hours begin; who steers may have them asked at once, also when all others are silent. */
function waiting(state: RunningSwarm, reader: Reader, detail: Detail, steers: boolean): Element[] {
  const { status } = messages(reader.language);
  const pending = state.invitations.filter(isPending);
  const later = pending.filter((each) => isWaitingForHours(each, reader.at));
  const first = later.map(({ deliverAt = '' }) => deliverAt).toSorted()[0];
  if (first === undefined) return [];
  const isInSilence = later.length === pending.length && later.length > 0;
  const told = isInSilence ? status.allWaitForHours : status.someWaitForHours;
  const hasten = later.slice(0, Math.min(detail.people, mostHastened)).map((each) =>
    execute('ask-now', status.askNow(short(each.person.name, 40)), {
      swarmId: state.swarmId,
      card: 'plan',
      invitationId: each.id,
    }),
  );
  return [
    box(
      [
        text(told(later.length, moment(first, reader))),
        ...(steers ? [text(subtle(status.askNowIntro), { spacing: 'Small' }), buttons(hasten)] : []),
      ],
      'emphasis',
      { spacing: 'Medium' },
    ),
  ];
}

const mostHastened = 3;

const signs: Record<'done' | 'waiting' | 'failed' | 'running' | 'next', [string, Colour]> = {
  done: ['✓', 'Good'],
  waiting: ['…', 'Warning'],
  failed: ['✕', 'Attention'],
  running: ['…', 'Accent'],
  next: ['○', 'Default'],
};

/** Steps that wait or failed, each with its cause; a failed one with what to do and a button to try again. */
export function troubles(
  state: StartedSwarm,
  reader: Reader,
  detail: Detail,
  mayRetry: boolean,
  on: 'plan' | 'briefing' = 'plan',
): Element[] {
  const remedies = (step: Step): ExecuteAction[] => {
    const { panel } = messages(reader.language);
    const { swarmId } = state;
    return [
      execute('retry-step', panel.tryAgain, { swarmId, step, card: on }),
      ...(step === 'open-channel' && state.status === 'running'
        ? [execute('go-without-room', panel.goWithoutRoom, { swarmId, card: on })]
        : []),
    ];
  };
  return state.troubles.slice(0, detail.people).map((trouble) => {
    const { status } = messages(reader.language);
    const name = bold(stepName(trouble.step, state, reader));
    const cause = text(subtle(causeText(trouble.cause, reader, detail.words)), { spacing: 'None' });
    if (trouble.status === 'waiting')
      return box(
        [
          text([name, `${apart}${status.waits(moment(trouble.retryAt, reader), trouble.attempt)}`]),
          cause,
          ...(trouble.advice ? [text(status.todo(status.advice[trouble.advice]), { spacing: 'Small' })] : []),
        ],
        'warning',
        { spacing: 'Medium' },
      );
    return box(
      [
        text([name, apart, coloured(status.state.failed, 'Attention')]),
        cause,
        text(status.todo(status.advice[trouble.advice]), { spacing: 'Small' }),
        ...(trouble.againAt === null
          ? []
          : [text(subtle(status.againAt(moment(trouble.againAt, reader))), { spacing: 'None' })]),
        ...(mayRetry ? [buttons(remedies(trouble.step))] : []),
      ],
      'attention',
      { spacing: 'Medium' },
    );
  });
}

/** Why a step waits or failed: our own pacing in the reader's language, an error as it came. */
export function causeText(cause: string, reader: Reader, most: number): string {
  const { status } = messages(reader.language);
  return status.cause(cause === ownPace ? status.ownPace : short(cause, most));
}

/** What a step is called: `Deliver the invitation to Aoi Ito`. */
export function stepName(step: Step, state: StartedSwarm, reader: Reader): string {
  const { status } = messages(reader.language);
  if (isWholeStep(step)) return status.step[step];
  const [kind, of] = partsOf(step);
  switch (kind) {
    case 'note':
    case 'unlink':
      return status.step[kind];
    case 'deliver':
      return status.step.deliver(
        personName(state, state.invitations.find(({ id }) => id === of)?.person.id ?? of, reader),
      );
    case 'seat':
    case 'announce':
      return status.step[kind](personName(state, of, reader));
    default:
      return kind satisfies never;
  }
}

function personName(state: StartedSwarm, id: string, reader: Reader): string {
  const people = [
    state.coordinator,
    state.case.owner,
    ...[...state.invitations, ...state.members].map((each) => each.person),
  ];
  return short(people.find((each) => each.id === id)?.name ?? messages(reader.language).common.somebody, 60);
}

/** What became of the channel after the end. */
function channelNote(state: StartedSwarm, reader: Reader): Element[] {
  const { status } = messages(reader.language);
  if (state.status === 'running') return [];
  if (state.channel.status === 'deleted') return [text(subtle(status.channelDeleted), { spacing: 'Medium' })];
  if (state.channel.status !== 'archived') return [];
  const days = state.policy.channelRetentionDays;
  const kept = days === null ? status.channelArchived : status.channelKept(days);
  return [text(subtle(kept), { spacing: 'Medium' })];
}
