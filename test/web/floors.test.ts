import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/**
 * Browser code talks to the house over HTTP only. dependency-cruiser cannot tell an import of types from one of code
 * under TypeScript 7, so this rule of the floors is checked here; verbatimModuleSyntax erases just `import type`.
 */
test('the tab shares types with the house, never code', async () => {
  const folder = join(import.meta.dirname, '../../src/web');
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const source = await readFile(join(folder, file), 'utf8');
    const imports = source.matchAll(
      /^import (type )?[^;]*? from '((?:\.\.\/)+(?:cases|skills|swarm|history|store|http|teams|graph)\/[^']+)';/gm,
    );
    for (const [line, isType] of imports) expect({ file, line, isType }).toEqual({ file, line, isType: 'type ' });
  }
});
