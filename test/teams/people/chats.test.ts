import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { erasePerson } from '../../../src/composition/personalData.ts';
import { openSkillsRegistry } from '../../../src/registry/registry.ts';
import { personalChat } from '../../../src/store/doorTables.ts';
import { createPersonalChats, type Sighting } from '../../../src/teams/people/chats.ts';
import { formerly } from '../../../tools/personWords.ts';
import { solved, store } from '../../history/past.ts';
import { engineer } from '../../registry/sample.ts';
import { engines } from '../../store/databases.ts';
import { theCase } from '../../swarm/given.ts';
import { tablesNaming } from '../../tools/personEverywhere.ts';

const sighting = (more: Partial<Sighting> = {}): Sighting => ({
  personId: 'mika',
  teamsUserId: '29:mika',
  serviceUrl: 'https://smba.example/emea/',
  name: '佐藤 美香',
  locale: 'ja-JP',
  zone: 'Asia/Tokyo',
  introduces: true,
  chat: { kind: 'here', conversationId: 'a:mika' },
  ...more,
});

describe.each(engines)('how people are reached, on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.drop());

  test('is kept from what they send, and written only when it changed', async () => {
    let now = 1_000_000;
    const chats = () => createPersonalChats({ database, tenantId: 't', clock: () => now });
    const seenAt = async () => (await database.sql.select().from(personalChat))[0]?.seenAt;
    const first = chats();
    await first.remember(sighting());
    const written = await seenAt();
    now += 60_000;
    await first.remember(sighting());
    // Another process, or this one after a restart.
    await chats().remember(sighting());
    await chats().remember(sighting({ chat: { kind: 'none' }, locale: null, zone: null, name: null }));
    expect(await seenAt()).toBe(written);
    await first.remember(sighting({ locale: 'en-US' }));
    expect(await seenAt()).not.toBe(written);
    expect(await first.find('mika')).toMatchObject({ locale: 'en-US', conversationId: 'a:mika', zone: 'Asia/Tokyo' });
  });

  test('is forgotten when the app is taken out, and a zone that is none is not believed', async () => {
    const chats = createPersonalChats({ database, tenantId: 't', clock: () => 0 });
    await chats.remember(sighting({ zone: 'Nowhere/Land', chat: { kind: 'gone' } }));
    expect(await chats.find('mika')).toMatchObject({ conversationId: null, zone: 'Asia/Tokyo' });
    expect(await chats.find('ravi')).toBeNull();
  });

  test('is found for many at once, each their own, and nobody for whom nothing is known', async () => {
    const chats = createPersonalChats({ database, tenantId: 't', clock: () => 0 });
    for (const personId of ['owen', 'yuki'])
      await chats.remember(sighting({ personId, teamsUserId: `29:${personId}`, name: personId }));
    const [owen, nobody, owenAgain, several] = await Promise.all([
      chats.find('owen'),
      chats.find('ravi'),
      chats.find('owen'),
      chats.findAll(['yuki', 'ravi', 'owen']),
    ]);
    expect([owen?.name, nobody, owenAgain?.name]).toEqual(['owen', null, 'owen']);
    expect([...several].map(([id, chat]) => [id, chat.name])).toEqual([
      ['yuki', 'yuki'],
      ['owen', 'owen'],
    ]);
    expect(await chats.findAll([])).toEqual(new Map());
  });

  test('stays within its tenant', async () => {
    const chats = createPersonalChats({ database, tenantId: 'other', clock: () => 0 });
    expect(await chats.find('mika')).toBeNull();
    expect(await chats.serviceUrl()).toBeNull();
    chats.saw('https://smba.example/amer/');
    expect(await chats.serviceUrl()).toBe('https://smba.example/amer/');
  });

  describe('of who is not known', () => {
    const chats = () => createPersonalChats({ database, tenantId: 'other', clock: () => 0 });
    const press = (personId: string, more: Partial<Sighting> = {}) =>
      sighting({ personId, teamsUserId: `29:${personId}`, introduces: false, ...more });
    const known = async (personId: string) => (await chats().find(personId)) !== null;

    test('is kept what they wrote; not what they pressed, or what Teams tells of them', async () => {
      // They are answered all the same, in their language.
      expect(await chats().remember(press('stranger'))).toMatchObject({ locale: 'ja-JP', conversationId: 'a:mika' });
      expect(await known('stranger')).toBe(false);
      await chats().remember(press('stranger', { introduces: true }));
      expect(await known('stranger')).toBe(true);
      await chats().remember(press('leaver', { introduces: true, chat: { kind: 'gone' } }));
      expect(await known('leaver')).toBe(false);
    });

    test('is kept what they pressed once they are in the registry, or have a part in a swarm', async () => {
      const registry = await openSkillsRegistry({ database, tenantId: 'other', clock: () => 0 });
      await registry.importAll({ technologies: [], engineers: [engineer('listed')], skills: [] });
      await store(database, {
        ...{ swarmId: 's1', from: '2026-10-01T00:00:00.000Z' },
        happenings: solved({ expert: 'asked' }).map(({ event, ...when }) =>
          event.type === 'SwarmProposed' ? { ...when, event: { ...event, tenantId: 'other' } } : { ...when, event },
        ),
      });
      const { owner } = theCase();
      for (const person of ['listed', 'asked', owner.id]) {
        await chats().remember(press(person));
        expect([person, await known(person)]).toEqual([person, true]);
      }
    });
  });

  describe('of who was erased', () => {
    const tenantId = '00000000-0000-4000-8000-000000000001';
    const person = '5c0ffee5-1111-4222-8333-444455556666';
    const chats = () => createPersonalChats({ database, tenantId, clock: () => 0 });
    const erase = () => erasePerson({ database, tenantId, person }, { forReal: true, formerly, at: ago });
    const ago = '2026-10-01T00:00:00.000Z';
    const seen = (more: Partial<Sighting> = {}) => sighting({ personId: person, teamsUserId: '29:gone', ...more });

    test('does not come back by a press, whatever a process remembers of them, nor by the app’s leaving', async () => {
      const here = chats();
      await here.remember(seen());
      await erase();
      await here.remember(seen({ introduces: false, locale: 'en-US' }));
      await here.remember(seen({ introduces: false, chat: { kind: 'none' } }));
      await chats().remember(seen({ introduces: false, chat: { kind: 'gone' } }));
      await here.opened(person, 'a:new');
      expect(await tablesNaming(database, [person, '29:gone'])).toEqual([]);
    });

    test('does not come back by a press at the very moment either', async () => {
      for (let round = 0; round < 8; round++) {
        await chats().remember(seen());
        await Promise.all([erase(), chats().remember(seen({ introduces: false, locale: 'en-US' }))]);
        expect(await tablesNaming(database, [person, '29:gone'])).toEqual([]);
      }
    });

    test('is known again by what they write from then on, and by no more than that', async () => {
      const here = chats();
      await here.remember(seen());
      await erase();
      await here.remember(seen({ name: null, zone: null, locale: 'en-US', chat: { kind: 'none' } }));
      const expected = { personId: person, name: '', zone: null, locale: 'en-US', conversationId: null };
      expect(await chats().find(person)).toMatchObject(expected);
    });
  });
});
