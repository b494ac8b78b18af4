import { describe, expect, test } from '@jest/globals';
import { loneCaseId } from '../../src/cases/ids/shape.ts';
import { parseRequest } from '../../src/teams/commands/parsing/parse.ts';

describe('who asks for help with a case and says nothing of what it is about names the case', () => {
  test.each([
    'I need a hand with 4712',
    'case #4712 (the one from this morning), no rush',
    'can we get some eyes on 4712?',
    'pls help w/ 4712',
    'need more people on 4712',
    'could someone take a look at case 4712 when they get a chance?',
    'let’s swarm 4712',
    'help me with my case 4712, not urgent',
    '4712番のケース、誰か見てもらえますか',
    'ケース4712について相談したいです。急ぎではありません',
    '4712をどなたか手伝っていただけませんか',
    '4712で困っています',
    '4712の応援お願いします',
    '4712に詳しい人を集めてほしいです',
    'ケース4712の件で、どなたか助けていただけないでしょうか',
    '4712を一緒に見てくれる人いませんか',
    '4712番、急ぎでお願いします',
    '4712のスウォームを立ち上げたい',
  ])('%s', (words) => expect(loneCaseId(words)).toBe('4712'));

  test.each(['4712 - stuck, need experts', '4712、対応できる人いませんか'])(
    'and asks who knows no technology: %s',
    (words) => expect(parseRequest(words, true)).toMatchObject({ kind: 'said' }),
  );

  test.each([
    '4712 users cannot sign in, need help',
    'ケース4712のVPNが切れて困っています',
    '4712台のPCで困っています',
    'need people for exchange 2019',
  ])('but not who tells more: %s', (words) => expect(loneCaseId(words)).toBeNull());
});
