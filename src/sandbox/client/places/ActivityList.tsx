import { useArrowNavigationGroup } from '@fluentui/react-components';
import { plainText } from '../conversation/plainText.ts';
import { shortMoment } from '../language/moments.ts';
import { useWords } from '../language/words.ts';
import { PersonAvatar } from '../people/PersonAvatar.tsx';
import { useWindow } from '../window/windowContext.ts';
import { useMentions } from './mentions.ts';

/** The activity feed: who mentioned the person, and where. */
export function ActivityList({ shown }: { shown: string | null }) {
  const arrows = useArrowNavigationGroup({ axis: 'vertical', memorizeCurrent: true });
  const words = useWords();
  const { go, settings } = useWindow();
  const mentions = useMentions();
  return (
    <nav className="list" aria-label={words.list.activity}>
      <h2 className="list-title">{words.list.activity}</h2>
      {mentions.length === 0 && <p className="list-empty">{words.list.nothing.activity}</p>}
      <ul {...arrows}>
        {mentions.map(({ message, conversation, isNew }) => (
          <li key={`${conversation.id} ${message.id}`}>
            <button
              type="button"
              className="list-row"
              data-unread={isNew}
              aria-current={conversation.id === shown ? 'true' : undefined}
              onClick={() => go({ view: 'activity', conversation: conversation.id })}
            >
              <PersonAvatar from={message.from} />
              <span className="list-words">
                <span className="list-head">
                  <span className="list-name">{words.list.mentioned(message.from?.name ?? settings.app.name)}</span>
                  <time className="list-time">{shortMoment(message.at, words)}</time>
                </span>
                <span className="list-preview">{conversation.name}</span>
                <span className="list-preview">{plainText(message, words)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
