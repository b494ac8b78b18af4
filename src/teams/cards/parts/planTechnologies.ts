import type { DetectedTechnology } from '../../../detection/detectedTechnology.ts';
import type { Plan } from '../../../matching/plan.ts';
import { messages, named, type Reader } from '../../languages/language.ts';
import { apart, bold, type Element, heading, subtle, text } from './elements.ts';
import type { Detail } from './fit.ts';
import { more } from './planPeople.ts';
import { short } from './text.ts';

/**
 * The technologies of a plan: those people are asked for, and apart from them what past cases alone suggest. Each with
 * how sure it is and the words that spoke for it.
 */
export function planTechnologies({ technologies, possible = [] }: Plan, reader: Reader, detail: Detail): Element[] {
  const { plan } = messages(reader.language);
  const lines = (found: readonly DetectedTechnology[]): Element[] => [
    ...found.slice(0, detail.technologies).map((each) => line(each, reader)),
    ...more(found.length - detail.technologies, reader),
  ];
  return [
    heading(plan.technologies),
    ...(technologies.length === 0 ? [text(plan.noTechnology, { spacing: 'Small' })] : lines(technologies)),
    ...(possible.length === 0
      ? []
      : [text([bold(plan.possible), apart, subtle(plan.possibleAdvice)], { spacing: 'Medium' }), ...lines(possible)]),
  ];
}

function line({ name, confidence, evidence }: DetectedTechnology, reader: Reader): Element {
  const { plan, common } = messages(reader.language);
  const title = bold(short(named(name, reader), 60));
  if (evidence.some(({ kind }) => kind === 'named'))
    return text([title, apart, { type: 'TextRun', text: plan.namedByHand, italic: false }], { spacing: 'Small' });
  const spoken = [...new Set(evidence.map(({ words }) => short(words, 40)).filter((part) => part !== ''))];
  const why = spoken.length > 0 ? [apart, common.quotes(spoken.slice(0, 3))] : [];
  return text([title, apart, subtle(plan.sure(percent(confidence))), ...why], { spacing: 'Small' });
}

/** Whole per cent of a chance in 0..1; nothing that was only read is certain, and what is told is not nothing. */
const percent = (confidence: number): number => Math.min(99, Math.max(1, Math.round(confidence * 100)));
