import { type Courtesy, courtesyWords } from './courtesyWords.ts';

/** By what they say. A phrase is told as a whole: "thanks" is one, "thanksgiving" is none. */
const patterns = (['greeting', 'thanks', 'noted', 'request'] as const).map((courtesy) => {
  const [en, ja] = (['en', 'ja'] as const).map((language) =>
    courtesyWords[language].flatMap(({ says, said }) => (says === courtesy ? (said ?? []) : [])).join('|'),
  );
  return { courtesy, pattern: new RegExp(`(?<![\\p{L}\\p{N}'])(?:${en})(?![\\p{L}\\p{N}'])|${ja}`, 'giu') };
});

/** The text without its courtesies; what stood around them stays as it was. */
export function withoutCourtesy(text: string): string {
  let rest = text;
  for (const { pattern } of patterns) rest = rest.replace(pattern, ' ');
  return rest;
}

/** What somebody said who said nothing but courtesies, to the bot by its name or not; null when they said more. */
export function onlyCourtesy(text: string): Courtesy | null {
  if (text.length > longestCourtesy) return null;
  const hasSmile = /\p{Extended_Pictographic}/u.test(text);
  const rest = withoutCourtesy(text).replace(addressed, ' ');
  if (/[\p{L}\p{N}]/u.test(rest)) return null;
  const said = patterns.filter(({ pattern }) => text.match(pattern) !== null).map(({ courtesy }) => courtesy);
  const [first] = order.filter((courtesy) => said.includes(courtesy));
  return first ?? (hasSmile ? 'noted' : null);
}

/** Nobody greets at greater length (UTF-16 units). */
const longestCourtesy = 500;

/** Thanks are answered before a greeting, a greeting before the rest. */
const order: readonly Courtesy[] = ['thanks', 'greeting', 'noted', 'request'];

/** Whom one speaks to. */
const addressed =
  /(?<![\p{L}\p{N}])(?:swarm|bot|there|all|everyone|everybody|team|guys)(?![\p{L}\p{N}])|スウォーム|皆(?:さん|様)|さん|様/giu;
