import { Button, FluentProvider, Spinner, Toaster } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Settings, settingsSchema } from '../window/views.ts';
import { Frame } from './Frame.tsx';
import { useWords, WordsContext, wordsOf } from './language/words.ts';
import { firstOwner } from './people/cast.ts';
import { TourGuide } from './tour/Tour.tsx';
import { type Address, type Place, placeOfLink, readAddress, writeAddress } from './window/address.ts';
import { call } from './window/calls.ts';
import { openSession, type Session } from './window/session.ts';
import { themes } from './window/theme.ts';
import { toasterId } from './window/toasts.ts';
import { createUnsent } from './window/unsent.ts';
import { useSession, useWindow, type Window, WindowContext } from './window/windowContext.ts';

/** As a style, because the class goes to layers over the page too. */
const fullHeight = { height: '100%' };

/** One browser window of one person. Everything it shows is in its address. */
export function App() {
  const [address, setAddress] = useAddress();
  const settings = useSettings(address.language);
  const words = wordsOf(address.language);
  const who = address.who ?? (settings === null ? null : firstOwner(settings, address.language));
  const session = useWindowSession(who, words.locale);
  const unsentOf = useMemo(createUnsent, []);

  const window = useMemo((): Window | null => {
    if (who === null || session === null || settings === null) return null;
    const go = (place: Place) => setAddress({ ...address, who, place });
    return {
      session,
      settings,
      ...unsentOf(who),
      address: { ...address, who },
      go,
      become: (next, place = { view: 'chat', conversation: null }) => setAddress({ ...address, who: next, place }),
      change: (part) => setAddress({ ...address, who, ...part }),
      openLink: (link) => {
        const place = placeOfLink(link);
        if (place !== null) go(place);
        else open(link, '_blank', 'noopener');
      },
    };
  }, [who, session, settings, unsentOf, address, setAddress]);

  useEffect(() => {
    document.documentElement.lang = address.language;
    document.documentElement.dataset.theme = address.theme;
  }, [address.language, address.theme]);

  return (
    <FluentProvider theme={themes[address.theme]} className="provider" style={fullHeight}>
      <WordsContext value={words}>
        <TourGuide>
          {window === null ? (
            <Spinner className="starting" />
          ) : (
            <WindowContext value={window}>
              <SomebodysWindow key={window.session.who} />
            </WindowContext>
          )}
        </TourGuide>
        <Toaster toasterId={toasterId} position="top-end" />
      </WordsContext>
    </FluentProvider>
  );
}

function useAddress(): [Address, (next: Address) => void] {
  const [address, setAddress] = useState(() => readAddress(location.search, navigator.languages));
  useEffect(() => {
    const back = () => setAddress(readAddress(location.search, navigator.languages));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const go = useCallback((next: Address) => {
    const search = writeAddress(next);
    if (search !== location.search) history.pushState(null, '', search);
    setAddress(next);
  }, []);
  return [address, go];
}

function useSettings(language: Address['language']): Settings | null {
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => {
    let current = true;
    call('GET', `/sandbox/window/settings?language=${language}`, settingsSchema).then(
      (read) => current && setSettings(read),
      (problem) => console.error(problem),
    );
    return () => {
      current = false;
    };
  }, [language]);
  return settings;
}

function useWindowSession(who: string | null, locale: string): Session | null {
  const [session, setSession] = useState<Session | null>(null);
  const speaking = useRef(locale);
  speaking.current = locale;
  useEffect(() => {
    if (who === null) return;
    const opened = openSession(who, () => speaking.current);
    setSession(opened);
    return () => opened.close();
  }, [who]);
  return session !== null && session.who === who ? session : null;
}

/** The window; or, for an address that names nobody, the way to somebody's. */
function SomebodysWindow() {
  const words = useWords();
  const { address, settings, become } = useWindow();
  const connection = useSession('connection');
  if (connection !== 'nobody') return <Frame />;
  return (
    <main className="nobody">
      <h1>{words.people.nobody(address.who)}</h1>
      <Button appearance="primary" onClick={() => become(firstOwner(settings, address.language))}>
        {words.people.toSomebody}
      </Button>
    </main>
  );
}
