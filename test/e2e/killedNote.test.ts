import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type CaseSystemKind, caseSystemKinds } from '../../src/sandbox/systems/caseSystemKind.ts';
import { customersView } from '../../src/sandbox/systems/keptCase.ts';
import { linkColumn } from '../../src/sandbox/systems/organisationCases.ts';
import { eitherEngine } from '../store/botDatabases.ts';
import { until } from '../until.ts';
import { insist } from './insist.ts';
import { killedAround } from './killedAround.ts';
import { inWorld, makeWorld, type World } from './world.ts';

const english = { locale: 'en-US' };
const patience = { timeout: 120_000 };
/** Words of the note by which a case is told that its swarm has started. */
const words = 'coordinates it';

/** How each system is asked whether the note is there. */
const looks: Record<CaseSystemKind, (url: string, status: number) => boolean> = {
  dynamics: (url, status) => url.includes('/annotations(') && status === 412,
  // The self-test of a bot that starts asks for the notes of any case.
  servicenow: (url) => url.includes('work_notes') && url.includes('sysparm_query'),
  zendesk: (url) => url.includes('/comments.json'),
};

/**
 * The bot as it ships, killed while its call waits: once before the case system has done it, and once after. Side by
 * side, each in a world of its own: half of what they take is waiting.
 */
describe('a bot killed around the call that writes a note', () => {
  test.concurrent.each(caseSystemKinds)(
    'into a case of %s writes it once, never twice and never not at all',
    async (kind) => {
      const world = await makeWorld(eitherEngine, {}, 'tables', kind);
      const { faults, caseSystem } = world.sandbox;
      faults.set({ limits: 'off' });
      await inWorld(world, async () => {
        if (!caseSystem) throw new Error('There is no case system');
        const told = (): string[] =>
          caseSystem.standIn.timeline('4711').flatMap(({ text }) => (text.includes(words) ? [text] : []));
        const calls = heldCalls(world, words);
        await startSwarm(world);
        const killed = await killedAround(world, calls, (done) => expect(told()).toHaveLength(done));

        // The third try looks, and finds it; what comes after it would come after a second note, too.
        await until(
          () =>
            world.sandbox.feed
              .wireLog()
              .some(({ door, number, url, status }) => number > killed && door === 'cases' && looks[kind](url, status)),
          patience.timeout,
        );
        const status = await world.people
          .as('owen.owner')
          .waitForMessage(({ actions }) => actions.some(({ verb }) => verb === 'cancel'), patience);
        await insist(() => status.press('cancel', { cancelReason: 'It was the customer.' }, english));
        const all = (): string[] => caseSystem.standIn.timeline('4711').map(({ text }) => text);
        await until(() => all().some((text) => text.includes('It was the customer.')), patience.timeout);
        expect(told()).toHaveLength(1);
        expect(customersView(caseSystem.standIn, '4711')).toEqual([]);
      });
    },
    600_000,
  );
});

describe('a bot killed around the call that makes a note internal which customers can see', () => {
  test('in Zendesk has it made internal by the next, and writes nothing more', async () => {
    const world = await makeWorld(eitherEngine, {}, 'tables', 'zendesk');
    const { faults, caseSystem } = world.sandbox;
    faults.set({ limits: 'off' });
    await inWorld(world, async () => {
      if (!caseSystem) throw new Error('There is no case system');
      const seen = () => customersView(caseSystem.standIn, '4711').filter(({ text }) => text.includes(words));
      const hiding = { door: 'cases', path: '/make_private', does: 'hold', times: 1 } as const;
      const calls = [faults.add({ ...hiding, when: 'before' }), faults.add({ ...hiding, when: 'after' })];
      caseSystem.twist('publishes-notes');
      await startSwarm(world);
      await killedAround(world, calls, (done) => expect(seen()).toHaveLength(1 - done));

      const status = await world.people
        .as('owen.owner')
        .waitForMessage(({ actions }) => actions.some(({ verb }) => verb === 'cancel'), patience);
      await insist(() => status.press('cancel', { cancelReason: 'It was the customer.' }, english));
      await until(() => world.log.some((line) => line.includes('is stopped until')), patience.timeout);
      const all = caseSystem.standIn.timeline('4711');
      expect(all.filter(({ text }) => text.includes(words))).toHaveLength(1);
      expect(all.filter(({ text }) => text.includes('It was the customer.'))).toEqual([]);
      expect(customersView(caseSystem.standIn, '4711')).toEqual([]);
    });
  }, 600_000);
});

