import { z } from 'zod';
import type { Language } from '../../language/language.ts';
import type { ModelWords } from '../../swarm/events.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import { promptsFor } from '../prompts/prompts.ts';
import { recordOf, textsOf } from './record.ts';
import { isIn, withoutForeignAddresses } from './safeWords.ts';
import type { Writing } from './writing.ts';

/** Of the tokens of a request so large a part is for what is given. */
const shareGiven = 0.5;

const shape = z.strictObject({ lines: z.array(z.string().max(600)).min(1).max(10) });

/** How far a swarm has come, for who joins late. */
export function summary(state: StartedSwarm, language: Language, tokensARequest: number): Writing<typeof shape> {
  const record = recordOf(state, tokensARequest * shareGiven);
  return {
    system: promptsFor(language).summary,
    given: record,
    shape,
    wordsOf({ lines }): ModelWords | null {
      const told = lines
        .map((line) => withoutForeignAddresses(line.replace(/\s+/g, ' ').trim(), textsOf(record)))
        .filter((line) => line !== '');
      return told.length > 0 && isIn(told.join('\n'), language) ? { of: 'summary', lines: told } : null;
    },
  };
}
