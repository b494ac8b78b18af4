import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { evidenceIndex } from '../../src/evidence/index/evidenceIndex.ts';
import { learnedFrom } from '../../src/evidence/learned.ts';
import { type LivingEvidence, openLivingEvidence } from '../../src/evidence/livingEvidence.ts';
import { forgetPersonInPast, type KeptPastCase, keepPastCases } from '../../src/evidence/pastCases/pastCases.ts';
import type { Database } from '../../src/store/database.ts';
import { pastCase } from '../../src/store/evidenceTables.ts';
import { refusedSkill } from '../../src/store/registryTables.ts';
import { organisation } from '../history/organisation.ts';
import { type Happening, solved, store } from '../history/past.ts';
import { engines } from '../store/databases.ts';
import { invited, person } from '../swarm/given.ts';

const vpn = [{ technology: 'vpn', confidence: 0.9 }];
const dropping = { id: 'new', title: 'Tunnel drops every hour since the renewal', description: '', product: null };
const told = { title: 'Tunnel drops every hour', description: 'since the renewal of the gateway' };

describe.each(engines)('what past cases teach, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  const learning: LivingEvidence[] = [];

  const learn = (): LivingEvidence => {
    const evidence = openLivingEvidence({
      database,
      tenantId: 'tenant',
      report: (problem) => {
        throw problem;
      },
    });
    learning.push(evidence);
    return evidence;
  };
  const swarm = (number: number, happenings: Happening[]) =>
    store(database, { swarmId: `s${number}`, from: `2026-10-0${number}T00:00:00.000Z`, happenings });
  const vpnSwarm = (number: number, changes: Parameters<typeof solved>[0] = {}) =>
    swarm(number, solved({ ...changes, case: { id: `470${number}`, ...told, ...changes.case } }));
  const reasons = (evidence: LivingEvidence, who: string, theCase = dropping) => evidence.people(theCase, vpn).get(who);

  const pastTold = (id: string, title: string): KeptPastCase => ({
    ...{ id, title, text: 'since the renewal of the gateway', closedAt: Date.parse('2026-10-01T00:00:00.000Z') },
    ...{ technologies: ['vpn'], credits: [], swarmId: null, rootCause: '', fix: '', url: null },
  });

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.sql.execute(
      sql`truncate past_case, past_case_revision, refused_skill, swarm, swarm_event, swarm_search, invitation`,
    );
  });
  afterAll(async () => {
    await Promise.all(learning.map((each) => each.stop()));
    await database.drop();
  });

  test('who solved a case is known for it at once, with which and when, in every process', async () => {
    const [here, elsewhere] = [learn(), learn()];
    await Promise.all([here.loaded(), elsewhere.loaded()]);
    await vpnSwarm(1);
    await Promise.all([here.follow(), elsewhere.follow()]);
    for (const evidence of [here, elsewhere])
      expect(reasons(evidence, 'mika')?.for).toEqual([
        { code: 'solved-similar', count: 1, cases: ['4701'], last: '2026-10-01T01:01:00.000Z' },
      ]);
    expect(here.similar(dropping, vpn, 3).map(({ caseId }) => caseId)).toEqual(['4701']);
  });

  test('a restart forgets nothing', async () => {
    await vpnSwarm(1);
    const evidence = learn();
    await evidence.loaded();
    expect(reasons(evidence, 'mika')?.for).toMatchObject([{ cases: ['4701'] }]);
  });

  test('what an older program had cut is cut anew after one load, in slices, and what a newer one has cut stays', async () => {
    const cases = Array.from({ length: 450 }, (_, at) => pastTold(`P-${at}`, `Tunnel ${at} drops every hour`));
    await database.sql.transaction((tx) => keepPastCases(tx, 'tenant', cases));
    const termsOfAll = async () =>
      (await database.sql.execute(sql`select encode(terms, 'hex') as terms, revision from past_case order by case_id`))
        .rows;
    const asCut = await termsOfAll();
    await database.sql.execute(sql`update past_case set terms = decode('0401020304ff', 'hex') where case_id <> 'P-7'`);
    await database.sql.execute(sql`update past_case set terms = decode('ff01020304ff', 'hex') where case_id = 'P-7'`);
    const evidence = learn();
    await evidence.loaded();
    await evidence.recut();
    const anew = await termsOfAll();
    expect(anew.filter(({ terms }) => terms === 'ff01020304ff')).toHaveLength(1);
    expect(anew.filter(({ terms }, at) => terms !== 'ff01020304ff' && terms !== asCut[at]?.['terms'])).toEqual([]);
    // No case has become another: nobody has to read them again.
    expect(anew.map(({ revision }) => revision)).toEqual(asCut.map(({ revision }) => revision));
    expect(evidence.size()).toBe(450);
  });

  test('a swarm that is reopened has solved nothing yet', async () => {
    const evidence = learn();
    await evidence.loaded();
    const happenings = solved({ case: { id: '4701', ...told } });
    await swarm(1, happenings);
    await evidence.follow();
    expect(reasons(evidence, 'mika')).toBeDefined();
    await swarm(2, [
      ...solved({ case: { id: '4702', ...told }, expert: 'ravi' }),
      { after: 70, event: { type: 'SwarmReopened' } },
    ]);
    await evidence.follow();
    expect(reasons(evidence, 'ravi')).toBeUndefined();
    expect(evidence.size()).toBe(1);
  });

  test('who says “not my field” of a case is passed over for its like, and the reason tells when', async () => {
    const declined: Happening = {
      after: 3,
      event: { type: 'InvitationDeclined', invitationId: 'i2', reason: 'not-my-field', instead: null, note: '' },
    };
    const busy: Happening = {
      after: 3,
      event: { type: 'InvitationDeclined', invitationId: 'i3', reason: 'busy', instead: null, note: '' },
    };
    const invite = (id: string, who: string): Happening => ({
      after: 2,
      event: {
        type: 'ExpertInvited',
        invitation: {
          ...{ id, person: person(who), role: 'expert', technologies: ['vpn'], wave: 1, for: [] },
          answerBy: '2026-10-02T03:00:00.000Z',
        },
      },
    });
    const usual = solved({ case: { id: '4701', ...told } });
    const [first, ...rest] = [...usual.slice(0, 3), invite('i2', 'ravi'), invite('i3', 'owner'), declined, busy];
    await swarm(1, [first as Happening, ...rest, ...usual.slice(3)]);
    const evidence = learn();
    await evidence.loaded();
    expect(reasons(evidence, 'ravi')).toMatchObject({
      for: [],
      against: [{ code: 'declined-similar', at: '2026-10-01T01:01:00.000Z' }],
    });
    expect(reasons(evidence, 'ravi')?.score).toBeLessThan(0);
    expect(reasons(evidence, 'owner')).toBeUndefined();
  });

  test('no word of a restricted case is kept, and none of it is found by another', async () => {
    await vpnSwarm(1, { case: { id: '4701', restricted: true, ...told }, rootCause: 'secret', fix: 'secret' });
    const rows = await database.sql.select().from(pastCase);
    expect(JSON.stringify(rows)).not.toMatch(/secret|Tunnel|renewal/);
    const evidence = learn();
    await evidence.loaded();
    expect(evidence.size()).toBe(1);
    expect(evidence.similar(dropping, vpn, 3)).toEqual([]);
    expect(reasons(evidence, 'mika')).toBeUndefined();
  });

  test('a case that becomes restricted after it was solved is taken back, word for word, from what was learned', async () => {
    const evidence = learn();
    await evidence.loaded();
    await swarm(1, [
      ...solved({ case: { id: '4701', ...told }, rootCause: 'secret', fix: 'secret' }),
      { after: 70, event: { type: 'CaseRestricted' } },
    ]);
    await evidence.follow();
    expect(JSON.stringify(await database.sql.select().from(pastCase))).not.toMatch(/secret|Tunnel|renewal/);
    expect(evidence.size()).toBe(1);
    expect(evidence.similar(dropping, vpn, 3)).toEqual([]);
    expect(reasons(evidence, 'mika')).toBeUndefined();
  });

  test('an erased person is named for nothing any more; what was solved stays', async () => {
    await vpnSwarm(1);
    const evidence = learn();
    await evidence.loaded();
    await database.sql.transaction((tx) => forgetPersonInPast(tx, 'tenant', 'mika'));
    await evidence.follow();
    expect(reasons(evidence, 'mika')).toBeUndefined();
    expect(evidence.similar(dropping, vpn, 3)).toHaveLength(1);
    expect(JSON.stringify(await database.sql.select().from(pastCase))).not.toMatch('mika');
  });

  test('two like cases solved show that somebody covers a technology, unless they said they do not', async () => {
    await vpnSwarm(1);
    const evidence = learn();
    await evidence.loaded();
    expect(reasons(evidence, 'mika')?.covers).toEqual([]);
    await vpnSwarm(2);
    await evidence.follow();
    expect(reasons(evidence, 'mika')?.covers).toEqual([{ technology: 'vpn', level: 3, owner: false }]);
    const refused = { tenantId: 'tenant', person: 'mika', technology: 'vpn', refusedAt: '2026-10-03T00:00:00.000Z' };
    await database.sql.insert(refusedSkill).values(refused);
    await evidence.follow();
    expect(reasons(evidence, 'mika')?.covers).toEqual([]);
    expect(reasons(evidence, 'mika')?.for).toMatchObject([{ code: 'solved-similar', count: 2 }]);
  });

  test('of those who solved cases together each is known for what they came for, also in a saved index', async () => {
    const both = [...vpn, { technology: 'certificates', confidence: 0.9 }];
    for (const number of [1, 2, 3, 4]) await swarm(number, solvedTogether(number, ['mika', 'ravi']));
    const evidence = learn();
    await evidence.loaded();
    const again = evidenceIndex({}, evidence.index().columns());
    for (const each of [evidence, learnedFrom(() => again)]) {
      const found = each.people(dropping, both);
      expect(found.get('mika')?.covers).toEqual([{ technology: 'vpn', level: 4, owner: false }]);
      expect(found.get('ravi')?.covers).toEqual([{ technology: 'certificates', level: 4, owner: false }]);
      const scoreIn = (wanted: typeof vpn, who: string) => each.people(dropping, wanted).get(who)?.score ?? 0;
      expect(scoreIn(vpn, 'mika')).toBeGreaterThan(scoreIn(vpn, 'ravi'));
      expect(scoreIn(both.slice(1), 'ravi')).toBeGreaterThan(scoreIn(both.slice(1), 'mika'));
    }
  });

  test('what nobody had come for is what the one who came alone has shown, or who had come for something else', async () => {
    const credited = async () => (await database.sql.select().from(pastCase)).map(({ credits }) => credits);
    await swarm(1, solvedTogether(1, ['mika'], ['vpn', 'exchange']));
    expect(await credited()).toEqual([[{ person: 'mika', weight: 1 }]]);
    await database.sql.execute(sql`truncate past_case, past_case_revision`);
    await swarm(2, solvedTogether(2, ['mika', 'ravi'], ['vpn', 'exchange']));
    expect(await credited()).toEqual([
      [
        { person: 'mika', weight: 1, technologies: ['vpn'] },
        { person: 'ravi', weight: 1, technologies: ['exchange'] },
      ],
    ]);
  });

  test('who helped without having been asked for anything by name has what they had before', async () => {
    await swarm(1, solvedTogether(1, ['mika', 'ravi', 'owner']));
    const [row] = await database.sql.select().from(pastCase);
    expect(row?.credits).toContainEqual({ person: 'owner', weight: 1 });
  });

  test('a technology is recognised by what cases with such words turned out to be, and those words are marked', async () => {
    for (let at = 1; at <= 9; at++) {
      await vpnSwarm(at, { case: { id: `470${at}`, title: `Phase two rekey fails at site ${at}`, description: '' } });
    }
    const evidence = learn();
    await evidence.loaded();
    for (let at = 0; at < 60; at++) {
      const kept = past(`m${at}`, 'Mailbox over quota', 'certificates', 'ravi', at);
      await keepPastCases(database.sql, 'tenant', [kept]);
    }
    await evidence.follow();
    const text = { title: 'The rekey of phase two fails', description: '', product: null };
    const [found] = evidence.detector(organisation.technologies)(text);
    expect(found?.technology).toBe('vpn');
    expect(found?.evidence[0]).toMatchObject({ kind: 'learned', source: 'title', words: 'phase two' });
    for (const { start, end, words } of found?.evidence ?? []) expect(text.title.slice(start, end)).toBe(words);
    const unlike = { title: 'Printer out of paper', description: '', product: null };
    expect(evidence.detector(organisation.technologies)(unlike)).toEqual([]);
  });

  test('an import does not overwrite what a swarm told, nor a newer end by an older one, and repeats nothing', async () => {
    await vpnSwarm(1);
    const keep = (...cases: KeptPastCase[]) => keepPastCases(database.sql, 'tenant', cases);
    expect(await keep(past('4701', 'other', 'dns', 'ravi', 300))).toEqual([]);
    expect(await keep(past('9', 'first', 'dns', 'ravi', 5))).toEqual(['9']);
    expect(await keep(past('9', 'first', 'dns', 'ravi', 5))).toEqual([]);
    expect(await keep(past('9', 'older', 'dns', 'ravi', 4))).toEqual([]);
    expect(await keep(past('9', 'corrected', 'dns', 'ravi', 5))).toEqual(['9']);
  });
});

