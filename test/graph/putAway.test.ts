import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import { altered } from '../swarm/realJobs.ts';
import {
  begun,
  cancelled,
  caseRestricted,
  circumstances,
  graphFault,
  opened,
  openedChannel,
  openStage,
  type Stage,
  swarmId,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.tidy());

const archived: SwarmEvent = { type: 'ChannelArchived' };
const reopened: SwarmEvent = { type: 'SwarmReopened' };
async function run(
  name: 'archive-channel' | 'unarchive-channel' | 'delete-channel',
  events: SwarmEvent[],
  attempt = 1,
) {
  const given = circumstances(events, attempt > 1);
  switch (name) {
    case 'archive-channel':
      return stage.graph.effects[name]({ name, swarmId, attempt }, given);
    case 'unarchive-channel':
      return stage.graph.effects[name]({ name, swarmId, attempt }, given);
    case 'delete-channel':
      return stage.graph.effects[name]({ name, swarmId, attempt }, given);
    default:
      return name satisfies never;
  }
}
const fault = (rule: object) => graphFault(stage, { path: '/archive$', ...rule });
const reports = (type: string) => ({ kind: 'report', command: { type } });

async function withRoom(): Promise<SwarmEvent[]> {
  const events = [...begun(), opened(await openedChannel(stage))];
  stage.moveOn(2_000);
  stage.calls();
  return events;
}
const remove = () => {
  const [channel] = stage.channels();
  if (channel) stage.team().channels.delete(channel.id);
};

describe('archiving the channel of a closed swarm', () => {
  test('follows the operation to its end', async () => {
    const events = await withRoom();
    expect(await run('archive-channel', [...events, cancelled])).toEqual(reports('ReportArchived'));
    expect(stage.channels()[0]?.archived).toBe(true);
    expect(stage.calls()).toEqual(['POST /teams/T1/channels/C/archive', 'GET /teams/T1/operations/X']);
  });

  test('says what a team needs first: an owner, or to be restored', async () => {
    const events = await withRoom();
    const archive = async () => {
      stage.moveOn(2_000);
      return run('archive-channel', [...events, cancelled]);
    };
    const owners = [...stage.team().members.values()].filter(({ owner }) => owner);
    for (const member of owners) member.owner = false;
    expect(await archive()).toMatchObject({ kind: 'give-up', advice: 'give-team-owner' });
    for (const member of owners) member.owner = true;
    stage.team().archived = true;
    expect(await archive()).toMatchObject({ kind: 'give-up', advice: 'restore-team' });
    // Who may not look at the team says what is known without it.
    graphFault(stage, { method: 'GET', path: '', does: 'refuse', status: 403, code: '', times: null });
    expect(await archive()).toMatchObject({ kind: 'give-up', advice: 'archive-by-hand' });
    stage.team().archived = false;
    stage.sandbox.faults.clear();
    expect(await archive()).toEqual(reports('ReportArchived'));
  });

  test('waits for an operation that takes its time', async () => {
    const events = await withRoom();
    stage.sandbox.faults.set({ operationsTakeMs: 500 });
    expect(await run('archive-channel', [...events, cancelled])).toEqual(reports('ReportArchived'));
    expect(stage.calls().filter((call) => call.startsWith('GET')).length).toBeGreaterThan(1);
  });

  test('is not done to a swarm that was reopened meanwhile, or twice', async () => {
    const events = await withRoom();
    expect(await run('archive-channel', [...events, cancelled, reopened])).toEqual({ kind: 'done' });
    expect(await run('archive-channel', [...events, cancelled, archived])).toEqual({ kind: 'done' });
    expect(stage.calls()).toEqual([]);
  });

  test('whose answer was lost looks first and finds it done', async () => {
    const events = [...(await withRoom()), cancelled];
    fault({ does: 'lose-answer' });
    expect(await run('archive-channel', events)).toMatchObject({ kind: 'wait' });
    stage.moveOn(2_000);
    stage.calls();
    expect(await run('archive-channel', events, 2)).toEqual(reports('ReportArchived'));
    expect(stage.calls()).toEqual(['GET /teams/T1/channels/C']);
  });

  test('that somebody deleted by hand is known to be gone at the second look', async () => {
    const events = [...(await withRoom()), cancelled];
    remove();
    expect(await run('archive-channel', events)).toMatchObject({ kind: 'wait' });
    stage.moveOn(2_000);
    expect(await run('archive-channel', events, 2)).toEqual(reports('ReportDeleted'));
  });

  test('waits as long as Graph says, and gives up where it is not allowed', async () => {
    const events = [...(await withRoom()), cancelled];
    fault({ retryAfter: 9 });
    expect(await run('archive-channel', events)).toMatchObject({ kind: 'wait', retryAt: expect.any(String) });
    stage.moveOn(2_000);
    fault({ does: 'refuse', status: 403, code: 'Forbidden' });
    expect(await run('archive-channel', events)).toMatchObject({ kind: 'give-up', advice: 'grant-permission' });
    stage.moveOn(2_000);
    fault({
      does: 'refuse',
      status: 400,
      code: 'BadRequest',
      message: 'Team has to be active, for channel to be archived or unarchived.',
    });
    expect(await run('archive-channel', events)).toMatchObject({ kind: 'give-up', advice: 'archive-by-hand' });
  });
});

