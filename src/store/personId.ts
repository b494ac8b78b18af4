/**
 * The id of a person as it is kept everywhere: an Entra object id in lower case, without the braces that some systems
 * write around it. Whatever is no GUID stays as it is.
 */
export function personIdOf(text: string): string {
  if (text.length > longest) return text;
  const id = /^\s*\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?\s*$/i.exec(text.normalize('NFKC'))?.[1];
  return id?.toLowerCase() ?? text;
}

/** Whether a text is an Entra object id, as personIdOf gives it. */
export const isPersonId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The mail address or sign-in name that a text holds, alone, in `mailto:` or as `Name <mail>`; null when it holds none. */
export function mailIn(text: string): string | null {
  if (text.length > longest) return null;
  const plain = text.normalize('NFKC').trim();
  const bare = (/<([^<>]+)>$/.exec(plain)?.[1] ?? plain).replace(/^mailto:/i, '').trim();
  return /^[^\s@<>()]+@[^\s@<>()]+$/.test(bare) ? bare.toLowerCase() : null;
}

/** Neither an id nor a name with its address is longer; and of long texts normalising may take time by their square. */
const longest = 1000;
