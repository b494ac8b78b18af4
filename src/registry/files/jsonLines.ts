/**
 * In which line of a JSON text the value at a path stands, the nearest value above it where there is none. The text
 * must be JSON that JSON.parse reads.
 */
export function jsonLines(text: string): (path: readonly PropertyKey[]) => number {
  const lines = new Map<string, number>();
  let at = 0;
  let line = 1;

  const skipSpace = () => {
    for (; at < text.length && /\s/.test(text.charAt(at)); at++) if (text.charAt(at) === '\n') line++;
  };
  const string = (): string => {
    const from = at++;
    for (; text.charAt(at) !== '"'; at++) if (text.charAt(at) === '\\') at++;
    at++;
    return text.slice(from, at);
  };
  const members = (end: string, path: string, depth: number, key: (index: number) => string) => {
    at++;
    skipSpace();
    for (let index = 0; text.charAt(at) !== end; index++) {
      const name = key(index);
      skipSpace();
      value(`${path}/${name}`, depth + 1);
      skipSpace();
      if (text.charAt(at) === ',') at++;
      skipSpace();
    }
    at++;
  };
  /** Steps over a value with all that is in it. */
  const skip = () => {
    let open = 0;
    do {
      skipSpace();
      const first = text.charAt(at);
      if (first === '"') string();
      else if (first === '[' || first === '{') open++;
      else if (first === ']' || first === '}') open--;
      if (first !== '"') at++;
    } while (open > 0);
  };
  const value = (path: string, depth: number) => {
    lines.set(path, line);
    const first = text.charAt(at);
    if ((first === '[' || first === '{') && depth >= deepest) skip();
    else if (first === '[') members(']', path, depth, String);
    else if (first === '{')
      members('}', path, depth, () => {
        const name: unknown = JSON.parse(string());
        skipSpace();
        at++;
        return escaped(String(name));
      });
    else if (first === '"') string();
    else while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at++;
  };

  skipSpace();
  value('', 0);
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const known = lines.get(
        path
          .slice(0, length)
          .map((key) => `/${escaped(String(key))}`)
          .join(''),
      );
      if (known !== undefined) return known;
    }
    return lines.get('') ?? 1;
  };
}

/**
 * The line where a text stops being JSON, for when the fault JSON.parse throws has no place (it often has none): the
 * first sign that begins no token, or that may not follow the one before; else the last line.
 */
export function faultLine(text: string): number {
  const token = /[{}[\],:]|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/sy;
  let before = '';
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(text.slice(at, at + 10_000))?.[0].length ?? 0;
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (at >= text.length || found === undefined) break;
    const dangles = /^[,:]$/.test(before) && /^[\]},:]$/.test(found);
    if (dangles || (/^[[{]$/.test(before) && /^[,:]$/.test(found))) break;
    before = found.slice(0, 1);
    at += found.length;
  }
  return text.slice(0, at).split('\n').length;
}

/** Nothing in a registry lies deeper; what does need not be found, and must not exhaust the stack. */
const deepest = 8;

const escaped = (name: string): string => name.replaceAll('/', '~1');
