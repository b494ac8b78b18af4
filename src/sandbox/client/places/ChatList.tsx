import { CounterBadge, useArrowNavigationGroup } from '@fluentui/react-components';
import type { ConversationView } from '../../people/views.ts';
import { plainText } from '../conversation/plainText.ts';
import { shortMoment } from '../language/moments.ts';
import { useWords } from '../language/words.ts';
import { PersonAvatar } from '../people/PersonAvatar.tsx';
import { useSession, useWindow } from '../window/windowContext.ts';
import { chatName } from './chatName.ts';
import { NewChat } from './NewChat.tsx';

/** The person's chats: the bot's, then group chats, the liveliest first. */
export function ChatList({ shown }: { shown: string | null }) {
  const words = useWords();
  const conversations = useSession('conversations');
  const messages = useSession('messages');
  const arrows = useArrowNavigationGroup({ axis: 'vertical', memorizeCurrent: true });
  const newest = (id: string) => messages.get(id)?.at(-1)?.at ?? '';
  const chats = conversations
    .filter(({ kind }) => kind !== 'channel')
    .sort((one, other) => newest(other.id).localeCompare(newest(one.id)));
  return (
    <nav className="list" aria-label={words.list.chats}>
      <div className="list-top">
        <h2 className="list-title">{words.list.chats}</h2>
        <NewChat />
      </div>
      <ul {...arrows}>
        {chats.map((chat) => (
          <li key={chat.id}>
            <ChatRow chat={chat} isShown={chat.id === shown} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ChatRow({ chat, isShown }: { chat: ConversationView; isShown: boolean }) {
  const words = useWords();
  const { go, session } = useWindow();
  const messages = useSession('messages');
  const last = messages.get(chat.id)?.at(-1);
  const name = chatName(chat, session.who);
  const other = chat.people.find(({ alias }) => alias !== session.who) ?? null;
  return (
    <button
      type="button"
      className="list-row"
      aria-current={isShown ? 'true' : undefined}
      data-unread={chat.unread > 0}
      onClick={() => go({ view: 'chat', conversation: chat.id })}
    >
      <PersonAvatar from={chat.kind === 'personal' ? null : other} withPresence />
      <span className="list-words">
        <span className="list-head">
          <span className="list-name">{name}</span>
          {last !== undefined && <time className="list-time">{shortMoment(last.at, words)}</time>}
        </span>
        <span className="list-foot">
          <span className="list-preview">
            {last === undefined
              ? words.list.none
              : `${last.from?.alias === session.who ? words.list.you : ''}${plainText(last, words)}`}
          </span>
          {chat.unread > 0 && <CounterBadge count={chat.unread} size="small" />}
        </span>
      </span>
    </button>
  );
}
