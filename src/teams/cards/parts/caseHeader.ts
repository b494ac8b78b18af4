import type { Case } from '../../../cases/case.ts';
import type { DetectedTechnology } from '../../../detection/detectedTechnology.ts';
import { deadlineOf, type StartedSwarm, type SwarmState, wasStarted } from '../../../swarm/state.ts';
import { messages, named, type Reader } from '../../languages/language.ts';
import { moment } from '../../languages/moment.ts';
import { bold, coloured, type Element, fact, large, link, type Run, subtle, text } from './elements.ts';
import { lineTranslated } from './otherLanguage.ts';
import type { NameOf } from './reasons.ts';
import { short } from './text.ts';

export type KnownSwarm = Exclude<SwarmState, { status: 'none' }>;

/** The case in two or three lines: its title, how urgent it is, for whom, about what, and until when. */
export function caseHeader(state: KnownSwarm, reader: Reader, words: number): Element[] {
  const { common, model } = messages(reader.language);
  const theCase = state.case;
  const most = Math.max(words, 60);
  const translated = wasStarted(state) ? lineTranslated(theCase.title, state, reader) : null;
  const about = [theCase.customer, theCase.product].filter((each) => each !== null).map((each) => short(each, 60));
  return [
    text(large(short(translated?.line ?? theCase.title, most)), { spacing: 'Small' }),
    ...(translated
      ? [
          text(subtle(`${model.translated(model.languageName[translated.written])} ${short(theCase.title, most)}`), {
            spacing: 'None',
          }),
        ]
      : []),
    text(
      [
        severity(theCase, reader),
        subtle(['', ...about, ...(theCase.restricted ? [common.restrictedCase] : [])].join(common.separator)),
        ...(theCase.url ? [common.separator, link(common.openCase, theCase.url)] : []),
      ],
      { spacing: 'Small' },
    ),
    ...(theCase.askedBy ? [fact(common.askedBy, short(theCase.askedBy.name, 60))] : []),
    ...deadline(state, reader),
  ];
}

/** Until when the case is to be solved, where anybody said so. */
export function deadline(state: KnownSwarm, reader: Reader): Element[] {
  const at = deadlineOf(state);
  return at === null ? [] : [fact(messages(reader.language).common.deadline, bold(moment(at, reader)))];
}

/** The urgency in a word, coloured for the eye: `Critical`. */
export function severity(theCase: Pick<Case, 'severity'>, reader: Reader): Run {
  const { common } = messages(reader.language);
  const word = common.labelled(common.urgency, common.severity[theCase.severity]);
  switch (theCase.severity) {
    case 'critical':
      return coloured(word, 'Attention');
    case 'high':
      return coloured(word, 'Warning');
    default:
      return coloured(word, 'Default');
  }
}

/** Whether a person may read the case in a card: its people always; others only when it is not restricted. */
export function mayRead(state: KnownSwarm, personId: string): boolean {
  if (!state.case.restricted || state.case.owner.id === personId) return true;
  return (
    wasStarted(state) &&
    (state.coordinator.id === personId ||
      state.members.some((each) => each.person.id === personId) ||
      state.invitations.some((each) => each.person.id === personId && each.answer.state === 'accepted'))
  );
}

/** Names for the technologies a swarm knows of. One it does not know has no name: an id is nothing to show anybody. */
export function namesIn(state: KnownSwarm, reader: Reader, most = 60): NameOf {
  const known: DetectedTechnology[] = [
    ...state.plan.technologies,
    ...(state.plan.possible ?? []),
    ...(wasStarted(state) ? [...state.formerNeeds, ...state.needs.map((need) => need.detected)] : []),
  ];
  const names = new Map(known.map((each) => [each.technology, named(each.name, reader)]));
  return (technology) => short(names.get(technology) ?? messages(reader.language).common.someTechnology, most);
}

/** The address of the swarm's channel while there is one to go to. */
export const channelUrl = (state: StartedSwarm): string | null =>
  state.channel.status === 'open' || state.channel.status === 'archived' ? state.channel.channel.webUrl : null;
