import { describe, expect, test } from '@jest/globals';
import { readText } from '../../src/reading/parts.ts';

/** Nothing but a greeting over an older mail: what is meant depends on whether a title told it. */
const passedOn = 'Hi all,\n\n> The VPN tunnel drops every hour.\n> BGP is up.';
const told = 'The VPN tunnel drops every hour.\n\nBest regards\nMika';

describe('a text that was read before', () => {
  test('is read by itself when what it is about was told elsewhere the time before, and the other way round', () => {
    const beside = readText(passedOn, true);
    const alone = readText(passedOn);
    expect(beside.parts.some(({ kind }) => kind === 'quoted')).toBe(true);
    expect(alone.parts.some(({ kind }) => kind === 'quoted')).toBe(false);
    expect(readText(passedOn, true)).toBe(beside);
    expect(readText(passedOn)).toBe(alone);
  });

  test('is not read anew where that makes no difference', () => {
    expect(readText(told, true)).toBe(readText(told));
  });
});
