// `npm start`. npm hands a signal on to the shell between itself and this process. The shell dies of it and tells
// nobody, so this process heeds that its parent is gone: the bot then stops as if the signal had come to itself.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

require('./checkNode.cjs');
require('./settings.cjs');

const parent = process.ppid;
const heeding = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(heeding);
  process.kill(process.pid, 'SIGTERM');
}, 500);
heeding.unref();

// What ships is the built bot. Where its sources and the tool that builds it are, it is built anew when they are newer.
builtMain().then(async (main) => (await import(main)).run());

async function builtMain() {
  const hasSources = existsSync(join(__dirname, '../src/main.ts'));
  if (!hasSources || !canBuild()) return pathToFileURL(join(__dirname, '../dist/main.js')).href;
  const { builtServer } = await import('./serverBuild.ts');
  return pathToFileURL(await builtServer(() => console.error('Building the bot …'))).href;
}

function canBuild() {
  try {
    return require.resolve('esbuild') !== '';
  } catch {
    return false;
  }
}
