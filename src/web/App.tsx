import { FluentProvider, Spinner } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Choices } from '../history/swarms/swarmRoutes.ts';
import type { Language } from '../language/language.ts';
import { unbrokenWords } from '../language/unbroken.ts';
import { Configure, configurePath } from './Configure.tsx';
import { createFormat } from './format.ts';
import { Problem, problemOf } from './parts/Problem.tsx';
import { anywhere, type Place, placeOf, queryOf } from './place.ts';
import { readersZone } from './readersZone.ts';
import { Shell } from './Shell.tsx';
import { createServer, ServerRefusal } from './server.ts';
import { type Tab, TabContext } from './tabContext.ts';
import { meetTeams, type TeamsHost, type ThemeName } from './teams.ts';
import { themes, useGlobalStyles } from './themes.ts';
import { en, type Words } from './words/en.ts';
import { ja } from './words/ja.ts';

type Beginning =
  | { state: 'meeting' }
  | { state: 'alone' }
  | { state: 'refused'; refusal: ServerRefusal; teams: TeamsHost }
  | { state: 'ready'; choices: Choices; teams: TeamsHost };

/** What Teams frames: the tab, or the page on which it is added to a channel. */
export function App() {
  useGlobalStyles();
  return location.pathname === configurePath ? <Configure catalogues={catalogues} /> : <HistoryTab />;
}

/** The tab, from the first meeting with Teams on. */
function HistoryTab() {
  const [beginning, begin] = useBeginning();
  const [theme, setTheme] = useState<ThemeName>(browserTheme);
  const teams = 'teams' in beginning ? beginning.teams : null;
  const language = teams?.language ?? (navigator.language.startsWith('ja') ? 'ja' : 'en');
  const words = catalogues[language];

  useEffect(() => {
    if (!teams) return;
    setTheme(teams.theme);
    teams.onTheme(setTheme);
  }, [teams]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  }, [language, theme]);

  return (
    <FluentProvider theme={themes[theme]} style={{ height: '100vh' }}>
      {beginning.state === 'meeting' && <Spinner label={words.loading} style={{ height: '100%' }} />}
      {beginning.state === 'alone' && <Problem said={words.problems.alone} />}
      {beginning.state === 'refused' && (
        <Problem said={problemOf(beginning.refusal, words)} again={{ label: words.retry, run: begin }} />
      )}
      {beginning.state === 'ready' && <Ready {...beginning} theme={theme} words={words} />}
    </FluentProvider>
  );
}

function useBeginning(): [Beginning, () => void] {
  const [beginning, setBeginning] = useState<Beginning>({ state: 'meeting' });
  const begin = useCallback(() => {
    setBeginning({ state: 'meeting' });
    meetTeams().then(
      (teams) =>
        createServer(teams.token, teams.language)
          .get<Choices>('/api/history/choices')
          .then(
            (choices) => {
              // A deep link's place counts only where the address says none.
              if (teams.place && !location.search) history.replaceState(null, '', queryOf(placeOf(teams.place)) || '?');
              setBeginning({ state: 'ready', choices, teams });
            },
            (error: unknown) => {
              const refusal = error instanceof ServerRefusal ? error : new ServerRefusal(0, 'not-reached');
              setBeginning({ state: 'refused', refusal, teams });
            },
          ),
      () => setBeginning({ state: 'alone' }),
    );
  }, []);
  useEffect(begin, [begin]);
  return [beginning, begin];
}

function Ready({
  choices,
  teams,
  theme,
  words,
}: {
  choices: Choices;
  teams: TeamsHost;
  theme: ThemeName;
  words: Words;
}) {
  const [place, setPlace] = useState(() => placeOf(location.search));
  const server = useMemo(() => createServer(teams.token, teams.language), [teams]);
  const format = useMemo(() => createFormat(teams.language, readersZone()), [teams]);

  useEffect(() => {
    const follow = () => setPlace(placeOf(location.search));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  const go = useCallback((change: Partial<Place>, { replace = false } = {}) => {
    setPlace((before) => {
      const next = { ...before, ...change };
      const address = queryOf(next) || location.pathname;
      if (queryOf(before) !== queryOf(next)) history[replace ? 'replaceState' : 'pushState'](null, '', address);
      return next;
    });
  }, []);
  const tab = useMemo<Tab>(
    () => ({
      server,
      words,
      format,
      theme,
      choices,
      place,
      go,
      linkTo: (change) => teams.linkTo(choices.appId, queryOf({ ...anywhere, ...place, ...change })),
    }),
    [server, words, format, theme, choices, place, go, teams],
  );
  return (
    <TabContext value={tab}>
      <Shell />
    </TabContext>
  );
}

const catalogues: Record<Language, Words> = { en: unbrokenWords(en), ja: unbrokenWords(ja) };

const browserTheme = (): ThemeName => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
