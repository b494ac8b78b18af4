import type { Relay } from '../../../swarm/events.ts';
import {
  type InvitationRecord,
  isPending,
  isRelayOpen,
  noteOf,
  type ProposedRelay,
  type RunningSwarm,
  type StartedSwarm,
} from '../../../swarm/state.ts';
import { listed, messages, type Reader } from '../../languages/language.ts';
import { moment } from '../../languages/moment.ts';
import { namesIn } from './caseHeader.ts';
import { type Action, apart, bold, buttons, type Element, execute, heading, show, subtle, text } from './elements.ts';
import type { Detail } from './fit.ts';
import { peopleInputs } from './inputs.ts';
import { editNote, noteInputs } from './note.ts';
import { short } from './text.ts';

type RelayAsked = { name: string; lines: Element[]; actions: Action[] };

/**
 * What the coordinator is asked when a working time ends: who goes on. With the people who could, the status note to be edited, and
 * one press for each; or what became of it. `at`: when that was (ISO, UTC); of a card that does not say, the last time.
 */
export function relayAsked(state: StartedSwarm, at: string, reader: Reader, detail: Detail): RelayAsked {
  const { relay: words, status } = messages(reader.language);
  const last = state.relays.find((each) => each.at === at) ?? state.relays.at(-1);
  const name = (last?.of === 'experts' ? words.titleToHelp : words.title)(short(state.case.id, 60));
  if (state.status !== 'running' || !last) return { name, lines: [text(status.noticeDone)], actions: [] };
  if (!isRelayOpen(state, last))
    return { name, lines: [text(words.over(short(state.coordinator.name, 60)))], actions: [] };
  const asked = state.invitations.filter(
    (each) => isPending(each) && each.invitedAt >= last.at && (each.takesOver || isProposed(last, each.person.id)),
  );
  const names = (those: InvitationRecord[]) =>
    listed(
      those.map(({ person }) => short(person.name, 60)),
      reader,
    );
  const toTakeOver = asked.filter(({ takesOver }) => takesOver);
  const toHelp = asked.filter(({ takesOver }) => !takesOver);
  const ends = moment(last.ends, reader);
  return {
    name,
    lines: [
      text(
        last.of === 'coordinator' ? words.coordinatorEnds(ends) : words.expertEnds(short(last.leaving.name, 60), ends),
      ),
      ...(toTakeOver.length > 0
        ? [text(bold(words.asked(names(toTakeOver), toTakeOver.length)), { spacing: 'Small' })]
        : []),
      ...(toHelp.length > 0 ? [text(bold(words.askedToHelp(names(toHelp), toHelp.length)), { spacing: 'Small' })] : []),
      ...candidates(state, last, asked.length > 0, reader, detail),
      ...(toTakeOver.length > 0 || (last.of === 'coordinator' && left(state, last).length > 0)
        ? [text(words.unchanged, { spacing: 'Small' })]
        : []),
      ...(last.of === 'coordinator' ? noteToGo(state, reader) : []),
    ],
    actions: asking(state, last, reader),
  };
}

/** Letters of the JSON of a note that still fits beside the people; a longer one has its form in a message of its own. */
const mostLettersHere = 5_500;

function noteToGo(state: RunningSwarm, reader: Reader): Element[] {
  const { relay: words } = messages(reader.language);
  const fits = JSON.stringify(noteOf(state) ?? {}).length <= mostLettersHere;
  return [
    text(words.noteIntro),
    ...(fits ? noteInputs(state, reader) : [buttons([editNote(state, reader)], { spacing: 'Small' })]),
  ];
}

const isProposed = ({ relays }: ProposedRelay, id: string): boolean => relays.some(({ person }) => person.id === id);

/** Who was proposed and has not been asked since. */
function left(state: StartedSwarm, { relays, at }: ProposedRelay): Relay[] {
  const asked = new Set(state.invitations.filter(({ invitedAt }) => invitedAt >= at).map(({ person }) => person.id));
  return relays.filter(({ person }) => !asked.has(person.id));
}

function candidates(
  state: RunningSwarm,
  proposed: ProposedRelay,
  isAsked: boolean,
  reader: Reader,
  detail: Detail,
): Element[] {
  const { relay: words, common } = messages(reader.language);
  const isCoordinator = proposed.of === 'coordinator';
  const nameOf = namesIn(state, reader, 40);
  const people = left(state, proposed);
  if (people.length === 0 && isAsked) return [];
  if (people.length === 0) return [text(bold(isCoordinator ? words.nobody : words.nobodyToHelp))];
  return [
    heading(isCoordinator ? words.who : words.whoHelps),
    ...people.map(({ person, from, technologies, for: reasons }) => {
      const isOwner = person.id === state.case.owner.id;
      const isIn = state.invitations.some((each) => each.person.id === person.id && each.answer.state === 'accepted');
      const said = [
        from === null ? words.atWork : words.starts(moment(from, reader)),
        ...(technologies.length > 0
          ? [
              words.covers(
                listed(technologies.slice(0, detail.technologies).map(nameOf), reader),
                technologies.length,
                state.needs.length,
              ),
            ]
          : []),
        ...(isOwner ? [words.ownsCase] : isIn ? [words.isIn] : []),
        ...(reasons.some(({ code }) => code === 'speaks') ? [words.speaks] : []),
      ];
      return text([bold(short(person.name, 60)), subtle(`${apart}${said.join(common.separator)}`)], {
        spacing: 'Small',
      });
    }),
  ];
}

function asking(state: RunningSwarm, proposed: ProposedRelay, reader: Reader): Action[] {
  const { relay: words, panel, common } = messages(reader.language);
  const noteVersion = state.notes.at(-1)?.version ?? 0;
  const carried = { swarmId: state.swarmId, relay: proposed.of, relayAt: proposed.at, noteVersion };
  const name = proposed.of === 'coordinator' ? words.ask : words.askToHelp;
  return [
    ...left(state, proposed).map(({ person }, index) =>
      execute(
        'offer-relay',
        name(short(person.name, 40)),
        { ...carried, relayTo: person.id, relayToTyped: '' },
        index === 0 ? 'positive' : undefined,
      ),
    ),
    show(
      words.askOther,
      peopleInputs(
        'relayTo',
        { label: words.whom, choose: panel.personHint, type: panel.personTyped, typeHint: common.nameOrMail },
        [],
        'one',
      ),
      [execute('offer-relay', words.sendOther, carried)],
    ),
  ];
}
