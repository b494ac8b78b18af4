import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../src/language/language.ts';
import type { PlannedShift } from '../../../src/registry/shifts/plannedShift.ts';
import { createSnapshot } from '../../../src/registry/snapshot.ts';
import { teamSchema } from '../../../src/registry/team.ts';
import { onCallCommand } from '../../../src/teams/commands/onCall.ts';
import type { DutyTime } from '../../../src/teams/commands/parsing/request.ts';
import { teamCommand } from '../../../src/teams/commands/team.ts';
import { whoCommand } from '../../../src/teams/commands/who.ts';
import { createDirectory } from '../../../src/teams/people/directory.ts';
import { readerIn } from '../../fixtures/cards.ts';
import { engineer, skill, technology } from '../../registry/sample.ts';
import { shownText } from '../cards/reading.ts';

/** A day on call: for one technology, or for whatever comes. */
const onCall = (from: string, technology?: string): PlannedShift => ({
  ...{ kind: 'on-call', from, to: new Date(Date.parse(from) + 86_400_000).toISOString() },
  ...(technology ? { technology } : {}),
});

const snapshot = createSnapshot({
  technologies: [
    technology('gateway', 'Azure VPN Gateway', 'Azure VPN Gateway', ['VPN']),
    technology('devices', 'IPsec VPN devices', 'IPsec VPN 装置', ['VPN']),
  ],
  engineers: [engineer('kenji', { name: '田中 健二' }), engineer('ravi', { name: 'Ravi Rao', team: 'network' })],
  teams: [
    teamSchema.parse({
      ...{ id: 'network', name: { en: 'Network team', ja: 'ネットワークチーム' } },
      ...{ technologies: ['devices'], sites: ['Hyderabad'], languages: ['ja'], leads: ['kenji'] },
    }),
  ],
  skills: [skill('kenji', 'gateway', 5, { owner: true }), skill('ravi', 'devices', 3)],
  shifts: [
    { id: 'ravi', shifts: [onCall('2026-11-20T00:00:00Z', 'gateway'), onCall('2026-11-21T00:00:00Z', 'gateway')] },
    { id: 'kenji', shifts: [onCall('2026-11-20T00:00:00Z')] },
  ],
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

  test('of nothing asks of what, with an example to press', async () => {
    const reply = await who('', { reader });
    if (!('card' in reply)) throw new Error('no card');
    expect(shownText(reply.card)).toMatch(
      language === 'ja' ? /何に詳しい人.*例: /s : /Who knows what\?.*for example: /s,
    );
    expect(reply.card).toMatchObject({
      actions: [{ verb: 'run-words', data: { saidWords: '/swarm who Azure VPN Gateway' } }],
    });
  });

  test('a name that the registry does not know is answered with what to try', async () => {
    expect(await answer('Fax')).toContain('Fax');
  });

  test.each([
    'Azure VPN Gateway and IPsec VPN devices',
    'Azure VPN Gateway と IPsec VPN 装置',
    'VPN Gateway, VPN devices',
  ])('several that are named together are answered each: %s', async (words) => {
    const shown = await answer(words);
    expect(shown).toMatch(
      language === 'ja' ? /Azure VPN Gateway.*IPsec VPN 装置.*に詳しい人/ : /^Who knows .*Gateway.*devices\?/,
    );
    expect(shown).toMatch(/Azure VPN Gateway.*田中 健二/);
  });

  test('beside something that nobody knows one is not answered as if it were all', async () =>
    expect(await answer('Azure VPN Gateway and Frobnicator')).toMatch(/Frobnicator/));

  test('names who is on call for it now, for it or for whatever comes, and until when their turns end', async () => {
    const shown = await answer('Azure VPN Gateway');
    const until =
      language === 'ja' ? /Ravi Rao.*11月22日.*田中 健二.*11月21日/s : /Ravi Rao.*22 Nov.*田中 健二.*21 Nov/s;
    expect(shown).toMatch(language === 'ja' ? /オンコール/ : /On call/);
    expect(shown).toMatch(until);
  });
});

