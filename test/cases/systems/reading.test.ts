import { describe, expect, test } from '@jest/globals';
import type { Case, Person } from '../../../src/cases/case.ts';
import type { CaseOwner, CaseRead, CaseSystem, CaseSystemKey } from '../../../src/cases/systems/caseSystem.ts';
import { type Mapping, parseMappingFile, shippedMappings } from '../../../src/cases/systems/mapping.ts';
import { createCaseReading, type ReadingNeeds } from '../../../src/cases/systems/reading.ts';

const mika: Person = { id: '22222222-2222-4222-8222-000000000001', name: '佐藤 美香' };
const asPerson = (change: Partial<Extract<CaseOwner, { kind: 'person' }>> = {}): CaseOwner => ({
  kind: 'person',
  id: null,
  mail: null,
  name: mika.name,
  group: null,
  ...change,
});

/** A system that answers what a test says; the real protocols are systems.test.ts. */
function system(
  key: CaseSystemKey,
  answer: (asked: string) => Promise<CaseRead> | CaseRead,
): CaseSystem & { asked: string[] } {
  const asked: string[] = [];
  return {
    key,
    name: key === 'dynamics' ? 'Dynamics 365' : key,
    asked,
    hasIdsLike: () => false,
    addressed: ({ host, pathname }) => (host === `${key}.example` ? { by: 'id', id: pathname.slice(1) } : null),
    async readCase(named) {
      const name = named.by === 'id' ? named.id : named.number;
      asked.push(name);
      return answer(name);
    },
    changesSince: async () => ({ kind: 'broken', detail: 'nobody asks' }),
    whoAmI: async () => null,
    writeNote: async () => ({ kind: 'not-found' }),
    lookForNote: null,
    setLink: null,
    takeLink: null,
    writeArticle: null,
    testWriting: async () => [],
    readSolved: async () => ({ kind: 'broken', detail: 'nobody asks' }),
    selfTest: async () => [],
  };
}

const found = (number: string, owner: CaseOwner = asPerson({ id: mika.id })): CaseRead => ({
  kind: 'ok',
  case: {
    record: number,
    number,
    url: null,
    created: '2026-11-28T00:15:30.000Z',
    version: 4n,
    isClosed: false,
    merged: null,
    owner,
    columns: new Map([['subject', { value: 'It drops', label: null }]]),
  },
});

function reading(systems: CaseSystem[], change: Partial<ReadingNeeds> & { mapping?: Partial<Mapping> } = {}) {
  const kept: Case[] = [];
  const logged: object[] = [];
  const of = Object.fromEntries(
    Object.entries(shippedMappings).map(([key, mapping]) => [key, { ...mapping, ...change.mapping }]),
  ) as Record<CaseSystemKey, Mapping>;
  const reads = createCaseReading({
    systems,
    mappings: { order: [], of },
    findPerson: async (asked) => (asked === 'mika.sato@swarm.example' ? mika : null),
    keep: async (theCase) => {
      kept.push(theCase);
      return 'stored';
    },
    log: (_level, _message, facts) => logged.push(facts),
    ...change,
  });
  const read = (named: string, mayKeep: (theCase: Case) => boolean = () => true) => reads.read(named, mayKeep);
  return { ...reads, read, kept, logged };
}

