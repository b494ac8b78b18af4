import { CounterBadge } from '@fluentui/react-components';
import { AlertFilled, AlertRegular } from '@fluentui/react-icons/svg/alert';
import { ChatFilled, ChatRegular } from '@fluentui/react-icons/svg/chat';
import { PeopleTeamFilled, PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import type { ReactNode } from 'react';
import { useWords } from '../language/words.ts';
import type { Place, View } from '../window/address.ts';
import { useSession, useWindow } from '../window/windowContext.ts';
import { useMentions } from './mentions.ts';

/** The rail on the left: where one can go. */
export function Rail() {
  const words = useWords();
  const conversations = useSession('conversations');
  const mentions = useMentions();
  const unread = (wanted: 'channel' | 'chat') =>
    conversations.reduce(
      (sum, { kind, unread: count }) => sum + ((kind === 'channel') === (wanted === 'channel') ? count : 0),
      0,
    );
  const unreadMentions = mentions.filter(({ isNew }) => isNew).length;
  return (
    <nav className="rail" aria-label={words.title('').replace(/^ \| /, '')}>
      <RailButton
        place={{ view: 'activity', conversation: null }}
        icon={<AlertRegular />}
        active={<AlertFilled />}
        count={unreadMentions}
      />
      <RailButton
        place={{ view: 'chat', conversation: null }}
        icon={<ChatRegular />}
        active={<ChatFilled />}
        count={unread('chat')}
      />
      <RailButton
        place={{ view: 'teams', conversation: null }}
        icon={<PeopleTeamRegular />}
        active={<PeopleTeamFilled />}
        count={unread('channel')}
      />
      <RailButton
        place={{ view: 'app', page: null }}
        icon={<img src="/sandbox/window/icon.png" alt="" />}
        active={<img src="/sandbox/window/icon.png" alt="" />}
        count={0}
      />
    </nav>
  );
}

function RailButton(props: { place: Place; icon: ReactNode; active: ReactNode; count: number }) {
  const words = useWords();
  const { address, go } = useWindow();
  const { view }: { view: View } = props.place;
  const isHere = address.place.view === view;
  return (
    <button
      type="button"
      className="rail-button"
      aria-current={isHere ? 'page' : undefined}
      onClick={() => go(props.place)}
    >
      <span className="rail-icon">
        {isHere ? props.active : props.icon}
        {props.count > 0 && (
          <span className="rail-count" aria-hidden>
            <CounterBadge count={props.count} size="small" color="danger" />
          </span>
        )}
      </span>
      <span className="rail-name">{words.views[view]}</span>
      {props.count > 0 && <span className="unseen">{words.people.unread(props.count)}</span>}
    </button>
  );
}
