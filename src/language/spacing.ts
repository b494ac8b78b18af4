/**
 * Sets the spaces around what is put into a Japanese sentence: they stay between Latin and Japanese letters
 * (`Liam さん`, `BGP のオーナー`) and go between Japanese ones (`佐藤 美香さん`, `ルーティングのオーナー`).
 */
export function spaced(parts: TemplateStringsArray, ...values: (string | number)[]): string {
  return parts.reduce((told, part, index) => {
    const [left, right] = [values[index - 1], values[index]];
    const after = left !== undefined && !endsLatin(String(left)) ? part.replace(/^ (?=[^\x21-\x7e])/, '') : part;
    const before =
      right !== undefined && !startsLatin(String(right)) ? after.replace(/(?<=[^\x21-\x7e]) $/, '') : after;
    return `${told}${before}${right ?? ''}`;
  }, '');
}

// Of a mention the name counts, not the mark around it.
const endsLatin = (text: string): boolean => /[\x21-\x7e]$/.test(text.replace(/<\/at>$/, ''));
const startsLatin = (text: string): boolean => /^[\x21-\x7e]/.test(text.replace(/^<at>/, ''));
