import { describe, expect, test } from '@jest/globals';
import { shippedUrgency } from '../../../src/cases/typedUrgency.ts';
import { kindOfSaid } from '../../../src/teams/commands/saidKind.ts';

const kindOf = (words: string, namesTechnology = false) =>
  kindOfSaid(
    words,
    { namesTechnology, language: /[\p{Script=Hiragana}\p{Script=Han}]/u.test(words) ? 'ja' : 'en' },
    shippedUrgency,
  );

describe('words to the bot', () => {
  test.each([
    'おはようございます。社内サイトが開きません',
    'こんにちは、複合機からスキャンできません',
    'お疲れ様です。画面が真っ暗です',
    'お疲れ様です、ノートが固まりました',
    'こんにちは、音が出なくなりました',
    'hello my screen is black',
    'hi, monitors flicker since docking',
    'hi all, no sound in the room',
    'good morning, the mouse stopped working',
    'hi, working from home and the share is slow',
    'great, now nobody can print',
    'hi, I have an issue',
    'hello, we get kicked out of the meeting',
    'good afternoon, disk 95% used',
    'good morning, user Tanaka has no mailbox',
    'おはようございます、プリンターから煙が出ています',
  ])('that greet and tell a problem are no small talk: %s', (words) => expect(kindOf(words)).toBe('unclear'));

  test.each([
    'thx but it still doesnt work',
    'thanks but the same thing happened again',
    'thanks, it works again but is very slow',
    'thank you for your help, but the share is gone again',
    'ok but the error came back',
    'thanks but no luck',
    'thank you for the fix, but the queue is full again',
    'ありがとう、でもダメでした',
    'ありがとうございます、変化なしです',
    'ありがとうございます。でもまだ直りません',
    '助かりました、でも別の端末で同じ症状です',
    '了解です。ただ、また落ちました',
    'ありがとうございます、直りましたが今度は印刷が遅いです',
  ])('that thank for what did not help are none: %s', (words) => expect(kindOf(words)).toBe('unclear'));

  test.each([
    'Windows Hello PIN not accepted after reset',
    'Windows Hello顔認証が使えない',
    'Windows Hello setup',
    'OK button greyed out in the print dialog',
    '了解を押しても次に進まない',
    'ありがとうメールが顧客に届かない',
    'thank you page returns 500 after deploy',
    'printer',
    'shared folder',
  ])('that have a courtesy in the name of a thing, or name an everyday thing, are none: %s', (words) =>
    expect(kindOf(words)).toBe('unclear'),
  );

  test.each([
    'thanks!',
    'hello',
    'hi team, see you at the meeting',
    'Thank you all, it works again since the reboot',
    'thanks, the issue is solved',
    'thanks for looking into the error',
    'thanks for fixing the printer problem so quickly',
    'great, no more errors',
    'ok, no problem, not needed any more',
    "thanks, it hasn't happened again",
    "thanks, I don't need it any more",
    'ok thanks, will check in 10 minutes',
    'good morning everyone, call me when you are there',
    'thank you for your mail',
    'in the meeting',
    'hmm',
    'thanks, I have no questions',
    "thanks, I'll try that and let you know",
    'great job everyone, the outage is over',
    'hello, can someone help me please',
    '了解、再起動してみます',
    'ありがとうございます、今日はダメでも明日で大丈夫です',
    'ありがとうございます、問題は解決しました',
    'ありがとうございます、問題ありませんでした',
    '障害対応ありがとうございました',
    'トラブル対応お疲れ様でした',
    'お疲れ様です、返信が遅くなりました',
    'ありがとうございます、エラーは出なくなりました',
    '了解です、質問は特にありません',
    'メールありがとうございます',
    'お疲れ様です、あとで確認していただけませんか',
    '助かりました、無事に直りました',
    'うーん',
    'thanks, it stopped failing',
    'thanks, no longer slow',
    'OK, down for lunch',
    'ありがとうございます、エラーは消えました',
    '助かりました、もう落ちません',
    'お疲れ様です、明日は出社しません',
  ])('that greet or thank and tell of nothing wrong are small talk: %s', (words) =>
    expect(kindOf(words)).toBe('small-talk'),
  );

  test('that thank and name a product are a case only where they tell what is wrong', () => {
    expect(kindOf('thanks, but Outlook still crashes', true)).toBe('case');
    expect(kindOf('ありがとうございます、でも Outlook がまだ落ちます', true)).toBe('case');
    expect(kindOf('thanks, Outlook works again', true)).toBe('unclear');
    expect(kindOf('ありがとうございます、Outlook は直りました', true)).toBe('unclear');
  });
});
