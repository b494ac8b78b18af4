import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const pages = globSync(['*.md', 'docs/**/*.md', 'infra/*.md', 'appPackage/*.md', 'findings/*.md'], { cwd: root });
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');
const scripts = new Set(Object.keys(JSON.parse(textOf('package.json')).scripts));

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
const anchorsOf = (page: string) =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

describe.each(pages)('%s', (page) => {
  const text = textOf(page);

  test('links only to pages, pictures and headings that there are', () => {
    const broken = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]*)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? page : join(dirname(page), path);
        if (!existsSync(join(root, target))) return true;
        return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  test('names only commands that npm can run', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !scripts.has(name))).toEqual([]);
  });

  test('names only files of the sources that there are', () => {
    const named = [...text.matchAll(/`((?:src|test|tools|appPackage|infra|env)\/[\w./-]+\.\w+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => !existsSync(join(root, path)) && !isMade(path))).toEqual([]);
  });
});

test('the README can be read in a hurry', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(150);
});

/** What a reader makes by the steps of a page. */
const isMade = (path: string) => /\/build\/|\/ping|env\/\.env$/.test(path);
