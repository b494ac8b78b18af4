import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import type { ProposedSwarm, RunningSwarm } from '../../src/swarm/state.ts';
import { solved } from '../evidence/sample.ts';
import { sampleCase } from '../registry/sample.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

const vpn = 'azure-vpn-gateway';
const dns = 'azure-dns';

let office: Office;
let mika: Persona;

/** Cases of DNS never name it, and those of the gateway never the words of these. */
beforeAll(async () => {
  office = await openOffice({
    queueRuns: false,
    pastCases: Array.from({ length: 60 }, (_, at) => [
      solved(`d${at}`, `Zone lookups answer SERVFAIL behind resolver ${at}`, 'ravi', dns, at),
      solved(`v${at}`, `Phase two rekey fails, site ${at} is down`, 'alice', vpn, at),
    ]).flat(),
  });
  mika = office.people.as('mika.sato');
});
afterAll(() => office?.close());

async function planned(words: string): Promise<{ card: SeenMessage; id: string; state: ProposedSwarm }> {
  await mika.say(words, { locale: 'en-US' });
  const card = await mika.waitForMessage(has('start-swarm'));
  const id = swarmOn(card);
  return { card, id, state: await proposed(id) };
}
async function proposed(id: string): Promise<ProposedSwarm> {
  const state = await office.swarms.load(id);
  if (state.status !== 'proposed') throw new Error(`The swarm is ${state.status}`);
  return state;
}
async function started(card: SeenMessage, id: string): Promise<RunningSwarm> {
  await card.press('start-swarm', {}, { locale: 'en-US' });
  const state = await office.swarms.load(id);
  if (state.status !== 'running') throw new Error(`The swarm is ${state.status}`);
  return state;
}
const ids = (found: readonly { technology: string }[] = []) => found.map(({ technology }) => technology);
const askedFor = ({ invitations }: RunningSwarm) => [...new Set(invitations.flatMap((each) => each.technologies))];
const keptAll = ({ plan }: ProposedSwarm) => ({
  keepTechnologies: ids(plan.technologies).join(','),
  keepPeople: plan.team.map(({ person }) => person.id).join(','),
});

describe('what past cases alone suggest', () => {
  test('is shown with how sure it is, and a start asks nobody for it', async () => {
    const { card, id, state } = await planned('Azure VPN Gateway is up, zone lookups answer SERVFAIL');
    expect([ids(state.plan.technologies), ids(state.plan.possible)]).toEqual([[vpn], [dns]]);
    expect(state.plan.team.flatMap(({ technologies }) => technologies)).toEqual([vpn]);
    expect(textOf(card)).toMatch(
      /Azure VPN Gateway[\s\S]*\d+% likely[\s\S]*Possibly[\s\S]*Azure DNS[\s\S]*\d+% likely/,
    );
    const running = await started(card, id);
    expect(askedFor(running)).toEqual([vpn]);
    expect(ids(running.needs.map(({ detected }) => detected))).toEqual([vpn]);
  });

  test('is asked for once its owner ticks it, and stays so when the plan is changed again', async () => {
    const { card, id, state } = await planned('Azure VPN Gateway is up, zone lookups still answer SERVFAIL');
    await card.press('revise-plan', { ...keptAll(state), tickPossible: dns }, { locale: 'en-US' });
    const ticked = await proposed(id);
    expect([ids(ticked.plan.technologies).toSorted(), ticked.plan.possible]).toEqual([[dns, vpn], undefined]);
    await card.press('revise-plan', keptAll(ticked), { locale: 'en-US' });
    expect(ids((await proposed(id)).plan.technologies).toSorted()).toEqual([dns, vpn]);
    expect(askedFor(await started(card, id)).toSorted()).toEqual([dns, vpn]);
  });

  test('stays possible when something else of the plan changes, and only what was offered can be ticked', async () => {
    const { card, id, state } = await planned('Azure VPN Gateway is fine, zone lookups answer SERVFAIL');
    await card.press('revise-plan', { ...keptAll(state), tickPossible: 'kubernetes' }, { locale: 'en-US' });
    const changed = await proposed(id);
    expect([ids(changed.plan.technologies), ids(changed.plan.possible)]).toEqual([[vpn], [dns]]);
    await card.press('revise-plan', { ...keptAll(changed), addTechnologies: 'kubernetes' }, { locale: 'en-US' });
    const added = await proposed(id);
    expect([ids(added.plan.technologies), ids(added.plan.possible)]).toEqual([[vpn, 'kubernetes'], [dns]]);
  });

  test('is what the plan is made for when the case names nothing and they are sure', async () => {
    const { id: owner, displayName: name } = await mika.profile();
    const title = 'Zone lookups answer SERVFAIL behind a resolver';
    office.cases.set('4999', sampleCase({ id: '4999', title, owner: { id: String(owner), name: String(name) } }));
    const { card, id, state } = await planned('4999');
    expect([ids(state.plan.technologies), state.plan.possible]).toEqual([[dns], undefined]);
    await card.press('revise-plan', { ...keptAll(state), addTechnologies: 'kubernetes' }, { locale: 'en-US' });
    expect(ids((await proposed(id)).plan.technologies)).toEqual([dns, 'kubernetes']);
    expect(askedFor(await started(card, id)).toSorted()).toEqual([dns, 'kubernetes']);
  });
});
