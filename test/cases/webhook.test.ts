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
});
