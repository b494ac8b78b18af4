import { expect, test } from '@jest/globals';
import { textOfMarkup } from '../../src/reading/markup.ts';

test.each([
  ['h3. 症状\n||項目||値||\n|端末|T-1|\n|状態 |停止|', '症状\n項目  値\n端末  T-1\n状態  停止'],
  [
    'h2. Steps\n* run {{kubectl get pods}}\n||page||state||\n|[runbook|https://wiki.adatum.example/x]|old|',
    'Steps\n- run kubectl get pods\npage  state\nrunbook  old',
  ],
  ['h1. Kiosk\nsee !shot-1.png|thumbnail! below', 'Kiosk\nsee below'],
  ['a | b | c', 'a | b | c'],
])('a table, a word of code and a picture of wiki markup are words: %j', (markup, words) => {
  expect(textOfMarkup(markup).replace(/ {3,}|(?<=see) +/g, ' ')).toBe(words);
});
