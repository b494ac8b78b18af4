import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeSignature, parsePostedCase, sign, timestampTolerance } from '../../src/cases/webhook.ts';

const secret = 'a secret of the case system';
const now = Date.parse('2026-11-20T09:00:00Z');
const bytes = (text: string) => new TextEncoder().encode(text);
const judge = (headers: Record<string, string>, body: Uint8Array, at = now, key = secret) =>
  judgeSignature(key, { timestamp: headers['x-swarm-timestamp'], signature: headers['x-swarm-signature'], body }, at);

describe('a signature', () => {
  test('is right for the body, the time and the secret it was made for, and for no other', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.string({ minLength: 1 }), (body, other, key) => {
        const headers = sign(secret, body, now);
        expect(judge(headers, body).ok).toBe(true);
        if (Buffer.compare(body, other) !== 0) expect(judge(headers, other)).toEqual({ ok: false, refusal: 'wrong' });
        if (key !== secret) expect(judge(headers, body, now, key)).toEqual({ ok: false, refusal: 'wrong' });
      }),
    );
  });

  test('is old when its time is more than five minutes from now, either way', () => {
    const body = bytes('{}');
    const headers = sign(secret, body, now);
    for (const seconds of [-timestampTolerance, 0, timestampTolerance]) {
      expect(judge(headers, body, now + seconds * 1000).ok).toBe(true);
    }
    for (const seconds of [-timestampTolerance - 1, timestampTolerance + 1]) {
      expect(judge(headers, body, now + seconds * 1000)).toMatchObject({ ok: false, refusal: 'old' });
    }
  });

  test('of whatever form is judged, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (timestamp, signature) => {
        expect(judge({ 'x-swarm-timestamp': timestamp, 'x-swarm-signature': signature }, bytes('{}')).ok).toBe(false);
      }),
    );
  });
});

describe('a posted case', () => {
  test('of whatever content is read, or told what is wrong with it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json().map(bytes), fc.uint8Array()), (body) => {
        const read = parsePostedCase(body);
        if (!read.ok) expect(read.errors.length).toBeGreaterThan(0);
      }),
    );
  });

  test('that is not UTF-8 is not guessed at', () => {
    expect(parsePostedCase(new Uint8Array([0x22, 0x83, 0x65, 0x22]))).toEqual({
      ok: false,
      errors: [{ path: '', message: 'is not JSON in UTF-8' }],
    });
  });

  test('names unknown fields by their path, wherever they are', () => {
    const read = parsePostedCase(bytes(JSON.stringify({ case: { owner: { mail: 'x' } }, extra: 1 })));
    expect(read.ok ? [] : read.errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['extra', 'case.owner.mail', 'case.id', 'case.title', 'case.created', 'version']),
    );
  });

  test.each([
    ['<b>VPN</b> &amp; DNS', 'VPN & DNS'],
    ['<p>共有フォルダーが</p><p>開けない</p>', '共有フォルダーが 開けない'],
    ['VPN &amp; DNS\nfail', 'VPN & DNS fail'],
    ['List<String> is a < b', 'List<String> is a < b'],
  ])('has its title without markup: %s', (title, right) => {
    const owner = { id: '00000000-0000-4000-8000-000000000002', name: 'Mika' };
    const read = parsePostedCase(
      bytes(JSON.stringify({ case: { id: '1', title, owner, created: '2026-11-20T09:00:00Z' }, version: 1 })),
    );
    expect(read.ok ? read.case.title : read.errors).toBe(right);
  });

  const owner = { id: '00000000-0000-4000-8000-000000000002', name: 'Mika' };
  const posted = (more: object, beside: object = {}) =>
    parsePostedCase(
      bytes(
        JSON.stringify({
          case: { id: 'W-1', title: 'VPN drops', owner, created: '2026-11-20T09:00:00Z', ...more },
          version: 1,
          ...beside,
        }),
      ),
    );
  const told = (...of: Parameters<typeof posted>) => {
    const read = posted(...of);
    return read.ok ? read.case : read.errors;
  };

  test.each([
    ['2026-12-10T09:00:00+0900', {}, '2026-12-10T00:00:00.000Z'],
    ['2026/12/10 9:00', { zone: 'Asia/Tokyo' }, '2026-12-10T00:00:00.000Z'],
    ['2026-12-10', { zone: 'Asia/Tokyo' }, '2026-12-10T14:59:00.000Z'],
    ['10.12.2026 18:00', { zone: 'Tokyo Standard Time' }, '2026-12-10T09:00:00.000Z'],
  ])('has its deadline in any usual form: %s', (deadline, beside, at) => {
    expect(told({ deadline }, beside)).toMatchObject({ deadline: at });
  });

  test('has a number for its id, and nothing where a field that may be left out is empty', () => {
    expect(told({ id: 4242 })).toMatchObject({ id: '4242' });
    const empty = { customer: '', product: '', url: '', severity: '', language: '', deadline: '' };
    expect(told(empty)).toEqual(told({}));
  });

  test('is in the language of its words where none is said', () => {
    expect(told({ title: 'VPN が切れる' })).toMatchObject({ language: 'ja' });
    expect(told({ description: '<p>証明書の期限が切れました。</p>', language: null })).toMatchObject({
      language: 'ja',
    });
    expect(told({ title: 'VPN が切れる', language: 'en' })).toMatchObject({ language: 'en' });
    expect(told({ title: 'VPN drops' })).toMatchObject({ language: 'en' });
  });

  test.each([
    [{ title: null }, {}, 'case.title', 'must be there'],
    [{ title: '\u200b' }, {}, 'case.title', 'must not be empty'],
    [{ title: 7 }, {}, 'case.title', 'is a text'],
    [{ owner: { id: owner.id } }, {}, 'case.owner.name', 'must be there'],
    [{ id: 'W'.repeat(201) }, {}, 'case.id', 'has at most 200 characters'],
    [{ severity: 'Sev 1' }, {}, 'case.severity', 'is one of critical, high, normal, low'],
    [{ restricted: 'true' }, {}, 'case.restricted', 'is true or false'],
    [{ url: 'http://crm.contoso.example/1' }, {}, 'case.url', 'is an address that begins with https://'],
    [{ created: '2026-02-30' }, {}, 'case.created', 'is no date and time such as 2026-11-20T09:00:00+09:00'],
    [{ deadline: 'soon' }, {}, 'case.deadline', 'is no date and time such as 2026-11-20T09:00:00+09:00'],
    [
      { created: '2026/11/20 9:00' },
      { zone: 'JST' },
      'zone',
      'is a time zone by area and city, such as Asia/Tokyo, or UTC',
    ],
  ])('says in plain words what is wrong with %j %j', (more, beside, path, message) => {
    expect(told(more, beside)).toEqual([{ path, message }]);
  });

  test.each([
    ['<dl><dt>現象</dt><dd>印刷できない</dd></dl><section>昨日から</section>', '現象\n印刷できない\n\n昨日から'],
    [
      JSON.stringify({
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'See ' },
              { type: 'inlineCard', attrs: { url: 'https://x.example/1' } },
            ],
          },
          { type: 'paragraph', content: [{ type: 'status', attrs: { text: '停止中' } }] },
        ],
      }),
      'See https://x.example/1\n停止中',
    ],
    [
      'h2. 現象\r\n*Exchange* が {color:red}停止{color}\r\n* 再起動\r\n** 二回',
      '現象\nExchange が 停止\n- 再起動\n- 二回',
    ],
  ])('has its description as plain text: %s', (description, text) => {
    expect(told({ description })).toMatchObject({ description: text });
  });
});
