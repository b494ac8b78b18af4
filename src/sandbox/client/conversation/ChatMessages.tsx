import { Fragment } from 'react';
import type { ConversationView, MessageView } from '../../people/views.ts';
import { Compose } from '../composing/Compose.tsx';
import { SampleCases } from '../composing/SampleCases.tsx';
import { dayName, isSameDay } from '../language/moments.ts';
import { useWords } from '../language/words.ts';
import { useSession } from '../window/windowContext.ts';
import { JumpToNewest } from './JumpToNewest.tsx';
import { Message } from './Message.tsx';
import { useStayingBelow } from './stayingBelow.ts';

const closeTogetherMs = 5 * 60_000;

/** A chat: messages under days, one's own on the right, and the box. */
export function ChatMessages({ conversation }: { conversation: ConversationView }) {
  const words = useWords();
  const messages = useSession('messages');
  const all = messages.get(conversation.id) ?? [];
  const below = useStayingBelow();
  const isWithBot = conversation.kind === 'personal';
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="messages" ref={below.list} aria-label={words.conversation.tabs.chat} tabIndex={0}>
        {all.length === 0 && !isWithBot && <p className="nothing">{words.conversation.empty}</p>}
        {all.map((message, index) => {
          const before = all[index - 1];
          return (
            <Fragment key={message.id}>
              {(before === undefined || !isSameDay(before.at, message.at)) && (
                <h2 className="day">{dayName(message.at, words)}</h2>
              )}
              <Message
                message={message}
                place={conversation.kind}
                botIsIn={conversation.botIsIn}
                follows={followsOn(before, message)}
              />
            </Fragment>
          );
        })}
        {isWithBot && <SampleCases box={conversation.id} messages={all} />}
      </section>
      <JumpToNewest below={below} />
      <Compose conversation={conversation} replyTo={null} box={conversation.id} onSend={below.jump} />
    </>
  );
}

/** Whether a message stands under the one before without its author's name again. */
export function followsOn(before: MessageView | undefined, message: MessageView): boolean {
  return (
    before !== undefined &&
    before.from?.alias === message.from?.alias &&
    isSameDay(before.at, message.at) &&
    Date.parse(message.at) - Date.parse(before.at) < closeTogetherMs
  );
}
