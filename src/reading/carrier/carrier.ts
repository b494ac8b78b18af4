import { compatible } from '../../language/compatible.ts';
import { sentencesOf } from '../courtesy.ts';
import type { Carrier } from './carrierKind.ts';
import { carrierInEnglish } from './english.ts';
import { carrierInJapanese } from './japanese.ts';

/**
 * Whether a line tells nothing but by what a message came or is kept: 「このメールは Exchange Online により暗号化されています。」,
 * `Scanned by Microsoft Defender`. Each of its sentences is read word by word against a grammar of closed lists (a product is a name
 * written as names are), but for what goes before it of why, and that nothing was found. What goes on (…されていますが、開けません,
 * `… and sent in clear text`), asks or denies is null. A sentence of messages at large makes it of messages at large.
 * What stands around it is not looked at: carrierLines.ts does.
 */
export function carrierOf(line: string): Carrier | null {
  if (line.length > longestRead || !mayTell.test(line)) return null;
  const words = compatible(line);
  let told: Carrier | null = null;
  for (const { words: sentence } of sentencesOf(words, 0, words.length)) {
    const bare = sentence.replace(marksBefore, '').replace(marksAfter, '');
    if (bare === '') continue;
    const carrier = japanese.test(bare) ? carrierInJapanese(bare) : carrierInEnglish(bare);
    if (carrier === null) return null;
    if (carrier !== 'nothingFound' && told !== 'anyMessage') told = carrier;
  }
  return told;
}

const longestRead = 300;
const japanese = /[\u3041-\u309f]|[\u4e00-\u9fff]/u;
/** An end that one of the verbs has: most lines need not be read. */
const mayTell = /(?:ed|nt|tten|pt)\b|済|され|して(?:い|お)|しま|られ(?:て|ま)|完了|行(?:って|い)|届い/iu;
/** What stands around it: stars, brackets, bullets, and the full stop. */
const marksBefore = /^[\s*※★☆■●◆・#=<>[\](){}【】（）|~–—-]+/u;
const marksAfter = /[\s*★☆#=<>[\](){}【】（）|~–—.。!！-]+$/u;
