const { existsSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

// What a file needs, for `npm run test:changed`. Jest finds imports; a test that starts a process names the file that
// it runs (main.ts, a bot), pages are built from sources that only Vite reads, and drizzle reads the migrations.
const named = /(['"`])([\w./-]+\.tsx?)\1/g;
const read = {
  'src/sandbox/window/build.ts': ['../client/main.tsx', '../../web/main.tsx'],
  'tools/serverBuild.ts': ['../src/main.ts'],
  'test/browser/tabStage.ts': ['../../src/web/main.tsx'],
  'src/store/database.ts': ['./migrations/meta/_journal.json'],
};

module.exports = {
  extract(code, path, defaultExtract) {
    const needs = new Set(defaultExtract(code));
    const folder = dirname(path);
    for (const [, , name] of code.matchAll(named)) {
      if (existsSync(join(folder, name))) needs.add(name.startsWith('.') ? name : `./${name}`);
    }
    for (const name of read[relative(join(__dirname, '..'), path).replaceAll('\\', '/')] ?? []) needs.add(name);
    return needs;
  },
  getCacheKey: () => '3',
};
