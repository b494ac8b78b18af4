import type { StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { day } from '../languages/moment.ts';
import type { Recurrence } from '../ports.ts';
import { fixName } from './outcomeCard.ts';
import {
  bold,
  box,
  buttons,
  type Card,
  type Column,
  card,
  execute,
  link,
  open,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { languageOfWords, paragraphs } from './parts/otherLanguage.ts';
import { short } from './parts/text.ts';

/**
 * For a lead: the same cause again, the swarms side by side, and what would prevent the next. `state`: of the newest, whose people can
 * explain what the lead does not read.
 */
export function recurringCard(
  { count, swarms, prevention, page }: Recurrence,
  state: StartedSwarm,
  reader: Reader,
): Card {
  const { recurring, common } = messages(reader.language);
  const name = recurring.title(count);
  const foreign = swarms
    .flatMap(({ title: about, rootCause, fix }) => [rootCause, fix, about])
    .map((words) => languageOfWords(state, reader, words))
    .find((help) => help.length > 0);
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(name, recurring.prevention[prevention]),
      body: [
        title(name),
        text(recurring.intro),
        { type: 'ColumnSet', spacing: 'Medium', columns: swarms.map((each) => column(each, reader, detail)) },
        ...(foreign ? [box(foreign, 'emphasis', { spacing: 'Medium' })] : []),
        text(bold(recurring.prevents), { spacing: 'Medium' }),
        text(recurring.prevention[prevention], { spacing: 'Small' }),
        text(subtle(recurring.inTab), { spacing: 'Small' }),
        buttons([
          execute('open-card', recurring.give, { swarmId: state.swarmId, steering: 'yes' }),
          ...open(recurring.open, page),
        ]),
      ],
    }),
  );
}

function column(
  { caseId, title: about, rootCause, fix, fixKind, closedAt, url }: Recurrence['swarms'][number],
  reader: Reader,
  detail: Detail,
): Column {
  const { common, status } = messages(reader.language);
  const brief = { ...detail, passage: Math.min(detail.passage, 240), lines: Math.min(detail.lines, 5) };
  return {
    type: 'Column',
    width: 'stretch',
    items: [
      text(link(common.caseNumber(short(caseId, 40)), url)),
      text(subtle(day(closedAt, reader)), { spacing: 'None' }),
      text(bold(short(about, Math.min(80, detail.words))), { spacing: 'Small' }),
      text(subtle(status.rootCause), { spacing: 'Small' }),
      ...paragraphs(rootCause, brief),
      text(subtle(fixName(fixKind, reader)), { spacing: 'Small' }),
      ...paragraphs(fix, brief),
    ],
  };
}
