import { z } from 'zod';
import { type ActionMarks, actionsOf, type CardAction } from '../connector/cards.ts';
import type { DeliveryOptions } from '../connector/delivery.ts';
import type { SignInForgery } from '../entra/forgeries.ts';
import { createInbox } from './inbox.ts';
import {
  type ConversationView,
  conversationViewSchema,
  type DialogView,
  type MessageView,
  messageViewSchema,
  type Outcome,
  outcomeSchema,
} from './views.ts';

/** Acting as people of the sandbox, over its HTTP interface: for tests, the play in the terminal, the browser. */
export type People = {
  /** Somebody by alias, Entra id or mail address. The same object each time. */
  as: (who: string) => Persona;
  /** Ends all streams. */
  close: () => void;
};

type How = { locale?: string; delivery?: DeliveryOptions };
export type SayOptions = How & {
  conversation?: string;
  replyTo?: string;
  mentionBot?: boolean;
  slash?: boolean;
  mentions?: string[];
};

/** A message with what the person can do about it. */
export type SeenMessage = MessageView & {
  actions: CardAction[];
  /** Presses a button, by title, verb or id. */
  press: (action: ActionMarks, inputs?: Record<string, unknown>, how?: How) => Promise<Done>;
  /** Looks at the message: an automatic refresh of its card is run first. */
  read: () => Promise<SeenMessage>;
  /** Runs a message action of the app on it. */
  runCommand: (commandId: string, how?: How) => Promise<Done>;
};
/** What came of doing something; a dialog can be submitted. */
export type Done = Omit<Outcome, 'message' | 'dialog'> & {
  message: SeenMessage | null;
  dialog:
    | (DialogView & {
        submit: (inputs?: Record<string, unknown>, options?: How & { action?: ActionMarks }) => Promise<Done>;
      })
    | null;
};

export type Persona = {
  who: string;
  say: (text: string, options?: SayOptions) => Promise<Done>;
  conversations: () => Promise<ConversationView[]>;
  /**
   * Opens a conversation, the chat with the bot when none is named: marks it read and refreshes its cards. `peek` does neither.
   * `after`: gives only messages that came later than this one.
   */
  conversation: (
    id?: string,
    options?: { peek?: boolean; after?: { order: number } },
  ) => Promise<{ conversation: ConversationView; messages: SeenMessage[] }>;
  /** Messages that mention the person, oldest first. */
  activity: () => Promise<SeenMessage[]>;
  /**
   * The newest message that fits, as the person sees it now: one that is there already or the first to come or change so.
   * Waits on the stream. Rejects after `timeout` milliseconds (20 s), telling what was there instead. `after`: only
   * messages that are newer or changed later than this one.
   */
  waitForMessage: (
    fits: (message: SeenMessage) => boolean,
    options?: { timeout?: number; after?: { order: number } },
  ) => Promise<SeenMessage>;
  /** A command of the app from the compose box of a conversation. */
  runCommand: (commandId: string, options?: How & { conversation?: string }) => Promise<Done>;
  /** Sends what a tampered client could: any value, as an invoke of that name or as a submitted message. */
  sendCrafted: (
    value: unknown,
    options?: How & { invoke?: string; conversation?: string; message?: string },
  ) => Promise<Done>;
  createGroupChat: (people: string[], options?: { topic?: string; bot?: boolean }) => Promise<ConversationView>;
  block: (blocked?: boolean) => Promise<void>;
  mute: (muted?: boolean) => Promise<void>;
  install: () => Promise<void>;
  uninstall: () => Promise<void>;
  /** Brings a deleted channel back. */
  restoreChannel: (channel: string) => Promise<void>;
  /** Adds the app by hand in one channel. */
  addApp: (channel: string) => Promise<void>;
  setPresence: (presence: { availability?: string; activity?: string; outOfOffice?: boolean }) => Promise<void>;
  /** The token that Teams would give the tab. */
  token: (forged?: SignInForgery) => Promise<string>;
  profile: () => Promise<Record<string, unknown>>;
};

/** `address`: the `people` address of a sandbox, e.g. `http://127.0.0.1:4400`. */
export function connectPeople(address: string): People {
  const personas = new Map<string, { persona: Persona; close: () => void }>();
  return {
    as: (who) => {
      let known = personas.get(who);
      if (known === undefined) {
        known = createPersona(address, who);
        personas.set(who, known);
      }
      return known.persona;
    },
    close: () => {
      for (const { close } of personas.values()) close();
    },
  };
}

