import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { textOfHtml } from '../../../src/reading/markup.ts';
import { admit } from '../../../src/teams/inbound/inbound.ts';
import { createRepeats } from '../../../src/teams/inbound/repeats.ts';
import { createTokenGate } from '../../../src/teams/inbound/tokenGate.ts';
import { wordsOf } from '../../../src/teams/inbound/words.ts';
import type { KeysFault } from '../../../src/teams/ports.ts';
import { openUnreachable } from '../../unreachable.ts';
import { until } from '../../until.ts';
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
  const tried: (KeysFault | null)[] = [];
  let now = Date.now();
  const gateAt = (metadataUrl: string) =>
    createTokenGate({ appId: 'app', metadataUrl, issuer: 'i', tried: (fault) => tried.push(fault), clock: () => now });
  const closing: (() => void)[] = [];
  beforeEach(() => {
    tried.length = 0;
    now = Date.now();
  });
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  /** An issuer's two addresses, one of which may be elsewhere; and a token of its that is good. */
  async function issuer({ keysAt = '' } = {}) {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }] };
    const played = { keysStatus: 200, keysAt };
    const server = createServer((request, response) => {
      const jwks_uri = played.keysAt || `http://${request.headers.host}/keys`;
      if (request.url === '/keys') response.statusCode = played.keysStatus;
      response.end(JSON.stringify(request.url === '/keys' ? keys : { jwks_uri }));
    }).listen(0, '127.0.0.1');
    closing.push(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ends = Math.floor(now / 1000) + 600;
    const token = await new SignJWT({ serviceurl: 'https://smba.example/' })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer('i')
      .setAudience('app')
      .setExpirationTime(ends)
      .sign(privateKey);
    return { metadataUrl: `http://127.0.0.1:${port}/`, host: `127.0.0.1:${port}`, token, ends, played };
  }
  const good = { kind: 'good', serviceUrl: 'https://smba.example/' };

  test('are not judged while the keys cannot be had; operators hear which host it is, why, and what to do', async () => {
    const { cases, close } = await openUnreachable();
    closing.push(() => void close());
    const { token } = await issuer();
    for (const { address, told, lasting } of cases) {
      const elsewhere = await issuer({ keysAt: address });
      for (const [metadataUrl, ours] of [
        [address, token],
        [elsewhere.metadataUrl, elsewhere.token],
      ] as const) {
        tried.length = 0;
        const gate = gateAt(metadataUrl);
        expect(await gate.verdictOn(`Bearer ${ours}`)).toEqual({ kind: 'no-keys' });
        expect(tried).toEqual([{ words: expect.stringMatching(told), lasting }]);
        expect(gate.hasKeys()).toBe(!lasting);
        expect((await gate.verdictOn(undefined)).kind).toBe('refused');
        expect((await gate.verdictOn('Basic abc')).kind).toBe('refused');
      }
    }
  });

  test('are not called bad because the address of the keys answers with an error', async () => {
    const { metadataUrl, host, token, played } = await issuer();
    played.keysStatus = 503;
    const gate = gateAt(metadataUrl);
    expect(await gate.verdictOn(`Bearer ${token}`)).toEqual({ kind: 'no-keys' });
    expect(tried).toEqual([{ words: expect.stringMatching(`^${host}: .*200`), lasting: false }]);
    expect(gate.hasKeys()).toBe(true);
    played.keysStatus = 200;
    expect(await gate.verdictOn(`Bearer ${token}`)).toEqual(good);
    expect(tried.at(-1)).toBeNull();
  });

  test('can be judged again once the keys can be had, though nobody is sent here meanwhile', async () => {
    const { cases, close } = await openUnreachable();
    closing.push(() => void close());
    const { metadataUrl, token, played } = await issuer({ keysAt: cases.at(-1)?.address ?? '' });
    const gate = gateAt(metadataUrl);
    await gate.verdictOn(`Bearer ${token}`);
    expect(gate.hasKeys()).toBe(false);
    played.keysAt = '';
    expect(gate.hasKeys()).toBe(false);
    now += 5_000;
    await until(() => gate.hasKeys());
    expect(await gate.verdictOn(`Bearer ${token}`)).toEqual(good);
  });

  test('found good are known again until they end, and no other token for them', async () => {
    const { metadataUrl, token, ends } = await issuer();
    const gate = gateAt(metadataUrl);
    const verify = jest.spyOn(crypto.subtle, 'verify');
    expect([await gate.verdictOn(`Bearer ${token}`), await gate.verdictOn(`Bearer ${token}`)]).toEqual([good, good]);
    expect(verify).toHaveBeenCalledTimes(1);
    const [header, payload, signature = ''] = token.split('.');
    const forged = `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect((await gate.verdictOn(`Bearer ${forged}`)).kind).toBe('refused');
    now = ends * 1000;
    await gate.verdictOn(`Bearer ${token}`);
    expect(verify).toHaveBeenCalledTimes(3);
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
    // A link with a name leads to its address, which Teams tells in the HTML beside the words, or in them.
    const html = (content: string) => [{ contentType: 'text/html', content }];
    const linked = (text: string, content: string) => {
      const admission = admit(activity({ text, attachments: html(content) }), 'tenant');
      return admission.kind === 'admitted' ? wordsOf(admission.activity).words : null;
    };
    const address = 'https://contoso.crm7.dynamics.com/main.aspx?etn=incident&id=1';
    const href = address.replace('&', '&amp;');
    expect(linked('See VPN drops please', `<p>See <a href="${href}" title="x">VPN <b>drops</b></a> please</p>`)).toBe(
      `See [VPN drops](${address}) please`,
    );
    expect(linked(`See ${address}`, `<p>See <a href="${href}">${href}</a></p>`)).toBe(`See ${address}`);
    expect(linked(`<p><a href="${href}">VPN drops</a></p>`, '')).toBe(`[VPN drops](${address})`);
    expect(linked('Hello', '<a href="javascript:alert(1)">Hello</a>')).toBe('Hello');
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
