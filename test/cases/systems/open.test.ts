import { expect, test } from '@jest/globals';
import type { CaseSystem } from '../../../src/cases/systems/caseSystem.ts';
import { parseMappingFile } from '../../../src/cases/systems/mapping.ts';
import { caseTables } from '../../../src/cases/systems/servicenow/servicenow.ts';
import { tellOfStops } from '../../../src/cases/systems/stops.ts';
import { openCaseSystems, tellWhatDoesNotFit } from '../../../src/cases/systems/systems.ts';
import { client, openEntra, openServiceNow, systemsUnderTest } from './stage.ts';

const none = {
  dynamics: null,
  servicenow: null,
  zendesk: null,
  mappingFile: null,
  pushSecrets: { dynamics: [], servicenow: [], zendesk: [] },
};
const asked: string[] = [];
const credential = {
  getToken: async (scope: string | string[]) => {
    asked.push(String(scope));
    return null;
  },
};

test('no system is connected that is not configured, and they are asked in the order of the mapping file', async () => {
  const mappings = parseMappingFile('{"order":["zendesk"]}');
  const needs = { mappings, credential, clock: Date.now, writes: () => false };
  expect(openCaseSystems({ ...needs, config: none })).toEqual([]);
  const config = {
    ...none,
    dynamics: { url: 'https://contoso.api.crm7.dynamics.com' },
    servicenow: { url: 'https://contoso.service-now.com', ...client },
    zendesk: { url: 'https://contoso.zendesk.com', ...client },
  };
  const systems = openCaseSystems({ ...needs, config });
  expect(systems.map(({ key }) => key)).toEqual(['zendesk', 'dynamics', 'servicenow-case', 'servicenow-incident']);

  // Tokens are for the address that people open, whichever of the two was given.
  const dynamics = systems.find(({ key }) => key === 'dynamics');
  expect(await dynamics?.readCase({ by: 'number', number: 'CAS-01213-V0K9Y0' })).toMatchObject({ kind: 'broken' });
  expect(asked).toEqual(['https://contoso.crm7.dynamics.com/.default']);
});

test('ServiceNow takes a token that Entra gives the bot itself, where it is set up so', async () => {
  asked.length = 0;
  const servicenow = { url: 'https://contoso.service-now.com', scope: 'api://servicenow/.default' };
  const needs = { mappings: parseMappingFile('{}'), credential, clock: Date.now, writes: () => false };
  const [system] = openCaseSystems({ ...needs, config: { ...none, servicenow } });
  expect(await system?.readCase({ by: 'number', number: 'CS0000871' })).toEqual({
    kind: 'broken',
    detail: 'Entra gives no token',
  });
  expect(asked).toEqual([servicenow.scope]);
});

test('a case of ServiceNow is read with a token of Entra that is for it, and with no other', async () => {
  const [table] = caseTables;
  if (!table) throw new Error('There is no table');
  const entra = await openEntra();
  const stage = await openServiceNow(table, { tokens: entra, audience: 'api://servicenow' });
  try {
    stage.cases.push({
      ...{ number: 'CS0000871', title: 'VPN', description: 'It drops.', customer: null, product: null },
      ...{ severity: 'high', language: 'ja', owner: { kind: 'group', name: 'g' }, state: 'open', changes: 1 },
      created: '2026-11-28T00:15:30.000Z',
    });
    const url = new URL(stage.addressOf('CS0000871')).origin;
    const tokenFor = {
      getToken: async (scope: string | string[]) => ({
        token: await entra.forApp(String(scope).replace('/.default', ''), []),
        expiresOnTimestamp: 0,
      }),
    };
    const readWith = (scope: string) => {
      const needs = { mappings: parseMappingFile('{}'), credential: tokenFor, clock: Date.now, writes: () => false };
      const [system] = openCaseSystems({ ...needs, config: { ...none, servicenow: { url, scope } } });
      return system?.readCase({ by: 'number', number: 'CS0000871' });
    };
    expect(await readWith('api://servicenow/.default')).toMatchObject({ kind: 'ok', case: { number: 'CS0000871' } });
    expect(await readWith('https://graph.microsoft.com/.default')).toMatchObject({
      kind: 'broken',
      detail: expect.stringContaining('does not take the token'),
    });
  } finally {
    await stage.close();
  }
});

test('a bot that starts tells what does not fit', async () => {
  const [under] = systemsUnderTest;
  const stage = await under?.open();
  if (!under || !stage) throw new Error('There is no system');
  const lines: { level: string; facts: object }[] = [];
  const system = stage.systemWith({ mapping: { restricted: [{ column: under.missingColumn, is: ['x'] }] } });
  await tellWhatDoesNotFit([system], (level, _message, facts) => lines.push({ level, facts }));
  await stage.close();
  expect(lines).toEqual([
    { level: 'warn', facts: { system: 'dynamics', found: { code: 'case-none-readable' } } },
    { level: 'warn', facts: { system: 'dynamics', found: { code: 'case-columns-missing', names: ['new_gone'] } } },
  ]);
});

test('a bot that starts tells once more of a note that customers saw: who saw it may have been killed before it was told', async () => {
  const told: string[] = [];
  const stop = { caseId: 'INC0012345', note: 'the entry', detail: 'it is public', at: '2026-11-29T00:00:00.000Z' };
  const of = (key: CaseSystem['key'], name: string) => ({ key, name });
  await tellOfStops(
    [of('servicenow-case', 'ServiceNow'), of('servicenow-incident', 'ServiceNow'), of('zendesk', 'Zendesk')],
    { find: async (system) => (system === 'servicenow' ? stop : null) },
    (name, { caseId, note }) => told.push(`${name} ${caseId} ${note}`),
  );
  expect(told).toEqual(['ServiceNow INC0012345 the entry']);
  await tellOfStops([of('zendesk', 'Zendesk')], { find: () => Promise.reject(new Error('away')) }, () =>
    told.push('x'),
  );
  expect(told).toHaveLength(1);
});
