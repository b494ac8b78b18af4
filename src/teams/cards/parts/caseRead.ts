import { isSuggested } from '../../../detection/detectedTechnology.ts';
import type { ProposedSwarm } from '../../../swarm/state.ts';
import { listed, messages, type Reader } from '../../languages/language.ts';
import { box, buttons, type Element, execute, fact, heading, subtle, text, verbatim } from './elements.ts';
import { short } from './text.ts';

/**
 * What a language model reads in the case of a plan, marked as that; or the way to have it read, where no word of the case names a
 * technology, or one names what nobody knows. Nothing where there is no model, or it may not be told of the case.
 */
export function caseRead(state: ProposedSwarm, reader: Reader): Element[] {
  const { model, plan } = messages(reader.language);
  const names = namesRead(state);
  const { read, asked, failed } = state.reading;
  if (read && names.length > 0)
    return [
      box(
        [
          heading(model.readTitle, {}),
          ...(read.problem && read.language === reader.language
            ? [verbatim(short(read.problem, 300), { spacing: 'Small' })]
            : []),
          fact(model.readNames, listed(names, reader), { spacing: 'Small' }),
          text(subtle(model.readAdvice(plan.change, plan.update)), { spacing: 'Small' }),
        ],
        'emphasis',
        { spacing: 'Medium' },
      ),
    ];
  const mayAsk = !state.case.restricted && reader.tongues?.model.includes('reading') === true;
  if (!mayAsk || !isOdd(state)) return [];
  if (asked.includes(reader.language)) return [text(subtle(model.reading), { spacing: 'Small' })];
  return [
    ...(failed?.language === reader.language ? [text(model.failed[failed.why], { spacing: 'Small' })] : []),
    buttons([execute('ask-model', model.read, { swarmId: state.swarmId, of: 'reading', card: 'plan' })]),
  ];
}

/** The names a model has read that the plan does not have. */
export function namesRead({ reading: { read }, plan }: ProposedSwarm): string[] {
  const known = new Set(plan.technologies.flatMap(({ name }) => Object.values(name).map((each) => each.toLowerCase())));
  return (read?.technologies ?? []).filter((each) => !known.has(each.toLowerCase()));
}

const isOdd = ({ plan: { technologies, unknown = [] } }: ProposedSwarm): boolean =>
  technologies.every(isSuggested) || unknown.length > 0;
