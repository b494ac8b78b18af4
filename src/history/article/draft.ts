import { createUrgency } from '../../cases/typedUrgency.ts';
import { withoutDemands } from '../../detection/withoutDemands.ts';
import { cut } from '../../language/cut.ts';
import { type Language, languages } from '../../language/language.ts';
import { foldedName } from '../../reading/foldedName.ts';
import { sectionsOf } from '../../reading/matter.ts';
import type { Article, NoteField } from '../../swarm/events.ts';
import { fixKindLines } from '../../swarm/fixKindLines.ts';
import { type ClosedSwarm, noteOf } from '../../swarm/state.ts';

/** What a name is called in a language; an id that nobody knows any more stays as it is. */
export type NameOf = (technology: string, language: Language) => string;

/**
 * The article of a resolved swarm as its own record tells it, in the language of its case: no word that is not there. How urgent
 * it was, until when it was wanted, greetings and signatures stay out; lines of a log stay in: people search for errors. Whoever edits
 * it takes out what else names the customer.
 */
export function draftOf(state: ClosedSwarm, nameOf: NameOf): Article {
  const { language, title, description } = state.case;
  const { outcome } = state;
  const resolved = outcome.kind === 'resolved' ? outcome : null;
  const kind = resolved?.fixKind ? fixKindLines[language][resolved.fixKind] : null;
  return {
    title: saidBeside(urgency.typed(title).rest),
    problem: cut(saidBeside(sectionsOf(description, null)), 4000),
    environment: environmentOf(state, nameOf, language),
    cause: resolved?.rootCause ?? '',
    fix: [resolved?.fix ?? '', ...(kind ? [kind] : [])].join('\n'),
    found: foundBy(state, nameOf).join('\n'),
  };
}

/** Where nothing else is said than until when it is wanted, that. */
const saidBeside = (said: string): string => withoutDemands(said) || said;

/** The product of its case and the technologies that it truly was, in a language; each once, whatever it is called in the other. */
export function environmentOf(state: ClosedSwarm, nameOf: NameOf, language: Language): string {
  const { product } = state.case;
  const technologies = state.outcome.kind === 'resolved' ? state.outcome.technologies : [];
  const known = new Set(technologies.flatMap((each) => languages.map((spoken) => foldedName(nameOf(each, spoken)))));
  return [
    ...(product && !known.has(foldedName(product)) ? [product] : []),
    ...technologies.map((each) => nameOf(each, language)),
  ].join('\n');
}

const urgency = createUrgency();

/** What was only planned when it ended was perhaps never done. */
const wayFields = ['known', 'tried', 'waitingFor'] as const satisfies readonly NoteField[];

/**
 * How it was found: what was noted, said and asked, who left what, and what it was thought to be at first. Where that was it, the
 * environment names it already.
 */
function foundBy(state: ClosedSwarm, nameOf: NameOf): string[] {
  const { language } = state.case;
  const said = words[language];
  const note = noteOf(state);
  const first = state.plan.technologies.map(({ technology }) => nameOf(technology, language));
  const resolved = state.outcome.kind === 'resolved' ? state.outcome.technologies : [];
  const truly = resolved.map((each) => nameOf(each, language));
  const wasKnown = first.length === truly.length && first.every((each) => truly.includes(each));
  return [
    ...(first.length > 0 && !wasKnown ? [said.first(first.join(said.comma))] : []),
    ...(note ? wayFields.flatMap((field) => note[field].flatMap(({ text }) => told(text, said.note[field]))) : []),
    ...state.invitations.flatMap(({ answer }) => (answer.state === 'left' ? told(answer.known, said.left) : [])),
    ...state.views.flatMap(({ text }) => told(text, said.view)),
    ...(truly.length > 0 && !wasKnown ? [said.truly(truly.join(said.comma))] : []),
  ];
}

function told(text: string, line: (text: string) => string): string[] {
  const left = withoutDemands(text);
  return left === '' ? [] : [line(left)];
}

const words: Record<
  Language,
  {
    comma: string;
    note: Record<(typeof wayFields)[number], (text: string) => string>;
    first: (technologies: string) => string;
    truly: (technologies: string) => string;
    left: (text: string) => string;
    view: (text: string) => string;
  }
> = {
  en: {
    comma: ', ',
    note: {
      known: (text) => `Known: ${text}`,
      tried: (text) => `Tried: ${text}`,
      waitingFor: (text) => `Waited for: ${text}`,
    },
    first: (technologies) => `At first it looked like: ${technologies}`,
    truly: (technologies) => `It truly was: ${technologies}`,
    left: (text) => `Found by somebody who left earlier: ${text}`,
    view: (text) => `Said by somebody in the swarm: ${text}`,
  },
  ja: {
    comma: '、',
    note: {
      known: (text) => `わかったこと: ${text}`,
      tried: (text) => `試したこと: ${text}`,
      waitingFor: (text) => `待っていたもの: ${text}`,
    },
    first: (technologies) => `当初疑った技術: ${technologies}`,
    truly: (technologies) => `実際に関係していた技術: ${technologies}`,
    left: (text) => `途中まで参加した人の所見: ${text}`,
    view: (text) => `参加者の意見: ${text}`,
  },
};
