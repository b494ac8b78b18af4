import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startBotProcess } from '../../src/sandbox/botProcess.ts';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { type Gateway, openGateway } from '../store/gateway.ts';
import { until } from '../until.ts';
import { channelsOf, makeWorld, type World } from './world.ts';

const url = process.env.TEST_DATABASE_URL ?? '';
const has = (verb: string) => (message: SeenMessage) => message.actions.some((action) => action.verb === verb);
const patience = { timeout: 120_000 };
const english = { locale: 'en-US' };

(url === '' ? describe.skip : describe)('a bot whose PostgreSQL fails it', () => {
  let gateway: Gateway;
  let world: World;
  let owner: Persona;
  let hasEnded: boolean;
  beforeEach(async () => {
    gateway = await openGateway(url);
    world = await makeWorld('PostgreSQL', { DATABASE_URL: gateway.url });
    world.sandbox.faults.set({ limits: 'off' });
    owner = world.people.as('owen.owner');
    await offerCases(world.sandbox.organisation.cases, { address: world.botAddress, secret: world.secret });
    hasEnded = false;
    void world.bot().ended.then(() => {
      hasEnded = true;
    });
  }, 300_000);
  afterEach(async () => {
    world?.sandbox.faults.release();
    gateway.hang(false);
    gateway.shut(false);
    await world?.end();
    await gateway.close();
  }, 120_000);

  /** An administrator ends every session of this bot; gives how many there were. */
  async function terminateAll(): Promise<number> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rowCount } = await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where starts_with(application_name, $1)',
      [`swarm ${world.environment.DATABASE_SCHEMA} `],
    );
    await client.end();
    return rowCount ?? 0;
  }
  /** What a readiness check sees. */
  async function readiness(): Promise<{ status: number; checks: unknown }> {
    const response = await fetch(`${world.botAddress}/readyz`);
    const { checks } = (await response.json()) as { checks: unknown };
    return { status: response.status, checks };
  }
  const invitationsOf = async (alias: string): Promise<number> => {
    const { messages } = await world.people.as(alias).conversation(undefined, { peek: true });
    return messages.filter(({ card }) => JSON.stringify(card ?? '').includes('VPN Gateway drops')).length;
  };

  test.each([
    ['ended by an administrator', terminateAll],
    ['lost by a failover that closes no connection', async () => gateway.forget()],
  ])(
    'goes on in the midst of a start when its sessions are %s: one channel, one card each',
    async (_, lose) => {
      await owner.say('/swarm 4711');
      const plan = await owner.waitForMessage(has('start-swarm'));
      const opening = world.sandbox.faults.add({
        ...{ door: 'graph', method: 'POST', path: '/teams/[^/]+/channels$', does: 'hold', when: 'after', times: 1 },
      });
      const inviting = world.sandbox.faults.add({
        ...{ door: 'connector', method: 'POST', path: '/conversations/a[^/]*/activities$', does: 'hold' },
        ...{ when: 'after', times: 1 },
      });
      await plan.press('start-swarm');
      for (const rule of [opening, inviting]) {
        await world.sandbox.faults.untilHeld(rule);
        await lose();
        world.sandbox.faults.release(rule);
      }
      for (const alias of ['mika.sato', 'sean.byrne']) {
        const invitation = await world.people.as(alias).waitForMessage(has('accept'), patience);
        // Whose press comes before a lost session is found out hears that it went wrong, and presses again.
        for (let told = ''; told === '' || told.includes('went wrong'); )
          told = JSON.stringify(await invitation.press('accept', {}, english));
      }
      const [room] = channelsOf(world);
      const isIn = (alias: string) =>
        [...(room?.team.members.values() ?? [])].some((each) => each.person.profile.alias === alias);
      await until(() => isIn('mika.sato') && isIn('sean.byrne'), patience.timeout);
      await owner.waitForMessage(
        ({ thread, id, conversation }) => thread === id && conversation === room?.id,
        patience,
      );
      expect(channelsOf(world)).toHaveLength(1);
      // The second card of the one whose answer was held is what a lost answer may cost, as with a kill; no third comes.
      expect(Math.max(await invitationsOf('mika.sato'), await invitationsOf('sean.byrne'))).toBeLessThanOrEqual(2);
      expect(hasEnded).toBe(false);
    },
    600_000,
  );

  test('tells people that it went wrong before Teams gives up, and is not ready, while the server hangs; then it goes on', async () => {
    const said = (await owner.say('/swarm 4711')).message;
    const plan = await owner.waitForMessage(has('start-swarm'));
    const form = await said?.runCommand('swarmThis');
    gateway.hang(true);
    const began = performance.now();
    const [delivery] = (await owner.say('/swarm 4713')).deliveries;
    expect(delivery).toMatchObject({ fault: null, status: 200 });
    const told = await owner.waitForMessage(({ text }) => text?.includes('went wrong') ?? false);
    expect(performance.now() - began).toBeLessThan(15_000);
    const reference = /this number: ([0-9a-f]{8})/.exec(told.text ?? '')?.[1];
    expect(world.log.filter((line) => reference && line.includes(reference))).toHaveLength(1);
    const pressed = await plan.press('start-swarm');
    expect(JSON.stringify(pressed)).toContain('went wrong');
    const beganDialogs = performance.now();
    const [opened, sent] = await Promise.all([
      said?.runCommand('swarmThis'),
      form?.dialog?.submit({ caseText: 'VPN is slow', caseSeverity: 'high', caseCustomer: 'Contoso' }),
    ]);
    expect(performance.now() - beganDialogs).toBeLessThan(15_000);
    // Who is known to this process needs no database for an empty form.
    expect(opened?.error).toBeNull();
    expect(opened?.dialog !== null || opened?.notice?.includes('went wrong')).toBe(true);
    // What they typed is still in the form.
    for (const words of ['went wrong', 'VPN is slow', 'Contoso', '"value":"high"'])
      expect(JSON.stringify(sent?.dialog?.card)).toContain(words);
    expect(await readiness()).toEqual({
      status: 503,
      checks: { database: false, queue: false, signIn: true, keys: true },
    });
    gateway.hang(false);
    for (let status = 503; status !== 200; ) ({ status } = await readiness());
    await owner.say('/swarm 4713');
    await owner.waitForMessage(
      (message) => has('start-swarm')(message) && JSON.stringify(message.card).includes('Exchange mail'),
      patience,
    );
    expect(hasEnded).toBe(false);
  }, 600_000);

  test('waits for it at the start, says so, and comes up when it is there', async () => {
    await world.bot().stop();
    gateway.shut(true);
    const starting = world.startBot();
    const isSaid = () => world.log.some((line) => line.includes('it does not answer') && line.includes('Trying again'));
    await until(isSaid, patience.timeout);
    gateway.shut(false);
    await starting;
    expect((await readiness()).status).toBe(200);
    const { password } = new URL(url);
    if (password) expect(world.log.join()).not.toContain(password);
  }, 600_000);

  test('ends with a sentence, and no stack trace, when it cannot be had at all', async () => {
    await world.bot().stop();
    const said: string[] = [];
    const nowhere = new URL(url);
    nowhere.pathname = '/there_is_no_such_database';
    const environment = { ...world.environment, DATABASE_URL: nowhere.href };
    const start = startBotProcess({ environment, onLine: (line) => said.push(line), patience: 240_000 });
    await expect(start).rejects.toThrow('it ended with 1');
    expect(said).toEqual([expect.stringMatching(/^The database .+ \(DATABASE_URL\): there is no such database/)]);
  }, 600_000);
});
