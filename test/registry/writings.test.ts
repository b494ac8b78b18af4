import { expect, test } from '@jest/globals';
import { learnedFrom } from '../../src/evidence/learned.ts';
import { writingOf } from '../../src/registry/writings.ts';
import { indexOf, solved } from '../evidence/sample.ts';
import { technology } from './sample.ts';

test.each([
  ['Azure AD (until 2023-07)', { words: 'Azure AD', until: '2023-07' }],
  ['Azure AD（2023-07 まで）', { words: 'Azure AD', until: '2023-07' }],
  ['エクスチェンジ（2019まで）', { words: 'エクスチェンジ', until: '2019' }],
  ['Azure AD', { words: 'Azure AD', until: null }],
  ['Windows Server (2016)', { words: 'Windows Server (2016)', until: null }],
])('an alias may be a former name with its date: %s', (alias, writing) => {
  expect(writingOf(alias)).toEqual(writing);
});

test('a renamed technology is found by its old name and its new one, and keeps its past cases', () => {
  const before = [technology('aad', 'Azure AD', 'Azure AD'), technology('dns')];
  const after = [technology('aad', 'Entra ID', 'Entra ID', ['Azure AD (until 2023-07)']), technology('dns')];
  const past = Array.from({ length: 30 }, (_, at) =>
    solved(`a${at}`, `Token refresh loops at sign-in ${at}`, 'mika', 'aad', at),
  );
  const index = indexOf(past);
  const learned = learnedFrom(() => index);
  const asked = (title: string, technologies: typeof before) =>
    learned.detector(technologies)({ title, description: '', product: null })[0]?.technology;
  for (const technologies of [before, after])
    for (const title of ['Azure AD rejects the user', 'Token refresh loops at sign-in again'])
      expect(asked(title, technologies)).toBe('aad');
  expect(asked('Entra ID rejects the user', after)).toBe('aad');
});
