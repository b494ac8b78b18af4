import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { useWords } from '../language/words.ts';
import { hostTab, type TabContext, type TeamsHost } from '../teamsjs/host.ts';
import { call } from '../window/calls.ts';
import { teamsThemeNames } from '../window/theme.ts';
import { useMe, useWindow } from '../window/windowContext.ts';

/** So long a tab may take until it says that it is there, in milliseconds; Teams waits 30 s. */
const patienceMs = 30_000;
type State = 'loading' | 'loaded' | 'failed';

/** The app's tab: its page in a frame, with this client in Teams' place around it. */
export function AppTab({ page }: { page: string | null }) {
  const words = useWords();
  const { settings } = useWindow();
  const { tab } = settings.app;
  const [attempt, setAttempt] = useState(1);
  if (tab === null) return <p className="nothing">{words.tab.failed}</p>;
  return (
    <section className="tab" aria-label={words.tab.title(tab.name)}>
      <header className="tab-head">
        <img src="/sandbox/window/icon.png" alt="" />
        <h1>{settings.app.name}</h1>
        <span>{tab.name}</span>
      </header>
      <TabFrame key={attempt} page={page} tab={tab} onAgain={() => setAttempt(attempt + 1)} />
    </section>
  );
}

function TabFrame(props: {
  page: string | null;
  tab: { entityId: string; name: string; contentUrl: string };
  onAgain: () => void;
}) {
  const words = useWords();
  const { tab, page } = props;
  const { go, openLink } = useWindow();
  const frame = useRef<HTMLIFrameElement>(null);
  const host = useRef<TeamsHost | null>(null);
  const [state, setState] = useState<State>('loading');
  const context = useTabContext(tab.entityId, page);
  const latest = useRef({ context, go, openLink });
  latest.current = { context, go, openLink };
  const isReady = context !== null;
  // Within the tab it is the tab that goes on; a link from outside loads it anew.
  const [loadedPage, setLoadedPage] = useState(page);
  const gone = useRef<string | null>(page);
  if (page !== loadedPage && page !== gone.current) {
    setLoadedPage(page);
    setState('loading');
  }

  useEffect(() => {
    const { current } = frame;
    const { context: first } = latest.current;
    if (!isReady || current === null || first === null) return;
    const { who } = first;
    host.current = hostTab({
      frame: current,
      origin: new URL(tab.contentUrl).origin,
      context: first.context,
      token: async () =>
        (await call('POST', `/sandbox/people/${who}/token`, z.object({ token: z.string() }), {})).token,
      openLink: (link) => latest.current.openLink(link),
      toPage: (next) => {
        gone.current = next;
        latest.current.go({ view: 'app', page: next });
      },
      onState: setState,
    });
    return () => host.current?.close();
  }, [isReady, tab.contentUrl]);

  useEffect(() => {
    if (context !== null) host.current?.update(context.context);
  }, [context]);

  useEffect(() => {
    if (state !== 'loading') return;
    const impatient = setTimeout(() => setState('failed'), patienceMs);
    return () => clearTimeout(impatient);
  }, [state]);

  return (
    <div className="tab-body">
      {state === 'loading' && <Spinner className="starting" label={words.tab.loading} />}
      {state === 'failed' && (
        <div className="nothing">
          <h2>{words.tab.failed}</h2>
          <p>{words.tab.failedHint}</p>
          <Button onClick={props.onAgain}>{words.tab.again}</Button>
        </div>
      )}
      {isReady && (
        <iframe
          key={loadedPage}
          ref={frame}
          src={tab.contentUrl}
          title={words.tab.title(tab.name)}
          hidden={state === 'failed'}
          data-state={state}
        />
      )}
    </div>
  );
}

function useTabContext(entityId: string, page: string | null): { who: string; context: TabContext } | null {
  const words = useWords();
  const { settings, address } = useWindow();
  const me = useMe();
  const { id, alias, name, mail } = me ?? { id: null, alias: '', name: '', mail: '' };
  return useMemo(
    () =>
      id === null
        ? null
        : {
            who: alias,
            context: {
              theme: teamsThemeNames[address.theme],
              locale: words.locale.toLowerCase(),
              entityId,
              subEntityId: page ?? '',
              userObjectId: id,
              userDisplayName: name,
              loginHint: mail,
              userPrincipalName: mail,
              tid: settings.tenant.id,
            },
          },
    [id, alias, name, mail, address.theme, words, entityId, page, settings.tenant.id],
  );
}
