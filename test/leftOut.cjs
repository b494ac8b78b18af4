/** Stands for what is never called (tools/neverCalled.ts). */
module.exports = new Proxy(
  {},
  {
    get: (_, name) =>
      function leftOut() {
        throw new Error(`${String(name)} is not loaded in tests: tools/neverCalled.ts leaves it out`);
      },
  },
);