describe('words that name a case of a connected system', () => {
  const systems = [system('dynamics', found), system('servicenow-incident', found), system('zendesk', found)];
  const { namedIn } = reading(systems);

  test.each([
    ['CAS-01213-V0K9Y0', 'CAS-01213-V0K9Y0', true],
    ['cas-01213-v0k9y0 をお願いします', 'CAS-01213-V0K9Y0', true],
    ['ＩＮＣ００１２３４５', 'INC0012345', true],
    ['The tunnel drops, INC0012345 has the logs', 'INC0012345', false],
    ['35436', '35436', true],
    ['#35436', '35436', true],
    ['ticket 35436, please', '35436', true],
    ['Ticket#35436', '35436', true],
    ['[#35436]', '35436', true],
    ['request 35436', '35436', true],
    ['Zendesk 35436', '35436', true],
    ['zendesk ticket #35436 please', '35436', true],
    ['チケット35436お願いします', '35436', true],
    ['チケット番号：３５４３６', '35436', true],
    ['チケットの35436、至急お願いします！', '35436', true],
    ['Zendeskの35436番のチケットを見てほしい', '35436', true],
    ['問い合わせ35436をお願いします', '35436', true],
    ['リクエスト 35436', '35436', true],
    ['INC 0012345', 'INC0012345', true],
    ['inc-0012345', 'INC0012345', true],
    ['CASー01213ーV0K9Y0', 'CAS-01213-V0K9Y0', true],
    ['インシデントINC0012345お願いします', 'INC0012345', true],
    ['昨日のINC0012345ですが、まだ止まっています', 'INC0012345', false],
    ['https://dynamics.example/abc', 'https://dynamics.example/abc', true],
    ['INC0012345 https://zendesk.example/17', 'https://zendesk.example/17', true],
    ['「https://zendesk.example/17」をお願いします', 'https://zendesk.example/17', true],
    ['https://zendesk.example/17を見てください', 'https://zendesk.example/17', true],
    ['Look at https://zendesk.example/17.', 'https://zendesk.example/17', true],
    ['see https://zendesk.example/17 for the logs', 'https://zendesk.example/17', false],
  ] as const)('%s', (words, named, isAlone) => {
    expect(namedIn(words)).toEqual({ named, isAlone });
  });

  test.each([
    'The tunnel drops every hour',
    'Port 35436 is blocked on the firewall',
    'INC0012345 and INC0012346 look alike',
    'https://elsewhere.example/17',
    'XINC0012345 fails',
    'INC00123456789-7 fails',
    'Dynamics 365',
    'Port 35436 of Zendesk is blocked',
    '9d385017c611228701d22104cc95c371',
  ])('name none, or several: %s', (words) => {
    expect(namedIn(words)).toBeNull();
  });

  test('without a system name none', () => {
    expect(reading([]).namedIn('INC0012345')).toBeNull();
  });

  test('are looked through at their beginning: what is as long as this tells a problem', () => {
    const log = 'The tunnel drops. '.repeat(300);
    expect(namedIn(`INC0012345 ${log}`)).toEqual({ named: 'INC0012345', isAlone: false });
    expect(namedIn(`${log} INC0012345`)).toBeNull();
    const dots = '.'.repeat(199_000);
    expect(namedIn(`https://zendesk.example/17${dots}`)).toMatchObject({ named: 'https://zendesk.example/17' });
  });
});

