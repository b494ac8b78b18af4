import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { caseSchema } from '../../../src/cases/case.ts';
import { technologySchema } from '../../../src/registry/technology.ts';
import type { Persona } from '../../../src/sandbox/people/persona.ts';
import { caseIds, typed } from '../../fixtures/typed/schema.ts';
import { answersTo, type Office, openOffice } from '../office.ts';
import { answered, type Got, wrong } from './answered.ts';

const registry = join(import.meta.dirname, '../../../src/sandbox/organisation/technologies.json');

/** What is planned otherwise than written down: for each the technologies of the plan are not asked for. */
const unlike = new Set([
  '急ぎません：Teams 会議室の端末を入れ替えたい',
  'VPN ゲートウェイのトンネルが落ちて、Azure の仮想マシンに接続できない',
]);

describe.each([
  { name: 'ids of cases in odd forms', ...caseIds(), says: caseIds().says.map(({ said, right }) => ({ said, right })) },
  { name: 'what people type', ...typed(), says: typed().says.map((each) => ({ said: each.typed, right: each.right })) },
])('$name', ({ stored, running, says }) => {
  let office: Office;
  let owner: Persona;
  beforeAll(async () => {
    const technologies = z.array(technologySchema).parse(JSON.parse(readFileSync(registry, 'utf8')));
    office = await openOffice({ queueRuns: false, technologies, connectorLimits: 'off' });
    owner = office.people.as('mika.sato');
    const person = [...office.registry.snapshot.engineers()].find(({ name }) => name.includes('佐藤'));
    if (!person) throw new Error('The office has nobody');
    for (const [n, id] of stored.entries()) {
      const theCase = caseSchema.parse({
        ...{ id, title: `Azure DNS zone ${n} is gone`, created: '2026-11-20T00:00:00Z' },
        owner: { id: person.id, name: person.name },
      });
      await office.stored.save(office.tenantId, theCase, 1n);
      if (!running.includes(id)) continue;
      const origin = { actor: { kind: 'person', person: theCase.owner }, cause: 'test' } as const;
      const { state } = await office.swarms.propose(theCase, origin);
      if (state.status !== 'none') await office.swarms.execute(state.swarmId, { type: 'Start' }, origin);
    }
  });
  afterAll(() => office?.close());

  const answerTo = async (said: string): Promise<Got> => {
    const answers = await answersTo(owner, said);
    const [only] = answers;
    if (!only || answers.length !== 1) return { kind: 'words', words: `${answers.length} answers` };
    return answered(only, office.swarms);
  };

  test('are answered right', async () => {
    const faults: string[] = [];
    for (const { said, right } of says) {
      const fault = wrong(await answerTo(said), right, !unlike.has(said));
      if (fault !== null) faults.push(`${said.slice(0, 80)} → ${fault}`);
    }
    expect(faults).toEqual([]);
  }, 300_000);
});
