import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { judged } from '../../src/availability/availability.ts';
import { createGraphClient } from '../../src/graph/client/client.ts';
import { createPace } from '../../src/graph/client/pace.ts';
import { readMailbox } from '../../src/graph/people/mailbox.ts';
import { createPresenceRefresh } from '../../src/graph/people/presence.ts';
import type { Presence } from '../../src/registry/engineer.ts';
import { proposedHours } from '../../src/registry/ownHours.ts';
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

const proposed = (id: string) => {
  const listed = stage.registry.snapshot.listed(id);
  return listed ? proposedHours(listed) : null;
};

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

/** Makes somebody of the organisation a guest. */
const guest = (alias: string) => {
  const person = stage.sandbox.tenant.byAlias.get(alias);
  if (!person) throw new Error(`${alias} is not in the organisation`);
  person.guest = true;
  return person;
};

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

  test('cannot be installed for a guest, who is told apart; where nobody may look, it is only not installed', async () => {
    const ravi = guest('ravi.rao');
    ravi.installation = null;
    const unreachable = (cause: string) => ({ kind: 'unreachable', cause });
    expect(await stage.graph.ensureAppInstalled(people.ravi.id)).toEqual(unreachable('guest'));
    graphFault(stage, { method: 'GET', path: '/users/', does: 'refuse', status: 403, code: '' });
    expect(await stage.graph.ensureAppInstalled(people.ravi.id)).toEqual(unreachable('app-not-installed'));
    ravi.guest = false;
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

  const enabling = async () => {
    const events = begun({ restricted: true });
    const room = [...events, opened(await openedChannel(stage, events))];
    stage.calls();
    return (more = room) => {
      stage.moveOn(2_000);
      return stage.graph.effects['enable-app']({ name: 'enable-app', swarmId, attempt: 1 }, circumstances(more));
    };
  };
  const letIn = { kind: 'report', command: { type: 'ReportAppEnabled' } };

  test('is let into a private channel, once', async () => {
    const enable = await enabling();
    graphFault(stage, { path: '/enabledApps', does: 'lose-answer' });
    expect(await enable()).toMatchObject({ kind: 'wait' });
    expect(await enable()).toEqual(letIn);
    expect(stage.channels()[0]?.appEnabled).toBe(true);
    // The second time it looked, and found itself there.
    expect(stage.calls().filter((call) => call.startsWith('POST'))).toEqual([
      'POST /beta/teams/T1/channels/C/enabledApps/$ref',
    ]);
  });

  test('asks Graph’s beta only where that is switched on: v1.0 knows shared channels alone', async () => {
    stage.restart(undefined, false);
    const enable = await enabling();
    expect(await enable()).toMatchObject({ kind: 'give-up', advice: 'add-app-to-channel' });
    expect(stage.calls().some((call) => call.includes('beta'))).toBe(false);
    stage.sandbox.faults.set({ appsInPrivateChannels: 'v1.0' });
    expect(await enable()).toEqual(letIn);
  });

  test('that somebody added by hand where Graph would not is found there', async () => {
    const enable = await enabling();
    stage.sandbox.faults.set({ appsInPrivateChannels: 'by-hand' });
    expect(await enable()).toMatchObject({ kind: 'give-up', advice: 'add-app-to-channel' });
    for (const channel of stage.channels()) channel.appEnabled = true;
    expect(await enable()).toEqual(letIn);
  });

  test('that may not be let into a private channel says what helps; that may not look is let in all the same', async () => {
    const enable = await enabling();
    const refuse = (method: string, status: number) =>
      graphFault(stage, { method, path: '/enabledApps', does: 'refuse', status, code: '' });
    refuse('POST', 403);
    expect(await enable()).toMatchObject({ kind: 'give-up', advice: 'grant-permission' });
    refuse('GET', 403);
    expect(await enable()).toEqual(letIn);
  });

  test('that cannot be let in because the team is archived says that the team must be restored', async () => {
    const enable = await enabling();
    stage.team().archived = true;
    expect(await enable()).toMatchObject({ kind: 'give-up', advice: 'restore-team' });
    stage.team().archived = false;
    // A team without owner can be let in to: nothing is archived by it.
    for (const member of stage.team().members.values()) member.owner = false;
    stage.sandbox.faults.set({ appsInPrivateChannels: 'by-hand' });
    expect(await enable()).toMatchObject({ kind: 'give-up', advice: 'add-app-to-channel' });
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

describe('a mailbox', () => {
  const sandboxPerson = (id: string) => {
    const person = stage.sandbox.tenant.people.get(id);
    if (!person) throw new Error(`There is no ${id}`);
    return person;
  };
  const listed = (id: string) => stage.registry.snapshot.listed(id);
  const read = (id: string, zone: string) => readMailbox(client(), { id, zone }, stage.clock());
  afterEach(() => {
    for (const { id } of [people.mika, people.ravi, people.alice]) sandboxPerson(id).mailbox = {};
  });

  test('says hours in the zone that the registry has, where it means the same one', async () => {
    expect(await read(people.mika.id, 'Asia/Tokyo')).toMatchObject({
      zone: 'Asia/Tokyo',
      hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' },
    });
    expect((await read(people.ravi.id, 'Asia/Kolkata'))?.zone).toBe('Asia/Kolkata');
    expect((await read(people.ravi.id, 'Asia/Tokyo'))?.zone).toBe('Asia/Calcutta');
    expect(await read(people.nobody.id, 'Asia/Tokyo')).toBeNull();
  });

  test('only proposes hours: what the person said, and what the file has, stays', async () => {
    sandboxPerson(people.mika.id).mailbox = {
      workingHours: {
        daysOfWeek: ['monday', 'tuesday', 'wednesday'],
        startTime: '10:00:00.0000000',
        endTime: '16:00:00.0000000',
        timeZone: { name: 'Tokyo Standard Time' },
      },
    };
    const before = listed(people.mika.id)?.engineer;
    expect(await stage.graph.refreshMailboxes()).toEqual({ read: 4, refused: 0 });
    expect(listed(people.mika.id)?.engineer).toEqual(before);
    expect(proposed(people.mika.id)).toMatchObject({
      zone: 'Asia/Tokyo',
      hours: { days: [1, 2, 3], from: '10:00', to: '16:00' },
    });
    stage.moveOn(86_400_000);
    const since = proposed(people.mika.id)?.since;
    await stage.graph.refreshMailboxes();
    expect(proposed(people.mika.id)?.since).toBe(since);
    const at = new Date(stage.clock()).toISOString();
    await stage.registry.edit(people.mika.id, { at, availability: { hoursStand: true } });
    expect(proposed(people.mika.id)).toBeNull();
    stage.moveOn(86_400_000);
    await stage.graph.refreshMailboxes();
    expect(proposed(people.mika.id)).toBeNull();
  });

  test('that has the hours any mailbox starts with proposes none', async () => {
    sandboxPerson(people.alice.id).mailbox = {
      workingHours: {
        daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
        startTime: '08:00:00.0000000',
        endTime: '17:00:00.0000000',
        timeZone: { name: 'GMT Standard Time' },
      },
    };
    await stage.graph.refreshMailboxes();
    expect(listed(people.alice.id)?.mailbox?.hours).toMatchObject({ from: '08:00' });
    expect(proposed(people.alice.id)).toBeNull();
  });

  test('that Graph does not show concerns one person: all others are read', async () => {
    stage.moveOn(86_400_000);
    const fault = { method: 'GET', does: 'refuse', code: 'X' };
    graphFault(stage, { ...fault, path: `/users/${people.mika.id}/mailboxSettings`, status: 403 });
    expect(await stage.graph.refreshMailboxes()).toEqual({ read: 3, refused: 1 });
    const anHourAgo = stage.clock() - 3_600_000;
    for (const { id } of [people.alice, people.ravi, people.carol])
      expect(Date.parse(listed(id)?.mailbox?.readAt ?? '')).toBeGreaterThan(anHourAgo);
    graphFault(stage, { ...fault, path: '/mailboxSettings', status: 503, times: 9 });
    await expect(stage.graph.refreshMailboxes()).rejects.toThrow();
  });

  test('that answers by itself for a while makes who cannot be seen out of office until then', async () => {
    const at = stage.clock();
    const utc = (ms: number) => ({ dateTime: new Date(ms).toISOString().replace('Z', '0000'), timeZone: 'UTC' });
    sandboxPerson(people.carol.id).mailbox = {
      automaticRepliesSetting: {
        status: 'scheduled',
        scheduledStartDateTime: utc(at - 3_600_000),
        scheduledEndDateTime: utc(at + 86_400_000),
      },
    };
    await stage.graph.refreshMailboxes();
    const carol = listed(people.carol.id);
    const now = { working: true, since: at, until: at + 1, off: null, isKnown: true, holds: at + 1 };
    const against = (standing: typeof carol, when: number) =>
      standing && judged(standing, now, { at: when, critical: false, budget: 7 }).against;
    const until = new Date(at + 86_400_000).toISOString();
    expect(against(carol, at)).toEqual([{ code: 'out-of-office', until }]);
    expect(against(carol, at + 86_400_000)).toEqual([]);
    // Who is seen to be back has come back early.
    await stage.graph.refreshPresence();
    expect(against(listed(people.carol.id), at)).toEqual([]);
    sandboxPerson(people.carol.id).mailbox = {};
  });
});

describe('what Graph tells of people', () => {
  /** The registry as another process has it: what it writes this one knows only when it refreshes. */
  const elsewhere = () =>
    openSkillsRegistry({ database: stage.database, tenantId: stage.sandbox.tenant.id, clock: stage.clock });

  test('is kept of nobody who has left the registry since this process looked', async () => {
    const other = await elsewhere();
    const before = await other.export();
    await stage.graph.refreshPresence();
    await other.save([{ kind: 'engineer-gone', id: people.ravi.id }]);
    stage.moveOn(60_000);
    await stage.graph.refreshPresence();
    await stage.graph.refreshMailboxes();
    expect(await tablesNaming(stage.database, [people.ravi.id])).toEqual(['registry_change']);
    expect((await other.export()).engineers.map(({ id }) => id)).not.toContain(people.ravi.id);
    await other.importAll(before);
    await stage.registry.refresh();
  });
});
