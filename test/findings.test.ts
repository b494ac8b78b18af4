import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const folder = new URL('../findings/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const findings = readdirSync(folder)
  .filter((file) => file.endsWith('.sh'))
  .map((file) => file.slice(0, -'.sh'.length))
  .sort();

describe('each finding', () => {
  test.each(findings)('%s tells what was expected, what happens, why it matters, and from where', (name) => {
    const [header = ''] = read(`${name}.sh`).split(/^[^#]/m);
    const parts = ['Versions', 'Expected', 'Happens', 'Why it matters', 'Source', 'Output seen'];
    expect(parts.filter((part) => !header.includes(`\n# ${part}`))).toEqual([]);
    expect(header).toMatch(/^# Output seen.*\n# {3}\S/m);
  });

  test.each(findings)('%s installs exact versions, and names them', (name) => {
    const script = read(`${name}.sh`);
    const [, installed = ''] = /npm install ([^>]*)>/.exec(script) ?? [];
    const packages = installed.split(/\s+/).filter((word) => /^@?[a-z]/.test(word));
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.filter((each) => !/.@\d+\.\d+\.\d+$/.test(each))).toEqual([]);
    const header = script.replaceAll(/\n#\s+/g, ' ');
    expect(packages.filter((each) => !header.includes(each.replace(/(.)@(?=\d)/, '$1 ')))).toEqual([]);
  });

  test.each(findings)('%s can be started, cleans up, and runs without Swarm', (name) => {
    const script = read(`${name}.sh`);
    expect(() => accessSync(new URL(`${name}.sh`, folder), constants.X_OK)).not.toThrow();
    expect(script).toContain(`trap 'rm -rf "$temp"' EXIT`);
    expect(script).not.toMatch(/\.\.\/|--registry/);
  });
});

describe('the list of findings', () => {
  const rows = [...read('README.md').matchAll(/^\| \[([\w-]+)\]\(([\w-]+)\.sh\) \|/gm)];

  test('has each finding once, in order', () => {
    expect(rows.map(([, name]) => name)).toEqual(findings);
    expect(rows.map(([, , file]) => file)).toEqual(findings);
  });

  test('links files that are there', () => {
    const links = [...read('README.md').matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(new URL(link, folder)))).toEqual([]);
  });
});
