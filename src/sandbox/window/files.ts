import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { refused } from '../doors/listener.ts';
import type { Answer, Route } from '../doors/routes.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Serves the built browser client from its folder: the page at `/`, and what it loads. */
export function clientFileRoutes(folder: string): Route[] {
  const serve = async (name: string, caching: string): Promise<Answer> => {
    try {
      const content = await readFile(join(folder, name));
      return {
        status: 200,
        headers: {
          'content-type': types[extname(name)] ?? 'application/octet-stream',
          'content-length': String(content.length),
          'cache-control': caching,
        },
        stream: (response) => void response.end(content),
      };
    } catch {
      return refused(404, `The client has no ${name}.`);
    }
  };
  return [
    { method: 'GET', path: '/', answer: () => serve('index.html', 'no-store') },
    {
      method: 'GET',
      path: '/assets/:file',
      // Names of assets carry a hash of their content.
      answer: (call) => serve(join('assets', basename(call.params.file ?? '')), 'max-age=31536000, immutable'),
    },
  ];
}