/** A case of VPN and certificates: mika comes for the one, ravi for the other, and all named are credited with it. */
function solvedTogether(number: number, credits: string[], turnedOut = ['vpn', 'certificates']): Happening[] {
  const usual = solved({ case: { id: `470${number}`, ...told }, technologies: ['vpn', 'certificates'] });
  const came = credits.includes('ravi');
  return usual.flatMap((each): Happening[] => {
    const { event } = each;
    if (event.type === 'ExpertInvited')
      return [
        { ...each, event: invited('i1', 'mika', ['vpn']) },
        ...(came ? [{ ...each, event: invited('i2', 'ravi', ['certificates']) }] : []),
      ];
    if (event.type === 'InvitationAccepted')
      return [each, ...(came ? [{ ...each, event: { ...event, invitationId: 'i2' } }] : [])];
    if (event.type === 'SwarmResolved')
      return [{ ...each, event: { ...event, technologies: turnedOut, credits: credits.map((who) => person(who)) } }];
    return [each];
  });
}

const past = (id: string, title: string, technology: string, who: string, days: number): KeptPastCase => ({
  id,
  title,
  text: '',
  closedAt: Date.UTC(2026, 0, 1) + days * 86_400_000,
  technologies: [technology],
  credits: [{ person: who, weight: 1 }],
  swarmId: null,
  rootCause: '',
  fix: 'Renewed it',
  url: null,
});

