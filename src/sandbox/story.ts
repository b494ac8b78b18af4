import { styleText } from 'node:util';
import type { Case } from '../cases/case.ts';
import { cardText } from './cardText.ts';
import type { WireEntry } from './feed.ts';
import type { People, Persona, SeenMessage } from './persona.ts';
import type { Sandbox } from './sandbox.ts';

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
  const say = (line: string) => print(`${at()}${line}`);
  const nameOf = (id: string) => sandbox.organisation.people.find((each) => each.id === id);
  const ownerRecord = nameOf(theCase.owner.id);
  if (!ownerRecord) return false;
  const owner = people.as(ownerRecord.alias);
  const name = (text: string) => styleText(['bold', 'cyan'], text);
  const show = (message: SeenMessage) => printCard(message, print);
  const quiet = sandbox.feed.subscribe((event) => {
    if (event.kind === 'wire' && told(event.entry)) print(wireLine(event.entry));
  });
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
    const covered = () => isCovered(owner);
    for (let patience = 12; patience > 0 && !(await covered()); patience--) {
      const next = await waiting.next(8_000);
      if (!next) break;
      const person = name(next.name);
      say(`${person} gets an invitation.`);
      show(next.message);
      // One declines, so that the next best is seen to be asked.
      if (!declined) {
        declined = true;
        say(`${person} is busy and declines.`);
        await next.message.press({ verb: 'decline', data: { reason: 'busy' } });
      } else {
        say(`${person} accepts.`);
        await next.message.press('accept');
      }
    }
    waiting.stop();

    const room = await channelOf(owner);
    if (!room) return stuck(say, 'The channel did not open');
    say(`The room ${styleText('bold', room.name)} is open.`);
    const briefing = await owner.waitForMessage((message) => has(message, 'resolve'), { timeout: 20_000 });
    show(briefing);
    say(`Solved. ${name(ownerRecord.name)} resolves the swarm in its room.`);
    await briefing.press('resolve', {
      rootCause: 'The router that was replaced offers another set of ciphers for phase 2 than the gateway.',
      fix: 'A custom IPsec/IKE policy on the connection that matches the new router; no drop in four hours.',
    });
    const closed = await waitForArchive(owner, room.id);
    say(closed ? 'The outcome is posted and the channel archived.' : 'The channel is not archived yet.');
    const status = await owner.waitForMessage((message) => message.id === plan.id, { timeout: 5_000 });
    show(status);
    return closed;
  } catch (error) {
    return stuck(say, error instanceof Error ? error.message : String(error));
  } finally {
    quiet();
  }
}

function stuck(say: (line: string) => void, why: string): false {
  say(styleText('red', `The story stops here: ${why}`));
  return false;
}

const has = (message: SeenMessage, verb: string): boolean => message.actions.some((action) => action.verb === verb);
const indent = (line: string): string => `            ${line}`;

function printCard(message: SeenMessage, print: (line: string) => void): void {
  if (!message.card) {
    print(indent(message.text));
    return;
  }
  const { lines, buttons } = cardText(message.card);
  for (const line of lines.flatMap((each) => each.split('\n')).slice(0, 24))
    print(indent(`${styleText('blue', '│')} ${line}`));
  if (buttons.length > 0) {
    print(indent(`${styleText('blue', '╰')} ${buttons.map((each) => styleText('inverse', ` ${each} `)).join(' ')}`));
  }
}

/** Calls worth telling: what the bot does outside. Its tokens and what Teams asks it are left out. */
const told = ({ door, method }: WireEntry): boolean => (door === 'graph' || door === 'connector') && method !== 'GET';

function wireLine({ door, method, url, status, ms }: WireEntry): string {
  const path = decodeURIComponent(new URL(url, 'http://sandbox').pathname).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');
  const colour = status >= 400 ? 'red' : 'green';
  const line = `${door.padEnd(9)} ${method.padEnd(6)} ${path.slice(0, 90)}`;
  return `${' '.repeat(10)}${styleText('dim', line)} ${styleText(colour, String(status))} ${styleText('dim', `${Math.round(ms)} ms`)}`;
}

type Invitation = { name: string; message: SeenMessage };

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
    arrived.push({ name, message });
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

async function isCovered(owner: Persona): Promise<boolean> {
  const room = await channelOf(owner);
  if (!room) return false;
  const { messages } = await owner.conversation(room.id, { peek: true });
  return messages.some((message) => message.thread !== message.id);
}

async function waitForArchive(owner: Persona, room: string): Promise<boolean> {
  for (let tries = 0; tries < 40; tries++) {
    const found = (await owner.conversations()).find((each) => each.id === room);
    if (!found || found.archived) return true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return false;
}