/** How each system is asked whether the article is there. */
const looksForArticle: Record<CaseSystemKind, (url: string, status: number) => boolean> = {
  dynamics: (url, status) => url.includes('/knowledgearticles(') && status === 412,
  servicenow: (url) => url.includes('/kb_knowledge'),
  zendesk: (url) => url.includes('/help_center/'),
};

describe('a bot killed around the call that puts an article into a knowledge base', () => {
  test.concurrent.each(caseSystemKinds)(
    'of %s leaves one draft there, never two and never none',
    async (kind) => {
      const world = await makeWorld(eitherEngine, {}, 'tables', kind);
      const { faults, caseSystem, feed } = world.sandbox;
      faults.set({ limits: 'off' });
      await inWorld(world, async () => {
        if (!caseSystem) throw new Error('There is no case system');
        await startSwarm(world);
        const owner = world.people.as('owen.owner');
        const status = await owner.waitForMessage(
          ({ actions }) => actions.some(({ verb }) => verb === 'resolve'),
          patience,
        );
        const end = { rootCause: 'The certificate was replaced.', fix: 'Pinned it.' };
        await insist(() => status.press('resolve', end, english));
        const tab = await tabOf(world, 'owen.owner');
        const { rows } = z.object({ rows: z.array(z.object({ swarmId: z.string() })) }).parse(await tab('GET', ''));
        const path = `/${rows[0]?.swarmId}/article`;
        const { article } = z.object({ article: z.record(z.string(), z.string()) }).parse(await tab('GET', path));
        const saved = z
          .object({ saved: z.object({ version: z.int() }) })
          .parse(await tab('PUT', path, { article: { ...article, cause: 'Told for the article.' }, basedOn: 0 }));
        const calls = heldCalls(world, 'Told for the article.');
        await tab('PUT', `${path}/draft`, { basedOn: saved.saved.version });
        const made = () => caseSystem.standIn.articles();
        const killed = await killedAround(world, calls, (done) => expect(made()).toHaveLength(done));
        await until(
          () =>
            feed
              .wireLog()
              .some(
                ({ door, number, url, status }) =>
                  number > killed && door === 'cases' && looksForArticle[kind](url, status),
              ),
          patience.timeout,
        );
        const told = async () =>
          z
            .object({ draft: z.object({ status: z.string() }) })
            .parse(await (await tabOf(world, 'owen.owner'))('GET', path));
        // Not as often as can be: nobody may ask more than so often in a minute.
        await until(async () => (await told()).draft.status === 'there', patience.timeout, 500);
        expect(made()).toMatchObject([{ isDraft: true }]);
      });
    },
    600_000,
  );
});

