import { faultLine, isEscaped, jsonLines, linesWithin, type Place } from './jsonLines.ts';

/** A JSON text that was read: what it holds, and in which line the value at a path stands, the nearest above it where there is none. */
export type JsonRead = { value: unknown; lineOf: (path: readonly PropertyKey[]) => number };

/**
 * What JSON.parse gives of a text, read value by value: of twenty megabytes the whole takes longer than anybody should wait. What is
 * in a list of the outermost object, or in the outermost list, is a step each. Throws what JSON.parse throws, JsonFault of a long text, and
 * JsonTooIntricate where one step would take longer than anybody should wait.
 */
export function* jsonSteps(text: string): Generator<void, JsonRead> {
  const read = text.length < readAtOnce ? null : yield* outermostOf(text);
  if (read) {
    const lines = linesOf(text, read.places);
    return { value: read.value, lineOf: (path) => lines(Array.isArray(read.value) ? [ofList, ...path] : path) };
  }
  const value: unknown = JSON.parse(text);
  let lines: JsonRead['lineOf'] | null = null;
  const lineOf: JsonRead['lineOf'] = (path) => {
    if (path.length === 0) return lineCounter(text)(afterSpace(text, 0));
    lines ??= jsonLines(text);
    return lines(path);
  };
  return { value, lineOf };
}

/** One value of a text is nested deeper, or holds more values, than any record does; `line`: where it begins, from 1. */
export class JsonTooIntricate extends Error {
  readonly line: number;
  constructor(line: number) {
    super('A value is nested too deep, or holds too many values, to be read in a step');
    this.line = line;
  }
}

/** A long text stops being JSON; `line`: where, from 1. */
export class JsonFault extends SyntaxError {
  readonly line: number;
  constructor(line: number) {
    super('This is no JSON');
    this.line = line;
  }
}

/** Whether a text that is one value is nested deeper than any record, or holds more values than `most`. */
export const isTooIntricate = (text: string, most = mostValues): boolean =>
  text.length >= readAtOnce && afterValue(text, 0, most) < 0;

/** UTF-16 units that take no time. */
const readAtOnce = 100_000;

/** Where the values of the outermost object begin, and those in the lists among them. */
type Places = Map<string, { at: number; within: number[] }>;

/** The name of the outermost list, among the places of lists. */
const ofList = '';

/** The same; null as well where a text is torn that is short enough for JSON.parse to say how. */
function* outermostOf(text: string): ReturnType<typeof outermost> {
  try {
    return yield* outermost(text);
  } catch (error) {
    if (error instanceof JsonFault && text.length < longestTold) return null;
    throw error;
  }
}

/** UTF-16 units: JSON.parse takes some milliseconds until it says what is wrong. */
const longestTold = 1_000_000;

/** The outermost object or list; null where the text is neither: then JSON.parse is to say what it is. */
function* outermost(text: string): Generator<void, { value: unknown; places: Places } | null> {
  const places: Places = new Map();
  let at = 0;
  const sign = (): string => {
    at = afterSpace(text, at);
    return text.charAt(at);
  };
  const fault = (): JsonFault => new JsonFault(lineCounter(text)(Math.min(at, text.length)));
  const value = (): unknown => {
    const from = at;
    at = afterValue(text, from);
    if (at < 0) throw new JsonTooIntricate(lineCounter(text)(from));
    try {
      return JSON.parse(text.slice(from, at));
    } catch {
      throw new JsonFault(lineCounter(text)(from) + faultLine(text.slice(from, from + readAtOnce)) - 1);
    }
  };
  function* list(within: number[]): Generator<void, unknown[]> {
    const all: unknown[] = [];
    at++;
    if (sign() === ']') at++;
    else
      for (let next = ','; next === ','; at++) {
        yield;
        sign();
        within.push(at);
        all.push(value());
        next = sign();
        if (next !== ',' && next !== ']') throw fault();
      }
    return all;
  }
  const placed = (name: string): number[] => {
    const place = { at, within: [] };
    places.set(name, place);
    return place.within;
  };
  function* object(): Generator<void, unknown> {
    const members: [string, unknown][] = [];
    do {
      at++;
      if (sign() !== '"') throw fault();
      const name = value();
      if (typeof name !== 'string' || sign() !== ':') throw fault();
      at++;
      if (members.length === mostMembers) throw new JsonTooIntricate(lineCounter(text)(at));
      const isList = sign() === '[';
      const within = placed(name);
      members.push([name, isList ? yield* list(within) : value()]);
    } while (sign() === ',');
    if (text.charAt(at) !== '}') throw fault();
    at++;
    return Object.fromEntries(members);
  }
  const first = sign();
  if (first !== '{' && first !== '[') return null;
  const whole = first === '{' ? yield* object() : yield* list(placed(ofList));
  at = afterSpace(text, at);
  if (at < text.length) throw fault();
  return { value: whole, places };
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
  const space = /[ \n\r\t]*/y;
  space.lastIndex = from;
  return from + (space.exec(text)?.[0].length ?? 0);
}

/** No record of ours is so deep, nor holds so many values: somebody's shifts of ten years are 20,000. */
const deepest = 1_000;
const mostValues = 100_000;
/** Of the outermost object. */
const mostMembers = 10_000;

/**
 * Where the value that begins there ends, as far as can be told by its marks: JSON.parse judges it. Negative: it is nested deeper,
 * or holds more, than it may.
 */
function afterValue(text: string, from: number, most = mostValues): number {
  const mark = /["[\]{},]/g;
  let open = 0;
  let values = 0;
  for (let at = from; ; ) {
    if (open > deepest || values > most) return -1;
    mark.lastIndex = at;
    const found = mark.exec(text);
    if (!found) return text.length;
    at = found.index + 1;
    if (found[0] === '"') at = afterString(text, at);
    else if (found[0] === '[' || found[0] === '{') {
      open++;
      values++;
    } else if (found[0] !== ',' && --open < 0) return found.index;
    else if (found[0] === ',' && open === 0) return found.index;
    else if (found[0] === ',') values++;
    if (open === 0 && found[0] !== ',') return at;
  }
}

/** Behind the mark that closes a string, of which `from` is the first sign. */
function afterString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1))
    if (!isEscaped(text, at)) return at + 1;
  return text.length;
}
