import { describe, expect, test } from '@jest/globals';
import { createDetector } from '../../src/detection/detection.ts';
import { learnedFrom } from '../../src/evidence/learned.ts';
import type { Technology } from '../../src/registry/technology.ts';
import { indexOf, solved } from './sample.ts';

const technology = (id: string, alias: string): Technology => ({
  id,
  name: { en: id, ja: id },
  aliases: { en: [alias], ja: [] },
  parent: null,
});
const registry = [technology('vpn', 'VPN Gateway'), technology('mail', 'Exchange Online'), technology('dns', 'DNS')];
const vpn = Array.from({ length: 60 }, (_, at) =>
  solved(`v${at}`, `Phase two rekey fails at site ${at}, tunnel down`, 'mika', 'vpn', at),
);
const mail = Array.from({ length: 60 }, (_, at) =>
  solved(`m${at}`, `Mailbox ${at} over quota, messages bounce`, 'ravi', 'mail', at),
);
const withPast = learnedFrom(() => indexOf([...vpn, ...mail])).detector(registry);
const withoutPast = createDetector(registry);
const confidenceOf = (detect: typeof withPast, title: string, id: string, product: string | null = null): number =>
  detect({ title, description: '', product }).find((each) => each.technology === id)?.confidence ?? 0;

describe('beside many past cases', () => {
  const inPassing = 'Phase two rekey fails, tunnel down since the admin moved to Exchange Online';

  test('a name that past cases held without being of it is believed less', () => {
    const passing = vpn.map((each, at) =>
      at % 2 === 0 ? { ...each, text: `${each.text} after Exchange Online came` } : each,
    );
    const learned = learnedFrom(() => indexOf([...passing, ...mail])).detector(registry);
    expect(confidenceOf(withoutPast, inPassing, 'mail')).toBeGreaterThan(0.5);
    expect(confidenceOf(learned, inPassing, 'mail')).toBeLessThan(0.4);
    expect(confidenceOf(learned, inPassing, 'vpn')).toBeGreaterThan(0.5);
  });

  test('the less a case says, the less past cases decide of a name in it', () => {
    const passing = vpn.map((each) => ({ ...each, text: `${each.text} after Exchange Online came` }));
    const learned = learnedFrom(() => indexOf([...passing, ...mail])).detector(registry);
    const line = 'Exchange Online tunnel down';
    const story = [line, ...vpn.slice(0, 6).map(({ title }) => title)].join(', ');
    expect(confidenceOf(learned, line, 'mail')).toBeGreaterThan(confidenceOf(learned, story, 'mail'));
  });

  test('what a line of words names is surer where past cases that held it bear it out', () => {
    const named = mail.map((each) => ({ ...each, text: `${each.text} in Exchange Online` }));
    const learned = learnedFrom(() => indexOf([...vpn, ...named])).detector(registry);
    const line = 'Exchange Online mailbox over quota';
    expect(confidenceOf(withoutPast, line, 'mail')).toBeLessThan(0.9);
    expect(confidenceOf(learned, line, 'mail')).toBeGreaterThan(0.95);
  });

  test('ten past cases of one technology make it no certainty beside a name', () => {
    const learned = learnedFrom(() => indexOf(vpn.slice(0, 10))).detector(registry);
    const [first] = learned({ title: 'DNS tunnel fails', description: '', product: null });
    expect(first?.technology).toBe('dns');
  });

  test('a name that stood in no past case is believed, and what past cases say beside it', () => {
    expect(confidenceOf(withPast, inPassing, 'mail')).toBeGreaterThan(0.5);
    expect(confidenceOf(withPast, inPassing, 'vpn')).toBeGreaterThan(0.3);
  });

  test('the product field is looked for in past cases, and is shown where it stands', () => {
    const found = withPast({ title: 'Broken', description: '', product: 'Phase two rekey' });
    expect(found.map(({ technology: id }) => id)).toEqual(['vpn']);
    for (const { source, start, end, words } of found[0]?.evidence ?? []) {
      expect(source).toBe('product');
      expect('Phase two rekey'.slice(start, end)).toBe(words);
    }
  });

  test.each([
    ...[
      'can you find someone',
      'stop now',
      '2',
      '名古屋拠点で確認',
      'fire, help',
      'asap',
      'in this',
      'at the end of the month',
    ],
    ...['code red', 'top priority', 'getting worse', '至急', '全社で影響', '非常事態', '変更', 'エスカレーション'],
  ])('%s is evidence of nothing', (words) => {
    const past = Array.from({ length: 40 }, (_, at) => solved(`x${at}`, words, 'mika', 'vpn', at));
    const learned = learnedFrom(() => indexOf([...past, ...mail])).detector(registry);
    expect(learned({ title: words, description: '', product: null })).toEqual([]);
  });

  test('where somebody only names a technology, past cases with that name suggest no other', () => {
    const past = Array.from({ length: 40 }, (_, at) => solved(`x${at}`, 'DNS down, tunnel rekey', 'mika', 'vpn', at));
    const learned = learnedFrom(() => indexOf([...past, ...mail])).detector(registry);
    const told = (title: string) => learned({ title, description: '', product: null }).map((each) => each.technology);
    expect(told('DNS is down')).toEqual(['dns']);
    expect(told('DNS is down, and the tunnel rekey')).toContain('vpn');
  });

  test('a technology that no past case was of is believed as on the first day', () => {
    const text = 'Phase two rekey fails, tunnel down, DNS suspected';
    expect(confidenceOf(withPast, text, 'dns')).toBe(confidenceOf(withoutPast, text, 'dns'));
  });

  test('in a text unlike all of them names are believed as on the first day', () => {
    const text = 'Exchange Online licence renewal';
    expect(confidenceOf(withPast, text, 'mail')).toBeGreaterThanOrEqual(confidenceOf(withoutPast, text, 'mail'));
  });

  test('the product that the case system gives stands', () => {
    expect(confidenceOf(withPast, inPassing, 'mail', 'Exchange Online')).toBeGreaterThan(0.9);
  });

  test('a case like many of one technology is told as surely that as it is, without its name', () => {
    expect(confidenceOf(withPast, 'Rekey of phase two fails, tunnel down again', 'vpn')).toBeGreaterThan(0.85);
  });
});
