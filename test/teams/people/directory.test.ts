import { describe, expect, test } from '@jest/globals';
import { createSnapshot } from '../../../src/registry/snapshot.ts';
import { createDirectory } from '../../../src/teams/people/directory.ts';

const technology = (id: string, name: string, aliases: string[]) => ({
  id,
  name: { en: name, ja: name },
  aliases: { en: aliases, ja: aliases },
  parent: null,
});
const unasked = () => Promise.reject(new Error('Nobody’s chat is needed to know a technology'));
const { technologyNamed } = createDirectory({
  registry: {
    snapshot: createSnapshot({
      technologies: [
        technology('vpn-gateway', 'Azure VPN Gateway', ['VPN', 'S2S', 'ゲートウェイ']),
        technology('ipsec', 'IPsec devices', ['ＶＰＮ', 'routers']),
        technology('routers', 'Branch routers', []),
        technology('storage', 'Azure Storage', ['blob']),
        technology('clustering', 'Failover Clustering', ['storage spaces direct']),
      ],
      engineers: [],
      skills: [],
    }),
  },
  chats: { find: unasked },
  clock: () => 0,
});
const meant = (typed: string): string[] => {
  const found = technologyNamed(typed);
  return found.kind === 'one' ? [found.it.id] : found.kind === 'several' ? found.among.map(({ id }) => id) : [];
};

describe('a technology by what others call it', () => {
  test('is none in particular where several share the name', () => {
    expect(technologyNamed('vpn').kind).toBe('several');
    expect(meant('vpn')).toEqual(['vpn-gateway', 'ipsec']);
  });

  test('is the one that is called so alone, in any width and case', () => {
    expect(meant('s2s')).toEqual(['vpn-gateway']);
    expect(meant('ｉｐｓｅｃ　ｄｅｖｉｃｅｓ')).toEqual(['ipsec']);
    expect(technologyNamed('ゲートウェイ').kind).toBe('one');
  });

  test('is the one with that name, whatever others are called besides', () => {
    expect(meant('Routers')).toEqual(['routers']);
  });

  test('is the one with that name behind its maker’s, whatever longer name another is called by', () => {
    expect(meant('storage')).toEqual(['storage']);
    expect(meant('vpn gateway')).toEqual(['vpn-gateway']);
    expect(meant('storage spaces')).toEqual(['clustering']);
  });

  test('is asked back where only part of a name was given, each once; nothing fits: none', () => {
    expect(meant('e').toSorted()).toEqual(['clustering', 'ipsec', 'routers', 'storage', 'vpn-gateway']);
    expect(technologyNamed('COBOL').kind).toBe('none');
    expect(technologyNamed(' ').kind).toBe('none');
  });
});

describe('how somebody reads', () => {
  const engineer = (id: string, more: object) => ({
    ...{ id, name: id, zone: 'Asia/Tokyo', hours: { days: [1], from: '09:00', to: '17:00' }, lead: false },
    ...{ mostSwarms: 2, awayUntil: null, languages: ['ja' as const, 'en' as const] },
    ...more,
  });
  const chat = (personId: string, locale: string) => ({
    ...{ personId, teamsUserId: '29:x', name: personId, conversationId: null, serviceUrl: '', locale, zone: null },
  });
  const { readerIn } = createDirectory({
    registry: {
      snapshot: createSnapshot({
        technologies: [],
        engineers: [engineer('kenji', {}), engineer('aoi', { reads: 'en' })],
        skills: [],
      }),
    },
    chats: { find: unasked },
    clock: () => 0,
  });

  test.each([
    ['as they chose, whatever their Teams says', 'aoi', 'ja-JP', 'en'],
    ['as their Teams does, where they chose nothing', 'kenji', 'en-GB', 'en'],
    ['in the first language the registry has, where Teams never said', 'kenji', '', 'ja'],
    ['in the case’s language, where nothing is known', 'stranger', '', 'en'],
  ])('is %s', (_, who, locale, language) => {
    expect(readerIn(chat(who, locale), who, 'en').language).toBe(language);
    if (locale === '') expect(readerIn(null, who, 'en').language).toBe(language);
  });
});
