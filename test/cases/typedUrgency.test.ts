import { describe, expect, test } from '@jest/globals';
import { createUrgency, shippedUrgency } from '../../src/cases/typedUrgency.ts';

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
    ['Not urgent, but Outlook asks twice', 'low', 'Outlook asks twice'],
    ['This is not urgent. Outlook asks twice.', 'low', 'Outlook asks twice.'],
    ['Outlook asks twice (not urgent)', 'low', 'Outlook asks twice'],
    ['S1: ExpressRoute down', 'critical', 'ExpressRoute down'],
    ['[S2] search is slow', 'high', 'search is slow'],
    ['Sev-A SQL AG in a loop', 'critical', 'SQL AG in a loop'],
    ['SEV1 | AKS nodes NotReady', 'critical', 'AKS nodes NotReady'],
    ['ｓｅｖ　Ａ　VPN が切れる', 'critical', 'VPN が切れる'],
    ['Ｓｅｖ　Ａ：VPN が切れる', 'critical', 'VPN が切れる'],
    ['重要度A　SQL に接続できない', 'critical', 'SQL に接続できない'],
    ['★至急★ VPN が切れる', 'high', 'VPN が切れる'],
    ['※至急※Teams に入れない', 'high', 'Teams に入れない'],
    ['◆大至急◆ メールが届かない', 'high', 'メールが届かない'],
    ['!!! URGENT !!! VPN down', 'high', 'VPN down'],
    ['★URGENT★ VPN down', 'high', 'VPN down'],
    ['super urgent: VPN down', 'high', 'VPN down'],
    ['as soon as possible: VPN down', 'high', 'VPN down'],
    ['なるはやで Exchange を見てください', 'high', 'Exchange を見てください'],
    ['なるべく早くExchange を直してください', 'high', 'Exchange を直してください'],
    ['可及的速やかに VPN を復旧してください', 'high', 'VPN を復旧してください'],
    ['急ぎで！AKS が起動しない', 'high', 'AKS が起動しない'],
    ['急いでいます。Teams に入れない', 'high', 'Teams に入れない'],
    ['VPN が切れます（至急）', 'high', 'VPN が切れます'],
    ['急ぎではないのですが、検索が遅いです', 'low', '検索が遅いです'],
    ['急ぎませんが、検索が遅いです', 'low', '検索が遅いです'],
    ['急ぎではありませんが AKS を更新したい', 'low', 'AKS を更新したい'],
    ['※至急 SQL が落ちた', 'high', 'SQL が落ちた'],
    ['至急・重要：SQL が落ちた', 'high', 'SQL が落ちた'],
    ['【影響：小】証明書を更新したい', 'low', '証明書を更新したい'],
    ['影響度：大 SQL が落ちた', 'high', 'SQL が落ちた'],
    ['低優先度: 名前を変えたい', 'low', '名前を変えたい'],
    ['大至急お願いします', 'high', ''],
    ['urgent!!', 'high', ''],
    ['No rush at all - printer jams', 'low', 'printer jams'],
    ['Low prio: printer jams', 'low', 'printer jams'],
    ["It's not urgent but search is slow", 'low', 'search is slow'],
    ['Search is slow, not urgent', 'low', 'Search is slow'],
    ['Search is slow - urgent!', 'high', 'Search is slow'],
    ['Sev: A. SQL down', 'critical', 'SQL down'],
    ['prio 1 / SQL down', 'critical', 'SQL down'],
    ['Please help ASAP: SQL down', 'high', 'SQL down'],
    ['【超緊急】SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['■■至急■■ SQL が落ちた', 'high', 'SQL が落ちた'],
    ['大変急いでおります。SQL が落ちた', 'high', 'SQL が落ちた'],
    ['急ぎの案件です。SQL が落ちた', 'high', 'SQL が落ちた'],
    ['お急ぎで SQL を見てください', 'high', 'SQL を見てください'],
    ['特に急ぎではありません。SQL の設定を教えてください', 'low', 'SQL の設定を教えてください'],
    ['【最緊急】SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['最緊急：SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['最緊急 SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['最緊急です。SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['SQL が落ちた（最緊急）', 'critical', 'SQL が落ちた'],
    ['超緊急 SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['【最至急】SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['最至急でお願いします。SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['SQL が落ちました。最至急お願いします。', 'critical', 'SQL が落ちました。'],
    ['※最至急※ SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['超至急　SQL が落ちた', 'high', 'SQL が落ちた'],
    ['超至急！SQL が落ちた', 'high', 'SQL が落ちた'],
    ['【特急】SQL が落ちた', 'high', 'SQL が落ちた'],
    ['特急でお願いします。SQL が落ちた', 'high', 'SQL が落ちた'],
    ['特急対応：SQL が落ちた', 'high', 'SQL が落ちた'],
    ['特急で SQL を直してください', 'high', 'SQL を直してください'],
    ['緊急度最高 SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['【緊急度：最高】SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['緊急度は最高です。SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['【緊急度ＭＡＸ】SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['最優先でお願いします。SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['【最重要】SQL が落ちた', 'critical', 'SQL が落ちた'],
    ['【早急】SQL が落ちた', 'high', 'SQL が落ちた'],
    ['火急の件です。SQL が落ちた', 'high', 'SQL が落ちた'],
    ['一刻も早く SQL を直してください', 'high', 'SQL を直してください'],
    ['今すぐ SQL を直してください', 'high', 'SQL を直してください'],
    ['Top priority: SQL down', 'critical', 'SQL down'],
    ['SQL is down. Highest priority!', 'critical', 'SQL is down.'],
    ['緊急性は低いですが、SQL が遅いです', 'low', 'SQL が遅いです'],
  ])('is set, and taken from the words: %s', (text, severity, rest) => {
    expect(shippedUrgency.typed(text)).toMatchObject({ severity, rest });
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
    'The S1 plan of App Service is slow',
    'S1 プランの App Service が遅い',
    'S3: upload fails',
    '急ぎの便が SAP に出ない',
    '特急券の予約サイトが開かない',
    '特急列車の運行システムが SQL に繋がらない',
    '最緊急連絡先の一覧が開けない',
    '緊急度最高のチケットが Teams に通知されない',
    '最優先度の設定を変えたい',
    '早急に対応が必要というアラートが出る',
    'The disk alert (high) comes back',
    'Signal is weak (low)',
    '☆のアイコンが消えた',
  ])('is not read into words that only hold it: %s', (text) => {
    expect(shippedUrgency.typed(text)).toEqual({ severity: null, rest: text, words: '' });
  });
});

describe('an organisation’s own words for urgency', () => {
  const urgency = createUrgency({
    critical: ['至急', 'code red', 'urgent'],
    high: ['緊急', 'C++ (hot)'],
    low: ['業務影響大'],
  });

  test.each([
    ['【至急】VPN が切れる', 'critical', 'VPN が切れる'],
    ['至急 VPN が切れる', 'critical', 'VPN が切れる'],
    ['緊急 VPN が切れる', 'high', 'VPN が切れる'],
    ['緊急: VPN が切れる', 'high', 'VPN が切れる'],
    ['URGENT VPN is down', 'critical', 'VPN is down'],
    ['Code Red: VPN is down', 'critical', 'VPN is down'],
    ['ｃｏｄｅ ｒｅｄ：VPN', 'critical', 'VPN'],
    ['CODE RED VPN is down', 'critical', 'VPN is down'],
    ['[c++ (HOT)] VPN is down', 'high', 'VPN is down'],
    ['VPN が落ちました。至急お願いします。', 'critical', 'VPN が落ちました。'],
    ['業務影響大: VPN が切れる', 'low', 'VPN が切れる'],
    ['ASAP: VPN is down', 'high', 'VPN is down'],
    ['code reduction fails', null, 'code reduction fails'],
  ])('mean what it says: %s', (text, severity, rest) => {
    expect(urgency.typed(text)).toMatchObject({ severity, rest });
  });

  test('are shown with the severity that they have there', () => {
    expect(urgency.shown.critical.ja).toEqual(expect.arrayContaining(['至急:', '【至急】']));
    expect(urgency.shown.high.ja).toEqual(expect.arrayContaining(['緊急:', '【緊急】']));
    expect(urgency.shown.high.en).not.toContain('URGENT:');
    expect(shippedUrgency.shown.critical.en).toEqual(['CRITICAL:', 'Sev A', 'P1:']);
  });
});
