/**
 * `@jest/globals` of the suite that runs. Modules are kept from one suite to the next: what they import from here changes under
 * them when the next begins.
 */
export let afterAll;
export let afterEach;
export let beforeAll;
export let beforeEach;
export let describe;
export let expect;
export let it;
export let jest;
export let test;

/** From now on they are those of the suite that begins. */
export function begin(ofSuite) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } = ofSuite);
}