describe('deleting the open channel that a swarm left for a private one', () => {
  const leave = (events: SwarmEvent[], attempt = 1) =>
    stage.graph.effects['delete-left-channel'](
      { name: 'delete-left-channel', swarmId, attempt },
      circumstances(events, attempt > 1),
    );

  test('is done at once, and only once', async () => {
    const events = await withRoom();
    expect(await leave([...events, caseRestricted])).toEqual(reports('ReportLeftChannelDeleted'));
    expect(stage.channels()).toEqual([]);
    stage.calls();
    expect(await leave([...events, caseRestricted, { type: 'LeftChannelDeleted' }])).toEqual({ kind: 'done' });
    expect(stage.calls()).toEqual([]);
  });

  test('whose answer was lost, or that somebody did by hand, is believed at the second look', async () => {
    const events = [...(await withRoom()), caseRestricted];
    fault({ method: 'DELETE', path: '/channels/', does: 'lose-answer' });
    expect(await leave(events)).toMatchObject({ kind: 'wait' });
    stage.moveOn(2_000);
    expect(await leave(events)).toMatchObject({ kind: 'wait' });
    stage.moveOn(2_000);
    expect(await leave(events, 2)).toEqual(reports('ReportLeftChannelDeleted'));
  });

  test('that is not allowed tells that the channel must be deleted by hand', async () => {
    const events = [...(await withRoom()), caseRestricted];
    fault({ method: 'DELETE', path: '/channels/', does: 'refuse', status: 400, code: 'BadRequest' });
    expect(await leave(events)).toMatchObject({ kind: 'give-up', advice: 'delete-by-hand' });
  });
});

describe('bringing the channel of a reopened swarm back', () => {
  test('unarchives it, and finds that done after a lost answer', async () => {
    const events = await withRoom();
    await run('archive-channel', [...events, cancelled]);
    stage.moveOn(2_000);
    const again = [...events, cancelled, archived, reopened];
    fault({ path: '/unarchive$', does: 'lose-answer' });
    expect(await run('unarchive-channel', again)).toMatchObject({ kind: 'wait' });
    stage.moveOn(2_000);
    expect(await run('unarchive-channel', again, 2)).toEqual(reports('ReportUnarchived'));
    expect(stage.channels()[0]?.archived).toBe(false);
  });

  test('that somebody deleted by hand says that it is lost, so that a new one can be made', async () => {
    const events = await withRoom();
    await run('archive-channel', [...events, cancelled]);
    stage.moveOn(2_000);
    remove();
    expect(await run('unarchive-channel', [...events, cancelled, archived, reopened])).toEqual({
      kind: 'report',
      command: { type: 'ReportChannelLost', channelId: expect.any(String), how: 'deleted' },
    });
  });

  test.each([400, 409])(
    'that somebody brought back by hand is done, whatever words Graph refuses with (%i)',
    async (status) => {
      const events = [...(await withRoom()), cancelled];
      const again = [...events, archived, reopened];
      await run('archive-channel', events);
      const [channel] = stage.channels();
      if (!channel) throw new Error('There is no channel');
      const refuse = () => fault({ path: '/(un)?archive$', does: 'refuse', status, code: 'Unexpected' });
      stage.moveOn(2_000);
      refuse();
      expect(await run('archive-channel', events)).toEqual(reports('ReportArchived'));
      stage.moveOn(2_000);
      refuse();
      expect(await run('unarchive-channel', again)).toMatchObject({ kind: 'give-up' });
      channel.archived = false;
      stage.moveOn(2_000);
      refuse();
      expect(await run('unarchive-channel', again)).toEqual(reports('ReportUnarchived'));
    },
  );

  test('is not asked of one that is there, where another thing is not found', async () => {
    const events = await withRoom();
    await run('archive-channel', [...events, cancelled]);
    stage.moveOn(2_000);
    fault({ path: '/unarchive$', does: 'refuse', status: 404, code: 'NotFound' });
    expect(await run('unarchive-channel', [...events, cancelled, archived, reopened])).toMatchObject({
      kind: 'give-up',
      advice: 'ask-administrator',
    });
  });

  test('is not done to a swarm that was closed again', async () => {
    const events = await withRoom();
    expect(await run('unarchive-channel', [...events, cancelled, archived, reopened, cancelled])).toEqual({
      kind: 'done',
    });
    expect(stage.calls()).toEqual([]);
  });
});

describe('deleting a channel that was archived long enough', () => {
  const closed = async () => [...(await withRoom()), cancelled, archived];

  test('frees its place', async () => {
    const events = await closed();
    stage.moveOn(31 * 86_400_000);
    expect(await run('delete-channel', events)).toEqual(reports('ReportDeleted'));
    expect(stage.channels()).toEqual([]);
  });

  test('is done already when somebody else did it, or the answer was lost', async () => {
    const events = await closed();
    stage.moveOn(31 * 86_400_000);
    fault({ method: 'DELETE', path: '/channels/', does: 'lose-answer' });
    expect(await run('delete-channel', events)).toMatchObject({ kind: 'wait' });
    stage.moveOn(2_000);
    expect(await run('delete-channel', events, 2)).toEqual(reports('ReportDeleted'));
  });

  test('never touches a swarm that was reopened, or closed again lately', async () => {
    const events = await closed();
    stage.moveOn(31 * 86_400_000);
    expect(await run('delete-channel', [...events, reopened])).toEqual({ kind: 'done' });
    const lately = circumstances(events);
    if (lately.state.status !== 'cancelled') throw new Error('the swarm should be closed');
    const closedAt = new Date(stage.clock() - 29 * 86_400_000).toISOString();
    const job = { name: 'delete-channel', swarmId, attempt: 1 } as const;
    const outcome = await stage.graph.effects['delete-channel'](job, {
      ...lately,
      state: altered(lately.state, { closedAt }),
    });
    expect(outcome).toEqual({ kind: 'done' });
    expect(stage.channels()).toHaveLength(1);
  });
});
