import type { GivenThanks, StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { caseHeader, mayRead } from './parts/caseHeader.ts';
import { type Card, card, execute, text, title } from './parts/elements.ts';
import { fitted } from './parts/fit.ts';
import { languageOfWords } from './parts/otherLanguage.ts';
import { short } from './parts/text.ts';
import { quotedWords } from './parts/thanks.ts';

/** A word of thanks, or what the customer said, for somebody it is meant for. */
export function thanksCard(state: StartedSwarm, given: GivenThanks, reader: Reader): Card {
  const { thanks: words, common, status } = messages(reader.language);
  const id = short(state.case.id, 60);
  const by = short(given.by.name, 60);
  const name = given.praise ? words.praiseTitle(id) : words.title(by, id);
  const line = given.praise ? words.praiseLine[given.words ? 'words' : 'none'](by) : words.line;
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(name, line, short(given.words, 200)),
      body: [
        title(name),
        mayRead(state, reader.personId) ? caseHeader(state, reader, detail.words) : [],
        text(line),
        ...quotedWords(given.words, detail),
        ...languageOfWords(state, reader, given.words),
      ],
      actions: [execute('refresh', status.standing, { swarmId: state.swarmId, card: 'plan' })],
    }),
  );
}
