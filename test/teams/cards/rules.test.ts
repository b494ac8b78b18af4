import { describe, expect, test } from '@jest/globals';
import type { Candidate } from '../../../src/matching/plan.ts';
import type { InvitationRecord, StartedSwarm } from '../../../src/swarm/state.ts';
import { briefingCard } from '../../../src/teams/cards/briefingCard.ts';
import { unreadCaseCard } from '../../../src/teams/cards/caseTextCard.ts';
import { announcementCard, viewsCard } from '../../../src/teams/cards/channelCards.ts';
import { deedCard } from '../../../src/teams/cards/deedCard.ts';
import { doctorCard } from '../../../src/teams/cards/doctorCard.ts';
import { invitationCard } from '../../../src/teams/cards/invitationCard.ts';
import { noticeCard } from '../../../src/teams/cards/noticeCard.ts';
import { refusalText } from '../../../src/teams/cards/parts/refusal.ts';
import { planCard } from '../../../src/teams/cards/planCard.ts';
import { offeredIn } from '../../../src/teams/cards/planChange.ts';
import { silentAskCard } from '../../../src/teams/cards/silentCards.ts';
import { skillsCard } from '../../../src/teams/cards/skillsCard.ts';
import { statusCard } from '../../../src/teams/cards/statusCard.ts';
import { messages, type Reader } from '../../../src/teams/languages/language.ts';
import { cards, ownEntry, readerIn } from '../../fixtures/cards.ts';
import { people, restrictedCase, stories } from '../../fixtures/swarmStories.ts';
import { actionsOf, buttonsFor, inputsOf, linksOf, shownText, verbsOf } from './reading.ts';

const en = readerIn('en');
const ja = readerIn('ja');
const asReader = (personId: string) => ({ ...en, personId });

function invitationOf(state: StartedSwarm, id: string): InvitationRecord {
  const found = state.invitations.find((each) => each.id === id);
  if (!found) throw new Error(`No invitation ${id}`);
  return found;
}

const invited = (state: StartedSwarm, id: string) => {
  const invitation = invitationOf(state, id);
  return invitationCard(state, invitation, asReader(invitation.person.id));
};

describe('the question to a lead what to do, as nobody is left to ask,', () => {
  test.each([
    [
      [3, 2, 0, 1],
      '3 people were asked: 2 declined, 1 could not be reached.',
      '依頼した人 3 人: 辞退 2 人、連絡がつかない 1 人',
    ],
    [[1, 0, 1, 0], '1 person was asked: 1 did not answer.', '依頼した人 1 人: 回答なし 1 人'],
    [[1, 0, 0, 0], '1 person was asked.', '依頼した人 1 人'],
  ] as const)('tells what became of those who were asked, and of nobody nothing: %j', (counts, english, japanese) => {
    const [asked, declined, silent, unreached] = counts;
    expect(messages('en').gaps.tried(asked, declined, silent, unreached)).toBe(english);
    expect(messages('ja').gaps.tried(asked, declined, silent, unreached)).toBe(japanese);
  });
});

describe('the card of one’s own skills', () => {
  test('tells how often one was asked against the fair share, and in how many swarms one is', () => {
    const card = skillsCard(ownEntry, en);
    expect(shownText(card)).toMatch(/Asked in the last 28 days.*3 times, fair share 7/);
    expect(shownText(card)).toMatch(/In swarms.*1 of at most 3 · 1 invitation waits for your answer/);
    expect(shownText(card)).not.toContain('You have had your fair share');
    const japanese = shownText(skillsCard(ownEntry, ja));
    expect(japanese).toMatch(/直近 28 日間の依頼.*3 件 \(目安 7 件\)/);
    expect(japanese).toMatch(/参加中のスウォーム.*1 件 \(上限\s3\s件\) \/ 回答待ちの招待 1 件/);
  });

  test.each([
    [6, false],
    [7, true],
  ])('of %d asks, with a fair share of 7, says that it is had: %s', (asks, isHad) => {
    const load = { asks, budget: 7, liveSwarms: 0, mostSwarms: 3, waiting: 0 };
    const shown = shownText(skillsCard({ ...ownEntry, load }, en));
    expect(shown.includes('asked again only when nobody else can take it')).toBe(isHad);
    expect(shown).not.toContain('for your answer');
  });

  test('names one’s support team and whose days off are one’s own, and says when there are none', () => {
    const belonging = {
      team: { en: 'Network Tokyo', ja: '東京ネットワーク' },
      calendars: [
        { en: 'Japan', ja: '日本' },
        { en: 'Tokyo office', ja: '東京オフィス' },
      ],
    };
    const shown = shownText(skillsCard({ ...ownEntry, belonging }, en));
    expect(shown).toMatch(/Calendars of days off.*Japan and Tokyo office/);
    expect(shown).toMatch(/Support team.*Network Tokyo/);
    expect(shownText(skillsCard({ ...ownEntry, belonging }, ja))).toMatch(/日本、東京オフィス.*東京ネットワーク/s);
    expect(shownText(skillsCard(ownEntry, en))).toContain('you may be asked on public holidays');
  });

  test('asks at most three things at once that cases have shown', () => {
    const proposed = ['dns', 'bgp', 'ipsec', 'vpn'].map((id) => ({
      ...{ technology: id, name: id, cases: 2, last: '2026-11-12T05:00:00Z' },
    }));
    const card = skillsCard({ ...ownEntry, proposed }, en);
    expect(buttonsFor(card, 'confirm-skill').map(({ data }) => data['proposedSkill'])).toEqual(['dns', 'bgp', 'ipsec']);
    expect(buttonsFor(card, 'refuse-skill')).toHaveLength(3);
  });
});

