import { afterAll, expect, jest, test } from '@jest/globals';
import { counted } from './counted.ts';

let tries = 0;
jest.retryTimes(1);
afterAll(() => {
  process.env.LEFT_BY_FIRST = 'yes';
  Reflect.set(globalThis, 'Date', class extends Date {});
  console.log('The end of the first');
});

test('a try that fails is tried again', () => {
  tries += 1;
  expect(tries).toBe(2);
});

test('a promise that is never kept fails', () => new Promise(() => {}), 50);

test('modules are kept', () => {
  expect(counted.push('first')).toBe(1);
});
