import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { channelName } from '../../src/graph/channels/channelName.ts';
import { channelNameFault } from '../../src/sandbox/graph/channelName.ts';
import { runs } from '../runs.ts';

const swarmId = '7d3a4c1e-9f00-4b7a-8c11-5e2d6f7a8b90';
const named = (caseId: string, title: string | null, turn?: number) => channelName({ swarmId, caseId, title }, turn);

/** Texts as people and attackers write them. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc
    .array(
      fc.constantFrom(
        'CON',
        'forms',
        '_vti_',
        '__vvti_ti_',
        '..',
        '. .',
        '._',
        '~#%&*{}+/\\:<>?|\'",',
        '\u0000',
        '\u0085',
        '\u202e',
        '\u200b',
        '👩‍👩‍👧‍👦',
        '福岡',
        ' ',
        '\ud800',
        'ＶＰＮ',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

describe('the name of a swarm’s channel', () => {
  test('is what people call the case, and its title; the swarm only where that is taken', () => {
    expect(named('T-1042', 'VPN が福岡で切れる')).toBe('T-1042 VPN が福岡で切れる');
    expect(named('T-1042', 'VPN が福岡で切れる', 2)).toBe('T-1042 VPN が福岡で切れる (7d3a4c1e)');
    expect(named('T-1042', 'VPN が福岡で切れる', 3)).toBe('T-1042 VPN が福岡で切れる (7d3a4c1e-2)');
    expect(named('4711', null)).toBe('4711');
    expect(named('4711', null, 2)).toBe('4711 (7d3a4c1e)');
    expect(named('con', null)).toBe('con (7d3a4c1e)');
  });

  test('is one that Teams takes, whatever case and title are', () => {
    fc.assert(
      fc.property(text, fc.option(text), fc.integer({ min: 1, max: 99 }), (caseId, title, turn) => {
        const name = named(caseId, title, turn);
        expect(channelNameFault(name)).toBeNull();
        expect(name).toBe(name.trim().replace(/\s+/g, ' '));
        expect(name.isWellFormed()).toBe(true);
        expect(name).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: runs(2_000) },
    );
  });

  test('that is taken is another for each swarm and turn, whatever case and title are', () => {
    fc.assert(
      fc.property(text, text, fc.uuid({ version: 4 }), fc.uuid({ version: 4 }), (caseId, title, one, other) => {
        fc.pre(one.slice(0, 8) !== other.slice(0, 8));
        const names = [
          channelName({ swarmId: one, caseId, title }, 2),
          channelName({ swarmId: one, caseId, title }, 3),
          channelName({ swarmId: other, caseId, title }, 2),
        ];
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
      }),
    );
  });

  test('keeps Japanese, and never cuts a character in two', () => {
    const name = named('4711', '👩‍👩‍👧‍👦が'.repeat(20));
    expect(name.length).toBeLessThanOrEqual(50);
    expect(name).toMatch(/^4711 /);
    expect(named('4711', 'がぎぐげご'.repeat(20).normalize('NFD'))).not.toMatch(/[^\p{L}\p{M}\p{N}\s()]/u);
  });

  test.each([
    ['Users cannot sign in after Conditional Access change', 'Users cannot sign in after'],
    ['Kubernetes pods crash-looping after node-pool upgrade', 'Kubernetes pods crash-looping'],
    ['Outlook: mailbox synchronisation, and then nothing', 'Outlook mailbox synchronisation'],
    ['Sign-in fails with the error (AADSTS50105) since May', 'Sign-in fails with the error'],
    [
      '証明書の更新後から全拠点の接続が切断されるようになり VPNGateway も再起動',
      '証明書の更新後から全拠点の接続が切断されるようになり',
    ],
    [
      '全拠点の接続が切断されるようになりました。再起動でも直らず、原因が不明です',
      '全拠点の接続が切断されるようになりました。再起動でも直らず、原因が不',
    ],
    ['x'.repeat(60), 'x'.repeat(34)],
  ])('of a title that is too long ends with a whole word (%#)', (title, told) => {
    expect(named('4711', title, 2)).toBe(`4711 ${told} (7d3a4c1e)`);
  });

  test('of a title that is too long has no loose end, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.stringMatching(/^[ .,;・、。「(_-]{1,6}$/), (before, loose) => {
        const title = `${'x'.repeat(before)}${loose}${'tail '.repeat(20)}`;
        expect(named('4711', title)).toMatch(/[^\s.,;・、。「(_-]$/);
        expect(named('4711', title, 2)).toMatch(/[^\s.,;・、。「(_-] \(7d3a4c1e\)$/);
      }),
    );
  });

  test('of a long case id still has room for the title', () => {
    expect(named('x'.repeat(200), 'title')).toBe(`${'x'.repeat(20)} title`);
  });
});
