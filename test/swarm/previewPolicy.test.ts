import { describe, expect, test } from '@jest/globals';
import type { Case } from '../../src/cases/case.ts';
import type { RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { type Past, previewPolicy } from '../../src/swarm/policies/previewPolicy.ts';
import { type PolicyFields, shippedFields } from '../../src/swarm/policy.ts';
import {
  as,
  candidate,
  invited,
  opened,
  person,
  plan,
  proposed,
  recorded,
  started,
  technology,
  theCase,
} from './given.ts';

const tokyo = { zone: 'Asia/Tokyo', hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' }, anyHour: false };
const looked = Date.parse('2026-12-20T02:00:00Z');

/** What other fields than those shipped would have made of these swarms and cases. */
const preview = (set: Partial<PolicyFields>, past: Partial<Past>) =>
  previewPolicy(
    shippedFields,
    { ...shippedFields, ...set },
    {
      past: { swarms: [], cases: [], ...past },
      now: looked,
      hoursOf: (ids) => Object.fromEntries(ids.map((id) => [id, tokyo])),
      mayStart: (id, { whoMayStart }) => whoMayStart === 'everyone' || id !== 'stranger',
      technologiesIn: () => ['vpn'],
    },
  );

/** A swarm that was planned at 11:00 in Tokyo on a Friday, and started so many hours later. */
function swarm({
  hours = 0,
  events = [],
  by = 'owner',
  case: changes = {},
}: Partial<{ hours: number; events: SwarmEvent[]; by: string; case: Partial<Case> }> = {}): RecordedEvent[] {
  const ranking = { candidates: ['mika', 'ravi', 'yuki'].map((id, at) => candidate(id, ['vpn'], 3 - at)), leftOut: 0 };
  const team = [{ person: person('mika'), technologies: ['vpn'], for: [] }];
  const told = proposed({ case: changes, plan: plan({ technologies: [technology('vpn')], team, ranking }) });
  const all = recorded([told, started({ technologies: [technology('vpn')] }), ...events]);
  const later = new Date(Date.parse('2026-11-20T02:00:00Z') + hours * 3_600_000).toISOString();
  return all.map((each, index) => ({ ...each, actor: as(by), at: index === 0 ? each.at : later }));
}

describe('a preview of another policy', () => {
  test('tells nothing of what would be the same', () => {
    expect(preview({}, { swarms: [swarm()] })).toEqual({
      looked: { swarms: 1, cases: 0 },
      differences: [],
      untold: [],
    });
    const same = preview({ askAtOnce: { ...shippedFields.askAtOnce, low: 3 } }, { swarms: [swarm()] });
    expect(same.differences).toEqual([]);
  });

  test('asks as many at once as the decider itself would', () => {
    const set = { askAtOnce: { ...shippedFields.askAtOnce, normal: 3 } };
    expect(preview(set, { swarms: [swarm(), swarm({ case: { severity: 'low' } })] }).differences).toEqual([
      { code: 'asked-at-once', before: 2, after: 4, swarms: ['s1'], cases: [] },
    ]);
  });

  test('tells who would be woken: at night invitations wait for hours, unless any time counts', () => {
    const set = { anyTime: { ...shippedFields.anyTime, normal: true } };
    const night = swarm({ hours: 12 });
    expect(preview(set, { swarms: [night] }).differences).toContainEqual(
      expect.objectContaining({ code: 'waits-for-hours', before: 1, after: 0 }),
    );
  });

  test('tells of help that would have come too late', () => {
    const accepted = swarm({
      events: [invited('i1', 'mika', ['vpn']), { type: 'InvitationAccepted', invitationId: 'i1' }],
    });
    const late = accepted.map((each) => ({
      ...each,
      at: each.event.type === 'InvitationAccepted' ? '2026-11-20T02:40:00.000Z' : each.at,
    }));
    const set = { answerWithinMinutes: { ...shippedFields.answerWithinMinutes, normal: 30 } };
    expect(preview(set, { swarms: [late] }).differences).toEqual([
      { code: 'too-late', before: 0, after: 1, swarms: ['s1'], cases: [] },
    ]);
  });

  test('tells of plans that would have lapsed, of starts refused or let, and of channels deleted', () => {
    expect(preview({ planLapsesAfterHours: 2 }, { swarms: [swarm({ hours: 3 })] }).differences).toMatchObject([
      { code: 'lapsed', before: 0, after: 1 },
    ]);
    const strangers = {
      swarms: [swarm({ by: 'stranger' }), swarm({ by: 'stranger', case: { url: 'https://desk.example/1' } })],
    };
    expect(preview({ whoMayStart: 'everyone' }, strangers).differences).toMatchObject([
      { code: 'start-refused', before: 1, after: 0 },
    ]);
    const ended = swarm({ events: [opened, { type: 'SwarmCancelled', reason: '' }] });
    expect(preview({ channelRetentionDays: null }, { swarms: [ended] }).differences).toEqual([]);
    expect(preview({ channelRetentionDays: 7 }, { swarms: [ended] }).differences).toMatchObject([
      { code: 'channel-deleted', before: 0, after: 1 },
    ]);
  });

  test('tries rules on the cases that came', () => {
    const cases = [theCase({ severity: 'critical' }), theCase({ id: '2', severity: 'low' }), theCase({ id: '3' })];
    const automatic: PolicyFields['automatic'] = [
      { name: 'critical', severities: ['critical'], technologies: ['vpn'], does: 'start' },
      { name: 'quiet', severities: ['low'], technologies: ['dns'], does: 'offer' },
      { name: 'rest', severities: ['normal'], does: 'offer' },
    ];
    expect(preview({ automatic }, { cases }).differences).toEqual([
      { code: 'offered-by-rule', before: 0, after: 1, swarms: [], cases: ['3'] },
      { code: 'started-by-rule', before: 0, after: 1, swarms: [], cases: ['4711'] },
    ]);
  });

  test('names changed fields of which the past tells nothing', () => {
    expect(preview({ knowledgeForEveryone: false, askBudget28Days: 3 }, {}).untold).toEqual([
      'askBudget28Days',
      'knowledgeForEveryone',
    ]);
  });
});
