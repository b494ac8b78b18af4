import { withoutCourtesy } from '../../../../language/courtesy.ts';
import { besideNumber } from '../besideNumber.ts';
import type { SwarmRequest } from '../request.ts';
import { englishFeature } from './english.ts';
import type { Feature } from './feature.ts';
import { japaneseFeature } from './japanese.ts';

/**
 * What somebody asks of the bot itself, of one of its features, in a sentence of their own: "how do I hand over a swarm?",
 * 「ナレッジに登録したい」. Every word of the sentence must be one of the feature or one that says nothing of a matter: whoever names
 * anything else, a product or a fault, tells a case. `words`: of usual signs. Null: it is no such question.
 */
export function askedOfBot(words: string): SwarmRequest | null {
  if (words.length > mostAsked || calledCase.test(words)) return null;
  const beside = besideNumber(words);
  // Two figures are a time or a count, and several numbers are no one case.
  const said = beside?.said ?? words;
  if (/\d/.test(said)) return null;
  const feature = featureIn(said) ?? featureIn(withoutCourtesy(said));
  return feature && requestFor(feature, beside?.caseId ?? null);
}

function featureIn(said: string): Feature | null {
  const bare = plain(said);
  return japanese.test(bare) ? japaneseFeature(bare) : englishFeature(bare);
}

/** Nobody asks how something is done at greater length. */
const mostAsked = 120;
/** `/swarm case` before words makes them a case, whatever they say; before a number it is what the number is. */
const calledCase = /^(?:case|ケース|案件)[\s:：]+(?!\S*\d)/iu;
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

const plain = (said: string): string =>
  said
    .replace(/[’‘]/gu, "'")
    .replace(/[\s,、。.!！?？:：;"“”「」()（）]+/gu, ' ')
    .trim();

function requestFor(feature: Feature, caseId: string | null): SwarmRequest {
  switch (feature) {
    case 'record':
    case 'skills':
      return { kind: feature };
    case 'history':
      return { kind: 'history', words: '' };
    default:
      return { kind: 'tells', about: feature, caseId };
  }
}