describe.each(languages)('who is on call (%s)', (language) => {
  const reader = readerIn(language);
  const directory = createDirectory({
    registry: { snapshot },
    chats: { find: async () => null },
    clock: () => Date.parse(reader.at),
  });
  const asked = onCallCommand({ registry: { snapshot }, directory });
  async function answer(words: string | null, at = reader.at, when: DutyTime | null = null): Promise<string> {
    const reply = await asked({ words, when }, { reader: { ...reader, at } });
    if (!('card' in reply)) throw new Error('no card');
    return shownText(reply.card);
  }

  test('is everybody who is, with what for and until when', async () => {
    expect(await answer(null)).toMatch(/Ravi Rao[^\n]*VPN Gateway[\s\S]*田中 健二/);
  });

  test('for a technology is who is for it, and who is for whatever comes and knows it', async () => {
    expect(await answer('Azure VPN Gateway')).toMatch(/Ravi Rao[\s\S]*田中 健二/);
    // Kenji does not know them, and Ravi is on call for something else.
    expect(await answer('IPsec VPN devices')).toMatch(language === 'ja' ? /人はいません/ : /nobody is on call/);
    expect(await answer('Fax')).toContain('Fax');
  });

  test('at another time is who is then, and from when until when that is', async () => {
    // The reader's Friday in Tokyo: Kenji is on call until nine on Saturday, Ravi until nine on Sunday.
    const friday = '2026-11-20T03:00:00Z';
    const tomorrow = await answer(null, friday, 'tomorrow');
    expect(tomorrow).toMatch(/Ravi Rao[\s\S]*田中 健二/);
    expect(tomorrow).toMatch(
      language === 'ja'
        ? /11月21日\(土\) 00:00.* から .*11月22日\(日\) 00:00/
        : /From Sat 21 Nov, 00:00.* until Sun 22 Nov, 00:00/,
    );
    expect(await answer(null, friday, 'tomorrow-night')).not.toContain('田中 健二');
    expect(await answer('Azure VPN Gateway', friday, 'weekend')).toContain('Ravi Rao');
    expect(await answer(null, friday, 'monday')).toMatch(language === 'ja' ? /人はいません/ : /nobody is on call/);
  });

  test('is nobody between turns', async () => {
    expect(await answer(null, '2026-11-25T05:00:00Z')).toMatch(
      language === 'ja' ? /人はいません/ : /nobody is on call/,
    );
  });

  test('leaves out whom feeds name that were never read, and says so', async () => {
    const feed = { id: 'exchange-oncall', kind: 'on-call' as const, zone: 'Asia/Tokyo' };
    const told = language === 'ja' ? /フィードが 1 件/ : /One feed of on-call shifts has not been read/;
    const leftOut = { unknownPeople: [], tooLong: 0, tooOften: 0, unknownZone: 0 };
    const state = { id: feed.id, triedAt: reader.at, leftOut, shifts: [] };
    snapshot.apply([{ kind: 'feed', feed }]);
    expect(await answer(null)).toMatch(told);
    snapshot.apply([{ kind: 'feed-read', state: { ...state, readAt: null, trouble: 'no-answer' } }]);
    expect(await answer('Azure VPN Gateway')).toMatch(told);
    snapshot.apply([{ kind: 'feed-read', state: { ...state, readAt: reader.at, trouble: null } }]);
    expect(await answer(null)).not.toMatch(told);
    snapshot.apply([{ kind: 'feed-gone', id: feed.id }]);
  });

  test('the own support team is told with who leads it; or that none is known', async () => {
    const team = teamCommand({ registry: { snapshot } });
    const said = async (personId: string) => {
      const reply = await team({ reader: { ...reader, personId } });
      return 'words' in reply ? reply.words : '';
    };
    expect(await said('ravi')).toMatch(language === 'ja' ? /ネットワークチーム.*田中 健二/ : /Network team.*田中 健二/);
    expect(await said('kenji')).toMatch(language === 'ja' ? /代理.*ネットワークチーム/ : /You lead Network team/);
    expect(await said('nobody')).toMatch(language === 'ja' ? /登録されていません/ : /no support team/);
  });
});
