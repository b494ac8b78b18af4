/** An entry of a journal as a row shows it. `by`: the name of who wrote it; null: it does not tell. */
export type Entry = { by: string | null; text: string };

/** `2026-11-28 09:15:30 - Mika Sato (Work notes)`: the date and the label are in the account's own form and language. */
const header = /^(?=.*\d)\S[^\n]{3,40}? - ([^\n]{1,120}) \([^()\n]{1,60}\)$/gmu;

/** The entries of a journal: a row shows all of them glued into one text, each under a line that says when and by whom. */
export function entriesIn(shown: string): Entry[] {
  const headers = [...shown.matchAll(header)];
  // In a form that is not known nothing tells where an entry ends.
  if (headers.length === 0) return shown.trim() === '' ? [] : [{ by: null, text: shown.trim() }];
  return headers.map((found, at) => ({
    by: found[1]?.trim() ?? null,
    text: shown.slice(found.index + found[0].length, headers[at + 1]?.index).trim(),
  }));
}
