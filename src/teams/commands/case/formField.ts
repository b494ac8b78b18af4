import type { ReadText } from '../../../reading/parts.ts';

/**
 * A field of a form, by the names it may have (a pattern): `Severity: A`, 【重要度】A, ■重要度■A, 「３．影響　全社」,
 * `Priority (1-5): 1`. In a match, what it is called there (`name`) and its `value`; `spaced` where no more than a space stands between.
 */
export const formField = (names: string): RegExp =>
  new RegExp(
    String.raw`^[\s#>*_・●○■□◆◇▼▽•【\[《〈<＜(（「『-]{0,8}(?:[\d０-９]{1,2}[.)）．、]\s*)?[\s*_【\[]{0,4}(?<name>${names})(?:\s?level|レベル)?(?:\s?[(（][^)）\n]{1,20}[)）])?(?:[\s*_】\]》〉>＞)）」』]{0,4}[:：=]|[】\]》〉>＞」』■□◆◇●]|\s[-–—]\s|(?<spaced>\s))[\s*_]*(?<value>\S[^\n]*)$`,
    'iu',
  );

/** What may be fields of a form in the matter: its first lines, in their beginnings, and what such a line holds one beside the other. */
export const fieldsOf = (text: string, { matter }: ReadText): string[] =>
  matter.slice(0, mostLines).flatMap(({ from, to }) => {
    const line = text.slice(from, Math.min(to, from + longestLine));
    return isForm.test(line) ? line.split(between) : [line];
  });

const mostLines = 40;
const longestLine = 200;
/** A line that begins with a field: `Customer: X, Severity: A`, 【お客様】X【重要度】A. */
const isForm = /^[\s*・■-]{0,4}(?:[\p{L}\p{N}]{1,16}(?: [\p{L}\p{N}]{1,12}){0,2}\s?[:：]|【[^】\n]{1,16}】)/u;
const between = /(?=【)|[;；,，、|｜\u3000]\s?(?=[\p{L}\p{N}]{1,16}(?: [\p{L}\p{N}]{1,12}){0,2}\s?[:：])/u;
