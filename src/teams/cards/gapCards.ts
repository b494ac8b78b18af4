import type { Person } from '../../cases/case.ts';
import type { GapAnswer } from '../../swarm/events.ts';
import { asksFor, type StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { caseHeader, mayRead, namesIn } from './parts/caseHeader.ts';
import { type Card, card, execute, heading, subtle, text, title } from './parts/elements.ts';
import { fitted } from './parts/fit.ts';
import { longText, peopleInputs } from './parts/inputs.ts';
import { shutTeams } from './parts/reasons.ts';
import { short } from './parts/text.ts';
import { mostElsewhere } from './verbs.ts';

/**
 * Asks a lead, or who is on call, what to do, as nobody is left to ask for a technology: name somebody, send them elsewhere, or go on
 * without. `little`: who knows a little of it or wants to learn it, those who know most first. Of a restricted case it tells no more
 * than an invitation does.
 */
export function gapLeadCard(
  state: StartedSwarm,
  { technology, little }: { technology: string; little: Person[] },
  reader: Reader,
): Card {
  const { gaps: words, panel, common } = messages(reader.language);
  const nameOf = namesIn(state, reader);
  const name = words.askTitle(nameOf(technology));
  const need = state.needs.find(({ detected }) => detected.technology === technology);
  const carried = { swarmId: state.swarmId, gapOf: technology };
  const coordinator = short(state.coordinator.name, 60);
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(name, tried(state, technology, reader)),
      body: [
        title(name),
        text(subtle(common.caseNumber(short(state.case.id, 60))), { spacing: 'None' }),
        mayRead(state, reader.personId) ? caseHeader(state, reader, detail.words) : [],
        text(words.intro(coordinator)),
        text(tried(state, technology, reader), { spacing: 'Small' }),
        ...shutTeams(need?.shut ?? [], reader),
        heading(words.name),
        ...(little.length > 0 ? [text(subtle(words.little), { spacing: 'Small' })] : []),
        ...peopleInputs(
          'gapPerson',
          { label: panel.person, choose: panel.personHint, type: panel.personTyped, typeHint: common.nameOrMail },
          little.slice(0, detail.people).map((each) => ({ ...each, name: withStanding(state, each, reader) })),
          'one',
        ),
        heading(words.elsewhere),
        longText('gapElsewhere', words.elsewhereField, { placeholder: words.elsewhereHint, maxLength: mostElsewhere }),
      ],
      actions: [
        execute('gap-name', words.askThem, carried, 'positive'),
        execute('gap-elsewhere', words.tell(coordinator), carried),
        execute('gap-without', words.without, carried),
      ],
    }),
  );
}

/** The name, and why they are not in it, for who was asked already: whoever names them knows that they ask once more. */
function withStanding(state: StartedSwarm, { id, name }: Person, reader: Reader): string {
  const { before } = messages(reader.language).gaps;
  const answer = state.invitations.findLast(({ person }) => person.id === id)?.answer.state;
  return answer === 'declined' || answer === 'left' || answer === 'expired' || answer === 'unreachable'
    ? before[answer](short(name, 35))
    : name;
}

/** How many were asked for it, and what they said. */
function tried(state: StartedSwarm, technology: string, reader: Reader): string {
  const { gaps: words } = messages(reader.language);
  const asked = state.invitations.filter((each) => asksFor(each, technology));
  const count = (...states: string[]) => asked.filter(({ answer }) => states.includes(answer.state)).length;
  return asked.length === 0
    ? words.nobodyAsked
    : words.tried(asked.length, count('declined', 'left'), count('expired'), count('unreachable'));
}

/** What the question becomes once it is answered, or when it is too late for that. */
export function gapAnsweredCard(state: StartedSwarm, technology: string, reader: Reader): Card {
  const { gaps: words, common } = messages(reader.language);
  const ask = state.gapAsks.find((each) => each.technology === technology);
  const name = words.answeredTitle(namesIn(state, reader)(technology));
  const line = ask?.answer ? gapAnswerLine(ask.answer, reader) : messages(reader.language).refusals['gap-over'];
  return card({
    language: reader.language,
    spoken: common.sentences(name, line),
    body: [
      title(name),
      text(subtle(common.caseNumber(short(state.case.id, 60))), { spacing: 'None' }),
      text(line),
      ...(ask?.answer
        ? [text(subtle(words.thanks(short((ask.told ?? state.coordinator).name, 60))), { spacing: 'Small' })]
        : []),
    ],
  });
}

/** What a lead said, in a sentence. */
export function gapAnswerLine(answer: GapAnswer, reader: Reader): string {
  const { gaps: words } = messages(reader.language);
  switch (answer.kind) {
    case 'named':
      return words.named(short(answer.person.name, 60));
    case 'elsewhere':
      return words.told(short(answer.words, 500));
    case 'without':
      return words.goesWithout;
    default:
      return answer satisfies never;
  }
}
