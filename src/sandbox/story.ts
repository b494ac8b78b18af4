import { styleText } from 'node:util';
import type { Case } from '../cases/case.ts';
import { cardText } from './cardText.ts';
import type { People, Persona, SeenMessage } from './persona.ts';
import type { Sandbox } from './sandbox.ts';
import { createWireTelling } from './wireTelling.ts';

export type StoryNeeds = {
  sandbox: Sandbox;
  people: People;
  theCase: Case;
  print: (line: string) => void;
};

/**
 * Plays one swarm, from `/swarm` to the archived channel, and tells each step as it really happens: who does what,
 * which cards come, which calls go to Graph and the connector, and how long each took. Gives false when it got stuck.
 */
export async function playStory({ sandbox, people, theCase, print }: StoryNeeds): Promise<boolean> {
  const began = performance.now();
  const at = () => styleText('dim', `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  `);
  const nameOf = (id: string) => sandbox.organisation.people.find((each) => each.id === id);
  const ownerRecord = nameOf(theCase.owner.id);
  if (!ownerRecord) return false;
  const owner = people.as(ownerRecord.alias);
  const name = (text: string) => styleText(['bold', 'cyan'], text);
  const show = (message: SeenMessage) => printCard(message, print);
  const wire = createWireTelling(print);
  const stopTelling = sandbox.feed.subscribe((event) => {
    if (event.kind === 'wire') wire.heard(event.entry);
  });
  const say = (line: string) => {
    wire.tell();
    print(`${at()}${line}`);
  };
  try {
    say(`${name(ownerRecord.name)} owns case ${theCase.id} and types to the bot:`);
    print(indent(styleText('bold', `/swarm ${theCase.id}`)));
    await owner.say(`/swarm ${theCase.id}`);
    const plan = await owner.waitForMessage((message) => has(message, 'start-swarm'), { timeout: 20_000 });
    say('The plan. Nobody has been disturbed yet.');
    show(plan);

    const waiting = waitForInvitations(sandbox, people);
    say(`${name(ownerRecord.name)} presses ${styleText('bold', 'Start swarm')}.`);
    await plan.press('start-swarm');
    let declined = false;
    for (let next = await waiting.next(10_000); next; next = await waiting.next(4_000)) {
      const person = name(next.name);
      say(`${person} gets an invitation.`);
      show(next.message);
      const { message } = next;
      const current = await people.as(next.alias).waitForMessage((each) => each.id === message.id);
      if (!has(current, 'accept')) say(`${person} need not answer: others have come.`);
      else if (declined) {
        // Others may come between the look and the press: the card says what it led to.
        const { card } = await current.press('accept');
        const [told = ''] = card ? cardText(card).lines : [];
        say(`${person} presses ${styleText('bold', 'Accept')}. The card says: ${told}`);
      } else {
        // One declines, so that the next best is seen to be asked.
        declined = true;
        say(`${person} is busy and declines.`);
        await current.press({ verb: 'decline', data: { reason: 'busy' } });
      }
    }
    waiting.stop();

    const room = await channelOf(owner);
    if (!room) return stuck(say, 'The channel did not open');
    say(`The room ${styleText('bold', room.name)} is open.`);
    const posted = await owner.waitForMessage((message) => isBriefing(message, room.id), { timeout: 20_000 });
    const briefing = await posted.read();
    show(briefing);
    say(`Solved. ${name(ownerRecord.name)} resolves the swarm in its room.`);
    await briefing.press('resolve', endings[theCase.id] ?? endings.other);
    const closed = await waitForArchive(owner, room.id);
    say(closed ? 'The outcome is posted and the channel archived.' : 'The channel is not archived yet.');
    const status = await owner.waitForMessage((message) => message.id === plan.id, { timeout: 5_000 });
    show(status);
    return closed;
  } catch (error) {
    return stuck(say, error instanceof Error ? error.message : String(error));
  } finally {
    wire.tell();
    stopTelling();
  }
}

function stuck(say: (line: string) => void, why: string): false {
  say(styleText('red', `The story stops here: ${why}`));
  return false;
}

const has = (message: SeenMessage, verb: string): boolean => message.actions.some((action) => action.verb === verb);
const indent = (line: string): string => `            ${line}`;

/** Of a card in the terminal: a briefing with everybody in it fits. */
const mostLines = 40;

function printCard(message: SeenMessage, print: (line: string) => void): void {
  if (!message.card) {
    print(indent(message.text));
    return;
  }
  const { lines, buttons } = cardText(message.card);
  const all = lines.flatMap((each) => each.split('\n'));
  for (const line of all.length > mostLines ? [...all.slice(0, mostLines), '…'] : all)
    print(indent(`${styleText('blue', '│')} ${line}`));
  if (buttons.length > 0) {
    print(indent(`${styleText('blue', '╰')} ${buttons.map((each) => styleText('inverse', ` ${each} `)).join(' ')}`));
  }
}

const isBriefing = (message: SeenMessage, room: string): boolean =>
  message.conversation === room && message.thread === message.id && message.card !== null;

/** What fixed the cases that the story may be about. */
const endings: Record<string, { rootCause: string; fix: string }> &
  Record<'other', { rootCause: string; fix: string }> = {
  '4711': {
    rootCause: '交換後のルーターとゲートウェイで、フェーズ 2 の有効期間と PFS の設定が合っていなかった。',
    fix: 'ルーターに合わせたカスタム IPsec/IKE ポリシーを接続に設定。4 時間切断がないことを確認した。',
  },
  '4718': {
    rootCause: 'After the failover the connection pool kept addresses of the old primary.',
    fix: 'Clients connect through the failover group listener; pools were cleared and the retry policy set.',
  },
  other: { rootCause: 'Found together in the swarm.', fix: 'Changed the setting that was wrong, and confirmed it.' },
};

type Invitation = { alias: string; name: string; message: SeenMessage };

/** Invitations as they reach people's personal chats, in their order. */
function waitForInvitations(sandbox: Sandbox, people: People) {
  const arrived: Invitation[] = [];
  let wake = () => {};
  const seen = new Set<string>();
  const look = async (alias: string, name: string, id: string) => {
    const { messages } = await people.as(alias).conversation(undefined, { peek: true });
    const message = messages.find((each) => each.id === id && has(each, 'accept'));
    if (!message || seen.has(id)) return;
    seen.add(id);
    arrived.push({ alias, name, message });
    wake();
  };
  const stop = sandbox.feed.subscribe((event) => {
    if (event.kind !== 'message' || event.change !== 'new') return;
    if (event.conversation.kind !== 'personal') return;
    const { alias, name } = event.conversation.person.profile;
    look(alias, name, event.message.id).catch(() => {});
  });
  return {
    stop,
    async next(patience: number): Promise<Invitation | null> {
      if (arrived.length === 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, patience);
        await promise;
        clearTimeout(timer);
      }
      return arrived.shift() ?? null;
    },
  };
}

async function channelOf(owner: Persona) {
  const conversations = await owner.conversations();
  return conversations.findLast((each) => each.kind === 'channel' && each.name !== 'General' && !each.archived) ?? null;
}

async function waitForArchive(owner: Persona, room: string): Promise<boolean> {
  for (let tries = 0; tries < 40; tries++) {
    const found = (await owner.conversations()).find((each) => each.id === room);
    if (!found || found.archived) return true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return false;
}
