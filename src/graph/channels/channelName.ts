/**
 * The name of a swarm's channel, which Teams accepts: what people call the case, and as much of its title as fits. A
 * title that is too long ends with a whole word. `turn` counts from 1 and grows when something else holds the name:
 * then the swarm's mark stands at its end. Without a title (a restricted case) the name tells nothing about the case
 * but its id.
 */
export function channelName(swarm: { swarmId: string; caseId: string; title: string | null }, turn = 1): string {
  const mark = `(${markOf(swarm.swarmId)}${turn > 2 ? `-${turn - 1}` : ''})`;
  const end = turn > 1 ? ` ${mark}` : '';
  const caseId = cut(tamed(swarm.caseId), longestCaseId);
  const title = cutAtWord(tamed(swarm.title ?? ''), longestName - `${caseId} ${end}`.length);
  // No name may begin with these, nor end with a full stop.
  const opening = tamed(`${caseId} ${title}`)
    .replace(/_vti_/gi, ' ')
    .replace(/^[\s_.]+|[\s.]+$/g, '')
    .trim();
  if (opening === '') return mark;
  return reserved.test(opening) && end === '' ? `${opening} ${mark}` : `${opening}${end}`;
}

/** Words that are no names by themselves (platform.md 2.1). */
const reserved = /^(?:forms|con|conin\$|conout\$|prn|aux|nul|com\d|lpt\d|desktop\.ini)$/i;
const longestName = 50;
const longestCaseId = 20;

/** A few characters of a swarm's id: enough to tell swarms apart in one list of channels. */
function markOf(swarmId: string): string {
  const plain = swarmId.replace(/[^0-9a-z]/gi, '').toLowerCase();
  return plain.slice(0, 8) || 'swarm';
}

/**
 * Text without what Teams forbids in channel names (platform.md 2.1), and without what would let a case's title turn
 * the text around or hide in it: controls, format and direction marks, halves of characters.
 */
function tamed(text: string): string {
  return text
    .toWellFormed()
    .replace(/[~#%&*{}+/\\:<>?|'",\uFFFD]|\p{Cc}|\p{Cf}|\p{Co}|\p{Cn}|[\u2028\u2029]/gu, ' ')
    .replace(/_vti_/gi, ' ')
    .replace(/\.{2,}/g, '.')
    .replace(/\s+/g, ' ')
    .trim();
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text in at most so many UTF-16 units, never through the middle of what a reader sees as one character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > most) break;
    kept += segment;
  }
  return kept.trim();
}

/**
 * As `cut`, and not within a word that began lately; Japanese and other writing without spaces ends with any character.
 * Nothing stands at the end that only leads on to what was cut off.
 */
function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = cut(text, most);
  const begun = inWord.test(text.slice(kept.length)) ? (lastWord.exec(kept)?.[0] ?? '') : '';
  const isNear = begun.length <= most / 2 && begun.length < kept.length;
  return (isNear ? kept.slice(0, kept.length - begun.length) : kept).replace(leadingOn, '');
}

const unspaced = ['Han', 'Hira', 'Kana', 'Thai', 'Laoo', 'Khmr', 'Mymr'].map((script) => `\\p{scx=${script}}`).join('');
const ofWord = `[^\\s${unspaced}\\p{Extended_Pictographic}\\p{Ps}\\p{Pe}]`;
const inWord = new RegExp(`^${ofWord}`, 'u');
const lastWord = new RegExp(`${ofWord}+$`, 'u');
const leadingOn = /(?:(?![\p{Pe}\p{Pf}!！？])[\s\p{P}\p{Sm}])+$/u;
