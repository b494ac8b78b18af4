import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonLines } from '../../src/registry/files/jsonLines.ts';
import { JsonFault, JsonTooIntricate, jsonSteps } from '../../src/registry/files/jsonSteps.ts';
import { atOnce } from '../../src/time/pauses.ts';
import { runs } from '../runs.ts';

/** Long enough to be read in steps. */
const filling = { filling: ['x'.repeat(100_000)] };
const read = (text: string): unknown => atOnce(jsonSteps(text)).value;

describe('a long JSON text, read in steps', () => {
  test('gives what JSON.parse gives, with whatever space between', () => {
    const space = fc.stringMatching(/^[ \n\r\t]{0,3}$/);
    const document = fc.dictionary(fc.string(), fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()));
    fc.assert(
      fc.property(document, fc.nat(4), space, space, (of, indent, before, after) => {
        const text = `${before}${JSON.stringify({ ...of, ...filling }, null, indent)}${after}`;
        expect(read(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: runs(100) },
    );
  });

  test('gives what JSON.parse gives of a list without anything around it', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(4), (records, indent) => {
        const text = JSON.stringify([...records, filling], null, indent);
        expect(read(text)).toEqual(JSON.parse(text));
        expect(() => read(`${text}]`)).toThrow();
        expect(() => read(text.slice(0, -1))).toThrow();
      }),
      { numRuns: runs(100) },
    );
  });

  const engineers = Array.from({ length: 500 }, (_, id) => ({ id: `${id}`.repeat(100) }));
  test.each([
    ['a list', { engineers }],
    ['a list without anything around it', engineers],
  ])('is a step for each record of %s', (_what, content) => {
    let steps = 0;
    for (const _ of jsonSteps(JSON.stringify(content))) steps++;
    expect(steps).toBe(500);
  });

  const skills = [
    { person: 'a', level: 3 },
    { person: 'b', level: 4 },
  ];
  const megabyte = JSON.stringify({ filling: ['x'.repeat(1_000_000)], skills }, null, 1);
  test.each([
    ['is cut off', megabyte.slice(0, megabyte.indexOf('4')), 12],
    ['lacks a comma in a record', megabyte.replace('"b",', '"b"'), 15],
    ['lacks a comma between records', megabyte.replace('},', '}'), 10],
    ['lacks a colon', megabyte.replace('"skills":', '"skills"'), 5],
    ['goes on behind its end', `${megabyte}\n\n}`, 17],
  ])('that is too long for JSON.parse to say where it %s tells the line', (_, torn, line) => {
    expect(() => read(torn)).toThrow(expect.objectContaining({ line }));
    expect(() => read(torn)).toThrow(JsonFault);
  });

  const [whole] = [JSON.stringify({ ...filling, skills: [{ person: 'a"]}', level: 3 }, [], 1] })];
  test.each([
    ['cut off anywhere', Array.from({ length: 40 }, (_, at) => whole.slice(0, -1 - at))],
    [
      'with a comma too many',
      [whole.replace('1]}', '1,]}'), whole.replace('},[]', '},,[]'), `${whole.slice(0, -1)},}`],
    ],
    ['with more behind it', [`${whole}]`, `${whole}{}`, `${whole} x`]],
    [
      'with what is no value',
      [whole.replace('3', '03'), whole.replace('3', 'three'), whole.replace('"level"', 'level')],
    ],
    ['that is another thing', [`[${whole}`, ` ${whole.slice(1)}`]],
  ])('%s is refused as JSON.parse refuses it', (_, texts) => {
    for (const text of texts) {
      let fault: unknown = null;
      try {
        JSON.parse(text);
      } catch (error) {
        fault = error;
      }
      expect(fault).not.toBeNull();
      expect(() => read(text)).toThrow((fault as Error).message);
    }
  });

  const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
  const crowded = `{${Array.from({ length: 110_000 }, (_, at) => `"${at}":1`).join()}}`;
  test.each([
    ['lists in lists', `{"skills":[1,\n${deep}]}`, 2],
    ['objects in objects', `[\n\n${'{"a":'.repeat(60_000)}1${'}'.repeat(60_000)}]`, 3],
    ['lists without an end', `{"skills":[${'['.repeat(120_000)}`, 1],
    ['more fields than any record', `{"skills":[{},\n${crowded}]}`, 2],
    ['more parts than any file', crowded, 1],
    ['what stands where a list should', `{"skills":${deep}}`, 1],
  ])('of %s is refused before it is read whole, with the line', (_what, text, line) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ line }));
    expect(() => read(text)).toThrow(JsonTooIntricate);
  });

  test('of ten years of somebody’s shifts is read', () => {
    const shifts = Array.from({ length: 5_000 }, () => ({ from: '2026-12-01T00:00:00Z', to: 'x', kind: 'on-call' }));
    expect(read(JSON.stringify({ shifts: [{ person: 'a', shifts }] }))).toEqual({ shifts: [{ person: 'a', shifts }] });
  });

  test('tells in which line each value stands, as for a short one', () => {
    const records = fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()), { maxLength: 5 });
    const document = fc.record({ skills: records, teams: records }, { requiredKeys: [] });
    fc.assert(
      fc.property(document, fc.nat(2), fc.nat(6), fc.string(), (of, indent, index, field) => {
        const text = JSON.stringify({ ...of, ...filling }, null, indent);
        const { lineOf } = atOnce(jsonSteps(text));
        const short = jsonLines(text);
        for (const path of [[], ['skills'], ['skills', index], ['skills', index, field], ['teams', index, 0, field]])
          expect(lineOf(path)).toBe(short(path));
      }),
      { numRuns: runs(300) },
    );
  });

  test('tells it of a list without anything around it, too', () => {
    const text = JSON.stringify([filling, { skills: [1, 2] }, 3], null, 2);
    const { lineOf } = atOnce(jsonSteps(`\n${text}`));
    const short = jsonLines(`\n${text}`);
    for (const path of [[], [0], [0, 'filling'], [1], [1, 'skills'], [1, 'skills', 1], [2], [3]])
      expect(lineOf(path)).toBe(short(path));
  });

  test('takes the last of what it tells twice, and a name that means something to JavaScript as any other', () => {
    const text = `{"a":["${'x'.repeat(100_000)}"],"__proto__":[1],"a":[2]}`;
    expect(JSON.stringify(read(text))).toBe(JSON.stringify(JSON.parse(text)));
  });
});
