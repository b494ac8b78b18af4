import type { Language } from '../../../language/language.ts';
import type { ModelFault } from '../../../swarm/events.ts';

/** What a language model wrote, and what stands there without one. */
export const model = {
  languageName: { en: 'English', ja: 'Japanese' } satisfies Record<Language, string>,
  // For who reads another language than something is written in; `count`: of the people.
  ask: (written: string, people: string, count: number) =>
    `Some of this is written in ${written}. You can ask ${people}: ${count === 1 ? 'they speak' : count === 2 ? 'both of them speak' : 'all of them speak'} it.`,
  askNobody: (written: string) =>
    `Some of this is written in ${written}. Nobody in the swarm is listed as speaking both.`,
  // For who wrote it.
  notReadBy: (people: string, count: number, written: string) =>
    `${people} ${count === 1 ? 'is' : 'are'} not listed as reading ${written}, in which you wrote.`,
  explainedBy: (people: string) => `${people} can explain it.`,
  translate: 'Translate',
  translating: 'A language model is translating it. This card changes by itself.',
  // On a form into which something was typed.
  translatingBeside: 'A language model is translating it. What you typed stays; look whenever you like.',
  look: 'Look for the translation',
  /** `written`: the language it was written in. */
  translated: (written: string) => `Translated from ${written} by a language model; may be wrong. Original:`,
  summary: 'So far, in short',
  /** `moment`: until when it tells. */
  summaryBy: (moment: string) =>
    `Written by a language model, ${moment}; it may be wrong. What people wrote themselves is on this card, too.`,
  summarise: 'Sum it up',
  summariseAnew: 'Sum it up anew',
  summarising: 'A language model is summing it up. This card changes by itself.',
  // On a plan that words say little of.
  read: 'Have a language model read it',
  reading: 'A language model is reading the case. This card changes by itself.',
  readTitle: 'As a language model reads it',
  readNames: 'It may be about',
  /** `form`, `button`: what they are called on the card. */
  readAdvice: (form: string, button: string) =>
    `By a language model; may be wrong. The names stand in “${form}”, for you to change: nobody is asked, and nothing is added, until you press “${button}”.`,
  readInForm: 'Filled in as a language model reads the case: check it.',
  failed: {
    off: 'There is no language model for this any more.',
    restricted: 'The case is restricted: nothing of it is told to a language model.',
    busy: 'The language model is busy. Try again later.',
    spent: 'What may be used of the language model in a day was used up. Try again the day after.',
    'no-answer': 'The language model did not answer.',
    refused: 'The language model refused to write this.',
    unusable: 'What the language model wrote could not be used.',
  } satisfies Record<ModelFault, string>,
};
