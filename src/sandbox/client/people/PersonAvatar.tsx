import { Avatar, type AvatarProps, type PresenceBadgeStatus } from '@fluentui/react-components';
import { usePerson, useWindow } from '../window/windowContext.ts';

const presences: Record<string, PresenceBadgeStatus> = {
  Available: 'available',
  Busy: 'busy',
  DoNotDisturb: 'do-not-disturb',
  BeRightBack: 'away',
  Away: 'away',
  Offline: 'offline',
};

/** A person's picture with their presence, or the bot's (`from` null). */
export function PersonAvatar(props: {
  from: { alias: string; name: string } | null;
  size?: AvatarProps['size'];
  withPresence?: boolean;
}) {
  const { settings } = useWindow();
  const { from, size = 32, withPresence = false } = props;
  const person = usePerson(from?.alias ?? null);
  if (from === null)
    return (
      <Avatar
        shape="square"
        size={size}
        name={settings.app.name}
        image={{ src: '/sandbox/window/icon.png', alt: '' }}
        aria-hidden
      />
    );
  const status = presences[person?.availability ?? ''];
  return (
    <Avatar
      size={size}
      name={from.name}
      initials={initials(from.name, size)}
      color="colorful"
      idForColor={from.alias}
      aria-hidden
      {...(withPresence && status !== undefined ? { badge: { status } } : {})}
    />
  );
}

/** Teams shows the family name of a name in Japanese script, and two initials of any other. */
function initials(name: string, size: number): string {
  const words = name.split(/\s+/u);
  if (/[\u3040-\u30ff\u4e00-\u9fff]/u.test(name)) return (words[0] ?? '').slice(0, size > 32 ? 2 : 1);
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}
