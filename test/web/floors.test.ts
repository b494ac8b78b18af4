import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, test } from '@jest/globals';

const house = join(import.meta.dirname, '../../src');
const web = join(house, 'web');

/**
 * Browser code talks to the house over HTTP only. dependency-cruiser cannot tell an import of types from one of code
 * under TypeScript 7, so this rule of the floors is checked here; verbatimModuleSyntax erases just `import type`. Only
 * language/ is made for both sides.
 */
test('the tab shares types with the house, never code', async () => {
  const files = (await readdir(web, { recursive: true })).filter((file) => /\.tsx?$/.test(file));
  const rooms = new Set<string>();
  for (const file of files) {
    const source = await readFile(join(web, file), 'utf8');
    for (const [line, isType, from = ''] of source.matchAll(/^import (type )?[^;]*?'(\.[^']+)';/gm)) {
      const [room = ''] = relative(house, resolve(dirname(join(web, file)), from)).split(sep);
      rooms.add(room);
      if (room !== 'web' && room !== 'language')
        expect({ file, line, isType }).toEqual({ file, line, isType: 'type ' });
    }
  }
  // Else it was not the imports that were looked at.
  expect([...rooms]).toEqual(expect.arrayContaining(['web', 'language', 'history']));
});
