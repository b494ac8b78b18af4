/** Whether an offset lies in a part of the text that names things in passing. */
export type QuietSpans = { hold(offset: number): boolean };

/**
 * Addresses, paths, lines of a stack trace or a log, what a browser says of itself, and long numbers (builds, dates,
 * telephones): what is named there is often only in the way (learn.microsoft.com/azure/…), so it speaks more softly than
 * prose. Offsets are UTF-16 units of the text.
 */
export function quietSpans(text: string): QuietSpans {
  const spans: [number, number][] = [];
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern)) spans.push([match.index, match.index + match[0].length]);
  spans.sort((a, b) => a[0] - b[0]);
  return { hold: (offset) => spans.some(([from, to]) => offset >= from && offset < to) };
}

const patterns = [
  // A user agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Edg/120.0
  /\bMozilla\/\d\.\d+ \([^)]{0,300}\)(?:\s{1,2}(?:\w{1,20}\/[\w.+]{1,30}|\([^)\n]{0,60}\))){0,8}/g,
  /\b\d{8,}\b/g,
  /https?:\/\/[^\s"'<>）」、。]+/g,
  /\b[a-zA-Z]:\\[^\s"<>|]+/g,
  // Stack frames of .NET, Java, JavaScript and Python.
  /^[ \t]*at [\w$.<>`[\],+]+\(.*$/gm,
  /^[ \t]*at .{0,200}\(.{0,300}:\d+(:\d+)?\)$/gm,
  /^[ \t]*File "[^"\n]{1,300}", line \d+.*$/gm,
  // A log line: a date and a time with seconds, or a level in brackets, at its beginning.
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d.*$/gm,
  /^\[?(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\]?[ :\t].*$/gm,
];
