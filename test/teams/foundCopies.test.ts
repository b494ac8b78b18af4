import { expect, test } from '@jest/globals';
import { createCopies } from '../../src/teams/actions/copies.ts';
import type { Turn } from '../../src/teams/inbound/turn.ts';
import { briefed, given, opened, person, proposed, started } from '../swarm/given.ts';

test('a second briefing is found by those of its swarm; others, who see it in an open channel, note none', async () => {
  const { state } = given(proposed(), started(), opened, briefed).when({ type: 'ReportChannelFound', channelId: 'x' });
  if (state.status !== 'running' || state.channel.status !== 'open') throw new Error('The swarm has no channel');
  const conversationId = `${state.channel.channel.channelId};messageid=2`;
  const actedOn = { serviceUrl: 'https://smba.example/', conversationId, activityId: '2' };
  const reported: string[] = [];
  const withCopies = createCopies({
    async execute(_, { type }) {
      reported.push(type);
      return { ok: true, state, events: [] };
    },
  });
  const refresh = { verb: 'refresh', swarmId: state.swarmId, card: 'briefing' } as const;
  const lookedAtBy = (id: string): Turn => ({
    ...{ person: person(id), teamsUserId: `29:${id}`, actedOn, cause: 'press' },
    reader: { language: 'en', zone: 'UTC', personId: id, at: '2026-11-20T00:00:00Z' },
    place: { kind: 'channel', address: actedOn, channelId: state.channel.status, isTargeted: false },
  });
  await withCopies(state, refresh, lookedAtBy('stranger'));
  expect(reported).toEqual([]);
  await withCopies(state, refresh, lookedAtBy(state.coordinator.id));
  expect(reported).toEqual(['ReportBriefingPosted']);
});
