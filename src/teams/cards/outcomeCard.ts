import type { FixKind } from '../../swarm/events.ts';
import type { ClosedSwarm } from '../../swarm/state.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { duration } from '../languages/moment.ts';
import { caseHeader, namesIn } from './parts/caseHeader.ts';
import { box, type Card, card, type Element, fact, heading, title } from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { inReadersLanguage } from './parts/otherLanguage.ts';
import { passage, short } from './parts/text.ts';

/** What came of a swarm, posted in its channel: read by those who are in it. */
export function outcomeCard(state: ClosedSwarm, reader: Reader): Card {
  return fitted((detail) => {
    const { status, common } = messages(reader.language);
    const id = short(state.case.id, 60);
    const name = state.status === 'resolved' ? status.resolvedTitle(id) : status.cancelledTitle(id);
    return card({
      language: reader.language,
      spoken: common.sentences(name),
      body: [
        title(name),
        caseHeader(state, reader, detail.words),
        outcomeLines(state, reader, detail),
        fact(common.coordinator, short(state.coordinator.name, 60)),
      ],
    });
  });
}

/** Root cause, fix, technologies and credits of a resolved swarm; the reason of a cancelled one. */
export function outcomeLines(state: ClosedSwarm, reader: Reader, detail: Detail): Element {
  const { status, common } = messages(reader.language);
  const { outcome } = state;
  const took = fact(status.took, duration(state.startedAt, state.closedAt, reader));
  if (outcome.kind === 'cancelled')
    return box([fact(status.reason, passage(outcome.reason, detail.passage, detail.lines)), took], 'emphasis', {
      spacing: 'Medium',
    });
  const nameOf = namesIn(state, reader, 40);
  const technologies = outcome.technologies.slice(0, detail.technologies).map(nameOf);
  const credits = outcome.credits.slice(0, detail.people).map((each) => short(each.name, 40));
  return box(
    [
      heading(status.rootCause, {}),
      ...inReadersLanguage(outcome.rootCause, state, reader, detail),
      heading(fixName(outcome.fixKind, reader)),
      ...inReadersLanguage(outcome.fix, state, reader, detail),
      fact(status.technologies, technologies.length > 0 ? listed(technologies, reader) : common.none, {
        spacing: 'Medium',
      }),
      fact(status.credits, credits.length > 0 ? listed(credits, reader) : common.nobody),
      took,
    ],
    'emphasis',
    { spacing: 'Medium' },
  );
}

/** What the fix is called: with whether it is a workaround or final, where somebody said. */
export function fixName(kind: FixKind | null, reader: Reader): string {
  const { status } = messages(reader.language);
  return kind === null ? status.fix : status.fixAs[kind];
}
