/** A stretch that names things in passing, with how far it speaks, 0..1. */
export type AddressSpan = { from: number; to: number; weight: number };

/**
 * Addresses of pages, files and mailboxes, what a browser says of itself, and long numbers (builds, dates, telephones): what is
 * named there is often only in the way (learn.microsoft.com/azure/…), and the firm behind a mailbox (@outlook.com) says nothing.
 * In order, none within another.
 */
export function addressSpans(text: string): AddressSpan[] {
  if (!mayHold.test(text)) return [];
  const spans: AddressSpan[] = [];
  for (const [pattern, weight] of patterns)
    for (const { 0: words, index } of text.matchAll(pattern))
      spans.push({ from: index, to: index + words.length, weight });
  spans.sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  return spans.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}

const mayHold = /:\/\/|:\\|\\\\|Mozilla\/|\d{8}|@|[\w-]\.[\w-]+\.\w|[0-9a-f]{8}-/i;
/** How far what stands in an address of its own speaks. */
export const namedInPassing = 0.3;

const patterns: readonly (readonly [RegExp, number])[] = [
  // A user agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Edg/120.0
  [/\bMozilla\/\d\.\d+ \([^)]{0,300}\)(?:\s{1,2}(?:\w{1,20}\/[\w.+]{1,30}|\([^)\n]{0,60}\))){0,8}/g, namedInPassing],
  [/\b\d{8,}\b/g, namedInPassing],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, 0],
  [/(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, 0],
  [/<?https?:\/\/[^\s"'<>）」、。]+>?|\bwww\.[\w-]+\.[^\s"'<>）」、。]+/g, namedInPassing],
  // A machine or a site without its scheme: sql01.contoso.local, teams.fabrikam.co.jp. Not asp.net, which is a name.
  [
    /(?<![\w.@/\\-])(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){2,6}(?:com|net|org|io|jp|local|internal|lan|corp|intra|example)(?![\w.-]*\w)/gi,
    namedInPassing,
  ],
  [
    /\b[a-zA-Z]:\\(?:Program Files(?: \(x86\))?\\(?:[\w.-]{1,30} ){0,4})?[^\s"<>|]+|\\\\[\w.$-]+\\[^\s"<>|]+/g,
    namedInPassing,
  ],
];
