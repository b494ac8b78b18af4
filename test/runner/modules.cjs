const { existsSync } = require('node:fs');
const { enableCompileCache, flushCompileCache, registerHooks } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { isNeverCalled } = require('../../tools/neverCalled.ts');

/** Node's own modules for tests: `@jest/globals` are those of the suite that runs, and what is never called is left out. */
const stands = {
  '@jest/globals': pathToFileURL(join(__dirname, 'globals.mjs')).href,
  leftOut: pathToFileURL(join(__dirname, '../leftOut.cjs')).href,
};

enableCompileCache(join(tmpdir(), 'swarm-test-compiled'));
registerHooks({
  resolve(asked, context, next) {
    if (asked === '@jest/globals') return { url: stands[asked], shortCircuit: true };
    if (context.parentURL && isNeverCalled(asked, context.parentURL)) {
      return { url: stands.leftOut, format: 'commonjs', shortCircuit: true };
    }
    // Adaptive Cards' modules are written for bundlers: they name each other without an ending, and folders.
    if (/^\.\.?\//.test(asked) && context.parentURL?.includes('/adaptivecards/lib/')) {
      const isFolder = existsSync(new URL(`${asked}/index.js`, context.parentURL));
      return next(isFolder ? `${asked}/index.js` : `${asked}.js`, context);
    }
    return next(asked, context);
  },
});

module.exports = { keepCompiled: flushCompileCache };
