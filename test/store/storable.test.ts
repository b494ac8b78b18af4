import { expect, test } from '@jest/globals';
import { unstorablesIn } from '../../src/store/storable.ts';

test('what cannot be kept is told with where it stands, in its order', () => {
  expect(unstorablesIn({ title: 'a\0b', list: ['ok', { 'x\ud83d': 'y' }, '\udc00'], none: null, n: 1 })).toEqual([
    { path: ['title'], code: 'nul', text: 'a\0b' },
    { path: ['list', 1], code: 'half-character', text: 'x\ud83d' },
    { path: ['list', 2], code: 'half-character', text: '\udc00' },
  ]);
  expect(unstorablesIn('\0')).toEqual([{ path: [], code: 'nul', text: '\0' }]);
});

test('it is found however deep it is nested', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(200_000)}"\\u0000"${']'.repeat(200_000)}`);
  const [found] = unstorablesIn(deep);
  expect(found?.code).toBe('nul');
  expect(found?.path).toHaveLength(200_000);
});
