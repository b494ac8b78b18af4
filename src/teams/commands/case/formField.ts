import type { ReadText } from '../../../reading/parts.ts';

/**
 * A field of a form on a line of its own, by the names it may have (a pattern): `Severity: A`, 【重要度】A, 「３．影響　全社」. In a
 * match, what it is called there and its value.
 */
export const formField = (names: string): RegExp =>
  new RegExp(
    String.raw`^[\s#>*_・●○■□◆◇▼▽•【\[《〈(（「『-]{0,8}(?:[\d０-９]{1,2}[.)）．、]\s*)?[\s*_【\[]{0,4}(${names})(?:\s?level|レベル)?(?:[\s*_】\]》〉)）」』]{0,4}[:：=]|[】\]》〉」』]|\s[-–—]\s|\s)[\s*_]*(\S[^\n]*)$`,
    'iu',
  );

/** The lines of matter that may be fields: the first of them, in their beginnings. */
export const linesOfForm = (text: string, { matter }: ReadText): string[] =>
  matter.slice(0, mostLines).map(({ from, to }) => text.slice(from, Math.min(to, from + longestField)));

const mostLines = 40;
const longestField = 120;
