/**
 * Each match of a pattern (which has the flag g) in a text, in order. What `matchAll` gives, which makes the pattern anew each
 * time: of a short text that takes longer than to look through it.
 */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
    // What is found of no width would be found here for ever; in Unicode the next sign may be two units on.
    if (match[0] === '') pattern.lastIndex += (text.codePointAt(match.index) ?? 0) > 0xffff && pattern.unicode ? 2 : 1;
  }
  return found;
}
