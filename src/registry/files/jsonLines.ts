/**
 * In which line of a JSON text the value at a path stands, the nearest value above it where there is none. The text
 * must be JSON that JSON.parse reads. Of a list of records only these are found at once; what is in one, when it is asked for.
 */
export function jsonLines(text: string): (path: readonly PropertyKey[]) => number {
  const outer = placesIn(text, { at: 0, line: 1 }, depthOfRecords);
  const within = linesWithin(text);
  return (path) => {
    const record = nearest(outer, path.slice(0, depthOfRecords));
    if (path.length <= depthOfRecords || !outer.has(keyOf(path.slice(0, depthOfRecords)))) return record.line;
    return within(record, path.slice(depthOfRecords));
  };
}

/** The same in one record that begins at a place, by the path from there. */
export function linesWithin(text: string): (record: Place, path: readonly PropertyKey[]) => number {
  let last: { at: number; places: ReadonlyMap<string, Place> } | null = null;
  return (record, path) => {
    if (last?.at !== record.at) last = { at: record.at, places: placesIn(text, record, deepest - depthOfRecords) };
    return nearest(last.places, path).line;
  };
}

/** Where a value begins. */
export type Place = { at: number; line: number };

/** `/skills/17`: a record of a list. */
const depthOfRecords = 2;

const keyOf = (path: readonly PropertyKey[]): string => path.map((key) => `/${escaped(String(key))}`).join('');

function nearest(places: ReadonlyMap<string, Place>, path: readonly PropertyKey[]): Place {
  for (let length = path.length; length > 0; length--) {
    const known = places.get(keyOf(path.slice(0, length)));
    if (known) return known;
  }
  return places.get('') ?? { at: 0, line: 1 };
}

/** The places of a value and of what is in it, so many levels deep, by their paths from it. */
function placesIn(text: string, from: Place, levels: number): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let { at, line } = from;

  const skipSpace = () => {
    for (; at < text.length && /\s/.test(text.charAt(at)); at++) if (text.charAt(at) === '\n') line++;
  };
  const string = (): string => {
    const from = at;
    do at = text.indexOf('"', at + 1);
    while (at >= 0 && isEscaped(text, at));
    at = at < 0 ? text.length : at + 1;
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
    places.set(path, { at, line });
    const first = text.charAt(at);
    if ((first === '[' || first === '{') && depth >= levels) skip();
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
  return places;
}

/**
 * The line where a text stops being JSON, for when the fault JSON.parse throws has no place (it often has none): the
 * first sign that begins no token, or that may not follow the one before; else the last line.
 */
export function faultLine(text: string): number {
  const space = /\s*/y;
  const token = /[{}[\],:]|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/sy;
  let before = '';
  let at = 0;
  for (;;) {
    space.lastIndex = at;
    at += space.exec(text)?.[0].length ?? 0;
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (at >= text.length || found === undefined) break;
    const dangles = /^[,:]$/.test(before) && /^[\]},:]$/.test(found);
    if (dangles || (/^[[{]$/.test(before) && /^[,:]$/.test(found))) break;
    before = found.slice(0, 1);
    at += found.length;
  }
  return lineAt(text, at);
}

/** In which line, from 1, a place of a text is. A list of all lines would take as long as a text has many. */
function lineAt(text: string, at: number): number {
  let line = 1;
  for (let found = text.indexOf('\n'); found >= 0 && found < at; found = text.indexOf('\n', found + 1)) line++;
  return line;
}

/** A line of a text, by its number from 1. */
export function lineOfText(text: string, line: number): string {
  let from = 0;
  for (let passed = 1; passed < line; passed++) from = text.indexOf('\n', from) + 1;
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? text.length : end);
}

/** Whether so many backslashes stand before a sign that it is part of what it is in. */
export function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charAt(before - 1) === '\\') before--;
  return (at - before) % 2 === 1;
}

/** Nothing in a registry lies deeper; what does need not be found, and must not exhaust the stack. */
const deepest = 8;

const escaped = (name: string): string => name.replaceAll('/', '~1');
