import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import type { Case } from '../../src/cases/case.ts';
import { keepPastCases } from '../../src/evidence/pastCases/pastCases.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import type { RunningSwarm } from '../../src/swarm/state.ts';
import { type Happening, solved, store } from '../history/past.ts';
import { until } from '../until.ts';
import { answersTo, has, type Office, openOffice, swarmOn, textOf } from './office.ts';

let office: Office;
let mika: Persona;
let alice: Persona;
let ravi: Persona;
let plan: SeenMessage;
let swarmId: string;

/** Without workers: what a button does is seen on the swarm itself, and nothing else moves. */
beforeAll(async () => {
  office = await openOffice({ queueRuns: false });
  mika = office.people.as('mika.sato');
  alice = office.people.as('alice.byrne');
  ravi = office.people.as('ravi.rao');
  await mika.say('Azure VPN Gateway drops every hour', { locale: 'en-US' });
  plan = await mika.waitForMessage(has('start-swarm'));
  swarmId = swarmOn(plan);
});
afterAll(() => office?.close());

const versionNow = async () => (await office.swarms.history(swarmId)).length;
/** What the bot answered to a button made up by a client. */
async function crafted(who: Persona, value: unknown) {
  const done = await who.sendCrafted(value, { invoke: 'adaptiveCard/action', locale: 'en-US' });
  expect(done.deliveries.map((each) => each.status)).toEqual([200]);
  const { statusCode, type, value: answer } = answerSchema.parse(done.deliveries[0]?.body);
  return {
    error: type === 'application/vnd.microsoft.error' ? statusCode : null,
    notice: type === 'application/vnd.microsoft.activity.message' ? String(answer) : null,
    card: type === 'application/vnd.microsoft.card.adaptive' ? JSON.stringify(answer) : null,
  };
}
const answerSchema = z.object({ statusCode: z.int(), type: z.string(), value: z.unknown() });
const press = (who: Persona, verb: string, data: object) =>
  crafted(who, { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' });
async function running(): Promise<RunningSwarm> {
  const state = await office.swarms.load(swarmId);
  if (state.status !== 'running') throw new Error(`The swarm is ${state.status}`);
  return state;
}

describe('buttons of a plan', () => {
  test('are its owner’s: nobody else can start, change or even see it', async () => {
    const before = await versionNow();
    const start = await press(alice, 'start-swarm', { swarmId, version: before });
    expect(start.notice).toBe('Only the case owner, 佐藤 美香, can do this.');
    const revise = { swarmId, version: before, keepTechnologies: '', keepPeople: '' };
    expect((await press(alice, 'revise-plan', revise)).notice).toContain('Only the case owner');
    expect((await press(alice, 'dismiss-plan', { swarmId })).notice).toBeTruthy();
    const seen = await press(alice, 'refresh', { swarmId, card: 'plan' });
    expect(seen.notice).toBe('Only the people in this swarm can see it.');
    expect(await versionNow()).toBe(before);
  });

  test('change it, and what was taken out stays out', async () => {
    const changed = await plan.press(
      'revise-plan',
      {
        keepTechnologies: 'azure-vpn-gateway',
        addTechnologies: 'azure dns, クバネティス',
        keepPeople: '',
        addPeopleTyped: 'Ravi Rao',
      },
      { locale: 'en-US' },
    );
    expect(changed.error).toBeNull();
    const state = await office.swarms.load(swarmId);
    if (state.status !== 'proposed') throw new Error('not a plan');
    expect(state.plan.technologies.map((each) => each.technology).toSorted()).toEqual([
      'azure-dns',
      'azure-vpn-gateway',
      'kubernetes',
    ]);
    expect(state.plan.team.map((each) => each.person.name)).toContain('Ravi Rao');
    expect(state.plan.team.map((each) => each.person.name)).not.toContain('Alice Byrne');
  });

  test('on an older copy do not start what the owner has not seen', async () => {
    const before = await versionNow();
    const started = await press(mika, 'start-swarm', { swarmId, version: 1 });
    expect(started.notice).toBe('The plan has changed meanwhile. Please look at it once more.');
    expect(await versionNow()).toBe(before);
  });

  test('tell who or what was not understood, and change nothing', async () => {
    const before = await versionNow();
    const kept = { swarmId, version: before, keepTechnologies: 'azure-dns', keepPeople: '' };
    const unknown = await press(mika, 'revise-plan', { ...kept, addPeopleTyped: 'Nobody Known' });
    expect(unknown.notice).toContain('“Nobody Known”');
    const nothing = await press(mika, 'revise-plan', { ...kept, addTechnologies: 'COBOL' });
    expect(nothing.notice).toContain('“COBOL”');
    expect(await versionNow()).toBe(before);
  });

  test('start it once, however often they are pressed', async () => {
    const version = await versionNow();
    const presses = await Promise.all([1, 2, 3].map(() => press(mika, 'start-swarm', { swarmId, version })));
    expect(presses.map((each) => each.error)).toEqual([null, null, null]);
    const events = await office.swarms.history(swarmId);
    expect(events.filter((each) => each.event.type === 'SwarmStarted')).toHaveLength(1);
  });

  test('do not cancel the swarm once it runs', async () => {
    const pressed = await press(mika, 'dismiss-plan', { swarmId });
    expect(pressed.notice).toBe('The swarm has already been started.');
    await running();
  });
});

describe('buttons of an invitation', () => {
  test('work for the invited person only', async () => {
    const [invitation] = (await running()).invitations;
    const before = await versionNow();
    for (const who of [mika, alice]) {
      const { notice } = await press(who, 'accept', { swarmId, invitationId: invitation?.id });
      expect(notice).toBe('This invitation is for someone else. Only they can answer it.');
      const looked = await press(who, 'refresh', { swarmId, card: 'invitation', invitationId: invitation?.id });
      expect(looked.notice).toContain('someone else');
    }
    expect(await versionNow()).toBe(before);
  });

  test('count once when delivered twice', async () => {
    const invitation = (await running()).invitations.find((each) => each.person.name === 'Ravi Rao');
    const action = { type: 'Action.Execute', verb: 'accept', data: { swarmId, invitationId: invitation?.id } };
    const value = { action, trigger: 'manual' };
    const twice = await ravi.sendCrafted(value, { invoke: 'adaptiveCard/action', delivery: { twice: 'new-id' } });
    expect(twice.deliveries.map((each) => each.status)).toEqual([200, 200]);
    const events = await office.swarms.history(swarmId);
    expect(events.filter((each) => each.event.type === 'InvitationAccepted')).toHaveLength(1);
  });
});

describe('buttons of the coordinator', () => {
  test('are refused to the invited and to strangers', async () => {
    const before = await versionNow();
    for (const who of [ravi, alice]) {
      const data = { swarmId, rootCause: 'x', fix: 'y', resolvedTechnologies: '', credits: '' };
      expect((await press(who, 'resolve', data)).notice).toBe(
        'Only the coordinator, 佐藤 美香, and the case owner can do this.',
      );
      expect((await press(who, 'hand-over', { swarmId, handOverToTyped: 'Alice Byrne' })).notice).toContain(
        'Only the coordinator',
      );
    }
    expect((await press(alice, 'refresh', { swarmId, card: 'briefing' })).notice).toContain('Only the people');
    expect((await press(ravi, 'refresh', { swarmId, card: 'briefing' })).card).not.toBeNull();
    expect(await versionNow()).toBe(before);
  });

  test('tell nobody without a part in it whether it runs, nor which case it is, whatever they press', async () => {
    const before = await versionNow();
    const [invitation] = (await running()).invitations;
    const theCase = (await running()).case;
    const version = before;
    const invitationId = invitation?.id;
    const pressed: [string, object][] = [
      ...['start-swarm', 'keep-deadline', 'drop-deadline'].map((verb): [string, object] => [verb, { version }]),
      ['dismiss-plan', {}],
      ...['accept', 'offer-help', 'take-offer', 'ask-now', 'ask-named'].map((verb): [string, object] => [
        verb,
        { invitationId },
      ]),
      ['decline', { invitationId, reason: 'busy' }],
      ['step-back', { invitationId, stepBackWhy: 'ill' }],
      ...['gap-without', 'gap-elsewhere', 'gap-name'].map((verb): [string, object] => [verb, { gapOf: 'azure-dns' }]),
      ['gap-elsewhere', { gapOf: 'azure-dns', gapElsewhere: 'Ask others' }],
      ...['reopen', 'open-room', 'go-without-room', 'nothing-to-add', 'edit-note'].map((verb): [string, object] => [
        verb,
        {},
      ]),
      ['retry-step', { step: 'open-channel' }],
      ['cancel', { cancelReason: 'x' }],
      ['add-technology', { addedTechnology: 'COBOL' }],
      ['drop-technology', {}],
      ['open-card', {}],
      ...['plan', 'briefing', 'view'].map((card): [string, object] => ['refresh', { card }]),
    ];
    for (const [verb, data] of pressed) {
      const { notice, card, error } = await press(alice, verb, { swarmId, ...data });
      const told = `${verb}: ${notice ?? card ?? error}`;
      expect(told).toMatch(/: (Only |This (invitation|question) is |You are not in|400)/);
      for (const secret of [theCase.id, theCase.title]) expect(told).not.toContain(secret);
    }
    expect(await versionNow()).toBe(before);
  });

  test('ask a person by name, and hand over', async () => {
    const asked = await press(mika, 'invite-person', { swarmId, invitedTyped: 'alicebyrne', invitedFor: 'azure-dns' });
    expect(asked.error).toBeNull();
    expect((await running()).invitations.map((each) => each.person.name)).toContain('Alice Byrne');
    await press(mika, 'hand-over', { swarmId, handOverToTyped: 'Ravi Rao' });
    expect((await running()).coordinator.name).toBe('Ravi Rao');
    await press(ravi, 'hand-over', { swarmId, handOverToTyped: '佐藤美香' });
    expect((await running()).coordinator.name).toBe('佐藤 美香');
  });
});

describe('buttons that are none of ours', () => {
  test.each([
    ['an unknown verb', { action: { type: 'Action.Execute', verb: 'delete-everything', data: {} } }],
    [
      'a key no card has',
      { action: { type: 'Action.Execute', verb: 'accept', data: { swarmId: 's', invitationId: 'i1', actor: 'mika' } } },
    ],
    [
      'a wrong id',
      { action: { type: 'Action.Execute', verb: 'accept', data: { swarmId: 's', invitationId: '1 or 1=1' } } },
    ],
    ['no action', {}],
    ['nothing', null],
    ['a list', []],
    [
      'huge text',
      { action: { type: 'Action.Execute', verb: 'cancel', data: { swarmId: 's', cancelReason: 'x'.repeat(120_000) } } },
    ],
    ...['4711\n4712', '4711 4712', "' or 1=1 --"].map((caseId): [string, object] => [
      'a case number that only looks like one',
      { action: { type: 'Action.Execute', verb: 'ask-text', data: { caseId, caseTitle: 'VPN', caseText: 'x' } } },
    ]),
    [
      'a swarm that is not',
      { action: { type: 'Action.Execute', verb: 'start-swarm', data: { swarmId: 'nowhere', version: 1 } } },
    ],
  ])('%s is answered as an error and changes nothing', async (_, value) => {
    const before = await versionNow();
    expect((await crafted(alice, value)).error).toBe(400);
    expect(await versionNow()).toBe(before);
  });

  test('an object in an object, and so on, is answered as an error', async () => {
    const { sandbox } = office;
    const { people, id: tenantId, app } = sandbox.tenant;
    const [person] = people.values();
    const activity = JSON.stringify({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'nested',
      channelId: 'msteams',
      serviceUrl: sandbox.addresses.serviceUrl,
      from: { id: person?.mri, aadObjectId: person?.id, name: 'Mika' },
      recipient: { id: `28:${app.id}` },
      conversation: { id: person?.chat.id, conversationType: 'personal', tenantId },
      value: 'deep',
    });
    // Written by hand: JSON.stringify gives up at such depth, JSON.parse does not.
    const deep = `${'{"action":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const answer = await fetch(sandbox.bot.endpoint ?? '', {
      method: 'POST',
      headers: { authorization: `Bearer ${await sandbox.tokens.forBot()}` },
      body: activity.replace('"deep"', deep),
    });
    expect([answer.status, z.object({ statusCode: z.int() }).parse(await answer.json()).statusCode]).toEqual([
      200, 400,
    ]);
  });

  test('whatever a client makes up, it is answered and nothing happens', async () => {
    const before = await versionNow();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
        expect((await crafted(alice, value)).error).toBe(400);
      }),
      { numRuns: 30 },
    );
    expect(await versionNow()).toBe(before);
    expect(office.logged.filter((each) => each.level === 'error')).toEqual([]);
  });
});

describe('one’s own skills', () => {
  test('are changed by oneself, and only one’s own', async () => {
    await alice.say('skills', { locale: 'en-IE' });
    const card = await alice.waitForMessage(has('save-skill'));
    const saved = await card.press(
      'save-skill',
      { skillTechnologyTyped: 'Azure DNS', skillLevel: '4', skillOwner: 'true' },
      { locale: 'en-IE' },
    );
    expect(JSON.stringify(saved.card)).toContain('Saved.');
    const lines = office.registry.snapshot.skillsOf((await alice.profile())['id'] as string);
    expect(lines.find((each) => each.technology === 'azure-dns')).toMatchObject({ level: 4, owner: true });
    const forged = await press(ravi, 'save-skill', {
      person: 'alice',
      skillTechnology: 'azure-dns',
      skillLevel: 1,
      skillOwner: 'false',
      skillWantsToLearn: 'false',
    });
    expect(forged.error).toBe(400);
    await card.press(
      'save-person',
      { workDays: '1,2,3', workFrom: '10:00', workTo: '16:00', mostSwarms: '1', awayUntil: '' },
      { locale: 'en-IE' },
    );
    const listed = office.registry.snapshot.listed((await alice.profile())['id'] as string);
    expect(listed?.engineer).toMatchObject({ hours: { days: [1, 2, 3], from: '10:00', to: '16:00' }, mostSwarms: 1 });
    expect(textOf(await card.read())).toContain('10:00');
  });

  test('that cases have shown are proposed: one tap of the person adds or refuses each, a second changes nothing', async () => {
    const mikasId = z.string().parse((await mika.profile())['id']);
    const solved = (id: string, technology: string) => ({
      ...{ id, title: 'x', text: '', technologies: [technology], credits: [{ person: mikasId, weight: 1 }] },
      ...{ closedAt: Date.UTC(2026, 8, 12), swarmId: null, rootCause: '', fix: '', url: null },
    });
    const [added, refused] = ['azure-vpn-gateway', 'kubernetes'] as const;
    await keepPastCases(office.database.sql, office.tenantId, [
      solved('1', added),
      solved('2', added),
      solved('3', refused),
      solved('4', refused),
    ]);
    const lines = () => office.registry.snapshot.skillsOf(mikasId);
    const before = lines();

    await mika.say('skills', { locale: 'en-IE' });
    const card = await mika.waitForMessage(has('confirm-skill'));
    expect(textOf(card)).toContain('2 cases, last 12\u00a0Sept\u00a02026');
    expect(textOf(card)).toContain('0 times, fair share 7');
    expect(textOf(card)).toContain('0 of at most 5');
    const others = await press(alice, 'confirm-skill', { proposedSkill: added });
    expect(others.card).toContain('Nothing was changed');
    expect(lines()).toEqual(before);

    await card.press('confirm-skill', { proposedSkill: added }, { locale: 'en-IE' });
    const line = { technology: added, level: 3, owner: false, wantsToLearn: false };
    expect(lines().find(({ technology }) => technology === added)).toMatchObject(line);
    await office.registry.save([{ kind: 'skill', skill: { ...line, person: mikasId, level: 5, confirmedAt: null } }]);
    expect((await press(mika, 'confirm-skill', { proposedSkill: added })).card).toContain('Nothing was changed');
    expect(lines().find(({ technology }) => technology === added)).toMatchObject({ level: 5 });

    await card.press('refuse-skill', { proposedSkill: refused }, { locale: 'en-IE' });
    expect(textOf(await card.read())).toContain('not be asked about it again');
    expect((await press(mika, 'confirm-skill', { proposedSkill: refused })).card).toContain('Nothing was changed');
    expect(lines().map(({ technology }) => technology)).not.toContain(refused);
    expect(textOf(await card.read())).not.toContain('Learned from your cases');
  });
});

describe('hours that Outlook says', () => {
  test('change nothing until the person takes them over, or says that theirs are right', async () => {
    const id = z.string().parse((await mika.profile())['id']);
    const own = () => office.registry.snapshot.listed(id)?.engineer;
    const before = own();
    const read = (from: string, readAt: string) =>
      office.registry.keepMailboxes([
        {
          ...{ person: id, zone: 'Asia/Seoul', repliesFrom: null, repliesUntil: null, readAt },
          hours: { days: [1, 2, 3, 4], from, to: '16:00' },
        },
      ]);
    await read('10:00', '2026-11-27T18:00:00.000Z');
    await mika.say('skills', { locale: 'en-IE' });
    const card = await mika.waitForMessage(has('take-hours'));
    expect(textOf(card)).toContain('Mon to Thu, 10:00–16:00 (Asia/Seoul)');
    expect(own()).toEqual(before);
    // An old card is about what Outlook no longer says.
    await read('11:00', '2026-11-28T18:00:00.000Z');
    await card.press('take-hours', { proposedSince: '2026-11-27T18:00:00.000Z' }, { locale: 'en-IE' });
    expect(textOf(await card.read())).toContain('Nothing was changed');
    expect(own()).toEqual(before);
    const taken = await press(mika, 'take-hours', { proposedSince: '2026-11-28T18:00:00.000Z' });
    expect(own()).toMatchObject({ zone: 'Asia/Seoul', hours: { days: [1, 2, 3, 4], from: '11:00', to: '16:00' } });
    expect(taken.card).toContain('Said by you on');
    expect(taken.card).not.toContain('Outlook says');
  });
});

describe('a skill of one’s own, declined as not one’s field', () => {
  test('is dropped or kept by one tap of the person; a stranger, a second press or a forged one changes nothing', async () => {
    const mikasId = z.string().parse((await mika.profile())['id']);
    const [dropped, kept] = ['azure-vpn-gateway', 'kubernetes'];
    const line = { person: mikasId, level: 4, owner: false, wantsToLearn: false, confirmedAt: null };
    await office.registry.save(
      [dropped, kept].map((technology) => ({ kind: 'skill', skill: { ...line, technology } }) as const),
    );
    const of = (technology: string) =>
      office.registry.snapshot.skillsOf(mikasId).find((each) => each.technology === technology);
    const ofTenant = ({ event, ...when }: Happening): Happening =>
      event.type === 'SwarmProposed' ? { ...when, event: { ...event, tenantId: office.tenantId } } : { ...when, event };
    await store(office.database, {
      ...{ swarmId: 'declined-1', from: '2026-10-01T00:00:00.000Z' },
      happenings: [
        ...solved({ case: { id: 'declined-1' }, technologies: [dropped, kept], expert: mikasId })
          .slice(0, 3)
          .map(ofTenant),
        {
          after: 5,
          event: { type: 'InvitationDeclined', invitationId: 'i1', reason: 'not-my-field', instead: null, note: '' },
        },
      ],
    });
    await mika.say('skills', { locale: 'en-IE' });
    const card = await mika.waitForMessage(has('drop-skill'));
    expect((await press(alice, 'drop-skill', { doubtedSkill: dropped })).card).toContain('Nothing was changed');
    expect((await press(mika, 'drop-skill', { doubtedSkill: 'no-such-skill' })).card).toContain('Nothing was changed');
    expect((await press(mika, 'drop-skill', { doubtedSkill: ['x'] })).error).toBe(400);
    expect(of(dropped)).toMatchObject({ level: 4 });

    await card.press('drop-skill', { doubtedSkill: dropped }, { locale: 'en-IE' });
    expect(of(dropped)).toBeUndefined();
    await card.press('keep-skill', { doubtedSkill: kept }, { locale: 'en-IE' });
    expect(of(kept)).toMatchObject({ level: 4, confirmedAt: expect.any(String) });
    await until(async () => textOf(await card.read()).includes('Kept, and confirmed'));
    // The old card: what was kept is no longer in doubt.
    expect((await press(mika, 'drop-skill', { doubtedSkill: kept })).card).toContain('Nothing was changed');
    expect(of(kept)).toMatchObject({ level: 4 });
    expect(textOf(await card.read())).not.toContain('not your field');
  });
});

describe('a learner’s seat', () => {
  test('is offered at the start to whom the owner ticked on the plan, of those who want to learn', async () => {
    const raviIs = { id: z.string().parse((await ravi.profile())['id']), name: 'Ravi Rao' };
    const wish = { technology: 'kubernetes', level: 1, owner: false, wantsToLearn: true, confirmedAt: null };
    await office.registry.save([{ kind: 'skill', skill: { ...wish, person: raviIs.id } }]);
    await mika.say('Kubernetes pods restart every night', { locale: 'en-US' });
    const card = await mika.waitForMessage(has('Would like to learn'));
    expect(textOf(card)).toContain('Ravi Rao (Kubernetes)');
    const id = swarmOn(card);
    const proposed = await office.swarms.load(id);
    if (proposed.status !== 'proposed') throw new Error('not a plan');
    const kept = {
      keepTechnologies: proposed.plan.technologies.map(({ technology }) => technology).join(','),
      keepPeople: proposed.plan.team.map(({ person }) => person.id).join(','),
    };
    const nobody = { ...kept, seatLearners: '' };
    await card.press('revise-plan', { ...kept, seatLearners: raviIs.id }, { locale: 'en-US' });
    expect(await office.swarms.load(id)).toMatchObject({ learners: [raviIs] });
    await card.press('revise-plan', nobody, { locale: 'en-US' });
    expect(await office.swarms.load(id)).toMatchObject({ learners: [] });
    // Somebody whom the plan does not offer: a client made it up.
    const stranger = { swarmId: id, version: 1, ...kept, seatLearners: 'somebody-else' };
    await press(mika, 'revise-plan', stranger);
    expect(await office.swarms.load(id)).toMatchObject({ learners: [] });
    await card.press('revise-plan', { ...kept, seatLearners: raviIs.id }, { locale: 'en-US' });
    expect(textOf(await card.read())).toContain('Offered a learner’s seat at the start: Ravi Rao');

    await card.press('start-swarm', {}, { locale: 'en-US' });
    const started = await office.swarms.load(id);
    if (started.status !== 'running') throw new Error('not started');
    expect(started.invitations.find(({ person }) => person.id === raviIs.id)).toMatchObject({
      role: 'learner',
      technologies: ['kubernetes'],
      for: [{ code: 'wants-to-learn', technology: 'kubernetes' }],
    });
  });
});

describe('a restricted case', () => {
  const restricted: Case = {
    id: '5001',
    title: 'Merger data room is stale in Azure DNS',
    description: 'Fabrikam must not hear of it.',
    customer: 'Fabrikam',
    product: null,
    severity: 'normal',
    language: 'en',
    restricted: true,
    owner: { id: '22222222-2222-4222-8222-000000000002', name: 'Alice Byrne' },
    created: '2026-11-20T01:00:00Z',
    url: null,
  };
  const origin = { actor: { kind: 'person', person: restricted.owner }, cause: 'test' } as const;
  const secrets = /Merger|Fabrikam|Azure DNS/;
  const explained = async (caseId: string) => (await answersTo(mika, `explain ${caseId}`)).map(textOf).join(' ');

  test('is told to no lead who is not in its swarm, on whatever card', async () => {
    const { state } = await office.swarms.propose(restricted, origin);
    if (state.status === 'none') throw new Error('not proposed');
    expect(await explained('5001')).toContain('Only the people in this swarm can see it.');
    await office.swarms.execute(state.swarmId, { type: 'Start' }, origin);
    for (const card of ['plan', 'briefing']) {
      const seen = await press(mika, 'refresh', { swarmId: state.swarmId, card });
      expect(seen.card).toContain('5001');
      expect(seen.card).not.toMatch(secrets);
    }
    const why = await explained('5001');
    expect(why).toContain('Only the people in this swarm can see it.');
    expect(why).not.toMatch(secrets);
    const given = await press(mika, 'hand-over', { swarmId: state.swarmId, handOverToTyped: 'Ravi Rao' });
    // No lead lets themselves, or a friend, into a restricted swarm.
    expect(given.card).toBeNull();
    expect(JSON.stringify(given)).not.toMatch(secrets);
  });
});

describe('a fault behind a button', () => {
  test('is logged without the words that the person wrote', async () => {
    const invited = (await running()).invitations.find((each) => each.person.name === 'Alice Byrne');
    // The database takes no such character: the statement fails, and its error quotes all of its values.
    const note = 'Fabrikam is\u0000insolvent';
    const before = office.logged.length;
    const data = { swarmId, invitationId: invited?.id, reason: 'other', note };
    expect((await press(alice, 'decline', data)).notice).toBeTruthy();
    const told = office.logged.slice(before);
    expect(told.map((each) => each.message)).toEqual(['A card action failed']);
    expect(JSON.stringify(told)).not.toMatch(/Fabrikam|insolvent|Failed query/);
  });
});