describe('a skill declined as not one’s field', () => {
  test('is asked about on the card, in the reader’s words, with one tap for each answer', () => {
    const card = skillsCard(ownEntry, en);
    expect(shownText(card)).toMatch(/You declined these as not your field.*Kubernetes.*declined 18 Nov/s);
    expect(shownText(skillsCard(ownEntry, ja))).toMatch(/担当分野ではない.*Kubernetes.*に辞退/s);
    for (const verb of ['drop-skill', 'keep-skill'])
      expect(buttonsFor(card, verb).map(({ data }) => data['doubtedSkill'])).toEqual(['kubernetes']);
    expect(buttonsFor(skillsCard({ ...ownEntry, doubted: [] }, en), 'keep-skill')).toEqual([]);
  });
});

describe('the plan card', () => {
  test('says that nobody works at the deadline, on which day off, and when the last of them goes home', () => {
    const state = stories.proposed();
    const deadline = '2026-11-23T06:00:00Z';
    const holiday = {
      kind: 'public',
      name: { en: 'Labor Thanksgiving Day', ja: '勤労感謝の日' },
      ahead: false,
    } as const;
    const planned = (deadlineOff: NonNullable<typeof state.plan.deadlineOff>) => ({
      ...state,
      case: { ...state.case, deadline },
      plan: { ...state.plan, deadlineOff },
    });
    const off = planned({ off: holiday, last: '2026-11-20T09:00:00Z' });
    expect(shownText(planCard(off, { ...en, zone: 'Asia/Tokyo' }))).toMatch(
      /Nobody in this plan is at work then: public holiday \(Labor Thanksgiving Day\)\. The last of them goes off work .*18:00 JST\./,
    );
    expect(shownText(planCard(off, { ...ja, zone: 'Asia/Tokyo' }))).toMatch(
      /全員が勤務時間外です: 祝日 \(勤労感謝の日\)。期限前の最後の勤務は.*18:00 \(JST\) までです。/,
    );
    expect(shownText(planCard(planned({ last: null }), en))).toContain('None of them works before it either.');
    // Whoever says that it is no deadline is not told of it.
    expect(shownText(planCard({ ...off, dropped: { ...off.dropped, deadline: true } }, en))).not.toContain(
      'at work then',
    );
  });
  test('names each technology with the words that gave it away', () => {
    const shown = shownText(planCard(stories.proposed(), ja));
    expect(shown).toMatch(/Azure VPN Gateway.*「サイト間接続」「VPN ゲートウェイ」/);
    expect(shown).toMatch(/BGP ルーティング.*「BGP 有効 \(AS 65010\)」/);
  });

  test('proposes each person with the reasons and their present load', () => {
    const shown = shownText(planCard(stories.proposed(), en));
    expect(shown).toMatch(/田中 健二.*for Azure VPN Gateway and IPsec\/IKE/);
    expect(shown).toMatch(/owns Azure VPN Gateway.*solved 3 cases like this.*in 1 swarm, limit 3/);
  });

  test('says why others are passed over, behind a button', () => {
    const shown = shownText(planCard(stories.proposed(), en));
    expect(shown).toMatch(/鈴木 由紀.*田中 健二 covers the same/);
    expect(shown).toMatch(
      /Priya Raghunathan.*outside working hours, back Mon 23 Nov, 09:00 IST.*asked 9 times in 28 days/,
    );
    expect(shown).toContain('14 more people were ranked below');
  });

  test('tells what the case names and nobody has in the registry', () => {
    expect(shownText(planCard(stories.unknownNamed(), en))).toMatch(/not in the registry.*Cisco ASA and サイボウズ/);
    expect(shownText(planCard(stories.unknownNamed(), ja))).toMatch(/スキル台帳に未登録の製品.*Cisco ASA/);
    expect(shownText(planCard(stories.proposed(), en))).not.toContain('not in the registry');
  });

  test('tells who would like to learn, who cover nothing, and whom of them the owner lets sit in', () => {
    const offered = planCard(stories.learnersOffered(), en);
    expect(shownText(offered)).toMatch(
      /Would like to learn.*Noor Haddad \(BGP routing\) and Liam O’Connor \(IPsec\/IKE\)/,
    );
    expect(shownText(offered)).toContain('Not counted as cover. To offer a learner’s seat, tick the name');
    const ticked = (card: typeof offered) => inputsOf(card).find(({ id }) => id === 'seatLearners');
    expect(ticked(offered)).toMatchObject({ choices: [{ value: people.noor.id }, { value: people.liam.id }] });
    expect(ticked(offered)).not.toHaveProperty('value');
    const chosen = planCard(stories.learnersChosen(), ja);
    expect(shownText(chosen)).toMatch(/開始時に学習メンバーとして招待: Noor.*担当者には数えません/);
    expect(shownText(chosen)).not.toContain('同時に依頼する人');
    expect(ticked(chosen)).toMatchObject({ value: people.noor.id });
    expect(ticked(planCard(stories.proposed(), en))).toBeUndefined();
  });

  test('says what speaks against somebody whom it proposes all the same', () => {
    const state = stories.contested();
    if (state.status !== 'proposed') throw new Error(state.status);
    const against: Candidate['against'] = [
      { code: 'other-language' },
      { code: 'out-of-hours', back: '2026-11-23T03:30:00Z' },
      { code: 'level-too-low', technology: 'dns', level: 1 },
    ];
    const candidates = state.plan.ranking.candidates.map((each) =>
      each.person.id === people.kenji.id ? { ...each, against } : each,
    );
    const team = state.plan.team.map((each) => ({
      ...{ ...each, for: each.for.filter(({ code }) => code !== 'in-hours') },
    }));
    const plan = { ...state.plan, team, ranking: { ...state.plan.ranking, candidates } };
    const shown = shownText(planCard({ ...state, plan }, en));
    // Of a critical case they are asked all the same.
    expect(shown).toMatch(/田中 健二.*Off work, back Mon 23 Nov.* · does not speak the language of the case/s);
    expect(shown).not.toContain('only level 1');
    // At the same moment Teams shows them as available: both beside each other would tell nobody anything.
    expect(state.plan.team.flatMap((each) => each.for)).toContainEqual({ code: 'present', availability: 'Available' });
    expect(shown).not.toContain('· available');
  });

  test('says that nobody who speaks the language of the case can be asked in time, and who can be later', () => {
    const state = stories.contested();
    if (state.status !== 'proposed') throw new Error(state.status);
    const speaks = { code: 'speaks', language: 'ja' } as const;
    const without = state.plan.ranking.candidates.map((each) => ({
      ...each,
      for: each.for.filter(({ code }) => code !== 'speaks'),
    }));
    const [first, second] = without;
    if (!first || !second) throw new Error('two are needed');
    const back: Candidate['for'] = [
      { code: 'back', at: '2027-01-04T00:00:00Z' },
      { ...speaks, late: true },
    ];
    const candidates = [first, { ...second, available: true, for: back, against: [] }];
    const team = state.plan.team.map((each) => ({ ...each, for: each.for.filter(({ code }) => code !== 'speaks') }));
    const plan = { ...state.plan, team, ranking: { candidates, leftOut: 0 } };
    const high = { ...state, case: { ...state.case, severity: 'high' as const }, plan };
    expect(shownText(planCard(high, en))).toMatch(
      /Nobody who speaks Japanese can be asked within 4.h: the plan goes on without\. Later: .*from Mon 4 Jan/,
    );
    expect(shownText(planCard(high, ja))).toMatch(
      /日本語で対応できる人に 4.時間以内には依頼できないため、この計画には含まれていません。.*後から依頼できる人: .*1月4日.* から/,
    );
    const critical = { ...high, case: { ...high.case, severity: 'critical' as const } };
    expect(shownText(planCard(critical, en))).toContain('Nobody who speaks Japanese can be asked now');
    const speaking = team.map((each) => ({ ...each, for: [...each.for, speaks] }));
    expect(shownText(planCard({ ...high, plan: { ...plan, team: speaking } }, en))).not.toContain(
      'who speaks Japanese',
    );
  });

  test('tells who is asked at any hour, and that nobody waits for their morning', () => {
    const state = stories.weekend();
    if (state.status !== 'proposed') throw new Error(state.status);
    const off = { code: 'out-of-hours', back: '2026-11-23T00:00:00Z' } as const;
    const team = state.plan.team.map((each) => ({ ...each, for: [{ code: 'any-hour' as const }] }));
    const candidates = state.plan.ranking.candidates.map((each) => ({ ...each, against: [off] }));
    const plan = { ...state.plan, team, ranking: { ...state.plan.ranking, candidates } };
    const shown = shownText(planCard({ ...state, plan }, en));
    expect(shown).toMatch(/may be asked at any hour.*\n.*Off work, back Mon 23 Nov/);
    expect(shown).not.toContain('will be asked');
  });

  test('tells before the start how many are asked at once, and how long each has', () => {
    expect(shownText(planCard(stories.proposed(), en))).toMatch(
      /2 people or more are asked at once.*10 min to answer, at any/,
    );
    expect(shownText(planCard(stories.weekend(), en))).toMatch(/One person at a time.*2 h of their own working hours/);
    expect(shownText(planCard(stories.weekend(), ja))).toMatch(/1 人ずつ依頼.*各自の勤務時間内で 2 時間です/);
  });

  test('tells who is asked beside the team, and who is next', () => {
    const shown = shownText(planCard(stories.contested(), en));
    expect(shown).toMatch(/Asked at the same time.*鈴木 由紀 \(Azure VPN Gateway\)/);
    expect(shown).not.toMatch(/鈴木 由紀.*not needed/);
    expect(shown).toMatch(/Next in line.*Grace Kim \(Azure VPN Gateway\)/);
  });

  test.each([
    { reader: en, heading: 'Asked at the same time', names: 'Expert 3, Expert 6 and Expert 9', routing: 'BGP routing' },
    { reader: ja, heading: '同時に依頼する人', names: 'Expert 3、Expert 6、Expert 9', routing: 'BGP ルーティング' },
  ])('tells what each of several is asked for beside the team ($reader.language)', ({ reader, heading, ...told }) => {
    const [, beside = ''] = shownText(planCard(stories.crowded(), reader)).split(`${heading}\n`);
    const lines = beside
      .split('\n')
      .slice(0, 3)
      .map((line) => line.replace(/\s+/g, ' '));
    expect(lines).toContain(`${told.names} Azure VPN Gateway`);
    expect(lines.some((line) => line.endsWith(` ${told.routing}`))).toBe(true);
  });

  test('tells of someone off work when they are back', () => {
    expect(shownText(planCard(stories.weekend(), en))).toMatch(
      /田中 健二[\s\S]*Off work, will be asked Mon 23 Nov, 05:30 IST/,
    );
    expect(shownText(planCard(stories.weekend(), ja))).toMatch(/11月23日\(月\) 09:00 \(JST\) に招待を送信/);
  });

  test('of a started swarm tells whom it waits for till morning, not that they are silent; who steers may not wait', () => {
    const state = stories.weekendAsked();
    const shown = shownText(statusCard(state, en));
    expect(shown).toMatch(/everybody to ask is off work. The first will be asked Mon 23 Nov, 05:30 IST/);
    expect(shown).toMatch(/waiting for morning: 田中 健二, from Mon 23 Nov/);
    expect(shown).toMatch(/田中 健二.*will be asked Mon 23 Nov/);
    expect(shown).not.toMatch(/on its way|waiting for 田中|Deliver the invitations/);
    expect(shownText(statusCard(state, ja))).toMatch(/依頼先は全員、勤務時間外.*11月23日\(月\) 09:00/);
    expect(JSON.stringify(statusCard(state, en))).toContain('"verb":"ask-now"');
    const onlooker = asReader(people.noor.id);
    expect(JSON.stringify(statusCard(state, onlooker, true))).not.toContain('ask-now');

    const morning = { ...en, at: '2026-11-23T00:00:01Z' };
    expect(shownText(statusCard(state, morning))).not.toMatch(/morning/);
  });

  test('names what nobody covers, and the room', () => {
    expect(shownText(planCard(stories.proposed(), en))).toMatch(/Nobody to ask for.*BGP routing/);
    expect(shownText(planCard(stories.restrictedProposed(), asReader(people.liam.id)))).toContain('private channel');
  });

  test('starts the very plan that was seen: the button carries its version', () => {
    const state = stories.proposed();
    expect(buttonsFor(planCard(state, en), 'start-swarm').map(({ data }) => data)).toEqual([
      { swarmId: state.swarmId, version: state.version },
    ]);
  });

  test('offers to keep what is planned, and to add those passed over', () => {
    const inputs = new Map(inputsOf(planCard(stories.proposed(), en)).map((each) => [each.id, each]));
    expect(inputs.get('keepTechnologies')?.value).toBe('azure-vpn-gateway,ipsec,bgp');
    expect(inputs.get('keepPeople')?.value).toBe(people.kenji.id);
    expect(inputs.get('addPeople')).toMatchObject({
      choices: expect.arrayContaining([{ title: people.yuki.name, value: people.yuki.id }]),
    });
  });

  test('offers what past cases alone suggest unticked, and says how sure each technology is', () => {
    const inputs = new Map(inputsOf(planCard(stories.possible(), en)).map((each) => [each.id, each]));
    expect(inputs.get('keepTechnologies')?.value).toBe('azure-vpn-gateway');
    expect(inputs.get('tickPossible')).toMatchObject({
      choices: [
        { title: 'IPsec/IKE', value: 'ipsec' },
        { title: 'BGP routing', value: 'bgp' },
      ],
    });
    expect(inputs.get('tickPossible')).not.toHaveProperty('value');
    expect(shownText(planCard(stories.possible(), en))).toMatch(/90% likely.*Possibly.*91% likely.*30% likely/s);
    const inJapanese = shownText(planCard(stories.possible(), { ...en, language: 'ja' }));
    expect(inJapanese).toMatch(/確度 90%.*可能性のある技術.*確度 91%.*確度 30%/s);
  });

  test('offers to take out no more than the form has room for; the rest of a plan is not touched', () => {
    const { plan } = stories.proposed();
    const [first] = plan.technologies;
    if (!first) throw new Error('The plan has no technologies');
    const crowded = Array.from({ length: 30 }, (_, index) => ({ ...first, technology: `technology-${index}` }));
    expect(offeredIn({ ...plan, technologies: crowded }).technologies).toHaveLength(20);
    expect(offeredIn(plan)).toEqual({
      technologies: ['azure-vpn-gateway', 'ipsec', 'bgp'],
      possible: [],
      people: [people.kenji],
      learners: [],
    });
  });

  test('of a restricted case shows nothing of it to anyone else', () => {
    const shown = shownText(planCard(stories.restrictedProposed(), en));
    for (const secret of [restrictedCase.title, restrictedCase.customer ?? '', 'Conditional Access'])
      expect(shown).not.toContain(secret);
  });

  test('of a lapsed or dropped plan can start nothing, but be planned again', () => {
    const card = planCard(stories.lapsed(), en);
    expect(verbsOf(card)).toEqual(['plan-again']);
    expect(shownText(card)).toContain('nobody was asked');
  });
});

