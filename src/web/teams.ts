import { app, authentication, pages } from '@microsoft/teams-js';
import type { Language } from '../language/language.ts';

export type ThemeName = 'light' | 'dark' | 'contrast';

/** Teams around the tab: who reads it in which language and colours, and how to prove who they are. */
export type TeamsHost = {
  language: Language;
  theme: ThemeName;
  /** What a deep link names within the tab: an address's query. */
  place: string | null;
  /** Called whenever the colours change. */
  onTheme(heed: (theme: ThemeName) => void): void;
  /** A token of who is signed in. Asked for with every request and kept nowhere; TeamsJS renews it. */
  token(): Promise<string>;
  /** A link that opens this tab in Teams at a place. */
  linkTo(appId: string, place: string): string;
};

/** Milliseconds after which a frame that does not answer is no Teams. */
const patience = 10_000;

/** Meets Teams. Throws when the page is not in it. */
export async function meetTeams(): Promise<TeamsHost> {
  const parent = document.querySelector<HTMLMetaElement>('meta[name="swarm-parent-origin"]')?.content;
  await inTime(app.initialize(parent ? [parent] : undefined));
  const context = await inTime(app.getContext());
  app.notifySuccess();
  return {
    language: /^ja(-|_|$)/i.test(context.app.locale) ? 'ja' : 'en',
    theme: themeOf(context.app.theme),
    place: context.page.subPageId || null,
    onTheme: (heed) => app.registerOnThemeChangeHandler((theme) => heed(themeOf(theme))),
    token: () => inTime(authentication.getAuthToken()),
    linkTo(appId, place) {
      const inside = encodeURIComponent(JSON.stringify({ subEntityId: place }));
      const address = encodeURIComponent(`${location.origin}${location.pathname}${place}`);
      return `https://teams.microsoft.com/l/entity/${appId}/history?webUrl=${address}&context=${inside}`;
    },
  };
}

/** Opens an address as Teams opens links; a new window where it cannot. */
export function openLink(address: string): void {
  if (pages.currentApp.isSupported() || app.isInitialized())
    app.openLink(address).catch(() => open(address, '_blank', 'noopener'));
  else open(address, '_blank', 'noopener');
}

function inTime<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('Teams does not answer')), patience);
  });
  return Promise.race([promise, late]);
}

const themeOf = (name: string): ThemeName =>
  name === 'contrast' ? 'contrast' : name === 'dark' || name === 'glass' ? 'dark' : 'light';