/** The tab's own requests, as somebody who is signed in to Teams. */
async function tabOf(world: World, alias: string) {
  const token = await world.people.as(alias).token();
  return async (method: 'GET' | 'PUT', path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${world.botAddress}/api/history/swarms${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} is answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
}

/** How each system is asked which address a case has; for nothing else is it asked so. */
const looksAtLink: Record<CaseSystemKind, (url: string) => boolean> = {
  dynamics: (url) => url.includes(linkColumn.dynamics),
  // The self-test of a bot that starts asks for the column of any case.
  servicenow: (url) => url.includes(linkColumn.servicenow) && url.includes('sysparm_query'),
  zendesk: (url) => url.includes('/tickets/4711.json') && !url.includes('include'),
};

describe('a bot killed around the call that links a case to the channel', () => {
  test.concurrent.each(caseSystemKinds)(
    'of %s sets the link, and does not set it again where it stands',
    async (kind) => {
      await inLinkingWorld(kind, async ({ world, caseSystem, columns, isLinked }) => {
        const { faults, feed } = world.sandbox;
        const sets = kind === 'zendesk' ? `"id":${linkColumn.zendesk}` : `"${linkColumn[kind]}"`;
        const calls = heldCalls(world, sets);
        await startSwarm(world);
        const killed = await killedAround(world, calls, (done) => expect(isLinked()).toBe(done === 1));
        const linked = columns();

        // Whatever would set it once more is struck by this, and uses it up.
        const again = faults.add({ door: 'cases', body: sets, does: 'delay', ms: 1, times: 1 });
        const isLook = ({ door, number, method, url }: ReturnType<typeof feed.wireLog>[number]): boolean =>
          number > killed && door === 'cases' && method === 'GET' && looksAtLink[kind](url);
        await until(() => feed.wireLog().some(isLook), patience.timeout);
        const status = await world.people
          .as('owen.owner')
          .waitForMessage(({ actions }) => actions.some(({ verb }) => verb === 'cancel'), patience);
        await insist(() => status.press('cancel', { cancelReason: 'It was the customer.' }, english));
        expect(faults.rules()).toContainEqual(expect.objectContaining({ body: sets, does: 'delay' }));
        faults.remove(again);
        expect(columns()).toBe(linked);
        expect(caseSystem.standIn.timeline('4711')).toEqual([]);
      });
    },
    600_000,
  );
});

describe('a bot killed around the call that takes the way to a channel out of a case to which it was linked by mistake', () => {
  test.concurrent.each(caseSystemKinds)(
    'of %s leaves none there, and takes it out once',
    async (kind) => {
      await inLinkingWorld(kind, async ({ world, caseSystem, isLinked }) => {
        const { faults, feed } = world.sandbox;
        const owner = world.people.as('owen.owner');
        const says = (words: string) => insist(() => owner.say(words, english));
        await says('/swarm The Azure VPN Gateway drops since its certificate was changed');
        const plan = await owner.waitForMessage(
          ({ actions }) => actions.some(({ verb }) => verb === 'start-swarm'),
          patience,
        );
        await insist(() => plan.press('start-swarm', {}, english));
        const [told = ''] = /T-\d+/.exec(JSON.stringify(plan.card)) ?? [];
        await says(`/swarm link ${told} 4711`);
        await until(isLinked, patience.timeout);

        const calls = heldCalls(world, empties[kind]);
        await says('/swarm unlink 4711');
        const killed = await killedAround(world, calls, (done) => expect(isLinked()).toBe(done === 0));
        // The third try looks, and finds it done: whatever would empty it once more is struck by this, and uses it up.
        const isLook = ({ door, number, method, url }: ReturnType<typeof feed.wireLog>[number]): boolean =>
          number > killed && door === 'cases' && method === 'GET' && looksAtLink[kind](url);
        const again = faults.add({ door: 'cases', body: empties[kind], does: 'delay', ms: 1, times: 1 });
        await until(() => feed.wireLog().some(isLook), patience.timeout);
        await says('/swarm The Azure VPN Gateway of another customer drops every hour');
        expect(faults.rules()).toContainEqual(expect.objectContaining({ body: empties[kind], does: 'delay' }));
        faults.remove(again);
        expect(isLinked()).toBe(false);
        expect(caseSystem.standIn.timeline('4711')).toEqual([]);
      });
    },
    600_000,
  );
});

/** A bot that tells a case nothing but the way to its channel. `columns`: those of case 4711, as a text. */
async function inLinkingWorld(
  kind: CaseSystemKind,
  during: (linking: {
    world: World;
    caseSystem: NonNullable<World['sandbox']['caseSystem']>;
    columns: () => string;
    isLinked: () => boolean;
  }) => Promise<void>,
): Promise<void> {
  const world = await makeWorld(eitherEngine, { SWARM_POLICY_FILE: '{"writeToCase":["link"]}' }, 'tables', kind);
  const { faults, caseSystem } = world.sandbox;
  faults.set({ limits: 'off' });
  await inWorld(world, async () => {
    if (!caseSystem) throw new Error('There is no case system');
    const columns = (): string =>
      JSON.stringify(caseSystem.standIn.cases.find(({ number }) => number === '4711')?.columns);
    await during({ world, caseSystem, columns, isLinked: () => columns().includes('https://') });
  });
}

/** What a call that empties the column for the link has in its body. */
const empties: Record<CaseSystemKind, string> = {
  dynamics: `"${linkColumn.dynamics}":null`,
  servicenow: `"${linkColumn.servicenow}":""`,
  zendesk: `"id":${linkColumn.zendesk},"value":""`,
};

/** Rules that hold the call whose body has these words: once before the case system has done it, and once after. */
function heldCalls({ sandbox: { faults } }: World, body: string): [before: string, after: string] {
  const writing = { door: 'cases', body, does: 'hold', times: 1 } as const;
  return [faults.add({ ...writing, when: 'before' }), faults.add({ ...writing, when: 'after' })];
}

async function startSwarm(world: World): Promise<void> {
  const owner = world.people.as('owen.owner');
  await insist(() => owner.say('/swarm 4711', english));
  const plan = await owner.waitForMessage(
    ({ actions }) => actions.some(({ verb }) => verb === 'start-swarm'),
    patience,
  );
  await insist(() => plan.press('start-swarm', {}, english));
}
