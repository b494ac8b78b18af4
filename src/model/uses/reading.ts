import { z } from 'zod';
import { cut } from '../../language/cut.ts';
import type { Language } from '../../language/language.ts';
import type { ModelWords } from '../../swarm/events.ts';
import { problemOf } from '../../swarm/ownWords.ts';
import type { ProposedSwarm } from '../../swarm/state.ts';
import { promptsFor } from '../prompts/prompts.ts';
import { isIn, withoutForeignAddresses } from './safeWords.ts';
import type { Writing } from './writing.ts';

/** Of the tokens of a request so large a part is for what is given. */
const shareGiven = 0.4;

const shape = z.strictObject({ technologies: z.array(z.string().max(200)).max(10), problem: z.string().max(600) });

/** So many are proposed: more than a case has would be a list to tick off, not a reading. */
const mostNamed = 6;
/** A name of a technology: letters, digits, and the signs that stand in names. Nothing of a sentence, an address or a mention. */
const name = /^[\p{L}\p{N}][\p{L}\p{N} .+#/&()_・ー-]{0,39}$/u;

/**
 * What a case that the words of the registry say little of is about: names of technologies, and the problem in a sentence. Both are
 * only proposed, in the form that changes the plan.
 */
export function reading(state: ProposedSwarm, language: Language, tokensARequest: number): Writing<typeof shape> {
  const { title, product } = state.case;
  const given = {
    title: cut(title, 300),
    problem: cut(problemOf(state), Math.floor(tokensARequest * shareGiven)),
    ...(product && { product: cut(product, 100) }),
  };
  return {
    system: promptsFor(language).reading,
    given,
    shape,
    wordsOf(wrote): ModelWords | null {
      const names = wrote.technologies.map((each) => each.trim()).filter((each) => name.test(each));
      const technologies = [...new Set(names)].slice(0, mostNamed);
      const said = withoutForeignAddresses(wrote.problem.replace(/\s+/g, ' ').trim(), Object.values(given));
      const problem = isIn(said, language) ? said : '';
      return technologies.length > 0 ? { of: 'reading', technologies, problem } : null;
    },
  };
}
