const { createRequire } = require('node:module');
const { pathToFileURL } = require('node:url');
const { keepCompiled } = require('./modules.cjs');

const ofCircus = createRequire(require.resolve('jest-circus/runner'));
const { default: runWithCircus } = require('jest-circus/runner');
const handlers = Symbol.for('EVENT_HANDLERS');

/**
 * jest-circus as jest runs it (hooks, time limits, retries, snapshots), on Node's own modules: a suite is imported, and what
 * it imports stays for the next suite of the same worker. Jest's own way gives each suite modules of its own, read, linked
 * and run anew: two seconds of a processor for what needs half a second. `SWARM_TEST_OWN_MODULES=yes` goes that way.
 */
module.exports = async (globalConfig, config, environment, runtime, path, tell) => {
  try {
    return await runWithCircus(globalConfig, config, environment, nativeOf(runtime, path), path, tell);
  } finally {
    keepCompiled();
  }
};

/** Jest's runtime of a suite, but for where modules come from. */
function nativeOf(runtime, suite) {
  let given;
  const native = {
    // Circus keeps the state of a suite in its module, which so is each suite's own.
    requireInternalModule(name) {
      delete require.cache[name];
      delete globalThis[handlers];
      return ofCircus(name);
    },
    requireModule: (name) => ofCircus(name),
    setGlobalsForRuntime: (globals) => {
      given = { ...globals, jest: runtime.jestGlobals.jestObjectFor(suite) };
    },
    unstable_shouldLoadAsEsm: () => true,
    async unstable_importModule(name) {
      const { begin } = await import('./globals.mjs');
      begin(given);
      const { href } = pathToFileURL(name);
      // What is set up for each suite runs for each.
      await import(name === suite ? href : `${href}?for=${encodeURIComponent(suite)}`);
    },
  };
  return new Proxy(runtime, {
    get(target, key) {
      if (Object.hasOwn(native, key)) return native[key];
      const found = Reflect.get(target, key, target);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
}
