const { relative } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');
const seconds = require('./seconds.json');

/**
 * The longest suite begins first, so that no worker waits for it at the end. What a suite took on this machine jest knows from
 * the last run; on a new one (CI) there is a table of those that take long.
 */
class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return sorted.toSorted((one, other) => took(other) - took(one));
  }
}

/** In ms. */
const took = ({ duration, path, context }) => duration ?? 1000 * (seconds[relative(context.config.rootDir, path)] ?? 0);

module.exports = LongestFirst;