describe('the status card', () => {
  test('tells which steps are done, wait and failed, why, and what to do', () => {
    const shown = shownText(planCard(stories.failed(), en));
    expect(shown).toMatch(/Open the channel.*done/);
    expect(shown).toMatch(
      /Deliver the invitation to 鈴木 由紀.*waiting; attempt 2 follows Fri 20 Nov, 08:33 IST|10:33 IST/,
    );
    expect(shown).toMatch(/Give 佐藤 美香 a seat in the channel.*failed/);
    expect(shown).toContain('an administrator must grant Swarm the missing permission');
  });

  test('lets only the coordinator try a failed step again', () => {
    const state = stories.failed();
    expect(buttonsFor(statusCard(state, en), 'retry-step').map(({ data }) => data['step'])).toEqual([
      `seat:${people.mika.id}`,
    ]);
    expect(verbsOf(statusCard(state, asReader(people.yuki.id)))).toEqual(['refresh']);
  });

  test('leads to the channel once there is one', () => {
    expect(linksOf(statusCard(stories.started(), en)).join()).not.toContain('teams.microsoft.com');
    expect(linksOf(statusCard(stories.opened(), en)).join()).toContain('teams.microsoft.com');
  });

  test('of a resolved swarm tells cause, fix and who helped, and can be reopened by the coordinator', () => {
    const card = statusCard(stories.resolved(), en);
    expect(shownText(card)).toMatch(/PFS グループ 14/);
    expect(shownText(card)).toMatch(/Who helped.*田中 健二 and 伊藤 葵/);
    expect(verbsOf(card)).toContain('reopen');
    expect(verbsOf(statusCard(stories.resolved(), asReader(people.kenji.id)))).not.toContain('reopen');
  });

  test('of one that was reopened says how often, and puts nothing under an end that it has no more', () => {
    const { aftercare } = messages('en');
    const busy = stories.busy();
    const again = { ...busy, aftercare: { ...busy.aftercare, reopened: 1 } };
    const once = shownText(statusCard(again, en));
    expect(once).toContain(aftercare.reopened(1));
    expect(once).not.toContain(aftercare.title);
    expect(once).not.toContain(aftercare.earlierTitle);
    const tasks = shownText(
      statusCard({ ...again, aftercare: { ...stories.afterwards('set').aftercare, reopened: 1 } }, en),
    );
    expect(tasks).toContain(aftercare.earlierTitle);
    expect(tasks).not.toContain(aftercare.title);
  });

  test('of its end, in somebody’s chat, is news with its moment, which stays true when it is reopened', () => {
    const told = (state: StartedSwarm) => shownText(deedCard(state, { kind: 'ended', by: people.kenji }, en));
    expect(told(stories.resolved())).toMatch(/was resolved.*田中 健二 closed the swarm, Fri 20 Nov, 13:00 IST/s);
    expect(told(stories.busy())).toMatch(/was resolved.*It has been reopened since/s);
  });

  test('of a restricted case tells an outsider no more than that it is one', () => {
    const card = statusCard(stories.restricted(), en);
    const shown = JSON.stringify(card);
    for (const secret of [restrictedCase.title, restrictedCase.customer ?? '', 'Conditional Access', 'Entra'])
      expect(shown).not.toContain(secret);
  });
});

