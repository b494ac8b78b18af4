const { join } = require('node:path');
const { isNeverCalled } = require('../tools/neverCalled.ts');

const leftOut = join(__dirname, 'leftOut.cjs');

/** As in the built bot: what is never called is not loaded, which each suite would do anew. */
module.exports = (path, options) =>
  isNeverCalled(path, `${options.basedir}/`) ? leftOut : options.defaultResolver(path, options);
