import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { personalChat } from '../../src/store/schema.ts';
import { createPersonalChats, type Sighting } from '../../src/teams/chats.ts';
import { openMemory } from '../store/databases.ts';

let database: Awaited<ReturnType<typeof openMemory>>;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database?.drop());

const sighting = (more: Partial<Sighting> = {}): Sighting => ({
  personId: 'mika',
  teamsUserId: '29:mika',
  serviceUrl: 'https://smba.example/emea/',
  name: '佐藤 美香',
  locale: 'ja-JP',
  zone: 'Asia/Tokyo',
  chat: { kind: 'here', conversationId: 'a:mika' },
  ...more,
});

describe('how people are reached', () => {
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
});
