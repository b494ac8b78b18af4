import { z } from 'zod';
import type { WireEntry } from '../../doors/feed.ts';
import {
  type ConversationView,
  conversationViewSchema,
  type MessageView,
  messageViewSchema,
  type Outcome,
  outcomeSchema,
} from '../../people/views.ts';
import { type PersonSummary, personSummarySchema, type WindowEvent, windowEventSchema } from '../../window/views.ts';
import { call, order } from './calls.ts';

/** What a window knows of Microsoft 365 as its person. Replaced as a whole with every change. */
export type SessionState = {
  /** `nobody`: there is no such person. */
  connection: 'connecting' | 'live' | 'lost' | 'nobody';
  people: readonly PersonSummary[];
  conversations: readonly ConversationView[];
  /** By conversation, oldest first. */
  messages: ReadonlyMap<string, readonly MessageView[]>;
  /** Newest first. */
  wire: readonly WireEntry[];
};
export type Action = { title?: string; verb?: string; id?: string; data?: Record<string, unknown> };
export type Said = { conversation: string; text: string; replyTo?: string; mentionBot: boolean; mentions: string[] };
export type Session = {
  who: string;
  state: () => SessionState;
  subscribe: (changed: () => void) => () => void;
  say: (said: Said) => Promise<Outcome>;
  press: (on: MessageView, action: Action, inputs: Record<string, unknown>) => Promise<Outcome>;
  runCommand: (on: MessageView, commandId: string) => Promise<Outcome>;
  submit: (dialog: string, action: Action | null, inputs: Record<string, unknown>) => Promise<Outcome>;
  /** Marks a conversation read. */
  read: (conversation: string) => void;
  /**
   * Has a card that refreshes itself for this person do so, once for each version of it. Resolves with whether they have
   * a view of their own now; where the bot gave none it may be asked again.
   */
  look: (message: MessageView) => Promise<boolean>;
  createChat: (people: string[], topic: string) => Promise<ConversationView>;
  /** One of the person's own switches: presence, install, block … */
  set: (what: string, body: object) => Promise<void>;
  emptyWire: () => void;
  close: () => void;
};

const mostWireEntries = 500;
const reopenMs = 2_000;
const hiddenMs = 5_000;

