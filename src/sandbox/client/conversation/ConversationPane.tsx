import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Spinner,
  Tab,
  TabList,
} from '@fluentui/react-components';
import { useEffect } from 'react';
import type { ConversationView } from '../../people/views.ts';
import { useRoster } from '../composing/roster.ts';
import { useWords } from '../language/words.ts';
import { PersonAvatar } from '../people/PersonAvatar.tsx';
import { chatName } from '../places/chatName.ts';
import { useSession, useWindow } from '../window/windowContext.ts';
import { ChannelPosts } from './ChannelPosts.tsx';
import { ChatMessages } from './ChatMessages.tsx';

/** The conversation that is open: its head, its messages, and the box to write in. */
export function ConversationPane({ id }: { id: string | null }) {
  const words = useWords();
  const { address } = useWindow();
  const connection = useSession('connection');
  const conversations = useSession('conversations');
  const conversation = conversations.find((each) => each.id === id);
  if (conversation === undefined)
    return connection === 'live' && conversations.length > 0 ? (
      <p className="nothing">{id === null ? words.list.nothing[address.place.view] : words.conversation.notThere}</p>
    ) : (
      <Spinner className="starting" />
    );
  return (
    <article className="conversation" aria-label={conversation.name} key={conversation.id}>
      <ConversationHead conversation={conversation} />
      <Reading conversation={conversation} />
      {conversation.kind === 'personal' && !conversation.botIsIn && <NotInstalled />}
      {conversation.kind === 'channel' ? (
        <ChannelPosts conversation={conversation} />
      ) : (
        <ChatMessages conversation={conversation} />
      )}
    </article>
  );
}

function ConversationHead({ conversation }: { conversation: ConversationView }) {
  const words = useWords();
  const { session, settings, go } = useWindow();
  const roster = useRoster(conversation.id);
  const name = chatName(conversation, session.who);
  const other = conversation.people.find(({ alias }) => alias !== session.who);
  return (
    <header className="conversation-head">
      {conversation.kind === 'channel' ? (
        <span className="channel-mark" aria-hidden>
          {(conversation.team?.name ?? name).slice(0, 1)}
        </span>
      ) : (
        <PersonAvatar from={conversation.kind === 'personal' ? null : (other ?? { alias: name, name })} />
      )}
      <div className="conversation-names">
        <h1>{name}</h1>
        <p>
          {conversation.team !== null
            ? `${words.conversation.about.channel(conversation.team.name)} · ${words.conversation.members(roster.length)}`
            : conversation.kind === 'personal'
              ? settings.app.description
              : words.conversation.members(conversation.people.length)}
        </p>
      </div>
      <TabList
        selectedValue="messages"
        onTabSelect={(_, { value }) => value === 'tab' && go({ view: 'app', page: null })}
      >
        <Tab value="messages">
          {conversation.kind === 'channel' ? words.conversation.tabs.posts : words.conversation.tabs.chat}
        </Tab>
        {conversation.botIsIn && settings.app.tab !== null && conversation.kind !== 'groupChat' && (
          <Tab value="tab">{settings.app.tab.name}</Tab>
        )}
      </TabList>
    </header>
  );
}

/** Marks the conversation read as long as it is in view. */
function Reading({ conversation }: { conversation: ConversationView }) {
  const { session } = useWindow();
  const { id, unread } = conversation;
  useEffect(() => {
    const look = () => {
      if (!document.hidden && unread > 0) session.read(id);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [session, id, unread]);
  return null;
}

function NotInstalled() {
  const words = useWords();
  const { session } = useWindow();
  return (
    <MessageBar intent="warning">
      <MessageBarBody>{words.conversation.notInstalled}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => session.set('install', {})}>{words.conversation.install}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
