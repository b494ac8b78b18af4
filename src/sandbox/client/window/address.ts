import type { Language } from '../language/words.ts';
import { type ThemeName, themeNames } from './theme.ts';

/** What a window shows: a view of the rail, and within it a conversation or a page of the app's tab. */
export type Place =
  | { view: 'activity'; conversation: string | null }
  | { view: 'chat'; conversation: string | null }
  | { view: 'teams'; conversation: string | null }
  /** `page`: the sub page of the tab (Teams' subEntityId). */
  | { view: 'app'; page: string | null };
export type View = Place['view'];

/** Everything of a window that its address holds, so that it can be copied, reloaded and gone back to. */
export type Address = { who: string | null; language: Language; theme: ThemeName; place: Place };

/** `preferred`: languages of the browser, best first. */
export function readAddress(search: string, preferred: readonly string[]): Address {
  const query = new URLSearchParams(search);
  const language = query.get('lang') ?? preferred.find((each) => /^(ja|en)/.test(each))?.slice(0, 2);
  const theme = query.get('theme');
  return {
    who: query.get('as'),
    language: language === 'ja' ? 'ja' : 'en',
    theme: themeNames.find((name) => name === theme) ?? 'light',
    place: placeOf(query.get('view'), query.get('at')),
  };
}

function placeOf(view: string | null, at: string | null): Place {
  switch (view) {
    case 'activity':
    case 'teams':
      return { view, conversation: at };
    case 'app':
      return { view, page: at };
    default:
      return { view: 'chat', conversation: at };
  }
}

export function writeAddress({ who, language, theme, place }: Address): string {
  const query = new URLSearchParams();
  if (who !== null) query.set('as', who);
  query.set('lang', language);
  if (theme !== 'light') query.set('theme', theme);
  query.set('view', place.view);
  const at = place.view === 'app' ? place.page : place.conversation;
  if (at !== null) query.set('at', at);
  return `?${query}`;
}

/**
 * Where a Teams deep link leads in this client; null for any other address. Knows channels, messages, chats and pages of
 * the app, as `https://teams.microsoft.com/l/...` or `msteams:/l/...`.
 */
export function placeOfLink(link: string): Place | null {
  const url = URL.parse(link);
  if (
    url === null ||
    !(url.protocol === 'msteams:' || /(^|\.)teams\.(microsoft|cloud)\.(com|microsoft)$/.test(url.host))
  )
    return null;
  const [, kind, first] = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  switch (kind) {
    case 'channel':
      return { view: 'teams', conversation: first ?? null };
    case 'message':
      return { view: first?.endsWith('@thread.tacv2') ? 'teams' : 'chat', conversation: first ?? null };
    case 'chat':
      return { view: 'chat', conversation: null };
    case 'entity':
      return { view: 'app', page: subPageOf(url.searchParams.get('context')) };
    default:
      return null;
  }
}

function subPageOf(context: string | null): string | null {
  try {
    const read: unknown = JSON.parse(context ?? 'null');
    if (typeof read !== 'object' || read === null) return null;
    const page = new Map<string, unknown>(Object.entries(read)).get('subEntityId');
    return typeof page === 'string' ? page : null;
  } catch {
    return null;
  }
}
