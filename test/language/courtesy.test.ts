import { describe, expect, test } from '@jest/globals';
import { onlyCourtesy, withoutCourtesy } from '../../src/language/courtesy.ts';

describe('a yes', () => {
  test.each(['はい', 'はい、お願いします', 'はいはい', '承知しました。はい'])('is courtesy: %s', (said) =>
    expect(onlyCourtesy(said)).toBe('noted'),
  );

  test.each(['DNS サーバーはいくつ必要ですか', '期限はいつまでですか'])('is none within other words: %s', (said) =>
    expect(withoutCourtesy(said)).toBe(said),
  );
});
