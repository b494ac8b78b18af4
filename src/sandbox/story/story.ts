import { styleText } from 'node:util';
import type { Case } from '../../cases/case.ts';
import type { Language } from '../../language/language.ts';
import type { FixKind } from '../../swarm/events.ts';
import { type ActionMarks, findAction } from '../connector/cards.ts';
import type { People, Persona, SeenMessage } from '../people/persona.ts';
import type { Sandbox } from '../sandbox.ts';
import { cardText } from '../terminal/cardText.ts';
import { cardInTerminal } from '../terminal/terminalCard.ts';
import { wrapped } from '../terminal/terminalLines.ts';
import { pressIfThere } from './pressIfThere.ts';
import { type StoryWords, storyWords } from './storyWords.ts';
import { createWireTelling } from './wireTelling.ts';

export type StoryNeeds = {
  sandbox: Sandbox;
  people: People;
  theCase: Case;
  /** What is said beside the cards, which come in the language of their readers. */
  language: Language;
  /** How wide the terminal is; Infinity where nobody looks. */
  columns: number;
  print: (line: string) => void;
};

/**
 * Plays one swarm, from `/swarm` to the archived channel, and tells each step as it really happens: who does what,
 * which cards come, which calls go to Graph and the connector, and how long each took. Gives false when it got stuck.
 */
export async function playStory(needs: StoryNeeds): Promise<boolean> {
  const { sandbox, people, theCase, language, columns, print } = needs;
  const words = storyWords[language];
  const began = performance.now();
  const at = () => styleText('dim', `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  `);
  const nameOf = (id: string) => sandbox.organisation.people.find((each) => each.id === id);
  const ownerRecord = nameOf(theCase.owner.id);
  if (!ownerRecord) return false;
  const owner = people.as(ownerRecord.alias);
  const name = (text: string) => styleText(['bold', 'cyan'], text);
  const button = (message: SeenMessage, action: ActionMarks) =>
    styleText('bold', (message.card && findAction(message.card, action)?.title) ?? '');
  const show = (message: SeenMessage) => {
    for (const line of message.card ? cardInTerminal(message.card, columns - margin) : [message.text])
      print(indent(line));
  };
  const wire = createWireTelling(print, words.wire);
  const stopTelling = sandbox.feed.subscribe((event) => {
    if (event.kind === 'wire') wire.heard(event.entry);
  });
  const say = (line: string) => {
    wire.tell();
    const [first = [], ...more] = wrapped([{ text: line, look: 'plain' }], columns - margin);
    print(`${at()}${first.map(({ text }) => text).join('')}`);
    for (const each of more) print(indent(each.map(({ text }) => text).join('')));
  };
  try {
    say(words.types(name(ownerRecord.name), theCase.id));
    print(indent(styleText('bold', `/swarm ${theCase.id}`)));
    await owner.say(`/swarm ${theCase.id}`);
    const plan = await owner.waitForMessage((message) => has(message, 'start-swarm'), { timeout: 20_000 });
    say(words.plan);
    show(plan);

    const waiting = waitForInvitations(sandbox, people);
    say(words.presses(name(ownerRecord.name), button(plan, { verb: 'start-swarm' })));
    await plan.press('start-swarm');
    let declined = false;
    for (let next = await waiting.next(10_000); next; next = await waiting.next(4_000)) {
      const person = name(next.name);
      say(words.invited(person));
      show(next.message);
      const answer = declined ? accept : busy;
      const pressed = await pressIfThere(people.as(next.alias), next.message.id, answer);
      if (!pressed) say(words.needNotAnswer(person));
      else if (declined) {
        const [told = ''] = pressed.card ? cardText(pressed.card).lines : [];
        say(words.accepts(person, button(next.message, answer), told));
      } else {
        // One declines, so that the next best is seen to be asked.
        declined = true;
        say(words.presses(person, button(next.message, answer)));
      }
    }
    waiting.stop();

    const room = await channelOf(owner);
    if (!room) return stuck(say, words, words.noRoom);
    say(words.room(styleText('bold', room.name)));
    const posted = await owner.waitForMessage((message) => isBriefing(message, room.id), { timeout: 20_000 });
    const briefing = await posted.read();
    show(briefing);
    say(words.resolves(name(ownerRecord.name)));
    const resolving = await briefing.press('resolve', endings[theCase.id] ?? endings.other);
    if (resolving.notice) {
      const offer = await owner.waitForMessage((message) => has(message, 'resolve-anyway'), { timeout: 20_000 });
      say(words.offered(name(ownerRecord.name)));
      show(offer);
      say(words.presses(name(ownerRecord.name), button(offer, { verb: 'resolve-anyway' })));
      await offer.press('resolve-anyway');
    }
    const closed = await waitForArchive(owner, room.id);
    say(closed ? words.archived : words.notArchived);
    const status = await owner.waitForMessage((message) => message.id === plan.id, { timeout: 5_000 });
    show(status);
    const told = await leadWhoHears(sandbox, people);
    if (told) {
      say(words.recurs(name(told.name)));
      show(told.message);
    }
    return closed;
  } catch (error) {
    return stuck(say, words, error instanceof Error ? error.message : String(error));
  } finally {
    wire.tell();
    stopTelling();
  }
}

function stuck(say: (line: string) => void, words: StoryWords, why: string): false {
  say(styleText('red', words.stuck(why)));
  return false;
}

const has = (message: SeenMessage, verb: string): boolean => message.actions.some((action) => action.verb === verb);
const accept = { verb: 'accept' };
const busy = { verb: 'decline', data: { reason: 'busy' } };
/** Columns that the times take. */
const margin = 12;
const indent = (line: string): string => `${' '.repeat(margin)}${line}`;

const isBriefing = (message: SeenMessage, room: string): boolean =>
  message.conversation === room && message.thread === message.id && message.card !== null;

type Ending = { rootCause: string; fix: string; fixKind?: FixKind };

/** What fixed the cases that the story may be about: for the third time in the organisation's quarter, so that its lead hears of it. */
export const endings: Record<string, Ending> & Record<'other', Ending> = {
  '4711': {
    rootCause: '交換後のルーターとゲートウェイで、フェーズ 2 の有効期間と PFS の設定が合っていなかった。',
    fix: 'ルーターに合わせたカスタム IPsec/IKE ポリシーを接続に設定。4 時間切断がないことを確認した。',
    fixKind: 'final',
  },
  '4718': {
    rootCause: 'After the failover the connection pool kept addresses of the old primary.',
    fix: 'Clients connect through the failover group listener; pools were cleared and the retry policy set.',
    fixKind: 'workaround',
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

/** Whichever lead is told that a cause comes again, in whose chat nothing else begins so. */
async function leadWhoHears(sandbox: Sandbox, people: People) {
  const recurs = ({ card }: SeenMessage) => card !== null && /third time|3 回目/.test(cardText(card).lines[0] ?? '');
  const heard = sandbox.organisation.people
    .filter(({ lead }) => lead)
    .map(async ({ alias, name }) => ({
      name,
      message: await people.as(alias).waitForMessage(recurs, { timeout: 5_000 }),
    }));
  return Promise.any(heard).catch(() => null);
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
