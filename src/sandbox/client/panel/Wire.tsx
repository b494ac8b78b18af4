import { Badge, Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { WireEntry } from '../../doors/feed.ts';
import { useWords } from '../language/words.ts';
import { useSession, useWindow } from '../window/windowContext.ts';

type Door = WireEntry['door'];
const doors: Door[] = ['bot', 'graph', 'connector', 'entra', 'cases'];

/** Every call between the bot and Microsoft 365 as it happens, the newest first. */
export function Wire() {
  const words = useWords();
  const { session } = useWindow();
  const wire = useSession('wire');
  const [door, setDoor] = useState<Door | null>(null);
  const shown = door === null ? wire : wire.filter((entry) => entry.door === door);
  return (
    <>
      <fieldset className="wire-doors">
        <legend className="unseen">{words.wire.title}</legend>
        {[null, ...doors].map((each) => (
          <Button
            key={each ?? 'all'}
            size="small"
            shape="circular"
            appearance={each === door ? 'primary' : 'outline'}
            aria-pressed={each === door}
            onClick={() => setDoor(each)}
          >
            {each === null ? words.wire.all : words.wire.doors[each]}
          </Button>
        ))}
        <Button size="small" appearance="transparent" onClick={session.emptyWire}>
          {words.wire.clear}
        </Button>
      </fieldset>
      {shown.length === 0 && <p className="list-empty">{words.wire.none}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ol className="wire" aria-label={words.wire.entry} tabIndex={0}>
        {shown.map((entry) => (
          <WireRow key={entry.number} entry={entry} />
        ))}
      </ol>
    </>
  );
}

function WireRow({ entry }: { entry: WireEntry }) {
  const words = useWords();
  const url = readable(entry.url);
  const isGood = entry.status >= 200 && entry.status < 300;
  return (
    <li className="wire-row" data-door={entry.door}>
      <span className="wire-head">
        <span className="wire-door">{words.wire.doors[entry.door]}</span>
        <time dateTime={entry.at}>{new Date(entry.at).toLocaleTimeString(words.locale)}</time>
        <span className="wire-ms">{Math.round(entry.ms)} ms</span>
        <Badge size="small" appearance="tint" color={isGood ? 'success' : entry.status === 0 ? 'danger' : 'warning'}>
          {entry.status === 0 ? words.wire.noAnswer : entry.status}
        </Badge>
      </span>
      <span className="wire-call" title={url}>
        <strong>{entry.activity ?? entry.method}</strong> {entry.activity === undefined ? url : ''}
      </span>
      {entry.fault !== undefined && <span className="wire-fault">{entry.fault}</span>}
    </li>
  );
}

/** An address without its host, and its ids shortened to what tells them apart. */
function readable(url: string): string {
  let path = url.replace(/^https?:\/\/[^/]+/, '');
  try {
    path = decodeURIComponent(path);
  } catch {
    // It is shown as it is.
  }
  return path
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-([0-9a-f]{12})/gi, '…$1')
    .replace(/19:([\w-]{6})[\w-]+@thread\.\w+/g, '19:$1…')
    .replace(/a:([\w-]{6})[\w-]+/g, 'a:$1…')
    .replace(/\b\d{8}(\d{5})\b/g, '…$1');
}
