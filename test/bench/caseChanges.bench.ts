import { createStoredCases } from '../../src/cases/storedCases.ts';
import { createCasePolls } from '../../src/cases/systems/following/casePolls.ts';
import { createCaseFollowing } from '../../src/cases/systems/following.ts';
import { shippedMappings } from '../../src/cases/systems/mapping.ts';
import { createCaseReading } from '../../src/cases/systems/reading.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import type { CaseSystemKind } from '../../src/sandbox/systems/caseSystemKind.ts';
import type { KeptCase } from '../../src/sandbox/systems/keptCase.ts';
import { cardText } from '../../src/sandbox/terminal/cardText.ts';
import { systemsUnderTest } from '../cases/systems/stage.ts';
import { makeWorld } from '../e2e/world.ts';
import { openPostgresSchema } from '../store/databases.ts';
import { until } from '../until.ts';
import { databaseUrl, median } from './measure.ts';

/**
 * What it took to hear of many changes at once: requests for lists, in so many rounds of a minute each, and all others (one for
 * each known case, one for who the account is).
 */
export type ReconcileReport = {
  system: string;
  changes: number;
  known: number;
  lists: number;
  others: number;
  minutes: number;
};

const tenantId = 'tenant';
const owner = { id: '3b8e2c1a-0000-4000-8000-000000000001', name: 'Mika Sato' };

/**
 * `changes` cases of each system changed while nobody asked, `known` of which Swarm has. The clock of system and bot is
 * moved on by a minute for each round, and the requests that the stand-in answered are counted.
 */
export async function measureReconcile({ changes = 10_000, known = 100 } = {}): Promise<ReconcileReport[]> {
  process.env.TEST_DATABASE_URL ??= databaseUrl;
  const reports: ReconcileReport[] = [];
  for (const under of systemsUnderTest) {
    const stage = await under.open();
    const database = await openPostgresSchema();
    const clock = stage.now;
    const stored = createStoredCases({ database: database.sql, clock });
    const making = createCaseReading({
      systems: [stage.system],
      mappings: { order: [under.key], of: shippedMappings },
      findPerson: async () => owner,
      keep: (theCase, told) => stored.saveRead(tenantId, theCase, told),
      log: () => {},
    });
    const following = createCaseFollowing({
      ...{
        systems: [stage.system],
        making,
        stored,
        liveSwarmOf: async () => null,
        hasRules: () => false,
        hasRestrictedRule: false,
      },
      ...{ database, tenantId, clock, log: () => {} },
    });
    const began = clock();
    for (let n = 0; n < changes; n++) stage.cases.push(kept(under.number(20_000 + n), began - (changes - n) * 1_000));
    for (let n = 0; n < known; n++) {
      const { number } = stage.cases[Math.floor((n * changes) / known)] ?? { number: '' };
      await making.read(number, () => true);
      // What reading many at once costs is not measured here.
      stage.moveOn(2_000);
    }
    for (const each of stage.cases) each.changes += 1;
    stage.moveOn(120_000);
    stage.calls();
    let minutes = 0;
    following.begin();
    for (let isBehind = true; isBehind; minutes++) {
      await following.reconcile();
      const [state] = await following.look();
      isBehind = state === undefined || state.at === null;
      if (isBehind) stage.moveOn(60_000);
    }
    // A process looks every two seconds; here the clock goes faster.
    await until(async () => {
      stage.moveOn(1_000);
      return (await following.look())[0]?.waiting === 0;
    });
    const lists = (await createCasePolls({ database: database.sql, tenantId }).look(under.key))?.requests ?? 0;
    reports.push({ system: under.key, changes, known, lists, others: stage.calls() - lists, minutes });
    await following.stop();
    await database.drop();
    await stage.close();
  }
  return reports;
}

const kept = (number: string, changedAt: number): KeptCase => ({
  ...{ number, title: 'VPN', description: null, customer: null, product: null, severity: 'normal', language: 'en' },
  ...{ owner: { kind: 'person', ...owner, mail: 'mika.sato@swarm.example' }, state: 'open', changes: 1 },
  created: new Date(changedAt - 30 * 86_400_000).toISOString(),
  changedAt: new Date(changedAt).toISOString(),
});

/**
 * Milliseconds from a change in a system to the card that tells of it, as its reader sees it: the plan that is set aside since its
 * case was closed, and the card by which the coordinator of a swarm that runs hears of another owner.
 */
export type PushReport = {
  system: CaseSystemKind;
  plans: number[];
  planMs: number;
  notices: number[];
  noticeMs: number;
};

/** Milliseconds between two changes and the next: they are four messages in one chat, of which the bot sends 45 in half a minute. */
const between = 4_000;

