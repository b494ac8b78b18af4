import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import { looksAfter } from '../../src/swarm/following/room.ts';
import {
  begun,
  cancelled,
  circumstances,
  graphFault,
  opened,
  openedChannel,
  openStage,
  type Stage,
  swarmId,
} from './stage.ts';

/** A look whether a swarm's channel is still there, once something in it failed for some time. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.tidy());

const look = (events: SwarmEvent[]) =>
  stage.graph.effects['look-at-channel']({ name: 'look-at-channel', swarmId, attempt: 1 }, circumstances(events));

/** What a look follows from: a step in the channel that could not be done for the third time. */
const delayed: SwarmEvent = {
  type: 'StepDelayed',
  step: 'post-briefing',
  attempt: looksAfter,
  cause: 'NotFound',
  retryAt: '2026-11-20T02:00:05.000Z',
};

async function withChannel() {
  const channel = await openedChannel(stage);
  const found = stage.team().channels.get(channel.channelId);
  if (!found) throw new Error('There is no such channel');
  stage.calls();
  return { channel, found, events: [...begun(), opened(channel), delayed] };
}

describe('the channel of a running swarm', () => {
  test('is left alone while it is there', async () => {
    const { events } = await withChannel();
    expect(await look(events)).toEqual({ kind: 'done' });
    expect(stage.calls()).toEqual(['GET /teams/T1/channels/C']);
  });

  test.each(['deleted', 'archived'] as const)('is reported when somebody has %s it', async (how) => {
    const { channel, found, events } = await withChannel();
    if (how === 'deleted') stage.team().channels.delete(channel.channelId);
    else found.archived = true;
    const { channelId } = channel;
    expect(await look(events)).toEqual({ kind: 'report', command: { type: 'ReportChannelLost', channelId, how } });
  });

  test('is reported as archived when its whole team is', async () => {
    const { channel, events } = await withChannel();
    stage.team().archived = true;
    const { channelId } = channel;
    const lost = { type: 'ReportChannelLost', channelId, how: 'archived' };
    expect(await look(events)).toEqual({ kind: 'report', command: lost });
    stage.team().archived = false;
  });

  test('is not taken for gone when Graph does not answer', async () => {
    const { events } = await withChannel();
    graphFault(stage, { method: 'GET', path: '/channels/', does: 'unavailable' });
    expect(await look(events)).toMatchObject({ kind: 'wait' });
  });
});

test('of a swarm that is closed nothing is looked at', async () => {
  const { events } = await withChannel();
  expect(await look([...events, cancelled])).toEqual({ kind: 'done' });
  expect(stage.calls()).toEqual([]);
});
