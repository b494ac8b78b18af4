import { Button } from '@fluentui/react-components';
import { ArrowReplyRegular } from '@fluentui/react-icons/svg/arrow-reply';
import { Fragment, useState } from 'react';
import type { ConversationView, MessageView } from '../../people/views.ts';
import { Compose } from '../composing/Compose.tsx';
import { dayName, isSameDay } from '../language/moments.ts';
import { useWords } from '../language/words.ts';
import { useSession } from '../window/windowContext.ts';
import { JumpToNewest } from './JumpToNewest.tsx';
import { Message } from './Message.tsx';
import { useStayingBelow } from './stayingBelow.ts';

/** A channel: posts with their replies under days, and a box for a new post. */
export function ChannelPosts({ conversation }: { conversation: ConversationView }) {
  const words = useWords();
  const messages = useSession('messages');
  const below = useStayingBelow();
  const threads = threadsOf(messages.get(conversation.id) ?? []);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="messages posts" ref={below.list} aria-label={words.conversation.tabs.posts} tabIndex={0}>
        {threads.length === 0 && <p className="nothing">{words.conversation.empty}</p>}
        {threads.map((thread, index) => {
          const before = threads[index - 1];
          return (
            <Fragment key={thread.root.id}>
              {(before === undefined || !isSameDay(before.root.at, thread.root.at)) && (
                <h2 className="day">{dayName(thread.root.at, words)}</h2>
              )}
              <Post conversation={conversation} thread={thread} />
            </Fragment>
          );
        })}
      </section>
      <JumpToNewest below={below} />
      {conversation.archived ? (
        <p className="archived">{words.conversation.archived}</p>
      ) : (
        <Compose conversation={conversation} replyTo={null} box={conversation.id} onSend={below.jump} />
      )}
    </>
  );
}

type Thread = { root: MessageView; replies: MessageView[] };

const shownReplies = 3;

function Post({ conversation, thread }: { conversation: ConversationView; thread: Thread }) {
  const words = useWords();
  const [isReplying, setIsReplying] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const { root, replies } = thread;
  // What stands there once stays: somebody may be reading it, or filling in its form, while others reply.
  const [hidden] = useState(() => Math.max(0, replies.length - shownReplies));
  const shown = isOpen ? replies : replies.slice(hidden);
  return (
    <article className="post">
      <Message message={root} place={conversation.kind} botIsIn={conversation.botIsIn} follows={false} />
      {replies.length > 0 && (
        <div className="replies">
          {hidden > 0 && (
            <Button appearance="transparent" size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
              {isOpen ? words.conversation.hideReplies : words.conversation.replies(replies.length)}
            </Button>
          )}
          {shown.map((reply) => (
            <Message
              key={reply.id}
              message={reply}
              place={conversation.kind}
              botIsIn={conversation.botIsIn}
              follows={false}
            />
          ))}
        </div>
      )}
      {!conversation.archived && !root.targeted && (
        <div className="reply">
          {isReplying ? (
            <Compose conversation={conversation} replyTo={root.id} box={`${conversation.id} ${root.id}`} takesFocus />
          ) : (
            <Button
              appearance="transparent"
              size="small"
              icon={<ArrowReplyRegular />}
              onClick={() => setIsReplying(true)}
            >
              {words.conversation.reply}
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

/** Threads by their first message; a reply whose first message cannot be seen stands alone. */
function threadsOf(messages: readonly MessageView[]): Thread[] {
  const threads = new Map<string, Thread>();
  for (const message of messages) {
    const thread = threads.get(message.thread);
    if (thread === undefined) threads.set(message.thread, { root: message, replies: [] });
    else thread.replies.push(message);
  }
  return [...threads.values()];
}
