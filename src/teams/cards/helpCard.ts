import { severities } from '../../cases/case.ts';
import { shippedUrgency } from '../../cases/typedUrgency.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { apart, type Card, card, heading, type Run, subtle, text, title } from './parts/elements.ts';

/** `/swarm help`. */
export function helpCard(reader: Reader, { shown } = shippedUrgency): Card {
  const { help, common } = messages(reader.language);
  const urgency = severities.map((each) =>
    common.labelled(common.severity[each], listed(shown[each][reader.language].map(common.quoted), reader)),
  );
  const typed = (command: string): Run => ({ type: 'TextRun', text: command, weight: 'Bolder' });
  return card({
    language: reader.language,
    spoken: help.spoken,
    body: [
      title(help.title),
      text(help.intro),
      heading(help.commands),
      ...help.command.map(([command, does]) => text([typed(command), `${apart}${does}`], { spacing: 'Small' })),
      text(subtle(help.mention), { spacing: 'Small' }),
      text(subtle(help.urgency(urgency.join(common.separator))), { spacing: 'Small' }),
      text(subtle(help.settings), { spacing: 'Small' }),
      heading(help.howTitle),
      ...help.how.map((line, index) => text(`${index + 1}. ${line}`, { spacing: 'Small' })),
    ],
  });
}
