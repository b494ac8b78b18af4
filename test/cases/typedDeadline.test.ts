import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { typedDeadline, withoutDeadline } from '../../src/cases/typedDeadline.ts';
import { isoDay } from '../../src/teams/languages/moment.ts';
import { typed } from '../fixtures/typed/schema.ts';
import { runs } from '../runs.ts';

/** Friday 20 November 2026, 14:05 in Tokyo. */
const now = { at: '2026-11-20T05:05:30.000Z', zone: 'Asia/Tokyo' };
const read = (text: string, clock = now) => typedDeadline(text, clock)?.at ?? null;

describe('a deadline that somebody typed', () => {
  test.each([
    ['月曜9時まで: VPN が切れます', '2026-11-23T00:00:00.000Z'],
    ['【明日中】AKS の Pod が起動しない', '2026-11-21T14:59:00.000Z'],
    ['今日の17時までに Azure DNS を直したい', '2026-11-20T08:00:00.000Z'],
    ['本日中にお願いします。VPN が切れます', '2026-11-20T14:59:00.000Z'],
    ['VPN が切れます。12/1 10:00までに復旧をお願いします', '2026-12-01T01:00:00.000Z'],
    ['１２月１日（火）１０時半まで VPN', '2026-12-01T01:30:00.000Z'],
    ['来週水曜の朝9時までに VPN を直したい', '2026-11-25T00:00:00.000Z'],
    ['VPN を明後日の午後3時迄に', '2026-11-22T06:00:00.000Z'],
    ['17:30までに VPN を', '2026-11-20T08:30:00.000Z'],
    ['9時までに VPN を', '2026-11-21T00:00:00.000Z'],
    ['期限：11月30日 VPN の更新', '2026-11-30T14:59:00.000Z'],
    ['回答期限は2026年12月3日 15:00です。VPN の件', '2026-12-03T06:00:00.000Z'],
    ['今週中に VPN を直したい', '2026-11-22T14:59:00.000Z'],
    ['月末までに VPN を直したい', '2026-11-30T14:59:00.000Z'],
    ['金曜日の夕方までに VPN', '2026-11-20T08:00:00.000Z'],
    ['1/15まで VPN', '2027-01-15T14:59:00.000Z'],
    ['3時間以内に復旧させたい。VPN が切れます', '2026-11-20T08:05:00.000Z'],
    ['明日の午前中までに VPN を', '2026-11-21T03:00:00.000Z'],
    ['VPN drops, by Monday 9', '2026-11-23T00:00:00.000Z'],
    ['The VPN must be back by EOD Friday', '2026-11-20T09:00:00.000Z'],
    ['VPN drops. Customer waits until 3pm tomorrow', '2026-11-21T06:00:00.000Z'],
    ['by tomorrow noon: VPN drops', '2026-11-21T03:00:00.000Z'],
    ['VPN drops, needed by next Wednesday at 9:30 am', '2026-11-25T00:30:00.000Z'],
    ['VPN drops, no later than 1 December 10:00', '2026-12-01T01:00:00.000Z'],
    ['VPN drops, due Dec 1st, 5 pm', '2026-12-01T08:00:00.000Z'],
    ['VPN drops (deadline: 2026-12-01 09:00)', '2026-12-01T00:00:00.000Z'],
    ['Deadline is 2026-12-01T09:00Z for the VPN', '2026-12-01T09:00:00.000Z'],
    ['fix the VPN by 17:00 UTC', '2026-11-20T17:00:00.000Z'],
    ['VPN: by 5pm today please', '2026-11-20T08:00:00.000Z'],
    ['VPN must be fixed before the end of the week', '2026-11-22T14:59:00.000Z'],
    ['please fix the VPN within 2 hours', '2026-11-20T07:05:00.000Z'],
    ['VPN by 12/25', '2026-12-25T14:59:00.000Z'],
    ['VPN by COB tomorrow', '2026-11-21T09:00:00.000Z'],
    ['月曜 9 時までに VPN を', '2026-11-23T00:00:00.000Z'],
    ['明日の朝 8 時に展開が始まります。それまでに VPN を直したい', '2026-11-20T23:00:00.000Z'],
    ['The sale starts tomorrow at 8:00 and we must scale before', '2026-11-20T23:00:00.000Z'],
    ['VPN by Fri 9am', '2026-11-27T00:00:00.000Z'],
  ])('is read in its writer’s zone: %s', (text, at) => expect(read(text)).toBe(at));

  const { now: at, zone, says } = typed();
  const plans = says.flatMap(({ typed: text, right }) =>
    right.flatMap((each) => (each.kind === 'plan' ? [{ text, deadline: each.deadline ?? null }] : [])),
  );
  test.each(plans)('is what the written-down inputs say: $text', ({ text, deadline }) => {
    const found = typedDeadline(text, { at: new Date(at).toISOString(), zone })?.at ?? null;
    if (deadline === null) expect(found).toBeNull();
    else if ('at' in deadline) expect(found).toBe(new Date(deadline.at).toISOString());
    else expect(found && isoDay(found, zone)).toBe(deadline.on);
  });

  test('is another instant in another zone, and keeps its clock where summer time ends', () => {
    expect(read('by Monday 9', { ...now, zone: 'Europe/Berlin' })).toBe('2026-11-23T08:00:00.000Z');
    expect(read('by Monday 9', { at: '2026-10-23T10:00:00.000Z', zone: 'Europe/Berlin' })).toBe(
      '2026-10-26T08:00:00.000Z',
    );
  });

  test.each([
    'VPN が金曜まで動いていました',
    '毎日9時まで VPN が切れます',
    '9時から17時まで VPN が遅い',
    'ここまで試しました',
    'Teams は正常に使えます',
    '2 台まで確認しました',
    '10時に VPN が切れた',
    'It worked until Friday',
    'The VPN was fine until 9:00 today',
    'slow from 9:00 until 17:00',
    'reduced by 5 percent',
    'ordered by Monday.com',
    'restarts within 5 minutes of the update',
    'VPN by 5/6',
    'must be fixed by 2026-11-19',
    'sorted by May',
    'stand by',
    '昨日の17時まで動いた',
    'AKS 1.30まで',
    'Windows Server 2025 まで',
  ])('is not guessed: %s', (text) => expect(read(text)).toBeNull());

  test.each([
    ['月曜9時までに VPN を直したい', 'VPN を直したい'],
    ['【明日中】AKS の Pod が起動しない', 'AKS の Pod が起動しない'],
    ['VPN drops, by Monday 9', 'VPN drops'],
    ['By EOD Friday: VPN drops', 'VPN drops'],
    ['Please restore the VPN by 3pm tomorrow, customers wait', 'Please restore the VPN, customers wait'],
    ['The VPN drops every hour', 'The VPN drops every hour'],
    [
      'AKS fails, sale starts Friday 18:00 and we must scale before',
      'AKS fails, sale starts Friday 18:00 and we must scale before',
    ],
  ])('is no part of a title: %s', (text, rest) => {
    const found = typedDeadline(text, now);
    expect(found ? withoutDeadline(text, found) : text).toBe(rest);
  });

  test('lies ahead, within a year, wherever in a text it stands and whatever that is', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '月曜',
        '9時',
        'まで',
        'by ',
        'Monday ',
        '12/1',
        ' 10:00',
        '来週',
        '今日の',
        '中',
        'EOD ',
        '２５',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join('');
        const found = typedDeadline(text, now);
        if (!found) return;
        expect(found.from).toBeGreaterThanOrEqual(0);
        expect(found.to).toBeLessThanOrEqual(text.length);
        expect(Date.parse(found.at)).toBeGreaterThan(Date.parse(now.at));
        expect(Date.parse(found.at)).toBeLessThan(Date.parse(now.at) + 367 * 86_400_000);
      }),
      { numRuns: runs(2_000) },
    );
  });
});
