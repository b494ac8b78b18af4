import { describe, expect, test } from '@jest/globals';
import type { PersonHours } from '../../src/registry/engineer.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { decide } from '../../src/swarm/decide.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { as, candidate, now as circumstances, given, invited, person, proposed, recorded, started } from './given.ts';

/** Somebody leaves the organisation while swarms run. */

const gone = (personId: string): SwarmCommand => ({ type: 'ReportPersonLeft', personId });
const free = { ranking: { candidates: [candidate('ravi', ['vpn', 'cert'])], leftOut: 0 } };
const left: PersonHours = { zone: 'UTC', hours: { days: [], from: '00:00', to: '00:00' }, left: true };
const room = [proposed(), started(), invited('i1', 'mika', ['vpn', 'cert'])];
const accepted = { type: 'InvitationAccepted', invitationId: 'i1' } as const;

describe('somebody who left the organisation', () => {
  test('and had been asked is unreachable, and the next is asked', () => {
    const { events } = given(...room).when(gone('mika'), free);
    expect(events).toMatchObject([
      { type: 'InvitationUnreachable', invitationId: 'i1', cause: 'user-gone' },
      { type: 'ExpertInvited', invitation: { person: person('ravi') } },
    ]);
  });

  test('and was in a swarm is in it no more: who leads and the channel are told, and the next is asked', () => {
    const { events, jobs } = given(...room, accepted).when(gone('mika'), free);
    expect(events).toMatchObject([
      { type: 'ExpertSteppedBack', invitationId: 'i1', gone: true },
      { type: 'ExpertInvited', invitation: { person: person('ravi') } },
    ]);
    expect(jobs.map(({ name }) => name)).toEqual(expect.arrayContaining(['tell-coordinator', 'tell-room']));
    expect(given(...room, accepted, ...events).when(gone('mika'), free).events).toEqual([]);
  });

  test('leads on until somebody hands over: nobody is chosen for them', () => {
    expect(given(...room).when(gone('owner'), free).events).toEqual([]);
  });

  test('changes nothing of a swarm that is not theirs, or of a plan', () => {
    expect(given(...room).when(gone('ravi'), free).events).toEqual([]);
    expect(given(proposed()).when(gone('mika'), free).events).toEqual([]);
  });

  test('is not asked by a plan that was made before', () => {
    const hours = { mika: left };
    const { events } = given(proposed()).when({ type: 'Start' }, { actor: as('owner'), hours, ...free });
    const asked = events.flatMap((each) => (each.type === 'ExpertInvited' ? [each.invitation.person.id] : []));
    expect(asked).toEqual(['ravi']);
  });

  test('can be asked by nobody by name, and nothing is handed over to them', () => {
    const state = fold(recorded([proposed(), started()]));
    const commands: SwarmCommand[] = [
      { type: 'InvitePerson', person: person('mika'), technologies: ['vpn'], role: 'expert' },
      { type: 'HandOver', to: person('mika') },
    ];
    for (const command of commands)
      expect(decide(state, command, circumstances({ actor: as('owner'), hours: { mika: left } }))).toEqual({
        ok: false,
        refusal: { code: 'left', person: person('mika') },
      });
  });
});