describe('the briefing card', () => {
  const state = stories.busy();
  const seen = briefingCard(state, en, { forCoordinator: false, refreshUserIds: ['29:a'] });
  const panel = briefingCard(state, en, { forCoordinator: true, refreshUserIds: ['29:a'] });

  test('tells the case, who leads, who is in, who is asked until when, and what is covered', () => {
    const shown = shownText(seen);
    expect(shown).toContain('NO_PROPOSAL_CHOSEN');
    expect(shown).toMatch(/Coordinator.*佐藤 美香/);
    expect(shown).toMatch(/Azure VPN Gateway.*covered by 田中 健二/);
    expect(shown).toMatch(/BGP routing.*waiting for 伊藤 葵/);
    expect(shown).toMatch(/伊藤 葵.*invitation delivered.*until Fri 20 Nov, 11:00 IST/);
  });

  test('tells who is not coming, and why, to the coordinator alone', () => {
    expect(shownText(panel)).toMatch(/鈴木 由紀.*declined \(named 伊藤 葵\).*別件の緊急対応中/);
    expect(shownText(panel)).toMatch(/Priya Raghunathan.*could not be reached.*blocked/);
    for (const card of [seen, statusCard(state, asReader(people.kenji.id))])
      expect(shownText(card)).not.toMatch(/declined|別件|could not be reached/);
  });

  test.each([
    ['a word of their own', 'On leave from tomorrow.', /declined · “On leave from tomorrow\.”/],
    ['nothing', '', /declined \(no reason given\)/],
  ])('tells of who declined with %s just that', (_, note, expected) => {
    const declinedWith = state.invitations.map((each) =>
      each.id === 'i2'
        ? {
            ...each,
            answer: { state: 'declined' as const, reason: 'other' as const, instead: null, note, notAsked: null },
          }
        : each,
    );
    const panel = briefingCard({ ...state, invitations: declinedWith }, en, {
      forCoordinator: true,
      refreshUserIds: [],
    });
    expect(shownText(panel)).toMatch(expected);
    expect(shownText(panel).includes('no reason given')).toBe(note === '');
  });

  test('has the panel for the coordinator only, and the note for everyone who is in', () => {
    expect(verbsOf(seen)).toEqual(['edit-note']);
    expect(new Set(verbsOf(panel))).toEqual(
      new Set([
        'edit-note',
        'invite-person',
        'seat-learner',
        'add-technology',
        'drop-technology',
        'ask-silent',
        'ask-views',
        'resolve',
        'hand-over',
        'cancel',
      ]),
    );
  });

  test('is fetched anew by Teams for those who get a view of their own, sixty at most', () => {
    expect(seen.refresh?.userIds).toEqual(['29:a']);
    const crowd = Array.from({ length: 80 }, (_, index) => `29:${index}`);
    expect(briefingCard(state, en, { forCoordinator: false, refreshUserIds: crowd }).refresh?.userIds).toHaveLength(60);
  });

  test('shows the outcome, and no more buttons, once the swarm is closed', () => {
    const closed = briefingCard(stories.resolved(), en, { forCoordinator: true, refreshUserIds: [] });
    expect(verbsOf(closed)).toEqual([]);
    expect(shownText(closed)).toContain('PFS グループ 14');
  });

  test('keeps the text of a restricted case out of an open room', () => {
    const open = { ...stories.restricted(), room: 'standard' as const };
    expect(shownText(briefingCard(open, en, { forCoordinator: true, refreshUserIds: [] }))).not.toContain(
      'confidential',
    );
    expect(shownText(briefingCard(stories.restricted(), en, { forCoordinator: true, refreshUserIds: [] }))).toContain(
      'confidential',
    );
  });
});

