const { ModuleMocker } = require('jest-mock');

/** What a suite may tell jest-circus by globals of the process, and its next suite must not find. */
const told = [
  'RETRY_TIMES',
  'RETRY_TIMES_SETTER',
  'RETRY_IMMEDIATELY',
  'WAIT_BEFORE_RETRY',
  'LOG_ERRORS_BEFORE_RETRY',
  'TEST_TIMEOUT_SYMBOL',
].map((name) => Symbol.for(name));

/**
 * A suite runs in the process itself, not in a world of its own (node:vm) whose modules are read, linked and run anew: what
 * most suites spent most of their time on. What one can change for the next is put back here.
 */
class ProcessEnvironment {
  constructor(_, { console }) {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = null;
    this.before = {
      env: { ...process.env },
      folder: process.cwd(),
      exit: process.exit,
      exitCode: process.exitCode,
      console: globalThis.console,
      dates: globalThis.Date,
      now: Date.now,
      fetch: globalThis.fetch,
    };
    globalThis.console = console;
  }

  async setup() {}

  async teardown() {
    const { env, folder, exit, exitCode, console, dates, now, fetch } = this.before;
    this.moduleMocker.restoreAllMocks();
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    if (process.cwd() !== folder) process.chdir(folder);
    process.exit = exit;
    process.exitCode ??= exitCode;
    Object.assign(globalThis, { console, Date: dates, fetch });
    dates.now = now;
    for (const symbol of told) delete globalThis[symbol];
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}

module.exports = ProcessEnvironment;
