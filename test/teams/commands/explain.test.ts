import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../src/language/language.ts';
import type { StartedSwarm } from '../../../src/swarm/state.ts';
import { explanationCard } from '../../../src/teams/cards/explanationCard.ts';
import { noticeCard } from '../../../src/teams/cards/noticeCard.ts';
import { reasonAgainst, reasonsFor } from '../../../src/teams/cards/parts/reasons.ts';
import { planCard } from '../../../src/teams/cards/planCard.ts';
import { statusCard } from '../../../src/teams/cards/statusCard.ts';
import { explainCommand } from '../../../src/teams/commands/explain.ts';
import { messages, named, type Reader } from '../../../src/teams/languages/language.ts';
import { moment } from '../../../src/teams/languages/moment.ts';
import { readerIn } from '../../fixtures/cards.ts';
import { people, stories } from '../../fixtures/swarmStories.ts';
import { shownText } from '../cards/reading.ts';

/** 健二 has accepted, 由紀 declined; of two others the plan said that these cover the same. */
const state: StartedSwarm = stories.busy();
const of = (id: string, by: string) => ({
  ...{ person: { id, name: `Beside ${by}` }, score: 1, covers: [], available: true, for: [] },
  against: [{ code: 'already-covered' as const, by }],
  ...{ zone: 'Asia/Tokyo', load: { live: 0, most: 2, asks28d: 0 } },
});
const address = { serviceUrl: 'https://smba.example/jp/', conversationId: 'a:1' };
const candidates = [of('beside-kenji', people.kenji.name), of('beside-yuki', people.yuki.name)];
const plan = { ...state.plan, ranking: { ...state.plan.ranking, candidates } };

describe.each(languages)('why somebody was not asked (%s)', (language) => {
  test('is never that a colleague covers the same who has declined since', async () => {
    const explain = explainCommand({
      swarms: { load: async () => ({ ...state, plan }) },
      find: async () => state.swarmId,
      isLeadOf: () => false,
    });
    const reader = readerIn(language);
    const answer = await explain(null, {
      ...{ person: people.mika, teamsUserId: '29:mika', reader, actedOn: null, cause: 'test' },
      place: { kind: 'personal', address, channelId: null, isTargeted: false },
    });
    const told = 'card' in answer ? shownText(answer.card) : '';
    const line = (name: string) => told.split('\n').find((each) => each.startsWith(name)) ?? '';
    expect(line(`Beside ${people.kenji.name}`)).toMatch(/covers the same|同じ技術に対応/);
    expect(line(`Beside ${people.kenji.name}`).split(people.kenji.name)).toHaveLength(3);
    // Once, in their own name here.
    expect(line(`Beside ${people.yuki.name}`).split(people.yuki.name)).toHaveLength(2);
  });

  test('says by which rule people are asked, what each is asked for and why, and which words spoke for it', async () => {
    const explain = explainCommand({
      swarms: { load: async () => state },
      find: async () => state.swarmId,
      isLeadOf: () => false,
    });
    const reader = readerIn(language);
    const answer = await explain(null, {
      ...{ person: people.mika, teamsUserId: '29:mika', reader, actedOn: null, cause: 'test' },
      place: { kind: 'personal', address, channelId: null, isTargeted: false },
    });
    const told = 'card' in answer ? shownText(answer.card) : '';
    expect(told).toContain(messages(language).plan.explainRule);
    for (const { detected } of state.needs) expect(told).toContain(named(detected.name, reader));
    for (const each of state.invitations) {
      expect(told).toContain(each.person.name);
      for (const reason of each.for.filter(({ code }) => code === 'owns' || code === 'level'))
        expect(told).toContain(reasonsFor([reason], (id) => nameOf(id, reader), reader)[0]);
    }
  });

  test('is the closed team where it was closed since the plan: the start, the gap and the explanation name it', () => {
    const team = { en: 'Cloud', ja: 'クラウド' };
    const shut = { code: 'team-closed' as const, team, until: '2026-11-21T00:00:00.000Z', by: '佐藤 葵' };
    const free = { ...of('free', ''), for: [{ code: 'of-team' as const, team, own: false }], against: [] };
    const needs = state.needs.map((need) => ({ ...need, gap: true, shut: [shut] }));
    const closed = { ...state, needs, shut: [shut], plan: { ...plan, ranking: { candidates: [free], leftOut: 0 } } };
    const reader = readerIn(language);
    const why = reasonAgainst(shut, (id) => id, reader);
    expect(why).toContain('佐藤 葵');
    const technology = needs[0]?.detected.technology ?? '';
    for (const card of [
      statusCard(closed, reader),
      noticeCard(closed, { kind: 'gap', technology }, reader),
      explanationCard(closed, reader),
    ])
      expect(shownText(card)).toContain(why);
    expect(shownText(explanationCard(closed, reader))).not.toContain(messages(language).plan.available);
  });

  test('is that somebody went on leave since the plan: the start and the explanation name them, until when', () => {
    const candidateOfPlan = { ...of('gone', ''), for: [], against: [] };
    const why = { code: 'away' as const, until: '2026-12-05T00:00:00.000Z' };
    const left = {
      ...{ ...state, away: [{ person: candidateOfPlan.person, why }] },
      plan: { ...plan, ranking: { candidates: [candidateOfPlan], leftOut: 0 } },
    };
    const reader = readerIn(language);
    const plainly = (text: string) => text.replaceAll(/\s+/g, ' ');
    const told = reasonAgainst(why, (id) => id, reader);
    const { awaySince } = messages(language).reasons;
    expect(plainly(shownText(statusCard(left, reader)))).toContain(
      plainly(awaySince(candidateOfPlan.person.name, told)),
    );
    expect(plainly(shownText(explanationCard(left, reader)))).toContain(plainly(told));
  });

  test('says of who is off work what the plan says of them, whatever Teams shows, and as of which instant', async () => {
    const proposed = stories.contested();
    if (proposed.status !== 'proposed') throw new Error(proposed.status);
    // Of a critical case there are no reasons for it among those for them.
    const back = '2026-11-23T03:30:00Z';
    const present = { code: 'present', availability: 'Available' } as const;
    const critical = { ...proposed.case, severity: 'critical' as const };
    const team = proposed.plan.team.map((each) => ({ ...each, for: [present] }));
    const candidates = proposed.plan.ranking.candidates.map((each) => ({
      ...{ ...each, for: [present], against: [{ code: 'out-of-hours' as const, back }] },
    }));
    const off = { ...proposed, case: critical, plan: { ...proposed.plan, team, ranking: { candidates, leftOut: 0 } } };
    const reader = readerIn(language);
    const told = shownText(explanationCard(off, reader));
    const { plan: words, reasons } = messages(language);
    const name = team[0]?.person.name ?? '';
    expect(shownText(planCard(off, reader))).toContain(words.backLater(moment(back, reader)));
    const lines = told.split('\n');
    expect(lines[lines.findIndex((line) => line.startsWith(name)) + 1]).toBe(words.backLater(moment(back, reader)));
    expect(told).not.toContain(reasons.present('Available'));
    expect(told).toContain(words.explainedOfPlan(moment(off.plannedAt, reader)));
    expect(shownText(explanationCard(state, reader))).toContain(words.explainedOfAsks(moment(state.plannedAt, reader)));
  });
});

const nameOf = (id: string, reader: Reader): string => {
  const need = state.needs.find(({ detected }) => detected.technology === id);
  return need ? named(need.detected.name, reader) : id;
};