test('the order and the pieces in which past cases are imported do not matter', async () => {
  const [engine] = engines;
  const database = await (engine as (typeof engines)[number]).open();
  const one = fc.record({
    title: fc.constantFrom(
      'tunnel drops',
      'tunnel drops at night',
      'mailbox quota',
      'mail over quota',
      'トンネルが切れる',
    ),
    technology: fc.constantFrom('vpn', 'mail'),
    who: fc.constantFrom('aoi', 'ben', 'chie'),
    days: fc.integer({ min: 0, max: 300 }),
  });
  let tenant = 0;
  const answers = async (cases: KeptPastCase[], piece: number) => {
    const tenantId = `t${tenant++}`;
    const evidence = openLivingEvidence({ database, tenantId, report: () => {} });
    await evidence.loaded();
    for (let from = 0; from < cases.length; from += piece) {
      await keepPastCases(database.sql, tenantId, cases.slice(from, from + piece));
      await evidence.follow();
    }
    const anew = openLivingEvidence({ database, tenantId, report: () => {} });
    await anew.loaded();
    const technologies = [{ technology: 'vpn', confidence: 0.9 }];
    const said = (by: LivingEvidence) => ({
      similar: by.similar(dropping, technologies, 50).map(({ caseId }) => caseId),
      people: [...by.people(dropping, technologies)].map(([who, { for: reasons, covers }]) => ({
        who,
        reasons,
        covers,
      })),
    });
    const scores = [...anew.people(dropping, technologies)].map(([who, { score }]) => [who, score]);
    return { followed: said(evidence), anew: said(anew), scores };
  };
  const held = fc.assert(
    fc.asyncProperty(
      fc.array(one, { minLength: 1, maxLength: 8 }).chain((list) => {
        const cases = list.map((each, at) => past(`c${at}`, each.title, each.technology, each.who, each.days));
        return fc.tuple(
          fc.constant(cases),
          fc.shuffledSubarray(cases, { minLength: cases.length }),
          fc.integer({ min: 1, max: 12 }),
        );
      }),
      async ([cases, shuffled, piece]) => {
        const [left, right] = [await answers(cases, cases.length), await answers(shuffled, piece)];
        expect(sorted(right.anew)).toEqual(sorted(left.anew));
        expect(right.scores.toSorted()).toEqual(left.scores.toSorted());
        expect(sorted(right.followed)).toEqual(sorted(right.anew));
      },
    ),
    { numRuns: 4 },
  );
  await held.finally(database.drop);
});

const sorted = <T extends { people: { who: string }[] }>(said: T): T => ({
  ...said,
  people: said.people.toSorted((a, b) => (a.who < b.who ? -1 : 1)),
});