describe('the invitation', () => {
  test('tells who asks, for what, how urgent, why them, until when; and no more of the case than its title', () => {
    const shown = shownText(invited(stories.opened(), 'i1'));
    expect(shown).toContain('佐藤 美香 asks for your help with Azure VPN Gateway and IPsec/IKE.');
    expect(shown).toContain('Urgency: Critical');
    expect(shown).toMatch(/Why you.*owns Azure VPN Gateway.*solved 3 cases like this/);
    expect(shown).toMatch(/answer by.*Fri 20 Nov, 11:00 IST/);
    expect(shown).toContain('大阪拠点');
    expect(shown).not.toContain('NO_PROPOSAL_CHOSEN');
    expect(shown).not.toContain('ノースウィンド');
  });

  test('to a restricted case gives away neither title nor customer nor number', () => {
    const told = JSON.stringify(invited(stories.restricted(), 'i1'));
    for (const secret of [restrictedCase.title, restrictedCase.customer ?? '', restrictedCase.id, 'confidential'])
      expect(told.replaceAll(stories.restricted().swarmId, '')).not.toContain(secret);
  });

  test('to take over says each thing once, and whom it concerns as you', () => {
    const asked = shownText(noticeCard(stories.relay('asked'), { kind: 'relay', at: '' }, en));
    expect(asked.match(/been asked|nothing changes/g)).toEqual(['been asked', 'nothing changes']);
    const took = shownText(invited(stories.relay('taken'), 'i6'));
    expect(took).toContain('You coordinate the swarm now.');
    expect(took).not.toMatch(/Priya \S+ coordinates/);
  });

  test('to take over, taken over by another, says by whom, and asks for no help', () => {
    const card = invited(stories.relay('taken'), 'i7');
    expect(shownText(card)).toMatch(/\S+ has taken over the coordination\./);
    expect(verbsOf(card)).toEqual([]);
    const before = noticeCard(
      stories.relay('taken'),
      { kind: 'relay', at: stories.relay('taken').relays[0]?.at ?? '' },
      en,
    );
    expect(verbsOf(before)).not.toContain('offer-relay');
  });

  test('is told to wait for a seat only where there is, or will be, a channel', () => {
    const waiting = (state: StartedSwarm) => ({ ...state, members: [] });
    expect(shownText(statusCard(waiting(stories.busy()), en))).toContain('not in the channel yet');
    expect(shownText(statusCard(waiting(stories.roomless()), en))).not.toContain('in the channel yet');
    expect(shownText(statusCard(waiting(stories.lost()), en))).not.toContain('in the channel yet');
  });

  test('is answered with one tap', () => {
    const card = invited(stories.opened(), 'i1');
    const direct = card.actions?.flatMap((each) =>
      each.type === 'Action.Execute' ? [[each.verb, each.data['reason']]] : [],
    );
    expect(direct).toEqual([
      ['accept', undefined],
      ['decline', 'busy'],
      ['decline', 'not-my-field'],
    ]);
  });

  test.each([
    ['accepted and seated', () => invited(stories.busy(), 'i1'), ['step-back'], 'You are in the swarm'],
    [
      'accepted, not seated yet',
      () => invited(stories.restrictedAccepted(), 'i1'),
      ['edit-note', 'step-back'],
      'You have accepted',
    ],
    ['declined', () => invited(stories.busy(), 'i2'), ['accept'], 'You named 伊藤 葵'],
    ['expired', () => invited(stories.expired(), 'i1'), ['accept'], 'time to answer has passed'],
    ['unreachable', () => invited(stories.busy(), 'i4'), ['accept'], 'You can still accept'],
    ['withdrawn', () => invited(stories.withdrawn(), 'i1'), ['offer-help'], 'You need not answer any more'],
    ['credited', () => invited(stories.resolved(), 'i1'), [], 'You are named among those who helped'],
    ['closed without them', () => invited(stories.resolved(), 'i2'), [], 'This swarm has been closed'],
  ])('shows what became of it: %s', (_, draw, verbs, told) => {
    const card = draw();
    expect(verbsOf(card)).toEqual(verbs);
    expect(shownText(card)).toContain(told);
  });

  test.each(['withdrawn', 'declined', 'expired', 'left'] as const)(
    'of who goes by another since is a line that leads there: %s',
    (how) => {
      const state = stories.withdrawn();
      const first = invitationOf(state, 'i1');
      const answer = {
        ...{
          withdrawn: first.answer,
          expired: { state: 'expired' as const },
          left: { state: 'left' as const, why: 'x', known: '', leftAt: state.startedAt },
        },
        declined: { state: 'declined' as const, reason: 'busy' as const, instead: null, note: '' },
      }[how];
      const at = (activityId: string) => ({ serviceUrl: 'https://smba.example/', conversationId: 'chat', activityId });
      const old = { ...first, answer, message: at('1000') } as InvitationRecord;
      const among = (...others: InvitationRecord[]) => ({ ...state, invitations: [old, ...others] });
      for (const stands of ['delivered', 'accepted'] as const) {
        const again = { ...first, id: 'i9', answer: { state: stands }, message: at('2000') };
        const shown = invited(among(again), 'i1');
        expect(shownText(shown)).toMatch(/^Case \S+ · A newer card is further down\.$/);
        expect(verbsOf(shown)).toEqual([]);
        expect(shownText(invited(among(again), 'i9'))).not.toContain('newer card');
        // It is on its way: until it is there the old card is all they have.
        expect(shownText(invited(among({ ...again, message: null }), 'i1'))).not.toContain('newer card');
      }
      // They came back by the old one after all.
      const back = { ...old, answer: { state: 'accepted' as const } };
      const letGo = { ...first, id: 'i9', message: at('2000') };
      expect(shownText(invited({ ...state, invitations: [back, letGo] }, 'i9'))).toContain('further up');
    },
  );

  test('tells someone off work that their time counts from their next working hours', () => {
    expect(shownText(invited(stories.weekendAsked(), 'i1'))).toContain(
      'the time counts from your next ones, Mon 23 Nov',
    );
  });

  test('leads to the channel once there is a seat in it, not before', () => {
    expect(linksOf(invited(stories.busy(), 'i1')).some((url) => url.includes('/l/channel/'))).toBe(true);
    expect(linksOf(invited(stories.restrictedAccepted(), 'i1'))).toEqual([]);
  });

  test('offers a learner a seat without duties', () => {
    const card = invited(stories.busy(), 'i5');
    expect(shownText(card)).toContain('nothing is expected of you');
    expect(verbsOf(card)).toEqual(['accept', 'decline']);
  });
});

