import type { Person } from '../../../cases/case.ts';
import { newestOfEach } from '../../../swarm/standing.ts';
import {
  coveredBy,
  type InvitationRecord,
  isPending,
  isWaitingForHours,
  type StartedSwarm,
} from '../../../swarm/state.ts';
import { listed, messages, named, type Reader } from '../../languages/language.ts';
import { moment } from '../../languages/moment.ts';
import { gapAnswerLine } from '../gapCards.ts';
import { namesIn } from './caseHeader.ts';
import { apart, bold, coloured, type Element, heading, type Run, subtle, text } from './elements.ts';
import type { Detail } from './fit.ts';
import { short } from './text.ts';

/** Each technology with who covers it, who is asked for it, or that nobody is left. */
export function technologyLines(state: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  const { common } = messages(reader.language);
  const shown = state.needs.slice(0, detail.technologies);
  return [
    ...shown.map((need) => {
      const name = bold(short(named(need.detected.name, reader), 60));
      return text(
        [
          ...[name, apart, cover(need.detected.technology, need.gap)],
          ...(coveredBy(state, need.detected.technology).length > 0
            ? []
            : [...whoLeft(need.detected.technology), ...lead(need.detected.technology, need.gap)]),
        ],
        {
          spacing: 'Small',
        },
      );
    }),
    ...(state.needs.length > shown.length
      ? [text(subtle(common.more(state.needs.length - shown.length)), { spacing: 'Small' })]
      : []),
  ];

  /** Who had it and left, which the channel has heard. */
  function whoLeft(technology: string): Run[] {
    const { panel } = messages(reader.language);
    const had = state.invitations.filter((each) => each.role === 'expert' && each.technologies.includes(technology));
    const told = (isGone: boolean, tell: (people: string) => string): Run[] => {
      const people = had.filter(({ answer }) => answer.state === 'left' && (answer.gone ?? false) === isGone);
      const once = new Map(people.map(({ person }) => [person.id, person]));
      return once.size > 0 ? [subtle(`${common.separator}${tell(names([...once.values()]))}`)] : [];
    };
    return [...told(false, panel.haveSteppedBack), ...told(true, panel.haveGone)];
  }

  /** Who was asked what to do about it, where nobody is left. */
  function lead(technology: string, isGap: boolean): Run[] {
    const ask = state.gapAsks.find((each) => each.technology === technology);
    if (!ask || !isGap) return [];
    const { gaps } = messages(reader.language);
    const line = ask.answer ? gapAnswerLine(ask.answer, reader) : gaps.leadAsked(short(ask.lead.name, 40));
    return [subtle(`${common.separator}${line}`)];
  }

  function cover(technology: string, isGap: boolean): Run {
    const { panel } = messages(reader.language);
    const covering = coveredBy(state, technology);
    if (covering.length > 0) return coloured(panel.coveredBy(names(covering)), 'Good');
    if (isGap) return coloured(panel.gap, 'Attention');
    const asked = state.invitations.filter(
      (each) => isPending(each) && each.role === 'expert' && each.technologies.includes(technology),
    );
    const answering = asked.filter((each) => !isWaitingForHours(each, reader.at)).map(({ person }) => person);
    if (answering.length > 0) return panel.waitingFor(names(answering));
    const [first] = asked.flatMap(({ deliverAt = [] }) => deliverAt).toSorted();
    if (first === undefined) return subtle(panel.notYetAsked);
    return subtle(panel.waitingForHours(names(asked.map(({ person }) => person)), moment(first, reader)));
  }

  function names(people: Person[]): string {
    const few = people.slice(0, detail.people).map((each) => common.person(short(each.name, 40)));
    return listed(people.length > few.length ? [...few, '…'] : few, reader);
  }
}

/**
 * Who is in, who is asked and until when. Who is not coming, and the word they left, is for the coordinator alone.
 */
export function peopleLines(state: StartedSwarm, reader: Reader, detail: Detail, forCoordinator: boolean): Element[] {
  const { panel, common } = messages(reader.language);
  const nameOf = namesIn(state, reader, 40);
  // Nobody stands under two headings.
  const standing = newestOfEach(state.invitations);
  const inside = standing.filter((each) => each.answer.state === 'accepted');
  const asked = standing.filter(isPending);
  const notComing = standing.filter((each) => !inside.includes(each) && !asked.includes(each));
  const comesToRoom = state.status === 'running' && !state.withoutRoom && state.lostRoom === null;
  const seated = new Set(state.members.filter(({ seated: sits }) => sits).map(({ person }) => person.id));
  return [
    ...section(panel.in, inside, (each) =>
      [...partOf(each), ...(seated.has(each.person.id) || !comesToRoom ? [] : [panel.joining])].join(common.separator),
    ),
    ...section(panel.asked, asked, (each) =>
      [...partOf(each), asking(each), panel.until(moment(each.answerBy, reader))].join(common.separator),
    ),
    ...(forCoordinator ? section(panel.answeredNo, notComing, (each) => whyNot(each, reader, detail)) : []),
  ];

  /** What somebody is in for; of who was asked without naming a technology there is only their role to tell. */
  function partOf({ role, technologies }: InvitationRecord): string[] {
    if (role === 'learner') return [common.role.learner];
    return [technologies.length > 0 ? listed(technologies.map(nameOf), reader) : common.role.expert];
  }

  function asking(each: InvitationRecord): string {
    return each.deliverAt && isWaitingForHours(each, reader.at)
      ? panel.askedLater(moment(each.deliverAt, reader))
      : panel.answers[each.answer.state];
  }

  function section(name: string, people: InvitationRecord[], tell: (each: InvitationRecord) => string): Element[] {
    if (people.length === 0) return [];
    const shown = people.slice(0, detail.people);
    return [
      heading(name),
      ...shown.map((each) =>
        text([bold(short(each.person.name, 60)), subtle(`${apart}${short(tell(each), detail.words * 2)}`)], {
          spacing: 'Small',
        }),
      ),
      ...(people.length > shown.length
        ? [text(subtle(common.more(people.length - shown.length)), { spacing: 'Small' })]
        : []),
    ];
  }
}

function whyNot({ answer }: InvitationRecord, reader: Reader, detail: Detail): string {
  const { panel, status, common } = messages(reader.language);
  switch (answer.state) {
    case 'declined':
      // Who left a word has given their reason by it.
      return [
        answer.reason === 'other' && answer.note && !answer.instead
          ? panel.answers.declined
          : `${panel.answers.declined} (${answer.instead ? panel.namedInstead(short(answer.instead.name, 60)) : panel.declineReasons[answer.reason]})`,
        ...(answer.note ? [common.quoted(short(answer.note, detail.words))] : []),
      ].join(common.separator);
    case 'left':
      return answer.gone
        ? panel.gone
        : [panel.answers.left, common.quoted(short(answer.why, detail.words))].join(common.separator);
    case 'withdrawn':
      return [panel.answers.withdrawn, ...(answer.offered ? [panel.couldJoin] : [])].join(common.separator);
    case 'unreachable':
      return `${panel.answers.unreachable}${common.separator}${status.unreachable[answer.cause]}`;
    default:
      return panel.answers[answer.state];
  }
}
