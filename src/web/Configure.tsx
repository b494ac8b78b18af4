import { FluentProvider, makeStyles, Spinner, Text, Title3, tokens } from '@fluentui/react-components';
import { app, pages } from '@microsoft/teams-js';
import { useEffect, useState } from 'react';
import type { Language } from '../language/language.ts';
import { Problem } from './parts/Problem.tsx';
import { meetTeams, type TeamsHost } from './teams.ts';
import { themes } from './themes.ts';
import type { Words } from './words/en.ts';

/** The address of this page, which the manifest names. */
export const configurePath = '/tab/configure';

/** What Teams shows to somebody who adds the tab to a channel: there is nothing to choose, so it says what they get. */
export function Configure({ catalogues }: { catalogues: Record<Language, Words> }) {
  const styles = useStyles();
  const [teams, setTeams] = useState<TeamsHost | 'alone' | null>(null);
  useEffect(() => {
    meetTeams().then(
      (met) => {
        offerTab(catalogues[met.language].configure.name);
        setTeams(met);
      },
      () => setTeams('alone'),
    );
  }, [catalogues]);
  const language = teams && teams !== 'alone' ? teams.language : navigator.language.startsWith('ja') ? 'ja' : 'en';
  const theme = teams && teams !== 'alone' ? teams.theme : 'light';
  const words = catalogues[language];
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <FluentProvider theme={themes[theme]} style={{ height: '100vh' }}>
      {teams === null && <Spinner label={words.loading} style={{ height: '100%' }} />}
      {teams === 'alone' && <Problem said={words.problems.alone} />}
      {teams !== null && teams !== 'alone' && (
        <main className={styles.page}>
          <Title3 as="h1">{words.configure.title}</Title3>
          <Text>{words.configure.shows}</Text>
          <Text>{words.configure.save}</Text>
        </main>
      )}
    </FluentProvider>
  );
}

/** Teams' own button saves it. The tab is the same page as the personal one. */
function offerTab(name: string): void {
  const address = new URL('/tab', location.origin).href;
  pages.config.registerOnSaveHandler((saving) => {
    pages.config
      .setConfig({ entityId: 'history', suggestedDisplayName: name, contentUrl: address, websiteUrl: address })
      .then(
        () => saving.notifySuccess(),
        (error: unknown) => saving.notifyFailure(String(error)),
      );
  });
  pages.config.setValidityState(true);
  app.notifySuccess();
}

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, padding: tokens.spacingHorizontalXL },
});