describe('cards in the channel', () => {
  test('mention whom they are for: the entity says letter for letter what the text says', () => {
    for (const card of [
      announcementCard(stories.busy(), people.kenji, ja),
      viewsCard(stories.busy(), '?', [people.kenji, people.aoi], ja),
      briefingCard(stories.busy(), ja, { forCoordinator: false, refreshUserIds: [], mentionsCoordinator: true }),
    ]) {
      const entities = card.msteams?.entities ?? [];
      expect(entities.length).toBeGreaterThan(0);
      for (const each of entities) {
        expect(shownText(card)).toContain(each.text);
        expect(each.text).toBe(`<at>${each.mentioned.name}</at>`);
      }
    }
    expect(announcementCard(stories.busy(), people.kenji, ja).msteams?.entities?.[0]?.mentioned.id).toBe(
      people.kenji.id,
    );
  });

  test.each([
    [people.kenji, `<at>${people.kenji.name}</at>さんが`],
    [people.grace, `<at>${people.grace.name}</at> さんが`],
  ])('set a space between a mention and さん only after Latin letters ($name)', (person, told) => {
    expect(shownText(announcementCard(stories.busy(), person, ja))).toContain(told);
  });

  test('mention nobody whom the question names by markup', () => {
    const card = viewsCard(stories.busy(), 'ask <at>Everyone</at> **now**', [people.kenji], en);
    expect(card.msteams?.entities).toHaveLength(1);
    expect(shownText(card)).not.toContain('<at>Everyone');
  });
});

