import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findAction } from '../../src/sandbox/connector/cards.ts';
import { findAgentsPlayground } from '../../src/sandbox/playground/agentsPlayground.ts';
import type { SentCard } from '../../src/sandbox/playground/connectorDoor.ts';
import type { OpenInvitation } from '../../src/sandbox/playground/otherHands.ts';
import { type Playground, startPlayground } from '../../src/sandbox/playground/startPlayground.ts';
import { cardText } from '../../src/sandbox/terminal/cardText.ts';

const command = findAgentsPlayground();
const whereInstalled = command === null ? describe.skip : describe;

whereInstalled("a swarm in Microsoft's Agents Playground", () => {
  let playground: Playground;
  const cards: SentCard[] = [];
  const invitations: OpenInvitation[] = [];

  beforeAll(async () => {
    playground = await startPlayground({
      command: command ?? '',
      caseId: '4711',
      onCard: (sent) => cards.push(sent),
      onInvitation: (invitation) => invitations.push(invitation),
    });
  }, 120_000);
  afterAll(() => playground?.stop(), 30_000);

  const say = (conversation: string, text: string, mentions: object[] = []) =>
    asKeyboard(`conversations/${conversation}/messages`, { text, textFormat: 'plain', mentions });
  const press = (on: SentCard, verb: string, typed: Record<string, string> = {}) => {
    const action = findAction(on.card, { verb });
    const data = { ...Object(action?.data), ...typed };
    return asKeyboard('invoke', {
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data } },
      conversation: { id: on.conversationId },
      replyToId: on.activityId,
    });
  };
  /** What the Playground's page sends for whoever sits at it. */
  async function asKeyboard(path: string, body: object): Promise<number> {
    const { agents, settings } = playground;
    const response = await fetch(`${agents.address}/_conversation/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, from: { id: settings.currentUser.id } }),
    });
    return response.status;
  }
  const shown = (card: SentCard['card']): string => cardText(card).lines.join('\n');
  const personal = (sent: SentCard): boolean => sent.conversationId === playground.settings.personalChat.id;
  const thread = (sent: SentCard): boolean => sent.conversationId.startsWith('19:swarms@');

  test('the owner of the case is at the keyboard, beside those the bot would ask first', () => {
    const { settings, sandbox } = playground;
    expect(settings.tenantId).toBe(sandbox.tenant.id);
    expect(settings.currentUser.id).toBe(sandbox.organisation.cases.find(({ id }) => id === '4711')?.owner.id);
    expect(new Set(settings.users.map(({ id }) => id)).size).toBe(5);
    for (const { id } of settings.users) expect(sandbox.tenant.people.has(id)).toBe(true);
  });

  test('goes from /swarm to a resolved case, with one thread for the channel that is not there', async () => {
    expect(await say(playground.settings.personalChat.id, '/swarm 4711')).toBe(200);
    const plan = await until(() => cards.find((sent) => personal(sent) && findAction(sent.card, 'start-swarm')));
    expect(shown(plan.card)).toContain('4711');
    expect(await press(plan, 'start-swarm')).toBe(200);

    const first = await until(() => invitations[0]);
    expect(first.personId).not.toBe(playground.settings.currentUser.id);
    expect(await first.accept()).toBe(200);
    const name = playground.sandbox.tenant.people.get(first.personId)?.profile.name ?? '';
    await until(() => cards.find((sent) => thread(sent) && !sent.isUpdate && shown(sent.card).includes(name)));
    const status = await until(() =>
      cards.findLast((sent) => personal(sent) && sent.isUpdate && /covered by|担当/.test(shown(sent.card))),
    );
    expect(shown(status.card)).toContain(name);

    const inThread = cards.find(thread)?.conversationId ?? '';
    const { id, name: bot } = playground.settings.bot;
    await say(inThread, `<at>${bot}</at>`, [{ mentioned: { id }, text: `<at>${bot}</at>` }]);
    const panel = await until(() => cards.find((sent) => personal(sent) && findAction(sent.card, 'resolve')));
    await press(panel, 'resolve', { rootCause: 'The lifetimes differed.', fix: 'Set both to one hour.' });
    const offer = await until(() => cards.find((sent) => findAction(sent.card, 'resolve-anyway')));
    await press(offer, 'resolve-anyway');
    await until(() => cards.find((sent) => thread(sent) && shown(sent.card).includes('Set both to one hour.')));
  }, 60_000);
});

/** The first thing that is there; what the bot does on its own comes when it comes. */
async function until<Thing>(find: () => Thing | null | undefined, patience = 30_000): Promise<Thing> {
  const end = Date.now() + patience;
  for (;;) {
    const found = find();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Not there after ${patience} ms: ${find}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
