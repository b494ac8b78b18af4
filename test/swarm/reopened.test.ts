import { expect, test } from '@jest/globals';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import { invited, opened, person, proposed, recorded, started } from './given.ts';

test('whose swarm is reopened is seated anew: they may have left the host team since its end', () => {
  const events: SwarmEvent[] = [
    proposed(),
    started(),
    invited('i1', 'mika', ['vpn']),
    opened,
    { type: 'MemberSeated', person: person('owner'), role: 'coordinator' },
    { type: 'InvitationAccepted', invitationId: 'i1' },
    { type: 'MemberSeated', person: person('mika'), role: 'expert' },
    { type: 'SwarmCancelled', reason: 'x' },
    { type: 'ChannelArchived' },
    { type: 'SwarmReopened' },
    { type: 'ChannelUnarchived' },
  ];
  const all = recorded(events);
  const last = all.at(-1);
  const jobs = last ? reactions(fold(all), last).map(({ job }) => job) : [];
  const seats = jobs.flatMap((job) => (job.name === 'seat-member' ? [job.person.id] : []));
  expect(seats.toSorted()).toEqual(['mika', 'owner']);
});