describe('a case', () => {
  test('is asked of the systems whose numbers are like it, in their order, until one has it', async () => {
    const first = system('servicenow-case', () => ({ kind: 'not-found' }));
    const second = system('zendesk', found);
    const { read, kept } = reading([first, second], { mapping: { numbers: '\\d+' } });
    expect(await read('4711')).toMatchObject({ kind: 'read', caseId: '4711', isKept: true });
    expect([first.asked, second.asked]).toEqual([['4711'], ['4711']]);
    expect(kept.map(({ id, owner }) => ({ id, owner }))).toEqual([{ id: '4711', owner: mika }]);
    expect(await read('not a number')).toEqual({ kind: 'not-asked' });
  });

  test('that a later system does not have is told as what went wrong with the first', async () => {
    const systems = [
      system('servicenow-case', () => ({ kind: 'broken', detail: 'servicenow answers 500' })),
      system('zendesk', () => ({ kind: 'not-found' })),
    ];
    const { read, logged } = reading(systems, { mapping: { numbers: '\\d+' } });
    expect(await read('4711')).toEqual({ kind: 'broken', caseId: '4711', system: 'servicenow-case' });
    expect(logged).toMatchObject([{ system: 'servicenow-case', detail: 'servicenow answers 500' }]);
  });

  test('belongs to whom the system names by Entra id or mail, else to who takes the cases of its group', async () => {
    const owners: CaseOwner[] = [
      asPerson({ id: `{${mika.id.toUpperCase()}}` }),
      asPerson({ mail: 'mika.sato@swarm.example' }),
      { kind: 'none', group: 'Second line' },
      { kind: 'none', group: null },
      asPerson({ mail: 'gone@swarm.example' }),
    ];
    const owner = { id: null, groups: { 'Second line': 'mika.sato@swarm.example' }, otherwise: null };
    for (const [n, each] of owners.entries()) {
      const { read, kept } = reading([system('zendesk', (id) => found(id, each))], { mapping: { owner } });
      const answer = await read(String(n));
      if (n < 3) expect(kept).toMatchObject([{ owner: mika }]);
      else expect(answer).toMatchObject({ kind: 'ownerless', caseId: String(n), system: 'zendesk', group: null });
      const all = { ...owner, otherwise: 'mika.sato@swarm.example' };
      const others = reading([system('zendesk', (id) => found(id, each))], { mapping: { owner: all } });
      expect(await others.read(String(n))).toMatchObject({ kind: 'read', caseId: String(n) });
    }
  });

  test('whose owner there is nobody here is for whom the mapping names for its group, and tells why', async () => {
    const gone = asPerson({ mail: 'gone@swarm.example', group: 'Second line' });
    const owner = { id: null, groups: { 'Second line': 'mika.sato@swarm.example' }, otherwise: null };
    const told = async (each: CaseOwner, change: Partial<Mapping['owner']> = {}) => {
      const mapping = { owner: { ...owner, ...change } };
      const { read, kept } = reading([system('zendesk', (id) => found(id, each))], { mapping });
      const answer = await read('1');
      return kept[0] ?? answer;
    };
    expect(await told(gone)).toMatchObject({ owner: mika, instead: { because: 'unknown', group: 'Second line' } });
    expect(await told({ kind: 'none', group: 'Second line' })).toMatchObject({
      instead: { because: 'nobody', group: 'Second line' },
    });
    expect(await told(gone, { groups: {} })).toMatchObject({
      ...{ kind: 'ownerless', group: 'Second line', because: 'unknown' },
    });
    expect(await told({ kind: 'none', group: null })).toMatchObject({ kind: 'ownerless', because: 'nobody' });
    const otherwise = 'mika.sato@swarm.example';
    expect(await told(asPerson({ mail: 'gone@swarm.example' }), { otherwise })).toMatchObject({
      instead: { because: 'unknown', group: null },
    });
    expect(await told(asPerson({ mail: 'mika.sato@swarm.example' }))).not.toHaveProperty('instead');
  });

  test('is not kept for another person when the directory cannot be asked who owns it', async () => {
    const { read, kept } = reading([system('zendesk', (id) => found(id, asPerson({ mail: 'a@b.example' })))], {
      findPerson: async () => {
        throw new Error('Graph is away');
      },
    });
    expect(await read('1')).toMatchObject({ kind: 'broken', caseId: '1' });
    expect(kept).toEqual([]);
  });

  test('that several people ask for at once is read once', async () => {
    const zendesk = system('zendesk', found);
    const { read } = reading([zendesk]);
    await Promise.all([read('1'), read('#1'), read('１')]);
    expect(zendesk.asked).toEqual(['1']);
  });

  test('that was closed in the moment after somebody had its plan is told as closed', async () => {
    let isClosed = false;
    const asItIs = (id: string): CaseRead => {
      const told = found(id);
      return told.kind === 'ok' ? { kind: 'ok', case: { ...told.case, isClosed } } : told;
    };
    const { read, readAgain } = reading([system('zendesk', asItIs)]);
    expect(await read('1')).toMatchObject({ kind: 'read', caseId: '1' });
    isClosed = true;
    expect(await read('1')).toMatchObject({ kind: 'closed', caseId: '1' });
    // And starts nothing.
    expect(await readAgain({ id: '1', home: { system: 'zendesk', record: '1' } })).toMatchObject({ kind: 'closed' });
  });

  test('of a slow system is told as slow, and kept when it comes', async () => {
    const held = Promise.withResolvers<CaseRead>();
    const { read, kept } = reading([system('zendesk', () => held.promise)], { patience: () => 0 });
    const answer = await read('1');
    if (answer.kind !== 'slow') throw new Error('It should be slow');
    expect(answer).toMatchObject({ caseId: '1', system: 'zendesk' });
    held.resolve(found('1'));
    expect(await answer.done).toMatchObject({ kind: 'read', caseId: '1' });
    expect(kept).toHaveLength(1);
  });

  test('is kept for who may plan it alone, also when somebody else asked for it a moment before', async () => {
    const zendesk = system('zendesk', found);
    const { read, kept } = reading([zendesk]);
    expect(await read('1', () => false)).toMatchObject({ kind: 'read', case: { owner: mika }, isKept: false });
    expect(kept).toEqual([]);
    expect(await read('1', ({ owner }) => owner.id === mika.id)).toMatchObject({ kind: 'read', isKept: true });
    expect(kept).toHaveLength(1);
  });

  test('whose number is that of another system’s case here is read, and not kept', async () => {
    const { read } = reading([system('zendesk', found)], { keep: async () => 'of-other' });
    expect(await read('1')).toMatchObject({ kind: 'read', isKept: false });
  });

  test('is asked for again in the system that told it alone', async () => {
    const systems = [system('servicenow-case', found), system('zendesk', found)];
    const { readAgain } = reading(systems, { mapping: { numbers: '\\d+' } });
    expect(await readAgain({ id: '1', home: { system: 'zendesk', record: '1' } })).toMatchObject({
      ...{ kind: 'read', caseId: '1' },
      case: { home: { system: 'zendesk', record: '1' } },
    });
    expect(await readAgain({ id: '2' })).toEqual({ kind: 'not-asked' });
    expect(await readAgain({ id: '3', home: { system: 'dynamics', record: '3' } })).toEqual({ kind: 'not-asked' });
    expect(systems.map(({ asked }) => asked)).toEqual([[], ['1']]);
  });

  test('that cannot be kept is told as unreadable, and asked for anew', async () => {
    let fails = true;
    const zendesk = system('zendesk', found);
    const { read } = reading([zendesk], {
      keep: async () => {
        if (fails) throw new Error('The database is away');
        return 'stored';
      },
    });
    expect(await read('1')).toMatchObject({ kind: 'broken' });
    fails = false;
    expect(await read('1')).toMatchObject({ kind: 'read' });
  });
});

