import { isEscaped, jsonLines, linesWithin, type Place } from './jsonLines.ts';

/** A JSON text that was read: what it holds, and in which line the value at a path stands, the nearest above it where there is none. */
export type JsonRead = { value: unknown; lineOf: (path: readonly PropertyKey[]) => number };

/**
 * What JSON.parse gives of a text, read value by value: of twenty megabytes the whole takes longer than anybody should wait. What is
 * in a list of the outermost object is a step each. Throws what JSON.parse throws.
 */
export function* jsonSteps(text: string): Generator<void, JsonRead> {
  const read = text.length < readAtOnce ? null : yield* outermost(text);
  if (read) return { value: Object.fromEntries(read.members), lineOf: linesOf(text, read.places) };
  const value: unknown = JSON.parse(text);
  let lines: JsonRead['lineOf'] | null = null;
  const lineOf: JsonRead['lineOf'] = (path) => {
    lines ??= jsonLines(text);
    return lines(path);
  };
  return { value, lineOf };
}

/** UTF-16 units that take no time. */
const readAtOnce = 100_000;

/** Where the values of the outermost object begin, and those in the lists among them. */
type Places = Map<string, { at: number; within: number[] }>;

/** The members of an object; null where the text is none, or no JSON: then JSON.parse is to say so. */
function* outermost(text: string): Generator<void, { members: [string, unknown][]; places: Places } | null> {
  const members: [string, unknown][] = [];
  const places: Places = new Map();
  let at = 0;
  const sign = (): string => {
    at = afterSpace(text, at);
    return text.charAt(at);
  };
  const value = (): unknown => {
    const from = at;
    at = afterValue(text, from);
    return JSON.parse(text.slice(from, at));
  };
  if (sign() !== '{') return null;
  try {
    do {
      at++;
      if (sign() !== '"') return null;
      const name = value();
      if (typeof name !== 'string' || sign() !== ':') return null;
      at++;
      const isList = sign() === '[';
      const place = { at, within: [] as number[] };
      places.set(name, place);
      if (!isList) {
        members.push([name, value()]);
        continue;
      }
      const list: unknown[] = [];
      members.push([name, list]);
      at++;
      if (sign() === ']') at++;
      else
        for (let next = ','; next === ','; at++) {
          yield;
          sign();
          place.within.push(at);
          list.push(value());
          next = sign();
          if (next !== ',' && next !== ']') return null;
        }
    } while (sign() === ',');
  } catch {
    return null;
  }
  if (text.charAt(at) !== '}') return null;
  return afterSpace(text, at + 1) === text.length ? { members, places } : null;
}

function linesOf(text: string, places: Places): JsonRead['lineOf'] {
  const lineAt = lineCounter(text);
  const recordsOf = linesWithin(text);
  return ([name, index, ...rest]) => {
    const list = name === undefined ? undefined : places.get(String(name));
    if (!list) return lineAt(afterSpace(text, 0));
    const at = index === undefined ? undefined : list.within[Number(index)];
    if (at === undefined) return lineAt(list.at);
    const record: Place = { at, line: lineAt(at) };
    return rest.length === 0 ? record.line : recordsOf(record, rest);
  };
}

/** Gives the line, from 1, of a place in a text; looks through all of it once, when it is asked first. */
function lineCounter(text: string): (at: number) => number {
  let breaks: number[] | null = null;
  return (at) => {
    if (!breaks) {
      breaks = [];
      for (let found = text.indexOf('\n'); found >= 0; found = text.indexOf('\n', found + 1)) breaks.push(found);
    }
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \n\r\t'.includes(text.charAt(at))) at++;
  return at;
}

/** Where the value that begins there ends, as far as can be told by its marks: JSON.parse judges it. */
function afterValue(text: string, from: number): number {
  const mark = /["[\]{},]/g;
  let open = 0;
  for (let at = from; ; ) {
    mark.lastIndex = at;
    const found = mark.exec(text);
    if (!found) return text.length;
    at = found.index + 1;
    if (found[0] === '"') at = afterString(text, at);
    else if (found[0] === '[' || found[0] === '{') open++;
    else if (found[0] !== ',' && --open < 0) return found.index;
    else if (found[0] === ',' && open === 0) return found.index;
    if (open === 0 && found[0] !== ',') return at;
  }
}

/** Behind the mark that closes a string, of which `from` is the first sign. */
function afterString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1))
    if (!isEscaped(text, at)) return at + 1;
  return text.length;
}
