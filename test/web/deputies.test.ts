import { expect, test } from '@jest/globals';
import { messages } from '../../src/teams/languages/language.ts';
import { en } from '../../src/web/words/en.ts';
import { ja } from '../../src/web/words/ja.ts';

test.each([
  ['en', en.skills],
  ['ja', ja.skills],
] as const)('the tab speaks of deputies in the words of the card: %s', (language, inTab) => {
  const { skills: onCard } = messages(language);
  const { deputies, deputiesIntro, deputyLastDay, confirmDeputy, deputyRevoked, deputyDay } = onCard;
  expect(inTab).toMatchObject({ deputies, deputyLastDay, confirmDeputy, deputyRevoked, deputyDay });
  expect(inTab.deputiesHint).toBe(deputiesIntro);
  expect(inTab.revokeDeputy('Ravi')).toBe(onCard.revokeDeputy('Ravi'));
  expect(inTab.deputyUntil('2026/12/24')).toBe(onCard.deputyUntil('2026/12/24'));
  expect(inTab.deputyNamed('Ravi', '2026/12/24')).toBe(onCard.deputyNamed('Ravi', '2026/12/24'));
});