test('the card of a case whose owner is nobody here says so, and not that nobody owns it', () => {
  const card = (because: 'nobody' | 'unknown') =>
    shownText(
      unreadCaseCard(
        { kind: 'ownerless', caseId: '35436', system: 'Zendesk', group: null, because },
        { again: '35436', mayTell: true },
        en,
      ),
    );
  expect(card('unknown')).toContain('is not in your organisation’s directory');
  expect(card('unknown')).not.toMatch(/nobody owns|no person owns/i);
  expect(card('nobody')).toContain('No person owns it in Zendesk');
});

describe('notices to the coordinator', () => {
  test('of a gap say that all were asked only where somebody was', () => {
    const state = stories.opened();
    const technology = state.invitations[0]?.technologies[0] ?? '';
    const toldOf = (of: string) => shownText(noticeCard(state, { kind: 'gap', technology: of }, en));
    expect(toldOf(technology)).toContain('Everyone who could be asked has been asked');
    expect(toldOf('nobody-knows-it')).toContain('Nobody in the registry could be asked for it.');
    expect(toldOf('nobody-knows-it')).not.toContain('has been asked');
  });

  test('of a merge say what is written into the case that goes on: of a restricted one nothing', () => {
    const notice = { kind: 'case-closed', how: 'closed' } as const;
    expect(shownText(noticeCard(stories.caseMerged(), notice, en))).toContain('goes there from now on');
    const restricted = shownText(noticeCard(stories.restrictedMerged(), notice, en));
    expect(restricted).toContain('writes nothing of it into case 35440');
    expect(restricted).not.toContain('goes there from now on');
    expect(shownText(noticeCard(stories.restrictedMerged(), notice, ja))).toContain('ケース 35440 に書き込みません');
  });

  test('lead whoever coordinates now to the panel in the channel only where there is one', () => {
    const of = (reader: Reader) => (state: StartedSwarm) =>
      shownText(noticeCard(state, { kind: 'coordination-received' }, reader));
    const received = of({ ...en, personId: people.mika.id });
    expect(received(stories.busy())).toContain('The briefing card in the channel is your panel');
    for (const story of [stories.roomless, stories.lost, stories.roomRefused])
      expect(received(story())).toContain('/swarm status is your panel');
    for (const told of [
      { kind: 'case-reassigned' },
      { kind: 'case-closed', how: 'closed' },
      { kind: 'case-closed', how: 'gone' },
    ] as const)
      expect(shownText(noticeCard(stories.roomless(), told, en))).not.toContain('in the channel');
    // Who has no seat in it yet.
    expect(of({ ...en, personId: 'somebody' })(stories.busy())).toContain('/swarm status is your panel');
  });

  test('say what to do, and let a failed step be tried again until it is settled', () => {
    const notice = {
      kind: 'step-failed' as const,
      step: `seat:${people.mika.id}`,
      cause: '403',
      advice: 'grant-permission',
    };
    const card = noticeCard(stories.failed(), notice, en);
    expect(shownText(card)).toContain('What to do: an administrator must grant');
    expect(verbsOf(card)).toEqual(['retry-step', 'refresh']);
    const settled = noticeCard(stories.busy(), notice, en);
    expect(verbsOf(settled)).toEqual(['refresh']);
    expect(shownText(settled)).toContain('settled meanwhile');
  });

  test('tell of what somebody had who stepped back that they did, and who is asked now or that nobody is left', () => {
    const shown = shownText(statusCard(stories.left(), en));
    expect(shown).toMatch(/Azure VPN Gateway.*waiting for Liam O’Connor · 田中 健二 stepped back/);
    expect(shown).toMatch(/IPsec\/IKE.*gap: nobody left to ask · 田中 健二 stepped back/);
    expect(shownText(statusCard(stories.left(), ja))).toMatch(
      /Liam O’Connor さんの回答待ち \/ 田中 健二さんは参加を取りやめ/,
    );
  });

  test('name the technology nobody is left for, and the person not reached', () => {
    expect(shownText(noticeCard(stories.busy(), { kind: 'gap', technology: 'bgp' }, ja))).toContain('BGP ルーティング');
    expect(
      shownText(noticeCard(stories.busy(), { kind: 'unreachable', invitationId: 'i4', cause: 'blocked' }, ja)),
    ).toContain('Priya Raghunathan さんに連絡がつきませんでした');
  });
});

describe('a refusal', () => {
  test('is a sentence in the reader’s language, with the names it speaks of', () => {
    const refusal = { code: 'not-coordinator', coordinator: people.mika } as const;
    expect(refusalText(refusal, en)).toBe('Only the coordinator, 佐藤 美香, and the case owner can do this.');
    expect(refusalText(refusal, ja)).toBe('この操作は、コーディネーターの佐藤 美香さんとケース担当者だけが行えます。');
    expect(refusalText({ code: 'already-needed', technology: 'bgp' }, ja, () => 'BGP')).toContain('BGP');
    expect(refusalText({ code: 'already-closed', status: 'cancelled' }, en)).toBe('The swarm was cancelled.');
  });
});

