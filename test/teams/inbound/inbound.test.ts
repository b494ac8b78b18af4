import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { textOfHtml } from '../../../src/reading/markup.ts';
import { admit } from '../../../src/teams/inbound/inbound.ts';
import { createRepeats } from '../../../src/teams/inbound/repeats.ts';
import { createTokenGate } from '../../../src/teams/inbound/tokenGate.ts';
import { wordsOf } from '../../../src/teams/inbound/words.ts';
import { atOnce } from '../atOnce.ts';

const activity = (more: object = {}) => ({
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.example/emea/',
  from: { id: '29:mika', aadObjectId: 'a0000000-0000-4000-8000-000000000001' },
  recipient: { id: '28:bot' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'tenant' },
  channelData: { tenant: { id: 'tenant' } },
  text: 'help',
  ...more,
});

describe('the guard before a turn', () => {
  test('admits what a person of the tenant does', () => {
    expect(admit(activity(), 'tenant').kind).toBe('admitted');
    expect(admit(activity({ channelData: undefined }), 'tenant').kind).toBe('admitted');
  });

  test.each([
    ['no tenant', { conversation: { id: 'a:1' }, channelData: {} }],
    ['another tenant', { conversation: { id: 'a:1', tenantId: 'foreign' } }],
    ['two tenants', { channelData: { tenant: { id: 'foreign' } } }],
    ['no person', { from: { id: '29:mika' } }],
    ['an odd person id', { from: { id: '29:mika', aadObjectId: "1' or '1'='1" } }],
    ['no service url', { serviceUrl: undefined }],
    ['a service url that is no web address', { serviceUrl: 'javascript:alert(1)' }],
    ['another channel', { channelId: 'webchat' }],
  ])('refuses %s, and its reason tells nothing of the text', (_, more) => {
    const admission = admit(activity({ text: 'the secret problem', ...more }), 'tenant');
    expect(admission.kind).toBe('refused');
    expect(JSON.stringify(admission)).not.toContain('secret');
  });

  test('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => expect(admit(body, 'tenant').kind).toBe('refused')));
  });
});

describe('tokens', () => {
  test('are not judged while the keys cannot be had', async () => {
    const gate = createTokenGate({
      appId: 'app',
      metadataUrl: 'http://127.0.0.1:9/none',
      issuer: 'i',
      clock: Date.now,
    });
    expect((await gate('Bearer a.b.c')).kind).toBe('no-keys');
    expect((await gate(undefined)).kind).toBe('refused');
    expect((await gate('Basic abc')).kind).toBe('refused');
  });

  test('found good are known again until they end, and no other token for them', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }] };
    const server = createServer((request, response) => {
      const jwks_uri = `http://${request.headers.host}/keys`;
      response.end(JSON.stringify(request.url === '/keys' ? keys : { jwks_uri }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const metadataUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    let now = Date.now();
    const gate = createTokenGate({ appId: 'app', metadataUrl, issuer: 'i', clock: () => now });
    const verify = jest.spyOn(crypto.subtle, 'verify');
    const ends = Math.floor(now / 1000) + 600;
    const token = await new SignJWT({ serviceurl: 'https://smba.example/' })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer('i')
      .setAudience('app')
      .setExpirationTime(ends)
      .sign(privateKey);
    const good = { kind: 'good', serviceUrl: 'https://smba.example/' };
    expect([await gate(`Bearer ${token}`), await gate(`Bearer ${token}`)]).toEqual([good, good]);
    expect(verify).toHaveBeenCalledTimes(1);
    const [header, payload, signature = ''] = token.split('.');
    const forged = `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect((await gate(`Bearer ${forged}`)).kind).toBe('refused');
    now = ends * 1000;
    await gate(`Bearer ${token}`);
    expect(verify).toHaveBeenCalledTimes(3);
    server.close();
  });
});

describe('the words of a message', () => {
  test('come out of its markup, lines kept', () => {
    expect(textOfHtml('<p>VPN &lt;down&gt;&nbsp;since <b>9</b></p><ul><li>one</li><li>two</li></ul>')).toBe(
      'VPN <down> since 9\n- one\n- two',
    );
    expect(textOfHtml('a<br>b<script>alert(1)</script>&#12354;&#x3042;')).toBe('a\nbああ');
  });
  test('come out of anything, quickly', () => {
    fc.assert(fc.property(fc.string({ maxLength: 3000 }), (html) => expect(typeof textOfHtml(html)).toBe('string')));
    for (const piece of ['<', '<br ', '< li', '<script>', ' ', '< ', '<p', '&'])
      expect(atOnce(() => typeof textOfHtml(`${piece.repeat(200_000)}x`))).toBe('string');
    expect(atOnce(() => textOfHtml(`<${' '.repeat(500_000)}`))).toBe('<');
  });
  test('are not those of a script, of whatever is in its tags', () => {
    expect(textOfHtml('a<style x="1">p{}</style>b<script>if (a<b) x</script>c')).toBe('abc');
    expect(textOfHtml('<attachment id="1"/>VPN<attachment id="2"></attachment> is slow')).toBe('VPN is slow');
  });
  test('have names for mentions, and a name is never read as a mention', () => {
    const mention = (text: string, id: string, name: string) => ({ type: 'mention', text, mentioned: { id, name } });
    const said = (text: string, entities: object[]) => {
      const admission = admit(activity({ text, entities }), 'tenant');
      return admission.kind === 'admitted' ? wordsOf(admission.activity) : null;
    };
    const bot = mention('<at>Swarm</at>', '28:bot', 'Swarm');
    expect(
      said('<at>Swarm</at> ask <at>Mika (JP)</at>', [bot, mention('<at>Mika (JP)</at>', '29:m', 'Mika $& (JP)')]),
    ).toEqual({ words: 'ask Mika $& (JP)', isMentioned: true });
    // Each name holds thirty times the next mention: written out they would fill the memory.
    const nested = Array.from({ length: 20 }, (_, at) => mention(`<${at}>`, `29:${at}`, `<${at + 1}>`.repeat(30)));
    expect(said('<0>', nested)?.words).toBe('<1>'.repeat(30));
  });
});

describe('an activity that comes again', () => {
  test('gets the answer of the first, and a failed one may be tried again', async () => {
    let now = 0;
    let runs = 0;
    const once = createRepeats<number>({ steady: () => now, keep: 1000, most: 10 });
    const work = async () => ++runs;
    expect(await Promise.all([once('a', work), once('a', work)])).toEqual([1, 1]);
    now = 2000;
    expect(await once('a', work)).toBe(2);
    await expect(once('b', () => Promise.reject(new Error('fault')))).rejects.toThrow('fault');
    expect(await once('b', work)).toBe(3);
  });
});
