import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createGraphClient } from '../../src/graph/client/client.ts';
import { createPace } from '../../src/graph/client/pace.ts';
import { workingHoursOf } from '../../src/graph/people/hours.ts';
import { createPresenceRefresh } from '../../src/graph/people/presence.ts';
import type { Presence } from '../../src/registry/engineer.ts';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import { tablesNaming } from '../tools/personEverywhere.ts';
import {
  begun,
  circumstances,
  graphFault,
  opened,
  openedChannel,
  openStage,
  people,
  type Stage,
  swarmId,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.tidy());

const client = () =>
  createGraphClient({
    credential: {
      getToken: async () => ({
        token: await stage.sandbox.tokens.forApp('https://graph.microsoft.com', stage.sandbox.permissions.application),
        expiresOnTimestamp: 0,
      }),
    },
    baseUrl: stage.sandbox.addresses.graph,
    pace: createPace(stage.clock),
    clock: stage.clock,
  });

describe('the app', () => {
  test('is installed for somebody who does not have it, and for somebody who has it nothing changes', async () => {
    expect(await stage.graph.ensureAppInstalled(people.carol.id)).toEqual({ kind: 'installed', already: false });
    expect(await stage.graph.ensureAppInstalled(people.carol.id)).toEqual({ kind: 'installed', already: true });
    expect(await stage.graph.ensureAppInstalled(people.alice.id)).toEqual({ kind: 'installed', already: true });
    // Its id in the catalogue is asked for once.
    expect(stage.calls().filter((call) => call.includes('appCatalogs'))).toHaveLength(1);
  });

  test('cannot be installed for whom it is blocked, or who is gone', async () => {
    stage.sandbox.faults.set({ withoutApp: ['ravi.rao'] });
    expect(await stage.graph.ensureAppInstalled(people.ravi.id)).toEqual({
      kind: 'unreachable',
      cause: 'app-not-installed',
    });
    expect(await stage.graph.ensureAppInstalled(people.nobody.id)).toEqual({ kind: 'unreachable', cause: 'user-gone' });
  });

  test('waits as long as Graph says, also where the catalogue is asked', async () => {
    graphFault(stage, { method: 'GET', path: '/appCatalogs', retryAfter: 7 });
    expect(await stage.graph.ensureAppInstalled(people.ravi.id)).toMatchObject({
      kind: 'wait',
      retryAt: expect.any(String),
    });
    graphFault(stage, { path: '/installedApps', does: 'lose-answer' });
    expect(await stage.graph.ensureAppInstalled(people.ravi.id)).toMatchObject({ kind: 'wait', retryAt: null });
    expect(await stage.graph.ensureAppInstalled(people.ravi.id)).toMatchObject({ kind: 'installed' });
  });

  test('is let into a private channel, once', async () => {
    const events = begun({ restricted: true });
    const room = [...events, opened(await openedChannel(stage, events))];
    const enable = (more = room) =>
      stage.graph.effects['enable-app']({ name: 'enable-app', swarmId, attempt: 1 }, circumstances(more));
    graphFault(stage, { path: '/enabledApps', does: 'lose-answer' });
    expect(await enable()).toMatchObject({ kind: 'wait' });
    stage.moveOn(2_000);
    expect(await enable()).toEqual({ kind: 'report', command: { type: 'ReportAppEnabled' } });
    expect(stage.channels()[0]?.appEnabled).toBe(true);
    stage.calls();
    expect(await enable([...room, { type: 'AppEnabledInChannel' }])).toEqual({ kind: 'done' });
    expect(stage.calls()).toEqual([]);
  });

  test('that may not be let into a private channel says what helps', async () => {
    const events = begun({ restricted: true });
    const room = [...events, opened(await openedChannel(stage, events))];
    const refuse = (status: number) => graphFault(stage, { path: '/enabledApps', does: 'refuse', status, code: '' });
    const enable = () =>
      stage.graph.effects['enable-app']({ name: 'enable-app', swarmId, attempt: 1 }, circumstances(room));
    refuse(403);
    expect(await enable()).toMatchObject({ kind: 'give-up', advice: 'grant-permission' });
    stage.moveOn(2_000);
    refuse(400);
    expect(await enable()).toMatchObject({ kind: 'give-up', advice: 'install-app-in-team' });
  });
});