function createPersona(address: string, who: string): { persona: Persona; close: () => void } {
  const base = `${address}/sandbox/people/${encodeURIComponent(who)}`;
  const inbox = createInbox(`${address}/sandbox/stream?as=${encodeURIComponent(who)}`);
  let chat: string | null = null;

  const get = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(await call(`${base}${path}`, 'GET'));
  const post = async <T>(path: string, body: object, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(await call(`${base}${path}`, 'POST', body));
  const order = async (path: string, body: object): Promise<void> => {
    await call(`${base}${path}`, 'POST', body);
  };

  const seen = (view: MessageView): SeenMessage => ({
    ...view,
    actions: view.card === null ? [] : actionsOf(view.card),
    press: async (action, inputs = {}, how = {}) =>
      done(
        await post(
          '/press',
          { ...how, conversation: view.conversation, message: view.id, action, inputs },
          outcomeSchema,
        ),
      ),
    read: async () =>
      seen(await get(`/conversations/${encodeURIComponent(view.conversation)}/messages/${view.id}`, messageViewSchema)),
    runCommand: async (commandId, how = {}) =>
      done(
        await post('/command', { ...how, conversation: view.conversation, message: view.id, commandId }, outcomeSchema),
      ),
  });
  const done = (outcome: Outcome): Done => {
    const { dialog } = outcome;
    return {
      ...outcome,
      message: outcome.message === null ? null : seen(outcome.message),
      dialog:
        dialog === null
          ? null
          : {
              ...dialog,
              submit: async (inputs = {}, options = {}) =>
                done(await post('/submit', { ...options, dialog: dialog.id, inputs }, outcomeSchema)),
            },
    };
  };
  const conversations = (): Promise<ConversationView[]> => get('/conversations', z.array(conversationViewSchema));
  const personalChat = async (): Promise<string> => {
    chat ??= (await conversations()).find((conversation) => conversation.kind === 'personal')?.id ?? '';
    return chat;
  };

  const persona: Persona = {
    who,
    say: async (text, options = {}) => done(await post('/say', { ...options, text }, outcomeSchema)),
    conversations,
    conversation: async (id, { peek = false, after } = {}) => {
      const query = new URLSearchParams({ ...(peek && { peek: '1' }), ...(after && { after: String(after.order) }) });
      const path = `/conversations/${encodeURIComponent(id ?? (await personalChat()))}?${query}`;
      const read = await get(
        path,
        z.object({ conversation: conversationViewSchema, messages: z.array(messageViewSchema) }),
      );
      return { conversation: read.conversation, messages: read.messages.map(seen) };
    },
    activity: async () => (await get('/activity', z.array(messageViewSchema))).map(seen),
    waitForMessage: async (fits, { timeout = 20_000, after } = {}) =>
      seen(await inbox.waitFor((view) => view.order > (after?.order ?? 0) && fits(seen(view)), { timeout, who })),
    runCommand: async (commandId, { conversation, ...how } = {}) =>
      done(
        await post(
          '/command',
          { ...how, conversation: conversation ?? (await personalChat()), commandId },
          outcomeSchema,
        ),
      ),
    sendCrafted: async (value, options = {}) => done(await post('/crafted', { ...options, value }, outcomeSchema)),
    createGroupChat: (people, options = {}) => post('/chats', { ...options, people }, conversationViewSchema),
    block: (blocked = true) => order('/block', { blocked }),
    mute: (muted = true) => order('/mute', { muted }),
    install: () => order('/install', {}),
    uninstall: () => order('/uninstall', {}),
    restoreChannel: (channel) => order('/restore-channel', { channel }),
    addApp: (channel) => order('/add-app', { channel }),
    setPresence: (presence) => order('/presence', presence),
    token: async (forged) =>
      (await post('/token', forged === undefined ? {} : { forged }, z.object({ token: z.string() }))).token,
    profile: () => get('', z.record(z.string(), z.unknown())),
  };
  return { persona, close: inbox.close };
}

const errorSchema = z.object({ error: z.object({ message: z.string() }) });

async function call(url: string, method: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const read: unknown = text === '' ? null : JSON.parse(text);
  if (response.ok) return read;
  const error = errorSchema.safeParse(read);
  throw new Error(`${method} ${url}: ${response.status} ${error.success ? error.data.error.message : text}`);
}