/** Opens a window of somebody; `locale` is asked for with everything they do. */
export function openSession(who: string, locale: () => string): Session {
  const base = `/sandbox/people/${encodeURIComponent(who)}`;
  const listeners = new Set<() => void>();
  const looks = new Map<string, Promise<boolean>>();
  let state: SessionState = { connection: 'connecting', people: [], conversations: [], messages: new Map(), wire: [] };
  let replayed: Map<string, readonly MessageView[]> | null = null;
  let replayedWire: WireEntry[] = [];
  let closed = false;

  const change = (part: Partial<SessionState>): void => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };
  const fetchPeople = atMostOne(async () => {
    const people = await call('GET', '/sandbox/window/people', z.array(personSummarySchema));
    // Who has not changed stays the same, so that nothing of theirs is drawn again.
    const known = new Map(state.people.map((each) => [JSON.stringify(each), each]));
    change({ people: people.map((each) => known.get(JSON.stringify(each)) ?? each) });
  });
  const fetchConversations = atMostOne(async () => {
    change({ conversations: await call('GET', `${base}/conversations`, z.array(conversationViewSchema)) });
  });

  const see = (event: WindowEvent): void => {
    switch (event.kind) {
      case 'message': {
        const { message } = event;
        if (replayed !== null) replayed.set(message.conversation, placed(replayed.get(message.conversation), message));
        else {
          const messages = new Map(state.messages);
          messages.set(message.conversation, placed(messages.get(message.conversation), message));
          change({ messages });
          if (event.change === 'new') fetchConversations();
        }
        return;
      }
      case 'wire':
        if (replayed !== null) replayedWire.unshift(event.entry);
        else change({ wire: [event.entry, ...state.wire.slice(0, mostWireEntries - 1)] });
        return;
      case 'conversation':
        fetchConversations();
        return;
      case 'people':
        fetchPeople();
        return;
      case 'ready':
        change({
          connection: 'live',
          messages: replayed ?? new Map(),
          wire: replayedWire.slice(0, mostWireEntries),
        });
        replayed = null;
        replayedWire = [];
        fetchPeople();
        fetchConversations();
        return;
      default:
        event satisfies never;
    }
  };

  const listen = (): EventSource => {
    const stream = new EventSource(`/sandbox/window/stream?as=${encodeURIComponent(who)}`);
    stream.onopen = () => {
      // What comes first is everything there is already, after a lost connection too.
      replayed = new Map();
      replayedWire = [];
    };
    stream.onmessage = ({ data }: MessageEvent<string>) => see(windowEventSchema.parse(JSON.parse(data)));
    stream.onerror = () => {
      if (closed) return;
      change({ connection: 'lost' });
      // A browser tries again by itself after a cut, but not after an answer that is no stream.
      if (stream.readyState !== EventSource.CLOSED) return;
      order('GET', base).then(reopen, (problem: unknown) =>
        String(problem).includes('404') ? change({ connection: 'nobody' }) : reopen(),
      );
    };
    return stream;
  };
  let source = listen();
  // A browser opens six connections to a server, so that windows nobody looks at must not keep one.
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const onVisibility = (): void => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(() => source.close(), hiddenMs);
    else if (source.readyState === EventSource.CLOSED) source = listen();
  };
  document.addEventListener('visibilitychange', onVisibility);
  const reopen = (): void => {
    setTimeout(() => {
      if (!closed && source.readyState === EventSource.CLOSED) source = listen();
    }, reopenMs);
  };

  const doing = (path: string, body: object): Promise<Outcome> =>
    call('POST', `${base}${path}`, outcomeSchema, { ...body, locale: locale() });
  const on = ({ conversation, id }: MessageView) => ({ conversation, message: id });

  return {
    who,
    state: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    say: (said) => doing('/say', said),
    press: (message, action, inputs) => doing('/press', { ...on(message), action, inputs }),
    runCommand: (message, commandId) => doing('/command', { ...on(message), commandId }),
    submit: (dialog, action, inputs) => doing('/submit', { dialog, inputs, ...(action === null ? {} : { action }) }),
    read: (conversation) => {
      order('POST', `${base}/read`, { conversation }).catch(() => undefined);
    },
    look: (message) => {
      const version = `${message.conversation} ${message.id} ${message.revision} ${locale()}`;
      const path = `${base}/conversations/${encodeURIComponent(message.conversation)}/messages/${message.id}`;
      const ask = async (): Promise<boolean> => {
        const seen = await call('GET', `${path}?locale=${locale()}`, messageViewSchema).catch(() => null);
        // The card of all stays.
        if (seen?.ownView !== true) looks.delete(version);
        if (seen !== null) see({ kind: 'message', change: 'view', message: seen, onlyFor: who });
        return seen?.ownView === true;
      };
      const looking = looks.get(version) ?? ask();
      looks.set(version, looking);
      return looking;
    },
    createChat: (people, topic) => call('POST', `${base}/chats`, conversationViewSchema, { people, topic }),
    set: async (what, body) => {
      await order('POST', `${base}/${what}`, body);
      fetchPeople();
      fetchConversations();
    },
    emptyWire: () => change({ wire: [] }),
    close: () => {
      closed = true;
      clearTimeout(leaving);
      document.removeEventListener('visibilitychange', onVisibility);
      source.close();
    },
  };
}

/**
 * Messages with one added or replaced; ids are the milliseconds of their moments and rise. An answer may come later than
 * what the stream told meanwhile: of two versions the newer stays.
 */
function placed(messages: readonly MessageView[] = [], message: MessageView): readonly MessageView[] {
  if (messages.some(({ id, order }) => id === message.id && order >= message.order)) return messages;
  const others = messages.filter(({ id }) => id !== message.id);
  const after = others.findIndex(({ id }) => Number(id) > Number(message.id));
  return after < 0 ? [...others, message] : [...others.slice(0, after), message, ...others.slice(after)];
}

/** Runs `work` again after it has ended when it was asked for meanwhile, and never twice at a time. */
function atMostOne(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    work()
      .catch(() => undefined)
      .finally(() => {
        running = false;
        if (again) {
          again = false;
          run();
        }
      });
  };
  return run;
}
