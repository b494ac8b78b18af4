import { CounterBadge, useArrowNavigationGroup } from '@fluentui/react-components';
import { ArchiveRegular } from '@fluentui/react-icons/svg/archive';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { useMemo } from 'react';
import type { ConversationView } from '../../people/views.ts';
import { useWords } from '../language/words.ts';
import { useSession, useWindow } from '../window/windowContext.ts';

/** The person's teams and their channels; hidden ones stand behind a line of their own, as in Teams. */
export function TeamsList({ shown }: { shown: string | null }) {
  const words = useWords();
  const conversations = useSession('conversations');
  const arrows = useArrowNavigationGroup({ axis: 'vertical', memorizeCurrent: true });
  const teams = useMemo(() => teamsOf(conversations), [conversations]);
  return (
    <nav className="list" aria-label={words.list.teams} {...arrows}>
      <h2 className="list-title">{words.list.teams}</h2>
      {teams.length === 0 && <p className="list-empty">{words.list.nothing.teams}</p>}
      {teams.map(({ id, name, channels }) => (
        <section key={id} aria-label={name}>
          <h3 className="team-name">{name}</h3>
          <ChannelRows channels={channels.filter((each) => !each.hidden || each.id === shown)} shown={shown} />
          {channels.some((each) => each.hidden && each.id !== shown) && (
            <details className="hidden-channels">
              <summary>{words.list.hidden}</summary>
              <ChannelRows channels={channels.filter((each) => each.hidden && each.id !== shown)} shown={shown} />
            </details>
          )}
        </section>
      ))}
    </nav>
  );
}

function ChannelRows({ channels, shown }: { channels: ConversationView[]; shown: string | null }) {
  const words = useWords();
  const { go } = useWindow();
  return (
    <ul>
      {channels.map((channel) => (
        <li key={channel.id}>
          <button
            type="button"
            className="list-row channel-row"
            aria-current={channel.id === shown ? 'true' : undefined}
            data-unread={channel.unread > 0}
            onClick={() => go({ view: 'teams', conversation: channel.id })}
          >
            <span className="list-name">{channel.name}</span>
            {channel.channelKind !== 'standard' && <LockClosedRegular aria-label={words.list.private} />}
            {channel.archived && <ArchiveRegular aria-label={words.list.archived} />}
            {channel.unread > 0 && <CounterBadge count={channel.unread} size="small" />}
          </button>
        </li>
      ))}
    </ul>
  );
}

type TeamSeen = { id: string; name: string; channels: ConversationView[] };

function teamsOf(conversations: readonly ConversationView[]): TeamSeen[] {
  const teams = new Map<string, TeamSeen>();
  for (const conversation of conversations) {
    if (conversation.team === null) continue;
    const team = teams.get(conversation.team.id) ?? { ...conversation.team, channels: [] };
    team.channels.push(conversation);
    teams.set(team.id, team);
  }
  return [...teams.values()];
}
