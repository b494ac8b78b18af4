import type { Person } from '../../../cases/case.ts';
import { coveredBy, type InvitationRecord, isPending, type StartedSwarm } from '../../../swarm/state.ts';
import { listed, messages, named, type Reader } from '../../languages/language.ts';
import { moment } from '../../languages/moment.ts';
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
      return text([name, apart, cover(need.detected.technology, need.gap)], { spacing: 'Small' });
    }),
    ...(state.needs.length > shown.length
      ? [text(subtle(common.more(state.needs.length - shown.length)), { spacing: 'Small' })]
      : []),
  ];

  function cover(technology: string, isGap: boolean): Run {
    const { panel } = messages(reader.language);
    const covering = coveredBy(state, technology);
    if (covering.length > 0) return coloured(panel.coveredBy(names(covering)), 'Good');
    if (isGap) return coloured(panel.gap, 'Attention');
    const asked = state.invitations
      .filter((each) => isPending(each) && each.role === 'expert' && each.technologies.includes(technology))
      .map(({ person }) => person);
    return asked.length > 0 ? panel.waitingFor(names(asked)) : subtle(panel.notYetAsked);
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
  const inside = state.invitations.filter((each) => each.answer.state === 'accepted');
  const asked = state.invitations.filter(isPending);
  const notComing = state.invitations.filter((each) => !inside.includes(each) && !asked.includes(each));
  const seated = new Set(state.members.filter(({ seated: sits }) => sits).map(({ person }) => person.id));
  return [
    ...section(panel.in, inside, (each) =>
      [
        each.role === 'learner' ? common.role.learner : listed(each.technologies.map(nameOf), reader),
        ...(seated.has(each.person.id) || state.status !== 'running' ? [] : [panel.joining]),
      ].join(common.separator),
    ),
    ...section(panel.asked, asked, (each) =>
      [
        each.role === 'learner' ? common.role.learner : listed(each.technologies.map(nameOf), reader),
        panel.answers[each.answer.state],
        panel.until(moment(each.answerBy, reader)),
      ].join(common.separator),
    ),
    ...(forCoordinator ? section(panel.answeredNo, notComing, (each) => whyNot(each, reader, detail)) : []),
  ];

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
      return [
        `${panel.answers.declined} (${answer.instead ? panel.namedInstead(short(answer.instead.name, 60)) : panel.declineReasons[answer.reason]})`,
        ...(answer.note ? [common.quoted(short(answer.note, detail.words))] : []),
      ].join(common.separator);
    case 'unreachable':
      return `${panel.answers.unreachable}${common.separator}${status.unreachable[answer.cause]}`;
    default:
      return panel.answers[answer.state];
  }
}
