import { Fragment } from 'react';
import type { ConversationView, MessageView } from '../../people/views.ts';
import { dayName, isSameDay } from '../language/moments.ts';
import { useWords } from '../language/words.ts';
import { useSession, useWindow } from '../windowContext.ts';
import { Compose } from './Compose.tsx';
import { Message } from './Message.tsx';
import { SampleCases } from './SampleCases.tsx';
import { useStayingBelow } from './stayingBelow.ts';

const closeTogetherMs = 5 * 60_000;

/** A chat: messages under days, one's own on the right, and the box. */
export function ChatMessages({ conversation }: { conversation: ConversationView }) {
  const words = useWords();
  const { session } = useWindow();
  const { messages } = useSession();
  const all = messages.get(conversation.id) ?? [];
  const below = useStayingBelow();
  const isWithBot = conversation.kind === 'personal';
  const hasSpoken = all.some(({ from }) => from?.alias === session.who);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="messages" ref={below} aria-label={words.conversation.tabs.chat} tabIndex={0}>
        {all.length === 0 && !isWithBot && <p className="nothing">{words.conversation.empty}</p>}
        {all.map((message, index) => {
          const before = all[index - 1];
          return (
            <Fragment key={message.id}>
              {(before === undefined || !isSameDay(before.at, message.at)) && (
                <h2 className="day">{dayName(message.at, words)}</h2>
              )}
              <Message message={message} conversation={conversation} follows={followsOn(before, message)} />
            </Fragment>
          );
        })}
        {isWithBot && !hasSpoken && <SampleCases box={conversation.id} />}
      </section>
      <Compose conversation={conversation} replyTo={null} box={conversation.id} />
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