test('no card tells by colour alone: whatever is coloured says it in words', () => {
  const shown = shownText(statusCard(stories.failed(), en));
  expect(shown).toMatch(/✓.*done/);
  expect(shown).toMatch(/failed/);
  expect(actionsOf(statusCard(stories.failed(), en)).every(({ title }) => title.length > 0)).toBe(true);
});

test('a cause that recurs tells of each fix whether it was final, and who explains what its reader does not read', () => {
  const [english, japanese] = [en, ja].map((reader) =>
    [cards.recurring?.(reader)].map((card) => card && shownText(card)).join(),
  );
  expect(english).toContain('What fixed it for now (workaround)');
  expect(japanese).toContain('暫定対応');
  expect(english).toMatch(/Some of this is written in Japanese\. You can ask/);
});

test('asked of one or two says to each that without a name it may be guessed whose it is', () => {
  const hints = messages('en').views;
  const shown = (...asked: { id: string; name: string }[]) =>
    shownText(silentAskCard(stories.heard(), { question: 'x', by: people.mika, asked }, en));
  expect(shown(people.kenji)).toContain(hints.unnamedAlone);
  expect(shown(people.kenji, people.aoi)).toContain(hints.unnamedOfTwo);
  expect(shown(people.kenji, people.aoi, people.noor)).not.toMatch(/may guess/);
});

test('the offer to ask who was silent, before the end, tells as of when they were: it stays as it is', () => {
  const offer = (reader: Reader) => [cards['silent-first']?.(reader)].map((each) => each && shownText(each)).join();
  expect(offer(en)).toContain('Not heard until Fri 20 Nov, 10:35 IST: ');
  expect(offer(ja)).toContain('11月20日(金) 14:05 (JST) の時点でまだ発言のない参加者: ');
});

describe('what can be done with a swarm, whatever its channel does', () => {
  const panelOf = (state: StartedSwarm, personId: string, standsIn = false) =>
    verbsOf(statusCard(state, asReader(personId), standsIn)).filter((verb) => verb !== 'refresh');

  test('stands on the card of its owner and of its coordinator: asking, resolving, handing over, ending', () => {
    const state = stories.handedOver();
    for (const personId of [people.mika.id, people.kenji.id])
      expect(panelOf(state, personId)).toEqual(
        expect.arrayContaining(['invite-person', 'resolve', 'hand-over', 'cancel', 'add-technology']),
      );
    expect(panelOf(stories.started(), people.mika.id)).toEqual(expect.arrayContaining(['resolve', 'cancel']));
  });

  test('is for who stands in to hand over and to end, and for nobody else', () => {
    expect(panelOf(stories.busy(), people.noor.id, true)).toEqual(['hand-over', 'cancel']);
    expect(panelOf(stories.busy(), people.noor.id)).toEqual([]);
    expect(panelOf(stories.busy(), people.yuki.id)).toEqual([]);
    // After the end a lead may still have the next one prevented.
    expect(panelOf(stories.resolved(), people.noor.id, true)).toEqual(['give-prevention']);
  });

  test('comes back as the card it was done on', () => {
    for (const button of buttonsFor(statusCard(stories.busy(), en), 'cancel'))
      expect(button.data).toMatchObject({ card: 'plan' });
    const briefing = briefingCard(stories.busy(), en, { forCoordinator: true, refreshUserIds: [] });
    for (const button of buttonsFor(briefing, 'cancel')) expect(button.data).toMatchObject({ card: 'briefing' });
  });

  test('tells a lead who may not read a restricted case nobody of its people', () => {
    const shown = JSON.stringify(statusCard(stories.restrictedAccepted(), asReader(people.noor.id), true));
    expect(shown).toContain('hand-over');
    expect(shown).not.toContain(people.grace.name);
  });
});

describe('the doctor’s card', () => {
  const at = '2026-11-20T05:05:00Z';
  const check = (result: 'ok' | 'failed' | 'unknown') => ({ subject: { code: 'clock' as const }, result, fact: null });
  test.each([
    [['ok', 'ok'], 'All checks passed.'],
    [['ok', 'unknown'], 'Nothing failed, but 1 of 2 checks could not be made.'],
    [['failed', 'unknown', 'ok'], '1 of 3 checks failed.'],
  ] as const)('never counts as passed what could not be checked: %s', (results, headline) => {
    const shown = shownText(doctorCard({ checks: results.map(check), at }, en));
    expect(shown).toContain(headline);
    expect(shown.includes('All checks passed')).toBe(!results.some((each) => each !== 'ok'));
  });

  test('shows each check of an installation with a case system and two host teams, the last as well', () => {
    const many = Array.from({ length: 46 }, () => check('ok'));
    const last = { subject: { code: 'model' as const }, result: 'ok' as const, fact: null };
    const shown = shownText(doctorCard({ checks: [...many, last], at }, en));
    expect(shown).toContain('Language model');
    expect(shown).not.toContain('not shown');
  });

  test('says of the right to write drafts of articles, and of that to write notes, which of the two it means', () => {
    const rights = ['case-article-rights-unknown', 'case-note-rights-unknown'] as const;
    const checks = rights.map((code) => ({
      ...{ subject: { code: 'case-writing' as const, name: 'ServiceNow' }, result: 'unknown' as const },
      fact: { code },
    }));
    for (const [reader, notes] of [
      [en, /\bnotes?\b/i],
      [ja, /メモ/],
    ] as const) {
      const [drafts = '', own = ''] = checks.map((each) => shownText(doctorCard({ checks: [each], at }, reader)));
      expect(drafts).not.toMatch(notes);
      expect(own).toMatch(notes);
    }
  });
});
