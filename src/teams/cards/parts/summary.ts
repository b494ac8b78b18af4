import { hasNewsSince } from '../../../swarm/ownWords.ts';
import type { StartedSwarm } from '../../../swarm/state.ts';
import { messages, type Reader } from '../../languages/language.ts';
import { moment } from '../../languages/moment.ts';
import { box, type Element, heading, subtle, text, verbatim } from './elements.ts';
import type { Detail } from './fit.ts';
import { type OnCard, offer } from './otherLanguage.ts';
import { short } from './text.ts';

/**
 * How far the swarm has come, by a language model, marked as its words; the way to have one written, or written anew when somebody
 * said something since. Nothing where there is no model, or nothing yet to sum up.
 */
export function summaryLines(state: StartedSwarm, reader: Reader, detail: Detail, on: OnCard): Element[] {
  const { model } = messages(reader.language);
  if (state.status !== 'running' || state.lastWords === 0) return [];
  const { lines = [], asOf = 0, at = '' } = state.model.summaries[reader.language] ?? {};
  const isNew = hasNewsSince(state, asOf) || lines.length === 0;
  const name = lines.length > 0 ? model.summariseAnew : model.summarise;
  const offered = isNew ? offer(state, reader, on, { of: 'summary', name, waiting: model.summarising }) : [];
  if (lines.length === 0) return offered;
  return [
    box(
      [
        heading(model.summary, {}),
        ...lines.map((line) => verbatim(short(line, Math.min(detail.passage, 300)), { spacing: 'Small' })),
        text(subtle(model.summaryBy(moment(at, reader))), { spacing: 'Small' }),
        ...offered,
      ],
      'emphasis',
      { spacing: 'Medium' },
    ),
  ];
}
