import { describe, expect, test } from '@jest/globals';
import { parseRequest } from '../../../../src/teams/commands/parsing/parse.ts';

describe('whether something was there before, and how it was solved, is looked up in past cases', () => {
  test.each([
    ['did anyone see BGP flaps before', 'BGP flaps'],
    ['has anyone had BGP flaps before?', 'BGP flaps'],
    ['anybody seen this before?', ''],
    ['how did we fix BGP flaps last time?', 'BGP flaps'],
    ['how was the VPN outage solved last time?', 'the VPN outage'],
    ['what did we do last time about BGP flaps', 'BGP flaps'],
    ['has this ever happened before?', ''],
    ['what was the fix last time for Key Vault', 'Key Vault'],
    ['anything similar to this?', ''],
    ['have we seen anything similar to BGP flaps before?', 'BGP flaps'],
    ['過去に同じような事例ありますか', ''],
    ['似たような案件を教えていただけますか', ''],
    ['Key Vaultの過去事例を探しています', 'Key Vault'],
    ['この前のVPN障害ってどうやって直したんでしたっけ', 'VPN障害'],
    ['前回のAKSの障害はどう対処しましたか', 'AKSの障害'],
    ['AKSで似たような件、前にありませんでした？', 'AKS'],
    ['前にもVPN切断ありましたよね', 'VPN切断'],
    ['前回どうやって解決しましたか', ''],
    ['VPN切断の対応事例ありますか', 'VPN切断'],
    ['BGPフラップは過去に経験ありますか', 'BGPフラップ'],
    ['これって前にもありましたっけ', ''],
    ['以前も同じことがありましたよね', ''],
    ['同じような問題が過去にありましたか', ''],
  ])('%s', (asked, words) => expect(parseRequest(asked, true)).toEqual({ kind: 'history', words }));

  test.each([
    'did anyone see the mail before it was deleted',
    'has anyone had problems signing in to Outlook',
    'how did we lose the VPN last time',
    'anything similar to a firewall blocks us',
    'it worked last time',
    'this has happened before and Outlook is down again',
    'has the user been locked out before',
    'VPN切断は前にもありましたが今回は復旧しません',
    '前にもVPN切断がありましたが、また切れます',
    '前にもVPN切断がありました',
    '同じエラーがあります',
    '前回の障害はどう対処すればいいですか',
    '前回のバックアップが失敗しました',
  ])('a case that was there before is told all the same: %s', (words) =>
    expect(parseRequest(words, true)).toEqual({ kind: 'said', words }),
  );
});
