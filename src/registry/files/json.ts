import { z } from 'zod';
import { pauses } from '../../time/pauses.ts';
import { append } from '../append.ts';
import { calendarSchema } from '../calendar.ts';
import { engineerSchema, skillSchema } from '../engineer.ts';
import { feedSchema, shownAddress } from '../shifts/feed.ts';
import { personShiftsSchema } from '../shifts/plannedShift.ts';
import type { Registry } from '../snapshot.ts';
import { teamSchema } from '../team.ts';
import { technologySchema } from '../technology.ts';
import { nothingPlaced, type Placed, type PlacedRegistry } from './check.ts';
import { faultLine, lineOfText } from './jsonLines.ts';
import { JsonFault, type JsonRead, JsonTooIntricate, jsonSteps } from './jsonSteps.ts';
import { anyValue, cameAs, type Expectation, expectationOf, type RegistryProblem } from './problem.ts';
import { mostProblems, tellUnstorable, tooMany } from './table.ts';

const shape = z.strictObject({
  technologies: z.array(z.unknown()).default([]),
  engineers: z.array(z.unknown()).default([]),
  skills: z.array(z.unknown()).default([]),
  calendars: z.array(z.unknown()).default([]),
  shifts: z.array(z.unknown()).default([]),
  feeds: z.array(z.unknown()).default([]),
  teams: z.array(z.unknown()).default([]),
});

/** `{ "technologies": [], "engineers": [], "skills": [] }`, each part optional, each record as its schema says; record by record, for it may be long. */
export function* registryJsonSteps(
  file: string,
  text: string,
): Generator<void, { placed: PlacedRegistry; problems: RegistryProblem[] }> {
  const placed = nothingPlaced();
  const problems: RegistryProblem[] = [];
  let read: JsonRead;
  try {
    read = yield* jsonSteps(text);
  } catch (error) {
    problems.push(error instanceof JsonTooIntricate ? tooIntricate(file, error.line) : notJson(file, text, error));
    return { placed, problems };
  }
  const { value: content, lineOf } = read;
  const tell = (issues: readonly z.core.$ZodIssue[], at: readonly PropertyKey[], value: unknown) => {
    for (const issue of issues) {
      const path = [...at, ...issue.path];
      const base = { file, line: lineOf(path), path: pathText(path) };
      const came = valueAt(value, issue.path);
      if (issue.code === 'unrecognized_keys')
        problems.push({ ...base, code: 'unknown-field', expected: fieldsAt(at), came: cameAs(issue.keys.join(', ')) });
      else
        problems.push({
          ...base,
          code: came === undefined ? 'missing' : 'wrong-value',
          expected: expectationOf(issue),
          // The address of a feed is a secret, also where it is wrong.
          came: path.at(-1) === 'address' ? shownAddress(String(came)) : cameAs(came),
        });
    }
  };
  const whole = shape.safeParse(content);
  if (!whole.success) {
    tell(whole.error.issues, [], content);
    return { placed, problems };
  }
  function* records<T>(part: keyof Registry, schema: z.ZodType<T>): Generator<void, Placed<T>[]> {
    const read: Placed<T>[] = [];
    for (const [index, record] of whole.data?.[part].entries() ?? []) {
      // Of another thing's list each record is wrong, and there may be millions.
      if (problems.length >= mostProblems) {
        tooMany(problems, { file, line: lineOf([part, index]) });
        break;
      }
      append(read, recordIn(part, schema, record, index));
      yield;
    }
    return read;
  }
  const recordIn = <T>(part: keyof Registry, schema: z.ZodType<T>, record: unknown, index: number): Placed<T>[] => {
    const isUnstorable = tellUnstorable(record, (within, code, expected, came) => {
      const at = [part, index, ...within];
      problems.push({ file, line: lineOf(at), path: pathText(at), code, expected, came });
    });
    if (isUnstorable) return [];
    const read = schema.safeParse(record);
    if (!read.success) tell(read.error.issues, [part, index], record);
    const path = pathText([part, index]);
    if (!read.success) return [];
    // Where it stands is looked for only where something of it is told.
    return [
      {
        ...{ value: read.data, file, path },
        get line() {
          return lineOf([part, index]);
        },
      },
    ];
  };
  placed.technologies = yield* records('technologies', technologySchema);
  placed.calendars = yield* records('calendars', calendarSchema);
  placed.teams = yield* records('teams', teamSchema);
  placed.engineers = yield* records('engineers', engineerSchema);
  placed.skills = yield* records('skills', skillSchema);
  placed.shifts = yield* records('shifts', personShiftsSchema);
  placed.feeds = yield* records('feeds', feedSchema);
  return { placed, problems };
}

/** One record a line, so that two exports can be compared line by line. */
export const writeRegistryJson = (registry: Registry): string => [...registryJsonPieces(registry)].join('');

/** The same, piece by piece, for it may be long. */
function* registryJsonPieces(registry: Registry): Generator<string> {
  const told = (['calendars', 'teams', 'shifts', 'feeds'] as const).filter((name) => registry[name]);
  yield '{';
  for (const [at, name] of (['technologies', 'engineers', 'skills', ...told] as const).entries()) {
    const records = registry[name] ?? [];
    yield `${at === 0 ? '' : ','}\n  "${name}": [`;
    for (let from = 0; from < records.length; from += recordsAPiece) {
      const lines = records.slice(from, from + recordsAPiece).map((record) => `\n    ${JSON.stringify(record)}`);
      yield `${from === 0 ? '' : ','}${lines.join(',')}`;
    }
    yield records.length === 0 ? ']' : '\n  ]';
  }
  yield '\n}\n';
}

const recordsAPiece = 500;

/** The same as text that flows: people are answered while megabytes of it are written. */
export async function* flowingRegistryJson(registry: Registry): AsyncGenerator<string> {
  const pause = pauses();
  for (const piece of registryJsonPieces(registry)) {
    yield piece;
    await pause();
  }
}

const fields = {
  technologies: technologySchema,
  engineers: engineerSchema,
  skills: skillSchema,
  calendars: calendarSchema,
  teams: teamSchema,
  shifts: personShiftsSchema,
  feeds: feedSchema,
};
const fieldsAt = ([part]: readonly PropertyKey[]): Expectation => {
  const [, { shape } = { shape: fields }] = Object.entries(fields).find(([name]) => name === part) ?? [];
  return fieldsNamed(Object.keys(shape));
};

export const fieldsNamed = (names: readonly string[]): Expectation => ({
  kind: 'fields',
  tables: [names.map((name) => ({ name }))],
});

/** That a value of a text is no record of anything, by its depth or by all that it holds. */
export const tooIntricate = (file: string, line: number): RegistryProblem => ({
  ...{ file, line, path: '', code: 'json-too-intricate', expected: anyValue, came: '' },
});

/** That a text is no JSON, with the line where it stops being it (`error`, where that tells it) and what stands there. */
export function notJson(file: string, text: string, error?: unknown): RegistryProblem {
  if (text.trim() === '') return { file, line: 1, path: '', code: 'empty', expected: anyValue, came: '' };
  const line = error instanceof JsonFault ? error.line : faultLine(text);
  const came = cameAs(lineOfText(text, line).trim());
  return { file, line, path: '', code: 'not-json', expected: anyValue, came };
}

export const pathText = (path: readonly PropertyKey[]): string =>
  path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`)).join('');

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (current === null || typeof current !== 'object') return undefined;
    current = Object.getOwnPropertyDescriptor(current, key)?.value;
  }
  return current;
}
