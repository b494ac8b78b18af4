import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../src/language/language.ts';
import { createSnapshot } from '../../../src/registry/snapshot.ts';
import { teamSchema } from '../../../src/registry/team.ts';
import { whoCommand } from '../../../src/teams/commands/who.ts';
import { createDirectory } from '../../../src/teams/people/directory.ts';
import { readerIn } from '../../fixtures/cards.ts';
import { engineer, skill, technology } from '../../registry/sample.ts';
import { shownText } from '../cards/reading.ts';

const snapshot = createSnapshot({
  technologies: [
    technology('gateway', 'Azure VPN Gateway', 'Azure VPN Gateway', ['VPN']),
    technology('devices', 'IPsec VPN devices', 'IPsec VPN 装置', ['VPN']),
  ],
  engineers: [engineer('kenji', { name: '田中 健二' }), engineer('ravi', { name: 'Ravi Rao', team: 'network' })],
  teams: [
    teamSchema.parse({
      ...{ id: 'network', name: { en: 'Network team', ja: 'ネットワークチーム' } },
      ...{ technologies: ['devices'], sites: ['Hyderabad'], languages: ['ja'] },
    }),
  ],
  skills: [skill('kenji', 'gateway', 5, { owner: true }), skill('ravi', 'devices', 3)],
});

describe.each(languages)('/swarm who (%s)', (language) => {
  const reader = readerIn(language);
  const directory = createDirectory({
    registry: { snapshot },
    chats: { find: async () => null },
    clock: () => Date.parse(reader.at),
  });
  const who = whoCommand({ registry: { snapshot }, directory });
  async function answer(words: string): Promise<string> {
    const reply = await who(words, { reader });
    if (!('card' in reply)) throw new Error('no card');
    return shownText(reply.card);
  }

  test('a name that several technologies share is answered with the owners of each', async () => {
    const shown = await answer('VPN');
    expect(shown).toMatch(/Azure VPN Gateway.*田中 健二/);
    expect(shown).toMatch(language === 'ja' ? /IPsec VPN 装置.*オーナーなし/ : /IPsec VPN devices.*no owner/);
    expect(shown).toContain('/swarm who Azure VPN Gateway');
    expect(shown).not.toContain('Ravi Rao');
  });

  test('a name of its own is answered with all who know it', async () => {
    const shown = await answer('IPsec VPN 装置');
    expect(shown).toContain('Ravi Rao');
    // With the team that they are of, and the teams that answer for it, where these are and what they speak.
    const team = language === 'ja' ? 'ネットワークチーム' : 'Network team';
    expect(shown).toMatch(new RegExp(`Ravi Rao.*${team}`));
    expect(shown).toMatch(language === 'ja' ? /チーム.*Hyderabad.*日本語/ : /Network team.*Hyderabad.*Japanese/);
    expect(await answer('Azure VPN Gateway')).not.toContain(team);
  });

  test('a name that the registry does not know is answered with what to try', async () => {
    expect(await answer('Fax')).toContain('Fax');
  });
});
