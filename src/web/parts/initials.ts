/** As Teams shows them: the family name's first character of a name in Japanese script, two initials of any other. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  if (/[\u3040-\u30ff\u4e00-\u9fff]/u.test(name)) return first.slice(0, 1);
  return `${first.slice(0, 1)}${last.slice(0, 1)}`.toUpperCase();
}
