import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesOfTerms, termsOfPage, termsVersion } from '../../src/evidence/terms/termBytes.ts';
import { termSpans, termsOf } from '../../src/evidence/terms/terms.ts';

const shared = (left: string, right: string): number => {
  const known = new Set(termsOf(left, '').hashes);
  return [...termsOf(right, '').hashes].filter((hash) => known.has(hash)).length;
};

describe('the terms of a text', () => {
  test.each([
    ['サーバー', 'サーバ'],
    ['ｻｰﾊﾞ', 'サーバー'],
    ['ウィンドウ', 'ウインドウ'],
    ['ＡＺＵＲＥ', 'azure'],
    ['PowerShell', 'powershell'],
    ['AzureのVPNで', 'vpn'],
    ['仮想マシンが起動しない', '起動'],
    ['crashing', 'It crashed'],
    ['proxies', 'proxy'],
    ['Mailboxes', 'mailbox'],
    ['caches', 'cached'],
  ])('%s is found by %s', (written, asked) => {
    expect(shared(written, asked)).toBeGreaterThan(0);
  });

  test.each([
    ['access', 'acces'],
    ['status', 'stat'],
    ['string', 'str'],
    ['need', 'ne'],
  ])('%s is not cut down to %s', (written, asked) => {
    expect(shared(written, asked)).toBe(0);
  });

  test.each([
    ['a user agent', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Edg/120.0\n'],
    ['a log line', '2026-11-20T10:00:00 contoso agent started with a number of options that nobody needs to read\n'],
    ['a long number', '2001060421 20010604 '],
  ])('%s before it makes prose no later', (_, before) => {
    const weightOf = (text: string): number => {
      const terms = termsOf('', text);
      return terms.weights[terms.hashes.indexOf(termsOf('tunnel', '').hashes[0] ?? 0)] ?? 0;
    };
    expect(weightOf(`${before}the tunnel breaks`)).toBe(weightOf('the tunnel breaks'));
    expect(weightOf(`nothing works and ${before}the tunnel breaks`)).toBeLessThan(weightOf('the tunnel breaks'));
  });

  test('a stack trace weighs less than prose', () => {
    const weightOf = (text: string): number => {
      const hash = termsOf('contoso', '').hashes[0];
      const terms = termsOf('', text);
      return terms.weights[terms.hashes.indexOf(hash ?? 0)] ?? 0;
    };
    expect(weightOf('it fails\n   at contoso.run(app.cs:10)')).toBeLessThan(weightOf('it fails\n   in contoso run'));
  });

  test('spans show the words where they stand, and any string has terms or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (title, text) => {
        const { hashes, weights } = termsOf(title, text);
        expect(hashes).toHaveLength(weights.length);
        for (const weight of weights) expect(weight).toBeGreaterThan(0);
        for (const { source, start, end } of termSpans(title, text)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual((source === 'title' ? title : text).length);
        }
      }),
    );
  });
});

describe('the terms of a case, kept as bytes', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (title, text) => {
        const terms = termsOf(title, text);
        const bytes = bytesOfTerms(terms);
        expect(termsOfPage(Buffer.concat([bytes, bytes]), [bytes.length, bytes.length])).toEqual([terms, terms]);
      }),
    );
  });

  test('are not believed when another version made them, or when they are cut off', () => {
    const bytes = bytesOfTerms(termsOf('VPN gateway', ''));
    const read = (changed: Uint8Array, length = changed.length) => termsOfPage(changed, [length]);
    expect(read(Uint8Array.from(bytes, (byte, at) => (at === 0 ? byte + 1 : byte)))).toEqual([undefined]);
    expect(read(bytes.subarray(0, -1))).toEqual([undefined]);
    expect(read(bytes.subarray(0, -1), bytes.length)).toEqual([undefined]);
    expect(read(new Uint8Array(0))).toEqual([undefined]);
  });

  test('carry a version that changes with the way of cutting and reading: raise termsVersion when this fails', () => {
    const hash = createHash('sha256');
    for (const [title = '', text = ''] of toldInManyWays) hash.update(bytesOfTerms(termsOf(title, text)));
    expect({ termsVersion, fingerprint: hash.digest('hex') }).toEqual({
      termsVersion: 5,
      fingerprint: '48a1d03777dfc77e152a3743de8b0bde9a112b647e853426055f36f063ff5feb',
    });
  });
});

/** What is read of each hangs on another part of src/reading. */
const toldInManyWays = [
  [
    'AzureのVPN接続エラー',
    'at Contoso.Vpn.Run(app.cs:10)\nサーバーのＶＰＮ GatewayでERR_TUNNEL-0x80070005、接続が切れる。PowerShell 7.4',
  ],
  [
    'RE: 【至急】フェイルオーバーの件',
    'お世話になっております。\nTeams は正常ですが、SQL Server のフェールオーバーが失敗します。\n-- \n山田 03-1234-5678',
  ],
  [
    'Mail stops',
    'Hi all,\nExchange Online rejects mail since 9:00.\nThanks,\nMika\n> On Monday Ravi wrote:\n> VPN is slow',
  ],
  [
    '',
    'PS C:\\> Get-Mailbox -Identity x\n$env:PATH = "C:\\bin"\n2026-11-20 09:00:01 ERROR [main] AKS pod evicted\nWhy is the pod evicted?',
  ],
  [
    '障害',
    '【環境】Windows Server 2022\n【事象】グループ ポリシーが適用されない\n【ログ】\neyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0\n明日までにお願いします。',
  ],
  [
    'FW: outage',
    'This message is confidential. If you are not the intended recipient, delete it.\n<p>Azure Front Door returns <b>503</b></p>',
  ],
] as const;