describe('the mapping file', () => {
  test('changes what it says, and leaves the rest as shipped', () => {
    const { order, of } = parseMappingFile(
      JSON.stringify({
        order: ['zendesk'],
        dynamics: {
          severity: { critical: [{ column: 'isescalated', is: [true] }] },
          restricted: [{ column: 'new_confidential', is: ['true', 1] }],
          owner: { otherwise: 'lead@contoso.example' },
        },
      }),
    );
    expect(order).toEqual(['zendesk', 'dynamics', 'servicenow-case', 'servicenow-incident']);
    expect(of.dynamics).toEqual({
      ...shippedMappings.dynamics,
      severity: { ...shippedMappings.dynamics.severity, critical: [{ column: 'isescalated', is: ['true'] }] },
      restricted: [{ column: 'new_confidential', is: ['true', '1'] }],
      owner: { id: null, groups: {}, otherwise: 'lead@contoso.example' },
    });
    expect(of.zendesk).toEqual(shippedMappings.zendesk);
    expect(parseMappingFile('{}').of).toEqual(shippedMappings);
  });

  test('that cannot be used is refused with a line for each thing that is wrong', () => {
    const wrong = {
      dynamics: { numbers: '(', severity: { choices: { 1: 'urgent' } }, sevrity: {} },
      salesforce: {},
      order: ['jira'],
    };
    expect(() => parseMappingFile(JSON.stringify(wrong))).toThrow(
      /dynamics\.numbers: is no regular expression[\s\S]*dynamics\.severity\.choices\.1[\s\S]*dynamics\.sevrity is not known/,
    );
    expect(() => parseMappingFile(JSON.stringify(wrong))).toThrow(/salesforce is not known/);
    expect(() => parseMappingFile('{')).toThrow(/CASE_MAPPING_FILE is not JSON/);
  });
});
