import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAction } from '../../../src/teams/cards/verbs.ts';

const swarmId = '0e5e3d0c-6a39-4c0d-9f7f-0d0d5b1c4711';

describe('what comes back from a card', () => {
  test('is read with its inputs, as clients send them', () => {
    expect(
      readAction({
        verb: 'resolve',
        data: { swarmId, rootCause: ' cause ', fix: 'fix', resolvedTechnologies: 'bgp,ipsec', credits: '' },
      }),
    ).toEqual({
      verb: 'resolve',
      swarmId,
      card: 'briefing',
      rootCause: 'cause',
      fix: 'fix',
      fixKind: null,
      ...{
        followUpIn: null,
        followUpOn: null,
        preventionTask: '',
        resolveThanks: '',
        preventionBy: null,
        preventionByTyped: '',
        preventionDue: null,
      },
      resolvedTechnologies: ['bgp', 'ipsec'],
      credits: [],
    });
    expect(
      readAction({
        verb: 'save-person',
        data: { workDays: '1,2', workFrom: '09:00', workTo: '18:00', mostSwarms: '3', awayUntil: '' },
      }),
    ).toMatchObject({ workDays: [1, 2], mostSwarms: 3, awayUntil: null });
    expect(readAction({ verb: 'save-skill', data: { skillLevel: '4', skillOwner: 'true' } })).toMatchObject({
      skillLevel: 4,
      skillOwner: true,
      skillWantsToLearn: false,
      skillTechnology: null,
      skillTechnologyTyped: '',
    });
  });

  test('holds no words where nobody would see any: blanks, a zero-width space, marks of direction', () => {
    for (const unseen of ['', ' \n\u3000', '\u200b', ' \u200d\ufeff ', '\u202e\u2066\u2069', '\u3164']) {
      const told = { verb: 'tell-view', data: { swarmId, viewText: unseen, viewNamed: 'unnamed' } };
      expect(readAction(told)).toMatchObject({ viewText: '' });
      const note = { known: unseen, tried: `${unseen}❤️ 再起動`, next: '', waitingFor: unseen };
      expect(readAction({ verb: 'save-note', data: { swarmId, noteVersion: 0, ...note } })).toMatchObject({
        ...{ known: '', waitingFor: '' },
        tried: expect.stringContaining('❤️ 再起動'),
      });
    }
  });

  test('may lack inputs that were left empty', () => {
    expect(readAction({ verb: 'decline', data: { swarmId, invitationId: 'i1', reason: 'busy' } })).toEqual({
      verb: 'decline',
      swarmId,
      invitationId: 'i1',
      reason: 'busy',
      instead: null,
      insteadTyped: '',
      note: '',
    });
  });

  test.each([[{ caseSeverity: '' }], [{}]])('may change a plan without saying an urgency: %j', (none) => {
    const data = { swarmId, version: 3, ...none };
    expect(readAction({ verb: 'revise-plan', data })).toMatchObject({ caseSeverity: null });
  });

  test('may hold the inputs of other forms on the card, which are left aside', () => {
    expect(readAction({ verb: 'add-technology', data: { swarmId, addedTechnology: 'DNS', rootCause: 'x' } })).toEqual({
      verb: 'add-technology',
      swarmId,
      card: 'briefing',
      addedTechnology: 'DNS',
    });
  });

  test.each([
    ['an unknown verb', { verb: 'drop-tables', data: { swarmId } }],
    ['a key that no card of ours has', { verb: 'reopen', data: { swarmId, admin: true } }],
    ['a second verb in the data', { verb: 'reopen', data: { swarmId, verb: 'cancel' } }],
    ['no swarm', { verb: 'reopen', data: {} }],
    ['a swarm id as long as a book', { verb: 'reopen', data: { swarmId: 'x'.repeat(100_000) } }],
    ['an invitation that is none', { verb: 'accept', data: { swarmId, invitationId: 'i1; drop' } }],
    ['a reason that no button has', { verb: 'decline', data: { swarmId, invitationId: 'i1', reason: 'hate' } }],
    ['a step that is none', { verb: 'retry-step', data: { swarmId, step: '../../etc', card: 'plan' } }],
    ['a root cause longer than the form allows', { verb: 'resolve', data: { swarmId, rootCause: 'x'.repeat(4001) } }],
    ['a list of thousands', { verb: 'resolve', data: { swarmId, credits: 'a,'.repeat(5000) } }],
    ['a level beyond the scale', { verb: 'save-skill', data: { skillLevel: 6 } }],
    ['nothing', undefined],
    ['a text', 'reopen'],
  ])('is refused when it holds %s', (_, action) => {
    expect(readAction(action)).toBeNull();
  });

  test('never makes the reading fail, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (action) => void readAction(action)));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (data) => void readAction({ verb: 'resolve', data })),
    );
  });
});