/** By turns a case whose plan is shown is closed in its system, and one whose swarm runs goes to its next owner; the system pushes. */
export async function measurePush(kind: CaseSystemKind, { changes = 15 } = {}): Promise<PushReport> {
  process.env.TEST_DATABASE_URL ??= databaseUrl;
  const world = await makeWorld('PostgreSQL', { LOG_LEVEL: 'error' }, 'tables', kind);
  try {
    const { caseSystem, organisation, faults } = world.sandbox;
    const known = caseSystem?.standIn.cases.find(({ number }) => number === '4713');
    if (!caseSystem || !known) throw new Error('The sandbox has no case system');
    // How often a person may say something is not what is measured.
    faults.set({ limits: 'off' });
    const coordinator = world.people.as('owen.owner');
    const planned = async (number: string): Promise<SeenMessage> => {
      await coordinator.say(`/swarm ${number}`, { locale: 'en-US' });
      return coordinator.waitForMessage(
        ({ actions, card }) =>
          actions.some(({ verb }) => verb === 'start-swarm') && JSON.stringify(card).includes(number),
        { timeout: 60_000 },
      );
    };
    await (await planned('4711')).press('start-swarm', {}, { locale: 'en-US' });
    const owners = organisation.people.filter(({ alias }) => alias !== 'owen.owner');
    const report: PushReport = { system: kind, plans: [], planMs: 0, notices: [], noticeMs: 0 };
    for (let n = 0; n < changes; n++) {
      // How it keeps to that is not what is measured.
      await new Promise((resolve) => setTimeout(resolve, between));
      const number = String(5_000 + n);
      caseSystem.standIn.cases.push({ ...known, number, created: new Date().toISOString() });
      const plan = await planned(number);
      report.plans.push(
        await took(async () => {
          await caseSystem.change(number, { state: 'closed' });
          const isSetAside = ({ id, card }: SeenMessage) =>
            id === plan.id && cardText(card).lines.join('\n').includes('is set aside');
          await coordinator.waitForMessage(isSetAside, { timeout: 60_000 });
        }),
      );
      const next = owners[n % owners.length];
      if (!next) throw new Error('The sandbox has nobody else in it');
      const { id, name, mail } = next;
      const before = await newestOrder(coordinator);
      report.notices.push(
        await took(async () => {
          await caseSystem.change('4711', { owner: { kind: 'person', id, name, mail } });
          const tellsOf = ({ card }: SeenMessage) => cardText(card).lines.join('\n').includes(`belongs to ${name} now`);
          await coordinator.waitForMessage(tellsOf, { timeout: 60_000, after: { order: before } });
        }),
      );
    }
    return { ...report, planMs: median(report.plans), noticeMs: median(report.notices) };
  } finally {
    await world.end();
  }
}

async function took(does: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await does();
  return Math.round(performance.now() - began);
}

async function newestOrder(person: Persona): Promise<number> {
  const { messages } = await person.conversation(undefined, { peek: true });
  return Math.max(0, ...messages.map(({ order }) => order));
}

/** Milliseconds of `/swarm <number>` to its plan, by rounds: with a system that answers at once, and with a slow one. */
export type NamedReport = {
  systemMs: number;
  ownMs: number;
  slowMs: number;
  ratio: number;
  rounds: [own: number, slow: number][];
};

/**
 * A case that nobody has heard of before is named, by turns with a system that answers at once and with one that takes so long for
 * each answer: a machine that has much else to do slows both. So few rounds, since one person may say 20 things a minute.
 */
export async function measureNamed({ rounds = 8, systemMs = 200 } = {}): Promise<NamedReport> {
  process.env.TEST_DATABASE_URL ??= databaseUrl;
  const world = await makeWorld('PostgreSQL', { LOG_LEVEL: 'error' }, 'tables', 'dynamics');
  try {
    const { caseSystem, faults, organisation } = world.sandbox;
    const [known] = caseSystem?.standIn.cases ?? [];
    if (!caseSystem || !known) throw new Error('The sandbox has no case system');
    const owner = world.people.as(organisation.people.find(({ name }) => known.owner.name === name)?.alias ?? '');
    let number = 5_000;
    const named = async (): Promise<number> => {
      number += 1;
      const id = String(number);
      caseSystem.standIn.cases.push({ ...known, number: id, title: `${known.title} ${id}` });
      const began = performance.now();
      await owner.say(`/swarm ${id}`, { locale: 'en-US' });
      await owner.waitForMessage(
        ({ actions, card }) => actions.some(({ verb }) => verb === 'start-swarm') && JSON.stringify(card).includes(id),
      );
      return Math.round(performance.now() - began);
    };
    // The first ones sign in and warm up.
    for (let n = 0; n < 3; n++) await named();
    const times: [number, number][] = [];
    for (let n = 0; n < rounds; n++) {
      const own = await named();
      const rule = faults.add({ door: 'cases', path: '^/api/data/', does: 'delay', ms: systemMs, times: null });
      times.push([own, await named()]);
      faults.remove(rule);
    }
    const ownMs = median(times.map(([own]) => own));
    const slowMs = median(times.map(([, slow]) => slow));
    return { systemMs, ownMs, slowMs, ratio: slowMs / (systemMs + ownMs), rounds: times };
  } finally {
    await world.end();
  }
}
