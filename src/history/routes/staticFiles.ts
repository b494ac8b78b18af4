import { readFile } from 'node:fs/promises';
import type { TabAnswer, TabRoute } from './route.ts';

/** `folder`: where the tab is built to. */
export type StaticNeeds = { folder: string; frameOrigin?: string | null; authorityHost: string };

/** The tab's page and its built files. They hold no history: everything else is asked for with a token. */
export function staticRoutes({ folder, frameOrigin = null }: StaticNeeds): TabRoute[] {
  const because = 'the files are the same for everybody and hold no history';
  const headers = { 'Content-Security-Policy': contentSecurityPolicy(frameOrigin) };

  const page = async (): Promise<TabAnswer> => {
    const html = await readFile(`${folder}/index.html`, 'utf8').catch(() => null);
    if (html === null) {
      const content = 'The tab is not built yet. Run: npm run build';
      return { status: 503, headers, body: { type: 'text/plain; charset=utf-8', content } };
    }
    const told = frameOrigin ? `<meta name="swarm-parent-origin" content="${new URL(frameOrigin).origin}">` : '';
    const content = html.replace('<!-- parent origin -->', told);
    return { status: 200, headers, body: { type: 'text/html; charset=utf-8', content } };
  };

  /** Files that were asked for; a new build gives them new names. Kept, so that many slow readers share one copy. */
  const files = new Map<string, Promise<Buffer | null>>();
  const built = async (path: string): Promise<Buffer | null> => {
    const reading = files.get(path) ?? readFile(path).catch(() => null);
    files.set(path, reading);
    const content = await reading;
    if (content === null) files.delete(path);
    return content;
  };

  const asset = async ({ params }: { params: Readonly<Record<string, string>> }): Promise<TabAnswer> => {
    // The bundler names a shared part after its module, dots and all (`useInputStyles.styles-….js`).
    const [, kind = ''] = /^[\w-]+(?:\.[\w-]+)*\.(js|css|svg|png|woff2)$/.exec(params.file ?? '') ?? [];
    const type = types[kind];
    const content = type ? await built(`${folder}/assets/${params.file}`) : null;
    if (!type || content === null) return { status: 404, headers };
    // A built file's name changes with its content.
    return {
      status: 200,
      headers: { ...headers, 'Cache-Control': 'public, max-age=31536000, immutable' },
      body: { type, content },
    };
  };

  return [
    { method: 'GET', path: '/tab', rule: { kind: 'open', because, answer: page } },
    // The same page: it asks somebody who adds the tab to a channel to save it.
    { method: 'GET', path: '/tab/configure', rule: { kind: 'open', because, answer: page } },
    { method: 'GET', path: '/tab/assets/:file', rule: { kind: 'open', because, answer: asset } },
  ];
}

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

/** Hosts that show Teams apps (learn.microsoft.com, "Tab requirements"). */
const teamsHosts = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
];

const contentSecurityPolicy = (frameOrigin: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    // Fluent UI writes its style sheets and the charts their sizes while they run.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    // TeamsJS reads the list of hosts that it trusts; of another origin's frame, such as the sandbox's, it is told by that alone.
    `connect-src 'self'${frameOrigin ? '' : ' https://res.cdn.office.net'}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${[...teamsHosts, ...(frameOrigin ? [new URL(frameOrigin).origin] : [])].join(' ')}`,
  ].join('; ');
