import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parsePolicyFile } from '../../src/swarm/policy.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** A policy file as an organisation writes it: 至急 is worse there than as shipped, and two words are its own. */
const policyFile = JSON.stringify({ urgencyWords: { critical: ['至急', 'code red'], low: ['のんびり'] } });

let office: Office;
beforeAll(async () => {
  const { urgencyWords } = parsePolicyFile(policyFile);
  office = await openOffice({ queueRuns: false, urgencyWords });
});
afterAll(() => office?.close());

describe('words for urgency of a policy file', () => {
  test.each([
    ['【至急】Azure DNS のゾーンが消えた', 'ja-JP', 'critical', 'Azure DNS のゾーンが消えた', '緊急度: 最高'],
    ['CODE RED: the Azure DNS zone is gone', 'en-US', 'critical', 'the Azure DNS zone is gone', 'Urgency: Critical'],
    ['のんびり: Azure DNS のゾーン名を変えたい', 'ja-JP', 'low', 'Azure DNS のゾーン名を変えたい', '緊急度: 低'],
    ['緊急: 別の Azure DNS のゾーンが消えた', 'ja-JP', 'critical', '別の Azure DNS のゾーンが消えた', '緊急度: 最高'],
  ])(
    'set the urgency on the plan’s card, and are no part of its title: %s',
    async (said, locale, severity, title, shown) => {
      const mika = office.people.as('mika.sato');
      await mika.say(said, { locale });
      const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has(title)(message));
      const state = await office.swarms.load(swarmOn(plan));
      expect(state.status === 'none' ? null : state.case).toMatchObject({ severity, title });
      expect(textOf(plan)).toContain(shown);
    },
  );

  test('are told by /swarm help', async () => {
    const mika = office.people.as('mika.sato');
    await mika.say('/swarm help', { locale: 'en-US' });
    const help = await mika.waitForMessage(has('CODE RED'));
    expect(textOf(help)).toContain('CODE RED');
  });
});
