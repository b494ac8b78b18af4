import { z } from 'zod';
import { cut } from '../../language/cut.ts';
import type { Language } from '../../language/language.ts';
import { type Article, articleParts, type ModelWords } from '../../swarm/events.ts';
import { fixKindLines } from '../../swarm/fixKindLines.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import { promptsFor } from '../prompts/prompts.ts';
import { recordOf, textsOf } from './record.ts';
import { isIn, withoutForeignAddresses } from './safeWords.ts';
import type { Writing } from './writing.ts';

/** Of the tokens of a request so large a part is for what is given: the article may be as long. */
const shareGiven = 0.4;

const part = z.string().max(8_000);
const shape = z.strictObject({
  title: z.string().trim().min(1).max(300),
  ...{ problem: part, environment: part, cause: part, fix: part, found: part },
});

/**
 * The article of a resolved swarm in one language, proposed to who edits it: as somebody saved it last, or else from the swarm's
 * record.
 */
export function article(state: StartedSwarm, language: Language, tokensARequest: number): Writing<typeof shape> {
  const share = tokensARequest * shareGiven;
  const outcome = state.status === 'resolved' && state.outcome.kind === 'resolved' ? state.outcome : null;
  // A workaround must not read as the end of it. A saved article says so, or somebody took it out.
  const kind = outcome?.fixKind && !state.article ? [fixKindLines[language][outcome.fixKind]] : [];
  const record = state.article ? shortened(state.article.article, share) : recordOf(state, share);
  return {
    system: promptsFor(language).article,
    given: record,
    shape,
    wordsOf(wrote): ModelWords | null {
      const safe = (name: keyof Article): string => withoutForeignAddresses(wrote[name].trim(), textsOf(record));
      const [title, problem, environment, cause, fix, found] = articleParts.map(safe) as [
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      const it: Article = { title, problem, environment, cause, fix: [fix, ...kind].join('\n'), found };
      return isIn([problem, cause, fix].join('\n'), language) ? { of: 'article', article: it } : null;
    },
  };
}

const shortened = (saved: Article, share: number): Record<string, string> =>
  Object.fromEntries(articleParts.map((name) => [name, cut(saved[name], Math.floor(share / articleParts.length))]));
