import { describe, expect, test } from '@jest/globals';
import type { QuestionName, SwarmEvent } from '../../src/swarm/events.ts';
import { as, briefed, given, invited, opened, person, proposed, started } from './given.ts';

/** What one person is asked in a message of its own is kept true, and drawn anew only where that changes what it asks. */

const message = (activityId: string) => ({ serviceUrl: 'https://smba.example/', conversationId: 'chat', activityId });
const brought = (card: QuestionName, reader: string, activityId = '1'): SwarmEvent => ({
  ...{ type: 'SideCardShown', card, reader: person(reader), message: message(activityId), drawnFrom: 1 },
});
const accepted: SwarmEvent = { type: 'InvitationAccepted', invitationId: 'i1' };
const asked: SwarmEvent = { type: 'SilentAsked', question: 'And the router?', asked: [person('mika')] };
const running = [proposed(), started(), opened, briefed, invited('i1', 'mika', ['vpn']), accepted];
const resolved: SwarmEvent = {
  ...{ type: 'SwarmResolved', rootCause: 'a', fix: 'b', technologies: [], credits: [] },
};
const redrawn = ({ jobs }: { jobs: readonly { name: string; card?: unknown }[] }): unknown[] =>
  jobs.filter(({ name, card }) => name === 'refresh-card' && String(card).startsWith('asked:')).map(({ card }) => card);

describe('what somebody is asked that nobody has said', () => {
  const stage = given(...running, asked, brought('silent', 'mika'));

  test('is drawn anew once they have answered, wherever they did, and when the swarm ends', () => {
    const told = { type: 'GiveView', text: 'The backup', named: true } as const;
    expect(redrawn(stage.when(told, { actor: as('mika') }))).toEqual(['asked:silent@mika']);
    expect(redrawn(stage.when({ type: 'Cancel', reason: 'x' }, { actor: as('owner') }))).toEqual(['asked:silent@mika']);
    const back = { type: 'StepBack', invitationId: 'i1', why: 'ill', known: '' } as const;
    expect(redrawn(stage.when(back, { actor: as('mika') }))).toEqual(['asked:silent@mika']);
  });

  test('is left alone by all else: somebody may be typing into it', () => {
    const note = { known: 'a', tried: '', next: '', waitingFor: '' };
    const noted = { type: 'WriteNote', words: note, basedOn: 0 } as const;
    expect(redrawn(stage.when(noted, { actor: as('owner') }))).toEqual([]);
  });
});

describe('a question that is with somebody twice', () => {
  test('is one: the one they acted on, and the other becomes a line', () => {
    const stage = given(...running, asked, brought('silent', 'mika', '1'));
    const where = { reader: person('mika'), message: message('2'), drawnFrom: 8 };
    const again = { type: 'ReportSideCard', card: 'silent', ...where } as const;
    const { events, jobs } = stage.when(again);
    expect(events).toMatchObject([{ type: 'SideCardShown', replaces: message('1') }]);
    expect(jobs).toContainEqual(
      expect.objectContaining({ name: 'fold-card', copyOf: 'silent', message: message('1'), reader: person('mika') }),
    );
    expect(stage.when({ ...again, message: message('1') }).events).toEqual([]);
  });

  test('is told that it is over, an hour later at the latest, where somebody pressed the older one after the end', () => {
    const before = [...running, asked, brought('silent', 'mika', '1')];
    const pressed = (events: SwarmEvent[]) => {
      const where = { reader: person('mika'), message: message('2'), drawnFrom: events.length };
      return given(...events).when({ type: 'ReportSideCard', card: 'silent', ...where });
    };
    const late = pressed([...before, resolved]);
    expect(redrawn(late)).toEqual(['asked:silent@mika']);
    expect(late.jobs).toContainEqual(
      expect.objectContaining({ name: 'refresh-card', card: 'asked:silent@mika', ifOver: true }),
    );
    // While it is asked nothing takes along what is being typed.
    expect(redrawn(pressed(before))).toEqual([]);
  });
});

describe('a question before which the swarm changed while it was on its way', () => {
  const shown = (events: SwarmEvent[], drawnFrom = 2) => {
    const where = { reader: person('mika'), message: message('1'), drawnFrom };
    return given(...events)
      .when({ type: 'ReportSideCard', card: 'silent', ...where })
      .jobs.filter((job) => job.name === 'refresh-card' && job.card === 'asked:silent@mika');
  };

  test('is drawn anew only while it is asked: once it ended, what was typed into it stands for an hour', () => {
    expect(shown([...running, asked])).toEqual([expect.objectContaining({ whileAsked: true })]);
  });

  test('is drawn anew at once when it was over before it came', () => {
    const [drawn, ...others] = shown([...running, asked, resolved]);
    expect(others).toEqual([]);
    expect(drawn).not.toHaveProperty('whileAsked');
    expect(drawn).not.toHaveProperty('ifOver');
  });

  test('is left as it is when nothing changed', () => {
    expect(shown([...running, asked], running.length + 1)).toEqual([]);
  });
});

describe('what comes after the end', () => {
  const prevention = {
    ...{ id: 'p1', task: 'Watch it', person: person('mika') },
    ...{ due: '2026-12-01', remindAt: '2026-12-01T00:00:00.000Z' },
  };
  const task: SwarmEvent = { type: 'PreventionAsked', prevention };
  const follow: SwarmEvent = { type: 'FollowUpSet', follow: { on: '2026-12-01', at: '2026-12-01T00:00:00.000Z' } };
  const after = [...running, resolved, task, follow];
  const stage = given(...after, brought('task:p1', 'mika', '1'), brought(`follow:${after.length}`, 'owner', '2'));

  test('is drawn anew with what changes it alone', () => {
    const done = { type: 'FinishPrevention', preventionId: 'p1' } as const;
    expect(redrawn(stage.when(done, { actor: as('owner') }))).toEqual(['asked:task:p1@mika']);
    const again = redrawn(stage.when({ type: 'Reopen' }, { actor: as('owner') }));
    expect(again).toEqual([`asked:follow:${after.length}@owner`]);
  });

  test('is a question no more once its message shows how the swarm stands', () => {
    const posted = { type: 'ReportPlanCardPosted', message: message('2'), reader: person('owner') } as const;
    const { events } = stage.when(posted);
    const { state } = given(...after, brought(`follow:${after.length}`, 'owner', '2'), ...events);
    expect('sideCards' in state && state.sideCards).toEqual([]);
  });
});
