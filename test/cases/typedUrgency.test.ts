import { describe, expect, test } from '@jest/globals';
import { typedUrgency } from '../../src/cases/typedUrgency.ts';

describe('urgency that somebody typed', () => {
  test.each([
    ['[URGENT] [P1] mail flow stopped', 'critical', 'mail flow stopped'],
    ['**URGENT** AKS down', 'high', 'AKS down'],
    ['ＵＲＧＥＮＴ：AKS', 'high', 'AKS'],
    ['URGENT VPN is down', 'high', 'VPN is down'],
    ['Sev1 - DNS', 'critical', 'DNS'],
    ['優先度：高　検索に出てこない', 'high', '検索に出てこない'],
    ['至急 VPN が切れる', 'high', 'VPN が切れる'],
    ['VPN が落ちました。至急お願いします。', 'high', 'VPN が落ちました。'],
    ['Mail is down. Please help. Urgent!', 'high', 'Mail is down. Please help.'],
    ['お時間のあるときに、Teams の設定を見てください', 'low', 'Teams の設定を見てください'],
    ['P1', 'critical', ''],
  ])('is set, and taken from the words: %s', (text, severity, rest) => {
    expect(typedUrgency(text)).toEqual({ severity, rest });
  });

  test.each([
    'High CPU on SQL Server',
    'Low disk space on SQL Server',
    'Important update fails',
    'P1 ライセンスの違い',
    '中国拠点で遅い',
    '高可用性グループが壊れた',
    '低速です。',
    'No impact on users, but AKS warns.',
    'INC0010042: VPN Gateway tunnel down\nPriority: 1',
    'It works. The rest is normal work.',
  ])('is not read into words that only hold it: %s', (text) => {
    expect(typedUrgency(text)).toEqual({ severity: null, rest: text });
  });
});
