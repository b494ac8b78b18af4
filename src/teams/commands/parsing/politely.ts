/**
 * What is said as one says it plainly, for phrases to be found in: without the polite tail of a Japanese sentence
 * (「教えていただけますでしょうか」 is 「教えて」, 「参加してもいいですか」 is 「参加して」), with "you" for "u" and "what's" for "whats". `words`: one line of
 * usual signs, without signs at its ends.
 */
export function plainly(words: string): string {
  let said = words
    .replace(/[’‘]/gu, "'")
    .replace(/(?<![\p{L}\d])u(?![\p{L}\d])/giu, 'you')
    .replace(/\b(what|who|where)s(?= )/giu, "$1's");
  // A tail may have another before it: 「…していただきたいのですが」.
  for (const tail of [...tails, ...tails]) said = said.replace(tail, '');
  return said.replace(/を?(?:(?:ご|御)(?:教示|説明|教授|案内)|お教え)$/u, 'を教えて').trim();
}

const asked = '(?:です|でしょう)?か?$';
const tails: readonly RegExp[] = [
  /(?:の|ん)?です(?:が|けど|けれども?)?$/u,
  new RegExp(`(?<=[てで])も(?:いい|よい|良い|よろしい|構わない|かまわない)${asked}`, 'u'),
  new RegExp(
    `(?<=[てで]|(?:ご|御)(?:教示|説明|教授|案内)|お教え)(?:おいて)?(?:(?:いただけ|頂け|もらえ)(?:ます|ません|ない|る)|(?:いただき|頂き)たい|(?:くださ|下さ)い(?:ます|ません)?)${asked}`,
    'u',
  ),
  new RegExp(
    `(?<=\\p{L})[をで]?お願い(?:(?:いた|致)?し(?:ます|たい)|でき(?:ます|ません)|(?:いた|致)したく)?${asked}`,
    'u',
  ),
];

const thanks =
  '(?:(?:どうも|本当に|大変|皆(?:さん|様)|(?:ご|御)(?:対応|協力))、?)*(?:ありがとう|有難う|有り難う)(?:ございま(?:す|した))?|助かりました|おかげ(?:さま|様)で|お疲れ(?:様|さま)(?:です|でした)|お世話になって(?:おり|い)ます|(?:many )?thanks(?: (?:all|everyone|a lot|so much|again))?|thank you(?: (?:all|everyone|so much|very much))?|thx|cheers';
const thanksAtEnds = new RegExp(
  `^(?:(?:${thanks})(?:[、。,.!\\s]+|$))+|(?<![、。,.!\\s])[、。,.!\\s]+(?:(?:${thanks})(?:[、。,.!\\s]+|$))+$`,
  'giu',
);

/**
 * Without greetings and thanks at its ends: 「ありがとうございます、4737は無事解決しました」. That something is solved stays, as it is no courtesy
 * beside a case.
 */
export const withoutThanks = (words: string): string => words.replace(thanksAtEnds, '').trim();
