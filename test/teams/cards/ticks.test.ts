import { expect, test } from '@jest/globals';
import { ticks } from '../../../src/teams/cards/parts/inputs.ts';

test('names in check boxes show as they are written: Microsoft’s renderer reads them as markdown', () => {
  const names = ['*Ann* [Lee](https://evil.example)', '1. Mika', '佐藤 美香', '_Ravi_'];
  const box = ticks(
    'credits',
    'Who helped?',
    names.map((title, nth) => ({ title, value: `${nth}` })),
    [],
  );
  expect(box).toMatchObject({
    choices: [
      { title: '\\*Ann\\* \\[Lee\\](https\\://evil.example)', value: '0' },
      { title: '1\\. Mika', value: '1' },
      { title: '佐藤 美香', value: '2' },
      { title: '\\_Ravi\\_', value: '3' },
    ],
  });
});
