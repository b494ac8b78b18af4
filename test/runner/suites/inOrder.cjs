const { default: Sequencer } = require('@jest/test-sequencer');

/** By name: the second suite is to find what the first left. */
module.exports = class InOrder extends Sequencer {
  sort(tests) {
    return tests.toSorted((one, other) => one.path.localeCompare(other.path));
  }
};
