import { expect, test } from '@jest/globals';
import { withoutDemands } from '../../src/detection/withoutDemands.ts';

test.each([
  ['VPN drops every hour, fix by Monday 9.', 'VPN drops every hour.'],
  [
    'The pool keeps the old address. We promised the customer an answer by Monday 9.',
    'The pool keeps the old address.',
  ],
  ['Deadline: Friday 5pm\nThe tunnel drops.', 'The tunnel drops.'],
  ['go-live is on Monday, fix needed by Monday 9', 'go-live is on Monday'],
  ['VPN が切れます。明日17時までに復旧が必要です。', 'VPN が切れます。'],
  ['VPN が毎時切れます、月曜9時までに直してください。\n20:14 rekey failed', 'VPN が毎時切れます。\n20:14 rekey failed'],
  ['至急、本日中に対応をお願いします。', ''],
  ['PFS を疑っています。本日 13:00 からの出荷に間に合わせたいです。', 'PFS を疑っています。'],
  ['The tunnel drops. We need it in time for the shipment at 13:00.', 'The tunnel drops.'],
  // What tells more than until when it is wanted stays letter for letter.
  ...[
    'The job must finish by 6 am',
    'The certificate must be renewed by 5 December',
    'Set both by Monday 9',
    'Token must be refreshed within 5 minutes or it fails',
    'バッチは朝6時までに終わる必要がある。',
    'The backup is not ready in time for the restore',
    '金曜までに証明書を更新してください',
    ' indented \n\nand blank  ',
  ].map((text) => [text, text] as const),
])('an article is drafted without what says only until when it was wanted: %j', (text, left) => {
  expect(withoutDemands(text)).toBe(left);
});