describe('presence', () => {
  test('of everyone in the registry is asked for and kept', async () => {
    const ravi = stage.sandbox.tenant.people.get(people.ravi.id);
    if (ravi) ravi.presence = { availability: 'DoNotDisturb', activity: 'Presenting', outOfOffice: true };
    expect(await stage.graph.refreshPresence()).toBe(4);
    expect(stage.registry.snapshot.listed(people.ravi.id)?.presence).toMatchObject({
      availability: 'DoNotDisturb',
      activity: 'Presenting',
      outOfOffice: true,
    });
    expect(stage.calls()).toEqual(['POST /communications/getPresencesByUserId']);
  });

  test('of many people is asked for 650 at a time; ids that Graph cannot know are left out', async () => {
    const kept: Presence[] = [];
    const ids = Array.from(
      { length: 1_400 },
      (_, index) => `22222222-2222-4222-8222-${String(index + 1).padStart(12, '0')}`,
    );
    const refresh = createPresenceRefresh({
      client: client(),
      people: () => [...ids, 'no-guid'],
      save: async (presences) => void kept.push(...presences),
      clock: stage.clock,
    });
    expect(await refresh()).toBe(4);
    expect(stage.calls()).toHaveLength(3);
    expect(kept.map(({ person }) => person)).toEqual(ids.slice(0, 4));
  });

  test('that Graph does not tell is a failure that says why', async () => {
    graphFault(stage, { path: '/getPresences', does: 'refuse', status: 403, code: 'Forbidden', message: 'no consent' });
    await expect(stage.graph.refreshPresence()).rejects.toThrow('no consent');
  });
});

describe('working hours', () => {
  test('come from Outlook, in an IANA zone, though mailboxes name zones as Windows does', async () => {
    expect(await workingHoursOf(client(), people.mika.id)).toEqual({
      zone: 'Asia/Tokyo',
      hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' },
    });
    expect((await workingHoursOf(client(), people.ravi.id))?.zone).toBe('Asia/Calcutta');
    expect(await workingHoursOf(client(), people.nobody.id)).toBeNull();
  });

  test('that changed are taken into the registry', async () => {
    const mika = stage.sandbox.tenant.people.get(people.mika.id);
    if (mika) mika.profile.hours = { days: [1, 2, 3], from: '10:00', to: '16:00' };
    await stage.graph.refreshHours();
    expect(stage.registry.snapshot.listed(people.mika.id)?.engineer.hours).toEqual({
      days: [1, 2, 3],
      from: '10:00',
      to: '16:00',
    });
    expect(await stage.graph.refreshHours()).toBe(0);
  });
});

describe('what Graph tells of people', () => {
  /** The registry as another process has it: what it writes this one knows only when it refreshes. */
  const elsewhere = () =>
    openSkillsRegistry({ database: stage.database, tenantId: stage.sandbox.tenant.id, clock: stage.clock });
  const ravi = () => stage.sandbox.tenant.people.get(people.ravi.id);

  test('is kept of nobody who has left the registry since this process looked', async () => {
    const other = await elsewhere();
    const before = await other.export();
    await stage.graph.refreshPresence();
    await other.save([{ kind: 'engineer-gone', id: people.ravi.id }]);
    const profile = ravi()?.profile;
    if (profile) profile.hours = { days: [2, 3], from: '11:00', to: '15:00' };
    stage.moveOn(60_000);
    await stage.graph.refreshPresence();
    expect(await stage.graph.refreshHours()).toBe(0);
    expect(await tablesNaming(stage.database, [people.ravi.id])).toEqual(['registry_change']);
    expect((await other.export()).engineers.map(({ id }) => id)).not.toContain(people.ravi.id);
    await other.importAll(before);
    await stage.registry.refresh();
  });

  test('leaves what others wrote of them: a lead whose right was revoked, a limit of their own', async () => {
    const other = await elsewhere();
    const engineer = (await other.export()).engineers.find(({ id }) => id === people.mika.id);
    if (!engineer) throw new Error('Mika is not in the registry');
    await other.importAll({ technologies: [], engineers: [{ ...engineer, lead: false, mostSwarms: 7 }], skills: [] });
    const mika = stage.sandbox.tenant.people.get(people.mika.id);
    if (mika) mika.profile.hours = { days: [1, 2, 3, 4], from: '08:00', to: '16:00' };
    expect(await stage.graph.refreshHours()).toBeGreaterThan(0);
    const now = (await other.export()).engineers.find(({ id }) => id === people.mika.id);
    expect(now).toEqual({
      ...engineer,
      lead: false,
      mostSwarms: 7,
      hours: { days: [1, 2, 3, 4], from: '08:00', to: '16:00' },
    });
  });
});
