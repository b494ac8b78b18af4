import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runFindings } from '../../tools/findingsCommand.ts';

const scripts = {
  'as-told': 'echo as ever',
  changed: 'echo "another output"; exit 1',
  failing: 'exit 7',
  'no-registry': 'echo "nothing was tried" >&2; exit 2',
  // A server that waits for a call which does not come.
  waiting: `node -e 'require("node:http").createServer().listen(0, "127.0.0.1")'`,
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swarm-findings-'));
  for (const [name, body] of Object.entries(scripts)) await writeFile(join(folder, `${name}.sh`), `${body}\n`);
});
afterEach(() => rm(folder, { recursive: true }));

async function run(...names: (keyof typeof scripts | 'unheard-of')[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const print = (line: string) => void printed.push(line);
  const patience = names.includes('waiting') ? 300 : 20_000;
  const code = await runFindings(names, { folder, patience, print, complain: (line) => void complained.push(line) });
  return { code, table: printed.map((line) => line.replace(/ +\d+$/, '').replace(/ {2,}/, ' | ')), complained };
}

describe('npm run findings', () => {
  test('says of each how it is, in turn', async () => {
    const { code, table, complained } = await run('as-told');
    expect(table).toEqual([
      expect.stringMatching(/^finding/),
      'as-told | as told',
      '1 as told, 0 changed, 0 could not be tried',
    ]);
    expect(complained).toEqual([]);
    expect(code).toBe(0);
  });

  test('fails when one has changed, and shows what it prints now', async () => {
    const { code, table, complained } = await run('changed', 'no-registry', 'as-told');
    expect(table).toContain('changed | CHANGED');
    expect(table.at(-1)).toBe('1 as told, 1 changed, 1 could not be tried');
    expect(complained.join('\n')).toContain('another output');
    expect(code).toBe(1);
  });

  test.each(['no-registry', 'failing', 'waiting'] as const)(
    'takes %s for not tried, which is no success',
    async (name) => {
      const { code, table } = await run(name, 'as-told');
      expect(table).toContain(`${name} | could not be tried`);
      expect(code).toBe(2);
    },
  );

  test('names those there are when asked for another', async () => {
    const { code, table, complained } = await run('unheard-of');
    expect(complained.join('\n')).toMatch(/unheard-of[\s\S]*as-told/);
    expect(table).toEqual([]);
    expect(code).toBe(2);
  });
});
