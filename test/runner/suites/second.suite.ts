import { expect, test } from '@jest/globals';
import { counted } from './counted.ts';

let tries = 0;

test('what fails is not tried again: the first alone asked for it', () => {
  tries += 1;
  expect(tries).toBe(2);
});

test('what the first changed of the process is as before', () => {
  expect(process.env.LEFT_BY_FIRST).toBeUndefined();
  expect(Date.toString()).toMatch('native code');
});

test('modules are kept', () => {
  expect(counted.push('second')).toBe(2);
});

test('a name of a globals module is its suite’s', () => {
  expect(expect.getState().currentTestName).toBe('a name of a globals module is its suite’s');
  expect(expect.getState().testPath).toMatch('second.suite.ts');
});
