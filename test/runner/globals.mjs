/** `@jest/globals` of the suite that runs: modules are kept from one to the next, so that they ask at each use. */
const ofTheSuite = (name) =>
  new Proxy(() => {}, {
    apply: (_, self, given) => Reflect.apply(globalThis[name], self, given),
    get: (_, key) => globalThis[name][key],
    has: (_, key) => key in globalThis[name],
  });

export const afterAll = ofTheSuite('afterAll');
export const afterEach = ofTheSuite('afterEach');
export const beforeAll = ofTheSuite('beforeAll');
export const beforeEach = ofTheSuite('beforeEach');
export const describe = ofTheSuite('describe');
export const expect = ofTheSuite('expect');
export const it = ofTheSuite('it');
export const jest = ofTheSuite('jest');
export const test = ofTheSuite('test');
