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

  test('is asked back where only part of a name was given, each once; nothing fits: none', () => {
    expect(meant('e').toSorted()).toEqual(['ipsec', 'routers', 'vpn-gateway']);
    expect(technologyNamed('COBOL').kind).toBe('none');
    expect(technologyNamed(' ').kind).toBe('none');
  });
});
