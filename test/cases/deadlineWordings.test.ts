import { describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { typedDeadline, withDeadlinesBlank, withoutDeadline } from '../../src/cases/typedDeadline.ts';

/** Friday 20 November 2026, 14:05 in Tokyo. */
const now = { at: '2026-11-20T05:05:30.000Z', zone: 'Asia/Tokyo' };
const told = (text: string, clock = now): string | null => {
  const found = typedDeadline(text, clock);
  return found && DateTime.fromISO(found.at, { zone: clock.zone }).toFormat('yyyy-MM-dd HH:mm');
};

describe('a deadline in English', () => {
  test.each([
    ['fix by 5pm next Friday', '2026-11-27 17:00'],
    ['fix by 5pm Sat', '2026-11-21 17:00'],
    ['by 5pm Oct 3', '2027-10-03 17:00'],
    ['Need it by 17:00 but VPN drops', '2026-11-20 17:00'],
    ['by 17:00 that day', '2026-11-20 17:00'],
    ['VPN must be back by 17:00 that day', '2026-11-20 17:00'],
    ['by EOD next Friday', '2026-11-27 18:00'],
    ['by 9 next Monday', '2026-11-23 09:00'],
    ['We need Teams by 9 on Monday', '2026-11-23 09:00'],
    ['Please answer by 5 tomorrow', '2026-11-21 17:00'],
    ['by tomorrow noon JST', '2026-11-21 12:00'],
    ['by COB Friday PT', '2026-11-21 11:00'],
    ['AKS is down, COB Friday PT', '2026-11-21 11:00'],
    ['EOD Monday: AKS is down', '2026-11-23 18:00'],
    ['fix the VPN by 5pm et', '2026-11-21 07:00'],
    ['fix the VPN by 17:00 CET', '2026-11-21 01:00'],
    ['fix the VPN by 17:00 CAT', '2026-11-21 00:00'],
    ['fix it by 17:00 CAT5 cables fail', '2026-11-20 17:00'],
    ['need it by 5pm cat pictures fail to load', '2026-11-20 17:00'],
    ['fix by 17:00 UTC+2', '2026-11-21 00:00'],
    ['deadline: 2026-12-01T09:00+01:00', '2026-12-01 17:00'],
    ['deadline: 2026-12-01T09:00-05:00', '2026-12-01 23:00'],
    ['fix by 5pm West Europe is down', '2026-11-20 17:00'],
    ['fix by 9:00 Monday', '2026-11-23 09:00'],
    ['fix by Friday Dec 4', '2026-12-04 23:59'],
    ['fix by Fri, 4 Dec 10:00', '2026-12-04 10:00'],
    ['fix by 10am on Friday, December 4', '2026-12-04 10:00'],
    ['fix by 4 December (Fri)', '2026-12-04 23:59'],
    ['needed by Friday next week', '2026-11-27 23:59'],
    ['needed by the end of tomorrow', '2026-11-21 23:59'],
    ['fix by tomorrow morning', '2026-11-21 09:00'],
    ['fix by Monday afternoon', '2026-11-23 17:00'],
    ['fix by 9 tonight', '2026-11-20 21:00'],
    ['fix by 12 tonight', '2026-11-21 00:00'],
    ['fix by this evening', '2026-11-20 21:00'],
    ['fix by Sun', '2026-11-22 23:59'],
    ['fix by Sat, please', '2026-11-21 23:59'],
    ['fix by Wed please', '2026-11-25 23:59'],
    ['fix by Mon 9am', '2026-11-23 09:00'],
    ['fix by Mar 5', '2027-03-05 23:59'],
    ['By Friday 17:00 we need the mailbox back', '2026-11-20 17:00'],
    ['Outlook cannot sign in by Friday', '2026-11-20 23:59'],
    ['The VPN must be working by Monday 9', '2026-11-23 09:00'],
    ['We need this sorted by 22:00 today', '2026-11-20 22:00'],
    ['We have until Tuesday to restore the database', '2026-11-24 23:59'],
    ['Please restore it until Monday 9:00', '2026-11-23 09:00'],
    ['VPN drops, before Monday', '2026-11-23 23:59'],
    ['The customer was promised a fix by Tuesday', '2026-11-24 23:59'],
    ['fix by midnight', '2026-11-21 00:00'],
    ['Must be fixed by 5pm (PDT)', '2026-11-21 10:00'],
    ['Migrate AKS before Monday', '2026-11-23 23:59'],
    ['SQL is slow since Monday, need a fix by Tuesday noon', '2026-11-24 12:00'],
    ['Our tenant must be unlocked by Monday EOB', '2026-11-23 18:00'],
    ['Need it EOD today', '2026-11-20 18:00'],
    ['until Monday please', '2026-11-23 23:59'],
    ['We lose the customer if it does not work by Monday', '2026-11-23 23:59'],
    ['Need the accounts deleted by Monday', '2026-11-23 23:59'],
    ['fix by Friday 至急', '2026-11-20 23:59'],
  ])('is read: %s', (text, at) => expect(told(text)).toBe(at));

  test.each([
    'Login fails by design',
    'Portal is used by 3 users',
    'It worked until yesterday',
    'Java by Sun Microsystems crashes',
    'Please fix Java by Sun Microsystems',
    'Satellite by Sat Systems needs a fix',
    'Java by Sun 8 crashes',
    'Login fails until 9:00',
    'Users cannot sign in before 9:00',
    'The licence is valid until 30 November',
    'The certificate expires before Monday',
    'It cannot be restored until Monday',
    'Need help: backup must not start before 22:00',
    'Errors increased by 5 today',
    'Latency went up by 9 on Monday',
    'Outlook crashes by 9:00 every morning',
    'Please help, the queue is full by 9am each day',
    'Broken by Monday’s update',
    "Broken by Friday's patch",
    'By 9:00 today the queue had grown to 10000',
    'The job was finished by 9:00',
    'Support is open till 6pm',
    'Authored by May Smith',
    'Sorted by date, please fix',
    'fix by 25:00',
    'Please check why the job is not ready by 6:00',
    'The job does not finish by 6:00',
    'Files modified before 1 December are missing, please restore them',
    'Restore files deleted before Monday',
    'I am on leave until Monday, Azure VPN drops',
    'VPN is slow by 9:00-17:00',
    'The backup needs until Monday',
    'Broken by tomorrow-service',
    'fix by 5pm IST',
    'needs a fix, not before Monday',
  ])('is not guessed: %s', (text) => expect(told(text)).toBeNull());

  test('in an abbreviation of several places is meant where its writer is', () => {
    expect(told('fix by 5pm IST', { at: now.at, zone: 'Asia/Kolkata' })).toBe('2026-11-20 17:00');
    expect(told('fix by 5pm EST', { at: now.at, zone: 'America/New_York' })).toBe('2026-11-20 17:00');
  });
});

describe('a deadline in Japanese', () => {
  test.each([
    ['夜12時までに VPN を直したい', '2026-11-21 00:00'],
    ['夜1時までに VPN を直したい', '2026-11-21 01:00'],
    ['夜9時までに VPN を直したい', '2026-11-20 21:00'],
    ['今日の夜0時までに復旧してほしい', '2026-11-21 00:00'],
    ['明日の夜1時までに復旧してほしい', '2026-11-22 01:00'],
    ['深夜2時までに復旧してほしい', '2026-11-21 02:00'],
    ['明日の深夜1時までに復旧してほしい', '2026-11-22 01:00'],
    ['今夜9時までに復旧してほしい', '2026-11-20 21:00'],
    ['今夜中に復旧してほしい', '2026-11-20 23:59'],
    ['明朝8時までに復旧してほしい', '2026-11-21 08:00'],
    ['明朝までに復旧してほしい', '2026-11-21 09:00'],
    ['昼の1時までに復旧してほしい', '2026-11-21 13:00'],
    ['25時までに VPN を直したい', '2026-11-21 01:00'],
    ['本日26:30までに VPN を直したい', '2026-11-21 02:30'],
    ['月曜29時まで: VPN が切れます', '2026-11-24 05:00'],
    ['明日24時までに復旧してほしい', '2026-11-22 00:00'],
    ['明日までに復旧してほしい', '2026-11-21 23:59'],
    ['VPN が切れます。17時まででお願いします', '2026-11-20 17:00'],
    ['17:00（JST）までに復旧してほしい', '2026-11-20 17:00'],
    ['17:00 PSTまでに復旧してほしい', null],
    ['17時UTCまでに復旧してほしい', '2026-11-21 02:00'],
    ['日本時間の17時までに復旧してほしい', '2026-11-20 17:00'],
    ['明日までの復旧をお願いします。VPN が切れます', '2026-11-21 23:59'],
    ['お客様は明日の10時までは待てるそうです', '2026-11-21 10:00'],
    ['今度の月曜までに VPN を直したい', '2026-11-23 23:59'],
    ['今週いっぱいで対応をお願いします', '2026-11-22 23:59'],
    ['締切は明日の正午です', '2026-11-21 12:00'],
    ['月曜まで対応してください', '2026-11-23 23:59'],
    ['明日9:30（日本時間）までに復旧してほしい', '2026-11-21 09:30'],
    ['10時までに復旧しないと出荷できません', '2026-11-21 10:00'],
    ['明日の10時頃までに直したい', '2026-11-21 10:00'],
    ['11月24日（火）中に復旧をお願いします', '2026-11-24 23:59'],
    ['月曜日の始業時間までに復旧させてください', '2026-11-23 09:00'],
    ['回答は月曜まで', '2026-11-23 23:59'],
  ])('is read: %s', (text, at) => expect(told(text)).toBe(at));

  test.each([
    '9時まで動いていた',
    '月曜までは正常でした',
    '今朝まで VPN は正常でした',
    '9時までログインできません',
    '金曜まで VPN が使えない',
    '17時までに復旧しました',
    '12時までに 3 回落ちた',
    '17時まで復旧しません',
    '営業時間は18時まで',
    '受付は17時までです',
    'ライセンスは11月30日まで有効です',
    '証明書の有効期限は11月30日です',
    '証明書の有効期限は11月30日まで',
    '9時までのログを見ると VPN が切れています',
    '9:00-17:00まで VPN が遅い',
    '17時までしか使えない',
    '今日中はずっと遅い',
    '昨夜まで使えた',
    '先月の月曜まで使えた',
    '30時までに直したい',
    '12/1までに作成したファイルが開けない',
    '金曜までに更新された端末で起動しない',
    '18時までにバッチが終わらない',
    '夜間バッチ(22時から翌5時まで)が失敗する',
    '証明書は11/30までです',
    'SLA は翌日までです',
    '22時までシステムが停止しています',
    '月曜9時までサーバーを止められない',
  ])('is not guessed: %s', (text) => expect(told(text)).toBeNull());

  test('after midnight, in the hours of the night that began the day before', () =>
    expect(told('夜1時までに VPN を直したい', { ...now, at: '2026-11-20T15:30:00.000Z' })).toBe('2026-11-21 01:00'));
});

test.each([
  ['fix VPN by 5pm next Friday', 'fix VPN'],
  ['AKS is down, by COB Friday PT', 'AKS is down'],
  ['Fix DNS by Friday Dec 4, please', 'Fix DNS, please'],
  ['夜12時までに VPN を直したい', 'VPN を直したい'],
  ['今度の月曜までに VPN を直したい', 'VPN を直したい'],
  ['来週中に対応いただけますか', '対応いただけますか'],
  ['VPN の件、9時までの対応をお願いします', 'VPN の件 対応をお願いします'],
  ['VPN が切れます。17時まででお願いします', 'VPN が切れます。'],
  ['回答期限は2026年12月3日 15:00です。VPN の件', 'VPN の件'],
  ['Fix the start by 6:00 (cron)', 'Fix the start (cron)'],
  ['遅くとも明日12時までに VPN を直したい', 'VPN を直したい'],
  ['(fix by 5pm JST) VPN drops', '(fix) VPN drops'],
  ['Fix the VPN by 5pm (JST) please', 'Fix the VPN please'],
])('all words of a deadline and no others leave the title: %s', (text, title) => {
  const found = typedDeadline(text, now);
  expect(found && withoutDeadline(text, found)).toBe(title);
});

test.each(['Java by Sun Microsystems crashes', 'Login fails until 9:00', '9時までログインできません'])(
  'what is no deadline is read for technologies: %s',
  (text) => expect(withDeadlinesBlank(text)).toBe(text),
);
